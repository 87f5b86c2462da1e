//! `GET /v1/{product}/policy`: which version is in force.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::view::{Texts, texts};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::policy::Name;

/// The version of a policy that is in force.
#[derive(Serialize, ToSchema)]
struct InForce {
    /// The product's id.
    #[schema(value_type = String)]
    product: Name,
    /// What people call the product, by language.
    #[schema(value_type = Object)]
    name: Texts,
    /// The version.
    version: String,
    /// SHA-256 of its canonical form: what a person is shown is named by it.
    hash: String,
    /// The day from which it binds.
    #[schema(value_type = String, format = Date)]
    effective: jiff::civil::Date,
    /// The day of the last change, as published.
    #[schema(value_type = String, format = Date)]
    updated: jiff::civil::Date,
    /// `business` or `consumer`.
    audience: &'static str,
    /// The languages of the document; the first is authoritative.
    languages: Vec<&'static str>,
}

/// Tells the version in force.
#[utoipa::path(get, path = "/v1/{product}/policy", tag = "notice", params(InProduct),
    responses((status = 200, description = "The version in force", body = InForce), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let policy = engine.policy(&call.place.product)?;
        let header = policy.document.policy.as_ref().ok_or_else(Problem::not_found)?;
        Ok(InForce {
            product: policy.product.clone(),
            name: texts(&policy, &header.name),
            version: policy.version.clone(),
            hash: policy.hash.clone(),
            effective: header.effective,
            updated: header.updated,
            audience: header.audience.as_str(),
            languages: header.languages.iter().map(|language| language.as_str()).collect(),
        })
    })
    .await
}
