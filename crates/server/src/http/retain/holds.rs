//! `GET /v1/{product}/tenants/{tenant}/holds`: what is kept beyond its time, and what ought to have been looked at again.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::life::reference::{Case, Hold};
use yinuo::policy::Name;

/// A hold as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = HoldStanding)]
struct Standing {
    /// The hold.
    #[schema(value_type = String)]
    hold: Hold,
    /// Its ground, by path.
    #[schema(value_type = String)]
    promise: String,
    /// What is on file.
    #[schema(value_type = Object)]
    facts: BTreeMap<Name, String>,
    /// Which items; empty: all.
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// The case with which it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    case: Option<Case>,
    /// When it was placed.
    #[schema(value_type = String, format = DateTime)]
    placed_at: Timestamp,
    /// When it ends by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// When it is looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    review_at: Option<Timestamp>,
    /// When it was lifted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    lifted_at: Option<Timestamp>,
    /// Of how many records it keeps something.
    records: u64,
    /// Whether somebody ought to have looked at it again.
    overdue: bool,
}

/// Lists the holds, those included that were lifted or have ended.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/holds", tag = "retain", params(InTenant),
    responses((status = 200, description = "The holds", body = Vec<Standing>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let standing = |held: yinuo::HeldOn| {
            let yinuo::life::facts::HoldFact { hold, file, placed_at, lifted_at } = held.hold;
            Standing {
                hold,
                promise: format!("ground.{}", file.ground),
                facts: file.facts,
                items: file.items,
                case: file.case,
                placed_at,
                until: file.until,
                review_at: file.review_at,
                lifted_at,
                records: held.records,
                overdue: held.overdue,
            }
        };
        let holds = engine.holds(call.place.existing_cell(engine)?)?;
        Ok(holds.into_iter().map(standing).collect::<Vec<_>>())
    })
    .await
}
