//! `GET /v1/{product}/duties`: how duties and offices stand, or stood on a day in the past.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::values;
use crate::http::keep::register::DutyView;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;

/// As of when.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AsOf {
    /// An instant in the past; now, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[param(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
}

/// Lists every duty, and every office that answers for something.
#[utoipa::path(get, path = "/v1/{product}/duties", tag = "keep", params(InProduct, AsOf),
    responses((status = 200, description = "The register", body = Vec<DutyView>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look, asked: Result<Query<AsOf>, QueryRejection>) -> Response {
    let Ok(Query(asked)) = asked else {
        return Problem::malformed("expected `at`, an instant such as 2026-05-20T09:00:00Z").into_response();
    };
    app.look(call, move |engine, call| {
        let at = asked.at.unwrap_or_else(|| engine.now());
        let register = engine.register(&call.place.product, at)?;
        let duties = register.duties.into_iter().map(DutyView::from);
        Ok(duties.chain(register.offices.into_iter().map(DutyView::from)).collect::<Vec<_>>())
    })
    .await
}
