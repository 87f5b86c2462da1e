//! `GET /v1/{product}/alerts`: what was noticed, and whether somebody has looked into it.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::reference::Alert;
use yinuo::policy::Name;

/// An alarm that was raised.
#[derive(Serialize, ToSchema)]
#[schema(as = Alert)]
struct Raised {
    /// Its reference.
    #[schema(value_type = String)]
    alert: Alert,
    /// Which alarm, by path; `tripwire` where a planted record was opened.
    #[schema(value_type = String)]
    alarm: Name,
    /// Whose doing: a random reference, or capacity and roles.
    who: String,
    /// How many it counted.
    count: u64,
    /// When it was raised.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Of a tripwire: the act that opened it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    act: Option<Name>,
    /// Of a tripwire: for which purpose, or under which promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    purpose: Option<Name>,
    /// The duty under which it is looked into.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    duty: Option<Name>,
    /// What it is called there.
    #[schema(value_type = String)]
    thing: Name,
    /// Whether that was done.
    looked_into: bool,
}

/// Lists the alerts, the oldest first.
#[utoipa::path(get, path = "/v1/{product}/alerts", tag = "keep", params(InProduct),
    responses((status = 200, description = "The alerts", body = Vec<Raised>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let raised = |found: yinuo::Alerted| Raised {
            alert: found.alert,
            alarm: found.file.raised_by(),
            who: found.file.who,
            count: found.file.count,
            at: found.file.at,
            act: found.file.tripped.as_ref().map(|tripped| tripped.act.clone()),
            purpose: found.file.tripped.and_then(|tripped| tripped.purpose),
            duty: found.duty,
            thing: found.thing,
            looked_into: found.looked_into,
        };
        Ok(engine.alerts(&call.place.product)?.into_iter().map(raised).collect::<Vec<_>>())
    })
    .await
}
