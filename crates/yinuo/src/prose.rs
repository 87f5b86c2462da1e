//! Certificates as prose: the same facts as in the signed note, in the words of the policy, for a person.

use crate::erased::ErasureCertificate;
use crate::telling;
use jiff::Timestamp;
use life::erase::telling::{Asks, TellingState};
use policy::Name;
use publish::certificate::{self, Certificate, Stands, Stays, Told, Went};
use std::collections::BTreeMap;

impl ErasureCertificate {
    /// The same for a person: counts under each promise, each item that stays once, with its longest end.
    #[must_use]
    pub fn in_words(&self) -> Certificate {
        Certificate {
            erasure: self.erasure.to_string(),
            entry: self.entry,
            at: self.at,
            promise: self.promise.clone(),
            went: went(self),
            due: self.due,
            kept: kept(self),
            told: self.told.iter().map(told).collect(),
            backups_until: self.backups_until,
        }
    }
}

fn went(certificate: &ErasureCertificate) -> Vec<Went> {
    let mut under: BTreeMap<&Name, (Timestamp, BTreeMap<&Name, u64>)> = BTreeMap::new();
    for went in &certificate.went {
        let (at, values) = under.entry(&went.promise).or_insert_with(|| (went.at, BTreeMap::new()));
        *at = went.at.max(*at);
        for (item, count) in &went.values {
            *values.entry(item).or_default() += count;
        }
    }
    let one = |(promise, (at, values)): (&Name, (Timestamp, BTreeMap<&Name, u64>))| Went {
        at,
        promise: promise.clone(),
        values: values.into_iter().map(|(item, count)| (item.clone(), count)).collect(),
    };
    under.into_iter().map(one).collect()
}

fn kept(certificate: &ErasureCertificate) -> Vec<Stays> {
    let mut under: BTreeMap<(&Name, &Name), Stays> = BTreeMap::new();
    for kept in &certificate.kept {
        let stays = under.entry((&kept.promise, &kept.item)).or_insert_with(|| Stays {
            item: kept.item.clone(),
            promise: kept.promise.clone(),
            law: kept.law.clone(),
            until: kept.until,
        });
        // An end that nobody knows yet comes after every other.
        stays.until = stays.until.zip(kept.until).map(|(one, other)| one.max(other));
    }
    under.into_values().collect()
}

fn told(told: &telling::Told) -> Told {
    let fact = &told.telling;
    let asks = match fact.file.asks {
        Asks::Erase => certificate::Asks::Erase,
        Asks::Restrict => certificate::Asks::Restrict,
        Asks::Nothing => certificate::Asks::Nothing,
    };
    let stands = match fact.state {
        TellingState::Confirmed => Stands::Confirmed,
        _ if told.overdue => Stands::Overdue,
        TellingState::Sent => Stands::Sent,
        TellingState::Due | TellingState::Excused => Stands::Due,
    };
    let (recipient, items) = (fact.file.recipient.clone(), fact.file.items.clone());
    Told { recipient, items, asks, stands, since: fact.state_at }
}
