//! Proof that what is sealed is nowhere readable: clear values are looked for in files, and stay in here.

use crate::file::OpenedFile;
use crate::opening::StoredRecord;
use crate::sealing::Kept;
use crate::spelling::{BYTES_MIN, spellings};
use crate::{OpenError, Vault};
use aho_corasick::AhoCorasick;
use jiff::Timestamp;
use life::Permit;
use life::reference::{Cell, Record, Reference};
use policy::Name;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searched {
    /// How many values were looked for: those of fewer than six bytes are not.
    pub values: usize,
    /// How many of them are words of what is published, and so were not looked for as they are.
    pub published: usize,
    /// Which item's value stands readable in which file.
    pub found: Vec<(Name, PathBuf)>,
}

/// Why a search did not end.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// A value does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file cannot be read.
    #[error("cannot search {path}: {fault}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        fault: std::io::Error,
    },
    /// There are too many values to look for at once.
    #[error("too many values to look for at once")]
    TooMany,
}

impl Vault {
    /// Opens what the permit lists and looks for it in `files`, in each of its [`spellings`], but for those that stand in
    /// `published`: what is plain by design says nothing of a person.
    ///
    /// Which item stands where leaves the vault, no value does. A file that is gone meanwhile is passed over. Memory
    /// does not grow with the files.
    ///
    /// # Errors
    /// As [`Vault::open`]; [`SearchError::File`] if a file cannot be read.
    pub fn find_clear(
        &self,
        permit: Permit,
        now: Timestamp,
        (product, stored): (&Name, &[StoredRecord]),
        (files, published): (&[PathBuf], &[Vec<u8>]),
    ) -> Result<Searched, SearchError> {
        let clear = self.each_clear(permit.openings(), now, (product, stored), |(opening, ..), clear| {
            Ok((opening.item.clone(), clear))
        })?;
        let long: Vec<(Name, Zeroizing<Vec<u8>>)> =
            clear.into_iter().filter(|(_, clear)| clear.len() >= BYTES_MIN).collect();
        let each = long.iter().enumerate();
        let mut spelled: Vec<(usize, Zeroizing<Vec<u8>>)> =
            each.flat_map(|(of, (_, clear))| spellings(clear).into_iter().map(move |text| (of, text))).collect();
        let search = |spelled: &[(usize, Zeroizing<Vec<u8>>)]| {
            AhoCorasick::new(spelled.iter().map(|(_, text)| text.as_slice())).map_err(|_| SearchError::TooMany)
        };
        let words = search(&spelled)?;
        let words: BTreeSet<usize> = published
            .iter()
            .flat_map(|text| words.find_overlapping_iter(text).map(|found| found.pattern().as_usize()))
            .collect();
        let of_words: BTreeSet<usize> = words.iter().filter_map(|at| spelled.get(*at)).map(|(of, _)| *of).collect();
        let mut at = 0..;
        spelled.retain(|_| at.next().is_some_and(|at| !words.contains(&at)));
        let search = search(&spelled)?;
        let mut searched = Searched { values: long.len(), published: of_words.len(), found: Vec::new() };
        for path in files {
            for at in look(&search, path)? {
                if let Some((item, _)) = spelled.get(at).and_then(|(of, _)| long.get(*of)) {
                    searched.found.push((item.clone(), path.clone()));
                }
            }
        }
        searched.found.sort();
        searched.found.dedup();
        Ok(searched)
    }
}

/// What was found of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proved {
    /// How many were looked at.
    pub files: usize,
    /// Those of which the first or the last chunk is not there, or not what was sealed.
    pub amiss: Vec<(Record, Name)>,
}

/// A sealed chunk of a file, from where it lies; none if it is not there.
pub type LoadChunk<'l> = dyn Fn(Cell, Reference, u32) -> Option<Vec<u8>> + 'l;

impl Vault {
    /// Opens the first and the last chunk of each file among what the permit lists, as `load` gives them: what opens is
    /// there, is sealed, and is what was sealed. Nothing of it leaves the vault.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub fn prove_files(
        &self,
        permit: Permit,
        now: Timestamp,
        (product, stored): (&Name, &[StoredRecord]),
        load: &LoadChunk<'_>,
    ) -> Result<Proved, OpenError> {
        let opened =
            self.each_clear(permit.openings(), now, (product, stored), |(opening, record, value), clear| {
                let is_file = value.sealed.kept() == Some(Kept::File);
                let file = is_file.then(|| OpenedFile::of(&clear, (product, record.cell), opening)).transpose()?;
                Ok((opening, record.cell, file))
            })?;
        let mut proved = Proved::default();
        for (opening, cell, file) in opened {
            let Some(file) = file else { continue };
            proved.files += 1;
            let last = u32::try_from(file.chunks().saturating_sub(1)).unwrap_or(u32::MAX);
            let opens = |number| load(cell, file.file(), number).is_some_and(|it| file.open_chunk(number, it).is_ok());
            if ![0, last].into_iter().all(opens) {
                proved.amiss.push((opening.record, opening.item.clone()));
            }
        }
        Ok(proved)
    }
}

/// Which of the patterns stand in the file.
fn look(search: &AhoCorasick, path: &Path) -> Result<Vec<usize>, SearchError> {
    let told = |fault| SearchError::File { path: path.to_owned(), fault };
    let file = match File::open(path) {
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        opened => opened.map_err(told)?,
    };
    let found = search.stream_find_iter(file).map(|found| found.map(|found| found.pattern().as_usize()));
    found.collect::<Result<_, _>>().map_err(told)
}
