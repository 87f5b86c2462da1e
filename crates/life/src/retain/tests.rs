//! What the timeline predicts is what the engine plans, for every shipped policy.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::{Back, Fresh, Happens, groups, log_end, plan_event, plan_taken_back, plan_terms};
use crate::actor::{Actor, Moment};
use crate::change::{Change, Work};
use crate::entry::Entry;
use crate::facts::Facts;
use crate::plan::Plan;
use crate::reference::Cell;
use crate::reference::{Holder, Ids, Reference};
use jiff::Timestamp;
use policy::{Happening, Line, Name, Outcome, Policy, RECORD_CREATED, What, timeline};

const SHIPPED: [&[u8]; 6] = [
    include_bytes!("../../../../policies/aink/policy.toml"),
    include_bytes!("../../../../policies/small-accounting/policy.toml"),
    include_bytes!("../../../../policies/jiku/policy.toml"),
    include_bytes!("../../../../policies/redeem/policy.toml"),
    include_bytes!("../../../../policies/saleforte/policy.toml"),
    include_bytes!("../../../../policies/examples/library/policy.toml"),
];
const HOLDER: Holder = Holder(Reference::from_bytes([7; 16]));

/// Years, months' ends and holidays of all sorts, and a year whose calendar nobody knows.
const INSTANTS: [&str; 4] = [
    "2026-05-20T10:00:00+08:00",
    "2026-02-13T23:30:00+08:00",
    "2024-02-29T00:00:00+08:00",
    "2026-12-31T23:59:59+08:00",
];

fn shipped() -> Vec<Policy> {
    SHIPPED.map(|bytes| Policy::load(bytes).unwrap().0).to_vec()
}

fn empty(policy: &Policy, now: Timestamp) -> Plan {
    let moment = Moment { now, ids: Ids::starting_at(Reference::from_bytes([3; 16])) };
    Plan::resting_on(vec![], Entry::of(policy, &moment, &Actor::job(), "erase"))
}

/// When each rule's work is due.
fn due(plan: &Plan) -> Vec<(Name, Timestamp)> {
    let due = |change: &Change| match change {
        Change::Due {
            at,
            work:
                Work::EndHolder { rule, .. }
                | Work::EndRule { rule, .. }
                | Work::EndRecords { rule, .. }
                | Work::EndValues { rule, .. },
            ..
        } => Some((rule.clone(), *at)),
        _ => None,
    };
    plan.changes.iter().filter_map(|grounded| due(&grounded.change)).collect()
}

fn rule(line: &Line) -> Name {
    let row = line.promise.strip_prefix("retention.").unwrap();
    line.needed_for.as_ref().map_or_else(|| Name::from(row), |purpose| Name::from(format!("{row}/{purpose}")))
}

fn values(policy: &Policy, event: &str, at: Timestamp) -> Vec<Line> {
    let lines = timeline(policy, &[Happening::new(event, at)]).unwrap().lines;
    lines.into_iter().filter(|line| matches!(line.what, What::Item { .. })).collect()
}

/// The work that a record of `kind` sets at its beginning.
fn terms(policy: &Policy, kind: &Name, at: Timestamp) -> Plan {
    let mut plan = empty(policy, at);
    let nothing = Facts::nothing(Cell::from_bytes([1; 16]));
    let items = &policy.document.records.get(kind).unwrap().holds;
    let mut purposes = policy.document.purposes.iter();
    let captures = purposes.find(|(_, row)| row.collects.contains(kind)).map(|(purpose, _)| purpose.clone());
    let purpose = captures.unwrap_or_else(|| Name::from("another"));
    let groups = groups(policy, &nothing, Fresh { subject: None, purpose: &purpose, kind, items, at });
    plan_terms(policy, &groups, at, &mut plan);
    plan
}

/// The first instant at which the engine begins to sweep the line's value under its rule.
fn first(line: &Line, plans: [&Plan; 2]) -> Option<Timestamp> {
    let rule = rule(line);
    plans.into_iter().flat_map(due).filter(|(of, _)| *of == rule).map(|(_, at)| at).min()
}

fn agrees(policy: &Policy, event: &str, at: Timestamp, planned: &Plan) -> usize {
    let lines = values(policy, event, at);
    for line in &lines {
        let What::Item { record, .. } = &line.what else { continue };
        let terms = terms(policy, record, at);
        let predicted = line.outcome.ending().map(|ending| ending.sweep);
        assert_eq!(predicted, first(line, [planned, &terms]), "{event} at {at}: {line:?}");
    }
    lines.iter().filter(|line| matches!(line.outcome, Outcome::Ends(_))).count()
}

#[test]
fn after_an_event_every_line_is_swept_when_the_plan_says() {
    let mut ended = 0;
    for policy in shipped() {
        for event in policy::timeline::events(&policy) {
            let taken_back = ["consent.withdrawn", "permission.revoked"].contains(&event.as_str());
            for at in INSTANTS.map(|at| at.parse().unwrap()) {
                if taken_back || event == RECORD_CREATED {
                    continue;
                }
                for to in [Happens::To(HOLDER), Happens::ToAll] {
                    let mut plan = empty(&policy, at);
                    plan_event(&policy, &event, at, to, &mut plan);
                    ended += agrees(&policy, &event, at, &plan);
                }
            }
        }
    }
    assert!(ended > 100, "{ended}");
}

#[test]
fn what_is_taken_back_is_swept_when_the_plan_says() {
    let mut ended = 0;
    for policy in shipped() {
        for at in INSTANTS.map(|at| at.parse().unwrap()) {
            for (back, event) in [(Back::Consent, "consent.withdrawn"), (Back::Permission, "permission.revoked")] {
                let mut plan = empty(&policy, at);
                for purpose in policy.document.purposes.keys() {
                    plan_taken_back(&policy, back, purpose, HOLDER, at, &mut plan);
                }
                ended += agrees(&policy, event, at, &plan);
            }
        }
    }
    assert!(ended > 10, "{ended}");
}

#[test]
fn a_fresh_record_is_swept_when_its_own_terms_say() {
    let mut ended = 0;
    for policy in shipped() {
        for at in INSTANTS.map(|at| at.parse().unwrap()) {
            ended += agrees(&policy, RECORD_CREATED, at, &empty(&policy, at));
        }
    }
    assert!(ended > 50, "{ended}");
}

#[test]
fn a_term_s_last_copy_is_gone_when_the_half_of_its_day_is_destroyed() {
    for policy in shipped() {
        for at in INSTANTS.map(|at| at.parse().unwrap()) {
            for line in values(&policy, RECORD_CREATED, at) {
                let What::Item { record, item } = &line.what else { continue };
                let Outcome::Ends(ending) = &line.outcome else { continue };
                let rule = rule(&line);
                let halves: Vec<Timestamp> = terms(&policy, record, at)
                    .changes
                    .iter()
                    .filter_map(|grounded| match &grounded.change {
                        Change::Due { at, work: Work::EndTerm { rule: of, .. }, .. } if *of == rule => Some(*at),
                        _ => None,
                    })
                    .collect();
                if policy.keep(item) != policy::rows::Keep::Open {
                    assert_eq!(halves, [ending.gone.unwrap()], "{line:?}");
                }
            }
        }
    }
}

#[test]
fn a_log_s_entries_go_when_the_engine_says() {
    for policy in shipped() {
        for at in INSTANTS.map(|at| at.parse().unwrap()) {
            let lines = timeline(&policy, &[Happening::new("account.cancelled", at)]).unwrap().lines;
            for (log, row) in &policy.document.logs {
                let line = lines.iter().find(|line| line.what == What::Log { log: log.clone() }).unwrap();
                let act = row.of.first().unwrap();
                let (of, end) = log_end(&policy, act, at).unwrap();
                assert_eq!((&of, Some(end)), (log, line.outcome.ending().map(|ending| ending.at)));
            }
        }
    }
}
