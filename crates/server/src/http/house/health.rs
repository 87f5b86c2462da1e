//! `GET /healthz`: does it run?

use crate::http::core::app::App;
use axum::extract::State;
use axum::http::StatusCode;

/// Tells whether the store answers.
#[utoipa::path(get, path = "/healthz", tag = "house", responses(
    (status = 200, description = "It runs", body = String, content_type = "text/plain"),
    (status = 503, description = "The store does not answer", body = String, content_type = "text/plain")))]
pub(crate) async fn handle(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.run(|app| app.engine().products().is_ok()).await {
        Ok(true) => (StatusCode::OK, "ok\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "busy\n"),
    }
}
