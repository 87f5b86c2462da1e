//! A processor is named by brand only.
//!
//! Why: processors and SDKs are listed one by one with the company behind them and a link to its rules.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.policy-url
//! [recipient.host]
//! name = "Workshop"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! legal-name = "Workshop Hosting Ltd."
//! ```
//!
//! Mend: add `legal-name`, and `contact` or `policy-url`.
//!
//! Source: PIPL art. 21, 23; Method for Determining Unlawful Collection by Apps (2019), item 2

use crate::check::{Context, Findings};

const FORMS: [&str; 11] = ["ltd", "limited", "inc", "llc", "gmbh", "b.v", "n.v", "corp", "pte", "s.a", "公司"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.recipients {
        let formal = |text: &str| FORMS.iter().any(|form| text.to_lowercase().contains(form));
        let named = row.legal_name.is_some() || row.name.wordings().any(|(_, text)| formal(text));
        let reached = row.contact.is_some() || row.policy_url.is_some();
        if !named || !reached {
            let headline =
                format!("`recipient.{name}` is named without the company behind it, or without a way to reach it");
            let help = "add `legal-name`, and `contact` or `policy-url`";
            found.push(found.at(row.keys.at("name"), headline).help(help));
        }
    }
}
