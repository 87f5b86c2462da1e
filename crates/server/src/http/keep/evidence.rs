//! `GET /v1/{product}/promises/{path}/evidence`: what is on record under a promise.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::view::Page;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::Entry;
use yinuo::life::reference::Cell;
use yinuo::policy::Name;

/// An entry under a promise.
#[derive(Serialize, ToSchema)]
#[schema(as = EvidenceEntry)]
struct Evidence {
    /// The tenant in whose log it stands.
    #[schema(value_type = String)]
    tenant: Cell,
    /// Its number in that log.
    number: u64,
    /// What it says; never a personal value.
    #[schema(value_type = Object)]
    entry: Entry,
}

/// Lists the newest entries under a promise, at most `limit` of each tenant that the credential grants.
#[utoipa::path(get, path = "/v1/{product}/promises/{path}/evidence", tag = "keep",
    params(InProduct, ("path" = String, Path, description = "The promise's path, such as `right.access`"), Page),
    responses((status = 200, description = "The entries", body = Vec<Evidence>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look, page: Result<Query<Page>, QueryRejection>) -> Response {
    let Ok(Query(page)) = page else { return Problem::malformed(Page::EXPECTED).into_response() };
    app.look(call, move |engine, call| {
        let promise = Name::from(call.place.text("path"));
        if !engine.policy(&call.place.product)?.promises().contains_key(&promise) {
            return Err(Problem::not_found().into());
        }
        let found = engine.evidence(&call.place.product, &promise, page.limit())?;
        let granted = found.into_iter().filter(|(cell, ..)| call.service.grants.cover_cell(Some(*cell)));
        Ok(granted.map(|(tenant, number, entry)| Evidence { tenant, number, entry }).collect::<Vec<_>>())
    })
    .await
}
