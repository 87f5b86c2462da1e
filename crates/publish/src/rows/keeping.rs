//! Where data is kept, and how it is protected.

use super::{Said, each};
use crate::paragraph::Paragraph;
use crate::phrases::{Kind, Shared, patterns as p};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::Name;
use policy::rows::{GRADES, Protect, Transfer, Watched};

pub(crate) fn transfer(w: &Writer<'_>) -> Vec<Paragraph> {
    let write = |row: &Transfer| {
        let countries = row.stays_in.iter().map(|country| w.word(Shared::Country, country)).collect();
        let mut said = vec![w.sentence(w.text("transfer", "label", &row.label))];
        said.extend(w.say_of(p::TRANSFER_STAYS, "countries", w.list(countries)));
        said.extend(w.remark("transfer", "future", row.future.as_ref()));
        Paragraph::prose(w, Name::from("transfer"), Rich::default(), said)
    };
    w.document.transfer.iter().map(write).collect()
}

pub(crate) fn places(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "place",
        &w.document.places,
        |row| &row.keys,
        |path, row| {
            let slots =
                [("region", Rich::code(row.region.as_str())), ("country", w.word(Shared::Country, &row.country))];
            let lead = w.text(&path, "label", &row.label);
            Paragraph::prose(w, path, lead, vec![w.say(p::PLACE_REGION, &slots)])
        },
    )
}

pub(crate) fn protect(w: &Writer<'_>) -> Vec<Paragraph> {
    let write = |row: &Protect| {
        let mut said = vec![w.say(p::PROTECT_SUITE, &[("suite", w.word(Kind::Suite, &row.suite))])];
        said.extend(w.say_of(p::PROTECT_SENSITIVE, "items", w.labels("data", &row.key_sensitive)));
        said.extend(w.texts("protect", "measures", &row.measures).into_iter().map(|measure| w.sentence(measure)));
        said.extend(grades(w, row));
        said.extend(regular(w, row));
        said.extend(readers(w, row));
        Paragraph::prose(w, Name::from("protect"), Rich::default(), said)
    };
    w.document.protect.iter().map(write).collect()
}

/// Which classes of data are at which grade.
fn grades(w: &Writer<'_>, row: &Protect) -> Vec<Rich> {
    let at = |grade: u32| {
        let classes: Vec<Name> =
            row.grades.iter().filter(|(_, of)| **of == grade).map(|(class, _)| class.clone()).collect();
        let listed = w.words(Shared::Class, &classes);
        let slots = [("grade", w.count(Some(grade))), ("classes", listed)];
        (!classes.is_empty()).then(|| w.say(p::PROTECT_GRADE, &slots))
    };
    let how = w.say_if(!row.grades.is_empty(), p::PROTECT_GRADES);
    how.into_iter().chain(GRADES.filter_map(at)).collect()
}

/// Who of the staff may read.
fn readers(w: &Writer<'_>, row: &Protect) -> Vec<Rich> {
    let duties = row.reader_needs.iter().map(|promise| w.promise(promise)).collect();
    let needs = w.say_of(p::PROTECT_READERS, "duties", w.list(duties));
    let grant = row.grant_at_most.as_ref().map(|most| w.say(p::PROTECT_GRANT, &[("period", w.length(most))]));
    let unused = row.grant_unused.as_ref().map(|unused| w.say(p::PROTECT_UNUSED, &[("period", w.length(unused))]));
    let by = row.grant_by.as_ref().map(|role| w.say(p::PROTECT_GRANTER, &[("role", w.actor(role))]));
    let factor = row.second_factor.as_ref().map(|lasts| w.say(p::PROTECT_FACTOR, &[("period", w.length(lasts))]));
    needs.into_iter().chain(grant).chain(unused).chain(by).chain(factor).collect()
}

pub(crate) fn alarms(w: &Writer<'_>) -> Vec<Paragraph> {
    each(
        "alarm",
        &w.document.alarms,
        |row| &row.keys,
        |path, row| {
            let phrase = match row.of {
                Watched::PeopleRead => p::ALARM_PEOPLE,
                Watched::Refusals => p::ALARM_REFUSALS,
                Watched::WrongSignIns => p::ALARM_SIGN_INS,
            };
            let counted = w.say(phrase, &[("count", w.count(Some(row.at))), ("period", w.length(&row.within))]);
            let duty = row.duty.as_ref().map(|promise| w.promise(promise)).unwrap_or_default();
            Said::of(w, &path)
                .also(vec![counted])
                .period(p::ALARM_LOCKS, row.locks.as_ref())
                .say(p::ALARM_DUTY, "duty", duty)
                .about(&row.label)
        },
    )
}

/// What is done again and again.
fn regular(w: &Writer<'_>, row: &Protect) -> Vec<Rich> {
    let backup =
        w.say(p::PROTECT_BACKUP, &[("every", w.every(&row.backup_every)), ("keep", w.length(&row.backup_keep))]);
    let drill = row.backup_drill.as_ref().map(|promise| w.say(p::PROTECT_DRILL, &[("duty", w.promise(promise))]));
    let audit = row.audit_every.as_ref().map(|period| w.say(p::PROTECT_AUDIT, &[("every", w.every(period))]));
    let scan = row.scan_every.as_ref().map(|period| w.say(p::PROTECT_SCAN, &[("every", w.every(period))]));
    let suspends = row.suspended_by.as_ref().map(|role| w.say(p::PROTECT_SUSPENDED, &[("role", w.actor(role))]));
    [Some(backup), drill, audit, scan, suspends].into_iter().flatten().collect()
}
