//! `GET /v1/{product}/tenants/{tenant}/entries`: a tenant's log.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::view::Page;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::Entry;

/// A page of a log, in the order of its entries.
#[derive(Serialize, ToSchema)]
struct Entries {
    /// The entries.
    entries: Vec<Numbered>,
    /// The cursor of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u64>,
}

/// One entry.
#[derive(Serialize, ToSchema)]
struct Numbered {
    /// Its number.
    number: u64,
    /// What it says, never a personal value; nothing once its log's time is over.
    #[schema(value_type = Option<Object>)]
    entry: Option<Entry>,
}

/// Lists entries of the tenant's log; `after` is the first number to list.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/entries", tag = "keep", params(InTenant, Page),
    responses((status = 200, description = "The entries", body = Entries), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look, page: Result<Query<Page>, QueryRejection>) -> Response {
    let Ok(Query(page)) = page else { return Problem::malformed(Page::EXPECTED).into_response() };
    app.look(call, move |engine, call| {
        let cell = call.place.existing_cell(engine)?;
        let found = engine.entries(cell, page.after(), page.limit())?;
        let full = u32::try_from(found.len()).is_ok_and(|length| length == page.limit());
        let next = found.last().map(|(number, _)| number + 1).filter(|_| full);
        Ok(Entries { entries: found.into_iter().map(|(number, entry)| Numbered { number, entry }).collect(), next })
    })
    .await
}
