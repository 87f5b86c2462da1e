//! Acts of people and services: collect, agree, open, cancel, erase.

use crate::Refused;
use crate::engine::{Engine, fresh_reference, own_cell};
use crate::error::Error;
use crate::shell::{Scene, nothing};
use crate::telling::Told;
use jiff::Timestamp;
use life::account::{self, Life, Step};
use life::facts::{ConsentState, Facts, Said, TenantState};
use life::reference::{Activity, Cell, Erasure, Holder, Record, Subject};
use life::retain::{self, Kept};
use life::{Actor, Decision, Moment, activity, agree, answer, consent, erase, ground, logs, minors, notice};
use policy::{Name, Policy};
use store::{Released, Wanted};

/// In which tenant an act takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenant {
    /// None is named.
    None,
    /// This one.
    Named(Cell),
    /// A new one, opened by the act.
    New,
}

/// What capturing a record gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collected {
    /// Where.
    pub cell: Cell,
    /// The record.
    pub record: Record,
    /// The person it is about.
    pub subject: Option<Subject>,
    /// The number of its entry in the cell's log.
    pub entry: u64,
}

/// What an act other than capturing gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Where.
    pub cell: Cell,
    /// The number of its entry in the cell's log.
    pub entry: u64,
    /// The activity it opened, if it opened one.
    pub activity: Option<Activity>,
    /// When what falls due by it is gone.
    pub gone_by: Option<Timestamp>,
    /// The erasure that it began, if it erases.
    pub erasure: Option<Erasure>,
}

/// What is to be erased: these records and everything about this person, or only these items of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    /// These records.
    pub records: Vec<Record>,
    /// Everything about this person.
    pub about: Option<Subject>,
    /// Only these items; all, where none is listed.
    pub items: Vec<Name>,
}

impl Wish {
    /// These records, whole.
    #[must_use]
    pub fn of(records: Vec<Record>) -> Self {
        Self { records, ..Self::default() }
    }

    /// Everything about a person.
    #[must_use]
    pub fn about(subject: Subject) -> Self {
        Self { about: Some(subject), ..Self::default() }
    }
}

/// What erasing records gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The number of its entry in the cell's log: the proof.
    pub entry: u64,
    /// Its reference.
    pub erasure: Option<Erasure>,
    /// Who is told of it, and who is not and why.
    pub told: Vec<Told>,
    /// What a law or a hold keeps, and until when.
    pub kept: Vec<Kept>,
}

impl Engine {
    pub(crate) fn scene(&self, product: &Name, tenant: Tenant, wanted: Wanted) -> Result<Scene, Error> {
        let (cell, named) = match tenant {
            Tenant::None => (own_cell(product), false),
            Tenant::Named(cell) => (cell, true),
            // After the end of the service nothing begins: the product's own cell says so.
            Tenant::New if self.has_ended(product)? => (own_cell(product), true),
            Tenant::New => (Cell(fresh_reference(self.now())?), true),
        };
        // A cell of another product is no tenant of this one.
        let foreign = named && self.store.product_of(cell)?.is_some_and(|owner| owner != *product);
        let cell = if foreign { Cell(fresh_reference(self.now())?) } else { cell };
        Ok(Scene { product: product.clone(), cell, named, wanted })
    }

    fn has_ended(&self, product: &Name) -> Result<bool, Error> {
        let (facts, _) = self.store.load_facts(own_cell(product), false, &Wanted::default())?;
        Ok(facts.tenant == Some(TenantState::Ended))
    }

    pub(crate) fn record(
        &self,
        product: &Name,
        tenant: Tenant,
        wanted: Wanted,
        decide: impl Fn(&Policy, &Facts, &Moment) -> Decision,
    ) -> Result<Recorded, Error> {
        let scene = self.scene(product, tenant, wanted)?;
        let done = self.carry_out(&scene, decide, nothing)?;
        let event = done.entry.about.clone().filter(|_| done.entry.act == "cancel");
        let gone_by = event.and_then(|event| life::retain::gone_by(&done.policy, &event, done.entry.at));
        let (entry, activity, erasure) = (done.written.entry, done.entry.activity, done.entry.erasure);
        Ok(Recorded { cell: scene.cell, entry, activity, gone_by, erasure })
    }

    /// Records a consent given or withdrawn.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn set_consent(
        &self,
        product: &Name,
        tenant: Tenant,
        request: &consent::SetConsent,
    ) -> Result<Recorded, Error> {
        let wanted = Wanted { subject: Some(request.subject), actor: request.actor.subject, ..Wanted::default() };
        let recorded = self
            .record(product, tenant, wanted, |policy, facts, moment| consent::decide(policy, facts, request, moment))?;
        if request.state == ConsentState::Withdrawn || request.purpose.starts_with("retention.") {
            // What falls due at once is done in the same run.
            self.run_due()?;
        }
        Ok(recorded)
    }

    /// Records what somebody was shown, accepted or declined: the policy, or a notice of it.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn answer(&self, product: &Name, tenant: Tenant, request: &answer::Answer) -> Result<Recorded, Error> {
        let subject = match request.of {
            answer::Of::Person(subject) => Some(subject),
            answer::Of::Tenant => None,
        };
        let wanted = Wanted { subject, actor: request.actor.subject, ..Wanted::default() };
        let recorded = self
            .record(product, tenant, wanted, |policy, facts, moment| answer::decide(policy, facts, request, moment))?;
        if request.said == Said::Declined {
            // What falls due at once is done in the same run.
            self.run_due()?;
        }
        Ok(recorded)
    }

    /// Records a device permission granted or revoked.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn set_permission(
        &self,
        product: &Name,
        tenant: Tenant,
        request: &consent::SetPermission,
    ) -> Result<Recorded, Error> {
        let wanted = Wanted { subject: Some(request.subject), actor: request.actor.subject, ..Wanted::default() };
        let recorded = self.record(product, tenant, wanted, |policy, facts, moment| {
            consent::decide_permission(policy, facts, request, moment)
        })?;
        if !request.granted {
            self.run_due()?;
        }
        Ok(recorded)
    }

    /// Opens an activity.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn open_activity(&self, product: &Name, tenant: Tenant, request: &activity::Open) -> Result<Recorded, Error> {
        let records = request.about.into_iter().collect();
        let wanted = Wanted { subject: request.subject, actor: request.actor.subject, records, ..Wanted::default() };
        self.record(product, tenant, wanted, |policy, facts, moment| {
            activity::decide_open(policy, facts, request, moment)
        })
    }

    /// Closes an activity.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn close_activity(
        &self,
        product: &Name,
        tenant: Tenant,
        actor: &Actor,
        which: Activity,
    ) -> Result<Recorded, Error> {
        let wanted = Wanted { actor: actor.subject, activity: Some(which), around: true, ..Wanted::default() };
        let recorded = self.record(product, tenant, wanted, |policy, facts, moment| {
            activity::decide_close(policy, facts, actor, moment)
        })?;
        // What falls due at once is done in the same run.
        self.run_due()?;
        Ok(recorded)
    }

    /// Takes a step in the life of an account or a tenant: cancel, suspend, resume.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn take_step(&self, product: &Name, tenant: Tenant, request: &Life) -> Result<Recorded, Error> {
        let scene = self.scene(product, tenant, Wanted::default())?;
        let (subject, released) = match request.step {
            Step::CancelTenant => (None, Some(Released::Of(Holder(scene.cell.0)))),
            step => (step.subject(), step.subject().map(|subject| Released::Of(Holder(subject.0)))),
        };
        let (actor, case) = (request.actor.subject, request.step.case());
        let wanted = Wanted { subject, actor, case, released, ..Wanted::default() };
        let own = matches!(request.step, Step::CancelAccount(_));
        let factor = self.factor_of(product, subject.filter(|_| own))?;
        let recorded = self
            .record(product, tenant, wanted, |policy, facts, moment| account::decide(policy, facts, request, moment))?;
        self.end_factor(product, factor)?;
        // What falls due at once is done in the same run.
        self.run_due()?;
        Ok(recorded)
    }

    /// Records that an account is a minor's, or a guardian's verified consent.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn find_minor(&self, product: &Name, tenant: Tenant, request: &minors::Minor) -> Result<Recorded, Error> {
        let released = Some(Released::Of(Holder(request.subject.0)));
        let (subject, actor) = (Some(request.subject), request.actor.subject);
        let wanted = Wanted { subject, actor, released, ..Wanted::default() };
        let recorded = self
            .record(product, tenant, wanted, |policy, facts, moment| minors::decide(policy, facts, request, moment))?;
        self.run_due()?;
        Ok(recorded)
    }

    /// Approves that acts are done on a ground, without consent: within the activity that it answers, until it ends.
    ///
    /// # Errors
    /// [`Error::Refused`]: `basis_required` for a ground outside the policy's list, or a fact that is not on file.
    pub fn approve_ground(&self, product: &Name, tenant: Tenant, request: &ground::Approve) -> Result<Recorded, Error> {
        self.record(product, tenant, Wanted::default(), |policy, facts, moment| {
            ground::decide(policy, facts, request, moment)
        })
    }

    /// Puts an agreement with a recipient on file.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn file_agreement(&self, product: &Name, request: &agree::File) -> Result<Recorded, Error> {
        let wanted = Wanted::default();
        self.record(product, Tenant::None, wanted, |policy, _, moment| agree::decide(policy, request, moment))
    }

    /// Decides whether a message may be sent to a person.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn message(&self, product: &Name, tenant: Tenant, request: &notice::Message) -> Result<Recorded, Error> {
        let wanted = Wanted { subject: Some(request.subject), actor: request.actor.subject, ..Wanted::default() };
        self.record(product, tenant, wanted, |policy, facts, moment| notice::decide(policy, facts, request, moment))
    }

    /// Erases records now, or single items of them, but for what a law keeps.
    ///
    /// # Errors
    /// [`Error::Refused`]: `not_found` where one of the records is not there; `retention_locked` with the end, where a law
    /// keeps all of it; `request_refused` where a basic function needs it while the account is open.
    pub fn erase(&self, product: &Name, tenant: Tenant, actor: &Actor, wish: Wish) -> Result<Erased, Error> {
        let (released, Wish { records, about, items }) = (Some(Released::Records), wish);
        let request = erase::Erase { actor: actor.clone(), all: about.is_some(), records: records.clone(), items };
        let wanted = Wanted { actor: actor.subject, records, about, released, ..Wanted::default() };
        let scene = self.scene(product, tenant, wanted)?;
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| erase::decide(policy, facts, &request, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        self.sweep_files()?;
        self.cut_log_of_removed()?;
        let erasure = done.entry.erasure;
        let told = erasure.map(|erasure| self.tellings_of(scene.cell, erasure)).transpose()?;
        let (entry, told) = (done.written.entry, told.unwrap_or_default());
        Ok(Erased { entry, erasure, told, kept: self.kept(&done, scene.cell)? })
    }

    /// What a law or a hold keeps of the records of an act that was carried out.
    fn kept(&self, done: &crate::shell::Done, cell: Cell) -> Result<Vec<Kept>, Error> {
        let records = done.rows.iter().map(|row| row.record).collect();
        let (facts, _) = self.store.load_facts(cell, true, &Wanted { records, ..Wanted::default() })?;
        let kept = |record| retain::kept(&done.policy, &facts, record, done.entry.at);
        Ok(facts.records.iter().flat_map(kept).collect())
    }

    /// Asks that an entry of a log be erased or changed; that is always refused, and on record.
    ///
    /// # Errors
    /// [`Error::Refused`]: `retention_locked` with the end of its log's time; `not_found` from then on.
    pub fn touch_entry(
        &self,
        product: &Name,
        tenant: Tenant,
        request: &logs::Touch,
        entry: u64,
    ) -> Result<Recorded, Error> {
        let scene = self.scene(product, tenant, Wanted::default())?;
        let row = self.store.load_entries(scene.cell, entry, 1)?.into_iter().find(|row| row.seq == entry);
        let kept = row.filter(|row| row.body.is_some()).map(|row| (row.log, row.until));
        let wanted = Wanted { actor: request.actor.subject, ..Wanted::default() };
        self.record(product, tenant, wanted, |policy, facts, moment| {
            logs::decide(policy, facts, kept.clone(), request, moment)
        })
    }
}

impl Engine {
    /// Records a refusal by a caller's own bounds: what its credential may speak for. No room was asked.
    ///
    /// # Errors
    /// [`Error::Refused`] always, once its entry is durable; another if store or keys fail.
    pub fn refuse_caller(
        &self,
        product: &Name,
        tenant: Tenant,
        actor: &Actor,
        act: &str,
        code: life::Code,
    ) -> Result<std::convert::Infallible, Error> {
        let scene = self.scene(product, tenant, Wanted::default())?;
        let refusal = life::Refusal::by(Name::from("policy"), code, life::Remedy::Nothing);
        let entry = life::Entry::of(&*self.policy(product)?, &self.moment()?, actor, act).refused(&refusal);
        Err(self.refuse(&scene, refusal, entry)?)
    }

    /// A keyed hash of `bytes` under a secret of the product: tells equal from unequal, to nobody else.
    ///
    /// # Errors
    /// [`Error::Vault`] if the key store fails.
    pub fn keyed_hash(&self, product: &Name, bytes: &[u8]) -> Result<[u8; 32], Error> {
        let secret = self.vault.named_secret(product, "idempotency")?;
        let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, secret.expose());
        let tag = aws_lc_rs::hmac::sign(&key, bytes);
        let mut hash = [0; 32];
        for (byte, part) in hash.iter_mut().zip(tag.as_ref()) {
            *byte = *part;
        }
        Ok(hash)
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Refused(Box::new(refused))
    }
}
