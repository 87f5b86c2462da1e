//! A withdrawal binds every act that is committed after it, however close they come.

use crate::support::{AINK, House, Person, days};
use std::sync::atomic::{AtomicBool, Ordering};
use yinuo::Tenant;
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::Record;
use yinuo::life::share::Share;
use yinuo::life::{Entry, Outcome};
use yinuo::policy::Form;

const ROUNDS: usize = 300;

fn person(house: &House) -> Person {
    let (who, _) = house.register(Tenant::New, &[("username", "u"), ("email", "u@example.com")]).unwrap();
    house.permit(who, "notification").unwrap();
    who
}

/// Reads, releases and captures until told to stop; what is refused is refused.
fn use_it(house: &House, who: Person, token: Record, stop: &AtomicBool) {
    let share = Share {
        actor: who.me(),
        recipient: "apns".into(),
        purpose: "notify".into(),
        occasion: None,
        subject: Some(who.subject),
        fields: vec![("push-token".into(), Form::Clear)],
        region: None,
        held: vec![],
        before_account: false,
    };
    while !stop.load(Ordering::SeqCst) {
        drop(house.read(who, "notify", token));
        drop(house.engine.decide_release(&house.product, who.tenant(), share.clone(), vec![token], None));
        drop(house.collect(who, "notify", "push", &[("push-token", "token")]));
    }
}

#[test]
fn nothing_rests_on_a_consent_after_its_withdrawal() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    house.file_agreement("apns");
    let who = person(&house);
    let mut windows = Vec::new();
    let stop = AtomicBool::new(false);
    house.consent(who, "notify", ConsentState::Given).unwrap();
    let token = house.collect(who, "notify", "push", &[("push-token", "token")]).unwrap().record;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| use_it(&house, who, token, &stop));
        }
        for _ in 0..ROUNDS {
            let withdrawn = house.consent(who, "notify", ConsentState::Withdrawn).unwrap();
            house.advance(jiff::SignedDuration::from_millis(1));
            let given = house.consent(who, "notify", ConsentState::Given).unwrap();
            windows.push(withdrawn..given);
        }
        stop.store(true, Ordering::SeqCst);
    });
    let entries = house.engine.entries(who.cell, 0, u32::MAX).unwrap();
    let rests = |entry: &Entry| {
        entry.outcome == Outcome::Done
            && entry.purpose.as_deref() == Some("notify")
            && ["read", "release", "collect"].contains(&entry.act.as_str())
    };
    let done: Vec<u64> =
        entries.iter().filter(|(_, entry)| entry.as_ref().is_some_and(rests)).map(|(seq, _)| *seq).collect();
    let after: Vec<u64> =
        done.iter().copied().filter(|seq| windows.iter().any(|window| window.contains(seq))).collect();
    assert_eq!(windows.len(), ROUNDS);
    assert!(done.len() > ROUNDS / 4, "too little happened beside the withdrawals: {}", done.len());
    assert_eq!(after, Vec::<u64>::new(), "done after a withdrawal that they rest on");
    house.advance(days(8));
    house.engine.run_due().unwrap();
    house.assert_sound();
}
