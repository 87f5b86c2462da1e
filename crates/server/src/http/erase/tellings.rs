//! `GET /v1/{product}/tenants/{tenant}/tellings`: who is told of erasures, and how far that is.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use crate::http::core::view::{Texts, texts};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::erase::telling::{Asks, Leave};
use yinuo::life::reference::{Erasure, Record, Reference, Telling};
use yinuo::policy::{Name, Policy};

/// What a recipient is told, and how far that is: what it was sent, and no value of it.
#[derive(Serialize, ToSchema)]
#[schema(as = TellingStanding)]
pub(super) struct Standing {
    /// The telling.
    #[schema(value_type = String)]
    telling: Telling,
    /// Because of which erasure.
    #[schema(value_type = String)]
    erasure: Erasure,
    /// Who is told.
    #[schema(value_type = String)]
    recipient: Name,
    /// How to reach it, by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    contact: Option<Texts>,
    /// What it is asked: `erase`, `restrict` or `nothing`.
    asks: &'static str,
    /// What it was sent.
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// From which records.
    #[schema(value_type = Vec<String>)]
    records: Vec<Record>,
    /// In which releases, as it knows them.
    #[schema(value_type = Vec<String>)]
    releases: Vec<Reference>,
    /// The law that makes it keep what it was sent, where it is asked to restrict.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    law: Option<Texts>,
    /// The day of its own authorisation, where it is asked nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    authorised_on: Option<jiff::civil::Date>,
    /// `due`, `sent`, `confirmed` or `excused`.
    state: &'static str,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// Since when it is owed.
    #[schema(value_type = String, format = DateTime)]
    asked_at: Timestamp,
    /// Sent by then; once it is sent, confirmed by then.
    #[schema(value_type = String, format = DateTime)]
    due_at: Timestamp,
    /// SHA-256 of what was sent, or of the confirmation.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    /// How often its time ran out.
    repeats: u32,
    /// Whether its time ran out and nothing is confirmed: nothing more about the person goes to the recipient.
    overdue: bool,
}

impl Standing {
    pub(super) fn of(policy: &Policy, told: yinuo::Told) -> Self {
        let (fact, overdue) = (told.telling, told.overdue);
        let row = policy.document.recipients.get(&fact.file.recipient);
        let law = row.and_then(|row| row.keeps_by_law.as_ref()).filter(|_| fact.file.asks == Asks::Restrict);
        Self {
            telling: fact.telling,
            erasure: fact.file.erasure,
            contact: row.and_then(|row| row.contact.as_ref()).map(|contact| texts(policy, contact)),
            asks: fact.file.asks.as_str(),
            law: law.map(|law| texts(policy, law)),
            recipient: fact.file.recipient,
            items: fact.file.items,
            records: fact.file.records,
            releases: fact.file.releases,
            authorised_on: fact.file.leave.map(|Leave { given_on, .. }| given_on),
            state: fact.state.as_str(),
            since: fact.state_at,
            asked_at: fact.asked_at,
            due_at: fact.due_at,
            digest: fact.digest,
            repeats: fact.repeats,
            overdue,
        }
    }
}

/// Lists the tellings, those included that are done with.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/tellings", tag = "erase", params(InTenant),
    responses((status = 200, description = "The tellings", body = Vec<Standing>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let policy = engine.policy(&call.place.product)?;
        let told = engine.tellings(call.place.existing_cell(engine)?, false)?;
        Ok(told.into_iter().map(|told| Standing::of(&policy, told)).collect::<Vec<_>>())
    })
    .await
}
