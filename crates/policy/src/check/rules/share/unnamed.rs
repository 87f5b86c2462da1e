//! Data goes to parties that are not named.
//!
//! Why: people are told each recipient by name, with how to reach it, what it gets and for what.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We may share it with our affiliates and third-party partners."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "我们可能与关联公司共享您的信息。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We share it with the recipients that are listed here."
//! topic = "other"
//! ```
//!
//! Mend: declare each as a `[recipient.*]` row.
//!
//! Source: PIPL art. 21, 23; Network Data Security Regulations art. 21; GDPR art. 13(1)(e)

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[
        "statement.",
        "purpose.",
        "ground.",
        "recipient.",
        "data.",
        "activity.",
        "message.",
        "source.",
        "transfer.",
    ],
    phrases: &[
        "affiliates",
        "affiliated companies",
        "affiliate",
        "third-party partners",
        "third party partners",
        "our partners",
        "third parties (companies or individuals)",
        "employ third parties",
        "designated service providers",
        "service providers located",
        "management platforms",
        "marketing platforms",
        "third-party payment platform",
        "third-party platform",
        "third-party login",
        "third-party account",
        "other service providers",
        "logistics staff",
        "couriers",
        "logistics companies",
        "third-party advertising",
        "关联公司",
        "合作伙伴",
        "第三方服务商",
        "第三方合作",
        "服务提供商",
        "快递公司",
        "第三方广告",
    ],
    unless: &["never", "we do not share", "not provided to", "不向", "named here", "listed here", "[recipient"],
    because: "nobody is named",
    help: "name each in a `[recipient.*]` row",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
