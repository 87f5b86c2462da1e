//! What must hold after any crash: what was acknowledged is there, what was not is whole or absent.

use super::client::{Ack, acks};
use crate::support::{AINK, House, code};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use yinuo::life::facts::{AccountState, ConsentState};
use yinuo::life::reference::{Cell, Record, Subject};
use yinuo::life::{Change, Code, Entry, Outcome};
use yinuo::store::Wanted;
use yinuo::{Config, Tenant, Which};

/// What was seen at the last check.
#[derive(Default)]
pub struct Seen {
    /// Sizes of logs.
    sizes: BTreeMap<Cell, u64>,
    /// How many acknowledgements had their values opened.
    opened: usize,
}

pub fn check(folder: &Path, now: jiff::Timestamp, seen: &mut Seen) {
    let house = House::open(Config::under(folder), AINK, now);
    house.engine.run_due().unwrap();
    house.assert_sound();
    assert_eq!(house.engine.store().check_integrity().unwrap(), None);
    assert_tidy(folder);
    let acks = acks(folder);
    for cell in house.engine.cells(&house.product).unwrap() {
        let size = house.engine.log_size(cell).unwrap();
        assert!(size >= seen.sizes.insert(cell, size).unwrap_or(0), "the log of {cell} went back");
        let entries = house.engine.entries(cell, 0, 1_000_000).unwrap();
        assert_eq!(entries.len() as u64, size);
        assert_eq!(entries.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), (0..size).collect::<Vec<_>>());
        let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry.unwrap()).collect();
        whole(&house, cell, &entries);
        acknowledged(cell, &entries, &acks);
    }
    let fresh = acks.iter().skip(seen.opened).filter(|ack| ack.act == "voucher");
    fresh.for_each(|ack| opens(&house, ack));
    seen.opened = acks.len();
    let cells = house.engine.cells(&house.product).unwrap();
    assert!(acks.iter().all(|ack| cells.contains(&ack.cell)));
}

/// Nothing half-written lies about: no plain copy of a backup, no backup without its end.
fn assert_tidy(folder: &Path) {
    for part in ["data", "backups"] {
        let Ok(files) = std::fs::read_dir(folder.join(part)) else { continue };
        for file in files {
            let name = file.unwrap().file_name().into_string().unwrap();
            assert!(!name.ends_with(".tmp") && !name.ends_with(".part"), "{part}/{name}");
        }
    }
}

/// The rows are what the entries say, no more and no less: no act was half done.
fn whole(house: &House, cell: Cell, entries: &[Entry]) {
    let mut consents: BTreeMap<Subject, ConsentState> = BTreeMap::new();
    let mut accounts: BTreeMap<Subject, AccountState> = BTreeMap::new();
    let mut live: BTreeMap<Record, String> = BTreeMap::new();
    let mut swept = false;
    for entry in entries.iter().filter(|entry| entry.outcome == Outcome::Done) {
        for grounded in &entry.replay {
            match &grounded.change {
                Change::SetConsent { subject, purpose, state, .. } if purpose == "device-log" => {
                    consents.insert(*subject, *state);
                }
                Change::SetAccount { subject, state, .. } => {
                    accounts.insert(*subject, *state);
                }
                Change::Remove { record, .. } => {
                    live.remove(record);
                }
                Change::Finish { .. } => swept = true,
                _ => {}
            }
        }
        for (record, sealed) in &entry.resealed {
            live.insert(*record, sealed.clone());
        }
        if let (Some(sealed), Some(record)) = (&entry.sealed, entry.records.first()) {
            live.insert(*record, sealed.clone());
        }
    }
    let there: BTreeSet<Record> =
        house.engine.store().all_records(cell, None, 1_000_000).unwrap().into_iter().collect();
    let expected: BTreeSet<Record> = live.keys().copied().collect();
    assert!(there.is_subset(&expected), "a record without its entry, in {cell}");
    assert!(swept || there == expected, "an entry without its record, in {cell}");
    let subjects: BTreeSet<Subject> = accounts.keys().copied().collect();
    let wanted = Wanted { records: there.iter().copied().collect(), ..Wanted::default() };
    let (_, rows) = house.engine.store().load_facts(cell, true, &wanted).unwrap();
    for row in rows {
        let digest: String = row.digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(live.get(&row.record), Some(&digest));
        assert!(!row.values.is_empty());
    }
    for subject in subjects {
        let wanted = Wanted { subject: Some(subject), ..Wanted::default() };
        let (facts, _) = house.engine.store().load_facts(cell, true, &wanted).unwrap();
        let person = facts.person(Some(subject)).unwrap();
        assert_eq!(Some(&person.account), accounts.get(&subject));
        let agreed = person.consents.get("device-log").map(|fact| fact.state);
        assert_eq!(agreed.as_ref(), consents.get(&subject));
    }
}

/// Every acknowledged act has its entry.
fn acknowledged(cell: Cell, entries: &[Entry], acks: &[Ack]) {
    for ack in acks.iter().filter(|ack| ack.cell == cell) {
        let found = entries.iter().enumerate().find(|(seq, entry)| {
            let act = match ack.act.as_str() {
                "voucher" | "device" => "collect",
                other => other,
            };
            let numbered = matches!(ack.act.as_str(), "register" | "draw") || *seq as u64 == ack.entry;
            let about = ack.record.is_none_or(|record| entry.records.contains(&record));
            numbered && about && entry.act == act && entry.outcome == Outcome::Done
        });
        assert!(found.is_some(), "{ack:?}");
    }
}

/// What was captured opens to what was given, unless it was erased.
fn opens(house: &House, ack: &Ack) {
    let record = ack.record.unwrap();
    let there = house.engine.store().all_records(ack.cell, None, 1_000_000).unwrap().contains(&record);
    let request = yinuo::life::reveal::Reveal {
        // For the law's purpose: whoever captured it may have cancelled her account by now.
        actor: crate::support::staff("officer"),
        purpose: "legal-retention".into(),
        subject: None,
        items: vec![],
        activity: None,
        form: None,
    };
    let read = house.engine.read(&house.product, Tenant::Named(ack.cell), &request, &Which::Records(vec![record]));
    if there {
        match read {
            Ok(read) => assert_eq!(read.values[0].value.expose_text(), ack.value.as_deref()),
            Err(fault) => panic!("{fault:?} {ack:?}"),
        }
    } else {
        assert_eq!(code(read), Code::NotFound);
    }
}
