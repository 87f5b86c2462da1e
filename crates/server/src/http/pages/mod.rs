//! Pages that people read: the products, the public policies, the refusal codes, the console.

pub(crate) mod codes;
pub(crate) mod console;
pub(crate) mod home;
pub(crate) mod language;
pub(crate) mod policy;
pub(crate) mod timeline;
pub(crate) mod words;

use super::core::app::App;
use super::core::problem::Problem;
use askama::Template;
use axum::Router;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use yinuo::life::Code;

/// The style sheet of the pages here, as it stands in their second `<style>`; the first is the document's.
pub(crate) const STYLE: &str = include_str!("../../../templates/pages.css");

pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/", get(home::handle))
        .route("/p/{product}", get(policy::choose))
        .route("/p/{product}/{language}", get(policy::handle))
        .route("/p/{product}/{language}/{form}", get(policy::form))
        .route("/console/{product}", get(console::handle))
        .route("/console/{product}/timeline", get(timeline::handle))
        .route("/docs/codes", get(codes::handle))
}

/// A page, rendered.
fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => Html(text).into_response(),
        Err(fault) => Problem::fault(Code::Internal, &fault).into_response(),
    }
}
