//! Certificates of erasures follow what stayed until it goes, whatever it was that kept it.

use crate::holds::{JIKU, form, lift, place, visitor};
use crate::support::{House, Person, code, days, name};
use yinuo::life::Code;
use yinuo::life::answer::{Answer, Of};
use yinuo::life::facts::Said;
use yinuo::life::reference::{Hold, Record};
use yinuo::{ErasureCertificate, Wish};

fn certificates(house: &House, who: Person) -> Vec<ErasureCertificate> {
    house.engine.erasures(&house.product, who.cell, Some(who.subject)).unwrap()
}

fn close(house: &House, who: Person) {
    let (of, to, said) = (Of::Person(who.subject), name("notice.closing"), Said::Accepted);
    let request = Answer { actor: who.me(), of, to, said, shown: house.shown(), platform: Some(name("website")) };
    house.engine.answer(&house.product, who.tenant(), &request).unwrap();
    house.cancel(who).unwrap();
}

fn hold(house: &House, who: Person, record: Record) -> Hold {
    house.engine.place_hold(&house.product, who.tenant(), &place(record)).unwrap().hold
}

fn emails(certificate: &ErasureCertificate) -> u64 {
    let values = certificate.went.iter().flat_map(|went| &went.values);
    values.filter(|(item, _)| item.as_str() == "email").map(|(_, count)| count).sum()
}

#[test]
fn what_a_hold_kept_is_in_the_certificate_once_it_is_lifted() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), JIKU);
    let (who, beside) = (visitor(&house), visitor(&house));
    let (held, others) = (form(&house, who), form(&house, beside));
    let (hers, theirs) = (hold(&house, who, held), hold(&house, beside, others));
    for person in [who, beside] {
        close(&house, person);
    }
    house.advance(days(15));
    house.engine.run_due().unwrap();
    let [before] = &certificates(&house, who)[..] else { panic!("one erasure") };
    assert_eq!((emails(before), before.due), (0, false), "{before:?}");
    assert!(before.kept.iter().any(|kept| kept.hold == Some(hers)), "{before:?}");

    house.advance(days(40));
    house.engine.lift_hold(&house.product, who.tenant(), hers, &lift()).unwrap();
    house.engine.run_due().unwrap();
    let [after] = &certificates(&house, who)[..] else { panic!("one erasure") };
    assert_eq!((emails(after), after.due, after.kept.len()), (1, false, 0), "{after:?}");
    let last = after.went.last().unwrap();
    assert_eq!((last.at, last.promise.as_str()), (house.engine.now(), "ground.keep-for-court"));
    assert!(after.backups_until > before.backups_until, "its last copy is as old as its end");
    assert_eq!(after.version.as_deref(), Some("1"));
    let [other] = &certificates(&house, beside)[..] else { panic!("one erasure") };
    assert!(emails(other) == 0 && other.kept.iter().any(|kept| kept.hold == Some(theirs)), "{other:?}");
    house.assert_sound();
}

#[test]
fn a_wish_is_followed_for_what_it_named_and_for_nothing_else() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), JIKU);
    let who = visitor(&house);
    let (held, later) = (form(&house, who), form(&house, who));
    let (hers, other) = (hold(&house, who, held), hold(&house, who, later));
    house.engine.erase(&house.product, who.tenant(), &who.me(), Wish::of(vec![held])).unwrap();
    let [before] = &certificates(&house, who)[..] else { panic!("one erasure") };
    assert_eq!((emails(before), before.went.len(), before.due), (0, 1, false), "{before:?}");
    assert!(!before.kept.is_empty() && before.kept.iter().all(|kept| kept.record == held), "{before:?}");
    for hold in [other, hers] {
        house.advance(days(1));
        house.engine.lift_hold(&house.product, who.tenant(), hold, &lift()).unwrap();
        house.engine.run_due().unwrap();
    }
    // The other form's time has not come: its hold was beside it.
    let [after] = &certificates(&house, who)[..] else { panic!("one erasure") };
    assert_eq!((emails(after), after.went.len()), (1, 2), "{after:?}");
    house.advance(days(400));
    house.engine.run_due().unwrap();
    let [after] = &certificates(&house, who)[..] else { panic!("one erasure") };
    assert_eq!((emails(after), after.went.len()), (1, 2), "the other form went in its time: {after:?}");
}

#[test]
fn of_records_that_are_not_all_there_none_is_erased() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), JIKU);
    let (who, beside) = (visitor(&house), visitor(&house));
    let (hers, others) = (form(&house, who), form(&house, beside));
    let erase = |records| house.engine.erase(&house.product, who.tenant(), &who.me(), Wish::of(records));
    assert_eq!(code(erase(vec![hers, Record::from_bytes([0; 16])])), Code::NotFound);
    assert_eq!(code(erase(vec![hers, others])), Code::ActorDenied);
    erase(vec![hers]).unwrap();
    assert_eq!(code(erase(vec![hers])), Code::NotFound);
}
