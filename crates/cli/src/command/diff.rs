//! `yinuo diff`: what changed between two versions of a policy, and what follows from it.

use crate::input::{read_policy, stdin_once};
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use policy::Severity;
use policy::diff::{Diff as Found, Effect, diff, same_product};
use policy::rows::Document;
use std::path::{Path, PathBuf};

/// How the comparison is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Human,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(
    after_help = "Each promise is added, removed, widened (more may happen, or less is promised to people), narrowed, changed
(neither more nor less) or reworded. A sentence that is the promise itself, such as the label of a purpose, is
changed by other words; reworded are texts that only explain, and other spaces, marks or case.

What changed is told under the rows of `[change.*]` that speak of it, and consent is asked again of what widened.

Exit status: 0 nothing changed, or nothing material; 5 something material changed; 3 the new version takes effect too
early, breaks a promise of the version in force, has the same version and says something else, or is of another
product; 4 one of the files cannot be read as a policy.

Example:
  yinuo diff published/policy.toml policy.toml
  yinuo diff old.toml new.toml --announced 2026-05-01
  git show main:policy.toml | yinuo diff - policy.toml --format markdown"
)]
pub struct Diff {
    /// The version in force; `-` reads standard input.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The version to come.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The day on which the change is announced: then the earliest day is computed from which it may bind.
    #[arg(long, value_name = "DATE")]
    announced: Option<Date>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Diff {
    /// Prints it.
    pub fn run(self) -> Outcome {
        stdin_once([self.old.as_path(), self.new.as_path()])?;
        let (old, new) = (read(&self.old)?, read(&self.new)?);
        same_product(&old, &new).map_err(|fault| Failure::Refused(fault.to_string()))?;
        let found = diff(&old, &new, self.announced);
        match self.format {
            Format::Human => output::line(&found.human(&painted)),
            Format::Markdown => output::line(found.markdown().trim_end()),
            Format::Json => output::json(&found),
        }
        Ok(status(&found))
    }
}

fn status(found: &Found) -> Status {
    if found.is_refused() {
        Status::Refused
    } else if found.material {
        Status::Material
    } else {
        Status::Done
    }
}

/// Red where it widens, green where it narrows, on a terminal that wants colours.
fn painted(effect: Effect, text: &str) -> String {
    let colour = match effect {
        Effect::Widened => "31",
        Effect::Changed => "33",
        Effect::Narrowed => "32",
        Effect::Reworded => "2",
    };
    let wanted = crate::config::wants_colour(output::is_terminal());
    if wanted { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Reads a policy as far as its form goes: a version that the law would fault can still be compared.
fn read(path: &Path) -> Result<Document, Failure> {
    let bytes = read_policy(path)?;
    let (document, findings) = match policy::read::read(&bytes) {
        Ok(read) => (Some(read.document), read.findings),
        Err(finding) => (None, vec![*finding]),
    };
    let broken = findings.iter().any(|finding| finding.severity == Severity::Error);
    document.filter(|_| !broken).ok_or_else(|| {
        crate::findings::complain(&crate::findings::Found::new(path.display().to_string(), &bytes, findings));
        Failure::Told(Status::PolicyInvalid)
    })
}
