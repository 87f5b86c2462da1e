//! A ground is wider than the law: good faith, other needs, or whatever is permitted.
//!
//! Why: the law lists its grounds; a general interest of the company is none of them.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We may disclose it in good faith to prevent legal liability."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "为维护我们的合法利益，我们可能披露。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We disclose it to a court that orders it."
//! topic = "other"
//! ```
//!
//! Mend: name the article and what it allows, or ask for consent.
//!
//! Source: PIPL art. 13, 23, 25

use crate::check::prose::{Look, look_at};
use crate::check::{Context, Findings, Said};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "good faith",
        "legitimate interest",
        "legitimate interests",
        "significant legal interests",
        "to prevent legal liability",
        "prevent or investigate possible wrongdoing",
        "investigate possible wrongdoing",
        "other reasonable need",
        "other reasonable needs",
        "other circumstances permitted",
        "under other circumstances",
        "circumstances permitted by",
        "within the legally permitted scope",
        "legally permitted scope",
        "regulatory policies",
        "protect the safety of users or the public",
        "safety of users or the public",
        "rights or property of",
        "reducing credit risks",
        "fulfill legal responsibilities",
        "directly related to the violation",
        "网信…其他合理需要",
        "善意",
        "合法利益",
        "其他合理需要",
        "法律允许的其他",
        "法律法规允许的范围",
    ],
    unless: &[],
    because: "PIPL art. 13 does not know this ground",
    help: "name the article and the case, or ask for consent; check with counsel",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    // A ground that names its law is judged by that.
    let lawful = |said: &Said<'_>| {
        let ground = said.path.strip_prefix("ground.").and_then(|rest| rest.split('.').next());
        ground.and_then(|name| context.document.grounds.get(name)).is_some_and(|row| row.law.is_some())
    };
    look_at(context, found, &LOOK, |said| !lawful(said));
}
