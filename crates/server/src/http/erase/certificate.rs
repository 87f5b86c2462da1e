//! `GET /v1/{product}/tenants/{tenant}/certificate`: what was swept in a tenant, and what a law keeps there.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use crate::http::core::view::{Texts, texts};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::reference::Record;
use yinuo::policy::Name;

/// What became of a tenant's records, without any value of theirs.
#[derive(Serialize, ToSchema)]
struct Certificate {
    /// Every sweep of which the log still has the body.
    swept: Vec<Swept>,
    /// What a law keeps.
    held: Vec<Held>,
}

/// One sweep.
#[derive(Serialize, ToSchema)]
struct Swept {
    /// The number of its entry in the tenant's log.
    entry: u64,
    /// Under which promise.
    #[schema(value_type = String)]
    promise: Name,
    /// Because of which event.
    #[schema(value_type = Option<String>)]
    event: Option<Name>,
    /// Records that are gone.
    erased: u64,
    /// Records of which something stays, under another promise.
    kept: u64,
}

/// Values of a record that a law keeps.
#[derive(Serialize, ToSchema)]
struct Held {
    /// The record.
    #[schema(value_type = String)]
    record: Record,
    /// Its type.
    #[schema(value_type = String)]
    kind: Name,
    /// Which items.
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// Under which promise.
    #[schema(value_type = String)]
    promise: Name,
    /// The law, by language.
    #[schema(value_type = Object)]
    law: Option<Texts>,
    /// Until when.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<jiff::Timestamp>,
}

/// Certifies what was erased.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/certificate", tag = "erase", params(InTenant),
    responses((status = 200, description = "The certificate", body = Certificate), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let cell = call.place.existing_cell(engine)?;
        let policy = engine.policy(&call.place.product)?;
        let certificate = engine.certificate(&call.place.product, cell)?;
        let swept = certificate.swept.into_iter().map(|row| Swept {
            entry: row.entry,
            promise: row.promise,
            event: row.event,
            erased: row.erased,
            kept: row.kept,
        });
        let held = certificate.held.into_iter().map(|row| Held {
            record: row.record,
            kind: row.kind,
            items: row.items,
            promise: row.promise,
            law: row.law.as_ref().map(|law| texts(&policy, law)),
            until: row.until,
        });
        Ok(Certificate { swept: swept.collect(), held: held.collect() })
    })
    .await
}
