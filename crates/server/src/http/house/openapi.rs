//! `GET /openapi.json`: this API, described from its handlers.

use crate::http::core::app::App;
use crate::http::core::route::describe;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

/// Describes every route.
#[utoipa::path(get, path = "/openapi.json", tag = "house",
    responses((status = 200, description = "OpenAPI 3.1", body = Object, content_type = "application/json")))]
pub(crate) async fn handle(State(app): State<App>) -> Response {
    axum::Json(describe(crate::http::table(), app.url())).into_response()
}
