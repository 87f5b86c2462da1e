//! `POST /v1/{product}/tenants/{tenant}/cases/{case}/steps`: what becomes of a case.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::Problems;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::reference::Subject;
use yinuo::life::{Proven, contact};
use yinuo::policy::Name;

/// What becomes of a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Follow {
    actor: ActorBody,
    #[schema(inline)]
    step: Step,
}

/// One step.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = CaseStep)]
enum Step {
    /// The role of this contact answers for it.
    #[schema(value_type = String)]
    HandOver(Name),
    /// Who sent it has proven who she is.
    Prove(Prove),
    /// It was answered.
    Answer {},
    /// It is done with.
    Close {},
    /// It has nothing to do with anybody's rights.
    SetAside(Aside),
    /// Who sent it does not agree with that.
    Reopen(Reopen),
}

/// Who sent it, and what proves it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseProve)]
struct Prove {
    /// Whose account it is.
    #[schema(value_type = String)]
    subject: Subject,
    /// SHA-256 of what proves it, hexadecimal.
    digest: String,
}

/// Why, and who joins.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseSetAside)]
struct Aside {
    /// Why, in a word.
    #[schema(value_type = String)]
    reason: Name,
    /// A second person, where what was written holds a word about a right.
    #[serde(default)]
    second: Option<ActorBody>,
}

/// By whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseReopen)]
struct Reopen {
    /// The sender's key; none, where she acts on her account.
    #[serde(default)]
    key: Option<String>,
}

acting!(Follow);

impl From<Step> for contact::Step {
    fn from(step: Step) -> Self {
        match step {
            Step::HandOver(contact) => Self::HandOver(contact),
            Step::Prove(Prove { subject, digest }) => Self::Prove(Proven { subject, digest }),
            Step::Answer {} => Self::Answer,
            Step::Close {} => Self::Close,
            Step::SetAside(Aside { reason, second }) => {
                Self::SetAside { reason, second: second.as_ref().map(Into::into) }
            }
            Step::Reopen(Reopen { key }) => Self::Reopen { key },
        }
    }
}

/// Takes a case on by one step.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/cases/{case}/steps", tag = "contact",
    params(InTenant, ("case" = String, Path, description = "The case's reference"), Once), request_body = Follow,
    responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Follow>) -> Response {
    app.write("case", StatusCode::OK, call, |engine, place, body| {
        let case = place.reference("case")?;
        let request = contact::Follow { actor: (&body.actor).into(), step: body.step.into() };
        Ok(Recorded::from(engine.follow_case(&place.product, place.tenant, case, &request)?))
    })
    .await
}
