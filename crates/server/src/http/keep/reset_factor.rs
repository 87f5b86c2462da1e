//! `POST /v1/{product}/second-factor/reset`: somebody's second factor is lost, and two people reset it.

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
use yinuo::life::guard::factor;
use yinuo::life::reference::Subject;

/// Whose factor is reset, and who decides it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResetFactor {
    actor: ActorBody,
    /// Who asked for it: another person.
    #[serde(default)]
    asked_by: Option<ActorBody>,
    /// Whose, by random reference.
    #[schema(value_type = String)]
    person: Subject,
}

acting!(ResetFactor);

/// Resets a second factor: two people decide it, and the person enrols anew.
#[utoipa::path(post, path = "/v1/{product}/second-factor/reset", tag = "keep", params(InProduct, Once),
    request_body = ResetFactor, responses((status = 200, description = "It is reset", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<ResetFactor>) -> Response {
    app.write("factor", StatusCode::OK, call, |engine, place, body| {
        let (actor, asked_by) = ((&body.actor).into(), body.asked_by.as_ref().map(Into::into));
        let request = factor::ResetFactor { actor, asked_by, person: body.person };
        Ok(Recorded::from(engine.reset_factor(&place.product, &request)?))
    })
    .await
}
