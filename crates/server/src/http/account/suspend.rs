//! `POST /v1/{product}/tenants/{tenant}/suspend`: the tenant does not pay.

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
#[schema(as = Suspend)]
pub(crate) struct Wish {
    actor: ActorBody,
}

acting!(Wish);

/// Suspends the tenant, by staff or a service.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/suspend", tag = "account", params(InTenant, Once), request_body = Wish,
    responses((status = 200, description = "It is on record, with when what falls due by it is gone", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Wish>) -> Response {
    app.write("suspend", StatusCode::OK, call, |engine, place, body| {
        let step = Step::SuspendTenant;
        let request = Life { actor: (&body.actor).into(), step, platform: None };
        Ok(Recorded::from(engine.take_step(&place.product, place.tenant, &request)?))
    })
    .await
}
