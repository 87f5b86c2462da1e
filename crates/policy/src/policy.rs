//! A policy compiled to its primitives: all that the engine knows.

use crate::check;
use crate::edition::Former;
use crate::end::{Begins, End};
use crate::finding::{Finding, Severity};
use crate::gate::{Act, Bar, Gate};
use crate::name::Name;
use crate::read;
use crate::rows::{Audience, Document, Ground, Keep, Length, Log};
use crate::since::Since;
use crate::time::{Calendar, Period};
use jiff::{Timestamp, civil::Time, tz::TimeZone};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A clock of the policy: by when something must be done. The fourth primitive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The promise.
    pub promise: Name,
    /// How long.
    pub period: Period,
}

/// What people must do and prove. The fifth primitive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The promise.
    pub promise: Name,
    /// The terms that its proof must confirm.
    pub terms: Vec<Name>,
}

/// One policy, ready to decide.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The rows, from which the document is rendered: the sixth primitive, text.
    pub document: Document,
    /// SHA-256 of the canonical form.
    pub hash: String,
    /// The product.
    pub product: Name,
    /// The version.
    pub version: String,
    /// The zone in which its days are counted.
    pub zone: TimeZone,
    /// Official working days.
    pub calendar: Calendar,
    pub(crate) gates: HashMap<(Act, Name), Gate>,
    pub(crate) bars: Vec<Bar>,
    pub(crate) ends: Vec<End>,
    /// Ends of earlier versions, under which values were captured that still lie there.
    pub(crate) former: Vec<Former>,
    /// Grounds of earlier versions on which data may still be held.
    pub(crate) former_grounds: BTreeMap<Name, Ground>,
    pub(crate) covers: HashMap<Name, Vec<CoverGroup>>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) duties: Vec<Duty>,
    /// What became of the policy since each earlier version, by that version's hash.
    pub(crate) earlier: HashMap<String, Since>,
    /// The hashes of the versions that come.
    pub(crate) later: HashSet<String>,
}

/// Items of one record type that the same retention rules cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverGroup {
    /// The items, by name.
    pub items: Vec<Name>,
    /// The ends of its rules, by their place among the policy's ends.
    pub(crate) rules: Vec<usize>,
}

/// A policy that cannot run, with every reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the policy has {} findings", .0.len())]
pub struct Invalid(pub Vec<Finding>);

impl Policy {
    /// Reads, checks and compiles a policy file. The warnings of a policy that runs come beside it.
    ///
    /// # Errors
    /// [`Invalid`] with every finding, if one of them is an error.
    pub fn load(bytes: &[u8]) -> Result<(Self, Vec<Finding>), Invalid> {
        let read = read::read(bytes).map_err(|finding| Invalid(vec![*finding]))?;
        let mut findings = read.findings;
        let source = std::str::from_utf8(bytes).unwrap_or_default();
        findings.extend(check::check(&read.document, source, read.partial));
        findings.sort_by_key(|finding| (finding.primary.span.start, finding.code));
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(Invalid(findings));
        }
        match crate::compile::compile(read.document, read.hash) {
            Some(policy) => Ok((policy, findings)),
            None => Err(Invalid(findings)),
        }
    }

    /// The gate for `act` under `key`: a purpose, a recipient or a message.
    #[must_use]
    pub fn gate(&self, act: Act, key: &Name) -> Option<&Gate> {
        self.gates.get(&(act, key.clone()))
    }

    /// Every prohibition.
    #[must_use]
    pub fn bars(&self) -> &[Bar] {
        &self.bars
    }

    /// Every end of this version.
    #[must_use]
    pub fn ends(&self) -> &[End] {
        &self.ends
    }

    /// Every end under which a value may lie: those of this version, and those of earlier ones.
    pub fn every_end(&self) -> impl Iterator<Item = &End> {
        self.ends.iter().chain(self.former.iter().map(|former| &former.end))
    }

    /// The end whose keys are called `rule`, in whichever edition.
    #[must_use]
    pub fn end(&self, rule: &str) -> Option<&End> {
        self.every_end().find(|end| end.rule == rule)
    }

    /// The ground on which data is held under `name`: this version's, or the last one's that let data be kept on it.
    #[must_use]
    pub fn ground_of_hold(&self, name: &str) -> Option<&Ground> {
        let own = self.document.grounds.get(name).filter(|row| row.keeps());
        own.or_else(|| self.former_grounds.get(name))
    }

    /// Every ground on which data may be held now.
    pub fn grounds_of_holds(&self) -> impl Iterator<Item = &Ground> {
        let own = self.document.grounds.iter().filter(|(_, row)| row.keeps());
        let former = self.former_grounds.iter().filter(|(name, _)| !own.clone().any(|(other, _)| other == *name));
        own.clone().chain(former).map(|(_, row)| row).collect::<Vec<_>>().into_iter()
    }

    /// The items of `record`, in groups that the same retention rules cover.
    #[must_use]
    pub fn groups_of(&self, record: &str) -> &[CoverGroup] {
        self.covers.get(record).map(Vec::as_slice).unwrap_or_default()
    }

    /// The ends that keep a group from its capture.
    pub fn ends_in(&self, group: &CoverGroup) -> impl Iterator<Item = &End> {
        self.every_end_in(group).filter(|end| end.begins == Begins::AtCapture)
    }

    /// Every end of the rules that cover a group, also those that keep it only from an event, an agreement or an
    /// activity on.
    pub fn every_end_in(&self, group: &CoverGroup) -> impl Iterator<Item = &End> {
        group.rules.iter().filter_map(|at| self.ends.get(*at))
    }

    /// The ends that keep `item` in `record` from its capture.
    pub fn ends_of(&self, record: &str, item: &str) -> impl Iterator<Item = &End> {
        self.every_end_of(record, item).filter(|end| end.begins == Begins::AtCapture)
    }

    /// Every end of the rules that cover `item` in `record`.
    pub fn every_end_of(&self, record: &str, item: &str) -> impl Iterator<Item = &End> {
        let group = self.groups_of(record).iter().find(|group| group.items.iter().any(|name| name == item));
        group.into_iter().flat_map(|group| &group.rules).filter_map(|at| self.ends.get(*at))
    }

    /// Every clock.
    #[must_use]
    pub fn clocks(&self) -> &[Clock] {
        &self.clocks
    }

    /// Every duty.
    #[must_use]
    pub fn duties(&self) -> &[Duty] {
        &self.duties
    }

    /// The log that holds the entries of `act`, if the policy names one.
    #[must_use]
    pub fn log_of(&self, act: &str) -> Option<(&Name, &Log)> {
        self.document.logs.iter().find(|(_, log)| log.of.iter().any(|name| name == act))
    }

    /// Whether every account belongs to an enterprise.
    #[must_use]
    pub fn has_tenants(&self) -> bool {
        self.document.policy.as_ref().is_some_and(|policy| policy.audience == Audience::Business)
    }

    /// How `item` is kept.
    #[must_use]
    pub fn keep(&self, item: &str) -> Keep {
        self.document.data.get(item).and_then(|row| row.keep).unwrap_or(Keep::Sealed)
    }

    /// The shape of `item`, or `text`.
    #[must_use]
    pub fn shape(&self, item: &str) -> &str {
        self.document.data.get(item).and_then(|row| row.shape.as_ref()).map_or("text", Name::as_str)
    }

    /// Whether `item` can be looked up.
    #[must_use]
    pub fn can_find(&self, item: &str) -> bool {
        self.document.data.get(item).is_some_and(|row| row.find.is_some())
    }

    /// The period behind `length`.
    #[must_use]
    pub fn period(&self, length: &Length) -> Option<Period> {
        check::fixed(&self.document, length)
    }

    /// The first instant at which this version is in force.
    #[must_use]
    pub fn effective_at(&self) -> Option<Timestamp> {
        let day = self.document.policy.as_ref()?.effective;
        day.to_datetime(Time::midnight()).to_zoned(self.zone.clone()).ok().map(|zoned| zoned.timestamp())
    }

    /// Every promise's path with where it stands.
    #[must_use]
    pub fn promises(&self) -> BTreeMap<Name, read::RowKeys> {
        self.document.paths()
    }
}
