//! Whose a place is: a small thing in it names who alone writes and removes there.

use crate::{Place, PlaceError, Writing};
use std::io::{Read, Write};

/// What it is called. It is on no list.
pub(crate) const OWNER: &str = "owner.mark";

/// The most that is read of it.
const BYTES_MAX: u64 = 256;

impl Place {
    /// Who owns it; nobody, where nobody claimed it yet.
    ///
    /// # Errors
    /// [`PlaceError::Io`].
    pub fn owner(&self) -> Result<Option<String>, PlaceError> {
        let mut owner = String::new();
        match self.read(OWNER) {
            Err(PlaceError::Absent { .. }) => return Ok(None),
            read => read?.take(BYTES_MAX).read_to_string(&mut owner)?,
        };
        Ok(Some(owner.trim_end().to_owned()))
    }

    /// It is nobody's but `owner`'s.
    ///
    /// # Errors
    /// [`PlaceError::Owned`] if somebody else claimed it; [`PlaceError::Io`].
    pub fn assert_free_for(&self, owner: &str) -> Result<(), PlaceError> {
        match self.owner()? {
            Some(other) if other != owner => Err(PlaceError::Owned { place: self.address("") }),
            _ => Ok(()),
        }
    }

    /// It is `owner`'s from here on, whoever's it was: durable when this returns.
    ///
    /// # Errors
    /// [`PlaceError::Io`].
    pub fn take_over(&self, owner: &str) -> Result<(), PlaceError> {
        let mut writing: Writing = self.write(OWNER)?;
        writing.write_all(format!("{owner}\n").as_bytes())?;
        writing.finish()
    }

    /// Claims it, if nobody did.
    ///
    /// # Errors
    /// As [`Place::assert_free_for`] and [`Place::take_over`].
    pub fn claim(&self, owner: &str) -> Result<(), PlaceError> {
        match self.owner()? {
            Some(mine) if mine == owner => Ok(()),
            Some(_) => Err(PlaceError::Owned { place: self.address("") }),
            None => self.take_over(owner),
        }
    }
}
