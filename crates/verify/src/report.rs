use std::fmt;

use crate::merkle::Hash;

/// Problems kept at most; [`Report::problems_left_out`] counts the rest.
const PROBLEMS_MAX: usize = 1000;

/// Whether a finding means that the evidence is not what was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The folder does not verify.
    Problem,
    /// Worth saying; the folder verifies all the same.
    Note,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $severity:ident;)*) => {
        /// What was found; the spelling that [`Code::as_str`] gives is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// All of them, for a catalogue.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The stable spelling.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// Whether it makes the folder unsound.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// Entries are not the ones that the tiles, the product log or the signed root commit to.
    Changed = "changed", Problem;
    /// An entry is gone and later ones moved up.
    Dropped = "dropped", Problem;
    /// An entry was put in and later ones moved down.
    Inserted = "inserted", Problem;
    /// The entries are those that were logged, in another order.
    Reordered = "reordered", Problem;
    /// The log is shorter than it was once seen, or went back at some time.
    Truncated = "truncated", Problem;
    /// Entries and tiles agree with each other, and not with what was signed or witnessed: another history.
    Forked = "forked", Problem;
    /// A signature does not verify, or the log's key did not sign.
    BadSignature = "bad-signature", Problem;
    /// Not a signed note or checkpoint in form.
    BadNote = "bad-note", Problem;
    /// A hash tile is malformed, or does not agree with the entries although they give the signed root.
    BadTile = "bad-tile", Problem;
    /// An entry bundle is malformed.
    BadBundle = "bad-bundle", Problem;
    /// An entry is no commitment of the version that this kind of log holds.
    BadEntry = "bad-entry", Problem;
    /// A file that the checkpoint's size calls for is not there.
    MissingFile = "missing-file", Problem;
    /// The product log recorded a cell whose log is not there.
    MissingLog = "missing-log", Problem;
    /// A checkpoint of another log stands here.
    WrongOrigin = "wrong-origin", Problem;
    /// The folder's verifier key is malformed or not the trusted one.
    WrongKey = "wrong-key", Problem;
    /// A file is longer than such a file can be.
    TooLarge = "too-large", Problem;
    /// A file cannot be read, or is not a plain file.
    Unreadable = "unreadable", Problem;
    /// A file that no log has.
    UnexpectedFile = "unexpected-file", Note;
    /// Files beyond the checkpoint, as a writer leaves them that was stopped before signing.
    Unpublished = "unpublished", Note;
    /// The cell's newest entries are not in the product log yet, so nothing but its own checkpoint holds them.
    Unwitnessed = "unwitnessed", Note;
    /// No trusted key was given: the folder was held to the key that it brought along.
    UntrustedKey = "untrusted-key", Note;
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// One finding and its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The cell whose log it is in; `None` for the product log and the folder itself.
    pub cell: Option<String>,
    /// The file, relative to the product folder.
    pub file: String,
    /// What.
    pub code: Code,
    /// The entries, from the first to before the last, as narrowly as can be told.
    pub entries: Option<(u64, u64)>,
    /// In words, for an operator.
    pub detail: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names come from the folder: escape what could play with a terminal.
        write!(out, "{}: {}", self.code, self.file.escape_debug())?;
        match self.entries {
            Some((from, to)) if to == from.saturating_add(1) => write!(out, ", entry {from}")?,
            Some((from, to)) => write!(out, ", entries {from} to {}", to.saturating_sub(1))?,
            None => {}
        }
        write!(out, ": {}", self.detail)
    }
}

/// What was found of one log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogReport {
    /// The cell; `None` for the product log.
    pub cell: Option<String>,
    /// Origin line of its checkpoint.
    pub origin: Option<String>,
    /// Size that its checkpoint states.
    pub size: u64,
    /// Root that its checkpoint states.
    pub root: Option<Hash>,
    /// Entries that were there and were hashed.
    pub entries: u64,
    /// The largest size of this cell's log that the product log records.
    pub witnessed: Option<u64>,
}

/// The outcome of verifying a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The product log.
    pub product: LogReport,
    /// The cells' logs, in order of name.
    pub cells: Vec<LogReport>,
    /// Findings, in order of place.
    pub problems: Vec<Problem>,
    /// Findings past the thousandth, counted only.
    pub problems_left_out: u64,
    unsound: bool,
}

impl Report {
    /// Whether nothing was found but notes.
    pub fn is_sound(&self) -> bool {
        !self.unsound
    }

    /// The findings with this code.
    pub fn with(&self, code: Code) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.code == code)
    }

    pub(crate) fn add(&mut self, problem: Problem) {
        // A log that is walked in turns meets the same missing file again.
        if self.problems.contains(&problem) {
            return;
        }
        let grave = problem.code.severity() == Severity::Problem;
        self.unsound |= grave;
        // Half of the room is for problems alone: a flood of odd file names must not push them out.
        if self.problems.len() < if grave { PROBLEMS_MAX } else { PROBLEMS_MAX / 2 } {
            self.problems.push(problem);
        } else {
            self.problems_left_out = self.problems_left_out.saturating_add(1);
        }
    }
}
