//! `yinuo init`: a first policy, from a few answers.
//!
//! What is not given as a flag is asked for at a terminal. The policy is written only if `check` finds no error in
//! it; what it warns of is shown.

use super::explain::language;
use crate::findings::{Found, complain};
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use dialoguer::{Confirm, Input, MultiSelect};
use jiff::tz::TimeZone;
use policy::first::{Answers, kinds};
use policy::rows::Language;
use policy::{Policy, Severity};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use yinuo::{Clock, HostClock};

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo init\n  yinuo init --yes --id lantern --name 灯笼 --controller 'Lantern Ltd.' --address '1 Quay Street, Suzhou' \\\n    \
    --email privacy@lantern.example --collects phone,email --out policy.toml\n\n\
    What is not given is asked for at a terminal. Nothing is written unless the policy passes `yinuo check` without a finding."
)]
pub struct Init {
    /// The product's id: lower-case words joined by `-`.
    #[arg(long)]
    id: Option<String>,
    /// What people call the product.
    #[arg(long)]
    name: Option<String>,
    /// The legal name of who decides why and how data is processed.
    #[arg(long)]
    controller: Option<String>,
    /// The controller's postal address.
    #[arg(long)]
    address: Option<String>,
    /// Where people write about their data.
    #[arg(long)]
    email: Option<String>,
    /// The controller's country, ISO 3166-1 alpha-2.
    #[arg(long, default_value = "CN")]
    country: String,
    /// The zone in which days are counted.
    #[arg(long, default_value = "Asia/Shanghai")]
    time_zone: String,
    /// Whom the product serves: consumer or business.
    #[arg(long, default_value = "consumer", value_parser = ["consumer", "business"])]
    audience: String,
    /// The languages of the document, the authoritative one first.
    #[arg(long, value_delimiter = ',', value_parser = language, default_value = "zh-Hans,en")]
    language: Vec<Language>,
    /// The rule sets that `check` holds the policy against.
    #[arg(long, value_delimiter = ',', default_value = "pipl")]
    rules: Vec<String>,
    /// The kinds of data that the product collects.
    #[arg(long, value_delimiter = ',', value_parser = kind, long_help = kinds_help())]
    collects: Vec<String>,
    /// The file to write.
    #[arg(long, value_name = "PATH", default_value = "policy.toml")]
    out: PathBuf,
    /// Ask nothing.
    #[arg(long)]
    yes: bool,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
}

impl Init {
    /// Asks, writes, and says what to do next.
    pub fn run(mut self) -> Outcome {
        refuse_to_overwrite(&self.out, self.force)?;
        if !self.yes && std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
            self.ask()?;
        }
        let answers = self.answers()?;
        let text = answers.policy();
        let findings = Policy::load(text.as_bytes()).map_or_else(|invalid| invalid.0, |(_, warnings)| warnings);
        let found = Found::new(self.out.display().to_string(), text.as_bytes(), findings);
        complain(&found);
        if found.count(Severity::Error) > 0 {
            return Err(Failure::Usage("the answers do not make a sound policy; nothing was written".to_owned()));
        }
        // Somebody may have written it meanwhile.
        refuse_to_overwrite(&self.out, self.force)?;
        output::replace(&self.out, text.as_bytes())?;
        let out = self.out.display();
        output::line(&format!("wrote {out}: it passes `yinuo check {out}`\nread the document: yinuo render {out}"));
        Ok(Status::Done)
    }

    /// Asks for what no flag has answered.
    fn ask(&mut self) -> Result<(), Failure> {
        ask_text("The product's id (lower-case words joined by -)", &mut self.id)?;
        ask_text("What people call the product", &mut self.name)?;
        ask_text("Legal name of the company that answers for it", &mut self.controller)?;
        ask_text("Its postal address", &mut self.address)?;
        ask_text("E-mail address for questions about data", &mut self.email)?;
        if self.collects.is_empty() {
            let kinds = kinds();
            let labels: Vec<String> = kinds.iter().map(|kind| format!("{}  {}", kind.english, kind.chinese)).collect();
            let prompt = "Which data does it collect? (space chooses, enter goes on)";
            let chosen = MultiSelect::new().with_prompt(prompt).items(&labels).interact().map_err(unasked)?;
            self.collects = chosen.into_iter().filter_map(|at| kinds.get(at)).map(|kind| kind.name.clone()).collect();
        }
        let question = format!("Write {}?", self.out.display());
        let goes = Confirm::new().with_prompt(question).default(true).interact().map_err(unasked)?;
        if goes { Ok(()) } else { Err(Failure::Failed("nothing was written".to_owned())) }
    }

    /// The answers, or which flags are missing.
    fn answers(&self) -> Result<Answers, Failure> {
        let texts = [
            ("--id", &self.id),
            ("--name", &self.name),
            ("--controller", &self.controller),
            ("--address", &self.address),
            ("--email", &self.email),
        ];
        let blank = |text: &&Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        let absent = texts.iter().filter(|(_, text)| blank(text)).map(|(flag, _)| *flag);
        let absent: Vec<&str> = absent.chain(self.collects.is_empty().then_some("--collects")).collect();
        if !absent.is_empty() {
            let what = "not a terminal, or --yes: nothing can be asked; missing";
            return Err(Failure::Usage(format!("{what} {}", absent.join(", "))));
        }
        let zone = TimeZone::get(&self.time_zone).map_err(|fault| Failure::Usage(format!("--time-zone: {fault}")))?;
        let text = |text: &Option<String>| text.clone().unwrap_or_default().trim().to_owned();
        Ok(Answers {
            id: text(&self.id),
            name: text(&self.name),
            controller: text(&self.controller),
            address: text(&self.address),
            country: self.country.clone(),
            email: text(&self.email),
            time_zone: self.time_zone.clone(),
            audience: self.audience.clone(),
            languages: self.language.iter().map(|language| language.as_str().to_owned()).collect(),
            rules: self.rules.clone(),
            collects: self.collects.clone(),
            today: HostClock.now().to_zoned(zone).date(),
        })
    }
}

fn refuse_to_overwrite(path: &Path, force: bool) -> Result<(), Failure> {
    if !force && path.symlink_metadata().is_ok() {
        return Err(Failure::Failed(format!("{}: there is a file already; --force writes over it", path.display())));
    }
    Ok(())
}

fn ask_text(prompt: &str, answer: &mut Option<String>) -> Result<(), Failure> {
    if answer.is_none() {
        *answer = Some(Input::new().with_prompt(prompt).interact_text().map_err(unasked)?);
    }
    Ok(())
}

fn unasked(fault: dialoguer::Error) -> Failure {
    Failure::of("cannot ask", fault)
}

/// A kind of data, by its name.
fn kind(word: &str) -> Result<String, String> {
    let kinds = kinds();
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
    if names.contains(&word) { Ok(word.to_owned()) } else { Err(format!("expected one of: {}", names.join(", "))) }
}

fn kinds_help() -> String {
    let lines = kinds().into_iter().map(|kind| format!("  {:<10} {}, {}", kind.name, kind.english, kind.chinese));
    format!("The kinds of data that the product collects:\n{}", lines.collect::<Vec<_>>().join("\n"))
}
