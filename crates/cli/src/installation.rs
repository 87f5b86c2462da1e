//! Opening an installation for one command, and the flags that say where it is.

use crate::config::{self, Configuration, Flags};
use crate::status::Failure;
use clap::Args;
use policy::Name;
use std::path::PathBuf;
use std::sync::Arc;
use yinuo::{Engine, HostClock};

/// Where the installation is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The configuration file.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder that holds data, keys, mirror and backups, each in a folder of its own.
    #[arg(long, value_name = "DIR", visible_alias = "folder")]
    pub data: Option<PathBuf>,
}

impl Place {
    /// Whether any place was named.
    pub const fn is_named(&self) -> bool {
        self.config.is_some() || self.data.is_some()
    }

    /// The configuration of the place, with further flags.
    ///
    /// # Errors
    /// As [`config::load`].
    pub fn configuration(&self, further: Flags) -> Result<Configuration, Failure> {
        let mut flags = further;
        flags.extend(self.data.iter().map(|folder| ("folder", folder.display().to_string())));
        config::load(self.config.as_deref(), &flags)
    }

    /// Opens an installation that is there already.
    ///
    /// # Errors
    /// [`Failure::Failed`] if there is none, or another process holds it.
    pub fn open(&self) -> Result<Engine, Failure> {
        let configuration = self.configuration(Flags::new())?;
        self.assert_there(&configuration.engine)?;
        Ok(Engine::open(configuration.engine, Arc::new(HostClock))?)
    }

    /// That there is an installation.
    ///
    /// # Errors
    /// [`Failure::Failed`] if there is none.
    pub fn assert_there(&self, config: &yinuo::Config) -> Result<(), Failure> {
        if config.data.join(yinuo::store::DATABASE).exists() {
            return Ok(());
        }
        let folder = config.data.display();
        Err(Failure::Failed(format!("there is no installation in {folder}; say where with --config or --data")))
    }
}

/// The product meant: the one that was named, or the only one that is published.
///
/// # Errors
/// [`Failure::Usage`] if none was named and there is not exactly one.
pub fn product(engine: &Engine, named: Option<&str>) -> Result<Name, Failure> {
    if let Some(named) = named {
        return Ok(Name::from(named));
    }
    let products = engine.products()?;
    match products.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Failure::Failed("no policy is published here".to_owned())),
        several => {
            let names: Vec<&str> = several.iter().map(Name::as_str).collect();
            Err(Failure::Usage(format!("say which product with --product: {}", names.join(", "))))
        }
    }
}
