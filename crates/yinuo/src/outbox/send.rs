//! Sending what waits, each act after a decision of its own instant.

use super::draw::drawn_record;
use super::{ATTEMPTS_MAX, Connector};
use crate::engine::{Engine, random};
use crate::error::Error;
use crate::keeping::stored;
use crate::shell::{Done, Scene, nothing};
use connect::alibaba_sms::{Delivery, Message, Unanswered};
use connect::{Nonce, Outcome, Retry};
use jiff::{SignedDuration, Timestamp};
use life::facts::Facts;
use life::share::{self, Share};
use life::{Actor, Moment};
use policy::{Form, Name, Policy};
use store::{OutboxRow, Wanted};
use zeroize::Zeroizing;

/// How sending went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sent {
    /// Accepted by recipients.
    pub delivered: usize,
    /// To be tried again.
    pub waiting: usize,
    /// Given up, or refused by a decision.
    pub refused: usize,
}

impl Engine {
    /// Sends what waits and may be sent now.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails; what a recipient answers is no error.
    pub fn send_waiting(&self) -> Result<Sent, Error> {
        let mut sent = Sent::default();
        for row in self.store.load_outbox(self.now(), 100)? {
            match self.send_one(&row)? {
                "delivered" => sent.delivered += 1,
                "waiting" | "sending" => sent.waiting += 1,
                _ => sent.refused += 1,
            }
        }
        Ok(sent)
    }

    fn send_one(&self, row: &OutboxRow) -> Result<&'static str, Error> {
        let unanswered = self.outbox.with(|memory| memory.unanswered.remove(&row.id)).flatten();
        if let Some(unanswered) = unanswered {
            return self.ask_delivery(row, unanswered);
        }
        let Some(code) = self.outbox.with(|memory| memory.codes.get(&row.id).cloned()).flatten() else {
            // Drawn by a process that is gone, or already under way when it went: never sent twice.
            return self.settle(row, "voided", Some("expired"), false);
        };
        if row.attempts >= ATTEMPTS_MAX {
            return self.settle(row, "refused", Some("expired"), false);
        }
        let product = self.store.product_of(row.cell)?.unwrap_or_else(|| Name::from("none"));
        let policy = self.policy(&product)?;
        let Some((connector, kind)) =
            self.outbox.connectors.get(&row.recipient).zip(drawn_record(&policy, &row.purpose))
        else {
            return self.settle(row, "waiting", Some("no_recipient"), true);
        };
        let done = match self.decide_sending(row, &product, &kind, &connector.0) {
            Ok(done) => done,
            Err(Error::Refused(refused)) => {
                return self.settle(row, "refused", Some(refused.refusal.code.as_str()), true);
            }
            Err(fault) => return Err(fault),
        };
        self.store.move_outbox(row.id, "sending", self.now(), None, false)?;
        let message = self.message_of(row, done, code)?;
        let Some((receipt, message)) = message else { return self.settle(row, "voided", Some("not_found"), true) };
        let items = [&kind.2, &kind.1];
        let outcome = connector.1.send(receipt, items, message, self.now(), Nonce::from_bytes(random()?));
        self.heed(row, outcome)
    }

    /// The second decision: consent, agreement and record of this instant.
    fn decide_sending(
        &self,
        row: &OutboxRow,
        product: &Name,
        (_, code, to): &(Name, Name, Name),
        connector: &Connector,
    ) -> Result<Done, Error> {
        let named = row.cell != crate::own_cell(product);
        let wanted = Wanted {
            subject: row.subject,
            records: vec![row.record],
            agreement: Some((product.clone(), row.recipient.clone())),
            ..Wanted::default()
        };
        let scene = Scene { product: product.clone(), cell: row.cell, named, wanted };
        let request = Share {
            actor: Actor::job(),
            recipient: row.recipient.clone(),
            purpose: row.purpose.clone(),
            occasion: row.occasion.clone(),
            subject: row.subject,
            fields: vec![(to.clone(), Form::Clear), (code.clone(), Form::Clear)],
            region: connector.region.clone(),
            held: vec![code.clone()],
            before_account: true,
        };
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| share::decide(policy, facts, &request, moment);
        self.carry_out(&scene, decide, nothing)
    }

    fn message_of(
        &self,
        row: &OutboxRow,
        done: Done,
        code: Zeroizing<String>,
    ) -> Result<Option<(store::Receipt, Message)>, Error> {
        let Done { policy, permit, rows, written, .. } = done;
        let (permit, receipt) = permit.zip(written.receipt).ok_or(Error::Conflict)?;
        let records: Vec<_> = rows.into_iter().map(|stored_row| stored(&policy, row.cell, stored_row)).collect();
        let opened = self.vault.open(permit, self.now(), &policy.product, &records)?;
        let phone = opened.first().and_then(|value| value.value.expose_text()).map(ToOwned::to_owned);
        let message = phone.and_then(|phone| Message::new(Zeroizing::new(phone), code).ok());
        Ok(message.map(|message| (receipt, message)))
    }

    fn heed(
        &self,
        row: &OutboxRow,
        outcome: Result<Outcome<Unanswered>, connect::NotAllowed>,
    ) -> Result<&'static str, Error> {
        match outcome {
            Ok(Outcome::Delivered { .. }) => self.settle(row, "delivered", None, true),
            Ok(Outcome::Refused(refused)) => match refused.retry {
                Retry::Never => self.settle(row, "refused", Some(refused.code), true),
                Retry::After(after) => self.wait(row, refused.code, after),
            },
            Ok(Outcome::Unknown(unanswered)) => {
                self.outbox.with(|memory| memory.unanswered.insert(row.id, unanswered));
                self.wait(row, "unanswered", std::time::Duration::from_secs(10))
            }
            Ok(Outcome::Unsent) => self.wait(row, "unsent", connect::outbox::backoff(row.attempts + 1)),
            Err(fault) => self.settle(row, "refused", Some(fault.code()), true),
        }
    }

    /// After a time-out the recipient's delivery query decides: a code is never sent twice.
    fn ask_delivery(&self, row: &OutboxRow, unanswered: Unanswered) -> Result<&'static str, Error> {
        let Some((_, connector)) = self.outbox.connectors.get(&row.recipient) else {
            return self.settle(row, "refused", Some("no_recipient"), true);
        };
        match connector.query_delivery(&unanswered, self.now(), Nonce::from_bytes(random()?)) {
            Delivery::Recorded(_) => self.settle(row, "delivered", None, true),
            Delivery::NotRecorded => self.wait(row, "unanswered", std::time::Duration::ZERO),
            Delivery::Unclear => {
                self.outbox.with(|memory| memory.unanswered.insert(row.id, unanswered));
                self.wait(row, "unanswered", std::time::Duration::from_secs(10))
            }
        }
    }

    fn wait(&self, row: &OutboxRow, code: &'static str, after: std::time::Duration) -> Result<&'static str, Error> {
        let after = SignedDuration::try_from(after).unwrap_or(SignedDuration::from_mins(15));
        let next = self.now().checked_add(after).unwrap_or(Timestamp::MAX);
        self.store.move_outbox(row.id, "waiting", next, Some(code), true)?;
        Ok("waiting")
    }

    fn settle(
        &self,
        row: &OutboxRow,
        state: &'static str,
        code: Option<&'static str>,
        tried: bool,
    ) -> Result<&'static str, Error> {
        if state == "waiting" {
            return self.wait(row, code.unwrap_or("waiting"), connect::outbox::backoff(row.attempts + 1));
        }
        self.outbox.with(|memory| memory.codes.remove(&row.id));
        self.store.move_outbox(row.id, state, self.now(), code, tried)?;
        Ok(state)
    }
}
