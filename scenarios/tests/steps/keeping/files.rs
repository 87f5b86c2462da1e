//! Steps about pictures and recordings: what comes in, what is kept of it, what is read.

use crate::outside::open;
use crate::world::{Answer, Named, World, name};
use cucumber::{given, then, when};
use std::io::{self, Read};
use yinuo::Incoming;
use yinuo::life::collect::Collect;
use yinuo::life::reveal::Reveal;
use yinuo::life::{Origin, Personal};
use yinuo::policy::{Form, Name};

/// Where a photo was taken, and with what.
const PLACE: &str = "31.2304N121.4737E";
const DEVICE: &str = "Redmi of Li Lei";

/// What comes as a file, and the part of it that can be seen or heard.
struct Sample {
    bytes: Vec<u8>,
    seen: Vec<u8>,
    whole: bool,
}

fn sample(what: &str) -> Sample {
    let seen: Vec<u8> = (0..2_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 & 0x7f).collect();
    let segment = |code: u8, text: &[u8]| [&[0xff, code][..], &(text.len() as u16 + 2).to_be_bytes(), text].concat();
    let marks = [PLACE, DEVICE].concat().into_bytes();
    let photo = || {
        let scan = [segment(0xda, &[1, 1, 0, 0, 63, 0]), seen.clone(), vec![0xff, 0xd9]].concat();
        [vec![0xff, 0xd8], segment(0xe1, &[b"Exif\0\0MM\0*", &marks[..]].concat()), segment(0xfe, &marks), scan]
            .concat()
    };
    let chunk = |kind: &[u8], data: &[u8]| [kind, &(data.len() as u32).to_le_bytes(), data].concat();
    let recording = || {
        let list = chunk(b"LIST", &[&marks[..], &[0][..marks.len() % 2]].concat());
        // PCM, one channel of 8 bits, 8000 times a second.
        let format = [1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0];
        let body = [b"WAVE".to_vec(), chunk(b"fmt ", &format), list, chunk(b"data", &seen)].concat();
        chunk(b"RIFF", &body)
    };
    let long = |mib: &str| {
        let (mut bytes, mib) = (photo(), mib.parse::<usize>().expect("how many MiB"));
        bytes.truncate(bytes.len() - 2);
        bytes.resize(mib << 20, b'x');
        [bytes, vec![0xff, 0xd9]].concat()
    };
    let (bytes, whole) = match what {
        "a paper" => ([b"%PDF-1.7\n", &seen[..]].concat(), true),
        long_photo if long_photo.ends_with(" MiB") => {
            (long(long_photo.trim_start_matches("a photo of ").trim_end_matches(" MiB")), true)
        }
        "a photo" => (photo(), true),
        "half a photo" => (photo()[..1_000_000].to_vec(), false),
        "a recording" => (recording(), true),
        "a HEIC photo" => ([b"\0\0\0\x18ftypheic\0\0\0\0mif1", &seen[..]].concat(), true),
        other => panic!("no sample of {other}"),
    };
    Sample { bytes, seen, whole }
}

impl Incoming for Sample {
    fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
        let bytes = self.bytes.as_slice();
        Ok(if self.whole { Box::new(bytes) } else { Box::new(bytes.chain(Broken)) })
    }
}

/// A connection that ends.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

/// A photo and a recording carry the place where they were made. Example: `When "Li Lei" uploads a photo as the "image" of a
/// "receipt" for "ocr-entry" during "the capture" as "the photo"`
#[given(
    regex = r#"^"([^"]+)" uploads (a photo|half a photo|a HEIC photo|a photo of \d+ MiB|a recording|a paper) as the "([^"]+)" of a "([^"]+)" for "([^"]+)"(?: during "([^"]+)")?(?: as "([^"]+)")?$"#
)]
#[when(
    regex = r#"^"([^"]+)" uploads (a photo|half a photo|a HEIC photo|a photo of \d+ MiB|a recording|a paper) as the "([^"]+)" of a "([^"]+)" for "([^"]+)"(?: during "([^"]+)")?(?: as "([^"]+)")?$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn uploads(
    world: &mut World,
    who: String,
    what: String,
    item: String,
    kind: String,
    purpose: String,
    activity: String,
    called: String,
) {
    let actor = world.actor(&who);
    let request = Collect {
        subject: actor.subject,
        actor,
        purpose: name(&purpose),
        kind: name(&kind),
        values: Vec::new(),
        captured_at: world.engine().now(),
        captured_until: None,
        origin: Origin::App,
        activity: (!activity.is_empty()).then(|| world.activity(&activity)),
        occasion: None,
        opens_tenant: false,
        accepts: None,
        platform: world.platform.clone(),
        minors: Vec::new(),
        born: None,
    };
    let (tenant, mut sample) = (world.tenant(&who, ""), sample(&what));
    world.act(vec![PLACE.to_owned(), DEVICE.to_owned()], |engine, product| {
        let done = engine.collect_with_files(product, tenant, request, &[name(&item)], &mut sample)?;
        let (cell, record) = (Some(done.cell), Some(done.record));
        Ok(Answer { cell, entry: Some(done.entry), record, subject: done.subject, ..Answer::default() })
    });
    if let Some(Ok(Answer { cell: Some(cell), record: Some(record), subject, .. })) = world.last {
        world.records.insert(if called.is_empty() { kind } else { called }, Named { cell, record, subject });
    }
}

/// Example: `When "Li Lei" reads the file "image" of "the photo" for "ocr-entry"`
#[when(expr = "{string} reads the file {string} of {string} for {string}")]
fn reads_file(world: &mut World, who: String, item: String, which: String, purpose: String) {
    let named = world.record(&which);
    let actor = crate::steps::granting::reader(world, &who);
    let (purpose, items) = (name(&purpose), vec![name(&item)]);
    let request = Reveal { actor, purpose, subject: None, items, activity: None, form: None };
    let tenant = world.tenant_of(named.cell);
    world.act(Vec::new(), |engine, product| {
        let file = engine.read_file(product, tenant, &request, (named.record, &name(&item)))?;
        let mut bytes = Vec::new();
        for number in 0..file.chunks() {
            bytes.extend_from_slice(engine.file_chunk(&file, u32::try_from(number).expect("few"))?.expose());
        }
        let (value, form) = (Personal::new(bytes), Form::Clear);
        let value = yinuo::Revealed { record: named.record, item: name(&item), form, value, former: None };
        Ok(Answer { cell: Some(named.cell), entry: Some(file.entry), values: vec![value], ..Answer::default() })
    });
}

/// All that can be seen or heard of it is there, and neither place nor device.
///
/// Example: `Then the file is a photo without its place and its device`
#[then(regex = "^the file is (a photo|a recording) without its place and its device$")]
fn without_marks(world: &mut World, what: String) {
    let sample = sample(&what);
    let marks = [PLACE.as_bytes(), DEVICE.as_bytes()];
    let holds = |file: &[u8], text: &[u8]| file.windows(text.len()).any(|window| window == text);
    assert!(marks.iter().all(|mark| holds(&sample.bytes, mark)), "the sample says nothing to begin with");
    let [read] = &world.answer().values[..] else { panic!("expected one file") };
    let file = read.value.expose();
    for mark in marks {
        assert!(!holds(file, mark), "{}", String::from_utf8_lossy(mark));
    }
    let at = file.len().checked_sub(sample.seen.len() + 2).expect("as long as what can be seen");
    assert!((at..=at + 2).any(|at| file[at..].starts_with(&sample.seen)), "what can be seen is not there");
}

/// In the database and on the disk. Example: `Then 1 file is kept`, `Then 0 files are kept`
#[then(regex = r"^(\d+) files? (?:is|are) kept$")]
fn files_kept(world: &mut World, expected: usize) {
    let data = open(&world.folder.path().join("data").join("data.db"));
    let count = |sql: &str| data.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count") as usize;
    assert_eq!(count("SELECT count(*) FROM file"), expected);
    assert_eq!(count("SELECT count(DISTINCT file) FROM file_chunk"), expected, "chunks of no file");
}
