//! `GET /`: the products, and where their policies stand.

use super::language::{languages, preferred};
use super::{page, words};
use crate::http::core::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;
use yinuo::policy::rows::Language;
use yinuo::publish;

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
    let language = preferred(&headers, &[Language::English, Language::Simplified, Language::Traditional])
        .unwrap_or(Language::English);
    let products = app.run(move |app| {
        let engine = app.engine();
        let policies = engine.products().unwrap_or_default();
        // One that is published and not in force yet is not shown.
        let policies = policies.iter().filter_map(|product| engine.policy(product).ok());
        let product = |policy: std::sync::Arc<yinuo::policy::Policy>| {
            let name = policy.document.policy.as_ref().and_then(|header| {
                let spoken = publish::wording(&header.name, language);
                spoken.or_else(|| publish::wording(&header.name, *header.languages.first()?)).map(Cow::into_owned)
            });
            Product {
                id: policy.product.to_string(),
                name: name.unwrap_or_else(|| policy.product.to_string()),
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
