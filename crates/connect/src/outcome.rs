//! What became of one attempt to send.

use std::time::Duration;

/// What became of one attempt to send; `U` is what the recipient can be asked about later.
#[derive(Debug)]
#[must_use = "an outcome that is dropped leaves the outbox not knowing whether the message left"]
pub enum Outcome<U> {
    /// The recipient took it.
    Delivered {
        /// The recipient's own reference; `None` when it gave none that is safe to keep.
        vendor_ref: Option<String>,
    },
    /// The recipient answered and did not take it.
    Refused(Refused),
    /// Something left and no clear answer came. It must not be sent again before the delivery query was asked.
    Unknown(U),
    /// Nothing left this machine: no connection, or no certificate to trust.
    Unsent,
}

/// A refusal by the recipient. It carries none of the recipient's text, which may repeat what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The recipient's code as our table spells it; `vendor_unlisted` for a code that is not in the table.
    pub code: &'static str,
    /// Whether, and when, another attempt makes sense.
    pub retry: Retry,
    /// Who can change anything about it.
    pub acts: WhoActs,
    /// The recipient's id of the call, for its support; `None` when it gave none that is safe to keep.
    pub request_id: Option<String>,
}

/// Whether another attempt makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Not with this message.
    Never,
    /// Not before this long has passed.
    After(Duration),
}

/// Who can change anything about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoActs {
    /// The person, by giving another value or asking less often.
    Person,
    /// The operator: account, key, template, balance, clock.
    Operator,
    /// The recipient.
    Recipient,
    /// Us: the request was not what the recipe asks for.
    Ourselves,
}
