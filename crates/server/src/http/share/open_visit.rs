//! `POST /v1/{product}/tenants/{tenant}/visits`: a recipient is let into the environment.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::reference::Visit;
use yinuo::policy::Name;

/// A recipient to be let in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenVisit {
    actor: ActorBody,
    /// Whom.
    #[schema(value_type = String)]
    recipient: Name,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// Which items it reads.
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// Until when, not included.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

acting!(OpenVisit);

/// A visit that is open.
#[derive(Serialize, ToSchema)]
struct Opened {
    /// The number of its entry in the tenant's log.
    entry: u64,
    /// Its reference, by which it is ended.
    #[schema(value_type = String)]
    visit: Visit,
    /// What opens it: told here once, for the recipient and for nobody else.
    handle: String,
}

/// Lets a recipient in that reads inside. The answer is kept by no idempotency key: it holds what opens the visit.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/visits", tag = "share", params(InTenant),
    request_body = OpenVisit, responses((status = 200, description = "It may read", body = Opened), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<OpenVisit>) -> Response {
    app.ask("visit", call, |engine, place, body| {
        let who = ((&body.actor).into(), body.recipient, body.purpose);
        let opened = engine.open_visit(&place.product, place.tenant, who, body.items, body.until)?;
        Ok(Opened { entry: opened.recorded.entry, visit: opened.visit, handle: opened.handle.expose().to_owned() })
    })
    .await
}
