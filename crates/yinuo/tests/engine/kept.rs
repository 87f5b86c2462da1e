//! What was promised of the end of a value stays so: through later versions, late events, holds and a worker behind.

use crate::holds::{JIKU, form, lift, opens, place, visitor};
use crate::support::{House, Person, code, days, folder};
use yinuo::Wish;
use yinuo::life::Code;
use yinuo::life::reference::Record;

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

#[test]
fn a_hold_goes_on_when_a_later_version_states_its_ground_no_more() {
    let jiku = std::str::from_utf8(JIKU).unwrap();
    let row = jiku.find("[ground.keep-for-court]").unwrap();
    let dropped = &jiku[row..row + jiku[row..].find("\n\n").unwrap()];
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
