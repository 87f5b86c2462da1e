//! `POST /v1/{product}/tenants/{tenant}/counts`: one use more of a function, by nobody.

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
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::life::derive::count::Count;
use yinuo::policy::Name;

/// A use to count.
#[derive(Deserialize, ToSchema)]
#[schema(as = CountUse)]
pub(crate) struct Use {
    /// A service, without a person.
    actor: ActorBody,
    /// Under which row of the policy, without `derived.`.
    #[schema(value_type = String)]
    derived: Name,
    /// Which function.
    #[schema(value_type = String)]
    function: Name,
    /// Anything else is refused by its name; what it says is not looked at.
    #[serde(flatten)]
    #[schema(ignore)]
    other: BTreeMap<String, serde::de::IgnoredAny>,
}

acting!(Use);

/// Counts it. Whatever is given of a person is refused as `undeclared_field`.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/counts", tag = "derive", params(InTenant, Once),
    request_body = Use, responses((status = 200, description = "It is counted", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Use>) -> Response {
    app.write("count", StatusCode::OK, call, |engine, place, body| {
        let request = Count {
            actor: (&body.actor).into(),
            derived: body.derived,
            function: body.function,
            fields: body.other.into_keys().collect(),
        };
        Ok(Recorded::from(engine.count_use(&place.product, place.tenant, &request)?))
    })
    .await
}
