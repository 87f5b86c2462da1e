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
    /// Pages to print or to file; the whole document, set in the fonts of the machine.
    Pdf,
    /// The markup of those pages, for the program `typst`; the whole document.
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
  yinuo render policy.toml --language zh-Hans --format pdf --out privacy.pdf
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
    /// Where the whole document stands, for the links of the shorter forms: an http(s) address or a path.
    #[arg(long, value_name = "URL", value_parser = full)]
    full: Option<String>,
    /// The language; if not given, English, or the policy's first one.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// How it is written.
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
    /// A folder of fonts, which go before the system's; repeatable; with `--format pdf`.
    #[arg(long, value_name = "FOLDER")]
    font_dir: Vec<PathBuf>,
    /// Where to; standard output if not given.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

impl Render {
    /// Renders it.
    pub fn run(self) -> Outcome {
        self.agrees()?;
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
        let bytes = match self.format {
            Format::Pdf => self.pages(&text)?,
            Format::Html | Format::Markdown | Format::Typst => format!("{}\n", text.trim_end()).into_bytes(),
        };
        match &self.out {
            Some(path) => output::replace(path, &bytes)?,
            None => output::bytes(&bytes),
        }
        Ok(Status::Done)
    }

    /// Whether the arguments go together.
    fn agrees(&self) -> Result<(), Failure> {
        let format = match self.format {
            Format::Pdf => "pdf",
            Format::Typst => "typst",
            Format::Html | Format::Markdown => "",
        };
        let refused = if !format.is_empty() && self.what != What::Document {
            format!("`--format {format}` is for the whole document: leave `--what` out")
        } else if self.format != Format::Pdf && !self.font_dir.is_empty() {
            "`--font-dir` goes with `--format pdf`".to_owned()
        } else if self.format == Format::Pdf && self.out.is_none() && output::is_terminal() {
            "a PDF is not for a terminal: say where it goes with `--out FILE.pdf`".to_owned()
        } else {
            return Ok(());
        };
        Err(Failure::Usage(refused))
    }

    /// The pages that `markup` makes.
    fn pages(&self, markup: &str) -> Result<Vec<u8>, Failure> {
        let fonts = pdf::FontSources { system: true, folders: &self.font_dir };
        let pages = pdf::pages(markup, fonts).map_err(|fault| Failure::Failed(fault.to_string()))?;
        // Which ones is for a person to judge: scripts share code points, and another region writes some differently.
        output::complain(&format!("set in {}", pages.fonts.into_iter().collect::<Vec<_>>().join(", ")));
        Ok(pages.pdf)
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
            (What::Document, Format::Pdf | Format::Typst) => {
                return publish::typst(&policy.document, &policy.hash, language);
            }
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
            // The shorter forms have no pages; `agrees` has said so.
            Format::Markdown | Format::Pdf | Format::Typst => sheet.markdown(self.full.as_deref()),
        }
    }
}

/// An address to which the pages lead.
fn full(text: &str) -> Result<String, publish::NotALink> {
    publish::link(text).map(str::to_owned)
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
