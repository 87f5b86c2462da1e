//! `POST /v1/{product}/tenants/{tenant}/accounts/{subject}/cancel`: a person cancels her account, or who answers for the
//! case in which she applied for that.

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
use yinuo::life::account::{Life, Step};
use yinuo::life::reference::Case;
use yinuo::policy::Name;

/// Who asks for it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Cancel)]
pub(crate) struct Wish {
    actor: ActorBody,
    /// The case in which she applied for it, where staff carries it out.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    case: Option<Case>,
    /// On which platform she asks: where the policy lets it take effect there only.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    platform: Option<Name>,
}

acting!(Wish);

/// Cancels a person's account: she herself, or in a case who answers for it, once it is proven that she sent it.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/accounts/{subject}/cancel", tag = "account", params(InTenant, Once, ("subject" = String, Path, description = "The person's reference")), request_body = Wish,
    responses((status = 200, description = "It is on record, with when what falls due by it is gone", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Wish>) -> Response {
    app.write("cancel", StatusCode::OK, call, |engine, place, body| {
        let subject = place.reference("subject")?;
        let step = body.case.map_or(Step::CancelAccount(subject), |case| Step::CancelInCase(subject, case));
        let request = Life { actor: (&body.actor).into(), step, platform: body.platform };
        Ok(Recorded::from(engine.take_step(&place.product, place.tenant, &request)?))
    })
    .await
}
