//! An article is cited that does not say this.
//!
//! Why: a wrong citation sends the reader to the wrong right, and shows that nobody checked.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We obtain your explicit consent under Article 38."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "Kept under Article 31 of the E-commerce Law."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We obtain your separate consent under articles 38 and 39."
//! topic = "other"
//! ```
//!
//! Mend: consent to an export stands in PIPL art. 39, its conditions in 38; E-commerce Law art. 31 binds operators of platforms; guardians are art. 31, separate consent for sensitive data 29; accounting vouchers are kept 30 years. Check with counsel.
//!
//! Source: PIPL art. 29, 31, 38, 39; E-commerce Law art. 9, 31; Measures for the Administration of Accounting Archives, annex 1

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "consent under article 38",
        "separate guardian consent",
        "measures for the administration of vat invoices",
        "network security systems",
        "依照…第三十八条…同意",
        "增值税发票管理办法",
    ],
    unless: &["39", "第三十九条"],
    because: "the article says something else",
    help: "export: consent in art. 39; guardians: art. 31; check with counsel",
};

/// Whom an article binds is part of what it says.
const PLATFORMS: Look = Look {
    within: &[],
    phrases: &[
        "article 31 of the…e-commerce",
        "e-commerce law…article 31",
        "e-commerce law…art. 31",
        "电子商务法…第三十一条",
    ],
    unless: &["operators of platforms", "platform operator", "平台经营者"],
    because: "the article binds operators of e-commerce platforms",
    help: "say that the product is such a platform, or name the law that binds it; check with counsel",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
    look(context, found, &PLATFORMS);
}
