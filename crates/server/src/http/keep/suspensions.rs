//! `GET /v1/{product}/suspensions`: who is kept out, and who was.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::guard::Whom;
use yinuo::life::guard::suspend::SuspensionFact;
use yinuo::life::reference::{Reference, Suspension};

/// A suspension as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Suspension)]
struct Standing {
    /// Its reference.
    #[schema(value_type = String)]
    suspension: Suspension,
    /// Whom it keeps out: a recipient, a person, or whoever signs in to an account.
    #[schema(value_type = Vec<Object>)]
    whom: Vec<Whom>,
    /// What happened, or the alarm that says it.
    facts: String,
    /// What is said of liability for it.
    liability: String,
    /// Who decided it; nobody, where an alarm did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    decided_by: Option<Reference>,
    /// From when.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Until when, if that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// When it was lifted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    lifted_at: Option<Timestamp>,
    /// Why it was lifted.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Whether it keeps anybody out now.
    in_force: bool,
}

/// Lists the suspensions, those included that are over.
#[utoipa::path(get, path = "/v1/{product}/suspensions", tag = "keep", params(InProduct),
    responses((status = 200, description = "The suspensions", body = Vec<Standing>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let now = engine.now();
        let standing = |fact: SuspensionFact| {
            let in_force = fact.is_in_force(now);
            let (lifted_at, reason) = fact.lifted.map_or((None, None), |(at, reason)| (Some(at), Some(reason)));
            Standing {
                suspension: fact.suspension,
                whom: fact.file.whom,
                facts: fact.file.facts,
                liability: fact.file.liability,
                decided_by: fact.file.by,
                from: fact.file.from,
                until: fact.file.until,
                lifted_at,
                reason,
                in_force,
            }
        };
        Ok(engine.suspensions(&call.place.product)?.into_iter().map(standing).collect::<Vec<_>>())
    })
    .await
}
