//! Data is kept on after an account is closed, and no law is named for it.
//!
//! Why: who stops using a service has no data there to be used; what is kept longer needs a law.
//!
//! Fails:
//!
//! ```toml
//! # without retention.membership.within
//! [retention.membership]
//! for = "30 days"
//! ```
//!
//! Passes:
//!
//! ```toml
//! # without retention.membership.within
//! [retention.membership]
//! for = "30 days"
//! basis = "a law that wants it kept that long, article 5"
//! ```
//!
//! Mend: write `within`, an upper bound for erasing it, or name the law and its article in `basis`.
//!
//! Source: PIPL art. 47(1)(3); GDPR art. 17(1)(a)

use crate::check::{Context, Findings};

const CANCELLED: &str = "account.cancelled";

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.retention.iter().filter(|(_, row)| row.basis.is_none()) {
        let ends = row.sooner.iter().map(|end| (&end.keys, &end.from, &end.exactly));
        for (keys, _, kept) in
            ends.chain([(&row.keys, &row.from, &row.exactly)]).filter(|(_, from, _)| *from == CANCELLED)
        {
            if let Some(kept) = kept.as_ref().and_then(|length| context.fixed(length)).filter(|kept| !kept.is_at_once())
            {
                let headline =
                    format!("`retention.{name}` keeps data for {kept} after the account is closed, without a law");
                let help = "write `within`, or name the law and its article in `basis`";
                found.push(found.at(keys.at("for"), headline).help(help));
            }
        }
    }
}
