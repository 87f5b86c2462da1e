//! What the rules say, read plainly: from the numbers that were drawn and what happened, without the engine's ends.

use crate::policy::{Numbers, VERSIONS};
use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use life::reference::{Activity, Hold, Record, Subject};
use policy::Name;
use std::collections::BTreeSet;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Said {
    Captured(Record, Subject, Name, Vec<Name>, Option<Activity>),
    Consent(Subject, String, bool),
    Cancelled(Subject),
    Completed(Record),
    Complained(Activity, Record),
    Closed(Activity),
    Held(Hold, Record, Vec<Name>, Option<Timestamp>),
    Lifted(Hold),
    Erased(Record),
}

/// What becomes of a value at an instant.
#[derive(Debug, Default)]
pub struct Kept {
    /// A law's floor or a hold is under it: it must be there.
    pub must: bool,
    /// Something keeps it: it may be there.
    pub may: bool,
    /// Until when something does, as far as is known.
    pub until: Option<Timestamp>,
    /// The purposes for which it may open.
    pub purposes: BTreeSet<&'static str>,
}

/// What a law wants of a value: until when, and whether it was still there for certain when the law came.
struct Floor {
    until: Timestamp,
    certain: bool,
}

pub struct Plain {
    drawn: Vec<Numbers>,
    said: Vec<(Timestamp, Said)>,
}

fn days(from: Timestamp, days: u32) -> Timestamp {
    from + SignedDuration::from_hours(24 * i64::from(days))
}

/// The event's day not counted, 24:00 of the last.
fn whole_days(from: Timestamp, days: u32) -> Timestamp {
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let last = from.to_zoned(zone.clone()).date() + i64::from(days).days();
    last.tomorrow().unwrap().to_zoned(zone).unwrap().timestamp()
}

fn in_force(version: usize) -> Timestamp {
    let day: jiff::civil::Date = VERSIONS[version].parse().unwrap();
    day.to_zoned(TimeZone::get("Asia/Shanghai").unwrap()).unwrap().timestamp()
}

impl Plain {
    pub fn new(drawn: Vec<Numbers>) -> Self {
        Self { drawn, said: Vec::new() }
    }

    pub fn say(&mut self, at: Timestamp, said: Said) {
        self.said.push((at, said));
    }

    pub fn captured(&self) -> Vec<(Record, Name, Vec<Name>)> {
        let captured = self.said.iter().filter_map(|(_, said)| match said {
            Said::Captured(record, _, kind, items, _) => Some((*record, kind.clone(), items.clone())),
            _ => None,
        });
        captured.collect()
    }

    /// What holds name.
    pub fn held(&self) -> BTreeSet<(Record, Name)> {
        let named = self.said.iter().filter_map(|(_, said)| match said {
            Said::Held(_, record, items, _) => Some(items.iter().map(|item| (*record, item.clone()))),
            _ => None,
        });
        named.flatten().collect()
    }

    /// What was said of a record, for messages.
    pub fn told(&self, record: Record) -> Vec<&(Timestamp, Said)> {
        self.said.iter().filter(|(_, said)| self.concerns(said, record)).collect()
    }

    fn concerns(&self, said: &Said, record: Record) -> bool {
        let (_, subject, activity) = self.capture(record);
        match said {
            Said::Captured(of, ..) | Said::Completed(of) | Said::Complained(_, of) | Said::Erased(of) => *of == record,
            Said::Held(_, of, ..) => *of == record,
            Said::Consent(of, ..) | Said::Cancelled(of) => *of == subject,
            Said::Closed(of) => Some(*of) == activity || self.complaints(record).iter().any(|(open, _)| open == of),
            Said::Lifted(_) => true,
        }
    }

    fn capture(&self, record: Record) -> (Timestamp, Subject, Option<Activity>) {
        let captured = self.said.iter().find_map(|(at, said)| match said {
            Said::Captured(of, subject, _, _, activity) if *of == record => Some((*at, *subject, *activity)),
            _ => None,
        });
        captured.unwrap()
    }

    fn complaints(&self, record: Record) -> Vec<(Activity, Timestamp)> {
        let complaints = self.said.iter().filter_map(|(at, said)| match said {
            Said::Complained(complaint, of) if *of == record => Some((*complaint, *at)),
            _ => None,
        });
        complaints.collect()
    }

    /// The first time that something was said from `from` on.
    fn first(&self, from: Timestamp, is: impl Fn(&Said) -> bool) -> Option<Timestamp> {
        self.said.iter().filter(|(at, _)| *at >= from).find(|(_, said)| is(said)).map(|(at, _)| *at)
    }

    /// The version of an instant.
    fn version(at: Timestamp) -> usize {
        (0..VERSIONS.len()).rev().find(|version| in_force(*version) <= at).unwrap_or(0)
    }

    /// When something that was promised `ends` from capture on ends: what a later version shortens is shortened as soon as it
    /// is in force, and never lengthened. An end that was there before the version stays the end.
    fn shortest(&self, created: Timestamp, now: Timestamp, ends: impl Fn(&Numbers) -> Timestamp) -> Timestamp {
        let versions = Self::version(created)..=Self::version(now);
        versions.map(|version| ends(&self.drawn[version])).min().unwrap()
    }

    /// As [`Self::shortest`], of an event's period: the versions from capture to the event, and those since.
    fn by_event(
        &self,
        created: Timestamp,
        now: Timestamp,
        event: Option<Timestamp>,
        of: impl Fn(&Numbers) -> u32,
    ) -> Timestamp {
        event.map_or(Timestamp::MAX, |event| self.shortest(created, now, |numbers| days(event, of(numbers))))
    }

    pub fn kept(&self, record: Record, kind: &str, item: &str, now: Timestamp) -> Kept {
        let (created, subject, activity) = self.capture(record);
        let cancelled = self.first(created, |said| matches!(said, Said::Cancelled(of) if *of == subject));
        let erased = self.first(created, |said| matches!(said, Said::Erased(of) if *of == record));
        let wish = erased.unwrap_or(Timestamp::MAX);
        let closed = self.by_event(created, now, cancelled, |numbers| numbers.cancelled_days);
        let open_account = cancelled.is_none();
        let mut kept = Kept::default();
        let mut keeps = |until: Timestamp, purpose: &'static str, floor: bool| {
            if now < until {
                kept.may = true;
                kept.must |= floor;
                kept.until = kept.until.max(Some(until));
                if open_account || purpose == "law" || purpose == "held" {
                    kept.purposes.insert(purpose);
                }
            }
        };
        match kind {
            "note" => {
                let withdrawn = self.withdrawn(created, subject, "notes");
                let until = self.shortest(created, now, |numbers| days(created, numbers.note_days));
                keeps(until.min(closed).min(withdrawn).min(wish), "notes", false);
                keeps(self.longer(created, subject, now).min(closed).min(withdrawn).min(wish), "notes", false);
            }
            "order" => {
                let until = self.shortest(created, now, |numbers| days(created, numbers.order_days));
                keeps(until.min(closed).min(wish), "orders", false);
                let mut open = self.complaints(record);
                open.retain(|(complaint, from)| {
                    let closed = |said: &Said| matches!(said, Said::Closed(of) if of == complaint);
                    *from <= now && self.first(*from, closed).is_none_or(|at| now < at)
                });
                // Of one that was opened on the last day it is not said whether it came in time: it may keep from day to day.
                let in_time = |from: Timestamp| {
                    let term = self.shortest(created, from, |numbers| days(created, numbers.order_days));
                    term > from + SignedDuration::from_hours(1)
                };
                if !open.is_empty() {
                    let certain = open.iter().any(|(_, from)| in_time(*from));
                    let until = if certain { Timestamp::MAX } else { now + SignedDuration::from_secs(1) };
                    keeps(until.min(closed).min(wish), "orders", false);
                }
                for floor in self.floors(record, item, created, now) {
                    keeps(floor.until, "law", floor.certain);
                }
            }
            "reply" => {
                let round = activity
                    .and_then(|round| self.first(created, |said| matches!(said, Said::Closed(of) if *of == round)));
                let survey = [round, cancelled, Some(self.withdrawn(created, subject, "survey"))];
                let calls = [cancelled, Some(self.withdrawn(created, subject, "calls"))];
                let end = |events: &[Option<Timestamp>]| {
                    let first = events.iter().flatten().min().copied().filter(|at| *at < Timestamp::MAX);
                    self.by_event(created, now, first, |numbers| numbers.reply_days)
                };
                keeps(end(&survey).min(wish), "survey", false);
                if self.agreed(created, subject, "calls") {
                    keeps(end(&calls).min(wish), "calls", false);
                }
            }
            other => panic!("no {other}"),
        }
        for (placed, said) in &self.said {
            let Said::Held(hold, of, items, until) = said else { continue };
            let lifted = self.first(*placed, |said| matches!(said, Said::Lifted(of) if of == hold));
            let end = until.unwrap_or(Timestamp::MAX).min(lifted.unwrap_or(Timestamp::MAX));
            if *of == record && items.iter().any(|held| *held == *item) {
                keeps(end, "held", true);
            }
        }
        kept
    }

    fn withdrawn(&self, created: Timestamp, subject: Subject, purpose: &str) -> Timestamp {
        let back = |said: &Said| matches!(said, Said::Consent(of, what, false) if *of == subject && what == purpose);
        self.first(created, back).unwrap_or(Timestamp::MAX)
    }

    /// Whether the person's consent stood at an instant.
    fn agreed(&self, at: Timestamp, subject: Subject, purpose: &str) -> bool {
        let said = self.said.iter().filter(|(when, _)| *when <= at);
        let mut states = said.filter_map(|(_, said)| match said {
            Said::Consent(of, what, given) if *of == subject && what == purpose => Some(*given),
            _ => None,
        });
        states.next_back().unwrap_or(false)
    }

    /// Until when a note is kept for who agreed to a longer time: an upper bound, for what a version lengthens she may have,
    /// too.
    fn longer(&self, created: Timestamp, subject: Subject, now: Timestamp) -> Timestamp {
        let mut agreed = None;
        for (at, said) in &self.said {
            if let Said::Consent(of, what, given) = said
                && *of == subject
                && what == "retention.note"
                && *at <= now
            {
                agreed = given.then_some(*at);
            }
        }
        let Some(_) = agreed else { return Timestamp::MIN };
        let most = |numbers: &Numbers| days(days(created, numbers.note_days), numbers.longer_days);
        self.drawn.iter().take(Self::version(now) + 1).map(most).max().unwrap()
    }

    /// What laws want of an item of an order.
    fn floors(&self, record: Record, item: &str, created: Timestamp, now: Timestamp) -> Vec<Floor> {
        match item {
            "goods" => {
                let completed = self.said.iter().filter(|(from, _)| created <= *from && *from <= now);
                let completed = completed.filter(|(_, said)| matches!(said, Said::Completed(of) if *of == record));
                // Completed once more it counts from the first time, as long as that keeps it.
                let floor = |(number, from): (usize, Timestamp)| {
                    let until = whole_days(from, self.drawn[Self::version(from)].completed_days);
                    Floor { until, certain: number == 0 && self.was_there(record, item, from) }
                };
                // What was erased before a law came to want it is not brought back.
                let there = completed.map(|(from, _)| *from).filter(|from| self.may_have_been(record, item, *from));
                there.enumerate().map(floor).collect()
            }
            "price" => {
                let taxed = |version: &usize| self.drawn[*version].taxed;
                // A version keeps what was there before it, too, if anything of it still was; a later one can shorten that.
                let of_version = |first: usize| {
                    let from = created.max(in_force(first));
                    let later = (first..=Self::version(now)).filter(taxed);
                    let until = later.map(|version| days(created, self.drawn[version].tax_days)).min()?;
                    if from == created {
                        return Some(Floor { until, certain: true });
                    }
                    let certain = self.was_there(record, item, from);
                    self.may_have_been(record, item, from).then_some(Floor { until, certain })
                };
                let versions = (Self::version(created)..=Self::version(now)).filter(taxed);
                versions.filter_map(of_version).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether an item of an order may have been there when a law came to want it.
    fn may_have_been(&self, record: Record, item: &str, from: Timestamp) -> bool {
        let just_before = from - SignedDuration::from_secs(1);
        just_before < self.capture(record).0 || self.kept(record, "order", item, just_before).may
    }

    /// Whether it was there for certain: a sweep may begin an hour early, and of a wish, an account's end and a law at one
    /// instant any may have come first.
    fn was_there(&self, record: Record, item: &str, from: Timestamp) -> bool {
        let (created, subject, _) = self.capture(record);
        let just_before = from - SignedDuration::from_secs(1);
        let mut around = self.said.iter().filter(|(at, _)| just_before <= *at && *at <= from);
        let gone = around.any(|(_, said)| match said {
            Said::Erased(of) => *of == record,
            Said::Cancelled(of) => *of == subject,
            _ => false,
        });
        let until = || self.kept(record, "order", item, just_before).until;
        !gone && (just_before < created || until().is_some_and(|until| until > from + SignedDuration::from_hours(1)))
    }

    /// Every instant in a span at which something ends.
    pub fn edges(&self, from: Timestamp, until: Timestamp) -> Vec<Timestamp> {
        let mut edges = BTreeSet::new();
        for (at, said) in &self.said {
            if let Said::Captured(..) = said {
                for numbers in &self.drawn {
                    for end in [numbers.note_days, numbers.order_days, numbers.tax_days] {
                        edges.insert(days(*at, end));
                    }
                }
            }
            if let Said::Held(.., Some(end)) = said {
                edges.insert(*end);
            }
        }
        edges.into_iter().filter(|edge| from < *edge && *edge <= until).take(8).collect()
    }
}
