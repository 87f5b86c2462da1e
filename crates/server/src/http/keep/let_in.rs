//! `POST /v1/{product}/suspensions/{suspension}/lift`: who was kept out is let in again.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InProduct, Once};
use crate::http::core::problem::Problems;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::guard::suspend::Resume;

/// Who lifts it, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetIn {
    actor: ActorBody,
    /// Who asked for it: another person.
    #[serde(default)]
    asked_by: Option<ActorBody>,
    /// Why; nothing about a person.
    reason: String,
}

acting!(LetIn);

/// Lifts a suspension: two people decide it.
#[utoipa::path(post, path = "/v1/{product}/suspensions/{suspension}/lift", tag = "keep",
    params(InProduct, Once, ("suspension" = String, Path, description = "The suspension's reference")),
    request_body = LetIn, responses((status = 200, description = "It is lifted", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<LetIn>) -> Response {
    app.write("resume", StatusCode::OK, call, |engine, place, body| {
        let (actor, asked_by) = ((&body.actor).into(), body.asked_by.as_ref().map(Into::into));
        let request = Resume { actor, asked_by, suspension: place.reference("suspension")?, reason: body.reason };
        Ok(Recorded::from(engine.resume_suspended(&place.product, &request)?))
    })
    .await
}
