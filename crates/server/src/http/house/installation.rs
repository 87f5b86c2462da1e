//! `GET /v1/installation`: is all of it as it should be?

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::problem::{Problem, Problems};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::{Capacity, Code};

/// What was looked at, and what is wrong with it if anything is.
#[derive(Serialize, ToSchema)]
struct Check {
    /// What.
    what: String,
    /// Whether it is as it should be.
    well: bool,
    /// What was found, and where it is not well what to do.
    found: String,
}

/// Looks over keys, clock, calendar, database, sealed values, due work, ledgers and backups, while everything goes on.
///
/// For a credential that may act as staff in every tenant of every product.
#[utoipa::path(get, path = "/v1/installation", tag = "house",
    responses((status = 200, description = "Every check", body = Vec<Check>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let grants = &call.service.grants;
        let all = engine.products()?.iter().all(|product| grants.cover_product(product)) && grants.cover_cell(None);
        if !all || !grants.capacities.contains(&Capacity::Staff) {
            return Err(Problem::of(Code::ActorDenied).into());
        }
        let checks = engine.examine().into_iter();
        Ok(checks.map(|yinuo::Check { what, well, found }| Check { what, well, found }).collect::<Vec<_>>())
    })
    .await
}
