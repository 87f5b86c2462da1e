//! A code is tried a bounded number of times, by however many at once and over restarts.

use crate::support::{AINK, House, at, code};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use yinuo::life::drawn::Verify;
use yinuo::life::{Actor, Capacity, Code, Personal};
use yinuo::{Config, Connector, Engine, Error, SecretText, StandingClock, Tenant, TransportSettings, Trust};

const NOW: &str = "2026-05-20T09:00:00+08:00";
const PHONE: &str = "13800138000";

pub fn fake() -> fake_alibaba_sms::Fake {
    fake_alibaba_sms::Fake::start(fake_alibaba_sms::Config::new("LTAI", "secret", at(NOW).as_second())).unwrap()
}

/// A configuration whose SMS recipient is the fake.
pub fn reaching(fake: &fake_alibaba_sms::Fake, folder: &std::path::Path) -> Config {
    let transport = TransportSettings {
        base_url: fake.base_url(),
        allow_loopback_plain: true,
        trust: Trust::Platform,
        timeout: std::time::Duration::from_secs(5),
    };
    let connector = Connector {
        transport,
        key_id: "LTAI".into(),
        secret: SecretText::new("secret".into()),
        sign_name: "AINK".into(),
        template_code: "SMS_1".into(),
        region: Some("cn-hangzhou".into()),
    };
    let mut config = Config::under(folder);
    config.connectors.insert("alibaba-sms".into(), connector);
    config
}

pub fn verify(house: &House, candidate: &str) -> Result<bool, Error> {
    let request = Verify {
        actor: Actor::with_role(Capacity::Service, "sign-in"),
        purpose: "verification".into(),
        item: "sms-code".into(),
    };
    let (kind, item, phone) = ("verification".into(), "phone".into(), Personal::from(PHONE));
    let found = (&kind, &item, &phone);
    let answer = house.engine.verify(&house.product, Tenant::None, &request, found, &Personal::from(candidate))?;
    Ok(answer.is_some())
}

/// A house that has sent a code, and the code.
fn sent(fake: &fake_alibaba_sms::Fake, folder: &std::path::Path) -> (House, String) {
    let house = House::open(reaching(fake, folder), AINK, at(NOW));
    house.file_agreement("alibaba-sms");
    house.engine.draw_code(&house.product, Tenant::None, house.draw(PHONE)).unwrap();
    let sent = house.engine.send_waiting().unwrap();
    assert_eq!(sent.delivered, 1, "{sent:?} {:?}", fake.refused());
    let code = fake.accepted().pop().unwrap().code;
    (house, code)
}

/// Sixteen threads guess; answers how many comparisons were made and how many were right.
fn guess(house: &House, guesses: usize, guess_of: impl Fn(usize) -> String + Sync) -> (usize, usize) {
    let (compared, right) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for thread in 0..16 {
            let (compared, right, guess_of) = (&compared, &right, &guess_of);
            scope.spawn(move || {
                for number in (thread..guesses).step_by(16) {
                    match verify(house, &guess_of(number)) {
                        Ok(true) => {
                            compared.fetch_add(1, Ordering::SeqCst);
                            right.fetch_add(1, Ordering::SeqCst);
                        }
                        Ok(false) => {
                            compared.fetch_add(1, Ordering::SeqCst);
                        }
                        Err(fault) => {
                            let code = fault.code();
                            let refused = [Code::RateLimited, Code::Expired, Code::Conflict];
                            assert!(refused.contains(&code), "{fault:?}");
                        }
                    }
                }
            });
        }
    });
    (compared.into_inner(), right.into_inner())
}

#[test]
fn a_thousand_guesses_at_once_get_five_comparisons_over_a_restart() {
    let (fake, folder) = (fake(), crate::support::folder());
    let (house, right) = sent(&fake, folder.path());
    // None of these is the code, so that all five tries are theirs.
    let wrong = move |number: usize| {
        let candidate = format!("{:06}", number % 1_000_000);
        if candidate == right { "999999".to_owned() } else { candidate }
    };
    let (before, hits) = guess(&house, 3, &wrong);
    assert_eq!((before, hits), (3, 0));
    drop(house);
    let clock = Arc::new(StandingClock::at(at(NOW)));
    let engine = Engine::open(reaching(&fake, folder.path()), clock.clone()).unwrap();
    let house = House::around(engine, clock, AINK);
    let (after, hits) = guess(&house, 1000, &wrong);
    assert_eq!((before + after, hits), (5, 0));
    assert_eq!(code(verify(&house, "123456")), Code::RateLimited);
}

#[test]
fn a_right_code_that_sixteen_give_at_once_is_right_once() {
    let (fake, folder) = (fake(), crate::support::folder());
    let (house, right) = sent(&fake, folder.path());
    let (compared, hits) = guess(&house, 64, |_| right.clone());
    assert_eq!(hits, 1);
    assert!(compared <= 5, "{compared}");
    assert_eq!(code(verify(&house, &right)), Code::Expired);
}

#[test]
fn a_new_code_ends_the_old_one() {
    let (fake, folder) = (fake(), crate::support::folder());
    let (house, old) = sent(&fake, folder.path());
    house.engine.draw_code(&house.product, Tenant::None, house.draw(PHONE)).unwrap();
    assert_eq!(house.engine.send_waiting().unwrap().delivered, 1);
    let new = fake.accepted().pop().unwrap().code;
    if old != new {
        assert!(!verify(&house, &old).unwrap());
    }
    assert!(verify(&house, &new).unwrap());
}
