//! `yinuo timeline`: what becomes of everything after an event.

use super::explain::{language, spoken};
use super::render::load;
use crate::calendar;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::{Args, ValueEnum};
use jiff::{Timestamp, tz::TimeZone};
use policy::rows::Language;
use policy::{Happening, Policy};
use publish::timeline::{self as shown, Options};
use std::path::PathBuf;
use yinuo::{Clock, HostClock};

/// The form of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table for people.
    Human,
    /// Every line for programs.
    Json,
    /// A table for a repository or a wiki.
    Markdown,
    /// Rows for a spreadsheet.
    Csv,
    /// A picture.
    Svg,
}

const EXAMPLES: &str = "Examples:
  yinuo timeline policy.toml --on account.cancelled --at 2026-05-20
  yinuo timeline policy.toml --on tenant.suspended@2026-05-20 --on tenant.resumed@2026-06-01T09:00
  yinuo timeline policy.toml --on account.cancelled --language zh-Hans --format svg --out timeline.svg
  yinuo timeline policy.toml --on account.cancelled --at 2026-12-20 --calendar calendar.toml

Of several events the first end wins. A day is its first instant; days and times are those of the policy's zone.";

/// Arguments of `timeline`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Timeline {
    /// The policy.
    #[arg(value_name = "POLICY")]
    file: PathBuf,
    /// The event; with its own date, if several happen at different times.
    #[arg(long, value_name = "EVENT[@DATE]", required = true)]
    on: Vec<String>,
    /// When it happens: a day, a day and time, or an instant with its offset. Now, if not given.
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    /// The language of the labels; if not given, English, or the policy's first one.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// The zone of the instants shown; the policy's, if not given.
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// A file with the official working days of years that are not built in, or that were changed.
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
    /// A row for each value and record, rather than one for what has the same fate.
    #[arg(long)]
    all: bool,
    /// The form.
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
    /// Where to; standard output if not given.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

impl Timeline {
    /// Prints it.
    pub fn run(self) -> Outcome {
        let mut policy = load(&self.file)?;
        policy.calendar = calendar::load(self.calendar.as_deref())?;
        let language = spoken(&policy, self.language)?;
        let timeline = policy::timeline(&policy, &self.happenings(&policy)?);
        let timeline = timeline.map_err(|fault| Failure::Failed(fault.to_string()))?;
        let zone = self.zone.as_deref().map_or_else(|| Ok(policy.zone.clone()), zone)?;
        let options = Options { language, zone, all: self.all };
        let view = || shown::view(&policy, &timeline, &options);
        let text = match self.format {
            Form::Human => shown::table(&view()),
            // Our own types serialise: names, numbers and texts.
            Form::Json => serde_json::to_string_pretty(&timeline).unwrap_or_default(),
            Form::Markdown => shown::markdown(&view()),
            Form::Csv => shown::csv(&view()),
            Form::Svg => shown::picture(&policy, &view(), &options, "", true),
        };
        match &self.out {
            Some(path) => std::fs::write(path, text + "\n").map_err(|fault| Failure::of(path.display(), fault))?,
            None => output::line(&text),
        }
        Ok(Status::Done)
    }

    /// The events with their instants, in the order given.
    fn happenings(&self, policy: &Policy) -> Result<Vec<Happening>, Failure> {
        let at = self.at.as_deref().map_or_else(|| Ok(HostClock.now()), |text| instant(policy, text))?;
        let happening = |on: &String| {
            let (event, own) = on.split_once('@').map_or((on.as_str(), None), |(event, own)| (event, Some(own)));
            let event = policy::timeline::event(policy, event).map_err(|fault| Failure::Usage(fault.to_string()))?;
            let at = own.map_or(Ok(at), |text| instant(policy, text))?;
            Ok(Happening { event, at })
        };
        self.on.iter().map(happening).collect()
    }
}

fn instant(policy: &Policy, text: &str) -> Result<Timestamp, Failure> {
    policy::timeline::instant(text, &policy.zone).map_err(|fault| Failure::Usage(fault.to_string()))
}

fn zone(name: &str) -> Result<TimeZone, Failure> {
    let unknown = |_| Failure::Usage(format!("no time zone is called `{name}`; expected one such as Asia/Shanghai"));
    TimeZone::get(name).map_err(unknown)
}
