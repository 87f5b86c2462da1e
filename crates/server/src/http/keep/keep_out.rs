//! `POST /v1/{product}/suspensions`: a recipient, or people, are kept out.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InProduct, Once};
use crate::http::core::problem::Problems;
use crate::http::core::values;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::guard::Whom;
use yinuo::life::guard::suspend::Suspend;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// Who is kept out, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeepOut {
    actor: ActorBody,
    /// A recipient: nothing goes to it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    recipient: Option<Name>,
    /// People, by the random references under which they act: nothing is done for them.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    people: Vec<Subject>,
    /// What happened; nothing about a person.
    facts: String,
    /// What is said of liability for it.
    liability: String,
    /// Until when; until it is lifted, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

acting!(KeepOut);

/// Suspends a recipient, people, or both.
#[utoipa::path(post, path = "/v1/{product}/suspensions", tag = "keep", params(InProduct, Once),
    request_body = KeepOut, responses((status = 200, description = "They are kept out", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<KeepOut>) -> Response {
    app.write("suspend", StatusCode::OK, call, |engine, place, body| {
        let recipient = body.recipient.into_iter().map(Whom::Recipient);
        let whom = recipient.chain(body.people.into_iter().map(Whom::Person)).collect();
        let (facts, liability, until) = (body.facts, body.liability, body.until);
        let request = Suspend { actor: (&body.actor).into(), whom, facts, liability, until };
        Ok(Recorded::from(engine.suspend(&place.product, &request)?))
    })
    .await
}
