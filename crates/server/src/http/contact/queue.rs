//! `POST /v1/{product}/tenants/{tenant}/cases/queue`: the cases for which somebody answers.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::facts::CaseFact;
use yinuo::life::reference::Case;
use yinuo::policy::Name;

/// Whose cases.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Queue {
    actor: ActorBody,
    /// Those that are done with, too.
    #[serde(default)]
    all: bool,
}

acting!(Queue);

/// How a case stands; what was written in it is read apart.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseStanding)]
pub(super) struct Standing {
    /// The case.
    #[schema(value_type = String)]
    case: Case,
    /// Through which contact it came.
    #[schema(value_type = String)]
    contact: Name,
    /// By which way.
    #[schema(value_type = String)]
    way: Name,
    /// What it is about.
    #[schema(value_type = String)]
    kind: Name,
    /// `open`, `answered`, `closed` or `out-of-scope`.
    state: &'static str,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    arrived_at: Timestamp,
    /// By when it is answered.
    #[schema(value_type = String, format = DateTime)]
    due_at: Timestamp,
    /// Whether it waits longer than that.
    overdue: bool,
    /// Whether it was entered later after its arrival than it should have been.
    entered_late: bool,
    /// The role that answers.
    #[schema(value_type = Option<String>)]
    by: Option<Name>,
    /// Why it was set aside.
    #[schema(value_type = Option<String>)]
    reason: Option<Name>,
}

impl Standing {
    pub(super) fn of(case: CaseFact, now: Timestamp) -> Self {
        let overdue = case.is_overdue(now);
        let file = case.file;
        Self {
            case: case.case,
            contact: file.contact,
            way: file.way,
            kind: file.kind,
            state: case.state.as_str(),
            since: case.state_at,
            arrived_at: file.arrived_at,
            due_at: file.due_at,
            overdue,
            entered_late: file.entered_late,
            by: file.owner,
            reason: case.reason,
        }
    }
}

/// Lists the cases for which somebody answers, the earliest due first.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/cases/queue", tag = "contact", params(InTenant),
    request_body = Queue, responses((status = 200, description = "The cases", body = Vec<Standing>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Queue>) -> Response {
    app.ask("case", call, |engine, place, body| {
        let (cell, actor) = (place.existing_cell(engine)?, (&body.actor).into());
        let cases = engine.cases(&place.product, cell, &actor, !body.all, None)?;
        let now = engine.now();
        Ok(cases.into_iter().map(|case| Standing::of(case, now)).collect::<Vec<_>>())
    })
    .await
}
