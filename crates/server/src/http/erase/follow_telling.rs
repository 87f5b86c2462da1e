//! `POST /v1/{product}/tenants/{tenant}/tellings/{telling}/steps`: a recipient was told, or has confirmed.

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
use yinuo::life::erase::tell;

/// What staff enters of a telling.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FollowTelling {
    actor: ActorBody,
    #[schema(inline)]
    step: Step,
    /// SHA-256 of what was sent, or of the confirmation, hexadecimal.
    digest: String,
}

/// One step.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = TellingStep)]
enum Step {
    /// It was sent to the recipient.
    Sent,
    /// The recipient confirmed that it was done.
    Confirmed,
}

acting!(FollowTelling);

/// Takes a telling on by one step.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/tellings/{telling}/steps", tag = "erase",
    params(InTenant, ("telling" = String, Path, description = "The telling's reference"), Once),
    request_body = FollowTelling,
    responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<FollowTelling>) -> Response {
    app.write("erase", StatusCode::OK, call, |engine, place, body| {
        let step = match body.step {
            Step::Sent => tell::Step::Sent,
            Step::Confirmed => tell::Step::Confirmed,
        };
        let request = tell::Follow { actor: (&body.actor).into(), step, digest: body.digest };
        let telling = place.reference("telling")?;
        Ok(Recorded::from(engine.follow_telling(&place.product, place.tenant, telling, &request)?))
    })
    .await
}
