//! `GET /`: the products, and where their policies stand.

use super::language::{languages, preferred};
use super::{page, words};
use crate::http::core::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use yinuo::policy::rows::Language;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    language: Language,
    console: bool,
    products: Vec<Product>,
}

struct Product {
    id: String,
    name: String,
    version: String,
    languages: Vec<Language>,
}

/// Lists the products.
pub(crate) async fn handle(State(app): State<App>, headers: HeaderMap) -> Response {
    let language = preferred(&headers, &[Language::English, Language::Simplified]).unwrap_or(Language::English);
    let products = app.run(move |app| {
        let engine = app.engine();
        let policies = engine.products().unwrap_or_default();
        // One that is published and not in force yet is not shown.
        let policies = policies.iter().filter_map(|product| engine.policy(product).ok());
        let product = |policy: std::sync::Arc<yinuo::policy::Policy>| {
            let name = policy.document.policy.as_ref().and_then(|header| {
                let spoken = header.name.in_language(language.as_str());
                spoken.or_else(|| header.name.in_language(header.languages.first()?.as_str()))
            });
            Product {
                id: policy.product.to_string(),
                name: name.unwrap_or(&policy.product).to_owned(),
                version: policy.version.clone(),
                languages: languages(&policy).to_vec(),
            }
        };
        policies.map(product).collect()
    });
    match products.await {
        Ok(products) => page(&Home { language, console: app.bounds().console, products }),
        Err(problem) => problem.into_response(),
    }
}
