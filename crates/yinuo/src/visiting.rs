//! Visits: a recipient is let into the environment, reads there, and is let out.

use crate::acts::{Recorded, Tenant};
use crate::engine::{Engine, random};
use crate::error::Error;
use crate::reading::Reading;
use crate::shell::{hex, nothing};
use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;
use life::facts::Facts;
use life::reference::{Activity, Cell, Record, Subject, Visit};
use life::share::visit::{self, Close, Look, Open, VisitFact};
use life::{Actor, Moment};
use policy::{Name, Policy};
use std::net::IpAddr;
use store::Wanted;
use zeroize::Zeroizing;

/// How many random bytes the secret half of a handle holds.
const SECRET_BYTES: usize = 32;
/// The digits of a reference, the other half.
const REFERENCE_DIGITS: usize = 32;

/// What opens a visit: its reference and a random secret, of which the store keeps a hash. It is never shown.
///
/// Shape: 96 lower-case hexadecimal digits as text.
#[derive(Clone)]
pub struct HandleText(Zeroizing<String>);

impl HandleText {
    /// The text of a handle, as its holder shows it.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, to be given to the recipient once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The visit that it names, and the hash of its secret.
    fn halves(&self) -> Option<(Visit, String)> {
        let (visit, secret) = self.0.split_at_checked(REFERENCE_DIGITS)?;
        Some((visit.parse().ok()?, hashed(secret)))
    }
}

impl std::fmt::Debug for HandleText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HandleText(…)")
    }
}

fn hashed(secret: &str) -> String {
    hex(digest(&SHA256, secret.as_bytes()).as_ref())
}

/// A recipient that is let in.
#[derive(Debug)]
pub struct OpenedVisit {
    /// Where, and the number of its entry.
    pub recorded: Recorded,
    /// The visit.
    pub visit: Visit,
    /// What opens it: told here, and nowhere again.
    pub handle: HandleText,
}

/// A reading inside.
#[derive(Debug)]
pub struct ReadInside {
    /// The service through which the recipient reads.
    pub actor: Actor,
    /// What opens the visit.
    pub handle: HandleText,
    /// Where the call comes from, as the transport knows it or a trusted proxy says.
    pub address: Option<IpAddr>,
    /// Whose data: one person; more at once are refused.
    pub subjects: Vec<Subject>,
    /// From which records; from all that are about her, where none is listed.
    pub records: Vec<Record>,
    /// Which items; all that the visit is for, where none is listed.
    pub items: Vec<Name>,
    /// Within which activity.
    pub activity: Option<Activity>,
}

impl Engine {
    /// Lets a recipient in: for one purpose, the listed items, and until an end.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn open_visit(
        &self,
        product: &Name,
        tenant: Tenant,
        (actor, recipient, purpose): (Actor, Name, Name),
        items: Vec<Name>,
        until: Timestamp,
    ) -> Result<OpenedVisit, Error> {
        let secret = Zeroizing::new(hex(&random::<SECRET_BYTES>()?));
        let request = Open { actor, recipient, purpose, items, until, key: hashed(&secret) };
        let agreement = Some((product.clone(), request.recipient.clone()));
        let wanted = Wanted { actor: request.actor.subject, agreement, ..Wanted::default() };
        let scene = self.scene(product, tenant, wanted)?;
        let decide =
            |policy: &Policy, facts: &Facts, moment: &Moment| visit::decide_open(policy, facts, &request, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        let visit = done.entry.visit.ok_or(Error::Conflict)?;
        let entry = done.written.entry;
        let recorded = Recorded { cell: scene.cell, entry, activity: None, gone_by: None, erasure: None };
        Ok(OpenedVisit { recorded, visit, handle: HandleText::new(format!("{visit}{}", *secret)) })
    }

    /// Reads one person's values inside the environment.
    ///
    /// # Errors
    /// [`Error::Refused`]: `actor_denied` for a handle that opens nothing now, `channel_denied` from outside, for more people
    /// than one at once, and beyond what a visit reads; then as a release is refused. [`Error::Tampered`] if what is stored
    /// is not what was sealed.
    pub fn read_inside(&self, product: &Name, tenant: Tenant, request: &ReadInside) -> Result<Reading, Error> {
        let (visit, key) = request.handle.halves().unzip();
        let about = match (request.subjects.as_slice(), request.records.is_empty()) {
            ([subject], true) => Some(*subject),
            _ => None,
        };
        let subject = request.subjects.first().copied().filter(|_| request.subjects.len() == 1);
        let (records, activity) = (request.records.clone(), request.activity);
        let actor = request.actor.subject;
        let wanted = Wanted { visit, about, subject, records, activity, actor, ..Wanted::default() };
        let mut scene = self.scene(product, tenant, wanted)?;
        let found = visit.map(|visit| self.store.visit(scene.cell, visit)).transpose()?.flatten();
        // What a visit is for never changes.
        scene.wanted.agreement = found.map(|fact| (product.clone(), fact.file.recipient));
        let look = Look {
            actor: request.actor.clone(),
            key: key.unwrap_or_default(),
            inside: self.config.environment.holds(request.address),
            subjects: request.subjects.clone(),
            items: request.items.clone(),
        };
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| visit::decide_look(policy, facts, &look, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        self.open_permitted(scene.cell, done)
    }

    /// Ends a visit before its time.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn end_visit(&self, product: &Name, tenant: Tenant, request: &Close) -> Result<Recorded, Error> {
        let wanted = Wanted { actor: request.actor.subject, visit: Some(request.visit), ..Wanted::default() };
        self.record(product, tenant, wanted, |policy, facts, moment| {
            visit::decide_close(policy, facts, request, moment)
        })
    }

    /// Every visit in a tenant, those included that are over.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn visits(&self, cell: Cell) -> Result<Vec<VisitFact>, Error> {
        Ok(self.store.list_visits(cell)?)
    }
}
