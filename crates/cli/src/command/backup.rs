//! `yinuo backup`: a whole backup, now.

use crate::installation::{Place, product};
use crate::output;
use crate::status::{Outcome, Status};
use clap::Args;
use indicatif::ProgressBar;
use std::time::Duration;

/// Arguments of `backup`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo backup --data installation\n\nA running server makes its backups by itself, as often as the policy says."
)]
pub struct Backup {
    #[command(flatten)]
    place: Place,
    /// The product whose policy says how long the backup is kept, if there are several.
    #[arg(long)]
    product: Option<String>,
}

impl Backup {
    /// Makes it.
    pub fn run(self) -> Outcome {
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        let spinner = working("copying and encrypting");
        let made = engine.backup(&product);
        spinner.finish_and_clear();
        let made = made?;
        output::line(&format!("backup    {}", made.path.display()));
        output::line(&format!("readable  until {}: then its key is destroyed", made.until));
        Ok(Status::Done)
    }
}

/// A sign that work goes on, where somebody looks.
pub fn working(what: &'static str) -> ProgressBar {
    let spinner = if output::is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    spinner.set_message(what);
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}
