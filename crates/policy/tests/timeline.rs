//! The timeline says the instants at which the engine will act.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use jiff::Timestamp;
use policy::rows::{Keep, Scope, Then};
use policy::timeline::{event, events, instant};
use policy::{Happening, Line, Outcome, Policy, Timeline, What, timeline};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const SHIPPED: [&[u8]; 2] = [
    include_bytes!("../../../policies/aink/policy.toml"),
    include_bytes!("../../../policies/examples/library/policy.toml"),
];

fn shipped() -> &'static [Policy] {
    static SHIPPED_POLICIES: OnceLock<Vec<Policy>> = OnceLock::new();
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies"));
    // The policies that the tests name come first; the others follow as they stand in their folder.
    SHIPPED_POLICIES.get_or_init(|| {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("policy.toml"));
        let mut files: Vec<_> = files.filter(|file| file.is_file()).collect();
        files.sort();
        let others = files.iter().map(|file| std::fs::read(file).unwrap()).filter(|bytes| bytes != SHIPPED[0]);
        let named = SHIPPED.iter().map(|bytes| bytes.to_vec());
        named.chain(others).map(|bytes| Policy::load(&bytes).unwrap().0).collect()
    })
}

fn policy() -> &'static Policy {
    &shipped()[0]
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn after_all(happened: &[(&str, &str)]) -> Timeline {
    let happened: Vec<_> = happened.iter().map(|(event, when)| Happening::new(event, at(when))).collect();
    timeline(policy(), &happened).unwrap()
}

fn after(event: &str, when: &str) -> Timeline {
    after_all(&[(event, when)])
}

fn item(record: &str, item: &str) -> What {
    What::Item { record: record.into(), item: item.into() }
}

fn line<'a>(timeline: &'a Timeline, what: &What, promise: &str) -> &'a Line {
    timeline.lines.iter().find(|line| line.what == *what && line.promise == promise).unwrap()
}

fn end(line: &Line) -> String {
    line.outcome.ending().unwrap_or_else(|| panic!("{line:?}")).at.to_string()
}

#[test]
fn a_cancelled_account_is_gone_seven_days_later_and_swept_an_hour_before() {
    let timeline = after("account.cancelled", "2026-05-20T10:00:00+08:00");
    let account = line(&timeline, &item("account", "email"), "retention.account");
    let Outcome::Ends(ending) = &account.outcome else { panic!("{account:?}") };
    assert_eq!((ending.at, ending.gone), (at("2026-05-27T02:00:00Z"), Some(at("2026-05-27T02:00:00Z"))));
    assert_eq!((ending.sweep, ending.provisional, ending.within), (at("2026-05-27T01:00:00Z"), None, true));
    let invoice = line(&timeline, &item("invoice", "buyer-phone"), "retention.business");
    assert!(matches!(&invoice.outcome, Outcome::Stays { until } if until[0].from == "tenant.cancelled"), "{invoice:?}");
}

#[test]
fn what_the_law_keeps_outlasts_the_tenant_for_its_duty_only() {
    let timeline = after("tenant.cancelled", "2026-05-20T10:00:00+08:00");
    assert_eq!(end(line(&timeline, &item("invoice", "buyer-phone"), "retention.business")), "2026-05-27T02:00:00Z");
    let kept = line(&timeline, &item("invoice", "buyer-name"), "retention.tax-records");
    assert!(matches!(&kept.outcome, Outcome::Expires(ending) if !ending.within), "{kept:?}");
    assert_eq!(end(kept), "2036-12-31T16:00:00Z");
    assert_eq!(kept.restricted, Some(at("2026-05-27T02:00:00Z")));
    assert!(kept.basis.is_some() && kept.only_for.as_ref().is_some_and(|purpose| *purpose == "legal-retention"));
    assert!(!timeline.lines.iter().any(|line| line.what == item("invoice", "buyer-phone") && line.basis.is_some()));
    let whole = line(&timeline, &What::Record { record: "invoice".into() }, "retention.tax-records");
    assert_eq!(end(whole), "2036-12-31T16:00:00Z");
}

#[test]
fn a_record_s_own_term_counts_from_its_beginning() {
    let timeline = after("record.created", "2026-05-20T09:30:00+08:00");
    let invoice = line(&timeline, &item("invoice", "invoice-number"), "retention.tax-records");
    assert_eq!(end(invoice), "2036-12-31T16:00:00Z");
    let code = line(&timeline, &item("verification", "sms-code"), "retention.sms-code");
    assert_eq!(end(code), "2026-05-20T01:35:00Z");
    // The half that opens a day's codes goes when that day is over, and no backup can open one from then on.
    assert_eq!(code.outcome.ending().unwrap().gone, Some(at("2026-05-21T00:00:00+08:00")));
}

#[test]
fn an_own_term_that_comes_first_is_not_the_event_s_doing() {
    let timeline = after("account.cancelled", "2026-05-20T10:00:00+08:00");
    let voice = line(&timeline, &item("voice-sample", "voice"), "retention.voice");
    assert!(matches!(&voice.outcome, Outcome::Expires(_)), "{voice:?}");
    assert_eq!(end(voice), "2026-05-20T03:00:00Z");
    let place = line(&timeline, &item("check-in", "location"), "retention.attendance");
    assert!(matches!(&place.outcome, Outcome::Ends(ending) if ending.by == "account.cancelled"), "{place:?}");
}

#[test]
fn a_suspension_ends_it_later_and_a_resumption_in_time_calls_that_off() {
    let suspended = ("tenant.suspended", "2026-05-20T10:00:00+08:00");
    let timeline = after_all(&[suspended]);
    let account = |timeline: &Timeline| line(timeline, &item("account", "email"), "retention.account").outcome.clone();
    assert!(matches!(account(&timeline), Outcome::Ends(end) if end.at == at("2026-08-18T02:00:00Z")
        && end.unless.as_ref().is_some_and(|event| *event == "tenant.resumed")));
    let resumed = after_all(&[suspended, ("tenant.resumed", "2026-08-18T09:59:59+08:00")]);
    assert!(matches!(account(&resumed), Outcome::CalledOff { set_by, by, .. }
        if set_by == "tenant.suspended" && by == "tenant.resumed"));
    let too_late = after_all(&[suspended, ("tenant.resumed", "2026-08-18T10:00:00+08:00")]);
    assert_eq!(account(&too_late), account(&timeline));
    let before = after_all(&[("tenant.resumed", "2026-05-19T10:00:00+08:00"), suspended]);
    assert_eq!(account(&before), account(&timeline));
}

#[test]
fn of_several_events_the_first_end_wins() {
    let timeline =
        after_all(&[("account.cancelled", "2026-05-20T10:00:00+08:00"), ("minor.found", "2026-05-22T10:00:00+08:00")]);
    let Outcome::Ends(ending) = &line(&timeline, &item("account", "email"), "retention.account").outcome else {
        panic!()
    };
    assert_eq!((ending.by.as_str(), ending.at), ("minor.found", at("2026-05-22T02:00:00Z")));
}

#[test]
fn where_a_guardian_is_waited_for_a_minor_found_ends_nothing_yet() {
    let text = String::from_utf8_lossy(SHIPPED[0]).replace("\"disable-and-erase\"", "\"disable\"");
    let waiting = Policy::load(text.as_bytes()).unwrap().0;
    let found = Happening::new("minor.found", at("2026-05-20T10:00:00+08:00"));
    let timeline = timeline(&waiting, &[found]).unwrap();
    assert!(!timeline.lines.iter().any(|line| matches!(line.outcome, Outcome::Ends(_))));
    assert!(timeline.lines.iter().any(|line| matches!(line.outcome, Outcome::Stops { .. })), "the account is disabled");
}

#[test]
fn what_a_withdrawn_consent_ends_leaves_the_last_copy_with_the_last_backup() {
    let timeline = after("consent.withdrawn", "2026-05-20T10:00:00+08:00");
    let push = line(&timeline, &item("push", "push-token"), "retention.push").outcome.ending().unwrap();
    assert_eq!((push.at, push.gone), (at("2026-05-27T02:00:00Z"), Some(at("2026-06-26T02:00:00Z"))));
    // An amount without a person is not sealed: no key of its own ends it in a backup.
    let timeline = after("tenant.cancelled", "2026-05-20T10:00:00+08:00");
    let amount = line(&timeline, &item("recharge", "recharge-amount"), "retention.business").outcome.ending().unwrap();
    assert_eq!(amount.gone, Some(at("2026-06-26T02:00:00Z")));
}

#[test]
fn logs_copies_backups_and_messages_have_their_lines() {
    let timeline = after("account.cancelled", "2026-05-20T10:00:00+08:00");
    assert_eq!(end(line(&timeline, &What::Log { log: "access".into() }, "log.access")), "2026-11-20T02:00:00Z");
    assert_eq!(end(line(&timeline, &What::Backup, "protect")), "2026-06-19T02:00:00Z");
    let what = What::Copy { recipient: "alipay".into(), item: "payer-account".into() };
    let copy = &line(&timeline, &what, "recipient.alipay").outcome;
    assert!(
        matches!(copy, Outcome::Sent { stops: Some(_), agreement: Some(dpa), terms, .. } if *dpa == "dpa" && terms.len() == 2)
    );
    let message = What::Message { message: "service-notice".into() };
    assert!(matches!(line(&timeline, &message, "message.service-notice").outcome, Outcome::Stops { .. }));
    let opened = after("account.opened", "2026-05-20T10:00:00+08:00");
    assert!(matches!(line(&opened, &what, "recipient.alipay").outcome, Outcome::Sent { stops: None, .. }));
    assert_eq!(line(&opened, &message, "message.service-notice").outcome, Outcome::GoesOn { without: None });
    let withdrawn = after("consent.withdrawn", "2026-05-20T10:00:00+08:00");
    let goes_on = Outcome::GoesOn { without: Some("push".into()) };
    assert_eq!(line(&withdrawn, &message, "message.service-notice").outcome, goes_on);
}

#[test]
fn every_value_is_touched_by_some_event_and_none_is_lost() {
    for policy in shipped() {
        let when = at("2026-05-20T10:00:00+08:00");
        let after = |event: &policy::Name| timeline(policy, &[Happening::new(event, when)]).unwrap().lines;
        let lines: Vec<Line> = events(policy).iter().flat_map(after).collect();
        for (record, row) in &policy.document.records {
            for name in &row.holds {
                let ends = |line: &&Line| line.what == item(record, name) && matches!(line.outcome, Outcome::Ends(_));
                assert!(lines.iter().any(|line| ends(&line)), "{record}.{name} never ends");
            }
        }
    }
}

/// The instant from which no backup made before `at` can be opened.
fn last_backup(policy: &Policy, at: Timestamp) -> Timestamp {
    let keep = policy.period(&policy.document.protect.as_ref().unwrap().backup_keep).unwrap();
    policy::time::ends_at(at, &keep, Default::default(), &policy.zone, &policy.calendar).unwrap().at
}

#[test]
fn every_end_has_a_last_copy_and_what_has_no_half_of_its_own_leaves_with_the_last_backup() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for policy in shipped() {
        for event in events(policy) {
            let of_record = policy.document.events.get(&event).is_some_and(|row| row.of == Scope::Record);
            let timeline = timeline(policy, &[Happening::new(&event, at("2026-05-20T10:00:00+08:00"))]).unwrap();
            for line in &timeline.lines {
                let Some(ending) = line.outcome.ending() else { continue };
                let why = match &line.what {
                    What::Log { .. } => "log",
                    What::Suppression { .. } => "suppression",
                    What::Backup | What::Cookie { .. } => "itself",
                    _ if line.then == Some(Then::Restrict) => "restricted",
                    What::Item { item, .. } if policy.keep(item) == Keep::Open => "open",
                    What::Item { .. } if ending.by == "record.created" => "day",
                    What::Item { .. } if of_record => "record",
                    What::Item { .. } => match ending.by.as_str() {
                        "consent.withdrawn" => "consent.withdrawn",
                        "permission.revoked" => "permission.revoked",
                        "activity.closed" => "activity.closed",
                        _ => "half",
                    },
                    _ => continue,
                };
                let expected = match why {
                    "restricted" => None,
                    "half" | "itself" => Some(ending.at),
                    "day" => ending.gone.filter(|gone| {
                        let gone = gone.to_zoned(policy.zone.clone());
                        gone.start_of_day().unwrap() == gone
                            && gone.timestamp().duration_since(ending.at).as_hours() < 24
                    }),
                    _ => Some(last_backup(policy, ending.at)),
                };
                assert_eq!(ending.gone, expected, "{why}: {line:?}");
                assert!(why == "restricted" || ending.gone.is_some());
                *seen.entry(why).or_default() += 1;
            }
        }
    }
    let wanted = [
        "activity.closed",
        "consent.withdrawn",
        "day",
        "half",
        "itself",
        "log",
        "open",
        "permission.revoked",
        "record",
        "suppression",
    ];
    assert!(wanted.iter().all(|why| seen.contains_key(why)), "{seen:?}");
}

#[test]
fn an_end_beyond_the_years_that_can_be_counted_is_an_error() {
    assert!(timeline(policy(), &[Happening::new("record.created", Timestamp::MAX)]).is_err());
}

#[test]
fn working_days_are_those_of_the_official_calendar_and_an_unknown_year_is_named() {
    let text = String::from_utf8_lossy(SHIPPED[1]).replace(
        "from = \"account.cancelled\"\nwithin = \"14 days\"",
        "from = \"account.cancelled\"\nwithin = \"15 working days\"",
    );
    let policy = Policy::load(text.as_bytes()).unwrap().0;
    // The test values of the calendar: the end is 24:00 of the fifteenth working day.
    for (start, last) in [
        ("2025-01-20", "2025-02-14"),
        ("2025-09-24", "2025-10-21"),
        ("2025-12-31", "2026-01-22"),
        ("2026-02-09", "2026-03-06"),
        ("2026-02-13", "2026-03-12"),
        ("2026-04-27", "2026-05-20"),
        ("2026-09-18", "2026-10-15"),
        ("2026-09-30", "2026-10-27"),
    ] {
        let from = instant(start, &policy.zone).unwrap();
        let after = timeline(&policy, &[Happening::new("account.cancelled", from)]).unwrap();
        let ending = line(&after, &item("reader", "mobile"), "retention.reader").outcome.ending().unwrap().clone();
        let over: jiff::civil::Date = last.parse().unwrap();
        assert_eq!(
            (ending.at, ending.provisional),
            (over.tomorrow().unwrap().to_zoned(policy.zone.clone()).unwrap().timestamp(), None)
        );
    }
    let from = instant("2026-12-21", &policy.zone).unwrap();
    let after = timeline(&policy, &[Happening::new("account.cancelled", from)]).unwrap();
    assert_eq!(
        line(&after, &item("reader", "mobile"), "retention.reader").outcome.ending().unwrap().provisional,
        Some(2027)
    );
}

#[test]
fn a_question_is_read_in_the_policy_s_zone_and_a_near_event_is_suggested() {
    let zone = &policy().zone;
    for (text, expected) in [
        ("2026-05-20", "2026-05-19T16:00:00Z"),
        ("2026-05-20T10:00", "2026-05-20T02:00:00Z"),
        (" 2026-05-20 10:00:30 ", "2026-05-20T02:00:30Z"),
        ("2026-05-20T10:00:00+02:00", "2026-05-20T08:00:00Z"),
        ("2026-05-20T10:00:00Z", "2026-05-20T10:00:00Z"),
    ] {
        assert_eq!(instant(text, zone).unwrap(), at(expected), "{text}");
    }
    for text in ["", "soon", "2026-02-30", "20:00", "2026-05-20T25:00"] {
        assert_eq!(instant(text, zone).unwrap_err().0, text, "{text}");
    }
    assert_eq!(event(policy(), "minor.found").unwrap(), "minor.found");
    let unknown = event(policy(), "acount.canceled").unwrap_err();
    assert!(unknown.near.as_ref().is_some_and(|near| *near == "account.cancelled"));
    let said = unknown.to_string();
    assert!(said.contains("did you mean `account.cancelled`? known: account.cancelled, account.opened, "), "{said}");
    assert_eq!(event(policy(), "x").unwrap_err().near, None);
}

fn config() -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(2026);
    ProptestConfig { cases: 128, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

/// Events of a policy with instants of four years, none that calls another one off, and none from which a law wants
/// something kept.
fn happened(policy: &'static Policy) -> impl Strategy<Value = Vec<Happening>> {
    let calls_off = |name: &policy::Name| {
        policy.ends().iter().flat_map(|end| &end.legs).any(|leg| leg.unless.as_ref() == Some(name))
    };
    let begins = |name: &policy::Name| {
        policy.ends().iter().any(|end| matches!(&end.begins, policy::Begins::On(event) if event == name))
    };
    let mut names = events(policy);
    names.retain(|name| !calls_off(name) && !begins(name) && name.as_str() != policy::RECORD_CREATED);
    let one = (prop::sample::select(names), 1_735_689_600_i64..1_861_920_000)
        .prop_map(|(event, second)| Happening { event, at: Timestamp::from_second(second).unwrap() });
    prop::collection::vec(one, 1..4)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_ends_before_its_event_and_an_upper_bound_is_swept_in_time(
        (policy, happened) in prop::sample::select(shipped().iter().collect::<Vec<_>>())
            .prop_flat_map(|policy| happened(policy).prop_map(move |happened| (policy, happened))),
    ) {
        let timeline = timeline(policy, &happened).unwrap();
        for line in &timeline.lines {
            let Some(ending) = line.outcome.ending() else { continue };
            let from = happened.iter().find(|happening| happening.event == ending.by).map_or(timeline.at, |found| found.at);
            prop_assert!(timeline.at <= ending.sweep && ending.sweep <= ending.at, "{line:?}");
            prop_assert!(ending.within || ending.sweep == ending.at, "{line:?}");
            prop_assert!(from <= ending.at || happened.len() > 1, "{line:?}");
            prop_assert!(ending.gone.is_none_or(|gone| ending.at <= gone), "{line:?}");
            prop_assert!(line.restricted.is_none_or(|from| from < ending.at), "{line:?}");
        }
    }

    #[test]
    fn one_more_event_never_lengthens_anything(
        (policy, happened) in prop::sample::select(shipped().iter().collect::<Vec<_>>())
            .prop_flat_map(|policy| happened(policy).prop_map(move |happened| (policy, happened))),
    ) {
        let ends = |happened: &[Happening]| -> Vec<Timestamp> {
            let lines = timeline(policy, happened).unwrap().lines;
            lines.iter().map(|line| line.outcome.ending().map_or(Timestamp::MAX, |ending| ending.at)).collect()
        };
        let (_, fewer) = happened.split_last().unwrap();
        prop_assume!(!fewer.is_empty());
        let lines = |ends: Vec<Timestamp>| ends.into_iter();
        for (before, after) in lines(ends(fewer)).zip(lines(ends(&happened))) {
            prop_assert!(after <= before);
        }
    }
}
