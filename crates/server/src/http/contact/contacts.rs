//! `GET /v1/{product}/contacts`: where to write.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use crate::http::core::view::{Texts, texts};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::contact::ways;
use yinuo::policy::Name;
use yinuo::policy::rows::path;

/// Where to write.
#[derive(Serialize, ToSchema)]
struct Contact {
    /// The promise that declares it.
    #[schema(value_type = String)]
    promise: Name,
    /// Whose desk it is, by language.
    #[schema(value_type = Object)]
    label: Texts,
    /// The ways in which it is reached: `email`, `phone`, `post`, `page`.
    ways: Vec<&'static str>,
    /// The e-mail address.
    email: Option<String>,
    /// The telephone number.
    phone: Option<String>,
    /// The postal address, by language.
    #[schema(value_type = Object)]
    post: Option<Texts>,
    /// The page or the place in the product, by language.
    #[schema(value_type = Object)]
    page: Option<Texts>,
    /// What may be brought here.
    #[serde(rename = "for")]
    #[schema(value_type = Vec<String>)]
    takes: Vec<Name>,
    /// The role that answers.
    #[schema(value_type = Option<String>)]
    by: Option<Name>,
}

/// Lists every contact of the version in force.
#[utoipa::path(get, path = "/v1/{product}/contacts", tag = "contact", params(InProduct),
    responses((status = 200, description = "Every contact", body = Vec<Contact>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let policy = engine.policy(&call.place.product)?;
        let rows = policy.document.contacts.iter().map(|(name, row)| Contact {
            promise: path("contact", name),
            label: texts(&policy, &row.label),
            ways: ways(row),
            email: row.email.clone(),
            phone: row.phone.clone(),
            post: row.post.as_ref().map(|post| texts(&policy, post)),
            page: row.page.as_ref().map(|page| texts(&policy, page)),
            takes: row.purposes.clone(),
            by: row.by.clone(),
        });
        Ok(rows.collect::<Vec<_>>())
    })
    .await
}
