//! `POST /v1/{product}/tenants/{tenant}/sets`: a set of the policy is worked out, and kept if nobody can be told by it.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::derive::Derive;
use yinuo::life::reference::Set;
use yinuo::policy::Name;

/// A set to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MakeSet {
    actor: ActorBody,
    /// Which set of the policy, without `derived.`.
    #[schema(value_type = String)]
    derived: Name,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// Which items; all that come into it, where none is listed.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// Whether the items are wanted as they are.
    #[serde(default)]
    raw: bool,
}

acting!(MakeSet);

/// A set that was made.
#[derive(Serialize, ToSchema)]
struct Made {
    /// The set.
    #[schema(value_type = String)]
    set: Set,
    /// How many rows it has.
    rows: u64,
    /// How many people share what the fewest share.
    smallest: u64,
    /// The number of its entry in the tenant's log.
    entry: u64,
}

/// Works a set out of what the tenant's cell holds. Too small a group, or too small a difference from a set before it, is
/// `reidentification_denied`; of a set that counts, too small groups are left out.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/sets", tag = "derive", params(InTenant, Once),
    request_body = MakeSet, responses((status = 201, description = "It is kept", body = Made), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<MakeSet>) -> Response {
    app.write("derive", StatusCode::CREATED, call, |engine, place, body| {
        let actor = (&body.actor).into();
        let request = Derive { actor, derived: body.derived, purpose: body.purpose, items: body.items, raw: body.raw };
        let made = engine.derive(&place.product, place.tenant, &request)?;
        Ok(Made { set: made.set, rows: made.rows, smallest: made.smallest, entry: made.entry })
    })
    .await
}
