//! The root key: what every cell's key and every product's secret is wrapped under.

mod file;
#[cfg(feature = "hsm")]
mod token;

pub use file::{FileRoot, Passphrase};
#[cfg(feature = "hsm")]
pub use token::{TokenPlace, TokenRoot};

use crate::{KeyError, Secret};
use std::fs::{self, OpenOptions};
use std::path::Path;
use std::{fmt, io};

/// Holds root keys by number and never hands one out: files here, or a PKCS#11 token.
///
/// Shape: numbers grow from 1; there are two while a rotation is under way, else one. `id` names what is
/// wrapped and is authenticated with it; `wrapped` is the implementation's own and at most 255 bytes.
pub trait KeyStore: fmt::Debug + Send + Sync {
    /// What it is, for whoever looks after it.
    fn describe(&self) -> String;

    /// The root keys that are there, in order.
    ///
    /// # Errors
    /// Whatever keeps it from being asked.
    fn numbers(&self) -> Result<Vec<u32>, KeyError>;

    /// Draws the root key of this number; durable when this returns. One that is there is left alone.
    ///
    /// # Errors
    /// Whatever keeps it from being made.
    fn draw(&self, number: u32) -> Result<(), KeyError>;

    /// Destroys the root key of this number for good; one that is not there is fine.
    ///
    /// # Errors
    /// Whatever keeps it from being destroyed.
    fn destroy(&self, number: u32) -> Result<(), KeyError>;

    /// Wraps `secret` under the root key of this number, bound to `id`.
    ///
    /// # Errors
    /// [`KeyError::Root`] if there is no such key; whatever keeps it from being used.
    fn wrap(&self, number: u32, id: &[u8], secret: &Secret) -> Result<Vec<u8>, KeyError>;

    /// Unwraps what [`KeyStore::wrap`] made under the same number and `id`; `None` if it did not.
    ///
    /// # Errors
    /// As [`KeyStore::wrap`].
    fn unwrap(&self, number: u32, id: &[u8], wrapped: &[u8]) -> Result<Option<Secret>, KeyError>;
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
