//! The text about minors mixes ages or kinds of consent.
//!
//! Why: under 14 a guardian agrees under rules of their own; from 14 to 17 the person is still a minor; each needs a sentence.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "If a minor registers without guardian consent, we remove the account."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "未满18周岁须取得监护人书面同意。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "Children under 14 register with a guardian."
//! topic = "other"
//! ```
//!
//! Mend: say what holds under 14 and what from 14 to 17, and how a guardian agrees.
//!
//! Source: PIPL art. 31; Regulations on the Protection of Minors in Cyberspace art. 31

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["minors", "statement."],
    phrases: &[
        "if a minor registers",
        "under the age of 18",
        "under 18",
        "minor intern",
        "intern records",
        "prior verifiable consent",
        "verifiable consent",
        "written consent",
        "do not have the consent of your parents",
        "consent of your parents or guardians",
        "identify whether you are a minor",
        "age information",
        "未满18",
        "未满十八",
        "实习生",
    ],
    unless: &["under 14 and", "14 to 17", "十四周岁以上"],
    because: "ages and kinds of consent are mixed",
    help: "say what holds under 14 and from 14 to 17, and how a guardian agrees",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
