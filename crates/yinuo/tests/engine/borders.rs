//! What somebody tries who speaks well and wants what is not hers.

use crate::support::{AINK, House, Person, START, at, code, days, folder, name, service, staff};
use rusqlite::Connection;
use yinuo::life::facts::ConsentState;
use yinuo::life::minors::{Finding, Minor};
use yinuo::life::reveal::Reveal;
use yinuo::life::share::Share;
use yinuo::life::{Actor, Capacity, Code, account, agree};
use yinuo::policy::Form;
use yinuo::policy::time::Calendar;
use yinuo::{Config, Engine, Tenant, Which};

fn two(house: &House) -> (Person, Person) {
    let (one, _) = house.register(Tenant::New, &[("username", "one"), ("email", "one@example.com")]).unwrap();
    let other = [("username", "other"), ("email", "other@example.com")];
    let (other, _) = house.register(one.tenant(), &other).unwrap();
    (one, other)
}

#[test]
fn nobodys_consent_releases_anothers_record() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let (one, other) = two(&house);
    let file = agree::File {
        actor: staff("officer"),
        agreement: agree::Agreement {
            recipient: name("apns"),
            counterparty: "The push service".into(),
            terms: vec![name("consistent"), name("no-other-use")],
            digest: "0".repeat(64),
            from: house.engine.now(),
            until: house.engine.now().checked_add(days(365)).unwrap(),
            suspended: false,
        },
    };
    house.engine.file_agreement(&house.product, &file).unwrap();
    for person in [one, other] {
        house.consent(person, "notify", ConsentState::Given).unwrap();
        house.permit(person, "notification").unwrap();
    }
    let token = house.collect(one, "notify", "push", &[("push-token", "a1b2c3")]).unwrap().record;
    let release = |actor: Actor, subject| Share {
        actor,
        recipient: name("apns"),
        purpose: name("notify"),
        occasion: None,
        subject: Some(subject),
        fields: vec![(name("push-token"), Form::Clear)],
        region: None,
        held: vec![],
        before_account: false,
    };
    let decide = |request| house.engine.decide_release(&house.product, one.tenant(), request, vec![token], None);
    assert!(decide(release(service(), one.subject)).is_ok());
    assert_eq!(code(decide(release(service(), other.subject))), Code::NotFound);
    assert_eq!(code(decide(release(other.me(), one.subject))), Code::ActorDenied);
    house.consent(one, "notify", ConsentState::Withdrawn).unwrap();
    assert_eq!(code(decide(release(service(), one.subject))), Code::ConsentWithdrawn);
    assert_eq!(code(decide(release(service(), other.subject))), Code::NotFound);
}

#[test]
fn acceptance_opens_accounts_and_nothing_else() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let (one, _) = two(&house);
    let mut request = house.request(service(), "attendance", "check-in", &[("location", "38.9,121.6")]);
    request.accepts = Some(house.shown());
    // A person's record hangs on a person; and on hers an acceptance changes nothing.
    let refused = house.engine.collect(&house.product, one.tenant(), request.clone());
    assert_eq!(code(refused), Code::Malformed);
    request.subject = Some(one.subject);
    let refused = house.engine.collect(&house.product, one.tenant(), request);
    assert_eq!(code(refused), Code::FeatureInactive);
    for wrong in ["notice", "language", "action"] {
        let values = [("username", "third"), ("email", "third@example.com")];
        let mut register = house.request(service(), "account", "account", &values);
        let mut shown = house.shown();
        match wrong {
            "notice" => shown.notice = "13700009999".into(),
            "language" => shown.language = "13700009999".into(),
            _ => shown.action = "13700009999".into(),
        }
        register.accepts = Some(shown);
        assert_eq!(code(house.engine.collect(&house.product, one.tenant(), register)), Code::Malformed, "{wrong}");
    }
}

#[test]
fn no_capacity_hides_a_disabled_account() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let (one, other) = two(&house);
    let found = Minor { actor: staff("officer"), subject: other.subject, finding: Finding::UnderAge };
    house.engine.find_minor(&house.product, one.tenant(), &found).unwrap();
    for (capacity, role) in [
        (Capacity::Subject, "administrator"),
        (Capacity::Staff, "sign-in"),
        (Capacity::Service, "sign-in"),
        (Capacity::Guardian, "accountant"),
    ] {
        let actor = Actor { capacity, subject: Some(other.subject), roles: vec![name(role)] };
        let (purpose, subject) = (name("account"), Some(one.subject));
        let reveal = Reveal { actor: actor.clone(), purpose, subject, items: vec![], activity: None, form: None };
        let which = Which::Of { subject: one.subject, kind: name("account") };
        let refused = house.engine.read(&house.product, one.tenant(), &reveal, &which);
        assert_eq!(code(refused), Code::AccountDisabled, "{capacity:?}");
    }
    // Nor does a capacity stand in for the person herself.
    let guardian = Actor { capacity: Capacity::Guardian, subject: Some(one.subject), roles: vec![] };
    let cancel = account::Life { actor: guardian, step: account::Step::CancelAccount(one.subject), platform: None };
    assert_eq!(code(house.engine.take_step(&house.product, one.tenant(), &cancel)), Code::ActorDenied);
}

#[test]
fn a_restore_trusts_only_a_mirror_that_proves_itself() {
    let turned = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '\"cancelled\"', '\"open\"') AS BLOB)
                  WHERE CAST(body AS TEXT) LIKE '%\"cancelled\"%'";
    let emptied = "UPDATE entry SET body = NULL, salt = NULL WHERE CAST(body AS TEXT) LIKE '%\"cancelled\"%'";
    let dropped = "DELETE FROM entry WHERE CAST(body AS TEXT) LIKE '%\"cancelled\"%'";
    for alteration in [turned, emptied, dropped] {
        let folder = folder();
        let house = House::under(folder.path(), AINK);
        let (one, _) = two(&house);
        let backup = house.engine.backup(&house.product).unwrap().path;
        let cancel = account::Life { actor: one.me(), step: account::Step::CancelAccount(one.subject), platform: None };
        house.engine.take_step(&house.product, one.tenant(), &cancel).unwrap();
        let clock = house.clock.clone();
        drop(house);
        let mirror = Connection::open(folder.path().join("mirror/entries.db")).unwrap();
        assert!(mirror.execute(alteration, []).unwrap() > 0);
        drop(mirror);
        std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
        let restored = Engine::restore(Config::under(folder.path()), clock, &backup);
        let refused = restored.map(|_| ()).unwrap_err().to_string();
        assert!(refused.contains("cannot be trusted"), "{refused}");
    }
}

#[test]
fn a_role_that_the_policy_does_not_declare_stays_out_of_the_ledger() {
    let folder = folder();
    let house = House::under(folder.path(), AINK);
    let (one, _) = two(&house);
    let actor = Actor::with_role(Capacity::Staff, "13799990008");
    let reveal = Reveal {
        actor,
        purpose: name("support"),
        subject: Some(one.subject),
        items: vec![],
        activity: None,
        form: None,
    };
    let which = Which::Of { subject: one.subject, kind: name("account") };
    assert_eq!(code(house.engine.read(&house.product, one.tenant(), &reveal, &which)), Code::ActorDenied);
    let (_, entry) = house.engine.entries(one.cell, 0, 1000).unwrap().pop().unwrap();
    let entry = entry.unwrap();
    assert_eq!((entry.code, entry.actor.capacity), (Some(Code::ActorDenied), Capacity::Staff));
    assert!(entry.actor.roles.is_empty(), "{:?}", entry.actor);
}

#[test]
fn an_installation_counts_by_the_calendar_it_was_given_and_not_by_an_older_opening_s() {
    let folder = folder();
    let year = br#"
        [[year]]
        year = 2027
        source = "made up for a test"
        off = [{ from = 2027-01-01 }, { from = 2027-10-01 }]
    "#;
    let calendar = Calendar::official().with_years(year).unwrap();
    let knows = |engine: &Engine, product: &yinuo::policy::Name| {
        let versions = engine.versions(product).unwrap();
        let of_versions: Vec<bool> = versions.iter().map(|version| version.policy.calendar.knows(2027)).collect();
        (engine.policy(product).unwrap().calendar.knows(2027), of_versions)
    };
    let house = House::open(Config { calendar, ..Config::under(folder.path()) }, AINK, at(START));
    assert_eq!(knows(&house.engine, &house.product), (true, vec![true]));
    let House { engine, clock, product, .. } = house;
    drop(engine);
    let engine = Engine::open(Config::under(folder.path()), clock).unwrap();
    assert_eq!(knows(&engine, &product), (false, vec![false]));
}
