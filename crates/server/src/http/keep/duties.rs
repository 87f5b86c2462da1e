//! `GET /v1/{product}/duties`: how duties and offices stand, or stood on a day in the past.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::values;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use yinuo::life::Code;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

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

/// A duty or an office.
#[derive(Serialize, ToSchema)]
struct Duty {
    /// The duty, or the role of the office.
    #[schema(value_type = String)]
    promise: Name,
    /// `duty_open`, where nothing proves it or nobody holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Timestamp>,
    /// What was done proves nothing from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    review_at: Option<Timestamp>,
    /// SHA-256 of the evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    /// Who holds the office, by reference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    holders: Vec<Subject>,
}

/// Lists every duty, and every office that answers for something.
#[utoipa::path(get, path = "/v1/{product}/duties", tag = "keep", params(InProduct, AsOf),
    responses((status = 200, description = "The register", body = Vec<Duty>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look, asked: Result<Query<AsOf>, QueryRejection>) -> Response {
    let Ok(Query(asked)) = asked else {
        return Problem::malformed("expected `at`, an instant such as 2026-05-20T09:00:00Z").into_response();
    };
    app.look(call, move |engine, call| {
        let at = asked.at.unwrap_or_else(|| engine.now());
        let register = engine.register(&call.place.product, at)?;
        let duties = register.duties.into_iter().map(|state| Duty {
            promise: state.promise,
            code: state.open,
            done_at: state.proof.as_ref().map(|proof| proof.done_at),
            review_at: state.proof.as_ref().and_then(|proof| proof.review_at),
            digest: state.proof.map(|proof| proof.digest),
            holders: Vec::new(),
        });
        let offices = register.offices.into_iter().map(|state| Duty {
            promise: state.promise,
            code: state.open,
            done_at: None,
            review_at: None,
            digest: None,
            holders: state.holders,
        });
        Ok(duties.chain(offices).collect::<Vec<_>>())
    })
    .await
}
