//! Data may go to a court or authority of another country without more.
//!
//! Why: what is kept in China goes to a foreign court or police only with the approval of the Chinese authorities; under the GDPR an
//! order of a third country counts only under a treaty.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We may disclose data to foreign courts and law enforcement."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "我们可能向境外司法机构提供信息。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "A foreign court gets data only after the approval of the competent authority."
//! topic = "other"
//! ```
//!
//! Mend: say that approval, or a treaty, comes first.
//!
//! Source: PIPL art. 41; Data Security Law art. 36; GDPR art. 48

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "foreign court",
        "foreign courts",
        "foreign authority",
        "foreign authorities",
        "foreign law enforcement",
        "foreign government",
        "foreign governments",
        "overseas court",
        "overseas courts",
        "overseas judicial",
        "overseas law enforcement",
        "courts or authorities outside",
        "境外司法",
        "境外执法",
        "外国司法",
        "外国执法",
        "境外法院",
    ],
    unless: &[
        "approval",
        "approved",
        "approves",
        "treaty",
        "treaties",
        "only if",
        "never",
        "批准",
        "条约",
        "不向",
        "不得向",
        "不会向",
    ],
    because: "approval comes first",
    help: "say that the approval of the competent authority, or a treaty, comes first",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
