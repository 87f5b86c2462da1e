//! Who reads what: every role, every data item and every purpose of each policy, held against the policy file as it is written.
//!
//! Everything else that a reading needs is given: consent, accounts, activities, grants, proofs, a second factor, and values
//! that nothing has ended. So the answer of each cell hangs on the three alone. What it has to be is read from the file's
//! own rows, by nothing that the engine compiles.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

use jiff::{SignedDuration, Timestamp};
use life::access::{GrantFact, GrantFile};
use life::duty::{About, Proof};
use life::facts::{
    AccountState, ActivityFact, AnswerFact, ConsentFact, ConsentState, Facts, Given, HoldFact, PermissionFact,
    PersonFact, RecordFact, SlotFact, TenantState,
};
use life::guard::FactorFact;
use life::reference::{Activity, Cell, Factor, Grant, Hold, Holder, Ids, Record, Reference, Subject};
use life::reveal::{self, Reveal};

use life::{Actor, Capacity, Code, Decision, Moment};
use policy::{Form, Name, Policy};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

const HER: Subject = Subject::from_bytes([7; 16]);
const OTHER: Subject = Subject::from_bytes([8; 16]);
const CELL: Cell = Cell::from_bytes([1; 16]);

/// The file's rows, and nothing that was made of them.
struct Written(Table);

impl Written {
    fn rows(&self, table: &str) -> impl Iterator<Item = (&String, &Value)> {
        self.0.get(table).and_then(Value::as_table).into_iter().flatten()
    }

    fn row(&self, table: &str, name: &str) -> &Value {
        &self.0[table][name]
    }

    /// What the cell answers: the form in which the item opens, or the code by which it is refused.
    fn promises(&self, who: &Who, purpose: &str, item: &str) -> Result<Form, Code> {
        let row = self.row("purpose", purpose);
        let barred = |(_, never): (&String, &Value)| texts(never, "purposes").any(|barred| barred == purpose);
        let reads = row.get("reads").and_then(Value::as_table);
        let Some(reads) = reads.filter(|_| !self.rows("never").any(barred)) else { return Err(Code::PurposeDenied) };
        if !texts(row, "by").any(|by| who.is(by)) {
            return Err(Code::ActorDenied);
        }
        let form = match (reads.get(item).and_then(Value::as_str), self.row("data", item).get("keep")) {
            (None | Some("aggregate"), _) => return Err(Code::PurposeDenied),
            (_, Some(kept)) if kept.as_str() == Some("hashed") => return Err(Code::PurposeDenied),
            (Some("clear"), _) => Form::Clear,
            (Some("masked"), _) => Form::Masked,
            (Some("hashed"), _) => Form::Hashed,
            (Some("token"), _) => Form::Token,
            (Some(form), _) => panic!("{form}"),
        };
        if self.grade(item).zip(self.cleared(who)).is_some_and(|(grade, cleared)| grade > cleared) {
            return Err(Code::ActorDenied);
        }
        Ok(form)
    }

    /// The item's grade: by its class, at least 3 where it is sensitive, or its own.
    fn grade(&self, item: &str) -> Option<i64> {
        let grades = self.0.get("protect")?.get("grades")?;
        let row = self.row("data", item);
        if let Some(own) = row.get("grade") {
            return own.as_integer();
        }
        let of_class = grades.get(row.get("class")?.as_str()?)?.as_integer()?;
        let sensitive = row.get("sensitive").and_then(Value::as_bool).unwrap_or(false);
        Some(if sensitive { of_class.max(3) } else { of_class })
    }

    /// Up to which grade staff and services read; nobody else is bounded.
    fn cleared(&self, who: &Who) -> Option<i64> {
        let bounded = matches!(who.actor.capacity, Capacity::Staff | Capacity::Service);
        let role = who.role.as_ref().filter(|_| bounded)?;
        Some(self.row("role", role).get("cleared").and_then(Value::as_integer).unwrap_or(0))
    }

    fn names(&self, table: &str) -> Vec<String> {
        self.rows(table).map(|(name, _)| name.clone()).collect()
    }
}

fn texts<'v>(row: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    row.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Somebody who reads: in a role, or in none.
struct Who {
    called: String,
    role: Option<String>,
    actor: Actor,
}

impl Who {
    fn is(&self, by: &str) -> bool {
        match by.strip_prefix("role.") {
            Some(role) => self.role.as_deref() == Some(role),
            None => self.actor.capacity == Capacity::Subject && self.actor.subject == Some(HER),
        }
    }

    /// Everybody in her own capacity, and each role in a capacity that is not its own; the person herself, another, and nobody.
    fn all(written: &Written) -> Vec<Self> {
        let nameless = |called: &str, actor| Self { called: called.into(), role: None, actor };
        let mut all = vec![
            nameless("herself", Actor::subject(HER)),
            nameless("another", Actor::subject(OTHER)),
            nameless("a job", Actor::job()),
            nameless("staff", Actor { capacity: Capacity::Staff, subject: Some(OTHER), roles: vec![] }),
            nameless("a service", Actor { capacity: Capacity::Service, subject: None, roles: vec![] }),
        ];
        for (role, row) in written.rows("role") {
            let (own, strange) = match row["of"].as_str().unwrap() {
                "staff" => (Capacity::Staff, Capacity::Service),
                "service" => (Capacity::Service, Capacity::Staff),
                _ => (Capacity::Subject, Capacity::Staff),
            };
            let subject = |capacity| Some(OTHER).filter(|_| capacity != Capacity::Service);
            let actor =
                |capacity| Actor { capacity, subject: subject(capacity), roles: vec![Name::from(role.as_str())] };
            all.push(Self { called: format!("role.{role}"), role: Some(role.clone()), actor: actor(own) });
            all.push(Self { called: format!("role.{role} as {strange:?}"), role: None, actor: actor(strange) });
        }
        all
    }
}

/// Everything that a reading for `purpose` needs, but who reads and what.
fn given(policy: &Policy, written: &Written, purpose: &str, now: Timestamp) -> Facts {
    let name = |text: &String| Name::from(text.as_str());
    let mut facts = Facts::nothing(CELL);
    facts.tenant_named = written.0["policy"]["audience"].as_str() == Some("business");
    facts.tenant = Some(TenantState::Active).filter(|_| facts.tenant_named);
    let before = now - SignedDuration::from_hours(1);
    let said = || Some(Given { notice: policy.hash.clone(), language: "en".into(), at: before });
    let answer = AnswerFact { shown: said(), accepted: said(), ..AnswerFact::default() };
    let told = written.names("notice").into_iter().map(|notice| Name::from(format!("notice.{notice}")));
    let answers: BTreeMap<Name, AnswerFact> =
        told.chain([Name::from("policy")]).map(|to| (to, answer.clone())).collect();
    let consent = || {
        let kind =
            Name::from(written.row("purpose", purpose).get("consent").map_or("general", |kind| kind.as_str().unwrap()));
        ConsentFact { state: ConsentState::Given, at: before, kind, notice: policy.hash.clone() }
    };
    let permissions = written.rows("purpose").filter_map(|(_, row)| row.get("permission")?.as_str());
    let granted = PermissionFact { granted: true, at: before };
    let person = PersonFact {
        account: AccountState::Open,
        guardian_agreed: true,
        consents: BTreeMap::from([(Name::from(purpose), consent())]),
        permissions: permissions.map(|permission| (Name::from(permission), granted)).collect(),
    };
    for subject in [HER, OTHER] {
        facts.people.insert(subject, person.clone());
        facts.answers.insert(Holder(subject.0), answers.clone());
    }
    facts.answers.insert(Holder(CELL.0), answers);
    if let Some(kind) = written.row("purpose", purpose).get("during").and_then(Value::as_str) {
        facts.activity = Some(ActivityFact {
            activity: Activity::from_bytes([4; 16]),
            kind: Name::from(kind),
            opened_by: Some(HER),
            opened_at: before,
            closed_at: None,
            taken: BTreeMap::new(),
            ground: None,
            about: None,
        });
    }
    let stated = |duty: &str| -> BTreeMap<Name, String> {
        texts(written.row("duty", duty), "needs").map(|fact| (Name::from(fact), "stated".into())).collect()
    };
    let proof = |duty: &str| Proof {
        duty: Name::from(duty.strip_prefix("duty.").unwrap()),
        facts: stated(duty.strip_prefix("duty.").unwrap()),
        about: About::Person(OTHER),
        done_at: before,
        entered_at: before,
        review_at: None,
        digest: "0".repeat(64),
    };
    if let Some(protect) = written.0.get("protect") {
        facts.on_file.proofs = texts(protect, "reader-needs").map(proof).collect();
    }
    facts.on_file.grants = written.rows("role").map(|(role, _)| grant(name(role), purpose, now)).collect();
    facts.on_file.factor = Some(FactorFact {
        factor: Factor::from_bytes([6; 16]),
        enrolled_at: before,
        confirmed: true,
        step: None,
        used: 0,
        misses: 0,
        missed_at: None,
        open_until: Some(Timestamp::MAX),
    });
    let holding = written.rows("ground").filter(|(_, row)| row.get("only-for").is_some());
    facts.holds = holding.map(|(ground, _)| hold(name(ground), before)).collect();
    facts
}

fn grant(role: Name, purpose: &str, now: Timestamp) -> GrantFact {
    let (from, until) = (now, now + SignedDuration::from_hours(1));
    let file = GrantFile {
        person: OTHER,
        role,
        purposes: vec![Name::from(purpose)],
        items: vec![],
        need: "the test".into(),
        tenant: None,
        from,
        until,
    };
    GrantFact { grant: Grant::from_bytes([9; 16]), file, used_at: None, ended_at: None }
}

fn hold(ground: Name, placed_at: Timestamp) -> HoldFact {
    let file =
        life::HoldFile { ground, facts: BTreeMap::new(), items: vec![], case: None, until: None, review_at: None };
    HoldFact { hold: Hold::from_bytes([2; 16]), file, placed_at, lifted_at: None }
}

/// A record of `kind` with one item, kept by every rule that there is: nothing that has ended stands in the way.
fn record(policy: &Policy, facts: &Facts, (kind, held): (&str, bool), item: &str, now: Timestamp) -> RecordFact {
    let rules = policy.ends().iter().map(|end| end.rule.clone());
    let holds = facts.holds.iter().map(|hold| hold.file.rule(hold.hold));
    RecordFact {
        record: Record::from_bytes([5; 16]),
        kind: Name::from(kind),
        holder: if held { Holder(CELL.0) } else { Holder(HER.0) },
        subject: Some(HER),
        purpose: Name::from("any"),
        activity: None,
        open: vec![],
        revision: 1,
        created_at: now,
        items: BTreeMap::from([(Name::from(item), 0)]),
        minors: BTreeSet::new(),
        slots: rules.chain(holds).map(|rule| SlotFact { group: 0, rule, until: None, items: vec![] }).collect(),
        tries: 0,
    }
}

/// Walks every cell; answers how many there are, and how many of them open.
fn walk(product: &str) -> (usize, usize) {
    let path = format!("{}/../../policies/{product}/policy.toml", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).unwrap();
    let written = Written(source.parse().unwrap());
    let (policy, _) = Policy::load(source.as_bytes()).unwrap();
    let now = policy.effective_at().unwrap() + SignedDuration::from_hours(240);
    let moment = Moment { now, ids: Ids::starting_at(Reference::from_bytes([3; 16])) };
    let (everybody, items) = (Who::all(&written), written.names("data"));
    let holds = |item: &str| {
        let row = written.rows("record").find(|(_, row)| texts(row, "holds").any(|held| held == item));
        row.map_or(("none", false), |(kind, row)| (kind.as_str(), row["holder"].as_str() == Some("tenant")))
    };
    let records: Vec<_> = items.iter().map(|item| holds(item)).collect();
    let (mut cells, mut open, mut amiss) = (0, 0, Vec::new());
    for purpose in written.names("purpose") {
        let mut facts = given(&policy, &written, &purpose, now);
        for (item, kind) in items.iter().zip(&records) {
            facts.records = vec![record(&policy, &facts, *kind, item, now)];
            for who in &everybody {
                let request = Reveal {
                    actor: who.actor.clone(),
                    purpose: Name::from(purpose.as_str()),
                    subject: None,
                    items: vec![Name::from(item.as_str())],
                    activity: facts.activity.as_ref().map(|activity| activity.activity),
                    form: None,
                };
                let answered = match reveal::decide(&policy, &facts, &request, &moment) {
                    Decision::Refuse(refusal, _) => Err(refusal.code),
                    Decision::Do(plan) => {
                        let permit = plan.permit.unwrap();
                        let [opening] = permit.openings() else { panic!("{:?}", permit.openings()) };
                        assert_eq!((opening.item.as_str(), permit.names()), (item.as_str(), &[][..]));
                        Ok(opening.form)
                    }
                };
                let promised = written.promises(who, &purpose, item);
                cells += 1;
                open += usize::from(promised.is_ok());
                if answered != promised {
                    amiss.push(format!("{}, {purpose}, {item}: {answered:?}, promised {promised:?}", who.called));
                }
            }
        }
    }
    assert!(amiss.is_empty(), "{} of {cells}:\n{}", amiss.len(), amiss[..amiss.len().min(20)].join("\n"));
    println!("{product}: {cells} cells, of which {open} open");
    (cells, open)
}

macro_rules! each_policy {
    ($($test:ident: $product:literal),+ $(,)?) => {$(
        #[test]
        fn $test() {
            let (cells, open) = walk($product);
            assert!(open > 0 && open * 10 < cells, "{open} of {cells}");
        }
    )+};
}

each_policy! {
    who_reads_what_in_aink: "aink",
    who_reads_what_in_jiku: "jiku",
    who_reads_what_in_redeem: "redeem",
    who_reads_what_in_saleforte: "saleforte",
    who_reads_what_in_small_accounting: "small-accounting",
}
