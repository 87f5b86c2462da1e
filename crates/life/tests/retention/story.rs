//! What happens, told to the model and to the plain reading side by side.

use crate::model::Model;
use crate::plain::{Plain, Said};
use crate::policy::{Numbers, versions};
use jiff::{SignedDuration, Timestamp};
use life::account::{self, Life};
use life::activity::{self, Open};
use life::collect::Collect;
use life::consent::{self, SetConsent};
use life::facts::ConsentState;
use life::reference::{Activity, Record, Subject};
use life::retain::hold::{self, Ends, Place, Release};
use life::retain::raise::{self, Raise, To};
use life::reveal::{self, Reveal};
use life::{Actor, Capacity, Origin, Personal, Shown, erase};
use policy::Name;
use proptest::prelude::*;

pub fn name(text: &str) -> Name {
    Name::from(text)
}

/// Something that happens; numbers choose among what is there.
#[derive(Debug, Clone)]
pub enum Happens {
    Note(u8),
    Order(u8),
    Reply(u8),
    Agree(u8, u8),
    Withdraw(u8, u8),
    Cancel(u8),
    Complete(u8),
    Complain(u8),
    Settle(u8),
    CloseRound,
    Hold(u8, u8, Option<u16>),
    Lift(u8),
    Erase(u8),
    Pass(u32),
}

pub fn happens() -> impl Strategy<Value = Happens> {
    let who = 0_u8..3;
    prop_oneof![
        3 => who.clone().prop_map(Happens::Note),
        3 => who.clone().prop_map(Happens::Order),
        2 => who.clone().prop_map(Happens::Reply),
        2 => (who.clone(), 0_u8..3).prop_map(|(who, what)| Happens::Agree(who, what)),
        1 => (who.clone(), 0_u8..3).prop_map(|(who, what)| Happens::Withdraw(who, what)),
        1 => who.prop_map(Happens::Cancel),
        2 => any::<u8>().prop_map(Happens::Complete),
        2 => any::<u8>().prop_map(Happens::Complain),
        1 => any::<u8>().prop_map(Happens::Settle),
        1 => Just(Happens::CloseRound),
        2 => (any::<u8>(), any::<u8>(), prop::option::of(1_u16..400)).prop_map(|(of, items, days)| Happens::Hold(of, items, days)),
        3 => any::<u8>().prop_map(Happens::Lift),
        1 => any::<u8>().prop_map(Happens::Erase),
        8 => (1_u32..60 * 86_400).prop_map(Happens::Pass),
    ]
}

/// What happens, in the model and in the plain reading side by side.
pub struct Story {
    pub model: Model,
    pub plain: Plain,
    pub records: Vec<Record>,
    pub complaints: Vec<(Activity, Record)>,
    pub round: Option<Activity>,
    /// Whether what is due at once is done at once.
    pub sweeps: bool,
    /// How often something was carried out, by kind.
    pub done: std::collections::BTreeMap<&'static str, usize>,
}

const CONSENTS: [&str; 3] = ["retention.note", "survey", "calls"];

fn lawyer(number: u8) -> Actor {
    let roles = vec![name("lawyer"), name("clerk")];
    Actor { capacity: Capacity::Staff, subject: Some(Subject::from_bytes([number; 16])), roles }
}

impl Story {
    pub fn new(drawn: &[Numbers]) -> Self {
        let now = "2026-01-02T09:00:00+08:00".parse().unwrap();
        let mut model = Model::new(versions(drawn), now);
        let plain = Plain::new(drawn.to_vec());
        let people: Vec<Subject> = (0..3).map(|number| model.person(number)).collect();
        let mut story = Self {
            model,
            plain,
            records: vec![],
            complaints: vec![],
            round: None,
            sweeps: true,
            done: Default::default(),
        };
        for subject in people {
            story.consent(subject, "notes", ConsentState::Given);
        }
        story
    }

    pub fn count(&mut self, what: &'static str) {
        *self.done.entry(what).or_insert(0) += 1;
    }

    pub fn consent(&mut self, subject: Subject, purpose: &str, state: ConsentState) {
        let shown = Shown { notice: self.model.policy().hash.clone(), language: "en".into(), action: "tick".into() };
        let request = SetConsent { actor: Actor::subject(subject), subject, purpose: name(purpose), state, shown };
        let (moment, facts) = (self.model.moment(), self.model.about(&[]));
        let decision = consent::decide(self.model.policy(), &facts, &request, &moment);
        if self.model.carry_out(decision).is_ok() {
            self.count("consent");
            self.plain.say(moment.now, Said::Consent(subject, purpose.to_owned(), state == ConsentState::Given));
            self.sweep();
        }
    }

    pub fn capture(&mut self, subject: Subject, purpose: &str, kind: &str, items: &[&str], activity: Option<Activity>) {
        let request = Collect {
            actor: Actor::subject(subject),
            subject: Some(subject),
            purpose: name(purpose),
            kind: name(kind),
            values: items.iter().map(|item| ((*item).to_owned(), Personal::from("a value"))).collect(),
            captured_at: self.model.now,
            captured_until: None,
            origin: Origin::App,
            activity,
            occasion: None,
            platform: None,
            minors: vec![],
            opens_tenant: false,
            accepts: None,
            born: None,
        };
        let (moment, facts) = (self.model.moment(), self.model.about(&[]));
        let decision = life::collect::decide(self.model.policy(), &facts, &request, &moment);
        if let Ok(plan) = self.model.carry_out(decision) {
            self.count("captured");
            let record = plan.entry.records[0];
            self.records.push(record);
            let items = items.iter().map(|item| name(item)).collect();
            self.plain.say(moment.now, Said::Captured(record, subject, name(kind), items, activity));
        }
    }

    pub fn sweep(&mut self) {
        if self.sweeps {
            self.model.pass_until(self.model.now);
        }
    }

    pub fn pick(&self, number: u8) -> Option<Record> {
        (!self.records.is_empty()).then(|| self.records[usize::from(number) % self.records.len()])
    }

    pub fn open_round(&mut self, subject: Subject) -> Option<Activity> {
        let request = Open { actor: Actor::subject(subject), subject: Some(subject), kind: name("round"), about: None };
        let (moment, facts) = (self.model.moment(), self.model.about(&[]));
        let decision = activity::decide_open(self.model.policy(), &facts, &request, &moment);
        self.model.carry_out(decision).ok()?.entry.activity
    }

    pub fn close(&mut self, closed: Activity, about: &[Record]) {
        let (moment, mut facts) = (self.model.moment(), self.model.about(about));
        let Some(mut fact) = self.model.facts.activity.clone() else { return };
        fact.activity = closed;
        fact.about = about.first().copied();
        fact.kind = name(if about.is_empty() { "round" } else { "complaint" });
        facts.activity = Some(fact);
        let service = Actor { capacity: Capacity::Service, subject: None, roles: vec![] };
        let decision = activity::decide_close(self.model.policy(), &facts, &service, &moment);
        self.model.carry_out(decision).unwrap();
        self.count("closed");
        self.plain.say(moment.now, Said::Closed(closed));
        self.sweep();
    }

    pub fn tell(&mut self, what: &Happens) {
        match what {
            Happens::Note(who) => {
                let subject = self.model.person(*who);
                self.capture(subject, "notes", "note", &["text"], None);
            }
            Happens::Order(who) => {
                let subject = self.model.person(*who);
                self.capture(subject, "orders", "order", &["goods", "price"], None);
            }
            Happens::Reply(who) => {
                let subject = self.model.person(*who);
                self.round = self.open_round(subject);
                self.capture(subject, "survey", "reply", &["answer"], self.round);
            }
            Happens::Agree(who, what) => {
                let subject = self.model.person(*who);
                self.consent(subject, CONSENTS[usize::from(*what)], ConsentState::Given);
            }
            Happens::Withdraw(who, what) => {
                let subject = self.model.person(*who);
                self.consent(subject, CONSENTS[usize::from(*what)], ConsentState::Withdrawn);
            }
            Happens::Cancel(who) => self.cancel(*who),
            Happens::Complete(of) => self.complete(*of),
            Happens::Complain(of) => self.complain(*of),
            Happens::Settle(of) => {
                if !self.complaints.is_empty() {
                    let (complaint, record) = self.complaints.remove(usize::from(*of) % self.complaints.len());
                    self.close(complaint, &[record]);
                }
            }
            Happens::CloseRound => {
                if let Some(round) = self.round.take() {
                    self.close(round, &[]);
                }
            }
            Happens::Hold(of, items, days) => self.hold(*of, *items, *days),
            Happens::Lift(of) => self.lift(*of),
            Happens::Erase(of) => self.erase(*of),
            Happens::Pass(seconds) => {
                let until = self.model.now + SignedDuration::from_secs(i64::from(*seconds));
                self.model.pass_until(until);
            }
        }
    }

    pub fn cancel(&mut self, who: u8) {
        let subject = self.model.person(who);
        let request =
            Life { actor: Actor::subject(subject), step: account::Step::CancelAccount(subject), platform: None };
        let (moment, facts) = (self.model.moment(), self.model.about(&[]));
        let decision = account::decide(self.model.policy(), &facts, &request, &moment);
        if self.model.carry_out(decision).is_ok() {
            self.count("cancelled");
            self.plain.say(moment.now, Said::Cancelled(subject));
            self.sweep();
        }
    }

    pub fn complete(&mut self, of: u8) {
        let Some(record) = self.pick(of) else { return };
        let actor = Actor { capacity: Capacity::Service, subject: None, roles: vec![] };
        let request = Raise { actor, event: name("order.completed"), to: To::Record(record), at: None };
        let (moment, facts) = (self.model.moment(), self.model.about(&[record]));
        let decision = raise::decide(self.model.policy(), &facts, &request, &moment);
        if self.model.carry_out(decision).is_ok() {
            self.count("completed");
            self.plain.say(moment.now, Said::Completed(record));
        }
    }

    pub fn complain(&mut self, of: u8) {
        let Some(record) = self.pick(of) else { return };
        let Some(subject) = self.model.record(record).and_then(|fact| fact.subject) else { return };
        let (kind, about) = (name("complaint"), Some(record));
        let request = Open { actor: Actor::subject(subject), subject: Some(subject), kind, about };
        let (moment, facts) = (self.model.moment(), self.model.about(&[record]));
        let decision = activity::decide_open(self.model.policy(), &facts, &request, &moment);
        if let Ok(plan) = self.model.carry_out(decision) {
            self.count("complained");
            let complaint = plan.entry.activity.unwrap();
            self.complaints.push((complaint, record));
            self.plain.say(moment.now, Said::Complained(complaint, record));
        }
    }

    pub fn hold(&mut self, of: u8, items: u8, days: Option<u16>) {
        let Some(record) = self.pick(of) else { return };
        let all = ["text", "goods", "price", "answer"];
        let items: Vec<Name> = (0..4).filter(|at| items & (1 << at) != 0).map(|at| name(all[at])).collect();
        let until = days.map(|days| self.model.now + SignedDuration::from_hours(24 * i64::from(days)));
        let request = Place {
            actor: lawyer(1),
            asked_by: Some(lawyer(2)),
            ground: name("court"),
            facts: [(name("case-number"), "77".to_owned())].into(),
            subjects: vec![],
            records: vec![record],
            items: items.clone(),
            ends: until.map_or(Ends::Lifted, Ends::At),
            review_at: None,
            case: None,
        };
        let (moment, facts) = (self.model.moment(), self.model.about(&[record]));
        let decision = hold::decide(self.model.policy(), &facts, &request, &moment);
        if let Ok(plan) = self.model.carry_out(decision) {
            self.count("held");
            // What of the record had ended is not held.
            let fact = self.model.record(record).unwrap();
            let there = items.into_iter().filter(|item| fact.items.contains_key(item)).collect();
            self.plain.say(moment.now, Said::Held(plan.entry.hold.unwrap(), record, there, until));
        }
    }

    pub fn lift(&mut self, of: u8) {
        if self.model.facts.holds.is_empty() {
            return;
        }
        let hold = self.model.facts.holds[usize::from(of) % self.model.facts.holds.len()].clone();
        let (moment, mut facts) = (self.model.moment(), self.model.about(&[]));
        facts.holds = vec![hold.clone()];
        let request = Release { actor: lawyer(1), reason: "it is over".into() };
        let decision = hold::decide_release(self.model.policy(), &facts, &request, &moment);
        if self.model.carry_out(decision).is_ok() {
            self.count("lifted");
            self.plain.say(moment.now, Said::Lifted(hold.hold));
            self.sweep();
        }
    }

    pub fn erase(&mut self, of: u8) {
        let Some(record) = self.pick(of) else { return };
        let Some(subject) = self.model.record(record).and_then(|fact| fact.subject) else { return };
        let (moment, facts) = (self.model.moment(), self.model.about(&[record]));
        let request =
            erase::Erase { actor: Actor::subject(subject), all: false, records: Vec::new(), items: Vec::new() };
        let decision = erase::decide(self.model.policy(), &facts, &request, &moment);
        if self.model.carry_out(decision).is_ok() {
            self.count("erased");
            self.plain.say(moment.now, Said::Erased(record));
        }
    }

    /// Whether the value opens for anybody at all, and for whom.
    pub fn opens(&mut self, record: Record, item: &Name, purpose: &str) -> bool {
        let facts = self.model.about(&[record]);
        let role = if ["law", "held"].contains(&purpose) { lawyer(1) } else { lawyer(3) };
        let items = vec![item.clone()];
        let request = Reveal { actor: role, purpose: name(purpose), subject: None, items, activity: None, form: None };
        let moment = self.model.moment();
        match reveal::decide(self.model.policy(), &facts, &request, &moment) {
            life::Decision::Do(plan) => plan.permit.is_some_and(|permit| !permit.openings().is_empty()),
            life::Decision::Refuse(..) => false,
        }
    }

    /// Every value against the plain reading of its rules.
    pub fn check(&mut self, swept: bool) {
        let now = self.model.now;
        for (record, kind, items) in self.plain.captured() {
            for item in items {
                let kept = self.plain.kept(record, &kind, &item, now);
                let there = self.model.has(record, &item);
                if kept.must {
                    assert!(there, "{item} of {record} is gone at {now} and {kept:?}\n{:#?}", self.plain.told(record));
                }
                if swept && !kept.may {
                    assert!(
                        !there,
                        "{item} of {record} is there at {now} and {kept:?}\n{:#?}",
                        self.plain.told(record)
                    );
                }
                for purpose in ["notes", "orders", "survey", "calls", "law", "held"] {
                    let allowed = kept.purposes.contains(&purpose);
                    let opens = self.opens(record, &item, purpose);
                    assert!(
                        !opens || allowed,
                        "{item} of {record} opens for {purpose} at {now}: {kept:?}\n{:#?}\n{:#?}",
                        self.plain.told(record),
                        self.model.record(record)
                    );
                }
            }
        }
    }

    /// Just before and at each instant at which the plain reading says that something ends.
    pub fn edges(&mut self, from: Timestamp, until: Timestamp) {
        for edge in self.plain.edges(from, until) {
            // The sweep has not run: what ends at the edge is refused all the same.
            let before = self.model.now;
            self.model.now = edge;
            self.check(false);
            self.model.now = before;
        }
    }
}
