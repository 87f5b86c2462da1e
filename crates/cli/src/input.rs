//! Reading files that somebody gave us: never more than a bound.

use crate::status::Failure;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads at most `most` bytes and one more, by which the reader sees that there is too much. `-` is standard input.
///
/// # Errors
/// [`Failure::Failed`] with the path if it cannot be read.
pub fn read_at_most(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let fault = |cause| Failure::of(path.display(), cause);
    let from: Box<dyn Read> =
        if path.as_os_str() == "-" { Box::new(std::io::stdin()) } else { Box::new(File::open(path).map_err(fault)?) };
    let mut bytes = Vec::new();
    from.take(most as u64 + 1).read_to_end(&mut bytes).map_err(fault)?;
    Ok(bytes)
}

/// Standard input can be read once: of several paths at most one may be `-`.
///
/// # Errors
/// [`Failure::Usage`] if more are.
pub fn stdin_once<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
    let times = paths.into_iter().filter(|path| path.as_os_str() == "-").count();
    if times <= 1 {
        return Ok(());
    }
    Err(Failure::Usage("standard input can be read once: name a file in the place of one `-`".to_owned()))
}

/// Reads a policy file, as far as a policy can be long.
///
/// # Errors
/// As [`read_at_most`].
pub fn read_policy(path: &Path) -> Result<Vec<u8>, Failure> {
    read_at_most(path, policy::read::BYTES_MAX)
}
