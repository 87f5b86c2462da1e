//! `GET /v1/{product}/tenants/{tenant}/due`: what falls due in a tenant, and when.

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
use yinuo::life::Work;
use yinuo::policy::Name;

/// A page of due work, the earliest first.
#[derive(Serialize, ToSchema)]
#[schema(as = DuePage)]
struct Due {
    /// The work.
    due: Vec<Row>,
    /// The cursor of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u64>,
}

/// One piece of work.
#[derive(Serialize, ToSchema)]
#[schema(as = DueWork)]
struct Row {
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    at: jiff::Timestamp,
    /// Under which promise.
    #[schema(value_type = String)]
    promise: Name,
    /// What: a kind of `work`, and whose.
    #[schema(value_type = Object)]
    work: Work,
}

/// Lists what becomes of what the tenant holds.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/due", tag = "retain", params(InTenant, Page),
    responses((status = 200, description = "What falls due", body = Due), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look, page: Result<Query<Page>, QueryRejection>) -> Response {
    let Ok(Query(page)) = page else { return Problem::malformed(Page::EXPECTED).into_response() };
    app.look(call, move |engine, call| {
        let rows = engine.due(call.place.existing_cell(engine)?)?;
        let (from, most) = (usize::try_from(page.after()).unwrap_or(usize::MAX), page.limit() as usize);
        let more = rows.len() > from.saturating_add(most);
        let due = rows.into_iter().skip(from).take(most);
        let due = due.map(|row| Row { at: row.at, promise: row.promise, work: row.work }).collect();
        Ok(Due { due, next: more.then(|| page.after() + u64::from(page.limit())) })
    })
    .await
}
