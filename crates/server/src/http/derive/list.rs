//! `GET /v1/{product}/tenants/{tenant}/sets`: the sets that are kept, whoever asked for them, and those that were made by
//! themselves.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::view::limit;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use yinuo::life::reference::Set;
use yinuo::policy::Name;
use yinuo::policy::rows::Epsilon;

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SetPage {
    /// The cursor that the page before gave as `next`.
    #[param(value_type = Option<String>)]
    after: Option<Set>,
    /// At most so many; 50 unless told, 1000 at most.
    limit: Option<u32>,
}

/// A page of sets, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = SetList)]
struct Sets {
    /// The sets.
    sets: Vec<Listed>,
    /// The cursor of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    next: Option<Set>,
}

/// One set.
#[derive(Serialize, ToSchema)]
#[schema(as = ListedSet)]
struct Listed {
    /// Its reference.
    #[schema(value_type = String)]
    set: Set,
    /// Under which promise.
    promise: String,
    /// How it was made: `aggregate`, `anonymise` or `de-identify`.
    #[schema(value_type = String)]
    made_by: Name,
    /// Of which items.
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// How many rows it has.
    rows: u64,
    /// How many people share what the fewest share; 0 where numbers are blurred.
    smallest: u64,
    /// The privacy loss of its numbers, in decimals, where they are blurred.
    #[serde(skip_serializing_if = "Option::is_none")]
    epsilon: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    made_at: Timestamp,
}

/// Lists what was worked out and is kept; the rows are read by `POST …/sets/{set}/use`.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/sets", tag = "derive", params(InTenant, SetPage),
    responses((status = 200, description = "The sets", body = Sets), Problems))]
pub(crate) async fn handle(
    State(app): State<App>,
    call: Look,
    page: Result<Query<SetPage>, QueryRejection>,
) -> Response {
    let expected = "expected `after`, a cursor, and `limit`, a number, in the query";
    let Ok(Query(page)) = page else { return Problem::malformed(expected).into_response() };
    app.look(call, move |engine, call| {
        let most = limit(page.limit);
        let found = engine.sets(call.place.existing_cell(engine)?, page.after, most)?;
        let full = u32::try_from(found.len()).is_ok_and(|length| length == most);
        let next = found.last().map(|listed| listed.set).filter(|_| full);
        let listed = |listed: yinuo::store::ListedSet| Listed {
            set: listed.set,
            promise: format!("derived.{}", listed.derived),
            made_by: listed.made_by,
            items: listed.items,
            rows: listed.rows,
            smallest: listed.smallest,
            epsilon: (listed.spent > 0).then(|| Epsilon::of_thousandths(listed.spent).to_string()),
            made_at: listed.made_at,
        };
        Ok(Sets { sets: found.into_iter().map(listed).collect(), next })
    })
    .await
}
