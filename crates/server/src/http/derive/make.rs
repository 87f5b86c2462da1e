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
    /// How many people share what the fewest share; 0 where numbers are blurred.
    smallest: u64,
    /// What it spent, where numbers are blurred.
    #[serde(skip_serializing_if = "Option::is_none")]
    spent: Option<Spent>,
    /// The number of its entry in the tenant's log.
    entry: u64,
}

/// What a release of blurred numbers spent of its budget.
#[derive(Serialize, ToSchema)]
struct Spent {
    /// The privacy loss of this release, in decimals.
    epsilon: String,
    /// What is left of the budget, in decimals.
    left: String,
}

/// Works a set out of what the tenant's cell holds. Too small a group, or too small a difference from a set before it, is
/// `reidentification_denied`; of a set that counts, too small groups are left out. Where the policy blurs numbers, each call is a
/// release of every group that it lists, and is spent; one beyond the budget is `reidentification_denied`, and `not_built` where the
/// program has no noise.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/sets", tag = "derive", params(InTenant, Once),
    request_body = MakeSet, responses((status = 201, description = "It is kept", body = Made), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<MakeSet>) -> Response {
    app.write("derive", StatusCode::CREATED, call, |engine, place, body| {
        let actor = (&body.actor).into();
        let request = Derive { actor, derived: body.derived, purpose: body.purpose, items: body.items, raw: body.raw };
        let made = engine.derive(&place.product, place.tenant, &request)?;
        let spent =
            made.blurred.map(|blurred| Spent { epsilon: blurred.epsilon.to_string(), left: blurred.left.to_string() });
        Ok(Made { set: made.set, rows: made.rows, smallest: made.smallest, spent, entry: made.entry })
    })
    .await
}
