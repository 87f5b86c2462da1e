//! `GET /v1/{product}/policy/document`: the document that people read.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::{Problem, Problems};
use crate::http::pages::language::spoken;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use yinuo::life::Code;
use yinuo::publish;

/// Which document.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// In which language; the authoritative one, unless told.
    language: Option<String>,
    /// In which form.
    #[serde(default)]
    #[param(inline)]
    format: Format,
}

/// A form of the document.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// One page, complete in itself.
    #[default]
    Html,
    /// Markdown with tables.
    Markdown,
}

/// Renders the document of the version in force.
#[utoipa::path(get, path = "/v1/{product}/policy/document", tag = "notice", params(InProduct, Asked),
    responses((status = 200, description = "The document", content(("text/html"), ("text/markdown"))), Problems))]
pub(crate) async fn handle(
    State(app): State<App>,
    call: Look,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let Ok(Query(asked)) = asked else {
        return Problem::malformed("expected `language` and `format`: html or markdown").into_response();
    };
    let rendered = app.run(move |app| {
        let policy = app.engine().policy(&call.place.product).map_err(|fault| Problem::of_error(&fault, false))?;
        let language = spoken(&policy, asked.language.as_deref()).ok_or_else(Problem::not_found)?;
        let (media, text) = match asked.format {
            Format::Html => ("text/html; charset=utf-8", publish::html(&policy.document, &policy.hash, language)),
            Format::Markdown => {
                ("text/markdown; charset=utf-8", publish::markdown(&policy.document, &policy.hash, language))
            }
        };
        text.map(|text| (media, text)).map_err(|missing| Problem::fault(Code::PolicyInvalid, &missing))
    });
    match rendered.await {
        Ok(Ok((media, text))) => ([(CONTENT_TYPE, media)], text).into_response(),
        Ok(Err(problem)) | Err(problem) => problem.into_response(),
    }
}
