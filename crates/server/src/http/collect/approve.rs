//! `POST /v1/{product}/tenants/{tenant}/grounds`: acts may be done without consent, on a ground of the policy.

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
use yinuo::life::ground;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// Leave to act on a ground: for one person, and for what it names.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Approve {
    actor: ActorBody,
    /// Who asked for it, where the policy wants somebody else to approve.
    #[serde(default)]
    asked_by: Option<ActorBody>,
    /// Which ground, without `ground.`.
    #[schema(value_type = String)]
    ground: Name,
    /// The facts that are on file.
    #[schema(value_type = Vec<String>)]
    facts: Vec<Name>,
    /// Whose data it opens.
    #[schema(value_type = String)]
    subject: Subject,
    /// Which items it opens.
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
}

acting!(Approve);

/// Approves a ground; the answer names the activity within which acts are done on it, until it ends.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/grounds", tag = "collect", params(InTenant, Once),
    request_body = Approve, responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Approve>) -> Response {
    app.write("ground", StatusCode::OK, call, |engine, place, body| {
        let request = ground::Approve {
            actor: (&body.actor).into(),
            asked_by: body.asked_by.as_ref().map(Into::into),
            ground: body.ground,
            facts: body.facts,
            subject: body.subject,
            items: body.items,
        };
        Ok(Recorded::from(engine.approve_ground(&place.product, place.tenant, &request)?))
    })
    .await
}
