//! `GET /metrics`: counters for Prometheus, labelled with product, act, outcome and code only;
//! and of each product, how many alerts nobody has looked into and how many duties are open.

use crate::http::core::app::App;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;

/// Renders the counters.
#[utoipa::path(get, path = "/metrics", tag = "house",
    responses((status = 200, description = "Prometheus text", body = String, content_type = "text/plain")))]
pub(crate) async fn handle(State(app): State<App>) -> ([(HeaderName, &'static str); 1], String) {
    app.count_open();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.metrics())
}
