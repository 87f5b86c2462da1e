//! A product folder: its key, its log, its cells, and what they say of one another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::body::commits_to_note;
use crate::cell::{Cell, is_cell};
use crate::disk;
use crate::head::{Due, choose_key, judge, read_head};
use crate::layout::{Kind, WIDTH};
use crate::note::{Checkpoint, VerifierKey};
use crate::place::Place;
use crate::report::{Code, LogReport, Problem, Report};
use crate::scan::{NOTES_BYTES_MAX, scan};
use crate::walk::Walk;

/// Cells of one product at most; folders past that are named and not walked.
const CELLS_MAX: usize = 1 << 20;

/// What a folder is held to besides itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The product's verifier key from elsewhere than the folder.
    pub trusted_vkey: Option<&'a str>,
    /// An older signed checkpoint of the product log, as a witness kept it.
    pub previous_checkpoint: Option<&'a str>,
}

/// One leaf of a cell's log, as [`verify_with`] shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The cell.
    pub cell: &'a str,
    /// Index of the entry in the cell's log.
    pub index: u64,
    /// The leaf's data, to be held to a stored body with [`verify_body`](crate::verify_body).
    pub leaf: &'a [u8],
}

/// Verifies a copied product folder and shows every leaf of its cells' logs on the way.
///
/// `visit` sees each cell's leaves once and in order, cells in turns. It sees them before the roots are held to
/// anything: rely on them only if the report [is sound](Report::is_sound).
///
/// Errors: none; whatever is wrong is in the report.
pub fn verify_with(path: &Path, options: &Options<'_>, visit: &mut dyn FnMut(Seen<'_>)) -> Report {
    let mut report = Report::default();
    let place = Place { dir: path.to_owned(), prefix: String::new(), cell: None, version: 0x02 };
    let key = choose_key(&place, options.trusted_vkey, &mut report);
    let due = Due { key: key.as_ref(), origin: key.as_ref().map(VerifierKey::name), file: "checkpoint" };
    let head = read_head(&place, &due, &mut report);
    let product =
        key.as_ref().map(|key| key.name().to_owned()).or_else(|| head.as_ref().map(|head| head.origin.clone()));
    let mut folder =
        Folder { key, product: product.unwrap_or_default(), cells: BTreeMap::new(), missing: BTreeSet::new() };
    folder.open_cells(path, &mut report);
    let previous = options.previous_checkpoint.and_then(|note| folder.read_previous(note, &place, &mut report));
    report.product = summary(&place, head.as_ref());
    let size = head.as_ref().map_or(0, |head| head.size);
    let mut walk = Walk::new(place, size);
    folder.walk_product(&mut walk, previous.as_ref(), &mut report, visit);
    if let Some(head) = &head {
        walk.finish(&head.root, &mut report, &mut |_, _| {});
    }
    report.product.entries = walk.count();
    scan(&walk.place, size, true, &mut report);
    for cell in std::mem::take(&mut folder.cells).into_values() {
        cell.finish(&mut report, visit);
    }
    report.problems.sort();
    report
}

struct Folder {
    key: Option<VerifierKey>,
    /// Origin of the product log: the key's name.
    product: String,
    cells: BTreeMap<String, Cell>,
    /// Cells that the product log records and that are not there.
    missing: BTreeSet<String>,
}

/// An entry of the product log.
#[derive(Clone, Copy)]
struct Entry<'a> {
    place: &'a Place,
    size: u64,
    index: u64,
    leaf: &'a [u8],
    note: &'a [u8],
}

impl Folder {
    fn open_cells(&mut self, path: &Path, report: &mut Report) {
        let Ok(listed) = fs::read_dir(path.join("cells")) else {
            return;
        };
        for found in listed.flatten() {
            let name = found.file_name().to_string_lossy().into_owned();
            let is_folder = found.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_folder || !is_cell(&name) || self.cells.len() >= CELLS_MAX {
                let (file, detail) = (format!("cells/{name}"), "this is not the folder of a cell".to_owned());
                report.add(Problem { cell: None, file, code: Code::UnexpectedFile, entries: None, detail });
                continue;
            }
            let prefix = format!("cells/{name}/");
            let place = Place { dir: path.join(&prefix), prefix, cell: Some(name.clone()), version: 0x01 };
            let origin = format!("{}/{name}", self.product);
            let due = Due { key: self.key.as_ref(), origin: Some(&origin), file: "checkpoint" };
            let head = read_head(&place, &due, report);
            let walk = Walk::new(place, head.as_ref().map_or(0, |head| head.size));
            self.cells.insert(name, Cell::new(walk, head));
        }
    }

    /// Walks the product log, and each cell's log along with what was recorded of it.
    fn walk_product(
        &mut self,
        walk: &mut Walk,
        previous: Option<&Checkpoint>,
        report: &mut Report,
        visit: &mut dyn FnMut(Seen<'_>),
    ) {
        let mut notes: Option<(u64, Vec<Vec<u8>>)> = None;
        hold_to_previous(walk, previous);
        while walk.count() < walk.size {
            let index = walk.count();
            let mut leaf = Vec::new();
            if !walk.advance(index + 1, report, &mut |_, seen| leaf = seen.to_vec()) {
                break;
            }
            if notes.as_ref().is_none_or(|(loaded, _)| *loaded != index / WIDTH) {
                notes = Some((index / WIDTH, load_notes(walk, index / WIDTH, report)));
            }
            let at = usize::try_from(index % WIDTH).unwrap_or(usize::MAX);
            if let Some(note) = notes.as_ref().and_then(|(_, notes)| notes.get(at)) {
                let entry = Entry { place: &walk.place, size: walk.size, index, leaf: &leaf, note };
                self.take(&entry, report, visit);
            }
            hold_to_previous(walk, previous);
        }
        if let Some(previous) = previous.filter(|previous| previous.size > walk.size) {
            let detail = format!("a witness saw {} entries, here are {}", previous.size, walk.size);
            report.add(walk.place.problem(Code::Truncated, "checkpoint", Some((walk.size, previous.size)), detail));
        }
    }

    /// One entry of the product log: a cell's checkpoint that its log must still give.
    fn take(&mut self, entry: &Entry<'_>, report: &mut Report, visit: &mut dyn FnMut(Seen<'_>)) {
        let Entry { place, index, leaf, note, .. } = *entry;
        let file = Kind::Notes.file(index / WIDTH, entry.size).path();
        let at = Some((index, index.saturating_add(1)));
        if !commits_to_note(leaf, note) {
            report.add(place.problem(Code::Changed, &file, at, "the note is not the one that the entry commits to"));
            return;
        }
        let Some((cell, checkpoint)) = self.open_note(note) else {
            report.add(place.problem(
                Code::BadNote,
                &file,
                at,
                "this is no signed checkpoint of a cell of this product",
            ));
            return;
        };
        match self.cells.get_mut(&cell) {
            Some(known) => known.hold_to(&checkpoint, report, &mut |index, leaf| {
                visit(Seen { cell: &cell, index, leaf });
            }),
            None if self.missing.len() < CELLS_MAX && self.missing.insert(cell.clone()) => {
                let (file, detail) = (format!("cells/{cell}"), format!("{} entries were recorded", checkpoint.size));
                report.add(Problem { cell: Some(cell), file, code: Code::MissingLog, entries: None, detail });
            }
            None => {}
        }
    }

    fn open_note(&self, note: &[u8]) -> Option<(String, Checkpoint)> {
        let note = std::str::from_utf8(note).ok()?;
        let checkpoint = match &self.key {
            Some(key) => Checkpoint::parse(key.open(note).ok()?).ok()?,
            None => Checkpoint::parse_note(note).ok()?,
        };
        let cell = checkpoint.origin.strip_prefix(&self.product)?.strip_prefix('/')?;
        is_cell(cell).then(|| (cell.to_owned(), checkpoint.clone()))
    }

    /// The witness's checkpoint is evidence too: it must be signed and of this log.
    fn read_previous(&self, note: &str, place: &Place, report: &mut Report) -> Option<Checkpoint> {
        let due = Due { key: self.key.as_ref(), origin: Some(&self.product), file: "the witness's checkpoint" };
        judge(note, &due, place, report)
    }
}

/// What the report says of a log before it is walked.
pub(crate) fn summary(place: &Place, head: Option<&Checkpoint>) -> LogReport {
    LogReport {
        cell: place.cell.clone(),
        origin: head.map(|head| head.origin.clone()),
        size: head.map_or(0, |head| head.size),
        root: head.map(|head| head.root),
        ..LogReport::default()
    }
}

fn hold_to_previous(walk: &mut Walk, previous: Option<&Checkpoint>) {
    if let Some(previous) = previous.filter(|previous| previous.size == walk.count()) {
        walk.hold_to(&previous.root);
    }
}

/// The notes of bundle `number`; none where the bundle is not as it must be.
fn load_notes(walk: &Walk, number: u64, report: &mut Report) -> Vec<Vec<u8>> {
    let name = Kind::Notes.file(number, walk.size);
    let from = number.saturating_mul(WIDTH);
    let entries = Some((from, from.saturating_add(name.width)));
    match disk::read(&walk.place.dir, &name.path(), NOTES_BYTES_MAX) {
        Ok(bytes) => match disk::bundle(&bytes, WIDTH as usize).filter(|notes| notes.len() as u64 == name.width) {
            Some(notes) => return notes.into_iter().map(<[u8]>::to_vec).collect(),
            None => report.add(walk.place.problem(
                Code::BadBundle,
                &name.path(),
                entries,
                "this is not as many notes as entries",
            )),
        },
        Err(fault) => report.add(walk.place.problem(fault.code(), &name.path(), entries, fault.says())),
    }
    Vec::new()
}
