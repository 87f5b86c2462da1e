//! Keys and checkpoints of a folder.

use crate::disk;
use crate::note::{Checkpoint, NOTE_BYTES_MAX, NoteFault, VerifierKey};
use crate::place::Place;
use crate::report::{Code, Report};

/// What a checkpoint must be.
pub(crate) struct Due<'a> {
    /// Who signs; `None` where no key is known, which is a problem of its own.
    pub(crate) key: Option<&'a VerifierKey>,
    pub(crate) origin: Option<&'a str>,
    /// How findings name it.
    pub(crate) file: &'a str,
}

/// The trusted key, or for want of one the folder's.
pub(crate) fn choose_key(place: &Place, trusted: Option<&str>, report: &mut Report) -> Option<VerifierKey> {
    let own = match disk::read(&place.dir, "vkey", NOTE_BYTES_MAX) {
        Ok(bytes) => std::str::from_utf8(&bytes).ok().and_then(|line| VerifierKey::parse(line.trim_end()).ok()),
        Err(fault) => {
            report.add(place.problem(fault.code(), "vkey", None, fault.says()));
            None
        }
    };
    let Some(trusted) = trusted else {
        report.add(match own {
            Some(_) => place.problem(Code::UntrustedKey, "vkey", None, "held to the key that the folder brought along"),
            None => place.problem(Code::WrongKey, "vkey", None, "there is no verifier key to hold it to"),
        });
        return own;
    };
    let trusted = VerifierKey::parse(trusted.trim()).ok();
    if trusted.is_none() {
        report.add(place.problem(Code::WrongKey, "vkey", None, "the trusted key is malformed"));
    } else if own != trusted {
        report.add(place.problem(Code::WrongKey, "vkey", None, "the folder's key is not the trusted one"));
    }
    trusted
}

/// Reads and judges a log's checkpoint. One that is wrong is named and used all the same, as far as it can be read: the
/// entries still say what they are.
pub(crate) fn read_head(place: &Place, due: &Due<'_>, report: &mut Report) -> Option<Checkpoint> {
    match disk::read(&place.dir, "checkpoint", NOTE_BYTES_MAX) {
        Ok(bytes) => judge(&String::from_utf8_lossy(&bytes), due, place, report),
        Err(fault) => {
            report.add(place.problem(fault.code(), "checkpoint", None, fault.says()));
            None
        }
    }
}

/// Judges a checkpoint of the log at `place`, wherever it comes from.
pub(crate) fn judge(note: &str, due: &Due<'_>, place: &Place, report: &mut Report) -> Option<Checkpoint> {
    let file = due.file;
    let signed = due.key.map_or(Ok(()), |key| key.open(note).map(|_| ()));
    let checkpoint = Checkpoint::parse_note(note);
    let fault = signed.err().or_else(|| checkpoint.as_ref().err().copied());
    if let Some(fault) = fault {
        let code = if fault == NoteFault::Malformed { Code::BadNote } else { Code::BadSignature };
        report.add(place.problem(code, file, None, fault.to_string()));
    }
    let checkpoint = checkpoint.ok()?;
    if due.origin.is_some_and(|origin| origin != checkpoint.origin) {
        let detail = format!("the checkpoint is of `{}`", checkpoint.origin.escape_debug());
        report.add(place.problem(Code::WrongOrigin, file, None, detail));
    }
    Some(checkpoint)
}
