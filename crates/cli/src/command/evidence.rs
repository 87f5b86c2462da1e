//! `yinuo evidence`: what the ledger says of a promise.

use crate::installation::{Place, product};
use crate::output::{self, Format};
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use policy::Name;
use policy::read::nearest;
use serde::Serialize;
use yinuo::life::reference::Cell;
use yinuo::life::{Entry, Outcome as Ended};

/// Arguments of `evidence`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo evidence protect --product shop --data installation")]
pub struct Evidence {
    /// The path of the promise.
    #[arg(value_name = "PROMISE")]
    promise: String,
    /// The product, if there are several.
    #[arg(long)]
    product: Option<String>,
    /// At most so many of each cell, the newest.
    #[arg(long, default_value_t = 100)]
    most: u32,
    #[command(flatten)]
    place: Place,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Serialize)]
struct Shown {
    cell: Cell,
    number: u64,
    entry: Entry,
}

impl Evidence {
    /// Prints the entries and where the promise stands.
    pub fn run(self) -> Outcome {
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        let states = engine.promises(&product)?;
        let Some(state) = states.iter().find(|state| state.path == self.promise.as_str()) else {
            let near = nearest(&self.promise, states.iter().map(|state| state.path.as_str()));
            let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(Failure::Usage(format!("{product} makes no promise `{}`{help}", self.promise)));
        };
        let found = engine.evidence(&product, &Name::from(self.promise.as_str()), self.most)?;
        let shown: Vec<Shown> = found.into_iter().map(|(cell, number, entry)| Shown { cell, number, entry }).collect();
        if self.format == Format::Human {
            let counter = &state.counter;
            output::line(&format!(
                "{}: {:?}; carried out {}, refused {}, late {}",
                self.promise, state.standing, counter.done, counter.refused, counter.late
            ));
        }
        output::list(self.format, &shown, row, "no entry of the ledger names it");
        Ok(Status::Done)
    }
}

fn row(shown: &Shown) -> Vec<String> {
    let Shown { cell, number, entry } = shown;
    let outcome = match entry.outcome {
        Ended::Done => "done".to_owned(),
        Ended::Refused => entry.code.map_or_else(|| "refused".to_owned(), |code| format!("refused: {code}")),
    };
    let subject = entry.subject.map_or_else(|| "-".to_owned(), |subject| subject.to_string());
    vec![entry.at.to_string(), cell.to_string(), format!("#{number}"), entry.act.to_string(), outcome, subject]
}
