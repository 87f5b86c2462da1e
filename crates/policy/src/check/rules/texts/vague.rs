//! A word on which the promise depends is not defined.
//!
//! Why: a promise whose key word anybody can read otherwise promises nothing.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "For major changes we will also provide more prominent notices."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "您的关键敏感字段均被加密。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "When a purpose changes we tell you thirty days before."
//! topic = "other"
//! ```
//!
//! Mend: define the word: list the kinds, name the number, or name the row that does.
//!
//! Source: PIPL art. 17; GDPR art. 12(1)

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[
        "policy.",
        "statement.",
        "data.",
        "record.",
        "purpose.",
        "recipient.",
        "retention.",
        "right.",
        "change.",
        "protect.",
        "transfer.",
        "incident.",
        "minors.",
        "message.",
        "ground.",
        "contact.",
    ],
    phrases: &[
        "major change",
        "major changes",
        "significant change",
        "significant changes",
        "material changes to",
        "key sensitive",
        "primary business data",
        "appropriate manner",
        "appropriate measures",
        "appropriate way",
        "typically",
        "certain cost",
        "certain general information",
        "user identification information",
        "application branch",
        "within the same application",
        "as soon as possible",
        "in a timely manner",
        "timely manner",
        "without unreasonable delay",
        "reasonable period",
        "necessary period",
        "period necessary",
        "no longer needed",
        "no longer necessary",
        "as long as necessary",
        "only for as long as is necessary",
        "shortest period necessary",
        "major impact",
        "main-in-cloud",
        "coexistence",
        "connection permissions",
        "current device status information",
        "strictest",
        "some links",
        "our other application",
        "other applications",
        "prominent notice",
        "prominent notices",
        "do our best",
        "重大变更",
        "重大变化",
        "及时通知",
        "适当方式",
        "必要的期限",
        "必要期限",
        "合理期限",
        "其他应用程序",
        "关键敏感",
        "尽快",
        "长期保存",
        "永久保存",
        "kept indefinitely",
        "stored indefinitely",
        "as long as we need",
        "as we see fit",
        "whatever we see fit",
        "自行决定如何",
        "selected companies",
        "部分合作方",
    ],
    unless: &[
        "不超过",
        "at the latest",
        "no later than",
        "means",
        "that is",
        "i.e.",
        "namely",
        "setting.",
        "是指",
        "即：",
    ],
    because: "it is left to the reader what that is",
    help: "say which kinds, how long, or name the row that says it",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
