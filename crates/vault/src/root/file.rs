//! Root keys in files of their own.

use super::{KeyStore, make_folder, private};
use crate::{KeyError, Places, RootFault, Secret, Suite, wrap};
use argon2::{Algorithm, Argon2, Params, Version};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use zeroize::{Zeroize, Zeroizing};

/// What opens a root key file that is locked: as many words as somebody can remember.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the text over; white space at its ends does not count.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = Zeroizing::new(text.into());
        Self(Zeroizing::new(text.trim().to_owned()))
    }

    /// How many characters it has.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.0.chars().count()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// Root keys as files `root-1.key`, `root-2.key`, …, mode 600, in the key folder and in its mirror.
///
/// # Layout
///
/// A key file is 32 random bytes. Locked by a passphrase it is `"yinuo root key 1\n"` ‖ KiB of memory 4 ‖
/// passes 4 ‖ salt 16 ‖ the key, wrapped ([`crate::sealing`] has numbers big-endian; `wrap` the form) under
/// Argon2id of the passphrase with one lane. What stands before the wrapped key is authenticated with it.
///
/// The key itself is read for each use and wiped after it; of a locked file, the key that opens it stays in
/// memory as long as the process does.
///
/// # Limits
///
/// Not provided: protection from whoever can read an unlocked file. Keep the folder off the volume that holds
/// the data, and out of its backups. A file that was destroyed is overwritten first; what the file system or
/// the disk keep of it is not reached.
pub struct FileRoot {
    folders: Vec<PathBuf>,
    passphrase: Option<Passphrase>,
    // By number: what opens a locked file.
    openers: Mutex<BTreeMap<u32, Secret>>,
}

impl fmt::Debug for FileRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileRoot").field("folders", &self.folders).finish_non_exhaustive()
    }
}

const MAGIC: &[u8; 17] = b"yinuo root key 1\n";
/// Kibibytes of memory that opening a locked file takes.
const MEMORY_KIB: u32 = 64 * 1024;
/// Passes over it.
const PASSES: u32 = 3;
/// The most that a file may ask for: one that was tampered with must not eat the machine.
const MEMORY_KIB_MAX: u32 = 1024 * 1024;
const PASSES_MAX: u32 = 64;

impl FileRoot {
    /// The root keys in these folders; with a passphrase, fresh ones are locked by it and all that are there
    /// must be.
    ///
    /// What is missing in one of the two folders is put there from the other.
    ///
    /// # Errors
    /// [`KeyError::Root`] for a file that can be read by others, or differs between the folders. Whether it opens
    /// shows when it is used.
    pub fn open(places: &Places, passphrase: Option<Passphrase>) -> Result<Self, KeyError> {
        let root = Self::beside(places, passphrase);
        for number in root.numbers()? {
            root.even_out(number)?;
        }
        Ok(root)
    }

    /// The same, where another process works with them: nothing is put anywhere.
    #[must_use]
    pub fn beside(places: &Places, passphrase: Option<Passphrase>) -> Self {
        let folders = places.folders().map(Path::to_owned).collect();
        Self { folders, passphrase, openers: Mutex::default() }
    }

    /// The name of a root key's file.
    #[must_use]
    pub fn file(number: u32) -> String {
        format!("root-{number}.key")
    }

    /// Puts the file where it is missing.
    fn even_out(&self, number: u32) -> Result<(), KeyError> {
        let paths: Vec<PathBuf> = self.folders.iter().map(|folder| folder.join(Self::file(number))).collect();
        let mut found: Option<Zeroizing<Vec<u8>>> = None;
        for path in paths.iter().filter(|path| path.exists()) {
            let bytes = read_file(path)?;
            if !bytes.is_empty() && bytes.iter().all(|byte| *byte == 0) {
                // Overwritten, and the process ended before it was removed.
                fs::remove_file(path)?;
                continue;
            }
            match &found {
                Some(other) if *other != bytes => return Err(fault(path, RootFault::Differs)),
                _ => found = Some(bytes),
            }
        }
        let Some(bytes) = found else { return Ok(()) };
        paths.iter().filter(|path| !path.exists()).try_for_each(|path| write_file(path, &bytes))
    }

    /// The key of a number, for one use.
    fn read(&self, number: u32) -> Result<Secret, KeyError> {
        let paths: Vec<PathBuf> = self.folders.iter().map(|folder| folder.join(Self::file(number))).collect();
        let path = paths.iter().find(|path| path.exists()).or(paths.first()).ok_or(KeyError::Primitive)?;
        let bytes = read_file(path)?;
        match (bytes.strip_prefix(MAGIC), &self.passphrase) {
            (Some(locked), Some(passphrase)) => self.unlock(number, locked, passphrase, path),
            (Some(_), None) => Err(fault(path, RootFault::Locked)),
            (None, Some(_)) => Err(fault(path, RootFault::NotLocked)),
            (None, None) => Secret::from_slice(&bytes).ok_or_else(|| fault(path, RootFault::Size(bytes.len() as u64))),
        }
    }

    fn unlock(&self, number: u32, locked: &[u8], passphrase: &Passphrase, path: &Path) -> Result<Secret, KeyError> {
        let broken = || fault(path, RootFault::Broken);
        let (head, wrapped) = locked.split_at_checked(24).ok_or_else(broken)?;
        let opener = self.openers().get(&number).cloned();
        let opener = match opener {
            Some(opener) => opener,
            None => opener_of(head, passphrase).ok_or_else(broken)?,
        };
        let key =
            wrap::unwrap(Suite::default(), &wrap::wrapping(Suite::default(), &opener)?, &bound(number, head), wrapped);
        let key = key.ok_or_else(|| fault(path, RootFault::Passphrase))?;
        self.openers().insert(number, opener);
        Ok(key)
    }

    /// The bytes of a file for a fresh key.
    fn sealed(&self, number: u32, key: &Secret) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let Some(passphrase) = &self.passphrase else { return Ok(Zeroizing::new(key.expose().to_vec())) };
        let mut salt = [0; 16];
        aws_lc_rs::rand::fill(&mut salt).map_err(|_| KeyError::Primitive)?;
        let head = [&MEMORY_KIB.to_be_bytes()[..], &PASSES.to_be_bytes(), &salt].concat();
        let opener = opener_of(&head, passphrase).ok_or(KeyError::Primitive)?;
        let cipher = wrap::wrapping(Suite::default(), &opener)?;
        let wrapped = wrap::wrap(Suite::default(), &cipher, &bound(number, &head), key)?;
        self.openers().insert(number, opener);
        Ok(Zeroizing::new([&MAGIC[..], &head, &wrapped].concat()))
    }

    fn openers(&self) -> std::sync::MutexGuard<'_, BTreeMap<u32, Secret>> {
        self.openers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyStore for FileRoot {
    fn describe(&self) -> String {
        let folders: Vec<String> = self.folders.iter().map(|folder| folder.display().to_string()).collect();
        let locked = if self.passphrase.is_some() { "files locked by a passphrase" } else { "files" };
        format!("{locked} in {}", folders.join(" and "))
    }

    fn numbers(&self) -> Result<Vec<u32>, KeyError> {
        let mut numbers = BTreeSet::new();
        for folder in &self.folders {
            let files = match fs::read_dir(folder) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                files => files?,
            };
            for file in files {
                let name = file?.file_name();
                let digits = name.to_str().and_then(|name| name.strip_prefix("root-")?.strip_suffix(".key"));
                let number: Option<u32> = digits.and_then(|digits| digits.parse().ok());
                numbers.extend(number);
            }
        }
        Ok(numbers.into_iter().collect())
    }

    fn draw(&self, number: u32) -> Result<(), KeyError> {
        if self.numbers()?.contains(&number) {
            // Interrupted between the folders: what there is counts.
            return self.even_out(number);
        }
        let bytes = self.sealed(number, &Secret::draw()?)?;
        for folder in self.folders.iter().rev() {
            write_file(&folder.join(Self::file(number)), &bytes)?;
        }
        Ok(())
    }

    fn destroy(&self, number: u32) -> Result<(), KeyError> {
        for folder in &self.folders {
            let path = folder.join(Self::file(number));
            let mut file = match OpenOptions::new().write(true).open(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                file => file?,
            };
            let len = usize::try_from(file.metadata()?.len()).unwrap_or(0);
            file.write_all(&vec![0; len])?;
            file.sync_all()?;
            fs::remove_file(&path)?;
            File::open(folder)?.sync_all()?;
        }
        self.openers().remove(&number);
        Ok(())
    }

    fn wrap(&self, number: u32, id: &[u8], secret: &Secret) -> Result<Vec<u8>, KeyError> {
        let cipher = wrap::wrapping(Suite::default(), &self.read(number)?)?;
        wrap::wrap(Suite::default(), &cipher, id, secret).map(Vec::from)
    }

    fn unwrap(&self, number: u32, id: &[u8], wrapped: &[u8]) -> Result<Option<Secret>, KeyError> {
        let cipher = wrap::wrapping(Suite::default(), &self.read(number)?)?;
        Ok(wrap::unwrap(Suite::default(), &cipher, id, wrapped))
    }
}

/// What is authenticated with a locked key.
fn bound(number: u32, head: &[u8]) -> Vec<u8> {
    wrap::id("yinuo root key", Suite::default()).with(&number.to_be_bytes()).with(head).as_bytes().to_vec()
}

/// Argon2id as the head of a locked file asks for; nothing if it asks for what nobody does.
fn opener_of(head: &[u8], passphrase: &Passphrase) -> Option<Secret> {
    let (memory, rest) = head.split_first_chunk::<4>()?;
    let (passes, salt) = rest.split_first_chunk::<4>()?;
    let (memory, passes) = (u32::from_be_bytes(*memory), u32::from_be_bytes(*passes));
    if memory > MEMORY_KIB_MAX || passes > PASSES_MAX {
        return None;
    }
    let params = Params::new(memory, passes, 1, Some(32)).ok()?;
    let mut key = [0; 32];
    let derived = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
        passphrase.as_bytes(),
        salt,
        &mut key,
    );
    let secret = Secret::new(key);
    key.zeroize();
    derived.is_ok().then_some(secret)
}

fn fault(path: &Path, fault: RootFault) -> KeyError {
    KeyError::Root { path: path.to_owned(), fault }
}

fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(fault(path, RootFault::Missing)),
        file => file?,
    };
    let about = file.metadata()?;
    if exposed(&about) {
        return Err(fault(path, RootFault::Exposed));
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(128));
    (&mut file).take(1024).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file that is not there; whole and on disk when this returns, or not there.
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let part = path.with_extension("part");
    path.parent().map_or(Ok(()), make_folder)?;
    drop(fs::remove_file(&part));
    let mut file = private(OpenOptions::new().write(true).create_new(true)).open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, path)?;
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(unix)]
fn exposed(about: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
const fn exposed(_: &fs::Metadata) -> bool {
    false
}
