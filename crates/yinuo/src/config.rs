//! Where an installation keeps its things, and whom it may reach.

use crate::environment::Environment;
use crate::watch::Watch;
use policy::Name;
use policy::time::Calendar;
use std::collections::HashMap;
use std::num::NonZeroU16;
use std::path::PathBuf;

/// Where an installation keeps its things, and whom it may reach.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The data folder: values, facts, ledger rows.
    pub data: PathBuf,
    /// The key folder: root key and key store. Never inside a backup set.
    pub keys: PathBuf,
    /// A second folder for the same, best on another disk; kept equal as both are written.
    pub key_mirror: Option<PathBuf>,
    /// What holds the root key.
    pub root: crate::keys::RootPlace,
    /// The mirror of the ledger.
    pub mirror: PathBuf,
    /// Where backups go: a folder, or a bucket.
    pub backups: places::Settings,
    /// Of how many backups one is whole; the others hold what changed since the one before. Without it each scheduled one is
    /// whole, and one of seven where somebody asks for what changed.
    pub whole_backup_every: Option<NonZeroU16>,
    /// Where files that come are kept.
    pub files: crate::FilePlace,
    /// Whether places of files that are marked as another installation's become this one's with the start: only where that one
    /// is no more.
    pub take_over_files: bool,
    /// The cloud region in which the above stand; checked against the policy's places.
    pub region: Option<Name>,
    /// The region in which the backups stand, where it is another.
    pub backups_region: Option<Name>,
    /// The region in which files outside the database stand, where it is another.
    pub files_region: Option<Name>,
    /// The region in which the ledger's mirror stands, where it is another.
    pub mirror_region: Option<Name>,
    /// Recipients' endpoints, by recipient.
    pub connectors: HashMap<Name, crate::outbox::Connector>,
    /// Where recipients use data that never leaves it.
    pub environment: Environment,
    /// Official working days.
    pub calendar: Calendar,
    /// Told of each durable step.
    pub watch: Watch,
}

impl Config {
    /// Everything under one folder, in four folders of its own.
    #[must_use]
    pub fn under(folder: &std::path::Path) -> Self {
        Self {
            data: folder.join("data"),
            keys: folder.join("keys"),
            mirror: folder.join("mirror"),
            backups: folder.join("backups").into(),
            ..Self::default()
        }
    }
}
