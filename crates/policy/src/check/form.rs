//! Rows that contradict themselves.

use crate::Form;
use crate::finding::Finding;
use crate::rows::{Basis, Document, Keep, Length};

/// `form/*`: a row whose values cannot all be kept.
pub(super) fn contradictions(document: &Document, findings: &mut Vec<Finding>) {
    keeping(document, findings);
    consents(document, findings);
    hashed_reads(document, findings);
    settings(document, findings);
    if let Some(policy) = &document.policy {
        if jiff::tz::TimeZone::get(&policy.time_zone).is_err() {
            findings.push(
                Finding::error(
                    "form/time-zone",
                    policy.keys.at("time-zone"),
                    format!("`{}` is not a time zone", policy.time_zone),
                )
                .help("expected an IANA name such as `Asia/Shanghai`"),
            );
        }
        if policy.languages.is_empty() {
            findings.push(
                Finding::error("form/no-language", policy.keys.at("languages"), "the document has no language")
                    .help("write for instance `languages = [\"zh-Hans\", \"en\"]`"),
            );
        }
    }
    if let Some(protect) = &document.protect
        && protect.suite != "aes-256-gcm"
    {
        findings.push(
            Finding::error("form/suite", protect.keys.at("suite"), format!("unknown cipher suite `{}`", protect.suite))
                .help("known: `aes-256-gcm`"),
        );
    }
}

/// `form/setting`: a setting whose default is over its own bound, or names another setting.
fn settings(document: &Document, findings: &mut Vec<Finding>) {
    for (name, row) in &document.settings {
        let fixed = |length: &Length| match length {
            Length::Fixed(period) => Some(*period),
            Length::Setting(_) => None,
        };
        let (default, max) = (fixed(&row.default), row.max.as_ref().map(fixed));
        let over = default.zip(max.flatten()).is_some_and(|(default, max)| max.shorter_than(&default));
        if over || default.is_none() || max == Some(None) {
            findings.push(
                Finding::error(
                    "form/setting",
                    row.keys.at("default"),
                    format!("`setting.{name}` has no default within its bound"),
                )
                .help("write a period, and none longer than `max`"),
            );
        }
    }
}

/// `form/open-personal`: a value about a person lies in the open.
fn keeping(document: &Document, findings: &mut Vec<Finding>) {
    for (name, row) in &document.data {
        let about_a_person = row.class.is_some() || row.sensitive;
        if about_a_person && row.keep == Some(Keep::Open) {
            findings.push(
                Finding::error(
                    "form/open-personal",
                    row.keys.at("keep"),
                    format!("`data.{name}` is about a person and kept in the open"),
                )
                .help("remove `keep = \"open\"`, or the class if it is about nobody")
                .source("PIPL art. 51(3)"),
            );
        }
        if !about_a_person && row.keep != Some(Keep::Open) && row.drawn.is_none() {
            findings.push(
                Finding::error(
                    "form/no-class",
                    row.keys.row.clone(),
                    format!("`data.{name}` has neither a class nor `keep = \"open\"`"),
                )
                .help("give it a class if it is about a person; say `keep = \"open\"` if it is about nobody"),
            );
        }
        if row.drawn.is_some() && row.keep != Some(Keep::Hashed) {
            findings.push(
                Finding::error(
                    "form/drawn-readable",
                    row.keys.at("drawn"),
                    format!("the code `data.{name}` would be stored readable"),
                )
                .help("add `keep = \"hashed\"`"),
            );
        }
    }
}

/// `form/consent-kind`: a purpose says consent but not which, or a kind without consent.
fn consents(document: &Document, findings: &mut Vec<Finding>) {
    for (name, row) in &document.purposes {
        match (row.basis, row.consent) {
            (Basis::Consent, None) => findings.push(
                Finding::error(
                    "form/consent-kind",
                    row.keys.at("basis"),
                    format!("`purpose.{name}` rests on consent but says not which kind"),
                )
                .help("add `consent = \"general\"` or `\"separate\"`")
                .source("PIPL art. 14"),
            ),
            (Basis::Consent, Some(_)) | (_, None) => {}
            (_, Some(_)) => findings.push(
                Finding::error(
                    "form/consent-kind",
                    row.keys.at("consent"),
                    format!("`purpose.{name}` does not rest on consent"),
                )
                .help("remove `consent`, or say `basis = \"consent\"`"),
            ),
        }
    }
}

/// `form/hashed-read`: a hashed value can only be compared.
fn hashed_reads(document: &Document, findings: &mut Vec<Finding>) {
    for (name, row) in &document.purposes {
        for (item, form) in &row.reads {
            let hashed = document.data.get(item).is_some_and(|data| data.keep == Some(Keep::Hashed));
            if hashed && *form != Form::Hashed {
                findings.push(
                    Finding::error(
                        "form/hashed-read",
                        row.keys.at("reads"),
                        format!("`purpose.{name}` reads `{item}` {}, which is kept as a hash", form.as_str()),
                    )
                    .help("a hashed value can only be compared: read it `hashed`"),
                );
            }
        }
    }
}
