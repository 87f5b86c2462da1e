//! A ground of refusal names no law.
//!
//! Why: requests may be refused where the law says so, and with the reason; a ground of the company's own is none.
//!
//! Fails:
//!
//! ```toml
//! [refusal.effort]
//! label = "It would cost us too much."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [refusal.effort]
//! label = "It would cost us too much."
//! law = "Network Data Security Regulations art. 25(4)"
//! ```
//!
//! Mend: name the article in `law`, or remove the ground. Check with counsel.
//!
//! Source: PIPL art. 45, 50; GDPR art. 12(5)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.refusals {
        if row.law.is_none() && row.needs.is_empty() {
            let headline = format!("`refusal.{name}` names neither a law nor the facts that it needs");
            found.push(found.at(row.keys.row.clone(), headline).help("name the article in `law`; check with counsel"));
        }
    }
}
