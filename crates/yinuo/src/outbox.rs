//! The outbox: acts on the outside world, each after a decision of its own instant.
//!
//! A row holds references, never a value; the body is built when it is sent. A code lives in clear only in the
//! memory of the process that drew it: a crash before sending voids it.

use crate::acts::Tenant;
use crate::engine::{Engine, random};
use crate::error::Error;
use crate::keeping::{plan_draws, stored};
use crate::shell::{Done, Scene, nothing};
use connect::alibaba_sms::{AlibabaSms, Credentials, Delivery, Message, Profile, Unanswered};
use connect::{Nonce, Outcome, Retry, TransportSettings};
use jiff::{SignedDuration, Timestamp};
use life::collect::{self, Collect};
use life::facts::Facts;
use life::reference::{Record, Reference, Subject};
use life::share::{self, Share};
use life::{Actor, Decision, Moment, Origin, Personal, drawn};
use policy::{Form, Name, Policy};
use std::collections::HashMap;
use std::sync::Mutex;
use store::{OutboxRow, Wanted};
use zeroize::Zeroizing;

/// A recipient's endpoint, as configured.
#[derive(Debug, Clone)]
pub struct Connector {
    /// How it is reached.
    pub transport: TransportSettings,
    /// The key's id.
    pub key_id: String,
    /// The key's secret.
    pub secret: SecretText,
    /// The registered signature.
    pub sign_name: String,
    /// The registered template.
    pub template_code: String,
    /// The endpoint's region, checked against the recipient's country.
    pub region: Option<Name>,
}

/// A secret of the configuration: never shown.
#[derive(Clone)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText(…)")
    }
}

/// A code that waits to be drawn for somebody.
#[derive(Debug)]
pub struct Draw {
    /// Who acts.
    pub actor: Actor,
    /// For which purpose.
    pub purpose: Name,
    /// On which occasion.
    pub occasion: Name,
    /// For whom, if she has an account.
    pub subject: Option<Subject>,
    /// Where it goes: the value of the record's look-up item.
    pub to: Personal,
}

/// A code that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The record that holds its hash.
    pub record: Record,
    /// The act that sends it.
    pub sending: Reference,
    /// When it expires.
    pub expires_at: Option<Timestamp>,
}

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

#[derive(Debug, Default)]
struct Memory {
    codes: HashMap<Reference, Zeroizing<String>>,
    unanswered: HashMap<Reference, Unanswered>,
}

/// Connectors, and what only this process knows.
#[derive(Debug)]
pub(crate) struct Outbox {
    connectors: HashMap<Name, (Connector, AlibabaSms)>,
    memory: Mutex<Memory>,
}

/// How often an act is tried before it is given up.
const ATTEMPTS_MAX: u32 = 8;

impl Outbox {
    pub(crate) fn open(configured: &HashMap<Name, Connector>) -> Result<Self, Error> {
        let mut connectors = HashMap::new();
        let mut names: Vec<&Name> = configured.keys().collect();
        names.sort();
        for name in names {
            let Some(connector) = configured.get(name) else { continue };
            let credentials = Credentials::new(&connector.key_id, connector.secret.0.clone());
            let profile = Profile {
                recipient: name.to_string(),
                sign_name: connector.sign_name.clone(),
                template_code: connector.template_code.clone(),
            };
            let opened = AlibabaSms::open(&connector.transport, credentials, profile)
                .map_err(|fault| Error::Connector { name: name.to_string(), code: fault.code() })?;
            connectors.insert(name.clone(), (connector.clone(), opened));
        }
        Ok(Self { connectors, memory: Mutex::new(Memory::default()) })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Memory) -> T) -> Option<T> {
        self.memory.lock().ok().map(|mut memory| act(&mut memory))
    }
}

/// The record type under a purpose that holds a drawn code, the code's item, and the item it is sent to.
fn drawn_record(policy: &Policy, purpose: &Name) -> Option<(Name, Name, Name)> {
    let row = policy.document.purposes.get(purpose)?;
    let kind = row.collects.iter().find(|kind| plan_draws(policy, kind))?;
    let holds = &policy.document.records.get(kind)?.holds;
    let code = holds.iter().find(|item| drawn::drawn(policy, item).is_some())?;
    let to = holds.iter().find(|item| policy.can_find(item))?;
    Some((kind.clone(), code.clone(), to.clone()))
}

impl Engine {
    /// Draws a code and puts it in the outbox; the next [`Engine::send_waiting`] sends it.
    ///
    /// # Errors
    /// [`Error::Refused`]: `purpose_denied`, `rate_limited`, `agreement_missing`, and all that collection and
    /// release can be refused for.
    pub fn draw_code(&self, product: &Name, tenant: Tenant, request: Draw) -> Result<Drawn, Error> {
        let policy = self.policy(product)?;
        let (kind, code_item, to_item) = drawn_record(&policy, &request.purpose).ok_or_else(|| {
            let refusal = life::Refusal::gap(life::Code::PurposeDenied, &request.purpose);
            Error::from(crate::Refused { refusal, entry: None })
        })?;
        let mut scene = self.scene(product, tenant, Wanted::default())?;
        let recipient = recipient_of(&policy, &request.purpose, &code_item);
        let digits = drawn::drawn(&policy, &code_item).map_or(6, |drawn| drawn.digits);
        let code = draw_digits(digits)?;
        let fits = life::shape::fits(policy.shape(&to_item), &request.to);
        let digest = self.lookup_digest(&policy, scene.cell, &kind, &to_item, &request.to, self.now())?;
        let window = drawn::drawn(&policy, &code_item).map_or(SignedDuration::ZERO, |drawn| drawn.window.approximate());
        let since = self.now().checked_sub(window).unwrap_or(Timestamp::UNIX_EPOCH);
        scene.wanted = Wanted {
            subject: request.subject,
            actor: request.actor.subject,
            found: vec![digest],
            draws: fits.then_some((digest, since)),
            agreement: recipient.clone().map(|recipient| (product.clone(), recipient)),
            ..Wanted::default()
        };
        let sending = crate::engine::fresh_reference(self.now())?;
        let share = self.share_of(&request, recipient, (&code_item, &to_item));
        let collect = Collect {
            actor: request.actor.clone(),
            subject: request.subject,
            purpose: request.purpose.clone(),
            kind,
            values: vec![
                (to_item.to_string(), request.to.clone()),
                (code_item.to_string(), Personal::from(code.as_str())),
            ],
            captured_at: self.now(),
            origin: Origin::App,
            activity: None,
            occasion: Some(request.occasion.clone()),
            opens_tenant: false,
            accepts: None,
            born: None,
        };
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            decide_draw(policy, facts, (&collect, &share, &code_item), sending, moment)
        };
        let collected = self.capture(&scene, &collect, decide)?;
        self.outbox.with(|memory| memory.codes.insert(sending, Zeroizing::new(code.to_string())));
        let (facts, _) = self.store.load_facts(
            scene.cell,
            false,
            &Wanted { records: vec![collected.record], ..Wanted::default() },
        )?;
        let slots = facts.records.iter().flat_map(|record| &record.slots);
        Ok(Drawn { record: collected.record, sending, expires_at: slots.filter_map(|slot| slot.until).min() })
    }

    fn share_of(&self, request: &Draw, recipient: Option<Name>, (code, to): (&Name, &Name)) -> Share {
        let recipient = recipient.unwrap_or_else(|| Name::from("none"));
        Share {
            actor: request.actor.clone(),
            region: self.outbox.connectors.get(&recipient).and_then(|(connector, _)| connector.region.clone()),
            recipient,
            purpose: request.purpose.clone(),
            occasion: Some(request.occasion.clone()),
            subject: request.subject,
            fields: vec![(to.clone(), Form::Clear), (code.clone(), Form::Clear)],
            held: vec![code.clone(), to.clone()],
            before_account: true,
        }
    }

    /// Decides a release without sending it: the gate alone, its entry durable.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn decide_release(
        &self,
        product: &Name,
        tenant: Tenant,
        mut request: Share,
        records: Vec<Record>,
        activity: Option<life::reference::Activity>,
    ) -> Result<Vec<(Name, Form)>, Error> {
        if request.region.is_none() {
            let connector = self.outbox.connectors.get(&request.recipient);
            request.region = connector.and_then(|(connector, _)| connector.region.clone());
        }
        let wanted = Wanted {
            subject: request.subject,
            actor: request.actor.subject,
            activity,
            records,
            agreement: Some((product.clone(), request.recipient.clone())),
            ..Wanted::default()
        };
        let scene = self.scene(product, tenant, wanted)?;
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| share::decide(policy, facts, &request, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        // Decided and on record; nothing was sent, so what it allows is given up here.
        drop((done.permit, done.written.receipt));
        Ok(request.fields)
    }

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

/// The standing recipient that gets the code under this purpose.
fn recipient_of(policy: &Policy, purpose: &Name, code: &Name) -> Option<Name> {
    let gets = |row: &policy::rows::Recipient| row.purposes.contains(purpose) && row.receives.contains_key(code);
    policy.document.recipients.iter().find(|(_, row)| gets(row)).map(|(name, _)| name.clone())
}

/// Rate first, then the release, then the capture; the first that refuses is the answer.
fn decide_draw(
    policy: &Policy,
    facts: &Facts,
    (collect, share, code): (&Collect, &Share, &Name),
    sending: Reference,
    moment: &Moment,
) -> Decision {
    let entry = |refusal: &life::Refusal| life::Entry::of(policy, moment, &collect.actor, "draw").refused(refusal);
    if let Some(refusal) = drawn::may_draw(policy, facts, &collect.purpose, code) {
        let entry = entry(&refusal);
        return Decision::Refuse(Box::new(refusal), Box::new(entry));
    }
    if let refused @ Decision::Refuse(..) = share::decide(policy, facts, share, moment) {
        return refused;
    }
    match collect::decide(policy, facts, collect, moment) {
        Decision::Do(mut plan) => {
            if let Some(record) = plan.entry.records.first().copied() {
                let (promise, change) = share::enqueue(policy, share, record, sending, moment.now);
                plan.push(&promise, change);
            }
            plan.entry.act = Name::from("draw");
            Decision::Do(plan)
        }
        refused => refused,
    }
}

/// Digits drawn evenly: bytes that would favour some digits are drawn again.
fn draw_digits(count: u32) -> Result<Zeroizing<String>, Error> {
    let mut digits = Zeroizing::new(String::with_capacity(count as usize));
    while digits.len() < count as usize {
        let [byte]: [u8; 1] = random()?;
        if byte < 250 {
            digits.push(char::from(b'0' + byte % 10));
        }
    }
    Ok(digits)
}
