//! A cookie does not say how long it stays, or is set without a purpose.
//!
//! Why: a visitor can only judge what is told; all but essential cookies wait for consent.
//!
//! Fails:
//!
//! ```toml
//! [cookie.visits]
//! label = "Counts visits"
//! kind = "analytics"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [cookie.visits]
//! label = "Counts visits"
//! kind = "analytics"
//! life = "30 days"
//! purpose = "pulse"
//! ```
//!
//! Mend: add `life` or `session = true`, and the `purpose` whose consent it rests on.
//!
//! Source: PIPL art. 17(1)(2); GDPR art. 13(2)(a)

use crate::check::{Context, Findings};
use crate::rows::CookieKind;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.cookies {
        let endless = row.life.is_none() && !row.session;
        let aimless = row.kind != CookieKind::Essential && row.purpose.is_none();
        let missing = [
            (endless, "how long it stays", "add `life` or `session = true`"),
            (aimless, "whose consent it waits for", "add the `purpose` for which it asks"),
        ];
        for (_, what, help) in missing.into_iter().filter(|(missing, ..)| *missing) {
            let headline = format!("`cookie.{name}` does not say {what}");
            found.push(found.at(row.keys.row.clone(), headline).help(help));
        }
    }
}
