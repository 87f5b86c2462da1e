//! `POST /v1/{product}/tenants/{tenant}/standing`: how the policy stands with a person, and what she is asked next.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::answer::Stand;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// Of whom it is asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StandingWish)]
pub(crate) struct Wish {
    actor: ActorBody,
    /// Of whom.
    #[schema(value_type = String)]
    subject: Subject,
}

acting!(Wish);

/// How the policy stands with a person, and what she is asked next.
#[derive(Serialize, ToSchema)]
struct Standing {
    /// `unanswered`, `accepted` or `declined`.
    #[schema(value_type = String)]
    policy: Stand,
    /// The hash of the version that she answered last.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<jiff::Timestamp>,
    /// Whether she is asked to accept the policy now: nothing that she has answered is asked again before it widened.
    ask: bool,
    /// The purposes because of which she is asked to accept it once more.
    #[schema(value_type = Vec<String>)]
    because: Vec<Name>,
    /// The purposes to which she agreed and that widened since: each consent is asked again.
    #[schema(value_type = Vec<String>)]
    consents: Vec<Name>,
    /// The promises under which it is counted how often functions are used; none of the counts is linked to her.
    #[schema(value_type = Vec<String>)]
    unlinked: Vec<Name>,
}

/// Tells what to ask the person, and what not to ask her again.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/standing", tag = "consent", params(InTenant),
    request_body = Wish, responses((status = 200, description = "The answer", body = Standing), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Wish>) -> Response {
    app.ask("standing", call, |engine, place, body| {
        let found = engine.standing(&place.product, place.tenant, &(&body.actor).into(), body.subject)?;
        let (policy, version, at) = (found.policy, found.version, found.at);
        let unlinked = yinuo::life::derive::count::kept(engine.policy(&place.product)?.as_ref());
        let (ask, because, consents) = (found.ask, found.because, found.consents);
        Ok(Standing { policy, version, at, ask, because, consents, unlinked })
    })
    .await
}
