//! `GET /v1/{product}/versions`: every version of the policy, past, in force and coming.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::Force;

/// A version of the policy.
#[derive(Serialize, ToSchema)]
struct Version {
    /// The version.
    version: String,
    /// SHA-256 of its canonical form.
    hash: String,
    /// `past`, `in-force` or `coming`.
    #[schema(value_type = String)]
    force: Force,
    /// In force from.
    #[schema(value_type = String, format = DateTime)]
    effective_at: jiff::Timestamp,
}

/// Lists every published version, the earliest in force first.
#[utoipa::path(get, path = "/v1/{product}/versions", tag = "notice", params(InProduct),
    responses((status = 200, description = "Every version", body = Vec<Version>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let versions = engine.versions(&call.place.product)?;
        let rows = versions.into_iter().map(|row| Version {
            version: row.policy.version.clone(),
            hash: row.policy.hash.clone(),
            force: row.force,
            effective_at: row.effective_at,
        });
        Ok(rows.collect::<Vec<_>>())
    })
    .await
}
