//! `yinuo alerts`: what was noticed, and whether somebody has looked into it.

use crate::installation::{Place, product};
use crate::output::{self, Format};
use crate::status::{Outcome, Status};
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use yinuo::life::guard::Tripped;
use yinuo::life::reference::Alert;

/// Arguments of `alerts`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo alerts --product shop --data installation")]
pub struct Alerts {
    /// The product, if there are several.
    #[arg(long)]
    product: Option<String>,
    /// Those only that nobody has looked into.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    place: Place,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Serialize)]
struct Shown {
    alert: Alert,
    alarm: String,
    who: String,
    count: u64,
    at: Timestamp,
    /// The act that opened a tripwire, where one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    tripped: Option<Tripped>,
    looked_into: bool,
}

impl Alerts {
    /// Prints the alerts, the oldest first.
    pub fn run(self) -> Outcome {
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        let found = engine.alerts(&product)?.into_iter().filter(|found| !(self.open && found.looked_into));
        let shown: Vec<Shown> = found
            .map(|found| Shown {
                alert: found.alert,
                alarm: found.file.raised_by().to_string(),
                who: found.file.who,
                count: found.file.count,
                at: found.file.at,
                tripped: found.file.tripped,
                looked_into: found.looked_into,
            })
            .collect();
        let none = if self.open { "no alert waits to be looked into" } else { "no alert was raised" };
        output::list(self.format, &shown, row, none);
        Ok(Status::Done)
    }
}

fn row(shown: &Shown) -> Vec<String> {
    let state = if shown.looked_into { "looked into" } else { "waits" };
    let (at, count) = (shown.at.to_string(), shown.count.to_string());
    let act = shown.tripped.as_ref().map(opened).unwrap_or_default();
    vec![at, shown.alarm.clone(), shown.who.clone(), count, state.to_owned(), shown.alert.to_string(), act]
}

/// What was done to a tripwire, for which purpose, by which entry of which log, and which it was.
fn opened(tripped: &Tripped) -> String {
    let to = tripped.recipient.as_ref().map(|recipient| format!(" to {recipient}")).unwrap_or_default();
    let purpose = tripped.purpose.as_ref().map(|purpose| format!(" for {purpose}")).unwrap_or_default();
    let records: Vec<String> = tripped.records.iter().map(ToString::to_string).collect();
    format!("{}{to}{purpose}, entry {} of {}: {}", tripped.act, tripped.entry, tripped.cell, records.join(" "))
}
