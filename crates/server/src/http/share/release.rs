//! `POST /v1/{product}/tenants/{tenant}/releases`: may these fields go to this recipient now?

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::life::reference::{Activity, Record, Subject};
use yinuo::life::share::Share;
use yinuo::policy::{Form, Name};

/// A release that somebody wants.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Release {
    actor: ActorBody,
    /// To whom.
    #[schema(value_type = String)]
    recipient: Name,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// The fields, each with the form in which it would leave.
    #[schema(value_type = Object)]
    fields: BTreeMap<Name, Form>,
    /// Fields whose values the caller holds itself, from no record.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    held: Vec<Name>,
    /// The records that the other fields come from.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    records: Vec<Record>,
    /// About which person.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// On which occasion.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    occasion: Option<Name>,
    /// Within which activity.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    activity: Option<Activity>,
    /// The region of the recipient's endpoint, where the configuration does not say it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    region: Option<Name>,
}

acting!(Release);

/// A release that is allowed now.
#[derive(Serialize, ToSchema)]
struct Released {
    /// The fields and their forms: these and no others may leave.
    #[schema(value_type = Object)]
    fields: BTreeMap<Name, Form>,
}

/// Decides a release, with its entry on record, and sends nothing.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/releases", tag = "share", params(InTenant, Once),
    request_body = Release, responses((status = 200, description = "They may leave", body = Released), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Release>) -> Response {
    app.write("release", StatusCode::OK, call, |engine, place, body| {
        let request = Share {
            actor: (&body.actor).into(),
            recipient: body.recipient,
            purpose: body.purpose,
            occasion: body.occasion,
            subject: body.subject,
            fields: body.fields.into_iter().collect(),
            region: body.region,
            held: body.held,
            before_account: false,
        };
        let fields = engine.decide_release(&place.product, place.tenant, request, body.records, body.activity)?;
        Ok(Released { fields: fields.into_iter().collect() })
    })
    .await
}
