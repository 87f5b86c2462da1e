//! Findings in three forms: underlined text, one line each, JSON.

use crate::output::{self, Format};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use policy::finding::{Edit, Fix, Label, Safety, line_and_column};
use policy::{Finding, Severity};
use serde::Serialize;
use std::fmt;
use std::io::IsTerminal;

/// Findings shown of one file; the rest are counted.
const SHOWN_MAX: usize = 200;

/// A file with what was found in it.
#[derive(Debug)]
pub struct Found {
    /// The file, as it was named.
    pub name: String,
    /// Its text; bytes that are no UTF-8 replaced.
    pub text: String,
    /// The findings, in the order of the file.
    pub findings: Vec<Finding>,
}

impl Found {
    /// Findings of a file.
    pub fn new(name: impl Into<String>, bytes: &[u8], findings: Vec<Finding>) -> Self {
        Self { name: tame(&name.into()), text: tame(&String::from_utf8_lossy(bytes)), findings }
    }

    /// The findings that are shown.
    fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().take(SHOWN_MAX)
    }

    /// Says how many are not shown, if any.
    fn tell_rest(&self) {
        if let Some(rest) = self.findings.len().checked_sub(SHOWN_MAX).filter(|rest| *rest > 0) {
            output::complain(&format!("{}: and {rest} more", self.name));
        }
    }

    /// How many are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Text that cannot play with a terminal: what controls it is replaced, by as many bytes, so that spans stay true.
fn tame(text: &str) -> String {
    let harmless = |letter: char| match letter {
        '\n' | '\t' => letter,
        // What turns the direction of reading hides what stands there.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        '\r' => ' ',
        _ if letter.is_ascii_control() => '?',
        _ if letter.is_control() => '·',
        _ => letter,
    };
    text.chars().map(harmless).collect()
}

/// Prints the findings of several files; JSON is one array over all of them.
pub fn print<'f>(found: impl IntoIterator<Item = &'f Found>, format: Format) {
    let found: Vec<&Found> = found.into_iter().collect();
    match format {
        Format::Human => found
            .iter()
            .for_each(|of| of.shown().for_each(|one| output::line(&underlined(of, one, output::is_terminal())))),
        Format::Plain => found.iter().for_each(|of| of.shown().for_each(|one| output::line(&plain(of, one)))),
        Format::Json => output::json(&found.iter().flat_map(|of| shown(of)).collect::<Vec<_>>()),
    }
    found.iter().for_each(|of| of.tell_rest());
}

/// Prints a policy's findings to standard error, where something else was asked for.
pub fn complain(found: &Found) {
    found.shown().for_each(|finding| output::complain(&underlined(found, finding, std::io::stderr().is_terminal())));
    found.tell_rest();
}

/// The longest line that is underlined. *Units*: bytes. A longer one would fill the screen and show nothing.
const UNDERLINED_MAX: usize = 4096;

/// Whether what the finding is about stands in lines that can be underlined.
fn can_be_underlined(text: &str, finding: &Finding) -> bool {
    let mut labels = std::iter::once(&finding.primary).chain(&finding.secondary);
    labels.all(|label| {
        let begins = text.get(..label.span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let lines = text.get(begins..label.span.end).unwrap_or_default().lines();
        let tail = text.get(label.span.end..).and_then(|after| after.lines().next()).unwrap_or_default();
        lines.map(str::len).max().unwrap_or(0).saturating_add(tail.len()) <= UNDERLINED_MAX
    })
}

/// One finding with the text that it is about.
fn underlined(found: &Found, finding: &Finding, on_terminal: bool) -> String {
    if !can_be_underlined(&found.text, finding) {
        return plain(found, finding);
    }
    let theme = if crate::config::wants_colour(on_terminal) {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(120);
    let report = Report { source: NamedSource::new(&found.name, found.text.clone()), finding };
    let mut text = String::new();
    // Writing into a string fails only where a source cannot be read, and ours is in memory.
    let _written = handler.render_report(&mut text, &report);
    text
}

fn plain(found: &Found, finding: &Finding) -> String {
    let (line, column) = line_and_column(&found.text, finding.primary.span.start);
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
    let source = finding.source.map_or_else(String::new, |source| format!(" [{source}]"));
    let severity = word(finding.severity);
    let said = tame(&format!("{}{help}{source}", finding.headline)).replace('\n', " ");
    format!("{}:{line}:{column}: {severity}[{}]: {said}", found.name, finding.code)
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A place as programs read it: lines and columns from 1, columns in characters.
#[derive(Debug, Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: String,
}

#[derive(Debug, Serialize)]
struct Shown<'a> {
    file: &'a str,
    code: &'a str,
    severity: &'static str,
    headline: &'a str,
    #[serde(flatten)]
    place: Place,
    also: Vec<Place>,
    help: Option<&'a str>,
    source: Option<&'a str>,
    fix: Option<ShownFix<'a>>,
}

/// A fix as programs read it.
#[derive(Debug, Serialize)]
struct ShownFix<'a> {
    safety: Safety,
    title: &'a str,
    edits: Vec<ShownEdit<'a>>,
}

/// A replacement; an empty range is an insertion.
#[derive(Debug, Serialize)]
struct ShownEdit<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

fn shown(found: &Found) -> Vec<Shown<'_>> {
    found.shown().map(|finding| shown_one(found, finding)).collect()
}

fn shown_one<'a>(found: &'a Found, finding: &'a Finding) -> Shown<'a> {
    let place = |label: &Label| {
        let (line, column) = line_and_column(&found.text, label.span.start);
        let (end_line, end_column) = line_and_column(&found.text, label.span.end);
        Place { line, column, end_line, end_column, label: label.text.clone() }
    };
    let edit = |edit: &'a Edit| {
        let place = place(&Label { span: edit.span.clone(), text: String::new() });
        ShownEdit { place, text: &edit.text }
    };
    let fix =
        |fix: &'a Fix| ShownFix { safety: fix.safety, title: &fix.title, edits: fix.edits.iter().map(edit).collect() };
    Shown {
        file: &found.name,
        code: finding.code,
        severity: word(finding.severity),
        headline: &finding.headline,
        place: place(&finding.primary),
        also: finding.secondary.iter().map(place).collect(),
        help: finding.help.as_deref(),
        source: finding.source,
        fix: finding.fix.as_ref().map(fix),
    }
}

/// A finding as miette prints it.
#[derive(Debug)]
struct Report<'a> {
    source: NamedSource<String>,
    finding: &'a Finding,
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&tame(&self.finding.headline))
    }
}

impl std::error::Error for Report<'_> {}

impl miette::Diagnostic for Report<'_> {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(self.finding.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        let source = self.finding.source.map(|source| format!("source: {source}"));
        let parts: Vec<String> = self.finding.help.iter().map(|help| tame(help)).chain(source).collect();
        (!parts.is_empty()).then(|| Box::new(parts.join("\n")) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        // What is wrong with the file as a whole has no place in it.
        if self.finding.primary.span == (0..0) {
            return None;
        }
        let span = |label: &Label, primary| {
            let text = (!label.text.is_empty()).then(|| tame(&label.text));
            let length = label.span.len();
            if primary {
                LabeledSpan::new_primary_with_span(text, (label.span.start, length))
            } else {
                LabeledSpan::new_with_span(text, (label.span.start, length))
            }
        };
        let primary = std::iter::once(span(&self.finding.primary, true));
        Some(Box::new(primary.chain(self.finding.secondary.iter().map(move |label| span(label, false)))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_file_plays_with_the_terminal() {
        let wild = "a\u{1b}[2Jb\u{9b}c\u{202e}d\te\nf\u{7f}g\r";
        assert_eq!(tame(wild), "a?[2Jb·c\u{fffd}d\te\nf?g ");
        assert_eq!(tame(wild).len(), wild.len());
    }
}
