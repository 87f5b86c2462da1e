//! `POST /v1/{product}/grants/end`: one of the company's people left, or has another role.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InProduct, Once};
use crate::http::core::problem::Problems;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::access::End;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// Grants to be ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndGrants {
    actor: ActorBody,
    /// Whose, by a random reference of the calling service.
    #[schema(value_type = String)]
    person: Subject,
    /// Those of this role, without `role.`; all, where none is named.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    role: Option<Name>,
}

acting!(EndGrants);

/// Ends a person's grants from now on.
#[utoipa::path(post, path = "/v1/{product}/grants/end", tag = "keep", params(InProduct, Once),
    request_body = EndGrants, responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<EndGrants>) -> Response {
    app.write("grant", StatusCode::OK, call, |engine, place, body| {
        let request = End { actor: (&body.actor).into(), person: body.person, role: body.role };
        Ok(Recorded::from(engine.end_grants(&place.product, &request)?))
    })
    .await
}
