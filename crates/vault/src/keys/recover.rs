//! Making a recovery key, and using it.

use super::rooted::{Rooted, bound, insert};
use super::schema::{forget_meta, meta, set_meta};
use super::{Approval, Files, Places, PrintedShare, RecoveryKey, Vault, lock, rooted};
use crate::{KeyError, KeyStore, Secret, ShareFault};
use rusqlite::{Connection, params};

impl Vault {
    /// Draws a fresh recovery key, seals every secret under the root key to it and gives its shares; those of
    /// an earlier one are of no use from then on.
    ///
    /// # Errors
    /// [`KeyError::Share`] unless 2 ≤ `needed` ≤ `of`; the key store's, and then the earlier shares still count.
    pub fn export_recovery(&self, needed: u8, of: u8) -> Result<Vec<PrintedShare>, KeyError> {
        let (key, shares) = RecoveryKey::draw(needed, of)?;
        let mut files = self.files();
        let _no_reader = self.reader();
        self.flush_unread(&mut files)?;
        let public = self.wrap_unescrowed(&Rooted::Recovery, &Secret::new(key.public))?;
        let mut sealed = Vec::new();
        for (kind, product, name) in names(files.first())? {
            let secret = self.unwrap_named(files.first(), (kind, &product, &name))?;
            sealed.push((key.seal(bound(kind, &product, &name).as_bytes(), &secret)?, kind, product, name));
        }
        files.write(|begun| {
            begun.execute("DELETE FROM rooted WHERE kind = 4", [])?;
            insert(begun, &Rooted::Recovery, &public, (None, None))?;
            set_meta(begun, "recovery", key.public)?;
            set_meta(begun, "recovery-shares", [&key.id[..], &[key.needed, key.of]].concat())?;
            let sql = "UPDATE rooted SET escrow = ?1 WHERE kind = ?2 AND product = ?3 AND name = ?4";
            let mut update = begun.prepare_cached(sql)?;
            sealed.iter().try_for_each(|(escrow, kind, product, name)| {
                update.execute(params![escrow, kind, product, name])?;
                Ok(())
            })
        })?;
        *lock(&self.recovery) = Some(key);
        files.truncate()?;
        Ok(shares)
    }

    /// The recovery key that was made, proved by the root key to be that one.
    pub(super) fn load_recovery(&self) -> Result<(), KeyError> {
        let files = self.files();
        let Some(key) = stored(files.first())? else { return Ok(()) };
        let proved = self.unwrap_rooted(files.first(), &Rooted::Recovery)?;
        if proved.is_none_or(|public| *public.expose() != key.public) {
            return Err(KeyError::Corrupt("the recovery key"));
        }
        *lock(&self.recovery) = Some(key);
        Ok(())
    }

    /// Brings a key store whose root key is lost under a fresh root key of `root`, by shares of its recovery
    /// key; tells how many secrets. One that was interrupted goes on.
    ///
    /// # Errors
    /// [`KeyError::Lost`] without a key store; [`KeyError::Person`] without the leave of two, where people are
    /// enrolled; [`KeyError::NoRecovery`] if no shares were ever made; [`KeyError::Share`] with what is wrong with
    /// which; the key store's.
    pub fn recover(places: &Places, root: &dyn KeyStore, shares: &[&str], leave: &[Approval]) -> Result<u64, KeyError> {
        places.assert_there()?;
        let (mut files, _) = Files::open(places)?;
        super::people::approve(files.first(), leave)?;
        let key = stored(files.first())?.ok_or(KeyError::NoRecovery)?;
        let private = key.combine(shares)?;
        let to = fresh_number(&files, root)?;
        root.draw(to)?;
        files.write(|begun| {
            set_meta(begun, "root-next", to)?;
            set_meta(begun, "recovering", 1)
        })?;
        let mut anew = Vec::new();
        for (kind, product, name) in names(files.first())? {
            let bound = bound(kind, &product, &name);
            let escrow: Option<Vec<u8>> = files
                .first()
                .prepare_cached("SELECT escrow FROM rooted WHERE kind = ?1 AND product = ?2 AND name = ?3")?
                .query_row(params![kind, product, name], |row| row.get(0))?;
            let secret = escrow.and_then(|escrow| private.open(bound.as_bytes(), &escrow));
            let secret = secret.ok_or(KeyError::Corrupt("a key's copy for recovery"))?;
            anew.push((root.wrap(to, bound.as_bytes(), &secret)?, kind, product, name));
        }
        let id = Rooted::Recovery;
        let public = root.wrap(to, id.bound().as_bytes(), &Secret::new(key.public))?;
        let public = rooted::RootedRow { root: to, wrapped: public, escrow: None };
        files.write(|begun| {
            let sql = "UPDATE rooted SET root = ?1, wrapped = ?2 WHERE kind = ?3 AND product = ?4 AND name = ?5";
            let mut update = begun.prepare_cached(sql)?;
            for (wrapped, kind, product, name) in &anew {
                update.execute(params![to, wrapped, kind, product, name])?;
            }
            begun.execute("DELETE FROM rooted WHERE kind = 4", [])?;
            insert(begun, &id, &public, (None, None))?;
            set_meta(begun, "root", to)?;
            forget_meta(begun, "root-next")?;
            forget_meta(begun, "recovering")
        })?;
        files.truncate()?;
        Ok(anew.len() as u64)
    }

    fn wrap_unescrowed(&self, id: &Rooted, secret: &Secret) -> Result<rooted::RootedRow, KeyError> {
        let root = self.root_number();
        let wrapped = self.root.wrap(root, id.bound().as_bytes(), secret)?;
        Ok(rooted::RootedRow { root, wrapped, escrow: None })
    }

    fn unwrap_named(&self, files: &Connection, (kind, product, name): (u8, &str, &str)) -> Result<Secret, KeyError> {
        let sql = "SELECT root, wrapped FROM rooted WHERE kind = ?1 AND product = ?2 AND name = ?3";
        let (root, wrapped): (u32, Vec<u8>) =
            files.prepare_cached(sql)?.query_row(params![kind, product, name], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let secret = self.root.unwrap(root, bound(kind, product, name).as_bytes(), &wrapped)?;
        secret.ok_or(KeyError::Corrupt("a key under the root key"))
    }
}

/// A number that no root key of this key store had. One that was drawn for a recovery which was interrupted is
/// taken up again.
fn fresh_number(files: &Files, root: &dyn KeyStore) -> Result<u32, KeyError> {
    let next: Option<u32> = meta(files.first(), "root-next")?;
    let recovering: Option<u32> = meta(files.first(), "recovering")?;
    if let (Some(next), Some(_)) = (next, recovering) {
        return Ok(next);
    }
    let in_force: u32 = meta(files.first(), "root")?.unwrap_or(0);
    let there = root.numbers()?.into_iter().max().unwrap_or(0);
    Ok(in_force.max(there).max(next.unwrap_or(0)).saturating_add(1))
}

/// The recovery key as the key store has it.
pub(super) fn stored(connection: &Connection) -> Result<Option<RecoveryKey>, KeyError> {
    let public: Option<[u8; 32]> = meta(connection, "recovery")?;
    let shares: Option<[u8; 6]> = meta(connection, "recovery-shares")?;
    Ok(public.zip(shares).map(|(public, [a, b, c, d, needed, of])| RecoveryKey {
        public,
        id: [a, b, c, d],
        needed,
        of,
    }))
}

/// Every secret that the recovery key opens, by its columns.
fn names(connection: &Connection) -> Result<Vec<(u8, String, String)>, KeyError> {
    let mut select = connection.prepare_cached("SELECT kind, product, name FROM rooted WHERE kind <> 4")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl From<ShareFault> for KeyError {
    fn from(fault: ShareFault) -> Self {
        Self::Share(fault)
    }
}
