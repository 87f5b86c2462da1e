//! `POST /v1/{product}/tenants/{tenant}/files`: a record is captured, its files while they come.

use super::capture::{Capture, Captured};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::upload::Upload;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use utoipa::ToSchema;

/// A record, then a part for each item that it lists in `files`, named after it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described, not read")]
struct UploadForm {
    /// The record, in JSON; `files` lists the items whose values follow.
    #[schema(value_type = Capture)]
    record: String,
    /// The files, each in a part that has its item's name.
    #[schema(value_type = Vec<String>, format = Binary)]
    item: Vec<String>,
}

/// Captures a record as `records` does, with files of up to 256 MiB. What stands against it is asked before the first byte
/// is read. The kind of a file is told by its content; a broken upload leaves nothing. An idempotency key stands for the
/// part `record`, and once it is kept for the files, too.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/files", tag = "collect", params(InTenant, Once),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "The record is kept", body = Captured), Problems))]
pub(crate) async fn handle(State(app): State<App>, upload: Upload<Capture>) -> Response {
    let (call, pump) = upload.split();
    let mut files = call.streams.clone();
    let answered = app.write("collect", StatusCode::CREATED, call, move |engine, place, body| {
        let items = body.files.clone();
        let request = body.request(engine);
        let files = files.as_mut().ok_or_else(|| Problem::malformed("expected the files"))?;
        let done = engine.collect_with_files(&place.product, place.tenant, request, &items, files)?;
        Ok(Captured::from(done))
    });
    tokio::join!(answered, pump).0
}
