//! `POST /v1/{product}/tenants/{tenant}/cases`: somebody wrote in, or rang.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::body::FILE_BODY_BYTES_MAX;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::values::{self, Values};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::contact;
use yinuo::life::reference::{Case, Subject};
use yinuo::policy::Name;

/// The shortest key: what can be guessed is no key.
const KEY_BYTES_MIN: usize = 16;

/// Somebody wrote in, or rang.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Open {
    actor: ActorBody,
    /// Through which contact of the policy.
    #[schema(value_type = String)]
    contact: Name,
    /// By which way: `email`, `phone`, `post`, `page`.
    #[schema(value_type = String)]
    way: Name,
    /// What it is about: a word that the contact takes, or a right's path.
    #[schema(value_type = String)]
    kind: Name,
    /// Who sent it, where she has an account.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// When it arrived; now, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    arrived_at: Option<jiff::Timestamp>,
    /// What its sender shows to ask after it: drawn at random by the calling service; only its hash is kept.
    key: String,
    /// What was written.
    #[serde(default)]
    text: Option<Text>,
}

/// What was written: a record that a purpose of the policy collects.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseText)]
struct Text {
    /// The purpose under which it is read.
    #[schema(value_type = String)]
    purpose: Name,
    /// The record's type.
    #[schema(value_type = String)]
    kind: Name,
    /// Its values, by item.
    #[schema(value_type = Object)]
    values: Values,
}

acting!(Open);

/// A case that was opened.
#[derive(Serialize, ToSchema)]
struct Opened {
    /// The case.
    #[schema(value_type = String)]
    case: Case,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    arrived_at: jiff::Timestamp,
    /// By when it is answered.
    #[schema(value_type = String, format = DateTime)]
    due_at: jiff::Timestamp,
    /// The role that answers.
    #[schema(value_type = Option<String>)]
    by: Option<Name>,
    /// The number of its entry in the log.
    entry: u64,
}

/// Opens a case: at any hour, and without an account, through a channel that the policy lists.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/cases", tag = "contact", params(InTenant, Once),
    request_body = Open, responses((status = 201, description = "The case", body = Opened), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Open, FILE_BODY_BYTES_MAX>) -> Response {
    app.write("case", StatusCode::CREATED, call, |engine, place, body| {
        if body.key.len() < KEY_BYTES_MIN {
            return Err(Problem::malformed("expected a `key` of 16 bytes or more").into());
        }
        let written = |text: Text| contact::Written { purpose: text.purpose, kind: text.kind, values: text.values.0 };
        let request = contact::Open {
            actor: (&body.actor).into(),
            contact: body.contact,
            way: body.way,
            kind: body.kind,
            subject: body.subject,
            arrived_at: body.arrived_at.unwrap_or_else(|| engine.now()),
            key: String::new(),
            text: body.text.map(written),
        };
        let done = engine.open_case(&place.product, place.tenant, request, &body.key)?;
        let file = done.file;
        let (arrived_at, due_at, by) = (file.arrived_at, file.due_at, file.owner);
        Ok(Opened { case: done.case, arrived_at, due_at, by, entry: done.entry })
    })
    .await
}
