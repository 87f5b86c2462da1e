//! `POST /v1/{product}/tenants/{tenant}/entries/{entry}/erase`: nobody erases what is on record.

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
use yinuo::life::logs;

/// Who asks for it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TouchEntry {
    actor: ActorBody,
}

acting!(TouchEntry);

/// Asks that an entry of the log be erased: refused, with when it goes by itself, and the wish is on record.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/entries/{entry}/erase", tag = "erase",
    params(InTenant, ("entry" = u64, Path, description = "The number of the entry")),
    request_body = TouchEntry, responses(Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<TouchEntry>) -> Response {
    app.write("touch", StatusCode::OK, call, |engine, place, body| {
        let request = logs::Touch { actor: (&body.actor).into() };
        let entry = place.reference("entry")?;
        Ok(Recorded::from(engine.touch_entry(&place.product, place.tenant, &request, entry)?))
    })
    .await
}
