//! Attachments of 1, 64 and 256 MiB, written and read through the engine, against the bare cipher of the same library and
//! one plain file.
//!
//! Both sides take the same bytes and seal them in chunks of 1 MiB. The baseline writes each chunk to one file, makes it and
//! its folder durable once at the end, and reads it back chunk by chunk; as the engine enters each writing and reading in its
//! ledger before it answers, the baseline makes a line in a plain log durable for each. The engine decides, keeps keys, rows
//! and entries besides. The sides take turns, round by round, and the best of each counts.
//!
//! What is aimed at is the throughput of long files in a folder. A file of 1 MiB takes as long as its rows, keys and entries do,
//! which [`crate::collect`] measures; and the database cannot reach the aim: it takes a chunk apart into pages of 4 KiB and
//! writes each to its log first and to its place after, while the baseline writes it once.

use crate::Fault;
use crate::aead::Bare;
use crate::set::{POLICY, Set, form};
use crate::table::{FILES as AIM, Table, least};
use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U12;
use aws_lc_rs::aead::LessSafeKey;
use sm4::Sm4;
use std::fs::File;
use std::hint::black_box;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Instant;
use yinuo::life::Actor;
use yinuo::life::collect::Collect;
use yinuo::life::reference::Record;
use yinuo::life::reveal::Reveal;
use yinuo::policy::Name;
use yinuo::{Config, FilePlace, Incoming, Tenant};

const MIB: usize = 1 << 20;

/// Sizes in MiB, and how often each is written and read: the disk is one of the things measured.
const SIZES: [(usize, usize); 3] = [(1, 41), (64, 7), (256, 5)];

/// From which size on the bytes take longer than what is done once for a file.
const LONG: usize = 64;

/// Where the engine keeps them.
const PLACES: [&str; 2] = ["folder", "database"];

/// A paper, kept as it comes, and a picture, of which the marks are taken out while it comes.
const KINDS: [(&str, &[u8]); 2] =
    [("paper", b"%PDF-1.7"), ("picture", b"\xff\xd8\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00")];

const FILES: &str = r#"
[data.f10]
label = { en = "File" }
class = "content"
shape = "file"
at-most = "256 MiB"

[record.attachment]
label = { en = "Attachment" }
holds = ["f10"]
holder = "subject"
category = "form"
"#;

pub(crate) fn run(table: &mut Table) -> Result<(), Fault> {
    println!("files: sealed in chunks of 1 MiB and durable, each writing and reading on record before the answer");
    println!(
        "baseline: the bare cipher in the same chunks to one plain file, synced once, and a line in a log, synced"
    );
    // SM4 takes the same for each byte however many there are.
    let [short, long, _] = SIZES;
    for place in PLACES {
        compare::<LessSafeKey>(table, ("aes-256-gcm", place), &SIZES)?;
    }
    for place in PLACES {
        compare::<AesGcm<Sm4, U12>>(table, ("sm4-gcm", place), &[short, long])?;
    }
    Ok(())
}

fn compare<C: Bare>(table: &mut Table, (suite, place): (&str, &str), sizes: &[(usize, usize)]) -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let mut policy = std::str::from_utf8(POLICY)?.replace("aes-256-gcm", suite) + FILES;
    for (plain, with_files) in [
        (r#"collects = ["form"]"#, r#"collects = ["form", "attachment"]"#),
        (r#"covers = ["account", "form"]"#, r#"covers = ["account", "form", "attachment"]"#),
        (r#"reads = { f0 = "clear","#, r#"reads = { f10 = "clear", f0 = "clear","#),
    ] {
        policy = policy.replace(plain, with_files);
    }
    let mut config = Config::under(folder.path());
    if place == "folder" {
        config.files = FilePlace::Outside(folder.path().join("files").into());
    }
    let set = Set::of_config(policy.as_bytes(), config, Box::new(|_| {}))?;
    let plain = folder.path().join("plain");
    for (kind, front) in KINDS {
        for &(size, rounds) in sizes {
            let ([mut written, mut given], [mut bare_written, mut bare_given]) = ([vec![], vec![]], [vec![], vec![]]);
            for _ in 0..rounds {
                let (record, taken) = timed(|| write(&set, front, size))?;
                written.push(taken);
                bare_written.push(timed(|| bare_write::<C>(&plain, front, size))?.1);
                let (read, taken) = timed(|| read(&set, record))?;
                given.push(taken);
                let (bare_read, taken) = timed(|| bare_read::<C>(&plain))?;
                bare_given.push(taken);
                if read.abs_diff(size * MIB) > MIB || bare_read != size * MIB {
                    return Err("a file is not as long as it was".into());
                }
            }
            for (what, ours, bare) in [("write", written, bare_written), ("read", given, bare_given)] {
                let (ours, bare) = (least(&ours), least(&bare));
                let what = format!("{suite}, {place}: {what} a {kind} of {size} MiB");
                let speed = |seconds: f64| format!("{:.0} MiB/s", size as f64 / seconds);
                let (shown, ratio) = ((speed(ours), speed(bare)), bare / ours);
                let shown = (shown.0.as_str(), shown.1.as_str());
                if place == "folder" && size >= LONG {
                    table.aimed(&what, shown, ratio, AIM);
                } else {
                    table.told(&what, shown, ratio);
                }
            }
        }
        println!("peak of memory of this process so far: {:.1} MiB", peak());
    }
    Ok(())
}

fn timed<T>(act: impl FnOnce() -> Result<T, Fault>) -> Result<(T, f64), Fault> {
    let begun = Instant::now();
    let done = act()?;
    Ok((done, begun.elapsed().as_secs_f64()))
}

/// `size` MiB that begin with `front`, without a byte that a picture would end at.
struct Source {
    front: &'static [u8],
    given: usize,
    size: usize,
}

impl Source {
    const fn of(front: &'static [u8], size: usize) -> Self {
        Self { front, given: 0, size: size * MIB }
    }
}

/// What stands in a file, over and over.
static BODY: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
    let drawn = (0..1_u32 << 18).flat_map(|n| (n.wrapping_mul(0x9e37_79b9) ^ (n >> 7)).to_le_bytes());
    // As in a scan: no 0xff but with a zero behind it.
    let mut body: Vec<u8> = drawn.map(|byte| byte & 0xfe).collect();
    for pair in body.chunks_exact_mut(256) {
        if let Some(first) = pair.first_chunk_mut::<2>() {
            *first = [0xff, 0];
        }
    }
    body
});

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let from = match self.front.get(self.given..).filter(|left| !left.is_empty()) {
            Some(left) => left,
            // The picture's end stands at the end of its file.
            None if self.given + 2 >= self.size => [0xff, 0xd9].get(self.given + 2 - self.size..).unwrap_or_default(),
            None => {
                let within = self.given % MIB;
                let left = (self.size - 2 - self.given).min(MIB - within);
                BODY.get(within..within + left).unwrap_or_default()
            }
        };
        let read = from.len().min(buffer.len());
        let (front, _) = buffer.split_at_mut(read);
        front.copy_from_slice(from.get(..read).unwrap_or_default());
        self.given += read;
        Ok(read)
    }
}

impl Incoming for Source {
    fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self))
    }
}

fn write(set: &Set, front: &'static [u8], size: usize) -> Result<Record, Fault> {
    let kind = Name::from("attachment");
    let request = Collect { kind, values: Vec::new(), ..form(Some(set.subject), set.engine.now()) };
    let mut source = Source::of(front, size);
    let items = [Name::from("f10")];
    let done = set.engine.collect_with_files(&set.product, Tenant::Named(set.cell), request, &items, &mut source)?;
    Ok(done.record)
}

fn read(set: &Set, record: Record) -> Result<usize, Fault> {
    let reveal = Reveal {
        actor: Actor::subject(set.subject),
        purpose: Name::from("form"),
        subject: Some(set.subject),
        items: Vec::new(),
        activity: None,
        form: None,
    };
    let item = Name::from("f10");
    let file = set.engine.read_file(&set.product, Tenant::Named(set.cell), &reveal, (record, &item))?;
    let mut read = 0;
    for number in 0..u32::try_from(file.chunks())? {
        read += black_box(set.engine.file_chunk(&file, number)?).expose().len();
    }
    Ok(read)
}

const KEY: [u8; 32] = [7; 32];

fn nonce(number: usize) -> [u8; 12] {
    let mut nonce = [0; 12];
    let (_, place) = nonce.split_at_mut(4);
    place.copy_from_slice(&(number as u64).to_be_bytes());
    nonce
}

fn bare_write<C: Bare>(to: &Path, front: &'static [u8], size: usize) -> Result<(), Fault> {
    let (key, mut source) = (C::set_up(&KEY)?, Source::of(front, size));
    let beside = to.with_extension("part");
    let mut file = File::create(&beside)?;
    let mut chunk = Vec::with_capacity(MIB + 16);
    for number in 0..size {
        chunk.clear();
        (&mut source).take(MIB as u64).read_to_end(&mut chunk)?;
        key.seal(nonce(number), &[1; 64], &mut chunk)?;
        file.write_all(&chunk)?;
    }
    file.sync_all()?;
    std::fs::rename(&beside, to)?;
    File::open(to.parent().ok_or("no folder")?)?.sync_all()?;
    enter(to)
}

/// A line of the length of an entry, durable when this returns.
fn enter(beside: &Path) -> Result<(), Fault> {
    let mut log = File::options().create(true).append(true).open(beside.with_extension("log"))?;
    log.write_all(&[b'e'; 1024])?;
    Ok(log.sync_data()?)
}

fn bare_read<C: Bare>(from: &Path) -> Result<usize, Fault> {
    enter(from)?;
    let (key, mut file) = (C::set_up(&KEY)?, File::open(from)?);
    let (mut read, mut chunk) = (0, Vec::with_capacity(MIB + 16));
    for number in 0.. {
        chunk.clear();
        (&mut file).take(MIB as u64 + 16).read_to_end(&mut chunk)?;
        if chunk.is_empty() {
            break;
        }
        key.open(nonce(number), &[1; 64], &mut chunk)?;
        read += black_box(&chunk).len() - 16;
    }
    Ok(read)
}

/// The most memory that this process has held, in MiB, where the system tells it.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
