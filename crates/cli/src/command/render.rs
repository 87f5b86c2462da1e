//! `yinuo render`: the document that people read, and its shorter forms.

use super::explain::{language, spoken};
use crate::input::{read_policy, stdin_once};
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::{Args, ValueEnum};
use policy::rows::Language;
use policy::{Name, Policy};
use publish::{Missing, Sheet};
use std::path::PathBuf;

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page of its own.
    Html,
    /// Text for a repository or a diff.
    Markdown,
    /// Markup from which the program `typst` makes a PDF; the whole document.
    Typst,
}

/// What is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// The whole document.
    Document,
    /// The summary shown before the first use.
    Short,
    /// The notice of each purpose that needs one of its own.
    Notices,
    /// The list of data that is collected.
    Data,
    /// The list of everybody else who gets data.
    Recipients,
    /// What changed since another version; with `--since`.
    Changes,
    /// JSON-LD with the terms of the W3C Data Privacy Vocabulary, in every language at once.
    Machine,
}

const EXAMPLES: &str = "Examples:
  yinuo render policy.toml --language zh-Hant --format html --out privacy.html
  yinuo render policy.toml --language zh-Hans --format typst --out privacy.typ && typst compile privacy.typ
  yinuo render policy.toml --what notices --purpose attendance
  yinuo render policy.toml --what changes --since policy-1.toml
  yinuo render policy.toml --what machine --out privacy.jsonld";

/// Arguments of `render`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Render {
    /// The policy.
    #[arg(value_name = "POLICY")]
    file: PathBuf,
    /// Which form of it.
    #[arg(long, value_enum, default_value = "document")]
    what: What,
    /// The one purpose whose notice is wanted; with `--what notices`.
    #[arg(long, value_name = "NAME")]
    purpose: Option<String>,
    /// The older version; with `--what changes`.
    #[arg(long, value_name = "POLICY", required_if_eq("what", "changes"))]
    since: Option<PathBuf>,
    /// Where the whole document stands, for the links of the shorter forms.
    #[arg(long, value_name = "URL")]
    full: Option<String>,
    /// The language; if not given, English, or the policy's first one.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
    /// Where to; standard output if not given.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

impl Render {
    /// Renders it.
    pub fn run(self) -> Outcome {
        if self.format == Format::Typst && self.what != What::Document {
            return Err(Failure::Usage("`--format typst` is for the whole document: leave `--what` out".to_owned()));
        }
        stdin_once([Some(self.file.as_path()), self.since.as_deref()].into_iter().flatten())?;
        let policy = load(&self.file)?;
        let language = spoken(&policy, self.language)?;
        let purpose = self.purpose.as_deref().map(|name| named(&policy, name, self.what)).transpose()?;
        let since = self.since.as_deref().map(load).transpose()?;
        if let Some(since) = &since {
            policy::diff::same_product(&since.document, &policy.document)
                .map_err(|fault| Failure::Refused(fault.to_string()))?;
            spoken(since, Some(language))?;
        }
        let rendered = self.rendered(&policy, purpose.as_ref(), since.as_ref(), language);
        let text = rendered.map_err(|missing| Failure::PolicyInvalid(missing.to_string()))?;
        match &self.out {
            Some(path) => std::fs::write(path, text).map_err(|fault| Failure::of(path.display(), fault))?,
            None => output::line(text.trim_end()),
        }
        Ok(Status::Done)
    }

    fn rendered(
        &self,
        policy: &Policy,
        purpose: Option<&Name>,
        since: Option<&Policy>,
        language: Language,
    ) -> Result<String, Missing> {
        let form = match (self.what, self.format) {
            (What::Document, Format::Html) => return publish::html(&policy.document, &policy.hash, language),
            (What::Document, Format::Markdown) => {
                return publish::markdown(&policy.document, &policy.hash, language);
            }
            (What::Document, Format::Typst) => return publish::typst(&policy.document, &policy.hash, language),
            (What::Machine, _) => return publish::machine(policy),
            // clap asks for `--since` with it; without any other version nothing has changed.
            (What::Changes, _) => {
                let sheet = publish::changes_sheet(since.unwrap_or(policy), policy, language)?;
                return Ok(self.written(&sheet));
            }
            (What::Short, _) => publish::Form::Short,
            (What::Notices, _) => publish::Form::Notices(purpose),
            (What::Data, _) => publish::Form::Data,
            (What::Recipients, _) => publish::Form::Recipients,
        };
        publish::sheet(policy, form, language).map(|sheet| self.written(&sheet))
    }

    fn written(&self, sheet: &Sheet) -> String {
        match self.format {
            Format::Html => sheet.html(self.full.as_deref()),
            // The shorter forms have no pages; `run` has said so.
            Format::Markdown | Format::Typst => sheet.markdown(self.full.as_deref()),
        }
    }
}

/// The purpose called `name`, which must be one of the policy's.
fn named(policy: &Policy, name: &str, what: What) -> Result<Name, Failure> {
    if what != What::Notices {
        return Err(Failure::Usage("`--purpose` goes with `--what notices`".to_owned()));
    }
    let known: Vec<&str> = policy.document.purposes.keys().map(Name::as_str).collect();
    match known.contains(&name) {
        true => Ok(Name::from(name)),
        false => Err(Failure::Usage(format!("no purpose is called `{name}`; known: {}", known.join(", ")))),
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
