//! The method by which authorities tell whether an app collects unlawfully.

pub(super) mod chinese;
pub(super) mod first_run;
pub(super) mod permission_notice;
pub(super) mod ticked;

use crate::rows::Platform;

/// Whether the platform is one that the method speaks of.
pub(in crate::check) fn is_app(row: &Platform) -> bool {
    !row.foreign && ["app", "mini-program"].contains(&row.kind.as_str())
}
