//! `POST /v1/{product}/tenants/{tenant}/cancel`: an administrator cancels the tenant.

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

/// Who asks for it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CancelTenant)]
pub(crate) struct Wish {
    actor: ActorBody,
}

acting!(Wish);

/// Cancels the tenant, by one of its administrators.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/cancel", tag = "account", params(InTenant, Once), request_body = Wish,
    responses((status = 200, description = "It is on record, with when what falls due by it is gone", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Wish>) -> Response {
    app.write("cancel", StatusCode::OK, call, |engine, place, body| {
        let step = Step::CancelTenant;
        let request = Life { actor: (&body.actor).into(), step, platform: None };
        Ok(Recorded::from(engine.take_step(&place.product, place.tenant, &request)?))
    })
    .await
}
