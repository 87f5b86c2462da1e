//! What answers given under another version still cover.
//!
//! Promises: an answer covers a purpose for as long as that purpose has not widened since; a version that only narrows,
//! or whose wording changed, asks nobody. Does not promise: to know a version that was never published here.

use crate::diff::{Because, diff};
use crate::name::Name;
use crate::policy::Policy;
use crate::rows::{Acceptance, path};
use std::collections::BTreeSet;

/// What became of a policy since an earlier version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Since {
    /// The purposes that came or widened.
    pub widened: BTreeSet<Name>,
    /// Those of them of which the policy says that such a change asks people again, or says nothing.
    pub asked: BTreeSet<Name>,
    /// Whether people must be told.
    pub material: bool,
}

impl Since {
    /// What became of `old` in `new`.
    #[must_use]
    pub fn between(old: &Policy, new: &Policy) -> Self {
        let found = diff(&old.document, &new.document, None);
        let told = found.announcement.as_ref();
        // Of what no row speaks nothing was said, and people are asked.
        let quiet = |promise: &Name| {
            let rows = told.into_iter().flat_map(|said| &said.told).filter(|row| row.about.contains(promise));
            let asking: Vec<bool> = rows.map(|row| row.asks_again).collect();
            !asking.is_empty() && !asking.contains(&true)
        };
        let asks = |because: &BTreeSet<Because>| because.iter().any(|one| !quiet(&one.promise));
        let asked = found.widened.iter().filter(|(_, because)| asks(because)).map(|(purpose, _)| purpose.clone());
        Self { asked: asked.collect(), widened: found.widened.into_keys().collect(), material: found.material }
    }
}

impl Policy {
    /// Remembers what became of the policy since `earlier`: answers given under it are weighed by that.
    pub fn follow(&mut self, earlier: &Self) {
        self.earlier.insert(earlier.hash.clone(), Since::between(earlier, self));
    }

    /// Remembers that `later` is published and comes: who answered it has answered more than is in force.
    pub fn precede(&mut self, later: &Self) {
        self.later.insert(later.hash.clone());
    }

    /// What became of the policy since the version whose canonical form has the hash `hash`; `None` for this version,
    /// and for one that is not known to come before it.
    #[must_use]
    pub fn since(&self, hash: &str) -> Option<&Since> {
        self.earlier.get(hash)
    }

    /// Whether `hash` is that of this version, or of one known to come before or after it.
    #[must_use]
    pub fn knows(&self, hash: &str) -> bool {
        self.is_open(hash) || self.earlier.contains_key(hash)
    }

    /// Whether a consent to `purpose` given under the version `hash` still covers it.
    #[must_use]
    pub fn consent_covers(&self, hash: &str, purpose: &Name) -> bool {
        self.is_open(hash) || self.since(hash).is_some_and(|since| !since.widened.contains(purpose))
    }

    /// Whether an acceptance of the policy, or of a notice, under the version `hash` still covers `purpose`.
    #[must_use]
    pub fn acceptance_covers(&self, hash: &str, purpose: &Name) -> bool {
        self.is_open(hash) || self.since(hash).is_some_and(|since| !since.asked.contains(purpose))
    }

    /// Whether who declined under the version `hash` is asked once more: not until a material change.
    #[must_use]
    pub fn asks_after_decline(&self, hash: &str) -> bool {
        !self.is_open(hash) && self.since(hash).is_none_or(|since| since.material)
    }

    /// The paths of the purposes that widened since the version `hash` and rest on accepting the policy.
    #[must_use]
    pub fn accepted_anew(&self, hash: &str) -> Vec<Name> {
        let rest = self.document.purposes.iter().filter(|(_, row)| crate::compile::rests_on_policy(row));
        let open = rest.filter(|(name, _)| !self.acceptance_covers(hash, name));
        open.map(|(name, _)| path("purpose", name)).collect()
    }

    /// Whether going on using the product, after being told, is taken for accepting the policy.
    #[must_use]
    pub fn accepted_by_use(&self) -> bool {
        self.document.policy.as_ref().is_some_and(|row| row.accepted_by == Some(Acceptance::Use))
    }

    /// Whether `hash` is that of the version in force, or of one that comes: what can be accepted now.
    #[must_use]
    pub fn is_open(&self, hash: &str) -> bool {
        hash == self.hash || self.later.contains(hash)
    }
}
