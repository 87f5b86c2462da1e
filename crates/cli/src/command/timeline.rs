//! `yinuo timeline`: what becomes of each record after an event.

use super::render::load;
use crate::output::{self, Format};
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use jiff::Timestamp;
use policy::read::nearest;
use policy::time::Counting;
use policy::{Line, Name, Outcome as Becomes, Policy};
use std::path::PathBuf;
use yinuo::{Clock, HostClock};

/// Arguments of `timeline`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo timeline policy.toml --on account.cancelled --at 2026-05-20")]
pub struct Timeline {
    /// The policy.
    #[arg(value_name = "POLICY")]
    file: PathBuf,
    /// The event.
    #[arg(long, value_name = "EVENT")]
    on: String,
    /// When it happens: a day, or an instant with its offset. Now, if not given. A day begins in the policy's zone.
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Timeline {
    /// Prints it.
    pub fn run(self) -> Outcome {
        let policy = load(&self.file)?;
        let events = policy::events(&policy);
        if !events.iter().any(|event| *event == self.on.as_str()) {
            return Err(Failure::Usage(unknown_event(&self.on, &events)));
        }
        let at = self.at.as_deref().map_or_else(|| Ok(HostClock.now()), |text| instant(&policy, text))?;
        let lines = policy::timeline(&policy, &self.on, at).map_err(|fault| Failure::Failed(fault.to_string()))?;
        match self.format {
            Format::Json => output::json(&lines),
            Format::Human => {
                output::line(&format!("`{}` at {}", self.on, local(&policy, at)));
                output::line(&output::table(&rows(&policy, &lines)));
                if lines.is_empty() {
                    output::line("no record is touched by this event");
                }
            }
            Format::Plain => rows(&policy, &lines).iter().skip(1).for_each(|row| output::line(&row.join("\t"))),
        }
        Ok(Status::Done)
    }
}

fn unknown_event(event: &str, known: &[Name]) -> String {
    let near = nearest(event, known.iter().map(Name::as_str)).map(|near| format!("did you mean `{near}`?"));
    let all = || format!("known: {}", known.iter().map(Name::as_str).collect::<Vec<_>>().join(", "));
    format!("no event is called `{event}`; {}", near.unwrap_or_else(all))
}

/// A day in the policy's zone, or an instant.
fn instant(policy: &Policy, text: &str) -> Result<Timestamp, Failure> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant);
    }
    let day = text.parse::<jiff::civil::Date>();
    let begins = day.and_then(|day| day.to_zoned(policy.zone.clone()));
    begins.map(|begins| begins.timestamp()).map_err(|_| {
        Failure::Usage(format!(
            "`{text}` is neither a day such as 2026-05-20 nor an instant such as 2026-05-20T10:00:00+08:00"
        ))
    })
}

/// An instant in the policy's zone.
fn local(policy: &Policy, at: Timestamp) -> String {
    at.to_zoned(policy.zone.clone()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}

fn rows(policy: &Policy, lines: &[Line]) -> Vec<Vec<String>> {
    let head = ["RECORD", "PROMISE", "ENDS AT", "THEN"].map(str::to_owned).to_vec();
    let mut rows = if lines.is_empty() { Vec::new() } else { vec![head] };
    rows.extend(lines.iter().map(|line| row(policy, line)));
    rows
}

fn row(policy: &Policy, line: &Line) -> Vec<String> {
    let items: Vec<&str> = line.items.iter().map(Name::as_str).collect();
    let what = if line.whole { line.record.to_string() } else { format!("{}: {}", line.record, items.join(", ")) };
    let (ends, then) = match &line.outcome {
        Becomes::Ends { at, provisional, unless, .. } => {
            let mark = if *provisional { " (provisional)" } else { "" };
            let unless = unless.as_ref().map_or_else(String::new, |event| format!(", unless {event}"));
            (format!("{}{mark}", local(policy, *at)), format!("{}{unless}", line.then.as_str()))
        }
        Becomes::CalledOff { set_by } => ("called off".to_owned(), format!("goes on; {set_by} had set an end")),
        Becomes::Stays { until } => {
            let until: Vec<String> = until.iter().map(later).collect();
            (format!("stays until {}", until.join(" or ")), line.then.as_str().to_owned())
        }
    };
    let only = line.only_for.as_ref().map_or_else(String::new, |purpose| format!("; then only for {purpose}"));
    vec![what, line.promise.to_string(), ends, format!("{then}{only}")]
}

/// An end that waits for its event: `record.created + 10 years from next year`.
fn later(end: &policy::Until) -> String {
    let way = if end.counted == Counting::default().words() { String::new() } else { format!(" {}", end.counted) };
    format!("{} + {}{way}", end.from, end.period)
}
