//! `GET /v1/{product}/gaps`: what the policy is silent about and somebody asked for.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// Something that the policy does not declare.
#[derive(Serialize, ToSchema)]
struct Gap {
    /// The code with which it was refused.
    code: String,
    /// The field, purpose or recipient.
    about: String,
    /// How often it was asked for.
    count: u64,
}

/// Lists the gaps, for the policy's author.
#[utoipa::path(get, path = "/v1/{product}/gaps", tag = "keep", params(InProduct),
    responses((status = 200, description = "The gaps", body = Vec<Gap>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let gaps = engine.gaps(&call.place.product)?.into_iter();
        Ok(gaps.map(|(code, about, count)| Gap { code, about, count }).collect::<Vec<_>>())
    })
    .await
}
