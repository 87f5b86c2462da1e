//! A row names something that no row declares.
//!
//! Why: silence is refusal: what is not declared would never be allowed.
//!
//! Fails:
//!
//! ```toml
//! [record.member]
//! holds = ["nickname", "fee", "shoe-size"]
//! ```
//!
//! ```toml
//! [purpose.membership]
//! reads = { fee = "clear", door-code = "hashed", nicknaem = "clear" }
//! ```
//!
//! ```toml
//! [data.door-code]
//! shape = "cod"
//! ```
//!
//! ```toml
//! [retention.membership]
//! survives = ["consent.withdrown"]
//! ```
//!
//! ```toml
//! [policy]
//! rules = ["pipl", "gpdr"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [record.member]
//! holds = ["nickname", "fee"]
//! ```
//!
//! Mend: correct the name, or declare it.
//!
//! Source: this language

use super::{CHANNELS, EVENTS, SHAPES};
use crate::check::{Context, Findings, RuleSet, in_table};
use crate::end::PURPOSE_ENDED;
use crate::finding::{Finding, Span};
use crate::name::Name;
use crate::read::{RowKeys, is_typo, nearest};
use crate::rows::{Document, Retention, Rows, Transform};
use std::collections::BTreeSet;

/// Known names shown where none is near.
const SHOWN_MAX: usize = 12;

/// Every name that a row can use, by what it names.
struct Known<'a> {
    data: BTreeSet<&'a str>,
    records: BTreeSet<&'a str>,
    purposes: BTreeSet<&'a str>,
    by: BTreeSet<String>,
    events: BTreeSet<&'a str>,
    coverable: BTreeSet<String>,
}

impl<'a> Known<'a> {
    fn of(document: &'a Document) -> Self {
        let (data, records) = (keys(document, "data", &document.data), keys(document, "record", &document.records));
        let roles = keys(document, "role", &document.roles).into_iter().map(|role| format!("role.{role}"));
        let both = document
            .records
            .iter()
            .flat_map(|(name, record)| record.holds.iter().map(move |item| format!("{name}.{item}")));
        Self {
            by: roles.chain(["subject".to_owned()]).collect(),
            events: EVENTS.iter().copied().chain(keys(document, "event", &document.events)).collect(),
            coverable: data.iter().chain(&records).map(ToString::to_string).chain(both).collect(),
            purposes: keys(document, "purpose", &document.purposes),
            data,
            records,
        }
    }
}

/// The names of `table`: of rows that could be read, and of those that stand there and could not.
fn keys<'a, T>(document: &'a Document, table: &str, rows: &'a Rows<T>) -> BTreeSet<&'a str> {
    let unreadable = document.unreadable.iter().filter_map(|path| in_table(path, table));
    rows.keys().map(Name::as_str).chain(unreadable).collect()
}

/// Names that one row uses.
struct Uses<'f, 'a> {
    found: &'f mut Findings<'a>,
}

impl Uses<'_, '_> {
    /// Reports each of `names`, which stand under `key`, that is not `known`.
    fn of<'n, K: std::borrow::Borrow<str> + Ord>(
        &mut self,
        kind: &str,
        known: &BTreeSet<K>,
        names: impl IntoIterator<Item = &'n Name>,
        at: (&RowKeys, &str),
    ) {
        for name in names {
            if !known.contains(name.as_str()) {
                // What the list already has cannot be meant a second time.
                let listed = |known: &&str| at.0.words(at.1).iter().any(|(word, _)| word == known);
                let free = known.iter().map(std::borrow::Borrow::borrow).filter(|known| !listed(known));
                self.report(kind, free, name, at.0.word(at.1, name));
            }
        }
    }

    fn report<'k>(&mut self, kind: &str, known: impl Iterator<Item = &'k str> + Clone, name: &Name, span: Span) {
        let finding = self
            .found
            .at(span.clone(), format!("no {kind} is called `{name}`"))
            .seen(format!("names the {kind} `{name}`"));
        self.found.push(match nearest(name, known.clone()) {
            Some(near) => rename(finding.help(format!("did you mean `{near}`?")), name, near, span),
            None => finding.help(declare(known)),
        });
    }
}

/// With `near` in the place of `name`, where the name stands alone at `span`: bare as a key, or in quotes.
fn rename(finding: Finding, name: &str, near: &str, span: Span) -> Finding {
    let written = match span.len().checked_sub(name.len()) {
        Some(0) => near.to_owned(),
        Some(2) => format!("\"{near}\""),
        _ => return finding,
    };
    let title = format!("write `{near}`");
    if is_typo(name, near) {
        finding.safe_fix(title, span, written)
    } else {
        finding.fix_to_review(title, span, written)
    }
}

fn declare<'k>(known: impl Iterator<Item = &'k str>) -> String {
    let mut known: Vec<&str> = known.take(SHOWN_MAX + 1).collect();
    if known.is_empty() {
        return "declare it".to_owned();
    }
    if known.len() > SHOWN_MAX {
        known.pop();
        known.push("…");
    }
    format!("declare it, or use one of: {}", known.join(", "))
}

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let (known, mut uses) = (Known::of(document), Uses { found });
    collecting(document, &known, &mut uses);
    sharing(document, &known, &mut uses);
    deriving(document, &known, &mut uses);
    telling(document, &known, &mut uses);
    for row in document.retention.values() {
        ending(context, row, &known, &mut uses);
    }
    for row in document.suppressions.values() {
        uses.of("data item", &known.data, [&row.of], (&row.keys, "of"));
        uses.of("event", &known.events, [&row.from], (&row.keys, "from"));
    }
    let settings = keys(document, "setting", &document.settings);
    for (span, name) in document.settings_named() {
        if !settings.contains(name.as_str()) {
            uses.report("setting", settings.iter().copied(), name, span);
        }
    }
}

fn collecting(document: &Document, known: &Known<'_>, uses: &mut Uses<'_, '_>) {
    let platforms = keys(document, "platform", &document.platforms);
    let activities = keys(document, "activity", &document.activities);
    let shapes: BTreeSet<&str> = SHAPES.iter().copied().collect();
    for row in document.data.values() {
        uses.of("shape", &shapes, &row.shape, (&row.keys, "shape"));
    }
    for row in document.records.values() {
        uses.of("data item", &known.data, &row.holds, (&row.keys, "holds"));
        let held: BTreeSet<&str> = row.holds.iter().map(Name::as_str).collect();
        uses.of("data item", &held, &row.optional, (&row.keys, "optional"));
        uses.of("record", &known.records, &row.derived_from, (&row.keys, "derived-from"));
    }
    for row in document.activities.values() {
        uses.of("data item", &known.data, row.takes.keys(), (&row.keys, "takes"));
    }
    for row in document.purposes.values() {
        uses.of("record", &known.records, &row.collects, (&row.keys, "collects"));
        uses.of("data item", &known.data, row.reads.keys(), (&row.keys, "reads"));
        uses.of("activity", &activities, &row.during, (&row.keys, "during"));
        uses.of("role", &known.by, &row.by, (&row.keys, "by"));
        uses.of("platform", &platforms, &row.platforms, (&row.keys, "platforms"));
        uses.of("event", &known.events, &row.ends, (&row.keys, "ends"));
    }
    if let Some(protect) = &document.protect {
        uses.of("data item", &known.data, &protect.key_sensitive, (&protect.keys, "key-sensitive"));
    }
}

fn sharing(document: &Document, known: &Known<'_>, uses: &mut Uses<'_, '_>) {
    let agreements = keys(document, "agreement", &document.agreements);
    for row in document.recipients.values() {
        uses.of("purpose", &known.purposes, &row.purposes, (&row.keys, "for"));
        uses.of("data item", &known.data, row.receives.keys(), (&row.keys, "receives"));
        uses.of("agreement", &agreements, &row.agreement, (&row.keys, "agreement"));
    }
    for row in document.grounds.values() {
        uses.of("role", &known.by, &row.approved_by, (&row.keys, "approved-by"));
        uses.of("purpose", &known.purposes, &row.only_for, (&row.keys, "only-for"));
        uses.of("data item, record or record.item", &known.coverable, &row.covers, (&row.keys, "covers"));
    }
}

/// What is worked out, decided by software, taken over from others, and stored on devices.
fn deriving(document: &Document, known: &Known<'_>, uses: &mut Uses<'_, '_>) {
    let held: BTreeSet<&str> = known.data.union(&known.records).copied().collect();
    let recipients = keys(document, "recipient", &document.recipients);
    let contacts = keys(document, "contact", &document.contacts);
    for row in document.derived.values() {
        uses.of("data item or record", &held, &row.from, (&row.keys, "from"));
        uses.of("data item", &known.data, row.how.keys(), (&row.keys, "how"));
        uses.of("data item", &known.data, row.bands.keys(), (&row.keys, "bands"));
        uses.of("data item", &known.data, row.groups.keys(), (&row.keys, "groups"));
        uses.of("purpose", &known.purposes, &row.purposes, (&row.keys, "for"));
    }
    for row in document.sources.values() {
        uses.of("data item", &known.data, &row.gives, (&row.keys, "gives"));
        uses.of("purpose", &known.purposes, &row.purposes, (&row.keys, "for"));
    }
    for row in document.automated.values() {
        uses.of("purpose", &known.purposes, [&row.purpose], (&row.keys, "purpose"));
        uses.of("data item", &known.data, &row.uses, (&row.keys, "uses"));
        uses.of("contact", &contacts, &row.appeal, (&row.keys, "appeal"));
    }
    for row in document.cookies.values() {
        uses.of("recipient", &recipients, &row.recipient, (&row.keys, "recipient"));
        uses.of("purpose", &known.purposes, &row.purpose, (&row.keys, "purpose"));
    }
}

fn telling(document: &Document, known: &Known<'_>, uses: &mut Uses<'_, '_>) {
    let channels: BTreeSet<&str> = CHANNELS.iter().copied().collect();
    for row in document.messages.values() {
        uses.of("purpose", &known.purposes, [&row.purpose], (&row.keys, "purpose"));
        uses.of("channel", &channels, &row.channels, (&row.keys, "channels"));
    }
    for row in document.notices.values() {
        uses.of("purpose", &known.purposes, &row.purposes, (&row.keys, "purposes"));
    }
    for row in document.contacts.values() {
        uses.of("role", &known.by, &row.by, (&row.keys, "by"));
    }
    let desks = keys(document, "contact", &document.contacts);
    let platforms = keys(document, "platform", &document.platforms);
    for row in document.rights.values() {
        uses.of("platform", &platforms, &row.only_on, (&row.keys, "only-on"));
    }
    for row in document.rights.values() {
        uses.of("role", &known.by, &row.by, (&row.keys, "by"));
        // A way in may be words, or a contact by its path; what begins like a path is one.
        let told = row.channels.iter().flat_map(|channel| channel.wordings().map(|(_, words)| words));
        for name in told.filter_map(|words| words.strip_prefix("contact.")) {
            if !desks.contains(name) {
                let help = match nearest(name, desks.iter().copied()) {
                    Some(near) => format!("did you mean `contact.{near}`?"),
                    None => "name a row of [contact.*], or write the way in as words".to_owned(),
                };
                let headline = format!("no contact is called `{}`", name.escape_debug());
                uses.found.push(uses.found.at(row.keys.at("channels"), headline).help(help));
            }
        }
    }
    let rights = keys(document, "right", &document.rights);
    for row in document.refusals.values() {
        uses.of("right", &rights, &row.of, (&row.keys, "of"));
    }
    let duties: BTreeSet<String> =
        keys(document, "duty", &document.duties).into_iter().map(|duty| format!("duty.{duty}")).collect();
    if let Some(row) = &document.protect {
        uses.of("role", &known.by, &row.suspended_by, (&row.keys, "suspended-by"));
        uses.of("duty", &duties, &row.backup_drill, (&row.keys, "backup-drill"));
    }
    for (row, inside) in document.recipients.values().filter_map(|row| Some((row, row.inside.as_ref()?))) {
        uses.of("role", &known.by, [&inside.by], (&row.keys, "inside"));
    }
    for row in document.alarms.values() {
        uses.of("duty", &duties, &row.duty, (&row.keys, "duty"));
    }
    let promises: BTreeSet<Name> = document.paths().into_keys().chain(document.unreadable.iter().cloned()).collect();
    for row in document.statements.values() {
        uses.of("promise", &promises, &row.beside, (&row.keys, "beside"));
    }
    if let Some(minors) = &document.minors {
        uses.of(
            "contact",
            &keys(document, "contact", &document.contacts),
            [&minors.contact],
            (&minors.keys, "contact"),
        );
    }
    if let Some(policy) = &document.policy {
        let sets: BTreeSet<&str> = RuleSet::ALL.iter().map(|set| set.as_str()).collect();
        uses.of("rule set", &sets, &policy.rules, (&policy.keys, "rules"));
    }
}

fn ending(context: &Context<'_>, row: &Retention, known: &Known<'_>, uses: &mut Uses<'_, '_>) {
    // Whether a record that could not be read has the item is not known.
    let could_be_known = |name: &&Name| {
        name.split_once('.').is_none_or(|(record, _)| !context.is_unreadable(&format!("record.{record}")))
    };
    let covers = row.covers.iter().filter(could_be_known);
    uses.of("data item, record or record.item", &known.coverable, covers, (&row.keys, "covers"));
    let document = context.document;
    let activities = keys(document, "activity", &document.activities);
    let criteria = keys(document, "criterion", &document.criteria);
    uses.of("event", &known.events, &row.unless, (&row.keys, "unless"));
    uses.of("activity", &activities, &row.extends, (&row.keys, "extends"));
    uses.of("purpose", &known.purposes, &row.needed_for, (&row.keys, "needed-for"));
    uses.of("criterion", &criteria, &row.found_by, (&row.keys, "found-by"));
    let anonymous = document.derived.iter().filter(|(_, set)| set.by == Transform::Anonymise);
    let anonymous: BTreeSet<&str> = anonymous.map(|(name, _)| name.as_str()).collect();
    uses.of("anonymised set", &anonymous, &row.into, (&row.keys, "into"));
    let from = Some(&row.from).filter(|from| **from != PURPOSE_ENDED);
    uses.of("event", &known.events, from, (&row.keys, "from"));
    uses.of("event", &known.events, &row.survives, (&row.keys, "survives"));
    uses.of("purpose", &known.purposes, &row.only_for, (&row.keys, "only-for"));
    for end in &row.sooner {
        uses.of("event", &known.events, [&end.from], (&end.keys, "from"));
        uses.of("event", &known.events, &end.unless, (&end.keys, "unless"));
    }
}
