//! `GET /v1/{product}/places`: where data stands and goes.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::policy::Name;

/// A place where data stands or goes.
#[derive(Serialize, ToSchema)]
struct Residence {
    /// The promise that speaks of it: a place, a recipient, or `transfer` for this installation itself.
    #[schema(value_type = String)]
    promise: Name,
    /// Its region.
    #[schema(value_type = Option<String>)]
    region: Option<Name>,
    /// The country of the region, or the recipient's.
    country: Option<String>,
}

/// Lists every place of the policy, this installation, and every recipient.
#[utoipa::path(get, path = "/v1/{product}/places", tag = "keep", params(InProduct),
    responses((status = 200, description = "The places", body = Vec<Residence>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let all = engine.residence(&call.place.product)?.into_iter();
        Ok(all
            .map(|row| Residence { promise: row.promise, region: row.region, country: row.country })
            .collect::<Vec<_>>())
    })
    .await
}
