//! Reading: reveal, look up, list, count, compare.

use crate::acts::Tenant;
use crate::engine::Engine;
use crate::error::Error;
use crate::keeping::stored;
use crate::shell::{Done, nothing};
use life::answer;
use life::drawn::{self, Verify};
use life::export::{self, Export, Whose};
use life::facts::Facts;
use life::reference::{Cell, Record, Subject};
use life::reveal::{self, Reveal};
use life::{Actor, Code, Decision, Moment, Personal, Refusal, Remedy};
use policy::read::Text;
use policy::{Form, Name, Policy};
use store::Wanted;

/// Which records a read is about.
#[derive(Debug, Clone)]
pub enum Which {
    /// These.
    Records(Vec<Record>),
    /// Those in which `item` has this value; exact, by blind index.
    Found {
        /// The record's type.
        kind: Name,
        /// The item.
        item: Name,
        /// The value.
        value: Personal,
    },
    /// Every record of this type about this person.
    Of {
        /// The person.
        subject: Subject,
        /// The record's type.
        kind: Name,
    },
    /// Records of this type in the cell, after a cursor.
    Listed {
        /// The record's type.
        kind: Name,
        /// The last record of the page before.
        after: Option<Record>,
        /// At most so many.
        most: u32,
    },
}

/// One value that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revealed {
    /// The record.
    pub record: Record,
    /// The item.
    pub item: Name,
    /// In which form.
    pub form: Form,
    /// The value in that form.
    pub value: Personal,
    /// The policy's word for a member who is gone, where the value pointed to one; the value is that word, too.
    pub former: Option<Text>,
}

/// What a read gave; its entry was durable before any value was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The values.
    pub values: Vec<Revealed>,
    /// The number of its entry in the cell's log.
    pub entry: u64,
    /// Of an export: the promises under which uses are counted, of which none is linked to anybody.
    pub unlinked: Vec<Name>,
}

/// The most records of one read.
const LISTED_MAX: usize = 1000;

impl Engine {
    /// Reads values for a purpose.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; [`Error::Tampered`] if what is stored is not what was sealed.
    pub fn read(&self, product: &Name, tenant: Tenant, request: &Reveal, which: &Which) -> Result<Reading, Error> {
        let mut wanted = Wanted {
            subject: request.subject,
            actor: request.actor.subject,
            activity: request.activity,
            ..Wanted::default()
        };
        let mut scene = self.scene(product, tenant, Wanted::default())?;
        self.want(product, scene.cell, which, &mut wanted)?;
        wanted.named = reveal::hidden::kinds(self.policy(product)?.as_ref(), request);
        scene.wanted = wanted;
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| reveal::decide(policy, facts, request, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        let mut reading = self.open_permitted(scene.cell, done)?;
        self.show_members(product, &scene, Some((tenant, request)), &mut reading)?;
        Ok(reading)
    }

    /// How the policy in force stands with a person, and what she is asked next. It changes nothing.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if no version is in force; [`Error::Refused`] if this actor may not ask.
    pub fn standing(
        &self,
        product: &Name,
        tenant: Tenant,
        actor: &Actor,
        subject: Subject,
    ) -> Result<answer::Standing, Error> {
        let wanted = Wanted { subject: Some(subject), actor: actor.subject, ..Wanted::default() };
        let scene = self.scene(product, tenant, wanted)?;
        let (facts, _) = self.store.load_facts(scene.cell, scene.named, &scene.wanted)?;
        let policy = self.policy(product)?;
        if let Err(refusal) = answer::may_ask(&facts, actor, subject) {
            let mut entry = life::Entry::of(&policy, &self.moment()?, actor, "read").refused(&refusal);
            entry.about = Some(Name::from(answer::POLICY));
            return Err(self.refuse(&scene, refusal, entry)?);
        }
        Ok(answer::standing(&policy, &facts, subject))
    }

    /// Exports everything that is held of a person, or that a tenant holds: every value that is readable.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn export(&self, product: &Name, tenant: Tenant, request: &Export) -> Result<Reading, Error> {
        let mut scene = self.scene(product, tenant, Wanted::default())?;
        let about = match request.whose {
            Whose::Of(subject) => subject,
            Whose::Tenant => Subject(scene.cell.0),
        };
        scene.wanted = Wanted { about: Some(about), actor: request.actor.subject, ..Wanted::default() };
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| export::decide(policy, facts, request, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        let unlinked = life::derive::count::kept(&done.policy);
        let mut reading = Reading { unlinked, ..self.open_permitted(scene.cell, done)? };
        self.show_members(product, &scene, None, &mut reading)?;
        Ok(reading)
    }

    pub(crate) fn open_permitted(&self, cell: Cell, done: Done) -> Result<Reading, Error> {
        let Done { policy, permit, rows, written, .. } = done;
        let permit = permit.ok_or(Error::Conflict)?;
        let records: Vec<_> = rows.into_iter().map(|row| stored(&policy, cell, row)).collect();
        let opened = self.vault.open(permit, self.now(), &policy.product, &records)?;
        let values = opened
            .into_iter()
            .map(|opened| Revealed {
                record: opened.record,
                item: opened.item,
                form: opened.form,
                value: opened.value,
                former: None,
            })
            .collect();
        Ok(Reading { values, entry: written.entry, unlinked: Vec::new() })
    }

    fn want(&self, product: &Name, cell: Cell, which: &Which, wanted: &mut Wanted) -> Result<(), Error> {
        let policy = self.policy(product)?;
        match which {
            Which::Records(records) => {
                // Each once, and no more than a page lists: what one request costs is bounded.
                let mut seen = std::collections::BTreeSet::new();
                wanted.records =
                    records.iter().filter(|record| seen.insert(**record)).take(LISTED_MAX).copied().collect();
            }
            Which::Found { kind, item, value } => {
                if policy.can_find(item) && self.store.cell_exists(cell)? {
                    wanted.found = self.lookup_digests((&policy, cell), (kind, item), value, self.now())?;
                }
            }
            Which::Of { subject, kind } => wanted.of_holder = Some((life::reference::Holder(subject.0), kind.clone())),
            Which::Listed { kind, after, most } => {
                wanted.records = self.store.list_records(cell, kind, *after, (*most).min(LISTED_MAX as u32))?;
            }
        }
        Ok(())
    }

    /// Compares a candidate with a hashed value, found by blind index: a code or a password.
    ///
    /// Each try of a code is on record before it is made; a right code is used up.
    ///
    /// # Errors
    /// [`Error::Refused`]: `expired`, `rate_limited`, `account_disabled`, `not_found`. A wrong value is `Ok(None)`.
    pub fn verify(
        &self,
        product: &Name,
        tenant: Tenant,
        request: &Verify,
        (kind, item, value): (&Name, &Name, &Personal),
        candidate: &Personal,
    ) -> Result<Option<Option<Subject>>, Error> {
        let wanted = Wanted { actor: request.actor.subject, ..Wanted::default() };
        let mut scene = self.scene(product, tenant, wanted)?;
        let policy = self.policy(product)?;
        if policy.can_find(item) && self.store.cell_exists(scene.cell)? {
            scene.wanted.found = self.lookup_digests((&policy, scene.cell), (kind, item), value, self.now())?;
        }
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| drawn::decide(policy, facts, request, moment);
        let mut done = self.carry_out(&scene, decide, nothing)?;
        self.within_tries(&scene, &request.actor, &done)?;
        let subject = done.entry.subject;
        let drawn = drawn::drawn(&done.policy, &request.item).is_some();
        let (permit, row) = done.permit.take().zip(done.rows.pop()).ok_or(Error::Conflict)?;
        let record = stored(&done.policy, scene.cell, row);
        let right = self.vault.matches(permit, self.now(), product, &record, candidate)?;
        self.answered(product, &done, right)?;
        if !right {
            return Ok(None);
        }
        if drawn {
            self.use_up(&scene, request)?;
        }
        Ok(Some(subject))
    }

    /// A code that was right is used up; of two right answers at once only one finds it there.
    fn use_up(&self, scene: &crate::shell::Scene, request: &Verify) -> Result<(), Error> {
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            let used = drawn::use_up(policy, facts, request, moment);
            if facts.records.is_empty() {
                let refusal = Refusal::by(Name::from("policy"), Code::Expired, Remedy::BeginAgain);
                let entry = life::Entry::of(policy, moment, &request.actor, "verify").refused(&refusal);
                return Decision::Refuse(Box::new(refusal), Box::new(entry));
            }
            used
        };
        self.carry_out(scene, decide, nothing).map(|_| ())
    }
}
