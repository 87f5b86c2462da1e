//! `POST /v1/{product}/tenants/{tenant}/records`: a record is captured for a purpose.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::values::{self, Values};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::Origin;
use yinuo::life::collect::Collect;
use yinuo::life::reference::{Activity, Record, Subject};
use yinuo::policy::Name;
use yinuo::{Collected, Engine};

/// A record to capture.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Capture {
    actor: ActorBody,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// The record's type.
    #[schema(value_type = String)]
    kind: Name,
    /// The values by item: text, `{"base64": "…"}` for bytes, or a list for a batch.
    #[serde(default)]
    #[schema(value_type = Object)]
    values: Values,
    /// Whom it is about, if a person.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// When it was captured; now, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    captured_at: Option<jiff::Timestamp>,
    /// For what lasts, such as a recording: when capturing ended.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    captured_until: Option<jiff::Timestamp>,
    /// Where it comes from.
    #[serde(default)]
    origin: OriginWord,
    /// The activity in which it was captured.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    activity: Option<Activity>,
    /// On which occasion.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    occasion: Option<Name>,
    /// On which platform of the policy.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    platform: Option<Name>,
    /// The items whose values are a minor's: they count as sensitive, where the policy says what that means.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    minors: Vec<Name>,
    /// The items whose values follow as files, in their order; only where files are taken.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub(super) files: Vec<Name>,
}

acting!(Capture);

/// Where a capture comes from.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = Origin)]
pub(crate) enum OriginWord {
    /// The product's own app or page, in use.
    #[default]
    App,
    /// A process that runs while it is not in use.
    Background,
    /// Another application.
    OtherApp,
}

impl From<OriginWord> for Origin {
    fn from(word: OriginWord) -> Self {
        match word {
            OriginWord::App => Self::App,
            OriginWord::Background => Self::Background,
            OriginWord::OtherApp => Self::OtherApp,
        }
    }
}

/// A record that was captured.
#[derive(Serialize, ToSchema)]
pub(crate) struct Captured {
    /// Its reference.
    #[schema(value_type = String)]
    record: Record,
    /// The person it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// The number of its entry in the tenant's log.
    entry: u64,
}

/// Captures a record: sealed, found by its look-up items, and gone when its promises say so.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/records", tag = "collect", params(InTenant, Once),
    request_body = Capture, responses((status = 201, description = "The record is kept", body = Captured), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Capture>) -> Response {
    capture(app, call).await
}

pub(super) async fn capture<const MOST: usize>(app: App, call: Call<Capture, MOST>) -> Response {
    app.write("collect", StatusCode::CREATED, call, |engine, place, body| {
        if !body.files.is_empty() {
            return Err(Problem::malformed("expected no `files` here; they are taken by `POST …/files`").into());
        }
        let done = engine.collect(&place.product, place.tenant, body.request(engine))?;
        Ok(Captured::from(done))
    })
    .await
}

impl Capture {
    pub(super) fn request(self, engine: &Engine) -> Collect {
        Collect {
            actor: (&self.actor).into(),
            subject: self.subject,
            purpose: self.purpose,
            kind: self.kind,
            values: self.values.0,
            captured_at: self.captured_at.unwrap_or_else(|| engine.now()),
            captured_until: self.captured_until,
            origin: self.origin.into(),
            activity: self.activity,
            occasion: self.occasion,
            platform: self.platform,
            minors: self.minors,
            opens_tenant: false,
            accepts: None,
            born: None,
        }
    }
}

impl From<Collected> for Captured {
    fn from(done: Collected) -> Self {
        Self { record: done.record, subject: done.subject, entry: done.entry }
    }
}
