//! `POST /v1/{product}/tenants/{tenant}/erase`: records, or single items of them, are erased now, but for what a law keeps.

use super::tellings::Standing;
use crate::http::core::act::Call;
use crate::http::core::actor::{Acting, ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Once};
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::view::{Texts, texts};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::Wish;
use yinuo::life::reference::{Erasure, Hold, Record, Subject};
use yinuo::life::retain;
use yinuo::policy::{Name, Policy};

/// Records to erase.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Erase {
    actor: ActorBody,
    /// These.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    records: Vec<Record>,
    /// Everything about this person.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    about: Option<Subject>,
    /// Only these items of them; all, where none is listed.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
}

acting!(Erase);

/// What was erased, and what was not.
#[derive(Serialize, ToSchema)]
struct Erased {
    /// The number of its entry in the tenant's log: the proof.
    entry: u64,
    /// Its reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    erasure: Option<Erasure>,
    /// Who was sent some of it and is told, and who is not and why.
    told: Vec<Standing>,
    /// What a law or a hold keeps.
    kept: Vec<Kept>,
}

/// A value that a law or a hold keeps.
#[derive(Serialize, ToSchema)]
pub(super) struct Kept {
    /// In which record.
    #[schema(value_type = String)]
    record: Record,
    /// Which item.
    #[schema(value_type = String)]
    item: Name,
    /// Under which promise.
    #[schema(value_type = String)]
    promise: Name,
    /// Until when; nothing where the end depends on an event to come.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<jiff::Timestamp>,
    /// The law that wants it, by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    law: Option<Texts>,
    /// The hold that keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    hold: Option<Hold>,
}

impl Kept {
    pub(super) fn of(policy: &Policy, kept: retain::Kept) -> Self {
        let law = kept.law.as_ref().map(|law| texts(policy, law));
        let retain::Kept { record, item, promise, until, hold, .. } = kept;
        Self { record, item, promise, until, law, hold }
    }
}

/// Erases records, or single items of them, by the person they are about or by an administrator of the tenant that holds them.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/erase", tag = "erase", params(InTenant, Once),
    request_body = Erase, responses((status = 200, description = "They are gone", body = Erased), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Erase>) -> Response {
    app.write("erase", StatusCode::OK, call, |engine, place, body| {
        let actor = body.actor();
        if body.records.is_empty() && body.about.is_none() {
            return Err(Problem::malformed("expected `records` or `about`").into());
        }
        let wish = Wish { records: body.records, about: body.about, items: body.items };
        let erased = engine.erase(&place.product, place.tenant, &actor, wish)?;
        let policy = engine.policy(&place.product)?;
        let kept = erased.kept.into_iter().map(|kept| Kept::of(&policy, kept)).collect();
        let told = erased.told.into_iter().map(|told| Standing::of(&policy, told)).collect();
        Ok(Erased { entry: erased.entry, erasure: erased.erasure, told, kept })
    })
    .await
}
