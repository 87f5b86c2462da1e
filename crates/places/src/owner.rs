//! Whose a place is: a small thing in it bears the mark of who alone writes and removes there.

use crate::{Place, PlaceError, Writing};
use std::io::{Read, Write};

/// What it is called. It is on no list.
pub(crate) const OWNER: &str = "owner.mark";

/// The most that is read of it.
const BYTES_MAX: u64 = 256;

impl Place {
    /// The owner's mark; none, where nobody claimed it yet.
    ///
    /// # Errors
    /// [`PlaceError::Io`].
    pub fn mark(&self) -> Result<Option<String>, PlaceError> {
        let mut mark = String::new();
        match self.read(OWNER) {
            Err(PlaceError::Absent { .. }) => return Ok(None),
            read => read?.take(BYTES_MAX).read_to_string(&mut mark)?,
        };
        Ok(Some(mark.trim_end().to_owned()))
    }

    /// It bears this mark from here on, whatever it bore: durable when this returns.
    ///
    /// Shape: at most 255 bytes of text, without white space at its end.
    ///
    /// # Errors
    /// [`PlaceError::Io`].
    pub fn set_mark(&self, mark: &str) -> Result<(), PlaceError> {
        let mut writing: Writing = self.write(OWNER)?;
        writing.write_all(format!("{mark}\n").as_bytes())?;
        writing.finish()
    }
}
