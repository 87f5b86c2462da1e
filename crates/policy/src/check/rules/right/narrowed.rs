//! A right or a ground of erasure is narrower than in the law.
//!
//! Why: what the law gives cannot be taken by the words of a policy.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We refuse requests that involve commercial secrets."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "涉及商业秘密的，我们可能拒绝。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We refuse a request that harms the rights of others, with the reason."
//! topic = "other"
//! ```
//!
//! Mend: keep to the grounds of the law, and promise the reason and the way to object.
//!
//! Source: PIPL art. 15, 44-50; GDPR art. 12(5), 15-22

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["right.", "refusal.", "statement."],
    phrases: &[
        "commercial secret",
        "commercial secrets",
        "trade secret",
        "trade secrets",
        "seriously violates",
        "unjustifiably repetitive",
        "not be able to respond",
        "unable to respond",
        "may refuse requests",
        "close relatives",
        "appeal through",
        "you can delete part",
        "if we terminate our services",
        "如涉及商业秘密",
        "商业秘密",
        "我们可能拒绝",
        "you waive all",
        "waive any right",
        "您放弃向我们",
        "您放弃一切",
        "without telling you",
        "without notifying you",
        "恕不另行通知",
        "不另行通知",
        "严重违反",
    ],
    unless: &[
        "with the reason",
        "giving the reason",
        "near relatives of the deceased",
        "deceased",
        "death",
        "died",
        "dead",
        "去世",
        "死亡",
        "身故",
        "逝世",
        "说明理由",
    ],
    because: "the law does not have this bound",
    help: "keep to the grounds of the law, and give the reason for each refusal; check with counsel",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
