//! `POST /v1/{product}/duties/calls`: something happened that calls for a duty.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InProduct, Once};
use crate::http::core::problem::Problems;
use crate::http::core::values;
use crate::http::core::view::Recorded;
use crate::http::keep::register::about;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::duty;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// A duty that has to be done: a law changed, a release begins, a system is taken into use.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallDuty {
    actor: ActorBody,
    /// Which duty, without `duty.`.
    #[schema(value_type = String)]
    duty: Name,
    /// For which thing: a measure, a release, a law; all that the duty speaks of, where no person is named either.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    thing: Option<Name>,
    /// For which person, by a random reference of the calling service.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    person: Option<Subject>,
    /// What was done before proves nothing; whatever was done counts, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
}

acting!(CallDuty);

/// Enters that a duty has to be done.
#[utoipa::path(post, path = "/v1/{product}/duties/calls", tag = "keep", params(InProduct, Once),
    request_body = CallDuty, responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<CallDuty>) -> Response {
    app.write("duty", StatusCode::OK, call, |engine, place, body| {
        let (actor, duty, about) = ((&body.actor).into(), body.duty, about(body.thing, body.person));
        let request = duty::Call { actor, duty, about, since: body.since };
        Ok(Recorded::from(engine.call_duty(&place.product, &request)?))
    })
    .await
}
