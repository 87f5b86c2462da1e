//! `POST /v1/{product}/tenants/{tenant}/answers`: the policy, or a notice of it, was shown, accepted or declined.

use crate::http::account::register::ShownBody;
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
use yinuo::life::Shown;
use yinuo::life::answer::{Answer, Of};
use yinuo::life::facts::Said;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// What was shown, accepted or declined.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Answer)]
pub(crate) struct AnswerBody {
    actor: ActorBody,
    /// Whose answer it is; the tenant's own, by one of its administrators, where nobody is named.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// To what: `policy`, or the path of a notice.
    #[schema(value_type = String, example = "policy")]
    to: Name,
    /// `shown`, `accepted` or `declined`.
    #[schema(value_type = String)]
    said: Said,
    /// What was shown: a version in force or to come, its language, and what the person did; of what was only shown,
    /// `screen` or `message`. To decline, nothing need have been shown.
    #[serde(default)]
    shown: Option<ShownBody>,
    /// On which platform of the policy.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    platform: Option<Name>,
}

acting!(AnswerBody);

/// Records the answer. A decline is remembered, and takes back every consent that the person gave.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/answers", tag = "consent", params(InTenant, Once),
    request_body = AnswerBody, responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<AnswerBody>) -> Response {
    app.write("answer", StatusCode::OK, call, |engine, place, body| {
        let of = body.subject.map_or(Of::Tenant, Of::Person);
        let shown = body.shown.map(Shown::from).unwrap_or_default();
        let (actor, to, said) = ((&body.actor).into(), body.to, body.said);
        let request = Answer { actor, of, to, said, shown, platform: body.platform };
        Ok(Recorded::from(engine.answer(&place.product, place.tenant, &request)?))
    })
    .await
}
