//! `POST /v1/{product}/second-factor`: a person enrols a second factor.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who enrols: the person whom the calling service vouches for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnrolFactor {
    actor: ActorBody,
}

acting!(EnrolFactor);

/// What she is shown, once.
#[derive(Serialize, ToSchema)]
struct Enrolled {
    /// The address that an authenticator app reads, `otpauth://totp/…`.
    uri: String,
    /// Codes for when the app is lost; each serves once.
    recovery: Vec<String>,
}

/// Enrols a second factor. It counts once a code of it was proved; until then it can be enrolled anew. The answer is kept
/// nowhere.
#[utoipa::path(post, path = "/v1/{product}/second-factor", tag = "keep", params(InProduct), request_body = EnrolFactor,
    responses((status = 200, description = "What the person is shown once", body = Enrolled), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<EnrolFactor>) -> Response {
    app.ask("factor", call, |engine, place, body| {
        let shown = engine.enrol_factor(&place.product, &(&body.actor).into())?;
        let recovery = shown.recovery.iter().map(|code| code.to_string()).collect();
        Ok(Enrolled { uri: shown.uri.to_string(), recovery })
    })
    .await
}
