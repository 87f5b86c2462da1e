//! `POST /v1/{product}/tenants/{tenant}/visits/read`: a recipient reads inside the environment.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::Problems;
use crate::http::reveal::read::Told;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::reference::{Activity, Record, Subject};
use yinuo::policy::Name;
use yinuo::{HandleText, ReadInside};

/// One person's values to be read inside.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LookInside {
    /// The service through which the recipient reads.
    actor: ActorBody,
    /// What opens the visit.
    handle: String,
    /// Whose data: one person; more at once are refused.
    #[schema(value_type = Vec<String>)]
    subjects: Vec<Subject>,
    /// From which records; from all that are about her, where none is listed.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    records: Vec<Record>,
    /// Which items; all that the visit is for, where none is listed.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// Within which activity.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    activity: Option<Activity>,
}

acting!(LookInside);

/// Reads what a visit is for, of one person; the reading is on record before any value is opened. From outside the networks
/// that the configuration states it is refused, whatever the handle.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/visits/read", tag = "share", params(InTenant),
    request_body = LookInside, responses((status = 200, description = "The values", body = Told), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<LookInside>) -> Response {
    let address = call.address;
    app.ask("release", call, move |engine, place, body| {
        let request = ReadInside {
            actor: (&body.actor).into(),
            handle: HandleText::new(body.handle),
            address,
            subjects: body.subjects,
            records: body.records,
            items: body.items,
            activity: body.activity,
        };
        Ok(Told::from(engine.read_inside(&place.product, place.tenant, &request)?))
    })
    .await
}
