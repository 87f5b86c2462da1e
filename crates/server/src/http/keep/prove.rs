//! `POST /v1/{product}/duties`: a duty was done.

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
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::life::duty;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// A duty that was done.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prove {
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
    /// When; now, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Timestamp>,
    /// It is looked at again then; never later than the policy says.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    review_at: Option<Timestamp>,
    /// SHA-256 of the evidence, 64 hexadecimal digits.
    digest: String,
    /// What the record states of each fact that the duty needs: names and numbers of things, of no person.
    #[serde(default)]
    #[schema(value_type = Object)]
    facts: BTreeMap<Name, String>,
}

acting!(Prove);

/// Enters that a duty was done.
#[utoipa::path(post, path = "/v1/{product}/duties", tag = "keep", params(InProduct, Once), request_body = Prove,
    responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Prove>) -> Response {
    app.write("duty", StatusCode::OK, call, |engine, place, body| {
        let request = duty::Prove {
            actor: (&body.actor).into(),
            duty: body.duty,
            about: about(body.thing, body.person),
            done_at: body.done_at.unwrap_or_else(|| engine.now()),
            review_at: body.review_at,
            digest: body.digest,
            facts: body.facts,
        };
        Ok(Recorded::from(engine.prove_duty(&place.product, &request)?))
    })
    .await
}
