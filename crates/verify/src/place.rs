//! Where a log is, and its hash tiles.

use std::path::PathBuf;

use crate::disk;
use crate::layout::{Name, WIDTH};
use crate::merkle::Hash;
use crate::report::{Code, Problem, Report};

/// Where a log is and what its entries must be.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) dir: PathBuf,
    /// Path of the log folder relative to the product folder, with its slash, or nothing.
    pub(crate) prefix: String,
    pub(crate) cell: Option<String>,
    /// Version byte of its entries.
    pub(crate) version: u8,
}

impl Place {
    pub(crate) fn problem(
        &self,
        code: Code,
        file: &str,
        entries: Option<(u64, u64)>,
        detail: impl Into<String>,
    ) -> Problem {
        Problem {
            cell: self.cell.clone(),
            file: format!("{}{file}", self.prefix),
            code,
            entries,
            detail: detail.into(),
        }
    }

    /// The hashes of a tile, if it is as long as it must be.
    pub(crate) fn tile(&self, name: &Name, report: &mut Report) -> Option<Vec<Hash>> {
        let file = name.path();
        match disk::read(&self.dir, &file, WIDTH * 32) {
            Ok(bytes) => {
                let (hashes, rest) = bytes.as_chunks::<32>();
                if rest.is_empty() && hashes.len() as u64 == name.width {
                    return Some(hashes.to_vec());
                }
                let detail = format!("the tile has {} bytes instead of {}", bytes.len(), name.width * 32);
                report.add(self.problem(Code::BadTile, &file, Some(name.span()), detail));
            }
            Err(fault) => report.add(self.problem(fault.code(), &file, Some(name.span()), fault.says())),
        }
        None
    }
}
