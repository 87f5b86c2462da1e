//! `POST /v1/{product}/tenants/{tenant}/accounts/{subject}/leaves`: what a person authorised a recipient to do by herself.

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
use yinuo::life::erase::leave;
use yinuo::life::erase::telling::Leave;
use yinuo::policy::Name;

/// An authorisation, with a copy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileLeave {
    actor: ActorBody,
    /// To whom the person gave it.
    #[schema(value_type = String)]
    recipient: Name,
    /// When.
    #[schema(value_type = String, format = Date)]
    given_on: jiff::civil::Date,
    /// SHA-256 of the copy on file, hexadecimal.
    digest: String,
}

acting!(FileLeave);

/// Puts it on file: when the person has her data erased here, that recipient is asked nothing, and she is told so.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/accounts/{subject}/leaves", tag = "erase",
    params(InTenant, Once, ("subject" = String, Path, description = "The person's reference")),
    request_body = FileLeave, responses((status = 201, description = "It is on file", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<FileLeave>) -> Response {
    app.write("erase", StatusCode::CREATED, call, |engine, place, body| {
        let leave = Leave { given_on: body.given_on, digest: body.digest };
        let subject = place.reference("subject")?;
        let request = leave::File { actor: (&body.actor).into(), subject, recipient: body.recipient, leave };
        Ok(Recorded::from(engine.file_leave(&place.product, place.tenant, &request)?))
    })
    .await
}
