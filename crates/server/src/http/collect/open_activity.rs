//! `POST /v1/{product}/tenants/{tenant}/activities`: something begins, within which things are allowed.

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
use yinuo::life::activity;
use yinuo::life::reference::{Record, Subject};
use yinuo::policy::Name;

/// An activity to open.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenActivity {
    actor: ActorBody,
    /// In whose matter, if a person's.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// Which kind.
    #[schema(value_type = String)]
    kind: Name,
    /// Which record it is about, if one: its end waits where the policy says so.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    about: Option<Record>,
}

acting!(OpenActivity);

/// Opens an activity; the answer names it.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/activities", tag = "collect", params(InTenant, Once),
    request_body = OpenActivity, responses((status = 201, description = "It is open", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<OpenActivity>) -> Response {
    app.write("open", StatusCode::CREATED, call, |engine, place, body| {
        let (actor, subject) = ((&body.actor).into(), body.subject);
        let request = activity::Open { actor, subject, kind: body.kind, about: body.about };
        Ok(Recorded::from(engine.open_activity(&place.product, place.tenant, &request)?))
    })
    .await
}
