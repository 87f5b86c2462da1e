//! From retention rules to ends: each part of a rule that has keys of its own is one.

use crate::check::{self, Covers};
use crate::end::{Begins, End, Leg, PURPOSE_ENDED, RECORD_CREATED};
use crate::name::Name;
use crate::policy::CoverGroup;
use crate::rows::{Audience, Basis, Document, Length, Purpose, RecordRow, Retention, Scope, Then, path};
use crate::time::{Counting, Period};
use std::collections::{BTreeMap, HashMap};

/// `None` only for a document that `check` refuses.
pub(super) fn ends(document: &Document) -> Option<Vec<End>> {
    let covers = &Covers::of(document);
    let rows = document.retention.iter().map(|(name, row)| Rule { document, covers, name, row }.ends());
    rows.collect::<Option<Vec<_>>>().map(|ends| ends.concat())
}

/// A row being compiled.
#[derive(Clone, Copy)]
struct Rule<'d> {
    document: &'d Document,
    covers: &'d Covers<'d>,
    name: &'d Name,
    row: &'d Retention,
}

impl Rule<'_> {
    fn ends(self) -> Option<Vec<End>> {
        let own = self.leg(&self.row.from, &self.row.within, &self.row.exactly, &self.row.unless)?;
        let own = Leg { counted: self.row.counted.unwrap_or_default(), ..own };
        let sooner = self.row.sooner.iter().map(|end| self.leg(&end.from, &end.within, &end.exactly, &end.unless));
        let sooner = sooner.collect::<Option<Vec<Leg>>>()?;
        let mut ends: Vec<End> = Vec::new();
        if self.row.from == PURPOSE_ENDED {
            ends.extend(self.row.needed_for.iter().map(|purpose| self.needed(purpose, &own, &sooner)));
        } else {
            ends.push(self.whole(&own, &sooner));
        }
        ends.extend(self.restricted());
        if let Some(longer) = self.row.longer_by.as_ref().and_then(|length| check::fixed(self.document, length)) {
            ends.extend(ends.first().map(|end| self.longer(end, longer)));
        }
        let open = self.row.extends.iter().filter_map(|activity| Some(self.open(activity, ends.first()?, &sooner)));
        let open: Vec<End> = open.collect();
        ends.extend(open);
        Some(ends)
    }

    fn leg(self, from: &Name, within: &Option<Length>, exactly: &Option<Length>, unless: &Option<Name>) -> Option<Leg> {
        let period = check::fixed(self.document, within.as_ref().or(exactly.as_ref())?)?;
        let (from, unless) = (from.clone(), unless.clone());
        Some(Leg { from, period, longer: None, within: within.is_some(), counted: Counting::Instant, unless, of: None })
    }

    /// The part called `part`, without anything that is its own.
    fn part(self, part: &str, legs: Vec<Leg>) -> End {
        let rule = if part.is_empty() { self.name.clone() } else { Name::from(format!("{}/{part}", self.name)) };
        End {
            promise: path("retention", self.name),
            row: self.name.clone(),
            rule,
            edition: 1,
            since: None,
            begins: Begins::AtCapture,
            legs,
            then: self.row.then,
            into: self.row.into.clone().filter(|_| self.row.then == Then::Anonymise),
            only_for: self.row.only_for.clone(),
            needed_for: None,
            legal: self.row.basis.is_some(),
        }
    }

    /// The rule itself. What a law wants kept from an event of the record on, it keeps from then on and not before.
    fn whole(self, own: &Leg, sooner: &[Leg]) -> End {
        let of_record = self.document.events.get(&own.from).is_some_and(|event| event.of == Scope::Record);
        let begins =
            if self.row.basis.is_some() && of_record { Begins::On(own.from.clone()) } else { Begins::AtCapture };
        let only_for = self.row.only_for.clone().filter(|_| self.row.then != Then::Restrict);
        End { begins, only_for, ..self.part("", [std::slice::from_ref(own), sooner].concat()) }
    }

    /// What one purpose needs: it ends with that purpose, and is read for it alone.
    fn needed(self, purpose: &Name, own: &Leg, sooner: &[Leg]) -> End {
        let row = self.document.purposes.get(purpose);
        let legs = row.map(|row| self.purpose_legs(purpose, row, own)).unwrap_or_default();
        End { needed_for: Some(purpose.clone()), only_for: None, ..self.part(purpose, [&legs, sooner].concat()) }
    }

    /// When `purpose` needs no more what it holds, each counted as `like`.
    fn purpose_legs(self, purpose: &Name, row: &Purpose, like: &Leg) -> Vec<Leg> {
        let of = |event: &str| ["consent.withdrawn", "activity.closed"].contains(&event).then(|| purpose.clone());
        let events = purpose_ends(self.document, self.covers, self.name, row).into_iter();
        events.map(|event| Leg { of: of(&event), from: event, ..like.clone() }).collect()
    }

    /// After its end, for one purpose alone and as long as that purpose needs it.
    fn restricted(self) -> Option<End> {
        let purpose = self.row.only_for.as_ref().filter(|_| self.row.then == Then::Restrict)?;
        let row = self.document.purposes.get(purpose)?;
        let at_once = Leg {
            from: Name::from(PURPOSE_ENDED),
            period: Period::AT_ONCE,
            longer: None,
            within: true,
            counted: Counting::Instant,
            unless: None,
            of: None,
        };
        let legs = self.purpose_legs(purpose, row, &at_once);
        Some(End { then: Then::Erase, ..self.part("restricted", legs) })
    }

    /// What a person may agree to: every term of `base` is that much longer, and ends when she withdraws.
    fn longer(self, base: &End, longer: Period) -> End {
        let lengthened = |leg: &Leg| {
            let term = leg.from == self.row.from || leg.from == RECORD_CREATED;
            Leg { longer: term.then_some(longer), ..leg.clone() }
        };
        let withdrawn = Leg {
            from: Name::from("consent.withdrawn"),
            period: Period::AT_ONCE,
            longer: None,
            within: true,
            counted: Counting::Instant,
            unless: None,
            of: Some(path("retention", self.name)),
        };
        let legs = base.legs.iter().map(lengthened).chain([withdrawn]).collect();
        End { begins: Begins::Agreed, needed_for: base.needed_for.clone(), ..self.part("longer", legs) }
    }

    /// What an open activity puts off: the terms wait, every other end comes as before.
    fn open(self, activity: &Name, base: &End, sooner: &[Leg]) -> End {
        let legs = sooner.iter().filter(|leg| leg.from != RECORD_CREATED).cloned().collect();
        let several = self.row.extends.len() > 1;
        let part = if several { format!("open-{activity}") } else { "open".to_owned() };
        let needed_for = base.needed_for.clone();
        End { begins: Begins::During(activity.clone()), needed_for, ..self.part(&part, legs) }
    }
}

/// The events after which a purpose needs no more what `rule` keeps for it.
pub(crate) fn purpose_ends(document: &Document, covers: &Covers<'_>, rule: &Name, row: &Purpose) -> Vec<Name> {
    let mut events: Vec<Name> = Vec::new();
    events.extend((row.basis == Basis::Consent).then(|| Name::from("consent.withdrawn")));
    // An activity ends the need for what was captured within it, not for what was there before.
    let captures = row.collects.iter().any(|record| covers_of(document, covers, rule, record));
    events.extend((row.during.is_some() && captures).then(|| Name::from("activity.closed")));
    let business = document.policy.as_ref().is_some_and(|policy| policy.audience == Audience::Business);
    let closed = ["account.cancelled", "tenant.cancelled"].into_iter().take(if business { 2 } else { 1 });
    events.extend(closed.filter(|_| !row.outlives_account).map(Name::from));
    events.extend(row.ends.iter().cloned());
    events
}

/// Whether `rule` covers an item of `record`.
pub(crate) fn covers_of(document: &Document, covers: &Covers<'_>, rule: &Name, record: &Name) -> bool {
    let held = document.records.get(record).into_iter().flat_map(|row| &row.holds);
    held.into_iter().any(|item| covers.of_value(record, item).iter().any(|(name, _)| *name == rule))
}

pub(super) fn covers(document: &Document, ends: &[End]) -> HashMap<Name, Vec<CoverGroup>> {
    let covers = Covers::of(document);
    let mut parts: HashMap<&Name, Vec<usize>> = HashMap::new();
    for (at, end) in ends.iter().enumerate() {
        parts.entry(&end.row).or_default().push(at);
    }
    let rules_of = |record: &Name, item: &Name| -> Vec<usize> {
        let covering = covers.of_value(record, item).iter();
        covering.filter_map(|(rule, _)| parts.get(rule)).flatten().copied().collect()
    };
    let of_record = |(name, row): (&Name, &RecordRow)| {
        let mut by_rules: BTreeMap<Vec<usize>, Vec<Name>> = BTreeMap::new();
        for item in &row.holds {
            by_rules.entry(rules_of(name, item)).or_default().push(item.clone());
        }
        let groups = by_rules.into_iter().map(|(rules, items)| CoverGroup { items, rules });
        (name.clone(), groups.collect())
    };
    document.records.iter().map(of_record).collect()
}
