//! `yinuo doctor`: an installation looked over, every check named, none hiding another.

use crate::config::{Configuration, Flags};
use crate::installation::Place;
use crate::output;
use crate::status::{Outcome, Status};
use clap::Args;
use jiff::SignedDuration;
use policy::Name;
use std::path::Path;
use std::sync::Arc;
use yinuo::{Clock, Engine, HostClock};

/// Arguments of `doctor`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo doctor --config yinuo.toml\n\nNo process may hold the installation: stop the server first."
)]
pub struct Doctor {
    #[command(flatten)]
    place: Place,
}

/// What was looked at, and what is wrong with it if anything is.
type Checked = (String, Result<String, String>);

/// Work that is due longer than this was forgotten.
const LATE: SignedDuration = SignedDuration::from_mins(5);

impl Doctor {
    /// Looks, prints, and fails if anything does not hold.
    pub fn run(self) -> Outcome {
        let configuration = self.place.configuration(Flags::new())?;
        let mut checked = vec![("configuration".to_owned(), Ok("readable".to_owned()))];
        checked.push(("official working days".to_owned(), Ok(years(&configuration))));
        checked.extend(folders(&configuration));
        if configuration.engine.data.join(yinuo::store::DATABASE).exists() {
            match Engine::open(configuration.engine.clone(), Arc::new(HostClock)) {
                Ok(engine) => checked.extend(installation(&engine)),
                Err(error) => checked.push(("heads of store, mirror and keys".to_owned(), Err(error.to_string()))),
            }
        } else {
            checked.push((
                "installation".to_owned(),
                Err("there is none yet; `yinuo publish-policy` makes one".to_owned()),
            ));
        }
        let rows: Vec<Vec<String>> = checked.iter().map(row).collect();
        output::line(&output::table(&rows));
        let well = checked.iter().all(|(_, result)| result.is_ok());
        Ok(if well { Status::Done } else { Status::Failed })
    }
}

fn row((what, result): &Checked) -> Vec<String> {
    let (word, text) = match result {
        Ok(text) => ("ok", text),
        Err(text) => ("WRONG", text),
    };
    vec![word.to_owned(), what.clone(), text.clone()]
}

/// The years whose working days are certain.
fn years(configuration: &Configuration) -> String {
    let years: Vec<String> = configuration.engine.calendar.years().map(|(year, _)| year.to_string()).collect();
    format!("of {}; other years are provisional until `calendar` gives them", years.join(", "))
}

fn folders(configuration: &Configuration) -> Vec<Checked> {
    let places = &configuration.engine;
    let mut checked: Vec<Checked> = Vec::new();
    for (name, folder) in [("data", &places.data), ("mirror", &places.mirror), ("backups", &places.backups)] {
        let within = places.keys.starts_with(folder);
        let apart =
            if within { Err(format!("the keys lie inside {}", folder.display())) } else { Ok("apart".to_owned()) };
        checked.push((format!("keys and {name}"), apart));
    }
    if places.keys.exists() {
        checked.push(("permissions of the keys".to_owned(), private(&places.keys)));
    }
    checked
}

/// Nobody but the owner may read the folder or its files.
#[cfg(unix)]
fn private(folder: &Path) -> Result<String, String> {
    use std::os::unix::fs::PermissionsExt;
    let listed = std::fs::read_dir(folder).map_err(|fault| fault.to_string())?;
    let open = |path: &Path| std::fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o077 != 0);
    // A folder that is closed closes what is in it.
    if !open(folder) {
        return Ok("the owner's alone".to_owned());
    }
    let amiss: Vec<String> = listed
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| open(path))
        .map(|path| path.display().to_string())
        .collect();
    if amiss.is_empty() {
        Ok("the owner's alone".to_owned())
    } else {
        Err(format!("others may read {}: chmod go= it", amiss.join(", ")))
    }
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<String, String> {
    Ok("not checked on this system".to_owned())
}

fn installation(engine: &Engine) -> Vec<Checked> {
    let mut checked: Vec<Checked> = vec![
        ("heads of store, mirror and keys".to_owned(), Ok("agree".to_owned())),
        ("database".to_owned(), integrity(engine)),
        ("due work".to_owned(), due(engine)),
    ];
    let products = engine.products().unwrap_or_default();
    for product in &products {
        checked.push((format!("ledger of {product}"), ledger(engine, product)));
        checked.push((format!("backups of {product}"), backups(engine, product)));
    }
    checked
}

fn integrity(engine: &Engine) -> Result<String, String> {
    match engine.store().check_integrity().map_err(|fault| fault.to_string())? {
        None => Ok("sound".to_owned()),
        Some(fault) => Err(fault),
    }
}

fn due(engine: &Engine) -> Result<String, String> {
    match engine.next_wake().map_err(|fault| fault.to_string())? {
        None => Ok("nothing waits".to_owned()),
        Some(at) if engine.now().duration_since(at) > LATE => {
            Err(format!("something is due since {at}: is the server running?"))
        }
        Some(at) => Ok(format!("the next at {at}")),
    }
}

fn ledger(engine: &Engine, product: &Name) -> Result<String, String> {
    let verified = engine.verify_ledger(product).map_err(|fault| fault.to_string())?;
    if verified.is_sound() {
        return Ok("sound".to_owned());
    }
    Err(format!("not sound; `yinuo ledger verify --store --product {product}` lists it"))
}

fn backups(engine: &Engine, product: &Name) -> Result<String, String> {
    let policy = engine.policy(product).map_err(|fault| fault.to_string())?;
    let every = policy.document.protect.as_ref().and_then(|protect| policy.period(&protect.backup_every));
    let newest = engine.backups().map_err(|fault| fault.to_string())?.into_iter().map(|(_, at, _)| at).max();
    let Some(newest) = newest else {
        return Err("none yet; `yinuo backup` makes one".to_owned());
    };
    let late = every.is_some_and(|every| HostClock.now().duration_since(newest) > every.approximate() * 2);
    if late {
        Err(format!("the newest is of {newest}, twice as old as the policy says"))
    } else {
        Ok(format!("the newest is of {newest}"))
    }
}
