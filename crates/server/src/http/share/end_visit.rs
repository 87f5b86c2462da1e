//! `POST /v1/{product}/tenants/{tenant}/visits/{visit}/end`: a visit ends before its time.

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
use yinuo::life::share::visit::Close;

/// A visit to be ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndVisit {
    actor: ActorBody,
}

acting!(EndVisit);

/// Ends a visit from now on: its handle opens nothing any more.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/visits/{visit}/end", tag = "share",
    params(InTenant, ("visit" = String, Path, description = "The visit's reference"), Once), request_body = EndVisit,
    responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<EndVisit>) -> Response {
    app.write("visit", StatusCode::OK, call, |engine, place, body| {
        let request = Close { actor: (&body.actor).into(), visit: place.reference("visit")? };
        Ok(Recorded::from(engine.end_visit(&place.product, place.tenant, &request)?))
    })
    .await
}
