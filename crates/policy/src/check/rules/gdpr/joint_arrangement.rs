//! Somebody else decides together with the controller, and it is not said what they agreed.
//!
//! Why: the essence of the arrangement is made available: who answers requests, who tells people, where they turn.
//!
//! Fails:
//!
//! ```toml
//! [controller]
//! joint = ["Neighbours' Association of the Quay"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [controller]
//! joint = ["Neighbours' Association of the Quay"]
//! arrangement = "We answer requests and tell of incidents; the association keeps the tools. You can turn to either."
//! ```
//!
//! Mend: say in `arrangement` who answers for what. Check with counsel.
//!
//! Source: GDPR art. 26(1), (2)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = &context.document.controller else { return };
    if !row.joint.is_empty() && row.arrangement.is_none() {
        let headline = "others decide together with the controller, and it is not said who answers for what";
        found.push(found.at(row.keys.at("joint"), headline).help("say in `arrangement` what was agreed"));
    }
}
