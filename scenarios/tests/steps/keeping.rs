//! Steps about keeping, ending and restoring.
//!
//! *Left* means: a row in the database, a key that still opens one, or a byte anywhere below the installation's folder,
//! in clear or in an encoding that anybody could undo.

mod clocks;
mod codes;
mod entering;
mod events;
mod evidence;
mod files;
mod holds;
mod isolation;
mod keys;
mod left;
mod logs;
mod minors;
mod places;
mod restoring;
mod scan;
mod sealing;
mod steps_of_life;
mod transport;

use std::collections::BTreeMap;
use std::path::PathBuf;
use yinuo::life::reference::{Cell, Hold};

/// What a record leaves behind, noted while it is there.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    pub cell: Vec<u8>,
    pub record: Vec<u8>,
    pub holder: Vec<u8>,
    /// The rules that lock its values: rule, edition, and the day of its term where there is one.
    pub slots: Vec<(String, i64, Option<String>)>,
    /// Its values in clear, to be looked for.
    pub values: Vec<String>,
}

/// What steps of this room remember between them.
#[derive(Debug, Default)]
pub struct Notes {
    pub traces: BTreeMap<String, Trace>,
    /// Codes by name: where each was sent, and its digits as the recipient saw them.
    pub codes: BTreeMap<String, (String, String)>,
    /// Values to be looked for besides those of records.
    pub planted: Vec<String>,
    pub entries: BTreeMap<String, (Cell, u64, Vec<u8>)>,
    pub backups: BTreeMap<String, PathBuf>,
    /// Holds by name, and where.
    pub holds: BTreeMap<String, (Cell, Hold)>,
    /// Rows as they were when somebody noted them.
    pub rows: BTreeMap<String, Vec<String>>,
}
