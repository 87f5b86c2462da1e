//! `POST /v1/{product}/tenants/{tenant}/events`: something happened from which the policy counts.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::reference::{Record, Subject};
use yinuo::life::retain::raise::{Raise, To};
use yinuo::policy::Name;
use yinuo::policy::rows::Scope;

/// An event of the policy, and to whom or what it happened.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    actor: ActorBody,
    /// Which, as the policy declares it.
    #[schema(value_type = String)]
    event: Name,
    /// To which person, for an event of a person.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// To which record, for an event of a record.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    record: Option<Record>,
    /// When; now, where it is not given.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<jiff::Timestamp>,
}

acting!(Event);

/// Records that it happened; what counts from it is due from then on.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/events", tag = "retain", params(InTenant, Once),
    request_body = Event, responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Event>) -> Response {
    app.write("event", StatusCode::OK, call, |engine, place, body| {
        let policy = engine.policy(&place.product)?;
        let of_product = policy
            .document
            .events
            .get(&body.event)
            .is_some_and(|row| matches!(row.of, Scope::Product | Scope::Service));
        let to = match (body.subject, body.record) {
            (Some(subject), None) => To::Subject(subject),
            (None, Some(record)) => To::Record(record),
            (None, None) if of_product => To::Product,
            (None, None) => To::Tenant,
            _ => return Err(Problem::malformed("expected `subject` or `record`, or neither").into()),
        };
        let request = Raise { actor: (&body.actor).into(), event: body.event, to, at: body.at };
        Ok(Recorded::from(engine.raise(&place.product, place.tenant, &request)?))
    })
    .await
}
