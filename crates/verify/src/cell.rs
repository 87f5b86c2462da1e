//! A cell's log, held to its own checkpoint and to every one that the product log recorded.

use crate::folder::{Seen, summary};
use crate::note::Checkpoint;
use crate::report::{Code, Report};
use crate::scan::scan;
use crate::walk::Walk;

/// Bytes of a cell's name at most.
const CELL_BYTES_MAX: usize = 64;

pub(crate) struct Cell {
    pub(crate) walk: Walk,
    pub(crate) head: Option<Checkpoint>,
    /// Newest size that the product log records.
    witnessed: Option<u64>,
    /// The largest recorded size beyond the checkpoint.
    cut_from: Option<u64>,
}

impl Cell {
    pub(crate) fn new(walk: Walk, head: Option<Checkpoint>) -> Cell {
        Cell { walk, head, witnessed: None, cut_from: None }
    }

    /// Holds the cell's log to a checkpoint of it that the product log recorded.
    pub(crate) fn hold_to(&mut self, recorded: &Checkpoint, report: &mut Report, visit: &mut dyn FnMut(u64, &[u8])) {
        let size = recorded.size;
        if self.witnessed.is_some_and(|newest| size < newest) {
            let detail = format!("the product log records {size} entries after more");
            report.add(self.walk.place.problem(Code::Truncated, "checkpoint", None, detail));
            return;
        }
        self.witnessed = Some(size);
        if size > self.walk.size {
            self.cut_from = Some(size);
        } else if self.walk.advance(size, report, visit) {
            self.walk.hold_to(&recorded.root);
        }
        self.walk.pause();
    }

    pub(crate) fn finish(mut self, report: &mut Report, visit: &mut dyn FnMut(Seen<'_>)) {
        let cell = self.walk.place.cell.clone().unwrap_or_default();
        let size = self.walk.size;
        if let (Some(from), true) = (self.cut_from, self.head.is_some()) {
            let detail = format!("the product log records {from} entries, here are {size}");
            report.add(self.walk.place.problem(Code::Truncated, "checkpoint", Some((size, from)), detail));
        }
        if let Some(head) = &self.head {
            self.walk.finish(&head.root, report, &mut |index, leaf| visit(Seen { cell: &cell, index, leaf }));
        }
        let witnessed = self.witnessed.unwrap_or(0);
        if witnessed < size {
            let detail = "the product log does not record these entries yet";
            report.add(self.walk.place.problem(Code::Unwitnessed, "checkpoint", Some((witnessed, size)), detail));
        }
        scan(&self.walk.place, size, false, report);
        let mut of = summary(&self.walk.place, self.head.as_ref());
        (of.entries, of.witnessed) = (self.walk.count(), self.witnessed);
        report.cells.push(of);
    }
}

/// Whether a folder may be a cell's: lower-case hexadecimal.
pub(crate) fn is_cell(name: &str) -> bool {
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    !name.is_empty() && name.len() <= CELL_BYTES_MAX && name.chars().all(hex)
}
