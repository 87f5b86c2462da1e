//! `yinuo doctor`: an installation looked over, every check named, none hiding another.

use crate::config::{Configuration, Flags};
use crate::installation::Place;
use crate::output::{self, Format};
use crate::status::{Outcome, Status};
use clap::Args;
use std::sync::Arc;
use yinuo::store::StoreError;
use yinuo::{Check, Engine, Error, HostClock};

/// Arguments of `doctor`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo doctor --config yinuo.toml\n\nA server that runs is asked by `GET /v1/installation`, with a credential that may act as staff.\n\nValues, files and index entries are looked at for a sample: the newest 10 records of each tenant, some 500 of a product."
)]
pub struct Doctor {
    #[command(flatten)]
    place: Place,
    /// How the checks are printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Doctor {
    /// Looks, prints, and fails if anything does not hold.
    pub fn run(self) -> Outcome {
        let configuration = self.place.configuration(Flags::new())?;
        let checks = looked_over(&configuration);
        match self.format {
            Format::Json => output::json(&checks),
            Format::Plain => checks.iter().for_each(|check| output::line(&row(check).join(": "))),
            Format::Human => {
                let rows: Vec<Vec<String>> = checks.iter().map(row).collect();
                output::line(&output::table(&rows));
            }
        }
        Ok(if checks.iter().all(|check| check.well) { Status::Done } else { Status::Failed })
    }
}

fn row(check: &Check) -> Vec<String> {
    let word = if check.well { "ok" } else { "WRONG" };
    vec![word.to_owned(), check.what.clone(), check.found.clone()]
}

fn looked_over(configuration: &Configuration) -> Vec<Check> {
    let amiss = |what: &str, found: String| vec![Check { what: what.to_owned(), well: false, found }];
    if !configuration.engine.data.join(yinuo::store::DATABASE).exists() {
        if yinuo::data_lost(&configuration.engine).is_ok_and(|lost| lost) {
            return amiss("installation", yinuo::lost(&configuration.engine));
        }
        return amiss("installation", "there is none yet; `yinuo publish-policy` makes one".to_owned());
    }
    match Engine::open(configuration.engine.clone(), Arc::new(HostClock)) {
        Ok(engine) => engine.examine(),
        Err(Error::Store(fault @ StoreError::Held(_))) => {
            amiss("installation", format!("{fault}: ask the server that runs by `GET /v1/installation`, or stop it"))
        }
        Err(fault) => amiss("installation", fault.to_string()),
    }
}
