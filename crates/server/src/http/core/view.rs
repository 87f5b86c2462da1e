//! Forms of answers that several routes share.

use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::life::reference::{Activity, Cell, Erasure};
use yinuo::policy::Policy;
use yinuo::policy::read::Text;
use yinuo::publish;

/// An act that is on record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Recorded {
    /// The number of its entry in the tenant's log.
    entry: u64,
    /// The tenant.
    #[schema(value_type = String)]
    tenant: Cell,
    /// The activity that it opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    activity: Option<Activity>,
    /// When what falls due by it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    gone_by: Option<jiff::Timestamp>,
    /// The erasure that it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    erasure: Option<Erasure>,
}

impl From<yinuo::Recorded> for Recorded {
    fn from(done: yinuo::Recorded) -> Self {
        let (activity, gone_by, erasure) = (done.activity, done.gone_by, done.erasure);
        Self { entry: done.entry, tenant: done.cell, activity, gone_by, erasure }
    }
}

/// A text in every language of the policy that has it.
pub(crate) type Texts = BTreeMap<&'static str, String>;

/// `text` in every language of `policy`.
pub(crate) fn texts(policy: &Policy, text: &Text) -> Texts {
    let languages = policy.document.policy.as_ref().map(|header| header.languages.as_slice()).unwrap_or_default();
    let said = languages.iter().filter_map(|language| Some((language.as_str(), publish::wording(text, *language)?)));
    said.map(|(language, text)| (language, text.into_owned())).collect()
}

/// The page of a list, from `after` on.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    /// The cursor that the page before gave as `next`.
    after: Option<u64>,
    /// At most so many; 50 unless told, 1000 at most.
    limit: Option<u32>,
}

impl Page {
    pub(crate) const EXPECTED: &'static str = "expected `after`, a cursor, and `limit`, a number, in the query";

    pub(crate) fn after(&self) -> u64 {
        self.after.unwrap_or(0)
    }

    pub(crate) fn limit(&self) -> u32 {
        limit(self.limit)
    }
}

/// How many, where `asked` were asked for.
pub(crate) fn limit(asked: Option<u32>) -> u32 {
    asked.unwrap_or(50).clamp(1, 1000)
}
