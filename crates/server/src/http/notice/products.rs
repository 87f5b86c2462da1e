//! `GET /v1/products`: the products that the calling service may speak for.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::policy::Name;

/// A product.
#[derive(Serialize, ToSchema)]
struct Product {
    /// Its id.
    #[schema(value_type = String)]
    product: Name,
}

/// Lists the products that are published here and that the credential grants.
#[utoipa::path(get, path = "/v1/products", tag = "notice",
    responses((status = 200, description = "The products", body = Vec<Product>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let granted = engine.products()?.into_iter().filter(|product| call.service.grants.cover_product(product));
        Ok(granted.map(|product| Product { product }).collect::<Vec<_>>())
    })
    .await
}
