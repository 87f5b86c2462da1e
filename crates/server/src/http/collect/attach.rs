//! `POST /v1/{product}/tenants/{tenant}/attachments`: a record with a file is captured.

use super::capture::{Capture, Captured, capture};
use crate::http::core::act::Call;
use crate::http::core::app::App;
use crate::http::core::body::FILE_BODY_BYTES_MAX;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;

/// Captures a record as `records` does, with files of up to 16 MiB in base64.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/attachments", tag = "collect", params(InTenant, Once),
    request_body = Capture, responses((status = 201, description = "The record is kept", body = Captured), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Capture, FILE_BODY_BYTES_MAX>) -> Response {
    capture(app, call).await
}
