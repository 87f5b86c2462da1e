//! `POST /v1/{product}/tenants/{tenant}/minors`: an account is a minor's, or a guardian agreed.

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
use yinuo::life::minors::{Finding, Minor};
use yinuo::life::reference::Subject;

/// What was found about an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MinorFound {
    actor: ActorBody,
    /// Whose account.
    #[schema(value_type = String)]
    subject: Subject,
    /// What was found.
    finding: FindingWord,
}

acting!(MinorFound);

/// What was found.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = Finding)]
pub(crate) enum FindingWord {
    /// The person is younger than the policy's age.
    UnderAge,
    /// A guardian agreed, and staff verified it.
    GuardianAgreed,
}

/// Records the finding: an account without a guardian's consent is disabled, and its data falls due at once.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/minors", tag = "minors", params(InTenant, Once),
    request_body = MinorFound, responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<MinorFound>) -> Response {
    app.write("minor", StatusCode::OK, call, |engine, place, body| {
        let finding = match body.finding {
            FindingWord::UnderAge => Finding::UnderAge,
            FindingWord::GuardianAgreed => Finding::GuardianAgreed,
        };
        let request = Minor { actor: (&body.actor).into(), subject: body.subject, finding };
        Ok(Recorded::from(engine.find_minor(&place.product, place.tenant, &request)?))
    })
    .await
}
