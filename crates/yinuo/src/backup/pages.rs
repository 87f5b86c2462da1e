//! What a backup holds: the hash of every page of the store, and the pages that are not what they were.
//!
//! # Layout
//!
//! | what | bytes |
//! |---|---|
//! | magic | `"yinuo pages 1\n"` |
//! | shape | bytes of a page 4, how many pages 4; big-endian |
//! | hashes | the SHA-256 of each page, in order |
//! | changed pages | its number 4, big-endian, from 0 ‖ the page; in order, to the end |
//!
//! Where there is no page before, there are zeros: a whole backup holds what changed since nothing, so that pages that are
//! not in use cost 32 bytes. The hashes stand in front, so that the next backup reads no more of this one than them.
//!
//! Promises: memory is two pages, whatever the length; nothing is compared but hashes of what is sealed with them.

use aws_lc_rs::digest::{SHA256, digest};
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};

const MAGIC: &[u8] = b"yinuo pages 1\n";
/// Bytes of a hash.
const HASH: usize = 32;

/// How a store stands in pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    size: u32,
    count: u32,
}

impl Shape {
    /// That of a database file, which is left at its beginning.
    fn of(file: &mut (impl Read + Seek)) -> io::Result<Self> {
        let len = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(16))?;
        // SQLite's file format: two bytes, of which 1 means 65536.
        let size = match u16::from_be_bytes(bytes(file)?) {
            1 => 1 << 16,
            size => u32::from(size),
        };
        file.seek(SeekFrom::Start(0))?;
        let count = len.checked_div(u64::from(size)).and_then(|count| u32::try_from(count).ok());
        let shape = count.map(|count| Self { size, count }).ok_or_else(damaged)?;
        if shape.len() == len { Ok(shape) } else { Err(damaged()) }
    }

    fn read(from: &mut dyn Read) -> io::Result<Self> {
        if bytes::<{ MAGIC.len() }>(from)? != MAGIC {
            return Err(damaged());
        }
        let shape = Self { size: u32::from_be_bytes(bytes(from)?), count: u32::from_be_bytes(bytes(from)?) };
        if (512..=1 << 16).contains(&shape.size) { Ok(shape) } else { Err(damaged()) }
    }

    fn head(self) -> Vec<u8> {
        [MAGIC, &self.size.to_be_bytes(), &self.count.to_be_bytes()].concat()
    }

    fn len(self) -> u64 {
        u64::from(self.size) * u64::from(self.count)
    }

    /// A page of zeros.
    fn page(self) -> Vec<u8> {
        vec![0; usize::try_from(self.size).unwrap_or_default()]
    }
}

/// The hashes of the pages of an earlier backup, one after the other, and of zeros after the last.
struct Hashes<'b> {
    from: Option<Box<dyn Read + 'b>>,
    left: u32,
    of_zeros: [u8; HASH],
}

impl Hashes<'_> {
    fn next(&mut self) -> io::Result<[u8; HASH]> {
        match &mut self.from {
            Some(from) if self.left > 0 => {
                self.left -= 1;
                bytes(from)
            }
            _ => Ok(self.of_zeros),
        }
    }
}

/// Reads a copy of the store as the backup that is made of it, after another one or after none.
///
/// The copy is read twice: for its hashes, and for what changed.
pub(crate) struct Pages<'b, C> {
    copy: BufReader<C>,
    shape: Shape,
    before: Hashes<'b>,
    page: Vec<u8>,
    // Pages that were hashed, and that were looked at for a change.
    hashed: u32,
    looked: u32,
    // What is given next, and how much of it was.
    told: Vec<u8>,
    given: usize,
}

impl<'b, C: Read + Seek> Pages<'b, C> {
    /// `before` is what the earlier backup holds, from its beginning.
    pub fn of(mut copy: C, before: Option<Box<dyn Read + 'b>>) -> io::Result<Self> {
        let shape = Shape::of(&mut copy)?;
        let page = shape.page();
        let mut before = Hashes { from: before, left: 0, of_zeros: hash(&page) };
        if let Some(from) = &mut before.from {
            let earlier = Shape::read(from)?;
            if earlier.size != shape.size {
                return Err(damaged());
            }
            before.left = earlier.count;
        }
        let copy = BufReader::with_capacity(1 << 16, copy);
        Ok(Self { copy, shape, before, page, hashed: 0, looked: 0, told: shape.head(), given: 0 })
    }

    /// Makes out what is given next; false at the end.
    fn tell_next(&mut self) -> io::Result<bool> {
        (self.given, self.told) = (0, std::mem::take(&mut self.told));
        self.told.clear();
        if self.hashed < self.shape.count {
            self.copy.read_exact(&mut self.page)?;
            self.told.extend_from_slice(&hash(&self.page));
            self.hashed += 1;
            return Ok(true);
        }
        if self.looked == self.shape.count {
            return Ok(false);
        }
        if self.looked == 0 {
            self.copy.seek(SeekFrom::Start(0))?;
        }
        self.copy.read_exact(&mut self.page)?;
        if hash(&self.page) != self.before.next()? {
            self.told.extend_from_slice(&self.looked.to_be_bytes());
            self.told.extend_from_slice(&self.page);
        }
        self.looked += 1;
        Ok(true)
    }
}

impl<C: Read + Seek> Read for Pages<'_, C> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.told.len() {
            if !self.tell_next()? {
                return Ok(0);
            }
        }
        let read = self.told.get(self.given..).unwrap_or_default().read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

/// Puts the pages of a backup onto what the one before left of the store: nothing, for a whole one.
pub(crate) fn put(from: &mut dyn Read, to: &mut File) -> io::Result<()> {
    let shape = Shape::read(from)?;
    skip_hashes(from, shape)?;
    to.set_len(shape.len())?;
    let mut page = shape.page();
    let mut least = 0;
    while let Some(number) = number(from)? {
        if number < least || number >= shape.count {
            return Err(damaged());
        }
        least = number + 1;
        from.read_exact(&mut page)?;
        to.seek(SeekFrom::Start(u64::from(number) * u64::from(shape.size)))?;
        to.write_all(&page)?;
    }
    to.flush()
}

/// Whether `store` is, page by page, what the backup holds the hashes of.
pub(crate) fn is_whole(from: &mut dyn Read, store: &mut (impl Read + Seek)) -> io::Result<bool> {
    let shape = Shape::read(from)?;
    if Shape::of(store)? != shape {
        return Ok(false);
    }
    let (mut page, mut store) = (shape.page(), BufReader::with_capacity(1 << 16, store));
    for _ in 0..shape.count {
        store.read_exact(&mut page)?;
        if hash(&page) != bytes(from)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The number in front of the next page; none at the end.
fn number(from: &mut dyn Read) -> io::Result<Option<u32>> {
    let mut number = Vec::with_capacity(4);
    from.take(4).read_to_end(&mut number)?;
    match <[u8; 4]>::try_from(number) {
        Ok(number) => Ok(Some(u32::from_be_bytes(number))),
        Err(end) if end.is_empty() => Ok(None),
        Err(_) => Err(damaged()),
    }
}

fn skip_hashes(from: &mut dyn Read, shape: Shape) -> io::Result<()> {
    let len = u64::from(shape.count) * HASH as u64;
    let skipped = io::copy(&mut from.take(len), &mut io::sink())?;
    if skipped == len { Ok(()) } else { Err(damaged()) }
}

fn bytes<const N: usize>(from: &mut (impl Read + ?Sized)) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn hash(page: &[u8]) -> [u8; HASH] {
    let mut hash = [0; HASH];
    hash.copy_from_slice(digest(&SHA256, page).as_ref());
    hash
}

fn damaged() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "it does not hold the pages of a store")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A file that says of itself that it has pages of 512 bytes.
    fn store(pages: &[u8]) -> Vec<u8> {
        let mut file: Vec<u8> = pages.iter().flat_map(|byte| [*byte; 512]).collect();
        file[16..18].copy_from_slice(&512_u16.to_be_bytes());
        file
    }

    fn made(copy: &[u8], before: Option<&[u8]>) -> Vec<u8> {
        let before = before.map(|before| Box::new(before) as Box<dyn Read>);
        let mut held = Vec::new();
        Pages::of(Cursor::new(copy), before).unwrap().read_to_end(&mut held).unwrap();
        held
    }

    fn put_all(members: &[&[u8]]) -> io::Result<Vec<u8>> {
        let mut file = tempfile::tempfile().unwrap();
        members.iter().try_for_each(|member| put(&mut &member[..], &mut file))?;
        let mut store = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut store)?;
        assert!(is_whole(&mut &members.last().unwrap()[..], &mut Cursor::new(&store)).unwrap());
        Ok(store)
    }

    #[test]
    fn each_of_a_row_of_backups_brings_the_store_to_where_it_was() {
        // Changed, emptied, grown, cut, grown again by zeros only.
        let stores =
            [&[1, 2, 3, 4][..], &[1, 9, 3, 4], &[1, 9, 0, 4, 5], &[1, 9], &[1, 9, 0, 0, 0, 7], &[1, 9, 0, 0, 0]];
        let stores: Vec<Vec<u8>> = stores.into_iter().map(store).collect();
        let mut members: Vec<Vec<u8>> = Vec::new();
        for store in &stores {
            members.push(made(store, members.last().map(Vec::as_slice)));
            let chain: Vec<&[u8]> = members.iter().map(Vec::as_slice).collect();
            assert!(put_all(&chain).unwrap() == *store);
        }
    }

    #[test]
    fn only_what_changed_is_held_and_no_page_of_zeros() {
        let head = |pages: usize| 14 + 8 + 32 * pages;
        let first = made(&store(&[1, 0, 3]), None);
        assert_eq!(first.len(), head(3) + 2 * 516);
        assert_eq!(made(&store(&[1, 0, 3]), Some(&first)).len(), head(3), "nothing changed");
        assert_eq!(made(&store(&[1, 0, 4]), Some(&first)).len(), head(3) + 516);
        let emptied = made(&store(&[1, 0, 0]), Some(&first));
        assert_eq!(emptied.len(), head(3) + 516, "that a page was emptied is a change");
    }

    #[test]
    fn what_holds_no_pages_is_refused() {
        let whole = made(&store(&[1, 2]), None);
        let mut twice = whole.clone();
        twice.extend_from_slice(&whole[whole.len() - 516..]);
        let mut beyond = whole.clone();
        let at = whole.len() - 516;
        beyond[at..at + 4].copy_from_slice(&2_u32.to_be_bytes());
        for broken in
            [&b""[..], b"yinuo pages 2\n", &whole[..20], &whole[..60], &whole[..whole.len() - 1], &twice, &beyond]
        {
            assert!(put_all(&[broken]).is_err(), "{} bytes", broken.len());
        }
        let other = store(&[1, 3]);
        assert!(!is_whole(&mut &whole[..], &mut Cursor::new(other)).unwrap());
        assert!(!is_whole(&mut &whole[..], &mut Cursor::new(store(&[1, 2, 0]))).unwrap());
        let no_store = Pages::of(Cursor::new(vec![7; 700]), None);
        assert!(no_store.is_err(), "its length is not one of pages");
    }
}
