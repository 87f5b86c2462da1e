//! What is wrong with a policy, as a value.

use serde::Serialize;
use std::ops::Range;

/// Bytes of the policy file, from and to.
pub type Span = Range<usize>;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The policy cannot run.
    Error,
    /// It runs, and somebody will regret it.
    Warning,
    /// Worth knowing.
    Info,
}

/// A place in the file with a word about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is seen there.
    pub text: String,
}

/// One fault, with its place, its cure and its source.
///
/// Shape: the headline is enough alone: lower case, no final stop, the author's text in backticks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable, `area/rule`.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub headline: String,
    /// Where it is wrong.
    pub primary: Label,
    /// What else has to do with it.
    pub secondary: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The article of law or standard behind the rule, if one is.
    pub source: Option<&'static str>,
    /// How the text could be mended, where that is known.
    pub fix: Option<Fix>,
}

/// Whether a fix keeps what the author meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// It changes nothing that the policy promises.
    Safe,
    /// It is likely right, and a promise changes with it: somebody has to read it.
    NeedsReview,
}

/// One replacement in the text of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there then.
    pub text: String,
}

/// A change of the file that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// Whether it may be applied unread.
    pub safety: Safety,
    /// What it does, as a command: "write `Asia/Shanghai`".
    pub title: String,
    /// The replacements; none overlaps another.
    pub edits: Vec<Edit>,
}

impl Finding {
    /// An error at `span`.
    #[must_use]
    pub fn error(code: &'static str, span: Span, headline: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, headline)
    }

    /// A warning at `span`.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, headline: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, headline)
    }

    pub(crate) fn new(severity: Severity, code: &'static str, span: Span, headline: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            headline: headline.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            help: None,
            source: None,
            fix: None,
        }
    }

    /// With a word under the primary place.
    #[must_use]
    pub fn seen(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// With a second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// With the article behind it.
    #[must_use]
    pub const fn source(mut self, article: &'static str) -> Self {
        self.source = Some(article);
        self
    }

    /// With a replacement at `span` that changes no promise.
    #[must_use]
    pub fn safe_fix(self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fixed(Safety::Safe, title, span, text)
    }

    /// With a replacement at `span` that somebody has to read.
    #[must_use]
    pub fn fix_to_review(self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fixed(Safety::NeedsReview, title, span, text)
    }

    /// With several replacements, which are as safe as `safety` says.
    #[must_use]
    pub(crate) fn edits(mut self, safety: Safety, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { safety, title: title.into(), edits });
        self
    }

    /// With a replacement at `span` that is as safe as `safety` says.
    #[must_use]
    pub(crate) fn fixed(self, safety: Safety, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.edits(safety, title, vec![Edit { span, text: text.into() }])
    }
}

/// Line and column, both from 1, of byte `at` in `text`; columns count characters.
#[must_use]
pub fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) + 1;
    (line, column)
}
