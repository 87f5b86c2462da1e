//! `GET /p/{product}/{language}`: the public policy.

use super::language::{languages, preferred, spoken};
use crate::http::core::app::App;
use crate::http::core::problem::Problem;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;
use yinuo::life::Code;
use yinuo::policy::{Name, Policy};
use yinuo::publish::{self, Form};

/// Sends the reader to the language that she reads.
pub(crate) async fn choose(State(app): State<App>, Path(product): Path<String>, headers: HeaderMap) -> Response {
    let policy = match load(&app, product).await {
        Ok(policy) => policy,
        Err(problem) => return problem.into_response(),
    };
    let Some(language) = preferred(&headers, languages(&policy)) else { return Problem::not_found().into_response() };
    let to = HeaderValue::from_str(&format!("/p/{}/{}", policy.product, language.as_str()));
    let to = to.unwrap_or(HeaderValue::from_static("/"));
    let vary = HeaderValue::from_static("accept-language");
    (StatusCode::FOUND, [(header::LOCATION, to), (header::VARY, vary)]).into_response()
}

/// Shows the version in force.
pub(crate) async fn handle(
    State(app): State<App>,
    Path((product, language)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let policy = match load(&app, product).await {
        Ok(policy) => policy,
        Err(problem) => return problem.into_response(),
    };
    let Some(language) = spoken(&policy, Some(&language)) else { return Problem::not_found().into_response() };
    let tag = format!("\"{}-{}\"", policy.hash, language.as_str());
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let cached = cached(&tag);
    if known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)) {
        return (StatusCode::NOT_MODIFIED, cached).into_response();
    }
    let rendered = app.run(move |_| publish::html(&policy.document, &policy.hash, language)).await;
    match rendered {
        Ok(Ok(text)) => (cached, Html(text)).into_response(),
        Ok(Err(missing)) => Problem::fault(Code::PolicyInvalid, &missing).into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// Shows a shorter form of the version in force: `short`, `notices`, `data`, `recipients`; `policy.jsonld` for programs.
pub(crate) async fn form(
    State(app): State<App>,
    Path((product, language, form)): Path<(String, String, String)>,
) -> Response {
    let policy = match load(&app, product).await {
        Ok(policy) => policy,
        Err(problem) => return problem.into_response(),
    };
    let Some(language) = spoken(&policy, Some(&language)) else { return Problem::not_found().into_response() };
    let full = format!("/p/{}/{}", policy.product, language.as_str());
    let shown = match form.as_str() {
        "short" => Form::Short,
        "notices" => Form::Notices(None),
        "data" => Form::Data,
        "recipients" => Form::Recipients,
        "policy.jsonld" => {
            let rendered = app.run(move |_| publish::machine(&policy)).await;
            let media = [(header::CONTENT_TYPE, HeaderValue::from_static("application/ld+json"))];
            return answer(rendered.map(|text| text.map(|text| (media, text))));
        }
        _ => return Problem::not_found().into_response(),
    };
    let rendered = app.run(move |_| publish::sheet(&policy, shown, language)).await;
    answer(rendered.map(|sheet| sheet.map(|sheet| Html(sheet.html(Some(&full))))))
}

fn answer(rendered: Result<Result<impl IntoResponse, publish::Missing>, Problem>) -> Response {
    match rendered {
        Ok(Ok(page)) => page.into_response(),
        Ok(Err(missing)) => Problem::fault(Code::PolicyInvalid, &missing).into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// A version's text never changes, but another version comes: asked again each time, sent once.
fn cached(tag: &str) -> [(HeaderName, HeaderValue); 2] {
    let tag = HeaderValue::from_str(tag).unwrap_or(HeaderValue::from_static(""));
    [(header::ETAG, tag), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))]
}

pub(super) async fn load(app: &App, product: String) -> Result<Arc<Policy>, Problem> {
    let found = app.run(move |app| app.engine().policy(&Name::from(product))).await?;
    found.map_err(|fault| Problem::of_error(&fault, false))
}
