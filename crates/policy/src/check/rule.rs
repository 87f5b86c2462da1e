//! What a rule is: its code, how bad a breach is, where it applies, its manual page and its function.

use crate::check::Context;
use crate::finding::{Finding, Severity, Span};

/// A body of rules that a policy can name in `policy.rules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleSet {
    /// What every policy is held against, whatever law it is written under.
    Language,
    /// The PIPL with the Network Data Security Management Regulations, the app rules of 2019, the cross-border provisions and
    /// the rules on minors.
    Pipl,
    /// The GDPR.
    Gdpr,
}

impl RuleSet {
    /// Every set.
    pub const ALL: &'static [Self] = &[Self::Language, Self::Pipl, Self::Gdpr];

    /// The word in `policy.rules`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Pipl => "pipl",
            Self::Gdpr => "gdpr",
        }
    }
}

/// One rule. Its page is the documentation of its file.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The code of its findings: `area/rule`.
    pub code: &'static str,
    /// How bad a breach is.
    pub severity: Severity,
    /// The sets that it belongs to.
    pub sets: &'static [RuleSet],
    /// The text of its file.
    pub(crate) file: &'static str,
    /// What it does; none where the reader finds the breach.
    pub(crate) run: Option<fn(&Context<'_>, &mut Findings<'_>)>,
    /// Whether it rests on something not being there, and so on having read the whole file.
    pub(crate) whole: bool,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl Rule {
    /// Its manual page, in Markdown.
    #[must_use]
    pub fn page(&self) -> String {
        let lines = self.file.lines().take_while(|line| line.starts_with("//!"));
        let lines =
            lines.filter_map(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What it refuses or warns of, in a sentence: the page's first line.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.file.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap_or_default()
    }

    /// Why, and how to mend it: a paragraph of the page that begins with `word` and a colon.
    #[must_use]
    pub fn part(&self, word: &str) -> String {
        let page = self.page();
        let paragraphs = page.split("\n\n").filter_map(|part| part.strip_prefix(word)?.strip_prefix(':'));
        paragraphs.map(|part| part.trim().replace('\n', " ")).next().unwrap_or_default()
    }

    /// The article of law or standard behind it, if one is.
    #[must_use]
    pub fn source(&self) -> Option<&'static str> {
        let line = self.file.lines().find_map(|line| line.strip_prefix("//! Source: "))?;
        (line != "this language").then_some(line.trim_end_matches('.'))
    }

    /// Whether it rests on an interpretation, on a text that is not public, or on one that was not read for it.
    #[must_use]
    pub fn wants_counsel(&self) -> bool {
        self.file.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("heck with counsel"))
    }

    /// Whether it applies to a policy that names `sets`.
    pub(crate) fn applies(&self, sets: &[RuleSet]) -> bool {
        self.sets.iter().any(|set| sets.contains(set))
    }
}

/// Where a rule puts what it finds: each finding bears the rule's code, severity and source.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    rule: &'static Rule,
    all: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub(crate) fn of(rule: &'static Rule, all: &'a mut Vec<Finding>) -> Self {
        Self { rule, all }
    }

    /// A finding of this rule, to be pushed.
    pub(crate) fn at(&self, span: Span, headline: impl Into<String>) -> Finding {
        let mut finding = Finding::new(self.rule.severity, self.rule.code, span, headline);
        finding.source = self.rule.source();
        finding
    }

    /// Adds a finding. Where the rule's page sends the reader to counsel, the finding does too.
    pub(crate) fn push(&mut self, mut finding: Finding) {
        let help = finding.help.as_deref().unwrap_or_default();
        if self.rule.wants_counsel() && !help.contains("with counsel") {
            let joint = if help.is_empty() { "" } else { "; " };
            finding.help = Some(format!("{help}{joint}check with counsel"));
        }
        self.all.push(finding);
    }
}
