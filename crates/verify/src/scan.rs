//! The files of a log folder that the walk has no use for.

use std::fs;
use std::path::Path;

use crate::disk;
use crate::layout::{Kind, Name, WIDTH};
use crate::note::NOTE_BYTES_MAX;
use crate::place::Place;
use crate::report::{Code, Report};

/// Folders inside one another at most: `notes` or `tile/0`, six groups, `.p`.
const DEPTH_MAX: u32 = 12;
/// Bytes of a bundle of notes at most.
pub(crate) const NOTES_BYTES_MAX: u64 = WIDTH * (2 + NOTE_BYTES_MAX);

/// Names every file that a log of `size` entries does not have; `notes` in a product log.
///
/// A smaller partial file that was left over is allowed if it is the beginning of what took its place.
pub(crate) fn scan(place: &Place, size: u64, notes: bool, report: &mut Report) {
    let mut waiting = vec![(String::new(), 0)];
    while let Some((folder, depth)) = waiting.pop() {
        let Ok(listed) = fs::read_dir(place.dir.join(&folder)) else {
            report.add(place.problem(Code::Unreadable, &folder, None, "the system would not list this folder"));
            continue;
        };
        for found in listed.flatten() {
            let own = found.file_name();
            let path = format!("{folder}{}", own.to_string_lossy());
            let is_folder = found.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && notes && path == "cells" {
                continue;
            }
            if is_folder && depth < DEPTH_MAX {
                waiting.push((format!("{path}/"), depth + 1));
            } else if !is_own(&path, notes) {
                judge(place, size, notes, &path, report);
            }
        }
    }
}

fn is_own(path: &str, notes: bool) -> bool {
    path == "checkpoint" || path == ".pending" || (notes && path == "vkey")
}

fn judge(place: &Place, size: u64, notes: bool, path: &str, report: &mut Report) {
    let name = Name::parse(path).filter(|name| notes || name.kind != Kind::Notes);
    let Some(name) = name else {
        report.add(place.problem(Code::UnexpectedFile, path, None, "no log has such a file"));
        return;
    };
    let current = name.kind.file(name.number, size);
    if name.width > current.width {
        report.add(place.problem(Code::Unpublished, path, None, "this goes beyond the checkpoint"));
    } else if name.width < current.width && !is_prefix(&place.dir, &name, &current) {
        let code = if matches!(name.kind, Kind::Hashes(_)) { Code::BadTile } else { Code::BadBundle };
        report.add(place.problem(code, path, None, "an older partial file is not the beginning of the one after it"));
    }
}

fn is_prefix(dir: &Path, older: &Name, newer: &Name) -> bool {
    match (disk::read(dir, &older.path(), NOTES_BYTES_MAX), disk::read(dir, &newer.path(), NOTES_BYTES_MAX)) {
        (Ok(older), Ok(newer)) => newer.starts_with(&older),
        // That the newer is not there the walk has said.
        (Ok(_), Err(_)) => true,
        (Err(_), _) => false,
    }
}
