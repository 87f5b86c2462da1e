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
use yinuo::policy::Name;
use yinuo::policy::diff::{Change, diff};

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
    /// When it was published.
    #[schema(value_type = String, format = DateTime)]
    published_at: jiff::Timestamp,
    /// What changed since the version before it, promise by promise.
    changes: Vec<Changed>,
}

/// What became of one promise since the version before.
#[derive(Serialize, ToSchema)]
struct Changed {
    /// The promise.
    #[schema(value_type = String)]
    promise: Name,
    /// `added`, `removed`, `widened`, `narrowed`, `changed` or `reworded`.
    verdict: &'static str,
    /// Whether it is a change of which people must be told.
    material: bool,
}

fn changes(before: Option<&yinuo::Version>, row: &yinuo::Version) -> Vec<Changed> {
    let changes = before.map(|before| diff(&before.policy.document, &row.policy.document, None).changes);
    let changed = |change: Change| {
        let material = !change.material.is_empty();
        Changed { promise: change.path, verdict: change.verdict, material }
    };
    changes.into_iter().flatten().map(changed).collect()
}

/// Lists every published version, the earliest in force first.
#[utoipa::path(get, path = "/v1/{product}/versions", tag = "notice", params(InProduct),
    responses((status = 200, description = "Every version", body = Vec<Version>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let versions = engine.versions(&call.place.product)?;
        let before = std::iter::once(None).chain(versions.iter().map(Some));
        let rows = versions.iter().zip(before).map(|(row, before)| Version {
            version: row.policy.version.clone(),
            hash: row.policy.hash.clone(),
            force: row.force,
            effective_at: row.effective_at,
            published_at: row.published_at,
            changes: changes(before, row),
        });
        Ok(rows.collect::<Vec<_>>())
    })
    .await
}
