//! Reading: bytes to rows, with every fault collected in one run.

mod day;
mod field;
pub(crate) mod han;
mod hidden;
pub(crate) mod letter;
mod name;
pub(crate) mod near;
mod place;
mod syntax;
mod words;

pub use field::{Field, RowKeys};
pub use name::is_name;
pub(crate) use name::{ascii_name, not_a_name};
pub use near::{is_typo, nearest};
pub use words::Text;
pub(crate) use words::words;

use crate::finding::{Finding, Span};
use crate::name::Name;
use crate::rows::Document;
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The largest policy that is read: 4 MiB. A larger one is refused before parsing.
pub const BYTES_MAX: usize = 4 * 1024 * 1024;

/// Collects findings while rows are read.
#[derive(Debug, Default)]
pub struct Reader<'s> {
    /// The text of the file.
    pub(crate) source: &'s str,
    pub(crate) findings: Vec<Finding>,
    /// Rows that stand in the file and could not be read, by path.
    pub(crate) unreadable: BTreeSet<Name>,
}

/// That `value` is not what was expected.
fn unexpected(span: Span, expected: &str, value: &DeValue<'_>) -> Finding {
    let seen = match value {
        DeValue::String(text) if text.trim().is_empty() => "nothing: it is left blank".to_owned(),
        DeValue::String(text) => format!("the text `{text}`"),
        other => format!("a value of type {}", other.type_str()),
    };
    Finding::error("read/type", span, format!("expected {expected}, found {seen}")).seen(format!("expected {expected}"))
}

/// Keys of every row of a table: that it is left out of the document, and why.
pub const PUBLICATION: [&str; 2] = ["published", "unpublished-because"];

impl Reader<'_> {
    pub(crate) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn expected(&mut self, span: Span, expected: &str, value: &DeValue<'_>) {
        self.report(unexpected(span, expected, value));
    }

    /// Reports that `value` is none of the `known` words, and which of them was probably meant.
    pub(crate) fn expected_word(&mut self, value: &Spanned<DeValue<'_>>, what: &str, known: &[&str]) {
        let finding = unexpected(value.span(), &format!("{what}: {}", known.join(" | ")), value.get_ref());
        let meant = value.get_ref().as_str().and_then(|text| near::meant(text, known.iter().copied()));
        self.report(match meant {
            Some((near, safety)) => finding.help(format!("did you mean `{near}`?")).fixed(
                safety,
                format!("write `{near}`"),
                value.span(),
                format!("\"{near}\""),
            ),
            None => finding,
        });
    }

    /// Reports each key of `table` that is not in `known`, with the nearest known name.
    pub(crate) fn refuse_unknown(&mut self, table: &DeTable<'_>, known: &[&str], what: &str) {
        let mut meant = BTreeSet::new();
        for (key, _) in table {
            let name = key.get_ref();
            if known.contains(&name.as_ref()) || PUBLICATION.contains(&name.as_ref()) {
                continue;
            }
            let finding = Finding::error("read/unknown-key", key.span(), format!("unknown key `{name}` in {what}"))
                .seen("not a key of this language");
            // What the table already has, or another key is taken for, cannot be meant a second time.
            let free = known.iter().copied().filter(|known| !table.contains_key(*known) && !meant.contains(known));
            let near = near::meant(name, free);
            meant.extend(near.map(|(near, _)| near));
            self.report(match near {
                Some((near, safety)) => {
                    let finding = finding.help(format!("did you mean `{near}`?"));
                    finding.fixed(safety, format!("write `{near}`"), key.span(), near)
                }
                None => finding.help(format!("known here: {}", known.join(", "))),
            });
        }
    }
}

impl Reader<'_> {
    /// `published = false` wants its reason, and stands in rows of tables alone.
    pub(crate) fn publication(&mut self, table: &DeTable<'_>, row: &Span) {
        let published = table.get("published").map(|value| (value.span(), bool::read(self, value)));
        let because = table.get("unpublished-because").map(|value| (value.span(), Text::read(self, value)));
        match (published, because) {
            (Some((span, Some(false))), None) => self.report(
                Finding::error("read/unpublished", span, "a row is left out of the document without a reason")
                    .seen("not published")
                    .help("say why: `unpublished-because = \"…\"`"),
            ),
            (Some((_, Some(true))) | None, Some((span, _))) => self.report(
                Finding::error("read/unpublished", span, "a reason for leaving out a row that is published")
                    .help("write `published = false` beside it, or remove the reason")
                    .also(row.clone(), "this row"),
            ),
            _ => {}
        }
    }

    /// Reports [`PUBLICATION`] where it has no meaning.
    pub(crate) fn always_published(&mut self, table: &DeTable<'_>, what: &str) {
        for (key, _) in table.iter().filter(|(key, _)| PUBLICATION.contains(&key.get_ref().as_ref())) {
            let headline = format!("{what} is always published");
            self.report(Finding::error("read/unpublished", key.span(), headline).help("remove the key"));
        }
    }
}

/// What reading gave.
#[derive(Debug)]
pub struct Read {
    /// The rows, as far as they could be read.
    pub document: Document,
    /// Everything wrong with the form of the file; empty if none.
    pub findings: Vec<Finding>,
    /// Whether syntax errors hid parts of the file: then a missing row may be there after all.
    pub partial: bool,
    /// SHA-256 of the canonical form, 64 lower-case hexadecimal digits.
    pub hash: String,
}

/// Reads a policy file.
///
/// # Errors
/// A single finding where nothing can be read at all: over [`BYTES_MAX`], or not UTF-8.
pub fn read(bytes: &[u8]) -> Result<Read, Box<Finding>> {
    if bytes.len() > BYTES_MAX {
        let headline = format!("expected at most {BYTES_MAX} bytes, found {}", bytes.len());
        return Err(Box::new(Finding::error("read/too-large", 0..0, headline)));
    }
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        let at = fault.valid_up_to();
        let headline = format!("expected UTF-8 text, found another byte at {at}");
        Box::new(Finding::error("read/not-utf-8", at..at, headline).help("save the file as UTF-8"))
    })?;
    let (table, faults) = DeTable::parse_recoverable(text);
    let mut reader = Reader { source: text, ..Reader::default() };
    reader.refuse_hidden();
    let document = Document::read(&mut reader, table.get_ref());
    reader.refuse_syntax(table.get_ref(), &faults);
    let hash = crate::canonical::hash(table.get_ref());
    reader.findings.sort_by_key(|finding| (finding.primary.span.start, finding.code));
    Ok(Read { document, findings: reader.findings, partial: !faults.is_empty(), hash })
}
