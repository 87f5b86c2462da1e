//! The text speaks of profiling, and no `[automated.*]` row says how to refuse it.
//!
//! Why: who is shown a personal choice, or judged by software, is told how it works and can refuse it.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We may judge the risk of your account."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "向您推送个性化推荐内容。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [automated.order]
//! label = "Personalised order of tools"
//! purpose = "membership"
//! opt-out = "in the settings"
//! [statement.said]
//! label = "We show a personalised order."
//! topic = "profiling"
//! ```
//!
//! Mend: declare it as an `[automated.*]` row with `opt-out`, and `appeal` where it weighs on people.
//!
//! Source: PIPL art. 24, 55; Network Data Security Regulations art. 42; GDPR art. 13(2)(f), 22

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["purpose.", "data.", "statement.", "message.", "derived.", "cookie.", "recipient."],
    phrases: &[
        "personalised",
        "personalized",
        "personalisation",
        "personalization",
        "more relevant to you",
        "judge the risk",
        "risk of your account",
        "judge your",
        "correlation calculation",
        "predict the",
        "and predict",
        "credit risk",
        "credit risks",
        "profiling",
        "user profile",
        "user portrait",
        "targeted advertising",
        "search results that better",
        "个性化",
        "用户画像",
        "风险判断",
        "精准营销",
        "定向推送",
    ],
    unless: &["non-personalised", "not personalised"],
    because: "no `[automated.*]` row says how it works and how to refuse it",
    help: "declare an `[automated.*]` row with `opt-out` and `logic`, or say that it is not done",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.document.automated.is_empty() && !context.has_unreadable("automated") {
        look(context, found, &LOOK);
    }
}
