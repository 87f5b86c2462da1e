//! Searching every byte of files: what is not found there is not there in clear.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// What a search saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searched {
    /// Files read.
    pub files: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Occurrences of each text, in the order in which they were asked for.
    pub found: Vec<u64>,
}

/// Bytes read at once.
const BLOCK: usize = 1024 * 1024;

/// Searches every file below `folders` for `texts`, as UTF-8.
///
/// # Errors
/// If a folder or a file cannot be read: then nothing is proven. A file that went meanwhile is not read.
pub fn search(folders: &[&Path], texts: &[&str]) -> std::io::Result<Searched> {
    let mut searched = Searched { files: 0, bytes: 0, found: vec![0; texts.len()] };
    for folder in folders.iter().filter(|folder| folder.exists()) {
        descend(folder, texts, &mut searched)?;
    }
    Ok(searched)
}

fn descend(folder: &Path, texts: &[&str], searched: &mut Searched) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            descend(&path, texts, searched)?;
            continue;
        }
        match File::open(&path) {
            Ok(file) => read(file, texts, searched)?,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

/// Reads a file in blocks that overlap, so that nothing hides at a seam.
fn read(file: File, texts: &[&str], searched: &mut Searched) -> std::io::Result<()> {
    let overlap = texts.iter().map(|text| text.len()).max().unwrap_or(1).saturating_sub(1);
    let (mut reader, mut window) = (BufReader::new(file), Vec::new());
    searched.files += 1;
    loop {
        let kept = window.len();
        let read = reader.by_ref().take(BLOCK as u64).read_to_end(&mut window)?;
        if read == 0 {
            return Ok(());
        }
        searched.bytes += read as u64;
        for (count, text) in searched.found.iter_mut().zip(texts) {
            // What lies wholly within the kept part was counted with the block before.
            let from = (kept + 1).saturating_sub(text.len());
            *count += count_in(window.get(from..).unwrap_or_default(), text.as_bytes());
        }
        let from = window.len().saturating_sub(overlap);
        window.drain(..from);
    }
}

fn count_in(bytes: &[u8], text: &[u8]) -> u64 {
    if text.is_empty() {
        return 0;
    }
    bytes.windows(text.len()).filter(|window| *window == text).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_occurrence_is_found_once_wherever_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = vec![b'x'; 2 * BLOCK + 20];
        for at in [0, BLOCK - 3, 2 * BLOCK - 1, 2 * BLOCK + 8] {
            bytes[at..at + 6].copy_from_slice(b"needle");
        }
        std::fs::create_dir(folder.path().join("deep")).unwrap();
        std::fs::write(folder.path().join("deep/file"), &bytes).unwrap();
        std::fs::write(folder.path().join("empty"), b"").unwrap();
        let searched = search(&[folder.path()], &["needle", "absent", "x", ""]).unwrap();
        assert_eq!((searched.files, searched.bytes), (2, bytes.len() as u64));
        assert_eq!(searched.found, [4, 0, (bytes.len() - 24) as u64, 0]);
    }

    #[test]
    fn a_folder_that_is_not_there_holds_nothing() {
        let searched = search(&[Path::new("not-there")], &["a"]).unwrap();
        assert_eq!(searched.files, 0);
    }
}
