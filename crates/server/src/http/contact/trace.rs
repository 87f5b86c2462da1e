//! `POST /v1/{product}/tenants/{tenant}/cases/{case}/trace`: how a case stands, to who sent it.

use super::queue::Standing;
use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

/// Who asks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trace {
    actor: ActorBody,
    /// The sender's key; none, where she asks on her account.
    #[serde(default)]
    key: Option<String>,
}

acting!(Trace);

/// Tells how a case stands to who sent it, and to nobody else.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/cases/{case}/trace", tag = "contact",
    params(InTenant, ("case" = String, Path, description = "The case's reference")), request_body = Trace,
    responses((status = 200, description = "How it stands", body = Standing), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Trace>) -> Response {
    app.ask("case", call, |engine, place, body| {
        let (actor, case) = ((&body.actor).into(), place.reference("case")?);
        let traced = engine.trace_case(&place.product, place.tenant, &actor, case, body.key.as_deref())?;
        Ok(Standing::of(traced.case, engine.now()))
    })
    .await
}
