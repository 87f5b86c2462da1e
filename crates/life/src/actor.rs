//! Who acts, and when.

use crate::reference::{Ids, Subject};
use jiff::Timestamp;
use policy::Name;
use serde::{Deserialize, Serialize};

/// In what capacity somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capacity {
    /// A person, in her own matter or as a member of a tenant.
    Subject,
    /// The company's staff.
    Staff,
    /// A guardian.
    Guardian,
    /// A service of the product.
    Service,
    /// The engine's own worker.
    Job,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// In what capacity.
    pub capacity: Capacity,
    /// Which person, if one does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subject: Option<Subject>,
    /// The roles that the calling service vouches for, without `role.`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub roles: Vec<Name>,
}

impl Actor {
    /// The person herself.
    #[must_use]
    pub const fn subject(subject: Subject) -> Self {
        Self { capacity: Capacity::Subject, subject: Some(subject), roles: Vec::new() }
    }

    /// The engine's own worker.
    #[must_use]
    pub const fn job() -> Self {
        Self { capacity: Capacity::Job, subject: None, roles: Vec::new() }
    }

    /// Somebody who acts only by role.
    #[must_use]
    pub fn with_role(capacity: Capacity, role: &str) -> Self {
        Self { capacity, subject: None, roles: vec![Name::from(role)] }
    }

    /// Whether the actor has `role`, written without `role.`.
    #[must_use]
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|held| held == role)
    }
}

/// The one instant of a decision, and its fresh references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// Fresh references.
    pub ids: Ids,
}
