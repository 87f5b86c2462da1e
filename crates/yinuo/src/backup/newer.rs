//! Backups that are newer than one that is restored: who takes an older one by mistake is told.

use super::file_name;
use crate::config::Config;
use crate::error::Error;
use crate::restore::made_at;
use jiff::Timestamp;
use life::reference::Reference;
use places::Place;
use std::collections::HashSet;
use vault::Vault;

/// The files in the place of backups that are newer than `backup` and whose key lives at `now`, the oldest first.
pub(crate) fn newer(
    (place, vault, now): (&Place, &Vault, Timestamp),
    backup: Option<Reference>,
) -> Result<Vec<String>, Error> {
    let there: HashSet<String> = place.list()?.into_iter().map(|(name, _)| name).collect();
    let than = backup.map_or(Timestamp::MIN, made_at);
    let keys = vault.backup_keys()?.into_iter().filter(|(_, until)| *until > now);
    let ids = keys.filter_map(|(id, _)| id.parse::<Reference>().ok()).filter(|id| made_at(*id) > than);
    // Their references begin with when they were made, and keys are listed by name.
    Ok(ids.map(file_name).filter(|name| there.contains(name)).collect())
}

/// Why a restore of `backup` was refused, and which newer ones there are.
pub(crate) fn refused((config, now): (&Config, Timestamp), backup: Option<Reference>, found: Error) -> Error {
    let look = || -> Result<Vec<String>, Error> {
        newer((&Place::open(&config.backups)?, &config.open_vault()?, now), backup)
    };
    // The refusal is told, whether or not more can be said.
    let Ok(newer) = look() else { return found };
    if newer.is_empty() {
        return found;
    }
    let and = format!("; newer backups can be read: {}", newer.join(", "));
    match found {
        Error::Backup(what) => Error::Backup(what + &and),
        Error::Heads(what) => Error::Heads(what + &and),
        found => found,
    }
}
