//! Every value ends, and it is clear when.

use crate::finding::Finding;
use crate::name::Name;
use crate::rows::{Document, Length, Retention};
use crate::time::Period;

/// The rules that cover `item` of `record`: the most specific kind of cover wins.
#[must_use]
pub(crate) fn covering<'a>(document: &'a Document, record: &str, item: &str) -> Vec<(&'a Name, &'a Retention)> {
    let both = format!("{record}.{item}");
    [both.as_str(), record, item]
        .into_iter()
        .map(|cover| {
            let covers = |row: &Retention| row.covers.iter().any(|name| name.as_str() == cover);
            document.retention.iter().filter(|(_, row)| covers(row)).collect::<Vec<_>>()
        })
        .find(|rules| !rules.is_empty())
        .unwrap_or_default()
}

/// `retain/no-end` and `retain/unresolved`: a value that no rule, or that two unresolved rules cover.
pub(super) fn uncovered_values(document: &Document, findings: &mut Vec<Finding>) {
    for (record, row) in &document.records {
        for item in &row.holds {
            let rules = covering(document, record, item);
            if rules.is_empty() {
                findings.push(
                    Finding::error(
                        "retain/no-end",
                        row.keys.at("holds"),
                        format!("`{item}` in `record.{record}` has no end of retention"),
                    )
                    .seen("no retention rule covers this")
                    .help(format!("add `{record}` or `{record}.{item}` to `covers` of a retention rule"))
                    .source("PIPL art. 19; Network Data Security Regulations art. 21(3)"),
                );
            }
            unresolved(record, item, &rules, findings);
        }
    }
}

fn unresolved(record: &str, item: &str, rules: &[(&Name, &Retention)], findings: &mut Vec<Finding>) {
    for (at, (one, first)) in rules.iter().enumerate() {
        for (two, second) in rules.iter().skip(at + 1) {
            if survives(first, second) || survives(second, first) {
                continue;
            }
            findings.push(
                Finding::error(
                    "retain/unresolved",
                    second.keys.at("covers"),
                    format!("`{record}.{item}` is covered by two rules, and neither yields"),
                )
                .seen(format!("covered by `retention.{two}`"))
                .also(first.keys.at("covers"), format!("and by `retention.{one}`"))
                .help(format!("in the rule that outlives the other, add `survives = [\"{}\"]`", first.from)),
            );
        }
    }
}

/// Whether `one` outlives every event that ends `other`.
fn survives(one: &Retention, other: &Retention) -> bool {
    let ends = std::iter::once(&other.from).chain(other.sooner.iter().map(|end| &end.from));
    ends.filter(|event| *event != "record.created").all(|event| one.survives.contains(event))
}

/// `retain/length`: a rule says how long exactly once: `within` or `for`.
pub(super) fn unclear_rules(document: &Document, findings: &mut Vec<Finding>) {
    let mut once = |path: &str, keys: &crate::read::RowKeys, within: bool, exactly: bool| {
        if within == exactly {
            let seen = if within { "says both `within` and `for`" } else { "says neither `within` nor `for`" };
            findings.push(
                Finding::error("retain/length", keys.row.clone(), format!("`{path}` {seen}"))
                    .help("`within` = gone by then; `for` = kept exactly that long"),
            );
        }
    };
    for (name, row) in &document.retention {
        once(&format!("retention.{name}"), &row.keys, row.within.is_some(), row.exactly.is_some());
        for end in &row.sooner {
            once(&format!("retention.{name}.sooner"), &end.keys, end.within.is_some(), end.exactly.is_some());
        }
    }
    for (name, row) in &document.retention {
        for event in row.sooner.iter().map(|end| &end.from).chain([&row.from]) {
            if row.survives.contains(event) {
                findings.push(
                    Finding::error(
                        "retain/survives-own-end",
                        row.keys.at("survives"),
                        format!("`retention.{name}` both ends with and survives `{event}`"),
                    )
                    .help("remove the event from one of the two"),
                );
            }
        }
    }
}

/// `retain/short-log`: a log kept shorter than the law's floor, or than restore needs.
pub(super) fn short_logs(document: &Document, findings: &mut Vec<Finding>) {
    let Some(floor) = Period::new(6, crate::time::Unit::Month) else {
        return;
    };
    for (name, row) in &document.logs {
        let Some(kept) = fixed(document, &row.exactly) else {
            continue;
        };
        if kept.shorter_than(&floor) {
            findings.push(
                Finding::warning(
                    "retain/short-log",
                    row.keys.at("for"),
                    format!("`log.{name}` is kept {kept}, shorter than {floor}"),
                )
                .help(format!("keep network logs for at least {floor}"))
                .source("Cybersecurity Law art. 23"),
            );
        }
        let backups = document.protect.as_ref().and_then(|protect| fixed(document, &protect.backup_keep));
        if backups.is_some_and(|backups| kept.shorter_than(&backups)) {
            findings.push(
                Finding::error(
                    "retain/log-before-backup",
                    row.keys.at("for"),
                    format!("`log.{name}` ends before the last backup"),
                )
                .help("restore replays the log: keep it at least as long as `protect.backup-keep`"),
            );
        }
    }
}

/// The period behind `length`: its own, or its setting's default.
#[must_use]
pub(crate) fn fixed(document: &Document, length: &Length) -> Option<Period> {
    match length {
        Length::Fixed(period) => Some(*period),
        Length::Setting(name) => match document.settings.get(name)?.default {
            Length::Fixed(period) => Some(period),
            Length::Setting(_) => None,
        },
    }
}
