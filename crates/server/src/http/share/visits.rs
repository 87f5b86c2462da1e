//! `GET /v1/{product}/tenants/{tenant}/visits`: who was let in, for what and until when.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::reference::Visit;
use yinuo::policy::Name;

/// A visit, open or over.
#[derive(Serialize, ToSchema)]
#[schema(as = Visit)]
struct Told {
    /// Its reference.
    #[schema(value_type = String)]
    visit: Visit,
    /// Whose.
    #[schema(value_type = String)]
    recipient: Name,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// Which items it reads.
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// From when.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Until when, not included.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// When it was ended before its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Timestamp>,
    /// Whether anything can be read by it now.
    open: bool,
}

/// Lists visits, the oldest first; what opens them is told nowhere.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/visits", tag = "share", params(InTenant),
    responses((status = 200, description = "The visits", body = [Told]), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let (now, listed) = (engine.now(), engine.visits(call.place.existing_cell(engine)?)?);
        let told = listed.into_iter().map(|fact| Told {
            visit: fact.visit,
            open: fact.is_open(now),
            ended: fact.closed_at,
            recipient: fact.file.recipient,
            purpose: fact.file.purpose,
            items: fact.file.items,
            from: fact.file.from,
            until: fact.file.until,
        });
        Ok(told.collect::<Vec<_>>())
    })
    .await
}
