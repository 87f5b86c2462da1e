//! A list of what is collected, used or shared stays open.
//!
//! Why: people agree to kinds of data that are stated; what an open list adds later, nobody agreed to. The engine reads every list as closed.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We collect information such as your name and phone number."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "我们收集您的设备型号、系统版本等信息。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We collect your name and your phone number."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "我们平等对待每一位用户。"
//! topic = "other"
//! ```
//!
//! Mend: name each kind; if the list is long, declare each as a `[data.*]` row.
//!
//! Source: PIPL art. 6, 17(1)(2); Network Data Security Regulations art. 21; GDPR art. 13(1)

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[
        "data.",
        "record.",
        "purpose.",
        "recipient.",
        "statement.",
        "source.",
        "cookie.",
        "derived.",
        "ground.",
        "activity.",
        "automated.",
    ],
    phrases: &[
        "such as",
        "including but not limited to",
        "including without limitation",
        "etc",
        "etc.",
        "and so on",
        "and the like",
        "among others",
        "or other information",
        "and other information",
        "other necessary information",
        "other relevant information",
        "relevant information",
        "relevant operational records",
        "message-related",
        "chat-related",
        "sales-related",
        "includes",
        "包括但不限于",
        "等信息",
        "等数据",
        "等资料",
        "等内容",
        "等相关",
        "等其他",
        "等。",
        "等）",
        "等)",
        "等必要",
        "诸如",
    ],
    unless: &[],
    because: "the list stays open",
    help: "name each kind: what is not listed is not collected",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
