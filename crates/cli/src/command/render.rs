//! `yinuo render`: the document that people read.

use super::explain::language;
use crate::input::read_policy;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::{Args, ValueEnum};
use policy::Policy;
use policy::rows::Language;
use std::path::PathBuf;

/// The form of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A page of its own.
    Html,
    /// Text for a repository or a diff.
    Markdown,
}

/// Arguments of `render`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo render policy.toml --language zh-Hans --format html --out privacy.html")]
pub struct Render {
    /// The policy.
    #[arg(value_name = "POLICY")]
    file: PathBuf,
    /// The language.
    #[arg(long, value_parser = language, default_value = "en")]
    language: Language,
    /// The form.
    #[arg(long, value_enum, default_value = "markdown")]
    format: Form,
    /// Where to; standard output if not given.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

impl Render {
    /// Renders it.
    pub fn run(self) -> Outcome {
        let policy = load(&self.file)?;
        let rendered = match self.format {
            Form::Html => publish::html(&policy.document, &policy.hash, self.language),
            Form::Markdown => publish::markdown(&policy.document, &policy.hash, self.language),
        };
        let text = rendered.map_err(|missing| Failure::PolicyInvalid(missing.to_string()))?;
        match &self.out {
            Some(path) => std::fs::write(path, text).map_err(|fault| Failure::of(path.display(), fault))?,
            None => output::line(text.trim_end()),
        }
        Ok(Status::Done)
    }
}

/// Loads a policy that can run; otherwise its findings are shown.
///
/// # Errors
/// [`Failure::Told`] with [`Status::PolicyInvalid`].
pub fn load(path: &std::path::Path) -> Result<Policy, Failure> {
    let bytes = read_policy(path)?;
    Policy::load(&bytes).map(|(policy, _)| policy).map_err(|invalid| {
        crate::findings::complain(&crate::findings::Found::new(path.display().to_string(), &bytes, invalid.0));
        Failure::Told(Status::PolicyInvalid)
    })
}
