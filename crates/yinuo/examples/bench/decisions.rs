//! Pure decisions: collect, reveal, share.

use crate::set::{POLICY, form};
use crate::table::{DECISION, Table, least};
use crate::{Fault, median};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use yinuo::life::facts::{
    AccountState, AgreementFact, AnswerFact, Facts, Given, PersonFact, RecordFact, SlotFact, TenantState,
};
use yinuo::life::reference::{Cell, Holder, Ids, Record, Reference, Subject};
use yinuo::life::reveal::{self, Reveal};
use yinuo::life::share::{self, Share};
use yinuo::life::{Actor, Moment, collect};
use yinuo::policy::{Form, Name, Policy};

/// Rounds; the best counts.
const ROUNDS: usize = 10;
/// Decisions in a round; their median counts for it.
const TIMES: usize = 2_000;

pub(crate) fn run(table: &mut Table) -> Result<(), Fault> {
    let (policy, _) = Policy::load(POLICY)?;
    let now = "2026-05-20T09:00:00+08:00".parse()?;
    let reference = Reference::from_bytes([7; 16]);
    let moment = Moment { now, ids: Ids::starting_at(reference) };
    let subject = Subject(reference);
    let facts = facts(subject, now, &policy.hash);
    let request = form(Some(subject), now);
    let collect = best(|| {
        black_box(collect::decide(&policy, black_box(&facts), &request, &moment));
        Ok(())
    })?;
    let reveal_request = Reveal {
        actor: Actor::subject(subject),
        purpose: Name::from("form"),
        subject: Some(subject),
        items: Vec::new(),
        activity: None,
        form: None,
    };
    let reveal = best(|| {
        black_box(reveal::decide(&policy, black_box(&facts), &reveal_request, &moment));
        Ok(())
    })?;
    let share_request = Share {
        actor: Actor::job(),
        recipient: Name::from("printer"),
        purpose: Name::from("form"),
        occasion: None,
        subject: Some(subject),
        fields: vec![(Name::from("f0"), Form::Clear)],
        region: None,
        held: Vec::new(),
        before_account: false,
    };
    let share = best(|| {
        black_box(share::decide(&policy, black_box(&facts), &share_request, &moment));
        Ok(())
    })?;
    for (what, time) in [
        ("decide collect of ten items, p50", collect),
        ("decide reveal of ten items, p50", reveal),
        ("decide share of one item, p50", share),
    ] {
        table.aimed(what, (&format!("{time:.0} ns"), "2000 ns"), time / 2000.0, DECISION);
    }
    Ok(())
}

fn best(mut act: impl FnMut() -> Result<(), Fault>) -> Result<f64, Fault> {
    let rounds: Vec<f64> = (0..ROUNDS).map(|_| median(TIMES, &mut act)).collect::<Result<_, _>>()?;
    Ok(least(&rounds))
}

fn facts(subject: Subject, now: jiff::Timestamp, hash: &str) -> Facts {
    let cell = Cell(Reference::from_bytes([9; 16]));
    let mut facts = Facts::nothing(cell);
    facts.tenant_named = true;
    facts.tenant = Some(TenantState::Active);
    let person = PersonFact {
        account: AccountState::Open,
        guardian_agreed: false,
        consents: BTreeMap::new(),
        permissions: BTreeMap::new(),
    };
    facts.people.insert(subject, person);
    let accepted = Some(Given { notice: hash.to_owned(), language: "en".into(), at: now });
    let answer = AnswerFact { accepted, ..AnswerFact::default() };
    facts.answers.insert(Holder(subject.0), BTreeMap::from([(Name::from("policy"), answer)]));
    facts.records.push(RecordFact {
        record: Record(Reference::from_bytes([5; 16])),
        kind: Name::from("form"),
        holder: Holder(subject.0),
        subject: Some(subject),
        purpose: Name::from("serve"),
        activity: None,
        open: vec![],
        revision: 1,
        created_at: now,
        minors: BTreeSet::new(),
        items: (0..10).map(|at| (Name::from(format!("f{at}")), 0)).collect(),
        slots: vec![SlotFact { group: 0, rule: Name::from("all"), until: None, items: vec![] }],
        tries: 0,
    });
    facts.agreement = Some(AgreementFact {
        terms: vec![Name::from("consistent")],
        from: jiff::Timestamp::UNIX_EPOCH,
        until: jiff::Timestamp::MAX,
        suspended: false,
    });
    facts
}
