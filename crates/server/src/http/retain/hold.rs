//! `POST /v1/{product}/tenants/{tenant}/holds`: data is kept beyond its time, on a ground of the policy.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::{Problem, Problems};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::life::reference::{Case, Hold, Record, Subject};
use yinuo::life::retain::hold::{Ends, Place};
use yinuo::policy::Name;

/// Data to be kept, why, and until when.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceHold {
    actor: ActorBody,
    /// Who asked for it; somebody else than who approves it.
    #[serde(default)]
    asked_by: Option<ActorBody>,
    /// Which ground, without `ground.`.
    #[schema(value_type = String)]
    ground: Name,
    /// What is on file of each fact that the ground needs: names and numbers of authorities and laws, of no person.
    /// `items`, `subjects`, `end-time` and `open-case` are no words: they are said by `items`, by `subjects` or `records`,
    /// by `until` or `term`, and by `case`.
    #[serde(default)]
    #[schema(value_type = Object)]
    facts: BTreeMap<Name, String>,
    /// Whose data.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    subjects: Vec<Subject>,
    /// Which records; every one of the people, where none is listed.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    records: Vec<Record>,
    /// Which items; all, where none is listed and the ground does not need them to be.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// When it ends by itself.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// How long it lasts, such as `3 years`, in the place of `until`.
    #[serde(default)]
    term: Option<String>,
    /// From when `term` counts; now, where it is not given.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// When it is looked at again; as late as the ground lets, where it is not given.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    review_at: Option<Timestamp>,
    /// The case with which it ends.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    case: Option<Case>,
}

acting!(PlaceHold);

/// A hold that was placed.
#[derive(Serialize, ToSchema)]
struct Placed {
    /// The hold.
    #[schema(value_type = String)]
    hold: Hold,
    /// The records of which it keeps something.
    #[schema(value_type = Vec<String>)]
    records: Vec<Record>,
    /// The number of its entry in the tenant's log.
    entry: u64,
}

/// Places a hold: what it names outlives every rule until it ends, is read for the ground's purpose only, and nothing
/// else is kept.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/holds", tag = "retain", params(InTenant, Once),
    request_body = PlaceHold, responses((status = 201, description = "It is placed", body = Placed), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<PlaceHold>) -> Response {
    app.write("hold", StatusCode::CREATED, call, |engine, place, body| {
        let ends = match (body.until, &body.term) {
            (None, None) => Ends::Lifted,
            (Some(until), None) => Ends::At(until),
            (None, Some(term)) => {
                let term = term.parse().map_err(|fault| Problem::malformed(format!("`term`: {fault}")))?;
                Ends::After(body.from.unwrap_or_else(|| engine.now()), term)
            }
            (Some(_), Some(_)) => return Err(Problem::malformed("expected `until` or `term`, not both").into()),
        };
        let request = Place {
            actor: (&body.actor).into(),
            asked_by: body.asked_by.as_ref().map(Into::into),
            ground: body.ground,
            facts: body.facts,
            subjects: body.subjects,
            records: body.records,
            items: body.items,
            ends,
            review_at: body.review_at,
            case: body.case,
        };
        let placed = engine.place_hold(&place.product, place.tenant, &request)?;
        Ok(Placed { hold: placed.hold, records: placed.records, entry: placed.entry })
    })
    .await
}
