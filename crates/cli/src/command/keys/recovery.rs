//! `yinuo keys export-recovery` and `yinuo keys recover`.

use super::{Leave, text_of};
use crate::config::Flags;
use crate::installation::Place;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;
use yinuo::{Engine, HostClock};

/// Arguments of `keys export-recovery`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo keys export-recovery --shares 5 --needed 3 --out shares --config yinuo.toml\n\nNo process may hold the installation: stop the server first."
)]
pub(super) struct Export {
    /// How many shares there are.
    #[arg(long, default_value_t = 5)]
    shares: u8,
    /// How many of them are needed.
    #[arg(long, default_value_t = 3)]
    needed: u8,
    /// Write each share to a file of its own in this folder, instead of printing them.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    leave: Leave,
    #[command(flatten)]
    place: Place,
}

/// Arguments of `keys recover`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo keys recover --share one.txt --share two.txt --share three.txt --config yinuo.toml\n\nNo process may hold the installation. The configuration says what will hold the fresh root key."
)]
pub(super) struct Recover {
    /// A file with a share; may be given again. `-` reads standard input, one share a line.
    #[arg(long, value_name = "FILE", required = true)]
    share: Vec<PathBuf>,
    #[command(flatten)]
    leave: Leave,
    #[command(flatten)]
    place: Place,
}

pub(super) fn export(command: &Export) -> Outcome {
    let leave = command.leave.read()?;
    let engine = command.place.open()?;
    let shares = engine.export_recovery(&leave, command.needed, command.shares)?;
    let of = shares.len();
    for (number, share) in (1..).zip(&shares) {
        let text = share.text();
        match &command.out {
            None => output::line(&format!("share {number} of {of}:\n  {text}\n")),
            Some(folder) => {
                output::secret_folder(folder)?;
                let path = folder.join(format!("share-{number}-of-{of}.txt"));
                output::replace_secret(&path, format!("{text}\n").as_bytes())?;
                output::line(&path.display().to_string());
            }
        }
    }
    output::complain(&format!(
        "Any {} of these bring the keys back, together with the key store or its mirror. Give each to another person, and keep none here.",
        command.needed
    ));
    Ok(Status::Done)
}

pub(super) fn recover(command: &Recover) -> Outcome {
    let leave = command.leave.read()?;
    let mut texts = Vec::new();
    for path in &command.share {
        if path.as_os_str() == "-" {
            let mut text = String::new();
            let read = std::io::stdin().take(64 * 1024).read_to_string(&mut text);
            read.map_err(|fault| Failure::of("standard input", fault))?;
            texts.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
        } else {
            texts.push(text_of(path)?);
        }
    }
    let config = command.place.configuration(Flags::new())?.engine;
    let shares: Vec<&str> = texts.iter().map(String::as_str).collect();
    let rows = Engine::recover_keys(&config, &shares, &leave)?;
    output::line(&format!("recovered {rows} keys, under a fresh root key"));
    Engine::open(config, Arc::new(HostClock))?.note_keys("recover")?;
    output::complain(
        "Whoever held the shares could read everything while they were together: make new ones with `yinuo keys export-recovery`.",
    );
    Ok(Status::Done)
}
