//! `POST /v1/{product}/tenants/{tenant}/verify`: is this the right code, or the right password?

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use crate::http::core::values::Value;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::drawn;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// A value to compare with one that is kept as a hash.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verify {
    actor: ActorBody,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// The record's type.
    #[schema(value_type = String)]
    kind: Name,
    /// By which item and value the record is found.
    found: FoundBy,
    /// The item to compare with.
    #[schema(value_type = String)]
    item: Name,
    /// What was entered.
    #[schema(value_type = String)]
    candidate: Value,
}

acting!(Verify);

/// By which item and value a record is found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FoundBy {
    /// The item.
    #[schema(value_type = String)]
    item: Name,
    /// Its value.
    #[schema(value_type = String)]
    value: Value,
}

/// Whether it was right.
#[derive(Serialize, ToSchema)]
struct Verdict {
    /// Whether it matches.
    matches: bool,
    /// Whose it is, where it matches and is somebody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
}

/// Compares; each try of a code is on record before it is made, and a right code is used up.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/verify", tag = "reveal", params(InTenant),
    request_body = Verify, responses((status = 200, description = "The verdict", body = Verdict), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Verify>) -> Response {
    app.ask("verify", call, |engine, place, body| {
        let request = drawn::Verify { actor: (&body.actor).into(), purpose: body.purpose, item: body.item };
        let (item, value) = (&body.found.item, &body.found.value.0);
        let candidate = &body.candidate.0;
        let found = engine.verify(&place.product, place.tenant, &request, (&body.kind, item, value), candidate)?;
        Ok(Verdict { matches: found.is_some(), subject: found.flatten() })
    })
    .await
}
