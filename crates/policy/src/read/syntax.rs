//! What is no TOML: the parser's words, and what they mean here.

use super::Reader;
use crate::finding::{Finding, Span};
use std::collections::BTreeSet;
use toml::de::{DeTable, DeValue};

impl Reader<'_> {
    /// Reports each of the parser's `faults` once. Where a value had a finding of its own, that one says it better.
    pub(super) fn refuse_syntax(&mut self, file: &DeTable<'_>, faults: &[toml::de::Error]) {
        let dated: BTreeSet<usize> =
            self.findings.iter().filter(|one| one.code == "read/date").map(|one| one.primary.span.start).collect();
        let (mut seen, mut headers) = (BTreeSet::new(), BTreeSet::new());
        for fault in faults {
            let (span, message) = (fault.span().unwrap_or(0..0), fault.message());
            if !seen.insert((span.start, message)) || dated.contains(&span.start) {
                continue;
            }
            let finding = match message {
                "duplicate key" => {
                    let header = self.header(&span);
                    // What stands under a header that stands twice needs no finding of its own.
                    if headers.contains(&header.begin) {
                        continue;
                    }
                    headers.extend(header.holds(&span).then_some(header.begin));
                    self.twice(file, span, &header)
                }
                _ => help(Finding::error("read/syntax", span, lower_first(message))),
            };
            self.report(finding);
        }
    }

    /// That the key at `second` stood in its table before.
    fn twice(&self, file: &DeTable<'_>, second: Span, header: &Header) -> Finding {
        let raw = self.source.get(second.clone()).unwrap_or_default();
        let key = raw.trim_matches(['"', '\'']);
        let (path, table) = header.table(file, &second, key);
        let name = path.into_iter().chain([key.to_owned()]).collect::<Vec<_>>().join(".");
        let finding = Finding::error("read/twice", second.clone(), format!("`{name}` stands twice")).seen("again here");
        let finding = finding.help("keep one of the two, or give this one another name");
        let first = table.and_then(|table| table.get_key_value(key)).map(|(first, _)| first.span());
        let first = first.filter(|first| first.start < second.start).or_else(|| self.same_header(header, key));
        match first {
            Some(first) => finding.also(first, "first here"),
            None => finding,
        }
    }

    /// The last word of an earlier header that says the same as `header`: there the parser forgets the first.
    fn same_header(&self, header: &Header, key: &str) -> Option<Span> {
        let line = self.source.get(header.begin..header.end)?.split('#').next()?.trim_end();
        let first = self.source.get(..header.begin)?.match_indices(line).map(|(at, _)| at).find(|at| {
            let before = self.source.get(..*at).unwrap_or_default();
            before.is_empty() || before.ends_with('\n')
        })?;
        let word = first + line.rfind(key)?;
        Some(word..word + key.len())
    }

    /// The last header before `at`, or the one in which it stands.
    fn header(&self, at: &Span) -> Header {
        let before = self.source.get(..at.start).unwrap_or_default();
        let begin = if before.starts_with('[') { 0 } else { before.len() };
        let begin = before.rfind("\n[").map_or(begin, |line| line + 1);
        let line = self.source.get(begin..).unwrap_or_default().lines().next().unwrap_or_default();
        let mut header = Header { begin, end: begin + line.len(), words: Vec::new() };
        let mut table = DeTable::parse(line).ok().map(toml::Spanned::into_inner);
        while let Some((key, value)) = table.take().and_then(|table| table.into_iter().next()) {
            header.words.push(key.get_ref().to_string());
            if let DeValue::Table(inner) = value.into_inner() {
                table = Some(inner);
            }
        }
        header
    }
}

/// The header of a table: where its line stands, and its words.
struct Header {
    begin: usize,
    end: usize,
    words: Vec<String>,
}

impl Header {
    /// Whether `at` stands in the header itself.
    fn holds(&self, at: &Span) -> bool {
        (self.begin..self.end).contains(&at.start)
    }

    /// The path and the table in which the key at `at` stands: the table that names it, where it stands in the header; else the
    /// one under the header, or one in braces there.
    fn table<'t, 'f>(&self, file: &'t DeTable<'f>, at: &Span, key: &str) -> (Vec<String>, Option<&'t DeTable<'f>>) {
        let (mut path, mut table) = (Vec::new(), Some(file));
        for word in self.words.iter().take_while(|word| !(self.holds(at) && *word == key)) {
            table = table.and_then(|table| table.get(word.as_str())?.get_ref().as_table());
            path.push(word.clone());
        }
        let inside =
            |table: Option<&'t DeTable<'f>>| table.filter(|_| !self.holds(at)).and_then(|table| around(table, at));
        while let Some((word, inner)) = inside(table) {
            path.push(word);
            table = Some(inner);
        }
        (path, table)
    }
}

/// The table in braces around `at` among the values of `table`, with its key.
fn around<'t, 'f>(table: &'t DeTable<'f>, at: &Span) -> Option<(String, &'t DeTable<'f>)> {
    let holds = |value: &toml::Spanned<DeValue<'_>>| value.span().start < at.start && at.end < value.span().end;
    table.iter().filter(|(_, value)| holds(value)).find_map(|(key, value)| {
        let inner = match value.get_ref() {
            DeValue::Array(list) => list.iter().find(|one| holds(one))?.get_ref().as_table(),
            other => other.as_table(),
        };
        inner.map(|inner| (key.get_ref().to_string(), inner))
    })
}

/// What to do, for what people most often get wrong.
fn help(finding: Finding) -> Finding {
    let helps = [
        ("string values must be quoted", "write text in quotes: `key = \"text\"`"),
        (
            "invalid basic string",
            "end the text with a quotation mark on the same line, or write it between three of them",
        ),
        ("missing escaped value", "write a backslash twice, or the text between single quotes"),
        ("missing comma", "part what stands in a list with commas"),
        ("unexpected leading zero", "write the number without the zero before it"),
    ];
    match helps.iter().find(|(message, _)| finding.headline.starts_with(message)) {
        Some((_, help)) => finding.help(*help),
        None => finding,
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
