//! `GET /v1/{product}/rights`: what a person can demand, where, and by when it is answered.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use crate::http::core::view::{Texts, texts};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::policy::Name;
use yinuo::policy::rows::path;

/// What a person can demand.
#[derive(Serialize, ToSchema)]
struct Right {
    /// The promise that declares it.
    #[schema(value_type = String)]
    promise: Name,
    /// What it is, by language.
    #[schema(value_type = Object)]
    label: Texts,
    /// Answered within this time, in the words of the policy.
    within: Option<String>,
    /// Where to ask, each by language: a contact, or a place in the product.
    #[schema(value_type = Vec<Object>)]
    channels: Vec<Texts>,
}

/// Lists every right of the version in force.
#[utoipa::path(get, path = "/v1/{product}/rights", tag = "rights", params(InProduct),
    responses((status = 200, description = "Every right", body = Vec<Right>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let policy = engine.policy(&call.place.product)?;
        let rows = policy.document.rights.iter().map(|(name, row)| Right {
            promise: path("right", name),
            label: texts(&policy, &row.label),
            within: policy.period(&row.within).map(|period| period.to_string()),
            channels: row.channels.iter().map(|channel| texts(&policy, channel)).collect(),
        });
        Ok(rows.collect::<Vec<_>>())
    })
    .await
}
