//! A guarantee that nobody can keep, beside one that takes it back.
//!
//! Why: of two promises in one document the reader will hold you to the larger, and a court will too.
//!
//! Fails:
//!
//! ```toml
//! [statement.one]
//! label = "We ensure that your rights are not infringed in any way."
//! topic = "security"
//! [statement.two]
//! label = "The internet is not 100% secure."
//! topic = "security"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We encrypt what you write."
//! topic = "other"
//! ```
//!
//! Mend: promise what is done: the measure, the interval, the row that enforces it.
//!
//! Source: this language

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

/// What takes a guarantee back.
const HEDGES: &[&str] = &[
    "cannot guarantee",
    "can not guarantee",
    "no guarantee",
    "not 100%",
    "not 100 %",
    "not absolutely",
    "do our best",
    "best efforts",
    "reasonable measures",
    "reasonable efforts",
    "无法保证",
    "不能保证",
    "并非绝对安全",
    "不是绝对",
    "尽最大努力",
    "尽力",
];

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "ensure that your",
        "ensure or guarantee",
        "we guarantee",
        "guarantee the security",
        "guarantees the",
        "in any way",
        "100% secure",
        "completely secure",
        "absolutely secure",
        "strictly protect",
        "strict measures",
        "fully protect",
        "确保您的…不受",
        "绝对安全",
        "完全安全",
        "严格保护",
        "保证您的",
    ],
    unless: &[
        "never",
        "cannot",
        "can not",
        "no guarantee",
        "不是绝对",
        "并非绝对",
        "不能保证",
        "无法保证",
        "没有绝对",
        "绝对安全的",
    ],
    because: "and another text takes it back",
    help: "promise what is done, such as a measure or an interval, and leave out the guarantee",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.says(HEDGES) {
        look(context, found, &LOOK);
    }
}
