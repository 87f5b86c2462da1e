//! Alibaba Cloud SMS: one verification code to one phone.
//!
//! What leaves is the phone number, the code, and the template's and signature's names; no name, no id, no
//! `OutId`. `SendSms` knows no idempotency key, so it is called once; after a silence [`AlibabaSms::query_delivery`]
//! decides whether it may be called again.
//!
//! *Source*: Alibaba Cloud, Dysmsapi 2017-05-25, `SendSms` and `QuerySendDetails`.

mod codes;
mod delivery;
mod message;
mod reply;
mod request;
mod signing;

use jiff::Timestamp;
use policy::{Form, Name};
use store::Receipt;

use crate::nonce::Nonce;
use crate::refusal::NotAllowed;
use crate::settings::{OpenError, TransportSettings};
use crate::transport::{NoAnswer, Transport};
use reply::Verdict;
use request::{Signed, Unsigned};

pub use delivery::{Delivery, Stage, Unanswered};
pub use message::{Message, MessageInvalid};
pub use signing::Credentials;

/// What became of one attempt to send a code.
pub type Outcome = crate::Outcome<Unanswered>;

/// Which recipient of the policy this is, and what the vendor has registered for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The recipient's name in the policy; receipts for any other are refused.
    pub recipient: String,
    /// The name that signs the message, as registered with the vendor.
    pub sign_name: String,
    /// The template's code, `SMS_` and digits, as registered with the vendor.
    pub template_code: String,
}

/// A connector to one account.
///
/// It blocks its thread for at most the time-out. An asynchronous caller makes, uses and drops it on a thread of
/// its own (`spawn_blocking`): the blocking client refuses to run, with a panic, inside a runtime's worker.
#[derive(Debug)]
pub struct AlibabaSms {
    transport: Transport,
    credentials: Credentials,
    profile: Profile,
}

impl AlibabaSms {
    /// A connector; nothing is sent yet.
    ///
    /// # Errors
    /// [`OpenError`]: a base URL that is not https, or settings from which no client can be made.
    pub fn open(settings: &TransportSettings, credentials: Credentials, profile: Profile) -> Result<Self, OpenError> {
        Ok(Self { transport: Transport::open(settings)?, credentials, profile })
    }

    /// Sends a code once, against the receipt of its release. `at` is the present instant.
    ///
    /// # Errors
    /// [`NotAllowed`] when the receipt is for another recipient, or names other fields or forms than the message's
    /// phone and code in clear. Nothing left, and the receipt is used up.
    ///
    /// # Example
    /// A receipt is good for one send:
    ///
    /// ```no_run
    /// use connect::{NotAllowed, Nonce, alibaba_sms::{AlibabaSms, Message, Outcome}};
    /// fn once(sms: &AlibabaSms, receipt: store::Receipt, items: [&policy::Name; 2], message: Message, at: jiff::Timestamp, nonce: Nonce)
    ///     -> Result<Outcome, NotAllowed>
    /// {
    ///     sms.send(receipt, items, message, at, nonce)
    /// }
    /// ```
    ///
    /// It is used up by it:
    ///
    /// ```compile_fail
    /// use connect::{NotAllowed, Nonce, alibaba_sms::{AlibabaSms, Message, Outcome}};
    /// fn twice(sms: &AlibabaSms, receipt: store::Receipt, items: [&policy::Name; 2], one: Message, two: Message, at: jiff::Timestamp, nonce: Nonce)
    ///     -> Result<Outcome, NotAllowed>
    /// {
    ///     let _ = sms.send(receipt, items, one, at, nonce)?;
    ///     sms.send(receipt, items, two, at, nonce)
    /// }
    /// ```
    ///
    /// It cannot be cloned:
    ///
    /// ```compile_fail
    /// use connect::{NotAllowed, Nonce, alibaba_sms::{AlibabaSms, Message, Outcome}};
    /// fn cloned(sms: &AlibabaSms, receipt: &store::Receipt, items: [&policy::Name; 2], message: Message, at: jiff::Timestamp, nonce: Nonce)
    ///     -> Result<Outcome, NotAllowed>
    /// {
    ///     sms.send(receipt.clone(), items, message, at, nonce)
    /// }
    /// ```
    ///
    /// And nobody but the store's commit can make one:
    ///
    /// ```compile_fail
    /// use life::reference::{Cell, Reference};
    /// let id = Reference::from_bytes([0; 16]);
    /// let forged = store::Receipt::new(id, Cell(id), 1, "sms".into(), vec![]);
    /// ```
    ///
    /// ```compile_fail
    /// use life::reference::{Cell, Reference};
    /// let id = Reference::from_bytes([0; 16]);
    /// let forged = store::Receipt { id, cell: Cell(id), entry: 1, recipient: "sms".into(), fields: vec![] };
    /// ```
    pub fn send(
        &self,
        receipt: Receipt,
        items: [&Name; 2],
        message: Message,
        at: Timestamp,
        nonce: Nonce,
    ) -> Result<Outcome, NotAllowed> {
        self.admit(receipt.recipient(), receipt.fields(), items)?;
        // Nothing is refused by us from here on.
        Ok(self.send_unreceipted(message, at, nonce))
    }

    /// Asks whether a message that got no answer was sent. `at` is the present instant.
    ///
    /// The answer is [`Delivery::Unclear`] until ten seconds after the send, because records may lag.
    pub fn query_delivery(&self, unanswered: &Unanswered, at: Timestamp, nonce: Nonce) -> Delivery {
        let days = delivery::days(unanswered.sent_at());
        let ask = |(nth, day)| {
            let signed = self.sign(request::query(&unanswered.message, day), at, nonce.nth(nth));
            self.transport
                .post(&signed.headers, &signed.body)
                .map_or(Delivery::Unclear, |answer| delivery::read(&answer, unanswered, &self.profile.template_code))
        };
        let answers = days.into_iter().enumerate().map(ask).collect::<Vec<_>>();
        delivery::join(&answers, unanswered.sent_at(), at)
    }

    /// The gate: this recipient, and exactly the two fields of a message, in clear.
    fn admit(&self, recipient: &Name, fields: &[(Name, Form)], items: [&Name; 2]) -> Result<(), NotAllowed> {
        if recipient.as_str() != self.profile.recipient {
            return Err(NotAllowed::Recipient);
        }
        let named = |item: &Name| fields.iter().any(|(name, form)| name == item && *form == Form::Clear);
        (fields.len() == items.len() && items.into_iter().all(named)).then_some(()).ok_or(NotAllowed::Field)
    }

    /// The send itself, behind the gate.
    fn send_unreceipted(&self, message: Message, at: Timestamp, nonce: Nonce) -> Outcome {
        let asked = request::send(&message, &self.profile.sign_name, &self.profile.template_code);
        let signed = self.sign(asked, at, nonce.first());
        let verdict = match self.transport.post(&signed.headers, &signed.body) {
            Ok(answer) => reply::read_send(&answer, message.phone()),
            Err(NoAnswer::PerhapsLeft) => Verdict::Unclear,
            Err(NoAnswer::NothingLeft) => return Outcome::Unsent,
        };
        match verdict {
            Verdict::Sent { biz_id } => Outcome::Delivered { vendor_ref: biz_id },
            Verdict::Refused(refused) => Outcome::Refused(refused),
            Verdict::Unclear => Outcome::Unknown(Unanswered { message, sent_at: at }),
        }
    }

    fn sign(&self, asked: Unsigned, at: Timestamp, nonce: String) -> Signed {
        asked.sign(&self.credentials, self.transport.host(), at, nonce)
    }
}

#[cfg(test)]
mod tests;
