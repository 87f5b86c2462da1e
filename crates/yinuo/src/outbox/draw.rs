//! Drawing a code, and deciding a release.

use crate::acts::Tenant;
use crate::engine::{Engine, random};
use crate::error::Error;
use crate::keeping::plan_draws;
use crate::shell::nothing;
use jiff::{SignedDuration, Timestamp};
use life::collect::{self, Collect};
use life::facts::Facts;
use life::reference::{Record, Reference, Subject};
use life::share::{self, Share};
use life::{Actor, Decision, Moment, Origin, Personal, drawn};
use policy::{Form, Name, Policy};
use store::Wanted;
use zeroize::Zeroizing;

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

/// The record type under a purpose that holds a drawn code, the code's item, and the item it is sent to.
pub(super) fn drawn_record(policy: &Policy, purpose: &Name) -> Option<(Name, Name, Name)> {
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
        let found = self.lookup_digests((&policy, scene.cell), (&kind, &to_item), &request.to, self.now())?;
        let window = drawn::drawn(&policy, &code_item).map_or(SignedDuration::ZERO, |drawn| drawn.window.approximate());
        let since = self.now().checked_sub(window).unwrap_or(Timestamp::UNIX_EPOCH);
        scene.wanted = Wanted {
            subject: request.subject,
            actor: request.actor.subject,
            draws: fits.then(|| (found.clone(), since)),
            found,
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
            captured_until: None,
            origin: Origin::App,
            activity: None,
            occasion: Some(request.occasion.clone()),
            opens_tenant: false,
            accepts: None,
            platform: None,
            minors: Vec::new(),
            born: None,
        };
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            decide_draw(policy, facts, (&collect, &share, &code_item), sending, moment)
        };
        let collected = self.capture(&scene, &collect, &[], decide)?;
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
