//! `GET /docs/codes`: every refusal code, to which problem documents point.

use super::page;
use askama::Template;
use axum::response::Response;
use yinuo::life::{Code, Who};

#[derive(Template)]
#[template(path = "codes.html")]
struct Codes {
    codes: &'static [Code],
}

impl Codes {
    fn who(&self, code: &Code) -> &'static str {
        match code.who() {
            Who::Caller => "the person or service that asks",
            Who::Author => "the policy's author",
            Who::Operator => "who runs the engine",
            Who::Us => "we",
        }
    }
}

/// Lists the codes.
pub(crate) async fn handle() -> Response {
    page(&Codes { codes: Code::ALL })
}
