//! `POST /v1/{product}/grants`: one of the company's people may read.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InProduct, Once};
use crate::http::core::problem::Problems;
use crate::http::core::values;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::access::{Give, GrantFile};
use yinuo::life::reference::{Cell, Subject};
use yinuo::policy::Name;

/// A grant to be given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GiveGrant {
    actor: ActorBody,
    /// Who reads, by a random reference of the calling service.
    #[schema(value_type = String)]
    person: Subject,
    /// In which role, without `role.`.
    #[schema(value_type = String)]
    role: Name,
    /// For which purposes.
    #[schema(value_type = Vec<String>)]
    purposes: Vec<Name>,
    /// Which items; all that those purposes read, where none is listed.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// Why: of things, of no person.
    need: String,
    /// Of which tenant only; of whichever, where none is named.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    tenant: Option<Cell>,
    /// From when; now, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Until when, not included.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

acting!(GiveGrant);

/// Gives a grant.
#[utoipa::path(post, path = "/v1/{product}/grants", tag = "keep", params(InProduct, Once), request_body = GiveGrant,
    responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<GiveGrant>) -> Response {
    app.write("grant", StatusCode::OK, call, |engine, place, body| {
        let actor = (&body.actor).into();
        let file = GrantFile {
            person: body.person,
            role: body.role,
            purposes: body.purposes,
            items: body.items,
            need: body.need,
            tenant: body.tenant,
            from: body.from.unwrap_or_else(|| engine.now()),
            until: body.until,
        };
        Ok(Recorded::from(engine.give_grant(&place.product, &Give { actor, file })?))
    })
    .await
}
