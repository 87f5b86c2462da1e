//! What a decision says: a refusal, or a plan.

use crate::change::{Change, Grounded};
use crate::entry::Entry;
use crate::facts::Seen;
use crate::permit::Permit;
use crate::reference::Reference;
use crate::refusal::Refusal;
use policy::{Form, Name};

/// What to do: changes, each grounded; what they rest on; what is recorded.
#[derive(Debug, PartialEq, Eq)]
pub struct Plan {
    /// In order.
    pub changes: Vec<Grounded>,
    /// The rows that must not have moved.
    pub rests_on: Vec<Seen>,
    /// What the ledger records.
    pub entry: Entry,
    /// Leave to open values, usable once the entry is durable.
    pub permit: Option<Permit>,
    /// Leave to release values, once the entry is durable.
    pub release: Option<Release>,
}

/// What may be sent to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The act's reference: vendors that know an idempotency key get it.
    pub id: Reference,
    /// To whom.
    pub recipient: Name,
    /// The fields and their forms.
    pub fields: Vec<(Name, Form)>,
}

/// What a decision says.
#[derive(Debug, PartialEq, Eq)]
pub enum Decision {
    /// Do this.
    Do(Box<Plan>),
    /// Not allowed; the entry records the refusal.
    Refuse(Box<Refusal>, Box<Entry>),
}

impl Plan {
    /// An empty plan that rests on `rests_on`.
    #[must_use]
    pub const fn resting_on(rests_on: Vec<Seen>, entry: Entry) -> Self {
        Self { changes: Vec::new(), rests_on, entry, permit: None, release: None }
    }

    /// Adds a change grounded in `promise`.
    pub fn push(&mut self, promise: &Name, change: Change) {
        self.changes.push(Grounded { change, promise: promise.clone() });
    }

    /// Adds a change that a restore does again.
    pub fn push_replayed(&mut self, promise: &Name, change: Change) {
        self.entry.replay.push(Grounded { change: change.clone(), promise: promise.clone() });
        self.push(promise, change);
    }
}

/// Turns what a room found into a decision: a refusal is recorded by the same entry.
pub(crate) fn decided(result: Result<Plan, (Refusal, Entry)>) -> Decision {
    match result {
        Ok(plan) => Decision::Do(Box::new(plan)),
        Err((refusal, entry)) => {
            let entry = entry.refused(&refusal);
            Decision::Refuse(Box::new(refusal), Box::new(entry))
        }
    }
}
