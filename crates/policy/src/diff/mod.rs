//! What changed between two versions of a policy, promise by promise, and what follows from it.
//!
//! Promises: every key of every row is compared, by what it means for the people whose data it is; settings and
//! retention rules are followed to where they count. Two files that say the same in another order, with other comments
//! or in other units differ in wording at most. Does not promise: that two wordings mean the same; a changed sentence
//! is shown, and a person must read it.
//!
//! ```
//! use policy::diff::{Effect, diff};
//! let read = |period: &str| {
//!     let text = format!("language = 1\n[right.access]\nlabel = \"See it\"\nwithin = \"{period}\"\nchannels = [\"desk\"]");
//!     policy::read::read(text.as_bytes()).map(|read| read.document)
//! };
//! let (Ok(old), Ok(new)) = (read("15 working days"), read("30 working days")) else { panic!("both read") };
//! let found = diff(&old, &new, None);
//! assert_eq!(found.changes[0].path, "right.access");
//! assert_eq!(found.changes[0].effect, Effect::Widened); // a longer wait is less of a right
//! assert_eq!(found.changes[0].material[0].source, "PIPL 17(1)(3), 17(2), 50");
//! ```

mod announce;
mod compare;
mod consent;
mod cover;
mod effect;
mod length;
mod matter;
mod refuse;
mod report;
mod row;
mod same;
mod say;
mod settings;
mod told;
mod way;
mod ways;

pub use announce::Announcement;
pub use consent::{Ask, Because};
pub use effect::Effect;
pub use matter::Reason;
pub use refuse::{Needs, Refusal, TwoProducts, same_product};
pub use report::Paint;
pub use row::FieldChange;
pub use told::Told;

use crate::Name;
use crate::rows::{Document, Facts};
use compare::Sides;
use cover::{Coverage, Ends};
use jiff::civil::Date;
use row::{Comparison, Found};
use serde::Serialize;
use settings::Settings;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a promise came, went, or stands in both versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// Both have it.
    Kept,
}

/// What became of one promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its path.
    pub path: Name,
    /// `added`, `removed`, `widened`, `narrowed`, `changed` or `reworded`.
    pub verdict: &'static str,
    /// Whether it came, went or stayed.
    pub presence: Presence,
    /// Which way it goes: an added purpose widens, a removed prohibition too.
    pub effect: Effect,
    /// Why it is material; empty if it is not.
    pub material: Vec<Reason>,
    /// What changed in it, key by key; empty for a promise that came or went.
    pub fields: Vec<FieldChange>,
}

/// A version of a policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The product.
    pub product: Option<Name>,
    /// The version.
    pub version: Option<String>,
    /// The day from which it binds.
    pub effective: Option<Date>,
}

/// Everything that changed between two versions of a policy, and what follows from it.
///
/// Shape: stable; it is what `yinuo diff --format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The version in force.
    pub old: Version,
    /// The version to come.
    pub new: Version,
    /// Whether people must be told before it takes effect.
    pub material: bool,
    /// Whether something changed and the version is the same: a version once published cannot change, and this is refused.
    pub same_version: bool,
    /// Every promise that changed, by path.
    pub changes: Vec<Change>,
    /// How it is announced; nothing where there is nothing to tell.
    pub announcement: Option<Announcement>,
    /// Whose consent must be asked again.
    pub asks: Vec<Ask>,
    /// The purposes that came or widened, whatever they rest on, each with what widened.
    #[serde(skip)]
    pub widened: BTreeMap<Name, BTreeSet<Because>>,
    /// What the version in force does not allow.
    pub refusals: Vec<Refusal>,
}

impl Diff {
    /// Whether the new version cannot take effect as it stands: too early, under a version that says something else, or against a
    /// promise in force.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        !self.refusals.is_empty() || self.announcement.as_ref().is_some_and(|said| said.too_early)
    }
}

/// Compares two versions; `announced` is the day on which people are told, where it is known.
///
/// Cost: grows with the number of promises and of values held, not with their product.
#[must_use]
pub fn diff(old: &Document, new: &Document, announced: Option<Date>) -> Diff {
    let (old_facts, new_facts) = (old.facts(), new.facts());
    let settings = Settings::of(old_facts.iter().chain(&new_facts));
    let mut comparison = Comparison { sides: Sides { old, new }, settings, covers: BTreeMap::new() };
    let coverage = Coverage::of(old, new);
    let covers = coverage.by_rule(&Ends { comparison: &comparison, old: &old_facts, new: &new_facts });
    comparison.covers = covers;
    let paths: BTreeSet<&Name> = old_facts.keys().chain(new_facts.keys()).collect();
    let change = |path: &Name| change(&comparison, path, old_facts.get(path), new_facts.get(path));
    let by_path: BTreeMap<Name, Change> =
        paths.into_iter().filter_map(change).map(|change| (change.path.clone(), change)).collect();
    let ends = Ends { comparison: &comparison, old: &old_facts, new: &new_facts };
    let widened = consent::widened_purposes(old, new, &by_path, &coverage, &ends);
    let asks = consent::asks(old, new, &widened);
    let changes: Vec<Change> = by_path.into_values().collect();
    let (before, after) = (version(old), version(new));
    Diff {
        same_version: refuse::is_rewritten(old, new, &changes),
        old: before,
        new: after,
        material: changes.iter().any(|change| !change.material.is_empty()),
        announcement: announce::announcement(old, new, &changes, &asks, announced),
        asks,
        widened,
        refusals: refuse::refusals(old, new, &changes),
        changes,
    }
}

fn version(document: &Document) -> Version {
    document.policy.as_ref().map_or_else(Version::default, |row| Version {
        product: Some(row.id.clone()),
        version: Some(row.version.clone()),
        effective: Some(row.effective),
    })
}

fn change(comparison: &Comparison<'_>, path: &Name, old: Option<&Facts>, new: Option<&Facts>) -> Option<Change> {
    match (old, new) {
        (Some(old), Some(new)) => kept(path, comparison.row(path, old, new)),
        (None, Some(_)) => Some(one_sided(comparison, path, Presence::Added)),
        (Some(_), None) => Some(one_sided(comparison, path, Presence::Removed)),
        (None, None) => None,
    }
}

fn kept(path: &Name, found: Vec<Found>) -> Option<Change> {
    let effect = effect::all(found.iter().map(|found| found.field.effect))?;
    let material: BTreeSet<Reason> = found.iter().filter_map(|found| found.reason).collect();
    Some(Change {
        path: path.clone(),
        verdict: effect.as_str(),
        presence: Presence::Kept,
        effect,
        material: material.into_iter().collect(),
        fields: found.into_iter().map(|found| found.field).collect(),
    })
}

fn one_sided(comparison: &Comparison<'_>, path: &Name, presence: Presence) -> Change {
    let (table, name) = path.split_once('.').unwrap_or((path, ""));
    let (effect, matter) = ways::presence(table);
    let effect = if presence == Presence::Added { effect } else { effect.reversed() };
    // A retention rule that comes or goes says something only of what it covers.
    let of_rule = (table == "retention").then(|| comparison.covers.get(name).copied()).flatten();
    let effect = of_rule.unwrap_or(effect);
    Change {
        path: path.clone(),
        verdict: if presence == Presence::Added { "added" } else { "removed" },
        presence,
        effect,
        material: matter.and_then(|matter| matter.reason(effect)).into_iter().collect(),
        fields: Vec::new(),
    }
}
