//! `GET /v1/{product}/recipients`: the register of third parties that get data.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use crate::http::core::view::{Texts, texts};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::policy::rows::path;
use yinuo::policy::{Form, Name};

/// A third party that gets data.
#[derive(Serialize, ToSchema)]
struct Recipient {
    /// The promise that declares it.
    #[schema(value_type = String)]
    promise: Name,
    /// Its name, by language.
    #[schema(value_type = Object)]
    name: Texts,
    /// `processor` or `controller`.
    role: &'static str,
    /// Where it processes: ISO 3166-1 alpha-2, or `global`.
    country: String,
    /// The region of its endpoint, where the configuration says it.
    #[schema(value_type = Option<String>)]
    region: Option<Name>,
    /// The purposes for which it gets data.
    #[schema(value_type = Vec<String>)]
    purposes: Vec<Name>,
    /// What it gets, each in its form; what is not listed never leaves.
    #[schema(value_type = Object)]
    receives: BTreeMap<Name, Form>,
    /// A word to people about it, by language.
    #[schema(value_type = Object)]
    note: Option<Texts>,
    /// Where its own policy stands.
    policy_url: Option<String>,
}

/// Lists every recipient.
#[utoipa::path(get, path = "/v1/{product}/recipients", tag = "share", params(InProduct),
    responses((status = 200, description = "The register", body = Vec<Recipient>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let policy = engine.policy(&call.place.product)?;
        let connectors = &engine.config().connectors;
        let rows = policy.document.recipients.iter().map(|(name, row)| Recipient {
            promise: path("recipient", name),
            name: texts(&policy, &row.name),
            role: row.role.as_str(),
            country: row.country.clone(),
            region: connectors.get(name).and_then(|connector| connector.region.clone()),
            purposes: row.purposes.clone(),
            receives: row.receives.clone(),
            note: row.note.as_ref().map(|note| texts(&policy, note)),
            policy_url: row.policy_url.clone(),
        });
        Ok(rows.collect::<Vec<_>>())
    })
    .await
}
