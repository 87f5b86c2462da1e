//! `yinuo keys rotate`.

use super::Leave;
use crate::config::Flags;
use crate::installation::Place;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::{ArgGroup, Args};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::time::Duration;
use yinuo::life::reference::Cell;
use yinuo::store::StoreError;
use yinuo::{Approval, Config, Engine, Error, HostClock, Rotate, RotationStep};

/// Arguments of `keys rotate`.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").required(true),
    after_help = "Example:\n  yinuo keys rotate --root --config yinuo.toml\n\nOf a running server it is asked: it rotates while it serves, and this command shows how far it is. A rotation that was interrupted goes on when it is run again."
)]
pub(super) struct Turn {
    /// The root key: one row for each tenant, none for a person.
    #[arg(long, group = "what")]
    root: bool,
    /// The keys of all cells (tenants).
    #[arg(long, group = "what")]
    cells: bool,
    /// The key of one cell (tenant).
    #[arg(long, value_name = "TENANT", group = "what")]
    cell: Option<Cell>,
    #[command(flatten)]
    leave: Leave,
    #[command(flatten)]
    place: Place,
}

pub(super) fn rotate(command: &Turn) -> Outcome {
    let what = match (command.root, command.cell) {
        (true, _) => Rotate::Root,
        (false, Some(cell)) => Rotate::Cell(cell),
        (false, None) => Rotate::Cells,
    };
    let leave = command.leave.read()?;
    let config = command.place.configuration(Flags::new())?.engine;
    command.place.assert_there(&config)?;
    let bar = bar();
    let rows = match Engine::open(config.clone(), Arc::new(HostClock)) {
        Err(Error::Store(StoreError::Held(_))) => ask(&config, what, &leave, &bar)?,
        engine => engine?.rotate_keys(what, &leave, &mut |step| {
            if let RotationStep::Wrapped { done, of } = step {
                show(&bar, done, of);
            }
        })?,
    };
    bar.finish_and_clear();
    output::line(&format!("rotated   {rows} keys wrapped anew; nobody's own keys were touched"));
    Ok(Status::Done)
}

/// The server that holds the installation does it; this only watches.
fn ask(config: &Config, what: Rotate, leave: &[Approval], bar: &ProgressBar) -> Result<u64, Failure> {
    yinuo::ask_to_rotate(config, what, leave)?;
    output::complain("a server holds the installation: it was asked, and rotates while it serves");
    loop {
        let (done, told) = yinuo::rotation_progress(config);
        if let Some((so_far, of)) = told {
            show(bar, so_far, of);
        }
        if done {
            return Ok(told.map_or(0, |(so_far, _)| so_far));
        }
        if yinuo::store::hold(&config.data, "yinuo keys rotate").is_ok() {
            return Err(Failure::Failed("the server ended before the rotation did; run the command again".to_owned()));
        }
        pause();
    }
}

#[expect(clippy::disallowed_methods, reason = "a command that watches another process has nothing else to wait for")]
fn pause() {
    std::thread::sleep(Duration::from_millis(200));
}

fn bar() -> ProgressBar {
    let bar = if output::is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("wrapping {wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, done: u64, of: u64) {
    bar.set_length(of);
    bar.set_position(done);
}
