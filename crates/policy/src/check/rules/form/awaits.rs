//! A notice waits for an answer that nobody can give.
//!
//! Why: what waits for it could never happen, and nobody would know why.
//!
//! Fails:
//!
//! ```toml
//! [notice.upload]
//! label = "What you answer for"
//! when = "before-upload"
//! purposes = ["serve"]
//! by = "tenant"
//! ```
//!
//! ```toml
//! [policy]
//! audience = "consumer"
//! [notice.upload]
//! label = "What you answer for"
//! when = "before-upload"
//! purposes = ["serve"]
//! awaits = "accepted"
//! by = "tenant"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [notice.upload]
//! label = "What you answer for"
//! when = "before-upload"
//! purposes = ["serve"]
//! awaits = "accepted"
//! ```
//!
//! Mend: say what is waited for with `awaits`; leave out `by = "tenant"` where the product has no enterprise customers, or
//! where the purpose opens the account with which a customer begins.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::{Answering, Audience};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let business = context.document.policy.as_ref().is_none_or(|row| row.audience == Audience::Business);
    for (name, row) in &context.document.notices {
        let of_tenant = row.by == Some(Answering::Tenant);
        let opens = |purpose: &&crate::Name| {
            context.document.purposes.get(*purpose).is_some_and(|purpose| purpose.opens_account)
        };
        let opening = row.purposes.iter().find(opens).filter(|_| of_tenant && row.awaits.is_some());
        let (key, headline, help) = if row.awaits.is_none() && row.by.is_some() {
            (
                "by",
                format!("notice `{name}` says whose answer it is, and waits for none"),
                "add `awaits`, or leave out `by`",
            )
        } else if of_tenant && !business {
            (
                "by",
                format!("notice `{name}` waits for an enterprise customer, and there are none"),
                "write `by = \"subject\"`",
            )
        } else if let Some(purpose) = opening {
            let headline =
                format!("notice `{name}` waits for a customer before `{purpose}`, with which a customer begins");
            ("purposes", headline, "take the purpose that opens accounts out of this notice")
        } else {
            continue;
        };
        found.push(found.at(row.keys.at(key), headline).help(help));
    }
}
