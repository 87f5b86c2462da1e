//! A backup file comes back whole, from its own key and id, or not at all.

use super::*;
use crate::Secret;
use crate::backup::{BackupError, Base, Opening, open_stream, read_base, seal_stream, seal_with};
use std::io::{self, Read, Write};

const CHUNK: usize = 1 << 20;
/// A sealed chunk.
const FULL: usize = CHUNK + 16;
/// Magic, length, `b-1`, length of no base, prefix.
const HEADER: usize = 15 + 4 + 3 + 4 + 7;

const fn key() -> Secret {
    Secret::new([9; 32])
}

fn bytes(len: usize) -> Vec<u8> {
    (0..len).map(|n| (n % 251) as u8 ^ (n >> 20) as u8).collect()
}

fn sealed(len: usize) -> Vec<u8> {
    let mut file = Vec::new();
    let read = seal_stream(&key(), &name("b-1"), None, &mut &bytes(len)[..], &mut file).unwrap();
    assert_eq!(read, len as u64);
    file
}

fn opened(file: &[u8]) -> Result<Vec<u8>, BackupError> {
    let mut plain = Vec::new();
    let len = open_stream(&key(), &name("b-1"), &mut &file[..], &mut plain)?;
    assert_eq!(len, plain.len() as u64);
    Ok(plain)
}

fn broken_at(file: &[u8]) -> u32 {
    match opened(file) {
        Err(BackupError::Broken { chunk }) => chunk,
        other => panic!("{:?}", other.map(|plain| plain.len())),
    }
}

/// The parts of a file: header, then its chunks.
fn parts(file: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let (header, rest) = file.split_at(HEADER);
    (header.to_vec(), rest.chunks(FULL).map(<[u8]>::to_vec).collect())
}

fn joined(header: &[u8], chunks: &[&Vec<u8>]) -> Vec<u8> {
    chunks.iter().fold(header.to_vec(), |file, chunk| [&file[..], chunk].concat())
}

#[test]
fn any_length_comes_back() {
    for len in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17] {
        let file = sealed(len);
        let chunks = len.div_ceil(CHUNK).max(1);
        assert_eq!(file.len(), HEADER + len + 16 * chunks, "{len}");
        assert!(opened(&file).unwrap() == bytes(len), "{len}");
    }
}

#[test]
fn two_files_of_the_same_bytes_have_nothing_in_common() {
    let (a, b) = (sealed(100), sealed(100));
    assert_eq!(a[..HEADER - 7], b[..HEADER - 7]);
    assert_ne!(a[HEADER - 7..HEADER], b[HEADER - 7..HEADER]);
    assert_ne!(a[HEADER..HEADER + 16], b[HEADER..HEADER + 16]);
}

#[test]
fn a_cut_anywhere_is_refused() {
    let file = sealed(2 * CHUNK + 100);
    let chunk_ends = [HEADER, HEADER + FULL, HEADER + 2 * FULL];
    let near = chunk_ends.iter().flat_map(|end| [end - 1, *end, end + 1, end + 15, end + 16, end + 17]);
    for len in near.chain([HEADER + FULL / 2, file.len() - 1]).chain(0..HEADER) {
        assert!(opened(&file[..len]).is_err(), "{len} bytes of {}", file.len());
    }
    assert_eq!(broken_at(&file[..HEADER + FULL]), 0, "cut between chunks: the first was not the last");
    let whole = sealed(2 * CHUNK);
    assert_eq!(broken_at(&whole[..HEADER + FULL]), 0, "also where all chunks are full");
}

#[test]
fn an_extension_is_refused() {
    let file = sealed(CHUNK);
    for more in [1, 16, 17, FULL] {
        assert_eq!(broken_at(&[&file[..], &vec![0; more]].concat()), 0, "{more} bytes more");
    }
    let file = sealed(10);
    assert_eq!(broken_at(&[&file[..], b"x"].concat()), 0);
    assert_eq!(broken_at(&[&file[..], &file[HEADER..]].concat()), 0, "its last chunk again");
}

#[test]
fn chunks_that_were_reordered_repeated_dropped_or_exchanged_are_refused() {
    let file = sealed(4 * CHUNK - 5);
    let (header, c) = parts(&file);
    assert_eq!(joined(&header, &c.iter().collect::<Vec<_>>()), file);
    for (what, chunks, at) in [
        ("reordered", vec![&c[1], &c[0], &c[2], &c[3]], 0),
        ("later ones reordered", vec![&c[0], &c[2], &c[1], &c[3]], 1),
        ("repeated", vec![&c[0], &c[1], &c[1], &c[2], &c[3]], 2),
        ("dropped", vec![&c[0], &c[2], &c[3]], 1),
        ("first dropped", vec![&c[1], &c[2], &c[3]], 0),
        ("last moved", vec![&c[0], &c[1], &c[3]], 2),
    ] {
        assert_eq!(broken_at(&joined(&header, &chunks)), at, "{what}");
    }
    let (_, other) = parts(&sealed(4 * CHUNK - 5));
    assert_eq!(broken_at(&joined(&header, &[&c[0], &other[1], &c[2], &c[3]])), 1, "of another file of that id");
}

#[test]
fn a_flipped_bit_anywhere_is_refused() {
    let file = sealed(CHUNK + 40);
    let places = (0..HEADER).chain([HEADER, HEADER + 77, HEADER + CHUNK, HEADER + FULL - 1, HEADER + FULL]);
    for place in places.chain(file.len() - 56..file.len()) {
        let mut file = file.clone();
        file[place] ^= 0x10;
        match (place, opened(&file)) {
            (0..15, Err(BackupError::NotABackup))
            | (15..22, Err(BackupError::Foreign(_)))
            | (22.., Err(BackupError::Broken { .. })) => {}
            (place, other) => panic!("{place}: {:?}", other.map(|plain| plain.len())),
        }
    }
}

fn base(id: &str, digest: u8) -> Base {
    Base { id: name(id), digest: [digest; 32] }
}

fn resting(base: &Base) -> Vec<u8> {
    let mut file = Vec::new();
    seal_stream(&key(), &name("b-1"), Some(base), &mut &b"rows"[..], &mut file).unwrap();
    file
}

#[test]
fn a_backup_of_changes_says_on_which_file_it_rests_and_is_bound_to_it() {
    let on = base("b-0", 7);
    let file = resting(&on);
    assert_eq!(read_base(&name("b-1"), &mut &file[..]).unwrap(), Some(on.clone()));
    assert_eq!(read_base(&name("b-1"), &mut &sealed(10)[..]).unwrap(), None);
    assert_eq!(opened(&file).unwrap(), b"rows");
    let opening = Opening::begin(&key(), &name("b-1"), &file[..]).unwrap();
    assert_eq!(opening.base(), Some(&on));
    // Whatever of the base is changed in the header, the file does not open.
    for place in 15 + 4 + 3..15 + 4 + 3 + 4 + 3 + 32 {
        let mut file = file.clone();
        file[place] ^= 1;
        assert_eq!(broken_at(&file), 0, "{place}");
    }
    // Nor does it as a whole one, nor a whole one as one of changes.
    let tail = |file: &[u8], base: usize| file[15 + 4 + 3 + 4 + base..].to_vec();
    let whole = [&sealed(4)[..15 + 4 + 3 + 4], &tail(&file, 3 + 32)].concat();
    assert_eq!(broken_at(&whole), 0);
    assert_eq!(broken_at(&[&file[..15 + 4 + 3 + 4 + 3 + 32], &tail(&sealed(4), 0)].concat()), 0);
    for len in 0..15 + 4 + 3 + 4 + 3 + 32 + 7 {
        assert!(opened(&file[..len]).is_err(), "{len}");
    }
}

#[test]
fn who_reads_as_it_is_opened_gets_the_same_and_is_told_the_same() {
    let file = sealed(2 * CHUNK + 100);
    let mut opening = Opening::begin(&key(), &name("b-1"), &file[..]).unwrap();
    let mut begun = vec![0; CHUNK / 2];
    opening.read_exact(&mut begun).unwrap();
    assert!(begun == bytes(2 * CHUNK + 100)[..CHUNK / 2], "a beginning is had without the rest");
    let mut rest = Vec::new();
    opening.read_to_end(&mut rest).unwrap();
    assert_eq!(begun.len() + rest.len(), 2 * CHUNK + 100);
    let mut turned = file;
    turned[HEADER + FULL + 5] ^= 1;
    let mut opening = Opening::begin(&key(), &name("b-1"), &turned[..]).unwrap();
    let found = BackupError::from(io::copy(&mut opening, &mut io::sink()).unwrap_err());
    assert!(matches!(found, BackupError::Broken { chunk: 1 }), "{found:?}");
}

#[test]
fn another_id_or_key_does_not_open_it() {
    let file = sealed(100);
    let open_as = |key: Secret, id: &str, file: &[u8]| open_stream(&key, &name(id), &mut &file[..], &mut io::sink());
    for id in ["b-2", "b-12", "b", ""] {
        assert!(matches!(open_as(key(), id, &file), Err(BackupError::Foreign(asked)) if asked == *id));
    }
    let mut renamed = file.clone();
    renamed[21] = b'2';
    assert!(matches!(open_as(key(), "b-2", &renamed), Err(BackupError::Broken { chunk: 0 })), "the id is bound");
    assert!(matches!(open_as(Secret::new([8; 32]), "b-1", &file), Err(BackupError::Broken { chunk: 0 })));
    assert!(matches!(open_as(key(), "b-1", b"SQLite format 3"), Err(BackupError::NotABackup)));
    assert!(matches!(open_as(key(), "b-1", b""), Err(BackupError::NotABackup)));
}

/// Gives zeros, a few at a time, and counts.
struct Zeros(u64);

impl Read for Zeros {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let len = room.len().min(65_521).min(usize::try_from(self.0).unwrap());
        room[..len].fill(0);
        self.0 -= len as u64;
        Ok(len)
    }
}

/// Takes bytes and remembers the longest piece.
#[derive(Default)]
struct Longest(usize, u64);

impl Write for Longest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.0, self.1) = (self.0.max(bytes.len()), self.1 + bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_long_stream_goes_through_a_chunk_at_a_time() {
    let mut to = Longest::default();
    let len = 40 * CHUNK as u64 + 3;
    assert_eq!(seal_stream(&key(), &name("b-1"), None, &mut Zeros(len), &mut to).unwrap(), len);
    assert_eq!((to.0, to.1), (CHUNK, HEADER as u64 + len + 41 * 16));
}

#[test]
fn a_failing_reader_or_writer_is_said_so() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let sealed_from = seal_stream(&key(), &name("b-1"), None, &mut Fails, &mut io::sink());
    assert!(matches!(sealed_from, Err(BackupError::Io(_))));
    let mut small = [0; 40];
    let sealed_to = seal_stream(&key(), &name("b-1"), None, &mut &bytes(99)[..], &mut &mut small[..]);
    assert!(matches!(sealed_to, Err(BackupError::Io(_))));
}

#[test]
fn a_key_of_the_vault_seals_and_once_destroyed_opens_nothing() {
    let (_folder, vault) = fresh();
    let id = name("b-1");
    let mut file = Vec::new();
    let key = vault.create_backup_key(&id, NOW).unwrap();
    seal_stream(&key, &id, None, &mut &b"rows"[..], &mut file).unwrap();
    let key = vault.backup_key(&id).unwrap().unwrap();
    let mut plain = Vec::new();
    open_stream(&key, &id, &mut &file[..], &mut plain).unwrap();
    assert_eq!(plain, b"rows");
    vault.destroy_backup_keys(NOW).unwrap();
    assert!(vault.backup_key(&id).unwrap().is_none());
}

/// Computed from the written layout by another program.
#[test]
fn the_stored_form_is_as_the_layout_says() {
    let mut file = Vec::new();
    seal_with([5; 7], &key(), &name("b-1"), None, &mut &b"rows"[..], &mut file).unwrap();
    let hex: String = file.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, SMALL);
    let mut file = Vec::new();
    seal_with([5; 7], &key(), &name("b-1"), None, &mut &bytes(CHUNK + 1)[..], &mut file).unwrap();
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &file);
    let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, HASH_OF_TWO_CHUNKS);
    let mut file = Vec::new();
    seal_with([5; 7], &key(), &name("b-1"), Some(&base("b-0", 7)), &mut &b"rows"[..], &mut file).unwrap();
    let hex: String = file.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, OF_CHANGES);
}

const SMALL: &str =
    "79696e756f206261636b757020320a00000003622d310000000005050505050505c9c570347a9ae9070822df81cea25b5f605da581";
const HASH_OF_TWO_CHUNKS: &str = "892f81fbf84fc38d03d3fe97764e348516d259c4adc54f9c4398c7f44595116d";
const OF_CHANGES: &str = "79696e756f206261636b757020320a00000003622d3100000003622d3007070707070707070707070707070707070707\
    0707070707070707070707070705050505050505c9c570344afac6e345b0c3730d20099e776d7172";
