//! Contact: whoever writes gets a case, with an instant by which it is answered and somebody who answers for it.
//!
//! One mechanism for questions, requests, reports, letters, feedback and call-backs; what tells them apart is in the
//! policy. A case is a row of references, words and times. What was written is a record like any other, captured for
//! a purpose of the policy; its holder is the case, and `case.closed` is the event by which it can end.
//!
//! # What it does not promise
//!
//! That a case opened in another's name is hers: who enters it is trusted to know who wrote.

mod follow;
mod open;
mod proven;
mod read;
mod rights_words;
mod route;

pub use follow::{Follow, Step, Trace, decide_follow, decide_trace, may_work};
pub use open::{Open, Written, decide_open};
pub(crate) use proven::carries_out;
pub use read::decide_read;
pub use rights_words::{RIGHTS_WORDS, speaks_of_rights};
pub use route::{escalates_to, promise, ways};

/// The event by which what was written in a case can end.
pub const CLOSED: &str = "case.closed";
/// The event that calls such an end off.
pub const REOPENED: &str = "case.reopened";
