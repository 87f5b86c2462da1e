//! The timeline says the instants at which the engine will act.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use policy::{Line, Outcome, Policy, events, timeline};

const FIRST: &[u8] = include_bytes!("../../../policies/aink/policy.toml");

fn policy() -> Policy {
    Policy::load(FIRST).unwrap().0
}

fn after(event: &str, at: &str) -> Vec<Line> {
    timeline(&policy(), event, at.parse().unwrap()).unwrap()
}

fn line<'a>(lines: &'a [Line], record: &str, promise: &str) -> &'a Line {
    lines.iter().find(|line| line.record == record && line.promise == promise).unwrap()
}

fn end(line: &Line) -> String {
    match &line.outcome {
        Outcome::Ends { at, .. } => at.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_cancelled_account_is_gone_seven_days_later_and_swept_an_hour_before() {
    let lines = after("account.cancelled", "2026-05-20T10:00:00+08:00");
    let account = line(&lines, "account", "retention.account");
    assert!(account.whole);
    let Outcome::Ends { at, sweep, provisional, .. } = &account.outcome else { panic!("{account:?}") };
    assert_eq!((at.to_string(), *provisional), ("2026-05-27T02:00:00Z".to_owned(), false));
    assert_eq!(sweep.to_string(), "2026-05-27T01:00:00Z");
    assert!(!lines.iter().any(|line| line.record == "invoice"), "the tenant's own is not touched");
}

#[test]
fn what_the_law_keeps_outlasts_the_tenant() {
    let lines = after("tenant.cancelled", "2026-05-20T10:00:00+08:00");
    assert_eq!(end(line(&lines, "invoice", "retention.business")), "2026-05-27T02:00:00Z");
    let kept = line(&lines, "invoice", "retention.tax-records");
    assert!(!kept.whole, "the buyer's telephone is not kept by law: {kept:?}");
    assert!(matches!(&kept.outcome, Outcome::Stays { until } if until[0].from == "record.created"), "{kept:?}");
}

#[test]
fn a_record_s_own_term_counts_from_its_beginning() {
    let lines = after("record.created", "2026-05-20T09:30:00+08:00");
    assert_eq!(end(line(&lines, "invoice", "retention.tax-records")), "2036-12-31T16:00:00Z");
    assert_eq!(end(line(&lines, "verification", "retention.sms-code")), "2026-05-20T01:35:00Z");
}

#[test]
fn a_suspension_ends_it_later_and_a_resumption_calls_that_off() {
    let lines = after("tenant.suspended", "2026-05-20T10:00:00+08:00");
    let account = line(&lines, "account", "retention.account");
    assert_eq!(end(account), "2026-08-18T02:00:00Z");
    assert!(matches!(&account.outcome, Outcome::Ends { unless: Some(name), .. } if *name == "tenant.resumed"));
    let lines = after("tenant.resumed", "2026-05-21T10:00:00+08:00");
    let called_off = &line(&lines, "account", "retention.account").outcome;
    assert!(matches!(called_off, Outcome::CalledOff { set_by } if *set_by == "tenant.suspended"));
}

#[test]
fn every_value_is_touched_by_some_event_and_none_is_lost() {
    let policy = policy();
    let at = "2026-05-20T10:00:00+08:00".parse().unwrap();
    let lines: Vec<Line> = events(&policy).iter().flat_map(|event| timeline(&policy, event, at).unwrap()).collect();
    for (record, row) in &policy.document.records {
        for item in &row.holds {
            let ends = |line: &&Line| {
                line.record == *record && line.items.contains(item) && matches!(line.outcome, Outcome::Ends { .. })
            };
            assert!(lines.iter().any(|line| ends(&line)), "{record}.{item} never ends");
        }
    }
}

#[test]
fn an_end_beyond_the_years_that_can_be_counted_is_an_error() {
    assert!(timeline(&policy(), "record.created", jiff::Timestamp::MAX).is_err());
}
