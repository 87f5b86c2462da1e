//! `POST /v1/{product}/second-factor/prove`: a person proves her second factor.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use crate::http::core::values::Value;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A code: six digits of the app, or a recovery code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProveFactor {
    actor: ActorBody,
    /// What was entered.
    #[schema(value_type = String)]
    code: Value,
}

acting!(ProveFactor);

/// That it was right.
#[derive(Serialize, ToSchema)]
struct Proved {
    /// Until when it counts, not included.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// Proves a second factor. A code serves once; of wrong ones a few are heard, and then none for a while.
#[utoipa::path(post, path = "/v1/{product}/second-factor/prove", tag = "keep", params(InProduct),
    request_body = ProveFactor, responses((status = 200, description = "It is proved", body = Proved), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<ProveFactor>) -> Response {
    app.ask("factor", call, |engine, place, body| {
        let fact = engine.prove_factor(&place.product, &(&body.actor).into(), &body.code.0)?;
        Ok(Proved { until: fact.open_until })
    })
    .await
}
