//! `POST /v1/{product}/tenants/{tenant}/messages`: may this message be sent to this person?

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
use yinuo::life::notice;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// A message that somebody wants to send. Its text stays with the caller.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
    actor: ActorBody,
    /// To whom.
    #[schema(value_type = String)]
    subject: Subject,
    /// The class of message.
    #[schema(value_type = String)]
    class: Name,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// Over which channel.
    #[schema(value_type = String)]
    channel: Name,
}

acting!(Message);

/// Decides whether the message may be sent, with its entry on record.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/messages", tag = "notice", params(InTenant, Once),
    request_body = Message, responses((status = 200, description = "It may be sent", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Message>) -> Response {
    app.write("message", StatusCode::OK, call, |engine, place, body| {
        let (actor, subject) = ((&body.actor).into(), body.subject);
        let (class, purpose, channel) = (body.class, body.purpose, body.channel);
        let request = notice::Message { actor, subject, class, purpose, channel };
        Ok(Recorded::from(engine.message(&place.product, place.tenant, &request)?))
    })
    .await
}
