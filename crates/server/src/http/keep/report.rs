//! `GET /v1/{product}/duties/report`: what the register says of a period.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::values;
use crate::http::keep::register::{DutyView, ProofView};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which period.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Period {
    /// From when.
    #[serde(default, deserialize_with = "values::instant")]
    #[param(value_type = String, format = DateTime)]
    from: Option<Timestamp>,
    /// Until when; now, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// A duty over the period.
#[derive(Serialize, ToSchema)]
#[schema(as = DutyReport)]
struct Reported {
    /// How it stood at the end.
    #[serde(flatten)]
    state: DutyView,
    /// Every proof that was in force at some time of it.
    in_force: Vec<ProofView>,
}

/// Lists every duty as it stood at the end of a period, with every proof that was in force in it.
#[utoipa::path(get, path = "/v1/{product}/duties/report", tag = "keep", params(InProduct, Period),
    responses((status = 200, description = "The register of the period", body = Vec<Reported>), Problems))]
pub(crate) async fn handle(
    State(app): State<App>,
    call: Look,
    asked: Result<Query<Period>, QueryRejection>,
) -> Response {
    let period = asked.ok().and_then(|Query(period)| Some((period.from?, period.until)));
    let Some((from, until)) = period else {
        let expected = "expected `from`, an instant such as 2026-05-20T09:00:00Z, and `until`, another one or nothing";
        return Problem::malformed(expected).into_response();
    };
    app.look(call, move |engine, call| {
        let until = until.unwrap_or_else(|| engine.now());
        let found = engine.duty_report(&call.place.product, from, until)?;
        let told = |one: yinuo::life::duty::Reported| Reported {
            state: one.state.into(),
            in_force: one.in_force.into_iter().map(ProofView::from).collect(),
        };
        Ok(found.into_iter().map(told).collect::<Vec<_>>())
    })
    .await
}
