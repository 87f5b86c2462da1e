//! `POST /v1/{product}/tenants/{tenant}/holds/{hold}/lift`: a hold ends, and what is overdue goes.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::Problems;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::retain::hold::Release;

/// Who lifts it, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LiftHold {
    actor: ActorBody,
    /// On which document, or for which reason; nothing about a person.
    reason: String,
}

acting!(LiftHold);

/// Lifts a hold.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/holds/{hold}/lift", tag = "retain",
    params(InTenant, Once, ("hold" = String, Path, description = "The hold's reference")),
    request_body = LiftHold, responses((status = 200, description = "It is lifted", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<LiftHold>) -> Response {
    app.write("hold", StatusCode::OK, call, |engine, place, body| {
        let request = Release { actor: (&body.actor).into(), reason: body.reason };
        let hold = place.reference("hold")?;
        Ok(Recorded::from(engine.lift_hold(&place.product, place.tenant, hold, &request)?))
    })
    .await
}
