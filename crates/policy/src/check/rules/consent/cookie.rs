//! A cookie that is not essential is set for a purpose that rests on no consent.
//!
//! Why: whatever is not needed to give what people asked for waits until they agree; a purpose without consent has nothing to wait for.
//!
//! Fails:
//!
//! ```toml
//! [cookie.ads]
//! label = "Advertising"
//! kind = "advertising"
//! life = "30 days"
//! purpose = "membership"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [cookie.session]
//! label = "Session"
//! kind = "essential"
//! session = true
//! purpose = "membership"
//! ```
//!
//! Mend: name a purpose with `basis = "consent"`, or show that the cookie is essential.
//!
//! Source: PIPL art. 13, 16; GDPR art. 6(1)(a); Directive 2002/58/EC art. 5(3)

use crate::check::{Context, Findings};
use crate::rows::{Basis, CookieKind};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.cookies.iter().filter(|(_, row)| row.kind != CookieKind::Essential) {
        let purpose = row.purpose.as_ref().and_then(|purpose| context.document.purposes.get_key_value(purpose));
        if let Some((purpose, _)) = purpose.filter(|(_, row)| row.basis != Basis::Consent) {
            let headline = format!("`cookie.{name}` is not essential, and `purpose.{purpose}` rests on no consent");
            let help =
                "name a purpose with `basis = \"consent\"`, or `kind = \"essential\"` if nothing works without it";
            found.push(found.at(row.keys.at("purpose"), headline).help(help));
        }
    }
}
