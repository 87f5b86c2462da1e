//! `POST /v1/{product}/tenants/{tenant}/codes`: a verification code is drawn and sent.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::Problems;
use crate::http::core::values::Value;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::reference::{Record, Reference, Subject};
use yinuo::policy::Name;

/// A code to draw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Draw {
    actor: ActorBody,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// On which occasion.
    #[schema(value_type = String)]
    occasion: Name,
    /// For whom, if she has an account.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// Where it goes.
    #[schema(value_type = String)]
    to: Value,
}

acting!(Draw);

/// A code that was drawn. It stands in no answer.
#[derive(Serialize, ToSchema)]
struct Drawn {
    /// The record that holds its hash.
    #[schema(value_type = String)]
    record: Record,
    /// The act that sends it.
    #[schema(value_type = String)]
    sending: Reference,
    /// When it expires.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<jiff::Timestamp>,
}

/// Draws a code and has it sent; one before any account takes place in the tenant `own`.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/codes", tag = "share", params(InTenant, Once),
    request_body = Draw, responses((status = 201, description = "It is on its way", body = Drawn), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Draw>) -> Response {
    let answer = app
        .write("draw", StatusCode::CREATED, call, |engine, place, body| {
            let (actor, subject) = ((&body.actor).into(), body.subject);
            let (purpose, occasion, to) = (body.purpose, body.occasion, body.to.0);
            let request = yinuo::Draw { actor, purpose, occasion, subject, to };
            let drawn = engine.draw_code(&place.product, place.tenant, request)?;
            Ok(Drawn { record: drawn.record, sending: drawn.sending, expires_at: drawn.expires_at })
        })
        .await;
    app.nudge();
    answer
}
