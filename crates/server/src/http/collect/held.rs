//! `GET /v1/{product}/data`: why do you hold this?

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use crate::http::core::view::{Texts, texts};
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::policy::rows::{Data, path};
use yinuo::policy::{Form, Name, Policy};

/// A data item, and every promise that speaks of it.
#[derive(Serialize, ToSchema)]
#[schema(as = HeldItem)]
struct Held {
    /// The promise that declares it.
    #[schema(value_type = String)]
    promise: Name,
    /// What people call it, by language.
    #[schema(value_type = Object)]
    label: Texts,
    /// Its class; without one it is about nobody.
    #[schema(value_type = Option<String>)]
    class: Option<Name>,
    /// Whether the law calls it sensitive.
    sensitive: bool,
    /// How it is kept: `sealed`, `hashed`, `open`.
    keep: &'static str,
    /// Purposes for which it is captured, each with the record.
    collect: Vec<Captured>,
    /// Purposes for which it is read, each with the form.
    #[serde(rename = "use")]
    reads: Vec<Formed>,
    /// Recipients that get it, each with the form.
    share: Vec<Formed>,
    /// Rules that say until when, each with the record.
    retain: Vec<Captured>,
}

/// A promise about a record type.
#[derive(Serialize, ToSchema, PartialEq, Eq)]
#[schema(as = PromiseOfRecord)]
struct Captured {
    /// The promise.
    #[schema(value_type = String)]
    promise: Name,
    /// The record's type.
    #[schema(value_type = String)]
    record: Name,
}

/// A promise about a form.
#[derive(Serialize, ToSchema)]
#[schema(as = PromiseOfForm)]
struct Formed {
    /// The promise.
    #[schema(value_type = String)]
    promise: Name,
    /// In which form.
    #[schema(value_type = String)]
    form: Form,
}

/// Lists each kind of data with the promises for collecting, using, sharing, keeping and ending it.
#[utoipa::path(get, path = "/v1/{product}/data", tag = "collect", params(InProduct),
    responses((status = 200, description = "Every data item of the policy", body = Vec<Held>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let policy = engine.policy(&call.place.product)?;
        Ok(policy.document.data.iter().map(|(item, row)| held(&policy, item, row)).collect::<Vec<_>>())
    })
    .await
}

fn held(policy: &Policy, item: &Name, row: &Data) -> Held {
    let document = &policy.document;
    let records: Vec<&Name> =
        document.records.iter().filter(|(_, record)| record.holds.contains(item)).map(|(kind, _)| kind).collect();
    let about = |promise: Name, record: &Name| Captured { promise, record: record.clone() };
    let captures = document.purposes.iter().flat_map(|(purpose, row)| {
        let of = records.iter().filter(|kind| row.collects.contains(kind));
        of.map(move |kind| about(path("purpose", purpose), kind))
    });
    let forms = |table: &'static str, name: &Name, form: Option<&Form>| {
        form.map(|form| Formed { promise: path(table, name), form: *form })
    };
    let ends = records.iter().flat_map(|kind| policy.ends_of(kind, item).map(|end| about(end.promise.clone(), kind)));
    Held {
        promise: path("data", item),
        label: texts(policy, &row.label),
        class: row.class.clone(),
        sensitive: row.sensitive,
        keep: policy.keep(item).as_str(),
        collect: captures.collect(),
        reads: document.purposes.iter().filter_map(|(name, row)| forms("purpose", name, row.reads.get(item))).collect(),
        share: document
            .recipients
            .iter()
            .filter_map(|(name, row)| forms("recipient", name, row.receives.get(item)))
            .collect(),
        retain: ends.collect(),
    }
}
