//! The file of official working days that an installation or a command was given.

use crate::findings::{self, Found};
use crate::input::read_at_most;
use crate::status::{Failure, Status};
use policy::time::{CALENDAR_BYTES_MAX, Calendar};
use std::path::Path;

/// The years that are built in, with those of `file` in their place and beside them; and everything found in the file.
///
/// # Errors
/// [`Failure::Failed`] if it cannot be read.
pub fn find(file: &Path) -> Result<(Calendar, Found), Failure> {
    let bytes = read_at_most(file, CALENDAR_BYTES_MAX)?;
    let found = |findings| Found::new(file.display().to_string(), &bytes, findings);
    Ok(match Calendar::official().with_years(&bytes) {
        Ok(calendar) => (calendar, found(Vec::new())),
        Err(findings) => (Calendar::official(), found(findings)),
    })
}

/// The calendar to count with: what `file` gives, or what is built in.
///
/// # Errors
/// As [`find`]; [`Failure::Told`] with [`Status::Usage`] after everything wrong with the file was shown.
pub fn load(file: Option<&Path>) -> Result<Calendar, Failure> {
    let Some(file) = file else { return Ok(Calendar::official()) };
    let (calendar, found) = find(file)?;
    if found.findings.is_empty() {
        return Ok(calendar);
    }
    findings::complain(&found);
    Err(Failure::Told(Status::Usage))
}
