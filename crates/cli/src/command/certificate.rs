//! `yinuo certificate`: the certificates of erasures, listed, shown, and verified without the installation.

use super::explain::{language, spoken};
use super::ledger::key;
use crate::input::read_at_most;
use crate::installation::{Place, product};
use crate::output::{self, Format};
use crate::status::{Failure, Outcome, Status};
use clap::{Args, Subcommand, ValueEnum};
use policy::rows::Language;
use serde::Serialize;
use std::path::PathBuf;
use verify::{CERTIFICATE_BYTES_MAX, VerifierKey, verify_certificate};
use yinuo::life::reference::{Cell, Erasure, Holder};
use yinuo::policy::Name;
use yinuo::{Certified, Engine};

/// Arguments of `certificate`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo certificate list --data installation")]
pub struct Certificate {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the erasures of a product, each with what went and whether anything is still to be done.
    List(List),
    /// Print one certificate, to be handed over: as a signed note, or in words for a person.
    Show(Show),
    /// Tell whether a certificate is as it was signed; no installation is needed.
    Verify(Verify),
}

/// Arguments of `certificate list`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo certificate list --product shop --data installation --format json")]
struct List {
    #[command(flatten)]
    of: Of,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Arguments of `certificate show`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  yinuo certificate show 0190163e1c337c1a9e2f5d7b6a8c4e21 --data installation > erased.note\n  yinuo certificate show 0190163e1c337c1a9e2f5d7b6a8c4e21 --data installation --language zh-Hans > erased.html"
)]
struct Show {
    /// The reference of the erasure.
    #[arg(value_name = "ERASURE")]
    erasure: Erasure,
    /// In words for a person, in this language, as a page; the signed note, if not given.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// In words as this.
    #[arg(long, value_enum, default_value_t, requires = "language")]
    words: Words,
    #[command(flatten)]
    of: Of,
}

/// A form of a certificate in words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Words {
    /// One page, complete in itself.
    #[default]
    Html,
    /// Markdown.
    Markdown,
}

/// Arguments of `certificate verify`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo certificate verify erased.note --vkey shop.vkey")]
struct Verify {
    /// The signed note.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The product's verifier key, or a file that holds it: `ledger/PRODUCT/vkey` in the data folder. Keep a copy elsewhere.
    #[arg(long, value_name = "KEY")]
    vkey: String,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Args)]
struct Of {
    /// The product, if there are several.
    #[arg(long)]
    product: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Serialize)]
struct Listed {
    cell: Cell,
    erasure: Erasure,
    whose: Holder,
    promise: Name,
    at: jiff::Timestamp,
    values: u64,
    kept: usize,
    told: usize,
    due: bool,
}

impl Certificate {
    /// Lists, shows or verifies.
    pub fn run(self) -> Outcome {
        match self.command {
            Command::List(command) => command.run(),
            Command::Show(command) => command.run(),
            Command::Verify(command) => command.run(),
        }
    }
}

impl Of {
    fn opened(&self) -> Result<(Engine, Name), Failure> {
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        Ok((engine, product))
    }

    fn certified(engine: &Engine, product: &Name) -> Result<Vec<(Cell, Certified)>, Failure> {
        let mut all = Vec::new();
        for cell in engine.store().load_cells(product).map_err(yinuo::Error::from)? {
            all.extend(engine.certificates(product, cell, None)?.into_iter().map(|certified| (cell, certified)));
        }
        Ok(all)
    }
}

impl List {
    fn run(self) -> Outcome {
        let (engine, product) = self.of.opened()?;
        let listed: Vec<Listed> = Of::certified(&engine, &product)?.into_iter().map(listed).collect();
        output::list(self.format, &listed, row, &format!("nothing of {product} was erased yet"));
        Ok(Status::Done)
    }
}

fn listed((cell, Certified { certificate, .. }): (Cell, Certified)) -> Listed {
    Listed {
        cell,
        erasure: certificate.erasure,
        whose: certificate.whose,
        at: certificate.at,
        values: certificate.went.iter().flat_map(|went| &went.values).map(|(_, count)| count).sum(),
        kept: certificate.kept.len(),
        told: certificate.told.len(),
        due: certificate.due,
        promise: certificate.promise,
    }
}

fn row(one: &Listed) -> Vec<String> {
    let due = if one.due { "work is due" } else { "done" };
    let counts = format!("{} erased, {} kept, {} told", one.values, one.kept, one.told);
    vec![
        one.at.to_string(),
        one.erasure.to_string(),
        one.whose.to_string(),
        one.promise.to_string(),
        counts,
        due.into(),
    ]
}

impl Show {
    fn run(self) -> Outcome {
        let (engine, product) = self.of.opened()?;
        let mut all = Of::certified(&engine, &product)?.into_iter().map(|(_, certified)| certified);
        let Some(found) = all.find(|certified| certified.certificate.erasure == self.erasure) else {
            return Err(Failure::Failed(format!("there is no erasure {}; see `yinuo certificate list`", self.erasure)));
        };
        let Some(language) = self.language else {
            output::line(found.note.trim_end());
            return Ok(Status::Done);
        };
        let policy = engine.policy(&product)?;
        let language = spoken(&policy, Some(language))?;
        let sheet = publish::certificate::sheet(&policy, &found.certificate.in_words(), language);
        let sheet = sheet.map_err(|missing| Failure::Failed(missing.to_string()))?;
        let page = match self.words {
            Words::Html => sheet.html(None),
            Words::Markdown => sheet.markdown(None),
        };
        output::line(page.trim_end());
        Ok(Status::Done)
    }
}

impl Verify {
    fn run(self) -> Outcome {
        let most = usize::try_from(CERTIFICATE_BYTES_MAX).unwrap_or(usize::MAX);
        let note = String::from_utf8_lossy(&read_at_most(&self.file, most)?).into_owned();
        let unusable = |fault| Failure::Usage(format!("--vkey: {fault}; expected name+hash+base64"));
        let key = VerifierKey::parse(&key(&self.vkey)?).map_err(unusable)?;
        match verify_certificate(&note, &key) {
            Ok(body) if self.format == Format::Json => output::line(body.trim_end()),
            Ok(_) => output::line(&format!("sound: signed by {}", key.name())),
            Err(fault) => {
                output::line(&format!("NOT SOUND: {fault}"));
                return Ok(Status::Failed);
            }
        }
        Ok(Status::Done)
    }
}
