//! A backup and those that it rests on, back to a whole one.
//!
//! Promises: what comes of them is what the store was when the newest was made, or nothing. Each member is opened under its
//! own key; the digest that the next one carries of it is held against its file; and the pages that come out are held
//! against the hashes in the newest. A member that is missing, another, or whose key is gone is named.

use super::{Digested, fault, file_name, name_of, pages, source};
use crate::engine::Engine;
use crate::error::Error;
use jiff::Timestamp;
use life::reference::Reference;
use places::{Place, PlaceError};
use policy::Name;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use vault::Vault;
use vault::backup::{Base, Opening, read_base};

/// Of how many backups one is whole, where what changed is asked for and the configuration does not say it.
const WHOLE_EVERY: usize = 7;

/// On what a backup that is made now rests.
pub(crate) struct Basis {
    pub base: Base,
    /// When its key is destroyed: nothing that rests on it can be read after.
    pub until: Timestamp,
}

/// What is opened of a backup, and the digest of its file.
type Opened = Opening<Digested<Box<dyn Read + Send>>>;

struct Member {
    id: Name,
    file: PathBuf,
    base: Option<Base>,
}

/// Everything that is needed to restore one backup.
pub(crate) struct Chain<'p> {
    place: &'p Place,
    vault: &'p Vault,
    // After its time no backup opens, whether or not its key was destroyed yet.
    now: Timestamp,
    // The newest first, a whole one last.
    members: Vec<Member>,
}

impl<'p> Chain<'p> {
    /// Looks for what the backup in `file` rests on: beside it, or in the place of backups.
    pub fn of((place, vault, now): (&'p Place, &'p Vault, Timestamp), file: &Path) -> Result<Self, Error> {
        let id = Name::from(file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default());
        let mut chain = Self { place, vault, now, members: Vec::new() };
        let mut next = Some((id, file.to_owned()));
        while let Some((id, file)) = next {
            let base = chain.base_of(&id, &file)?;
            next = base.as_ref().map(|base| (base.id.clone(), beside(&file, &base.id)));
            chain.members.push(Member { id, file, base });
        }
        Ok(chain)
    }

    /// On what this one rests, as it says itself.
    fn base_of(&self, id: &Name, file: &Path) -> Result<Option<Base>, Error> {
        if self.members.iter().any(|member| member.id == *id) {
            return Err(Error::Backup(format!("backup `{id}` rests on itself: the files were altered")));
        }
        if self.members.is_empty() {
            // Whether it is there is said first: a wrong name is no lost backup.
            source(self.place, file)?;
        }
        if id.parse::<Reference>().is_err() {
            return Err(Error::Backup(format!(
                "{}: expected a backup under the name that it was given",
                file.display()
            )));
        }
        let key = self.vault.backup_keys()?.into_iter().find(|(known, until)| known == id && *until > self.now);
        if key.is_none() {
            let gone = "its time is over and it was destroyed, or the file was renamed";
            return Err(Error::Backup(format!("no key for backup `{id}`{}: {gone}", self.needed())));
        }
        let mut from = match source(self.place, file) {
            Err(Error::Place(PlaceError::Absent { name, place })) if !self.members.is_empty() => {
                let where_ = format!("put it beside the other, or into {place}");
                return Err(Error::Backup(format!("{name} is missing{}: {where_}", self.needed())));
            }
            found => found?,
        };
        let base = read_base(id, &mut from).map_err(|found| told(id, &found))?;
        match base {
            Some(base) if base.id.parse::<Reference>().is_err() => {
                Err(Error::Backup(format!("{id}.backup: it does not say on which backup it rests: it was altered")))
            }
            base => Ok(base),
        }
    }

    /// What asks for the member that is looked for.
    fn needed(&self) -> String {
        self.members.last().map_or_else(String::new, |by| format!(", on which backup `{}` rests", by.id))
    }

    /// Writes the store as it was when the newest member was made; `to` is empty.
    pub fn put_together(&self, to: &mut File) -> Result<(), Error> {
        let mut after = self.members.iter().rev().skip(1);
        for member in self.members.iter().rev() {
            let mut opened = self.open(member)?;
            pages::put(&mut opened, to).map_err(|found| told(&member.id, &found.into()))?;
            assert_link(member, opened.into_inner().digest(), after.next())?;
        }
        let Some(newest) = self.members.first() else { return Ok(()) };
        match pages::is_whole(&mut self.open(newest)?, to).map_err(|found| told(&newest.id, &found.into()))? {
            true => Ok(()),
            false => Err(Error::Backup(format!("what comes of backup `{}` is not what it was made of", newest.id))),
        }
    }

    /// Reads every member from its first byte to its last, but for those whose digest is `known`; gives the bytes that the
    /// newest holds.
    pub fn verify(
        &self,
        known: &mut HashMap<Name, [u8; 32]>,
        written: impl Fn(&Name) -> Result<Option<[u8; 32]>, Error>,
    ) -> Result<u64, Error> {
        let (mut bytes, mut after) = (0, self.members.iter().rev().skip(1));
        for member in self.members.iter().rev() {
            let digest = match known.get(&member.id) {
                Some(digest) => *digest,
                None => {
                    let digest;
                    (bytes, digest) = self.read_through(member, written(&member.id)?)?;
                    known.insert(member.id.clone(), digest);
                    digest
                }
            };
            assert_link(member, digest, after.next())?;
        }
        Ok(bytes)
    }

    fn read_through(&self, member: &Member, written: Option<[u8; 32]>) -> Result<(u64, [u8; 32]), Error> {
        let mut digested = Digested::of(source(self.place, &member.file)?);
        let key = self.key(member)?;
        let opened = vault::backup::open_stream(&key, &member.id, &mut digested, &mut std::io::sink());
        // What does not open is read to its end all the same: its digest says whether it is what was written.
        std::io::copy(&mut digested, &mut std::io::sink()).map_err(fault)?;
        let digest = digested.digest();
        if written.is_some_and(|written| written != digest) {
            let what = "is not the file that was written: its digest differs";
            return Err(Error::Backup(format!("backup `{}` {what}", member.id)));
        }
        Ok((opened.map_err(|found| told(&member.id, &found))?, digest))
    }

    fn open(&self, member: &Member) -> Result<Opened, Error> {
        let from = Digested::of(source(self.place, &member.file)?);
        let opened = Opening::begin(&self.key(member)?, &member.id, from).map_err(|found| told(&member.id, &found))?;
        if opened.base() == member.base.as_ref() {
            return Ok(opened);
        }
        Err(Error::Backup(format!("{}.backup was altered while it was read", member.id)))
    }

    fn key(&self, member: &Member) -> Result<vault::Secret, Error> {
        let gone = || Error::Backup(format!("no key for backup `{}`: it was just destroyed", member.id));
        self.vault.backup_key(&member.id)?.ok_or_else(gone)
    }
}

/// The next member was made on this very file.
fn assert_link(member: &Member, digest: [u8; 32], after: Option<&Member>) -> Result<(), Error> {
    match after {
        Some(Member { id, base: Some(base), .. }) if base.digest != digest => {
            let what = format!("the file of backup `{}` is not the one that backup `{id}` rests on", member.id);
            Err(Error::Backup(format!("{what}: its digest differs")))
        }
        _ => Ok(()),
    }
}

fn told(id: &Name, found: &vault::backup::BackupError) -> Error {
    Error::Backup(format!("{id}.backup: {found}"))
}

/// Where a base is looked for: beside the file that rests on it, or under its name in the place of backups.
fn beside(file: &Path, base: &Name) -> PathBuf {
    let name = format!("{base}.backup");
    let beside = file.with_file_name(&name);
    if beside.is_file() { beside } else { name.into() }
}

impl Engine {
    /// The newest backup, if one that is made now may rest on it: it and what it rests on are where they were put, their
    /// keys live on, and the whole one is neither too many backups nor a quarter of its life ago.
    pub(crate) fn basis(&self) -> Result<Option<Basis>, Error> {
        let rows = self.store.load_backups()?;
        let there: HashSet<String> = self.backups.list()?.into_iter().map(|(name, _)| name).collect();
        let ends = self.backup_ends()?;
        let by_id: HashMap<Reference, &store::BackupRow> = rows.iter().map(|row| (row.id, row)).collect();
        let most = self.config.whole_backup_every.map_or(WHOLE_EVERY, |every| every.get().into());
        let (mut at, mut len) = (rows.last(), 1);
        while let Some(row) = at {
            len += 1;
            let Some(until) = ends.get(&row.id).filter(|_| len <= most && there.contains(&file_name(row.id))) else {
                return Ok(None);
            };
            let Some(base) = row.base else {
                let (age, life) = (self.now().duration_since(row.at), until.duration_since(row.at));
                return Ok(rows.last().filter(|_| age * 4 < life).and_then(|newest| basis_of(newest, &ends)));
            };
            at = by_id.get(&base).copied();
        }
        Ok(None)
    }

    /// What a backup that rests on this one compares with, from its beginning.
    pub(crate) fn hashes_of(&self, basis: &Basis) -> Result<Box<dyn Read>, Error> {
        let id = &basis.base.id;
        let key = self.vault.backup_key(id)?.ok_or_else(|| Error::Backup(format!("no key for backup `{id}`")))?;
        let from = self.backups.read(&format!("{id}.backup"))?;
        Ok(Box::new(Opening::begin(&key, id, from).map_err(|found| told(id, &found))?))
    }
}

fn basis_of(row: &store::BackupRow, ends: &BTreeMap<Reference, Timestamp>) -> Option<Basis> {
    let base = Base { id: name_of(row.id), digest: unhex(&row.digest)? };
    Some(Basis { base, until: *ends.get(&row.id)? })
}

/// A digest; none where the store does not know it.
pub(crate) fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    for (at, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(digest).filter(|_| text.len() == 64)
}
