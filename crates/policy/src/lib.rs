//! The policy language: one file is read, checked and compiled to six primitives.
//!
//! The crate is pure: no socket, file, clock or random source can be reached from it.

mod canonical;
mod check;
mod compile;
mod country;
pub mod diff;
mod edition;
mod end;
pub mod finding;
pub mod first;
pub mod fix;
mod form;
mod gate;
mod layout;
mod name;
mod policy;
pub mod read;
mod reference;
pub mod rows;
mod schema;
mod since;
pub mod time;
pub mod timeline;
mod why;

pub use check::{CHANNELS, EVENTS, RULES, Rule, RuleSet, SHAPES, WORDED, Worded, check, country_of_region, rule};
pub use compile::at_most;
pub use country::{is_country, law_of};
pub use end::{Begins, Due, End, Leg, PURPOSE_ENDED, RECORD_CREATED};
pub use finding::{Finding, Severity};

pub use form::Form;
pub use gate::{Act, Bar, Gate, Need, fold_field, same_field};
pub use layout::{Unformatted, formatted};
pub use name::Name;
pub use policy::{Clock, CoverGroup, Duty, Invalid, Policy};
pub use schema::schema;
pub use since::Since;
pub use timeline::{Ending, Happening, Line, Outcome, Timeline, Until, What, timeline};
pub use why::Why;
