//! The rule of two: where people are enrolled, two of them join in what could lose or reveal every key.

use super::Vault;
use crate::root::Passphrase;
use crate::{KeyError, PersonFault};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rusqlite::{Connection, OptionalExtension, params};

/// Somebody who says that she agrees.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The name under which she was enrolled.
    pub name: String,
    /// Her own passphrase.
    pub passphrase: Passphrase,
}

impl Vault {
    /// Enrols a person; the first two need nobody's leave, every further one that of two.
    ///
    /// # Errors
    /// [`KeyError::Person`] for a name that is taken, or without the leave of two.
    pub fn enrol(&self, person: &Approval, leave: &[Approval]) -> Result<(), KeyError> {
        let hash = hash(&person.passphrase)?;
        let mut files = self.files();
        approve(files.first(), leave)?;
        let added = files.write(|begun| {
            let sql = "INSERT INTO person (name, hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            Ok(begun.execute(sql, params![person.name, hash])?)
        })?;
        if added == 0 { Err(KeyError::Person(PersonFault::Taken(person.name.clone()))) } else { Ok(()) }
    }

    /// Takes a person off the list, with the leave of two.
    ///
    /// # Errors
    /// [`KeyError::Person`] without that leave, or for a name that is not enrolled.
    pub fn dismiss(&self, name: &str, leave: &[Approval]) -> Result<(), KeyError> {
        let mut files = self.files();
        approve(files.first(), leave)?;
        let gone = files.write(|begun| Ok(begun.execute("DELETE FROM person WHERE name = ?1", [name])?))?;
        if gone == 0 { Err(KeyError::Person(PersonFault::Unknown(name.to_owned()))) } else { Ok(()) }
    }

    /// That two enrolled people agree; without two enrolled nobody is asked.
    ///
    /// # Errors
    /// [`KeyError::Person`].
    pub fn approve(&self, leave: &[Approval]) -> Result<(), KeyError> {
        approve(self.files().first(), leave)
    }

    /// The same for a key store that another process holds: it is read and not written.
    ///
    /// # Errors
    /// [`KeyError::Person`]; [`KeyError::Lost`] without a key store.
    pub fn approve_in(places: &super::Places, leave: &[Approval]) -> Result<(), KeyError> {
        places.assert_there()?;
        approve(&super::files::connect(&places.folder.join(Self::FILE))?, leave)
    }

    /// The names of those who are enrolled.
    ///
    /// # Errors
    /// The key store's.
    pub fn people(&self) -> Result<Vec<String>, KeyError> {
        people(self.files().first())
    }
}

pub(super) fn people(connection: &Connection) -> Result<Vec<String>, KeyError> {
    let mut select = connection.prepare_cached("SELECT name FROM person ORDER BY name")?;
    let names = select.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

pub(super) fn approve(connection: &Connection, leave: &[Approval]) -> Result<(), KeyError> {
    if people(connection)?.len() < 2 {
        return Ok(());
    }
    let mut agreed: Vec<&str> = Vec::new();
    for approval in leave {
        let sql = "SELECT hash FROM person WHERE name = ?1";
        let stored: Option<String> = connection.query_row(sql, [&approval.name], |row| row.get(0)).optional()?;
        let stored = stored.ok_or_else(|| KeyError::Person(PersonFault::Unknown(approval.name.clone())))?;
        let right = PasswordHash::new(&stored)
            .is_ok_and(|hash| Argon2::default().verify_password(approval.passphrase.as_bytes(), &hash).is_ok());
        if !right {
            return Err(KeyError::Person(PersonFault::Wrong(approval.name.clone())));
        }
        agreed.push(&approval.name);
    }
    agreed.sort_unstable();
    agreed.dedup();
    if agreed.len() < 2 { Err(KeyError::Person(PersonFault::TwoNeeded(agreed.len()))) } else { Ok(()) }
}

fn hash(passphrase: &Passphrase) -> Result<String, KeyError> {
    let params = Params::new(64 * 1024, 3, 1, None).map_err(|_| KeyError::Primitive)?;
    let mut salt = [0; 16];
    aws_lc_rs::rand::fill(&mut salt).map_err(|_| KeyError::Primitive)?;
    let hash: PasswordHash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(passphrase.as_bytes(), &salt)
        .map_err(|_| KeyError::Primitive)?;
    Ok(hash.to_string())
}
