//! The root key: what everything else in the key store is wrapped under.

use crate::{KeyError, RootFault, Secret, Suite, wrap};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::{fmt, io};
use zeroize::Zeroize;

/// Holds the root key and never hands it out: a file here; a PKCS#11 token has the same two calls.
///
/// Shape: `id` names what is wrapped and is authenticated with it (associated data of an AEAD);
/// `wrapped` is the implementation's own and at most 255 bytes.
pub trait KeyStore: fmt::Debug + Send + Sync {
    /// Wraps `secret` under the root key, bound to `id`.
    ///
    /// # Errors
    /// Whatever keeps the root key from being used.
    fn wrap(&self, id: &[u8], secret: &Secret) -> Result<Vec<u8>, KeyError>;

    /// Unwraps what [`KeyStore::wrap`] made for the same `id`; `None` if it did not.
    ///
    /// # Errors
    /// Whatever keeps the root key from being used.
    fn unwrap(&self, id: &[u8], wrapped: &[u8]) -> Result<Option<Secret>, KeyError>;
}

/// The root key as 32 random bytes in the file `root.key`, mode 600, in a folder of its own.
///
/// Not provided: protection from whoever can read the file. Keep the folder off the volume that
/// holds the data, and out of its backups.
#[derive(Debug)]
pub struct FileRoot(Secret);

impl FileRoot {
    /// The file's name in the key folder.
    pub const FILE: &'static str = "root.key";

    /// Reads the root key of `folder`.
    ///
    /// # Errors
    /// [`KeyError::Root`] if the file is missing, is not 32 bytes long or can be read by others.
    pub fn open(folder: &Path) -> Result<Self, KeyError> {
        let path = folder.join(Self::FILE);
        let fault = |fault| KeyError::Root { path: path.clone(), fault };
        let mut file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(fault(RootFault::Missing));
            }
            file => file?,
        };
        let about = file.metadata()?;
        if exposed(&about) {
            return Err(fault(RootFault::Exposed));
        }
        if about.len() != 32 {
            return Err(fault(RootFault::Size(about.len())));
        }
        let mut bytes = [0; 32];
        file.read_exact(&mut bytes)?;
        let root = Self(Secret::new(bytes));
        bytes.zeroize();
        Ok(root)
    }

    /// Draws a root key into `folder`, which is made if need be; on disk when this returns.
    ///
    /// # Errors
    /// An existing file is left alone and is an error.
    pub fn create(folder: &Path) -> Result<Self, KeyError> {
        make_folder(folder)?;
        let path = folder.join(Self::FILE);
        let key = Secret::draw()?;
        let mut file = private(OpenOptions::new().write(true).create_new(true)).open(&path)?;
        file.write_all(key.expose())?;
        file.sync_all()?;
        File::open(folder)?.sync_all()?;
        Ok(Self(key))
    }

    /// Reads the root key of `folder`, or draws one on first use: no root key and no key store yet.
    ///
    /// # Errors
    /// As [`FileRoot::open`]; a key store whose root key is missing is [`RootFault::Missing`], since a
    /// fresh one could open none of it.
    pub fn open_or_create(folder: &Path) -> Result<Self, KeyError> {
        let first_use = !folder.join(Self::FILE).exists() && !folder.join("keys.db").exists();
        if first_use { Self::create(folder) } else { Self::open(folder) }
    }
}

impl KeyStore for FileRoot {
    fn wrap(&self, id: &[u8], secret: &Secret) -> Result<Vec<u8>, KeyError> {
        let suite = Suite::Aes256Gcm;
        wrap::wrap(suite, &wrap::wrapping(suite, &self.0)?, id, secret).map(Vec::from)
    }

    fn unwrap(&self, id: &[u8], wrapped: &[u8]) -> Result<Option<Secret>, KeyError> {
        let suite = Suite::Aes256Gcm;
        Ok(wrap::unwrap(suite, &wrap::wrapping(suite, &self.0)?, id, wrapped))
    }
}

/// Makes a folder that only its owner enters.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file that only its owner reads and writes.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

#[cfg(unix)]
fn exposed(about: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
const fn exposed(_: &fs::Metadata) -> bool {
    false
}
