//! An agreement without a bound: to purposes, products or times that are not named.
//!
//! Why: consent covers the purpose, method and kinds that were told; the rest has to be asked for when it comes.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We use them for other purposes you agree to."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "我们有权对用户数据库进行商业化利用。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We ask you again before we use them for anything else."
//! topic = "other"
//! ```
//!
//! Mend: name the purpose and the kinds, or promise to ask.
//!
//! Source: PIPL art. 14, 23; GDPR art. 4(11)

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "other purposes you agree",
        "for other purposes we",
        "other purposes we explicitly inform",
        "will continue to be authorized",
        "continue to be authorized",
        "right to analyze and commercialize",
        "commercialize the user database",
        "subject to your authorization content",
        "subject to your authorization scope",
        "your authorization consent scope",
        "have the same effect as this",
        "constitute part of this privacy policy",
        "including updated versions",
        "legal owner of your information",
        "其他目的",
        "商业化利用",
        "持续授权",
    ],
    unless: &["ask you again", "separate consent", "re-obtain"],
    because: "nobody can know to what they agree",
    help: "name the purpose and the kinds of data, or promise to ask again",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
