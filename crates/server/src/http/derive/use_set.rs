//! `POST /v1/{product}/tenants/{tenant}/sets/{set}/use`: rows of a set, page by page.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use crate::http::core::view::limit;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::life::derive::UseSet;
use yinuo::life::reference::Reference;
use yinuo::policy::Name;

/// Rows to be used.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UseRows {
    actor: ActorBody,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// Whether it is asked whose the rows are: it is told to nobody.
    #[serde(default)]
    whose: bool,
    /// The cursor that the page before gave as `next`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    after: Option<Reference>,
    /// At most so many rows; 50 unless told, 1000 at most.
    #[serde(default)]
    limit: Option<u32>,
}

acting!(UseRows);

/// A page of rows.
#[derive(Serialize, ToSchema)]
struct Rows {
    rows: Vec<Row>,
    /// The number of the use's entry in the tenant's log.
    entry: u64,
    /// The cursor of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    next: Option<Reference>,
}

/// One row.
#[derive(Serialize, ToSchema)]
#[schema(as = SetRow)]
struct Row {
    /// What shows, by item; `subject` is the stand-in of the person, where the set has one.
    #[schema(value_type = Object)]
    shown: BTreeMap<Name, String>,
    /// How many people it stands for, where it counts; else 1. A number that is blurred may be below 0.
    count: i64,
}

/// Answers rows of a set that is kept; the use is on record before any is opened.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/sets/{set}/use", tag = "derive",
    params(InTenant, ("set" = String, Path, description = "The set's reference")), request_body = UseRows,
    responses((status = 200, description = "The rows", body = Rows), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<UseRows>) -> Response {
    app.ask("read", call, |engine, place, body| {
        let set = place.reference("set")?;
        let request = UseSet { actor: (&body.actor).into(), purpose: body.purpose, set, whose: body.whose };
        let most = limit(body.limit);
        let used = engine.use_set(&place.product, place.tenant, &request, (body.after, most))?;
        let full = u32::try_from(used.rows.len()).is_ok_and(|length| length == most);
        let next = used.rows.last().map(|row| row.row).filter(|_| full);
        let rows = used.rows.into_iter().map(|row| Row { shown: row.shown, count: row.count }).collect();
        Ok(Rows { rows, entry: used.entry, next })
    })
    .await
}
