//! `GET /v1/{product}/tenants/{tenant}/counts`: how often each function was used, day by day.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::{Problem, Problems};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use yinuo::policy::Name;

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Days {
    /// From this day on; from the first, unless told.
    #[param(value_type = Option<String>)]
    from: Option<Date>,
    /// Up to this day; to the last, unless told.
    #[param(value_type = Option<String>)]
    to: Option<Date>,
}

/// How often a function was used on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = UseCount)]
struct Row {
    /// Under which promise.
    promise: String,
    /// Which function.
    #[schema(value_type = String)]
    function: Name,
    /// On which day.
    #[schema(value_type = String)]
    day: Date,
    /// How often.
    count: u64,
}

/// Lists the counts; none of them is linked to anybody.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/counts", tag = "derive", params(InTenant, Days),
    responses((status = 200, description = "The counts", body = Vec<Row>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look, days: Result<Query<Days>, QueryRejection>) -> Response {
    let Ok(Query(days)) = days else {
        return Problem::malformed("expected `from` and `to`, days, in the query").into_response();
    };
    app.look(call, move |engine, call| {
        let days = (days.from.unwrap_or(Date::MIN), days.to.unwrap_or(Date::MAX));
        let counts = engine.counts(call.place.existing_cell(engine)?, days)?;
        let row = |(of, count): (yinuo::life::derive::count::Counted, u64)| Row {
            promise: format!("derived.{}", of.derived),
            function: of.function,
            day: of.day,
            count,
        };
        Ok(counts.into_iter().map(row).collect::<Vec<_>>())
    })
    .await
}
