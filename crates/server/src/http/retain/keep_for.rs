//! `POST /v1/{product}/tenants/{tenant}/records/{record}/keep-for`: nothing is kept longer for a purpose that came later.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::policy::Name;

/// Who wants a record kept, and for which purpose.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeepFor {
    actor: ActorBody,
    /// The purpose.
    #[schema(value_type = String)]
    purpose: Name,
}

acting!(KeepFor);

/// Asks that a record be kept for a purpose: refused for any but those that it was captured for, and the wish is on record.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/records/{record}/keep-for", tag = "retain",
    params(InTenant, ("record" = String, Path, description = "The record's reference")),
    request_body = KeepFor, responses((status = 200, description = "It is kept for it already", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<KeepFor>) -> Response {
    app.write("retain", StatusCode::OK, call, |engine, place, body| {
        let (record, actor) = (place.reference("record")?, (&body.actor).into());
        Ok(Recorded::from(engine.keep_for(&place.product, place.tenant, &actor, record, &body.purpose)?))
    })
    .await
}
