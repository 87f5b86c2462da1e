//! What the policy in force does not allow a new version to do, and what two files must be to be versions at all.

use super::cover::says_how_long;
use super::{Change, Effect, Presence, told};
use crate::Name;
use crate::rows::{Document, path};
use serde::Serialize;

/// A promise of the policy that the change breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The promise of the policy in force that does not allow it.
    pub promise: Name,
    /// What breaks it.
    pub about: Name,
    /// In words.
    pub why: String,
    /// What would make it allowed.
    pub needs: Needs,
}

/// What a refused change needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// A later day of effect.
    LaterDay,
    /// A new version.
    NewVersion,
    /// The explicit consent of each person.
    ExplicitConsent,
    /// The approval of two people of the company.
    TwoApprovals,
    /// Another reason than the one that was given for less.
    AnotherReason,
}

/// Two policies that are not versions of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the first file is the policy of `{old}`, the second that of `{new}`: two versions of one product are compared"
)]
pub struct TwoProducts {
    /// The product of the one.
    pub old: Name,
    /// The product of the other.
    pub new: Name,
}

/// Whether both are policies of one product, as their `policy.id` says.
///
/// # Errors
/// [`TwoProducts`] with both.
pub fn same_product(old: &Document, new: &Document) -> Result<(), TwoProducts> {
    match (&old.policy, &new.policy) {
        (Some(old), Some(new)) if old.id != new.id => Err(TwoProducts { old: old.id.clone(), new: new.id.clone() }),
        _ => Ok(()),
    }
}

/// What is refused: to say something else under one version; to bind before the policy in force did; to take a right away while it promises to keep them; to treat
/// sensitive data as any other; to lower a grade; to keep something longer for a reason that was given for less.
pub(super) fn refusals(old: &Document, new: &Document, changes: &[Change]) -> Vec<Refusal> {
    let mut refusals: Vec<Refusal> = rewritten(old, new, changes).into_iter().chain(backwards(old, new)).collect();
    refusals.extend(changes.iter().filter_map(unmarked));
    refusals.extend(downgraded(old, new));
    refusals.extend(changes.iter().filter_map(|change| unexplained(new, change)));
    if let Some(promise) = keeps_rights(old) {
        let why = "it takes a right away, which needs the explicit consent of each person";
        let reduced = changes.iter().filter(|change| takes_a_right(change));
        let refusal = |change: &Change| {
            let (promise, about) = (promise.clone(), change.path.clone());
            Refusal { promise, about, why: why.to_owned(), needs: Needs::ExplicitConsent }
        };
        refusals.extend(reduced.map(refusal));
    }
    refusals
}

/// Whether something changed and the version is the same.
pub(super) fn is_rewritten(old: &Document, new: &Document, changes: &[Change]) -> bool {
    let versions = old.policy.as_ref().zip(new.policy.as_ref());
    !changes.is_empty() && versions.is_some_and(|(old, new)| old.version == new.version)
}

/// A version once published never changes.
fn rewritten(old: &Document, new: &Document, changes: &[Change]) -> Option<Refusal> {
    let version = is_rewritten(old, new, changes).then(|| new.policy.as_ref().map(|row| &row.version)).flatten()?;
    let policy = Name::from("policy");
    let why = format!("both say version {version}: a version once published cannot change; give it a new version");
    Some(Refusal { promise: policy.clone(), about: policy, why, needs: Needs::NewVersion })
}

/// A version that binds from a day before the one in force did would change what was promised for days that are over.
fn backwards(old: &Document, new: &Document) -> Option<Refusal> {
    let (before, after) = (old.policy.as_ref()?.effective, new.policy.as_ref()?.effective);
    let policy = Name::from("policy");
    let why =
        format!("it would take effect on {after}, before the version in force did on {before}: give it a later day");
    (after < before).then(|| Refusal { promise: policy.clone(), about: policy, why, needs: Needs::LaterDay })
}

fn widens(change: &Change, is: impl Fn(&str) -> bool) -> bool {
    change.presence == Presence::Kept
        && change.fields.iter().any(|field| is(&field.key) && field.effect == Effect::Widened)
}

/// Data that is sensitive in the policy in force.
fn unmarked(change: &Change) -> Option<Refusal> {
    let unmarked = change.path.starts_with("data.") && widens(change, |key| key == "sensitive");
    let why = "it treats sensitive data as any other, which two people of the company must approve";
    let (promise, about) = (change.path.clone(), change.path.clone());
    unmarked.then(|| Refusal { promise, about, why: why.to_owned(), needs: Needs::TwoApprovals })
}

/// Data whose grade is lower than in the policy in force, or is none any more; what is sensitive no more is told as that.
fn downgraded(old: &Document, new: &Document) -> Vec<Refusal> {
    let lower = |name: &&Name| new.data.contains_key(*name) && new.grade(name) < old.grade(name);
    let unmarked = |name: &Name| {
        old.data.get(name).zip(new.data.get(name)).is_some_and(|(old, new)| old.sensitive && !new.sensitive)
    };
    let why = "it lowers the grade of this data, which two people of the company must approve";
    let refusal = |about: &Name| {
        let (promise, about) = (Name::from("protect"), path("data", about));
        Refusal { promise, about, why: why.to_owned(), needs: Needs::TwoApprovals }
    };
    old.data.keys().filter(lower).filter(|name| !unmarked(name)).map(refusal).collect()
}

/// A longer time under the reason that was given for a shorter one.
fn unexplained(new: &Document, change: &Change) -> Option<Refusal> {
    let row = new.retention.get(change.path.strip_prefix("retention.")?)?;
    let longer = row.criterion.is_some() && widens(change, says_how_long);
    let same = change.fields.iter().all(|field| field.key != "criterion");
    let why = "it keeps longer for the reason that was given for a shorter time: say what it is needed for";
    let (promise, about) = (change.path.clone(), change.path.clone());
    (longer && same).then(|| Refusal { promise, about, why: why.to_owned(), needs: Needs::AnotherReason })
}

/// The promise to keep rights: of the row that speaks of them, or of another one.
fn keeps_rights(document: &Document) -> Option<Name> {
    let speaking = told::rows_of(document, "rights").into_iter();
    let mut keeping = speaking.chain(&document.changes).filter(|(_, row)| row.keeps_rights);
    keeping.next().map(|(name, _)| path("change", name))
}

/// Whether people can demand less of something: also where they can demand more of something else.
fn takes_a_right(change: &Change) -> bool {
    match change.presence {
        Presence::Kept => {
            change.fields.iter().any(|field| field.kind == Some("rights") && field.effect == Effect::Widened)
        }
        Presence::Added | Presence::Removed => {
            change.effect == Effect::Widened && change.material.iter().any(|reason| reason.kind == "rights")
        }
    }
}
