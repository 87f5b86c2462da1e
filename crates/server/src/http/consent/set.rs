//! `POST /v1/{product}/tenants/{tenant}/consents`: a consent is given or withdrawn.

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
use yinuo::life::consent::SetConsent;
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// A consent given or withdrawn, for one purpose.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Consent {
    actor: ActorBody,
    /// Whose consent.
    #[schema(value_type = String)]
    subject: Subject,
    /// To which purpose.
    #[schema(value_type = String)]
    purpose: Name,
    /// `given` or `withdrawn`.
    #[schema(value_type = String)]
    state: ConsentState,
    /// What was shown; needed to give.
    #[serde(default)]
    shown: Option<ShownBody>,
}

acting!(Consent);

/// Records a consent given or withdrawn; what it binds is bound from this answer on.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/consents", tag = "consent", params(InTenant, Once),
    request_body = Consent, responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Consent>) -> Response {
    app.write("consent", StatusCode::OK, call, |engine, place, body| {
        let shown = body.shown.map(Shown::from).unwrap_or_default();
        let (actor, subject) = ((&body.actor).into(), body.subject);
        let request = SetConsent { actor, subject, purpose: body.purpose, state: body.state, shown };
        Ok(Recorded::from(engine.set_consent(&place.product, place.tenant, &request)?))
    })
    .await
}
