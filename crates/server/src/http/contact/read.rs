//! `POST /v1/{product}/tenants/{tenant}/cases/{case}/read`: what was written in a case, to who answers for it.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use crate::http::reveal::read::Told;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

/// Who reads.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadCase {
    actor: ActorBody,
}

acting!(ReadCase);

/// Reads what was written, for the purpose under which it was taken; the read is on record before.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/cases/{case}/read", tag = "contact",
    params(InTenant, ("case" = String, Path, description = "The case's reference")), request_body = ReadCase,
    responses((status = 200, description = "What was written", body = Told), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<ReadCase>) -> Response {
    app.ask("read", call, |engine, place, body| {
        let (actor, case) = ((&body.actor).into(), place.reference("case")?);
        Ok(Told::from(engine.read_case(&place.product, place.tenant, &actor, case)?))
    })
    .await
}
