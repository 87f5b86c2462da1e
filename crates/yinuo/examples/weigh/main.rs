//! What a backup of many records weighs in memory: one process for each step, so that each has a peak of its own.
//!
//! `cargo xtask bench backup` runs them one after the other and reads the peaks. `weigh idle FOLDER` only opens what
//! `weigh fill FOLDER COUNT` filled; `weigh backup FOLDER` also makes a backup of it, `weigh changes FOLDER` one of what changed
//! since, and `weigh verify FOLDER` reads the newest with all that it rests on.
#![expect(clippy::print_stdout, reason = "what was weighed is the result")]

#[path = "../bench/set.rs"]
#[allow(dead_code, reason = "the captures of the other bench")]
mod set;

use rusqlite::Connection;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use yinuo::policy::Name;
use yinuo::{BackupKind, Config, Engine, HostClock};

type Fault = Box<dyn std::error::Error>;

fn main() -> Result<(), Fault> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match *words.as_slice() {
        ["empty"] => Ok(()),
        ["fill", folder, count] => fill(Path::new(folder), count.parse()?),
        ["idle", folder] => open(Path::new(folder)).map(drop),
        ["backup", folder] => {
            let made = open(Path::new(folder))?.backup(&Name::from("bench"))?;
            println!("{}", std::fs::metadata(&made.path)?.len());
            Ok(())
        }
        ["changes", folder] => {
            let engine = open(Path::new(folder))?;
            let kind = BackupKind::Incremental;
            let made = engine.backup_told(&Name::from("bench"), kind, &mut |_| ControlFlow::Continue(()))?;
            assert!(made.base.is_some(), "it is a whole one");
            println!("{}", std::fs::metadata(&made.path)?.len());
            Ok(())
        }
        ["verify", folder] => {
            let engine = open(Path::new(folder))?;
            println!("{}", engine.verify_backup(&engine.newest_backup()?.path)?);
            Ok(())
        }
        _ => Err("expected `empty`, `fill FOLDER COUNT`, `idle FOLDER`, `backup FOLDER`, `changes FOLDER` or `verify FOLDER`".into()),
    }
}

fn open(folder: &Path) -> Result<Engine, Fault> {
    Ok(Engine::open(Config::under(folder), Arc::new(HostClock))?)
}

/// One captured record, and its rows again under as many other references: a backup copies rows, whatever is in them.
fn fill(folder: &Path, count: usize) -> Result<(), Fault> {
    drop(set::Set::in_folder(folder, Box::new(|_| {}))?);
    let rows = Connection::open(folder.join("data").join(yinuo::store::DATABASE))?;
    let first: [u8; 16] = rows.query_row("SELECT record FROM record LIMIT 1", [], |row| row.get(0))?;
    drop(rows);
    set::multiply(folder, first, (0, count))
}
