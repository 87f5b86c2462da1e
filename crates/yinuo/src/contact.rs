//! Contact: cases opened, followed, read and traced.

use crate::acts::{Recorded, Tenant};
use crate::engine::{Engine, random};
use crate::error::Error;
use crate::reading::Reading;
use crate::shell::{Scene, hex, nothing};
use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;
use life::contact::{self, Follow, Open, Step, Trace};
use life::facts::{CaseFact, Facts};
use life::reference::{Case, Cell};
use life::{Actor, CaseFile, Moment, Personal, Plan};
use policy::{Name, Policy};
use store::Wanted;

/// What opening a case gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Where.
    pub cell: Cell,
    /// The case.
    pub case: Case,
    /// How it came, who answers for it, and by when.
    pub file: CaseFile,
    /// The number of its entry in the cell's log.
    pub entry: u64,
}

/// How a case stands, to who sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// The case.
    pub case: CaseFact,
    /// Whether it waits longer than promised.
    pub overdue: bool,
    /// The number of the entry that says that she asked.
    pub entry: u64,
}

/// The most cases of one list.
const LISTED_MAX: u32 = 1000;

impl Engine {
    /// A fresh key by which somebody without an account can ask after her case.
    ///
    /// # Errors
    /// [`Error::Vault`] if there are no random bytes.
    pub fn draw_case_key(&self) -> Result<String, Error> {
        Ok(hex(&random::<16>()?))
    }

    /// Opens a case; `key` is what its sender shows to ask after it, and only its hash is kept.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason: `channel_denied` names the channels that the policy lists.
    pub fn open_case(&self, product: &Name, tenant: Tenant, mut request: Open, key: &str) -> Result<Opened, Error> {
        request.key = hashed(key);
        let wanted = Wanted { subject: request.subject, actor: request.actor.subject, ..Wanted::default() };
        let scene = self.scene(product, tenant, wanted)?;
        let values: Vec<(Name, &Personal)> = request
            .text
            .iter()
            .flat_map(|text| &text.values)
            .map(|(item, value)| (Name::from(item.as_str()), value))
            .collect();
        let decide =
            |policy: &Policy, facts: &Facts, moment: &Moment| contact::decide_open(policy, facts, &request, moment);
        let seal =
            |policy: &Policy, plan: &Plan, moment: &Moment| self.seal(policy, scene.cell, plan, (&values, &[]), moment);
        let done = self.carry_out(&scene, decide, seal)?;
        let case = done.entry.case.ok_or(Error::Conflict)?;
        let file = self.load_case(&scene.cell, case)?.ok_or(Error::Conflict)?.file;
        Ok(Opened { cell: scene.cell, case, file, entry: done.written.entry })
    }

    /// Hands a case over, answers, closes or sets it aside, or opens it again with its sender's key, as she has it.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason.
    pub fn follow_case(&self, product: &Name, tenant: Tenant, case: Case, request: &Follow) -> Result<Recorded, Error> {
        let step = match &request.step {
            Step::Reopen { key } => Step::Reopen { key: key.as_deref().map(hashed) },
            other => other.clone(),
        };
        let request = &Follow { actor: request.actor.clone(), step };
        let subject = match &request.step {
            Step::Prove(proven) => Some(proven.subject),
            _ => None,
        };
        let wanted = Wanted { case: Some(case), subject, actor: request.actor.subject, ..Wanted::default() };
        let recorded = self.record(product, tenant, wanted, |policy, facts, moment| {
            contact::decide_follow(policy, facts, request, moment)
        })?;
        if matches!(request.step, Step::Close | Step::SetAside { .. }) {
            // What falls due at once is done in the same run.
            self.run_due()?;
        }
        Ok(recorded)
    }

    /// Tells who sent a case how it stands; with the key that she chose, or on her account.
    ///
    /// # Errors
    /// [`Error::Refused`]: `requester_denied` for anybody else.
    pub fn trace_case(
        &self,
        product: &Name,
        tenant: Tenant,
        actor: &Actor,
        case: Case,
        key: Option<&str>,
    ) -> Result<Traced, Error> {
        let request = Trace { actor: actor.clone(), key: key.map(hashed) };
        let wanted = Wanted { case: Some(case), actor: actor.subject, ..Wanted::default() };
        let scene = self.scene(product, tenant, wanted)?;
        let decide =
            |policy: &Policy, facts: &Facts, moment: &Moment| contact::decide_trace(policy, facts, &request, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        let case = self.load_case(&scene.cell, case)?.ok_or(Error::Conflict)?;
        Ok(Traced { overdue: case.is_overdue(done.entry.at), case, entry: done.written.entry })
    }

    /// Reads what was written in a case, for the purpose under which it was taken.
    ///
    /// # Errors
    /// [`Error::Refused`]: `actor_denied` for whoever does not answer for it.
    pub fn read_case(&self, product: &Name, tenant: Tenant, actor: &Actor, case: Case) -> Result<Reading, Error> {
        let wanted = Wanted { case: Some(case), actor: actor.subject, ..Wanted::default() };
        let scene = self.scene(product, tenant, wanted)?;
        let decide =
            |policy: &Policy, facts: &Facts, moment: &Moment| contact::decide_read(policy, facts, actor, moment);
        let done = self.carry_out(&scene, decide, nothing)?;
        self.open_permitted(scene.cell, done)
    }

    /// The cases for which `actor` answers, the earliest due first, after a cursor; those that wait only, or all.
    ///
    /// # Errors
    /// [`Error::Refused`] (`tenant_denied`) for whom the tenant does not know; [`Error::Store`] if the store fails.
    pub fn cases(
        &self,
        product: &Name,
        cell: Cell,
        actor: &Actor,
        waiting: bool,
        after: Option<(Timestamp, Case)>,
    ) -> Result<Vec<CaseFact>, Error> {
        let (policy, now) = (self.policy(product)?, self.now());
        let named = cell != crate::own_cell(product);
        let wanted = Wanted { actor: actor.subject, ..Wanted::default() };
        let (facts, _) = self.store.load_facts(cell, named, &wanted)?;
        let entry = life::Entry::of(&policy, &self.moment()?, actor, "case");
        if let Some(stranger) = life::turned_away(&policy, &facts, &entry) {
            let scene = Scene { product: product.clone(), cell, named, wanted };
            return Err(self.refuse(&scene, stranger.clone(), entry.refused(&stranger))?);
        }
        let listed = self.store.list_cases(cell, waiting, after, LISTED_MAX)?;
        Ok(listed.into_iter().filter(|case| contact::may_work(&policy, case, actor, now)).collect())
    }

    fn load_case(&self, cell: &Cell, case: Case) -> Result<Option<CaseFact>, Error> {
        let wanted = Wanted { case: Some(case), ..Wanted::default() };
        Ok(self.store.load_facts(*cell, true, &wanted)?.0.case)
    }
}

/// SHA-256 of a key: it is drawn at random, so nobody finds it by trying.
fn hashed(key: &str) -> String {
    hex(digest(&SHA256, key.as_bytes()).as_ref())
}
