//! `POST /v1/{product}/tenants/{tenant}/permissions`: a device permission is granted or revoked.

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
use yinuo::life::consent::SetPermission;
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// A device permission granted or revoked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Permission {
    actor: ActorBody,
    /// Whose device.
    #[schema(value_type = String)]
    subject: Subject,
    /// Which permission.
    #[schema(value_type = String)]
    permission: Name,
    /// Whether it is granted.
    granted: bool,
}

acting!(Permission);

/// Records what the person told her device.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/permissions", tag = "consent", params(InTenant, Once),
    request_body = Permission, responses((status = 200, description = "It is on record", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Permission>) -> Response {
    app.write("permission", StatusCode::OK, call, |engine, place, body| {
        let (actor, subject) = ((&body.actor).into(), body.subject);
        let request = SetPermission { actor, subject, permission: body.permission, granted: body.granted };
        Ok(Recorded::from(engine.set_permission(&place.product, place.tenant, &request)?))
    })
    .await
}
