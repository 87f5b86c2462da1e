//! Data is said to stay, and a recipient stands elsewhere.
//!
//! Why: people would think that nothing of theirs goes abroad.
//!
//! Fails:
//!
//! ```toml
//! [transfer]
//! stays-in = ["CN"]
//! label = "Your data does not leave the country."
//!
//! [recipient.host]
//! country = "US"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [transfer]
//! stays-in = ["CN"]
//! label = "We store your data in China. It goes to the recipients abroad that are listed, and nowhere else."
//!
//! [recipient.host]
//! country = "US"
//! ```
//!
//! Mend: say what goes abroad, and to whom.
//!
//! Source: PIPL art. 17, 39; GDPR art. 13(1)(f)

use crate::check::prose::mentions;
use crate::check::{Context, Findings};

const STAYS: [&str; 10] = [
    "does not leave",
    "do not leave",
    "never leaves",
    "not transferred abroad",
    "not sent abroad",
    "not provided abroad",
    "不向境外提供",
    "不会向境外",
    "不出境",
    "不会出境",
];
/// What names an exception.
const BUT: [&str; 9] = ["except", "other than", "apart from", "only", "besides", "除", "仅", "另行", "例外"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(transfer) = context.document.transfer.as_ref() else { return };
    if !mentions(&transfer.label, &STAYS) || mentions(&transfer.label, &BUT) {
        return;
    }
    let seat = context.document.controller.as_ref().map(|row| row.country.as_str());
    for (name, row) in &context.document.recipients {
        let here = transfer.stays_in.contains(&row.country) || seat == Some(row.country.as_str());
        if !here {
            let headline = format!("data is said not to leave, and `recipient.{name}` stands in {}", row.country);
            let finding = found.at(transfer.keys.at("label"), headline).help("say what goes abroad, and to whom");
            found.push(finding.also(row.keys.at("country"), "this recipient"));
        }
    }
    if transfer.stays_in.len() > 1 {
        let headline = format!("data is said not to leave, and it is kept in {} countries", transfer.stays_in.len());
        found.push(found.at(transfer.keys.at("label"), headline).help("say in which countries it is kept"));
    }
}
