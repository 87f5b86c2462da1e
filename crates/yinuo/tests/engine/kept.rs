//! What was promised of the end of a value stays so: through later versions, late events, holds and a worker behind.

use crate::holds::{JIKU, form, lift, opens, place, visitor};
use crate::support::{House, Person, code, days, folder, name, service};
use rusqlite::Connection;
use yinuo::life::Code;
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::Record;
use yinuo::life::retain::hold::Place;
use yinuo::life::retain::raise::{Raise, To};
use yinuo::{Tenant, Wish};

const ENDS: &str = include_str!("ends/policy.toml");

/// The policy's next version, in force on `day`, with passages replaced.
fn next(policy: &str, day: &str, replaced: &[(&str, &str)]) -> String {
    let version = |text: &str, key: &str, to: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
        text.replacen(&line, &format!("{key} = {to}"), 1)
    };
    let text = replaced.iter().fold(policy.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    let text = version(&text, "version", "\"next\"");
    version(&version(&text, "updated", day), "effective", day)
}

fn erase(house: &House, who: Person, record: Record) -> Result<(), yinuo::Error> {
    let wish = Wish { records: vec![record], about: None, items: vec![] };
    house.engine.erase(&house.product, who.tenant(), &who.me(), wish).map(|_| ())
}

fn store(folder: &tempfile::TempDir) -> Connection {
    Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap()
}

/// The items of a record that still lie in the store.
fn items(folder: &tempfile::TempDir, record: Record) -> Vec<String> {
    let store = store(folder);
    let mut select = store.prepare("SELECT item FROM value WHERE record = ?1 ORDER BY item").unwrap();
    select.query_map([record.as_bytes()], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_hold_goes_on_when_a_later_version_states_its_ground_no_more() {
    let jiku = std::str::from_utf8(JIKU).unwrap();
    let dropped = jiku.split("\n\n").find(|row| row.starts_with("[ground.keep-for-court]")).unwrap();
    for replaced in [("keep-for-court", "keep-for-tribunal"), (dropped, "")] {
        let folder = folder();
        let house = House::under(folder.path(), JIKU);
        let who = visitor(&house);
        let record = form(&house, who);
        let placed = house.engine.place_hold(&house.product, who.tenant(), &place(record)).unwrap().hold;
        // What the row was called stands elsewhere, too.
        let (from, to) = replaced;
        house.engine.publish(next(jiku, "2026-06-01", &[(from, to)]).as_bytes()).unwrap();
        house.advance(days(200));
        house.engine.run_due().unwrap();
        assert_eq!(opens(&house, who, record), Ok(true), "for the hold's purpose");
        assert_eq!(code(erase(&house, who, record)), Code::RetentionLocked);
        assert_eq!(opens(&house, who, record), Ok(true));
        house.engine.lift_hold(&house.product, who.tenant(), placed, &lift()).unwrap();
        house.engine.run_due().unwrap();
        assert_eq!(opens(&house, who, record), Err(Code::NotFound), "lifted, it is gone");
        house.assert_sound();
    }
}

/// The small policy with an event after which everything ends in 20 days, unless the person is back by then.
fn with_events() -> String {
    with_events_of("subject")
}

fn with_events_of(scope: &str) -> String {
    let account = "[event.\"person.idle\"]\nlabel = { en = \"Away\" }\nof = \"subject\"\n\n\
                   [event.\"person.back\"]\nlabel = { en = \"Back\" }\nof = \"subject\"\n\n[retention.account]";
    let leg = "sooner = [\n  { from = \"person.idle\", for = \"20 days\", unless = \"person.back\" },\n";
    let account = account.replace("\"subject\"", &format!("\"{scope}\""));
    ENDS.replace("[retention.account]", &account).replacen("sooner = [\n", leg, 1)
}

fn raise(house: &House, who: Person, event: &str) {
    raise_to(house, who, event, To::Subject(who.subject));
}

fn raise_to(house: &House, who: Person, event: &str, to: To) {
    let raise = Raise { actor: service(), event: name(event), to, at: None };
    house.engine.raise(&house.product, who.tenant(), &raise).unwrap();
}

#[test]
fn who_is_back_in_time_keeps_her_data_and_who_is_late_brings_nothing_back() {
    let folder = folder();
    let house = House::under(folder.path(), with_events().as_bytes());
    let (who, _) = house.register(Tenant::New, &[("user", "somebody")]).unwrap();
    let note = house.collect(who, "keep", "note", &[("note", "my note")]).unwrap().record;
    raise(&house, who, "person.idle");
    house.advance(days(19));
    raise(&house, who, "person.back");
    house.advance(days(10));
    house.engine.run_due().unwrap();
    assert_eq!(house.read(who, "keep", note).unwrap().values.len(), 1, "back in time");
    raise(&house, who, "person.idle");
    house.advance(days(20));
    assert_eq!(code(house.read(who, "keep", note)), Code::NotFound);
    raise(&house, who, "person.back");
    assert_eq!(code(house.read(who, "keep", note)), Code::NotFound, "back too late");
    house.engine.run_due().unwrap();
    assert_eq!(code(house.read(who, "keep", note)), Code::NotFound);
    assert!(items(&folder, note).is_empty(), "and swept");
    house.assert_sound();
}

#[test]
fn a_record_that_is_back_in_time_is_kept_and_another_is_not() {
    let folder = folder();
    let house = House::under(folder.path(), with_events_of("record").as_bytes());
    let (who, _) = house.register(Tenant::New, &[("user", "somebody")]).unwrap();
    let [back, late] = [0; 2].map(|_| house.collect(who, "keep", "note", &[("note", "my note")]).unwrap().record);
    let there = |record| house.read(who, "keep", record).map(|read| read.values.len()).map_err(|fault| fault.code());
    for record in [back, late] {
        raise_to(&house, who, "person.idle", To::Record(record));
    }
    house.advance(days(20) - jiff::SignedDuration::from_secs(1));
    raise_to(&house, who, "person.back", To::Record(back));
    assert_eq!((there(back), there(late)), (Ok(1), Ok(1)));
    house.advance(jiff::SignedDuration::from_secs(1));
    assert_eq!((there(back), there(late)), (Ok(1), Err(Code::NotFound)), "to the second");
    house.engine.run_due().unwrap();
    assert_eq!((items(&folder, back).len(), items(&folder, late).len()), (1, 0));
    house.advance(days(30));
    house.engine.run_due().unwrap();
    assert_eq!(there(back), Ok(1));
    house.assert_sound();
}

#[test]
fn a_hold_keeps_of_a_group_what_is_there_and_brings_nothing_back() {
    let folder = folder();
    let house = House::under(folder.path(), JIKU);
    let who = visitor(&house);
    let record = form(&house, who);
    let keep = |items: &[&str]| {
        let held = Place { items: items.iter().map(|item| name(item)).collect(), ..place(record) };
        house.engine.place_hold(&house.product, who.tenant(), &held)
    };
    keep(&["email"]).unwrap();
    // The form has ended but for the e-mail address, and nothing was swept.
    house.advance(days(181));
    assert_eq!(code(keep(&["phone"])), Code::NotFound);
    keep(&["email", "phone"]).unwrap();
    house.engine.run_due().unwrap();
    assert_eq!(items(&folder, record), ["email"]);
    assert_eq!(opens(&house, who, record), Ok(true));
    house.assert_sound();
}

#[test]
fn what_has_ended_is_refused_however_far_the_worker_is_behind() {
    let folder = folder();
    let house = House::under(folder.path(), with_events().as_bytes());
    let (first, _) = house.register(Tenant::New, &[("user", "somebody")]).unwrap();
    for _ in 0..1001 {
        raise(&house, first, "person.idle");
        house.advance(jiff::SignedDuration::from_secs(1));
    }
    let last = house.register(first.tenant(), &[("user", "somebody")]).unwrap().0;
    let note = house.collect(last, "keep", "note", &[("note", "my note")]).unwrap().record;
    raise(&house, last, "person.idle");
    house.advance(days(20));
    let sql = "SELECT count(*) FROM due WHERE at <= ?1";
    let behind: i64 = store(&folder).query_row(sql, [house.engine.now().as_microsecond()], |row| row.get(0)).unwrap();
    assert!(behind > 1000, "{behind}");
    assert_eq!(code(house.read(last, "keep", note)), Code::NotFound);
}

fn reads(house: &House, who: Person, purpose: &str, record: Record) -> bool {
    match house.read(who, purpose, record) {
        Ok(reading) => !reading.values.is_empty(),
        Err(fault) => {
            assert_eq!(fault.code(), Code::NotFound);
            false
        }
    }
}

/// A trace, and on which day after its capture it is gone once `later` is in force; the worker runs each day.
fn trace_under(later: &str) -> i64 {
    let folder = folder();
    let house = House::under(folder.path(), ENDS.as_bytes());
    let (who, _) = house.register(Tenant::New, &[("user", "somebody")]).unwrap();
    house.consent(who, "trace", ConsentState::Given).unwrap();
    let trace = house.collect(who, "trace", "trace", &[("trace", "my trace")]).unwrap().record;
    house.engine.publish(later.as_bytes()).unwrap();
    let gone = (1..=20).find(|_| {
        house.advance(days(1));
        house.engine.run_due().unwrap();
        items(&folder, trace).is_empty()
    });
    house.assert_sound();
    gone.unwrap()
}

#[test]
fn a_version_shortens_what_lies_there_whatever_the_rule_is_called() {
    let of_rule = |name: &str, term: &str| {
        let from = "[retention.trace]\ncovers = [\"trace\"]\nfrom = \"record.created\"\nwithin = \"10 days\"";
        let to = from.replace("[retention.trace]", name).replace("10 days", term);
        next(ENDS, "2026-05-21", &[(from, &to)])
    };
    assert_eq!(trace_under(&of_rule("[retention.trace]", "5 days")), 5);
    assert_eq!(trace_under(&of_rule("[retention.track]", "5 days")), 5);
    assert_eq!(trace_under(&of_rule("[retention.track]", "10 days")), 10);
    assert_eq!(trace_under(&of_rule("[retention.track]", "15 days")), 10, "what was promised is not put off");
}

/// Notes, and also bills where `bills`, are covered by the rule of the traces, of ten days.
fn moved(bills: bool) -> String {
    let (stay, go) = if bills {
        ("\"account\"", "\"trace\", \"note\", \"bill\"")
    } else {
        ("\"account\", \"bill\"", "\"trace\", \"note\"")
    };
    let account = format!("covers = [{stay}]");
    let trace = format!("covers = [{go}]");
    let replaced =
        [("covers = [\"account\", \"note\", \"bill\"]", account.as_str()), ("covers = [\"trace\"]", trace.as_str())];
    next(ENDS, "2026-05-21", &replaced)
}

#[test]
fn what_another_rule_covers_now_ends_by_it_where_that_is_earlier_and_a_law_keeps_what_it_keeps() {
    let folder = folder();
    let house = House::under(folder.path(), ENDS.as_bytes());
    let (who, account) = house.register(Tenant::New, &[("user", "somebody")]).unwrap();
    let note = house.collect(who, "keep", "note", &[("note", "my note")]).unwrap().record;
    let bill = house.collect(who, "keep", "bill", &[("bill", "my bill")]).unwrap().record;
    house.engine.publish(moved(true).as_bytes()).unwrap();
    // Also before the worker has moved it, and once it has.
    for run in [false, true] {
        house.advance(days(if run { 1 } else { 8 }));
        if run {
            house.engine.run_due().unwrap();
        }
        assert!(reads(&house, who, "keep", note));
    }
    house.advance(days(1));
    assert!(!reads(&house, who, "keep", note), "ten days after its capture");
    house.engine.run_due().unwrap();
    assert!(items(&folder, note).is_empty());
    assert_eq!(items(&folder, account), ["user"], "as before, with the account");
    assert_eq!(items(&folder, bill), ["bill"], "a law wants it");
    assert_eq!(code(house.read(who, "keep", bill)), Code::Restricted);
    house.advance(days(29));
    house.engine.run_due().unwrap();
    assert_eq!(items(&folder, bill), ["bill"]);
    house.advance(days(1));
    house.engine.run_due().unwrap();
    assert!(items(&folder, bill).is_empty(), "forty days after its capture");
    house.assert_sound();
}

#[test]
fn an_account_that_was_closed_before_its_rule_moved_ends_when_it_was_promised() {
    let folder = folder();
    let house = House::under(folder.path(), ENDS.as_bytes());
    let (first, _) = house.register(Tenant::New, &[("user", "somebody")]).unwrap();
    let who = house.register(first.tenant(), &[("user", "somebody")]).unwrap().0;
    let notes = [first, who].map(|who| house.collect(who, "keep", "note", &[("note", "my note")]).unwrap().record);
    house.cancel(who).unwrap();
    house.engine.publish(moved(false).as_bytes()).unwrap();
    house.advance(days(6));
    house.engine.run_due().unwrap();
    assert_eq!(items(&folder, notes[1]), ["note"]);
    house.advance(days(1));
    house.engine.run_due().unwrap();
    assert!(items(&folder, notes[1]).is_empty(), "seven days after the account was closed");
    assert_eq!(items(&folder, notes[0]), ["note"], "of ten days");
    // An event after the version has come counts as well as the one before it.
    house.cancel(first).unwrap();
    house.advance(days(3));
    house.engine.run_due().unwrap();
    assert!(items(&folder, notes[0]).is_empty(), "ten days after its capture");
    house.assert_sound();
}
