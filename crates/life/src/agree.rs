//! Agreements: the contracts without which nothing leaves.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::plan::{Decision, Plan, decided};
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::path;
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};

/// An agreement to put on file.
#[derive(Debug, Clone)]
pub struct File {
    /// Who acts.
    pub actor: Actor,
    /// What is put on file.
    pub agreement: Agreement,
}

/// An agreement with a recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// With whom.
    pub recipient: Name,
    /// With which counterparty.
    pub counterparty: String,
    /// Which terms it confirms.
    pub terms: Vec<Name>,
    /// SHA-256 of the document, 64 hexadecimal digits.
    pub digest: String,
    /// In force from.
    pub from: Timestamp,
    /// In force until, not included.
    pub until: Timestamp,
    /// Suspended after a breach of its terms.
    pub suspended: bool,
}

/// The agreement with a recipient as it is on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementFact {
    /// The terms that it confirms.
    pub terms: Vec<Name>,
    /// In force from.
    pub from: Timestamp,
    /// In force until, not included.
    pub until: Timestamp,
    /// Whether it is suspended, after a breach of its terms.
    pub suspended: bool,
}

/// Decides whether the agreement may be put on file: by staff, with every term and a digest.
#[must_use]
pub fn decide(policy: &Policy, request: &File, moment: &Moment) -> Decision {
    let File { actor, agreement } = request;
    let mut entry = Entry::of(policy, moment, actor, "agreement");
    entry.recipient = policy.document.recipients.get_key_value(&agreement.recipient).map(|(name, _)| name.clone());
    decided(match check(policy, request) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(promise) => {
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(Vec::new(), entry);
            // A suspension binds a restored installation, too.
            plan.push_replayed(&promise, Change::SetAgreement(agreement.clone()));
            Ok(plan)
        }
    })
}

fn check(policy: &Policy, File { actor, agreement }: &File) -> Result<Name, Refusal> {
    let row = policy
        .document
        .recipients
        .get(&agreement.recipient)
        .ok_or_else(|| Refusal::gap(Code::NoRecipient, &agreement.recipient))?;
    let name = row.agreement.as_ref().ok_or_else(|| Refusal::gap(Code::NoRecipient, &agreement.recipient))?;
    let promise = path("agreement", name);
    let by = |code, remedy| Err(Refusal::by(promise.clone(), code, remedy));
    if !matches!(actor.capacity, Capacity::Staff | Capacity::Service) {
        return by(Code::ActorDenied, Remedy::ActAs(vec![Name::from("staff")]));
    }
    let digest = agreement.digest.len() == 64 && agreement.digest.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !digest || agreement.counterparty.trim().is_empty() || agreement.until <= agreement.from {
        return by(Code::Malformed, Remedy::Correct("digest, counterparty, from, until".into()));
    }
    let terms = policy.document.agreements.get(name).map(|row| row.terms.as_slice()).unwrap_or_default();
    match terms.iter().find(|term| !agreement.terms.contains(term)) {
        Some(term) => by(Code::AgreementMissing, Remedy::File(vec![term.clone()])),
        None => Ok(promise),
    }
}
