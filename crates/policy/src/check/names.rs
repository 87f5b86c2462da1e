//! Every name that a row uses is declared, and every declared name is used.

use crate::finding::{Finding, Span};
use crate::name::Name;
use crate::read::{RowKeys, nearest};
use crate::rows::{Document, Retention};
use std::collections::BTreeSet;

/// Events that the engine itself knows; a policy declares others in `[event."…"]`.
pub const EVENTS: &[&str] = &[
    "account.opened",
    "account.cancelled",
    "tenant.cancelled",
    "tenant.suspended",
    "tenant.resumed",
    "record.created",
    "activity.closed",
    "consent.withdrawn",
    "permission.revoked",
    "minor.found",
];

/// Channels over which people are told something.
pub const CHANNELS: &[&str] = &["in-app", "push", "email", "phone", "sms", "page"];

struct Uses<'a> {
    findings: &'a mut Vec<Finding>,
}

impl Uses<'_> {
    /// `names/unknown`: a row names something that no row declares.
    fn of<'n>(&mut self, kind: &str, known: &BTreeSet<&str>, names: impl IntoIterator<Item = &'n Name>, span: &Span) {
        for name in names {
            if known.contains(name.as_str()) {
                continue;
            }
            let help = nearest(name, known.iter().copied()).map_or_else(
                || format!("declare it, or use one of: {}", known.iter().copied().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            self.findings.push(
                Finding::error("names/unknown", span.clone(), format!("no {kind} is called `{name}`"))
                    .seen(format!("names the {kind} `{name}`"))
                    .help(help),
            );
        }
    }
}

fn keys<T>(rows: &crate::rows::Rows<T>) -> BTreeSet<&str> {
    rows.keys().map(Name::as_str).collect()
}

/// Reports each name that no row declares.
pub(super) fn unknown_names(document: &Document, findings: &mut Vec<Finding>) {
    let (data, records, purposes) = (keys(&document.data), keys(&document.records), keys(&document.purposes));
    let (activities, contacts) = (keys(&document.activities), keys(&document.contacts));
    let mut by: BTreeSet<String> = document.roles.keys().map(|role| format!("role.{role}")).collect();
    by.insert("subject".into());
    let by: BTreeSet<&str> = by.iter().map(String::as_str).collect();
    let channels: BTreeSet<&str> = CHANNELS.iter().copied().collect();
    let mut uses = Uses { findings };
    for row in document.records.values() {
        uses.of("data item", &data, &row.holds, &row.keys.at("holds"));
        uses.of("data item", &row.holds.iter().map(Name::as_str).collect(), &row.optional, &row.keys.at("optional"));
        uses.of("record", &records, &row.derived_from, &row.keys.at("derived-from"));
    }
    for row in document.activities.values() {
        uses.of("data item", &data, row.takes.keys(), &row.keys.at("takes"));
    }
    for row in document.purposes.values() {
        uses.of("record", &records, &row.collects, &row.keys.at("collects"));
        uses.of("data item", &data, row.reads.keys(), &row.keys.at("reads"));
        uses.of("activity", &activities, &row.during, &row.keys.at("during"));
        uses.of("role", &by, &row.by, &row.keys.at("by"));
    }
    for row in document.recipients.values() {
        uses.of("purpose", &purposes, &row.purposes, &row.keys.at("for"));
        uses.of("data item", &data, row.receives.keys(), &row.keys.at("receives"));
        uses.of("agreement", &keys(&document.agreements), &row.agreement, &row.keys.at("agreement"));
    }
    for row in document.messages.values() {
        uses.of("purpose", &purposes, [&row.purpose], &row.keys.at("purpose"));
        uses.of("channel", &channels, &row.channels, &row.keys.at("channels"));
    }
    for row in document.notices.values() {
        uses.of("purpose", &purposes, &row.purposes, &row.keys.at("purposes"));
    }
    for row in document.grounds.values() {
        uses.of("role", &by, &row.approved_by, &row.keys.at("approved-by"));
    }
    if let Some(minors) = &document.minors {
        uses.of("contact", &contacts, [&minors.contact], &minors.keys.at("contact"));
    }
    if let Some(protect) = &document.protect {
        uses.of("data item", &data, &protect.key_sensitive, &protect.keys.at("key-sensitive"));
    }
    for row in document.retention.values() {
        retention_names(document, row, &mut uses);
    }
    let settings = keys(&document.settings);
    for (span, name) in document.settings_named() {
        uses.of("setting", &settings, [name], &span);
    }
}

fn retention_names(document: &Document, row: &Retention, uses: &mut Uses<'_>) {
    let mut events: BTreeSet<&str> = EVENTS.iter().copied().collect();
    events.extend(document.events.keys().map(Name::as_str));
    let mut coverable: BTreeSet<String> =
        document.data.keys().chain(document.records.keys()).map(ToString::to_string).collect();
    for (name, record) in &document.records {
        coverable.extend(record.holds.iter().map(|item| format!("{name}.{item}")));
    }
    let coverable = coverable.iter().map(String::as_str).collect();
    uses.of("data item, record or record.item", &coverable, &row.covers, &row.keys.at("covers"));
    uses.of("event", &events, [&row.from], &row.keys.at("from"));
    uses.of("event", &events, &row.survives, &row.keys.at("survives"));
    uses.of("purpose", &keys(&document.purposes), &row.only_for, &row.keys.at("only-for"));
    for end in &row.sooner {
        uses.of("event", &events, [&end.from], &end.keys.at("from"));
        uses.of("event", &events, &end.unless, &end.keys.at("unless"));
    }
}

/// `names/unaccounted`: a data item of which the policy does not say why it is held. What ends it and what
/// protects it have findings of their own where they are missing.
pub(super) fn unaccounted_items(document: &Document, findings: &mut Vec<Finding>) {
    for (name, row) in &document.data {
        let why = crate::why::why(document, name);
        if why.collected.is_empty() || why.used.is_empty() {
            let missing = why.missing().collect::<Vec<_>>().join(", ");
            findings.push(
                Finding::error("names/unaccounted", row.keys.row.clone(), format!("`data.{name}`: {missing}"))
                    .seen("declared here")
                    .help("put it into a record that a purpose collects and into `reads` of a purpose, or remove it")
                    .source("PIPL art. 6"),
            );
        }
    }
}

/// `names/idle`: a row that nothing uses promises nothing.
pub(super) fn idle_rows(document: &Document, findings: &mut Vec<Finding>) {
    let captured: BTreeSet<&Name> = document.purposes.values().flat_map(|row| &row.collects).collect();
    let during: BTreeSet<&Name> = document.purposes.values().filter_map(|row| row.during.as_ref()).collect();
    let agreed: BTreeSet<&Name> = document.recipients.values().filter_map(|row| row.agreement.as_ref()).collect();
    let mut idle = |path: &str, keys: &RowKeys, help: &str| {
        findings.push(
            Finding::warning("names/idle", keys.row.clone(), format!("`{path}` is used by nothing"))
                .seen("declared here, used nowhere")
                .help(help.to_owned()),
        );
    };
    for (name, row) in &document.records {
        if !captured.contains(name) && row.derived_from.is_empty() {
            idle(&format!("record.{name}"), &row.keys, "add it to `collects` of a purpose, or remove it");
        }
    }
    for (name, row) in document.activities.iter().filter(|(name, _)| !during.contains(name)) {
        idle(&format!("activity.{name}"), &row.keys, "name it in `during` of a purpose, or remove it");
    }
    for (name, row) in document.agreements.iter().filter(|(name, _)| !agreed.contains(name)) {
        idle(&format!("agreement.{name}"), &row.keys, "name it in `agreement` of a recipient, or remove it");
    }
}
