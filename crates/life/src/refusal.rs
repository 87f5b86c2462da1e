//! Refusals: why not, and what would make it allowed.

use crate::change::Shown;
use crate::code::Code;
use crate::facts::Said;
use jiff::Timestamp;
use policy::read::Text;
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// The law behind it.
    pub law: Option<Box<Text>>,
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
    /// Let this be accepted: `policy`, or a notice's path.
    Accept(Name),
    /// Show this first.
    Show(Name),
    /// Act on one of these platforms.
    On(Vec<Name>),
    /// Let the person do it herself on one of these platforms, by the path that the policy states.
    ConfirmOn {
        /// The platforms.
        on: Box<[Name]>,
        /// The path there, by language.
        path: Box<BTreeMap<String, String>>,
    },
    /// Put the agreement with this recipient on file.
    FileAgreement(Name),
    /// Put these facts on file.
    File(Vec<Name>),
    /// Come through one of these channels: `contact.name.way`.
    Through(Vec<Name>),
    /// Prove a second factor, by a code that was not used yet.
    ProveFactor,
    /// Let a second person join.
    AskSecond,
    /// Wait.
    Wait,
    /// Begin again: a new code, a new account.
    BeginAgain,
    /// Close the account.
    CloseAccount,
    /// Correct the value's form.
    Correct(String),
    /// Give the file as one of these kinds.
    GiveAs(Vec<Name>),
    /// Give a file of at most this size.
    GiveAtMost(String),
    /// Nothing makes it allowed.
    Nothing,
}

/// Whether a field's name, which comes from outside, may be said back and recorded: it has the form of a name, and none of a
/// number by which somebody is found.
#[must_use]
pub fn is_field(text: &str) -> bool {
    let digits = text.split(|letter: char| !letter.is_ascii_digit()).map(str::len).max();
    policy::read::is_name(&text.to_lowercase().replace('_', "-")) && digits.unwrap_or_default() < 7
}

impl Shown {
    /// The acts by which a person can agree.
    pub const ACTIONS: [&str; 3] = ["tick", "button", "signature"];

    /// What was shown is this version of the policy, in one of its languages, agreed to by one of
    /// [`Self::ACTIONS`]. It goes into the ledger, so nothing else may stand in it.
    ///
    /// # Errors
    /// A `malformed` refusal by `promise`, with the part that is wrong.
    pub fn check(&self, policy: &Policy, promise: &Name) -> Result<(), Refusal> {
        if self.notice != policy.hash {
            return Err(amiss(promise, "notice"));
        }
        self.check_words(policy, promise)
    }

    /// The ways in which something can be put before a person.
    pub const SHOWN: [&str; 2] = ["screen", "message"];

    /// As [`Self::check`], for what `said` records: a version in force or to come is accepted; a version that was
    /// published is shown, in one of [`Self::SHOWN`]; to decline, nothing need have been shown.
    pub(crate) fn check_answer(&self, policy: &Policy, promise: &Name, said: Said) -> Result<(), Refusal> {
        match said {
            Said::Accepted if !policy.is_open(&self.notice) => Err(amiss(promise, "notice")),
            Said::Accepted => self.check_words(policy, promise),
            Said::Declined if *self == Self::default() => Ok(()),
            Said::Declined if !self.notice.is_empty() && !policy.knows(&self.notice) => Err(amiss(promise, "notice")),
            Said::Declined => self.check_words(policy, promise),
            Said::Shown if !policy.knows(&self.notice) => Err(amiss(promise, "notice")),
            Said::Shown if !Self::SHOWN.contains(&self.action.as_str()) => Err(amiss(promise, "action")),
            Said::Shown => self.check_language(policy, promise),
            // That something was used is seen, not said.
            Said::Used => Err(amiss(promise, "said")),
        }
    }

    /// As [`Self::check`], whichever version was shown: its hash, or nothing.
    pub(crate) fn check_words(&self, policy: &Policy, promise: &Name) -> Result<(), Refusal> {
        let digest = self.notice.is_empty()
            || (self.notice.len() == 64 && self.notice.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if !digest {
            return Err(amiss(promise, "notice"));
        }
        self.check_language(policy, promise)?;
        if !Self::ACTIONS.contains(&self.action.as_str()) {
            return Err(amiss(promise, "action"));
        }
        Ok(())
    }

    fn check_language(&self, policy: &Policy, promise: &Name) -> Result<(), Refusal> {
        let languages = policy.document.policy.as_ref().map(|row| row.languages.as_slice()).unwrap_or_default();
        let known = languages.iter().any(|language| language.as_str() == self.language);
        known.then_some(()).ok_or_else(|| amiss(promise, "language"))
    }
}

fn amiss(promise: &Name, part: &str) -> Refusal {
    Refusal::by(promise.clone(), Code::Malformed, Remedy::Correct(format!("shown.{part}"))).about(part)
}

impl Refusal {
    /// A refusal by `promise`.
    #[must_use]
    pub const fn by(promise: Name, code: Code, remedy: Remedy) -> Self {
        Self { code, promise: Some(promise), remedy, about: None, until: None, law: None, gap: false }
    }

    /// A refusal because the policy is silent about `about`.
    #[must_use]
    pub fn gap(code: Code, about: &str) -> Self {
        let remedy = Remedy::Declare(about.to_owned());
        let about = Some(about.to_owned());
        Self { code, promise: None, remedy, about, until: None, law: None, gap: true }
    }

    /// With the field or word it is about.
    #[must_use]
    pub fn about(mut self, about: &str) -> Self {
        self.about = Some(about.to_owned());
        self
    }

    /// With the law behind it.
    #[must_use]
    pub fn under(mut self, law: Option<Text>) -> Self {
        self.law = law.map(Box::new);
        self
    }

    /// With the instant at which the reason ends.
    #[must_use]
    pub fn until(mut self, until: Option<Timestamp>) -> Self {
        self.until = until;
        self
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_by_which_somebody_is_found_is_no_field() {
        for (text, is) in [("home-page", true), ("Home_Page", true), ("iso-27001", true), ("13812345678", false)] {
            assert_eq!(super::is_field(text), is, "{text}");
        }
        for text in ["key13812345678", "k-138-1234567", "张三", "a@example.com"] {
            assert!(!super::is_field(text), "{text}");
        }
    }
}
