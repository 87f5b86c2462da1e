//! Refusals: why not, and what would make it allowed.

use crate::code::Code;
use jiff::Timestamp;
use policy::Name;
use serde::{Deserialize, Serialize};

/// Why not, and what would make it allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The stable code.
    pub code: Code,
    /// The promise that stands against it; `None` where the policy is silent.
    pub promise: Option<Name>,
    /// What would make it allowed.
    pub remedy: Remedy,
    /// The field or word it is about.
    pub about: Option<String>,
    /// When the reason ends, where that is known.
    pub until: Option<Timestamp>,
    /// Whether the policy is silent on it: counted and reported to its author.
    pub gap: bool,
}

/// What would make a refused act allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", content = "what", rename_all = "kebab-case")]
pub enum Remedy {
    /// Ask the person to agree to this purpose.
    AskConsent(Name),
    /// Ask the person to enable this feature.
    Enable(Name),
    /// Ask the person for this device permission.
    AskPermission(Name),
    /// Open this activity first.
    Open(Name),
    /// Declare it in the policy.
    Declare(String),
    /// Leave it out.
    LeaveOut(String),
    /// Act in one of these roles.
    ActAs(Vec<Name>),
    /// Name a tenant of which the actor is a member.
    NameTenant,
    /// Put the agreement with this recipient on file.
    FileAgreement(Name),
    /// Put these facts on file.
    File(Vec<Name>),
    /// Wait.
    Wait,
    /// Begin again: a new code, a new account.
    BeginAgain,
    /// Correct the value's form.
    Correct(String),
    /// Nothing makes it allowed.
    Nothing,
}

impl Refusal {
    /// A refusal by `promise`.
    #[must_use]
    pub const fn by(promise: Name, code: Code, remedy: Remedy) -> Self {
        Self { code, promise: Some(promise), remedy, about: None, until: None, gap: false }
    }

    /// A refusal because the policy is silent about `about`.
    #[must_use]
    pub fn gap(code: Code, about: &str) -> Self {
        let remedy = Remedy::Declare(about.to_owned());
        Self { code, promise: None, remedy, about: Some(about.to_owned()), until: None, gap: true }
    }

    /// With the field or word it is about.
    #[must_use]
    pub fn about(mut self, about: &str) -> Self {
        self.about = Some(about.to_owned());
        self
    }

    /// With the instant at which the reason ends.
    #[must_use]
    pub const fn until(mut self, until: Option<Timestamp>) -> Self {
        self.until = until;
        self
    }
}
