//! `POST /v1/{product}/tenants/{tenant}/activities/{activity}/close`: it is over.

use crate::http::core::act::Call;
use crate::http::core::actor::{Acting, ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::Problems;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

/// Who closes it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseActivity {
    actor: ActorBody,
}

acting!(CloseActivity);

/// Closes an activity, by who opened it or by a service.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/activities/{activity}/close", tag = "collect",
    params(InTenant, Once, ("activity" = String, Path, description = "The activity's reference")),
    request_body = CloseActivity, responses((status = 200, description = "It is closed", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<CloseActivity>) -> Response {
    app.write("close", StatusCode::OK, call, |engine, place, body| {
        let activity = place.reference("activity")?;
        Ok(Recorded::from(engine.close_activity(&place.product, place.tenant, &body.actor(), activity)?))
    })
    .await
}
