//! `POST /v1/{product}/offices`: who holds an office, from and until.

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
use yinuo::life::duty;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// Somebody takes or leaves an office.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Appoint {
    actor: ActorBody,
    /// Which role, without `role.`.
    #[schema(value_type = String)]
    role: Name,
    /// Who, by a random reference of the calling service.
    #[schema(value_type = String)]
    holder: Subject,
    /// From when; now, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Until when, not included; until further notice, unless told.
    #[serde(default, deserialize_with = "values::instant")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

acting!(Appoint);

/// Enters who holds an office; the same `from` again with an `until` ends it.
#[utoipa::path(post, path = "/v1/{product}/offices", tag = "keep", params(InProduct, Once), request_body = Appoint,
    responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Appoint>) -> Response {
    app.write("office", StatusCode::OK, call, |engine, place, body| {
        let request = duty::Appoint {
            actor: (&body.actor).into(),
            role: body.role,
            holder: body.holder,
            from: body.from.unwrap_or_else(|| engine.now()),
            until: body.until,
        };
        Ok(Recorded::from(engine.appoint(&place.product, &request)?))
    })
    .await
}
