//! `GET /v1/{product}/tenants/{tenant}/erasures`: the certificate of each erasure.

use super::tellings::Standing;
use super::wish::Kept;
use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::{Fault, Problem, Problems};
use crate::http::pages::language::spoken;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use yinuo::life::Code;
use yinuo::life::reference::{Erasure, Holder};
use yinuo::policy::Name;
use yinuo::{ErasureCertificate, publish};

/// The certificate of one erasure, without any value.
#[derive(Serialize, ToSchema)]
#[schema(as = ErasureCertificate)]
struct Certificate {
    /// Its reference.
    #[schema(value_type = String)]
    erasure: Erasure,
    /// Whose data: a person's reference, or the tenant's own.
    #[schema(value_type = String)]
    whose: Holder,
    /// Under which promise.
    #[schema(value_type = String)]
    promise: Name,
    /// When it was decided.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The number of the entry that decided it.
    entry: u64,
    /// Under which version of the policy, as long as the log keeps that entry's body.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// What went until now.
    went: Vec<Went>,
    /// Whether work of it is still to be done.
    due: bool,
    /// What a law or a hold keeps.
    kept: Vec<Kept>,
    /// Who was sent some of it and is told, and who is not and why.
    told: Vec<Standing>,
    /// When no backup that may hold some of it can be opened any more.
    #[schema(value_type = String, format = DateTime)]
    backups_until: Timestamp,
    /// The same as a signed note: `yinuo certificate verify` tells, without the installation, whether it is as it was given.
    signed: String,
    /// The same in words for the person, as Markdown, where a language is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

/// How it is told.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// In words, too, in this language of the policy.
    language: Option<String>,
}

/// What went by one entry of the log.
#[derive(Serialize, ToSchema)]
struct Went {
    /// The number of the entry: the proof.
    entry: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Under which promise.
    #[schema(value_type = String)]
    promise: Name,
    /// How many values of each data item.
    #[schema(value_type = Object)]
    values: BTreeMap<Name, u64>,
}

/// Certifies each erasure, the earliest first.
#[utoipa::path(get, path = "/v1/{product}/tenants/{tenant}/erasures", tag = "erase", params(InTenant, Asked),
    responses((status = 200, description = "The certificates", body = Vec<Certificate>), Problems))]
pub(crate) async fn handle(
    State(app): State<App>,
    call: Look,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let Ok(Query(asked)) = asked else {
        return Problem::malformed("expected `language`, or nothing").into_response();
    };
    app.look(call, move |engine, call| {
        let cell = call.place.existing_cell(engine)?;
        let policy = engine.policy(&call.place.product)?;
        let language = asked.language.as_deref().map(|tag| spoken(&policy, Some(tag)).ok_or_else(Problem::not_found));
        let language = language.transpose()?;
        let words = |row: &ErasureCertificate| {
            let sheet = language.map(|language| publish::certificate::sheet(&policy, &row.in_words(), language));
            let sheet = sheet.transpose().map_err(|missing| Problem::fault(Code::PolicyInvalid, &missing))?;
            Ok::<_, Fault>(sheet.map(|sheet| sheet.markdown(None)))
        };
        let certified = engine.certificates(&call.place.product, cell, None)?.into_iter();
        let certificates = certified.map(|yinuo::Certified { certificate: row, note }| {
            let words = words(&row)?;
            Ok(Certificate {
                words,
                signed: note,
                erasure: row.erasure,
                whose: row.whose,
                promise: row.promise,
                at: row.at,
                entry: row.entry,
                version: row.version,
                went: row.went.into_iter().map(Went::from).collect(),
                due: row.due,
                kept: row.kept.into_iter().map(|kept| Kept::of(&policy, kept)).collect(),
                told: row.told.into_iter().map(|told| Standing::of(&policy, told)).collect(),
                backups_until: row.backups_until,
            })
        });
        certificates.collect::<Result<Vec<_>, Fault>>()
    })
    .await
}

impl From<yinuo::Went> for Went {
    fn from(went: yinuo::Went) -> Self {
        let yinuo::Went { entry, at, promise, values } = went;
        Self { entry, at, promise, values: values.into_iter().collect() }
    }
}
