//! Files: taken in while they come, given out piece by piece, gone with their record, wherever they lie and whenever the
//! process is stopped.

mod canary;
mod older;
mod outside;
mod stand;
mod taken;

use crate::support::{AINK, House, Person, START, at, code, days, name};
use stand::{Stand, config, erase, house};
use std::io::{self, ErrorKind, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::Record;
use yinuo::life::{Code, Remedy};
use yinuo::policy::Name;
use yinuo::{Collected, Error, Incoming, Step, Watch};

const FOLDER: &str = "YINUO_FILES_FOLDER";
const STOP: &str = "YINUO_FILES_STOP";
const MARKED: &str = "YINUO_FILES_MARKED";

/// A paper of two whole chunks and a part of one, in which no 16 bytes come twice.
fn long() -> Vec<u8> {
    let body = (0..1_400_000_u32).flat_map(|n| n.wrapping_mul(0x9e37_79b9).to_le_bytes());
    b"%PDF-1.7\n".iter().copied().chain(body).take((5 << 20) / 2).collect()
}

/// Files that come one after the other.
pub(crate) struct Given(pub Vec<Vec<u8>>);

impl Incoming for Given {
    fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
        if self.0.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(Box::new(io::Cursor::new(self.0.remove(0))))
    }
}

/// A file that breaks off after so many bytes.
struct Broken(usize);

impl Incoming for Broken {
    fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
        let front = io::Cursor::new(vec![b'x'; self.0]);
        Ok(Box::new(front.chain(Breaks)))
    }
}

struct Breaks;

impl Read for Breaks {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(ErrorKind::ConnectionReset.into())
    }
}

/// Nobody may ask for a file.
struct Untouched;

impl Incoming for Untouched {
    fn next(&mut self, item: &Name) -> io::Result<Box<dyn Read + '_>> {
        panic!("{item} was asked for")
    }
}

pub(crate) fn attach(house: &House, who: Person, incoming: &mut dyn Incoming) -> Result<Collected, Error> {
    let request = house.request(who.me(), "provide-service", "attachment", &[]);
    house.engine.collect_with_files(&house.product, who.tenant(), request, &[name("file")], incoming)
}

pub(crate) fn read(house: &House, who: Person, record: Record) -> Result<Vec<u8>, Error> {
    let request = house.reveal(who, "provide-service");
    let file = house.engine.read_file(&house.product, who.tenant(), &request, (record, &name("file")))?;
    let mut whole = Vec::new();
    for number in 0..file.chunks() {
        whole.extend_from_slice(house.engine.file_chunk(&file, number as u32)?.expose());
    }
    assert_eq!(whole.len() as u64, file.bytes());
    Ok(whole)
}

#[test]
fn a_file_comes_back_and_its_entry_says_what_was_given_out() {
    for stand in Stand::each() {
        let (house, who) = stand.house();
        let done = attach(&house, who, &mut Given(vec![long()])).unwrap();
        assert_eq!(stand.left(), stand.with(1, 3));
        assert!(read(&house, who, done.record).unwrap() == long());
        let entries = house.engine.entries(who.cell, 0, 1000).unwrap();
        let entry = |seq: u64| entries.iter().find(|(at, _)| *at == seq).unwrap().1.clone().unwrap();
        let captured = entry(done.entry);
        let given = entry(entries.last().unwrap().0);
        assert_eq!((given.act.as_str(), &given.records, &given.given), ("read", &captured.records, &captured.sealed));
        // Among other values it says what it is.
        let told = house.read(who, "provide-service", done.record).unwrap();
        assert_eq!(told.values[0].value.expose_text(), Some("application/octet-stream; 2621440 bytes"));
        assert!(!stand.holds(&long()[..16]) && !stand.holds(&long()[1 << 20..][..16]));
        house.assert_sound();
    }
}

#[test]
fn what_stands_against_it_is_asked_before_the_first_byte() {
    let stand = Stand::new("database");
    let (house, who) = stand.house();
    let photo = |house: &House| {
        let request = house.request(who.me(), "ocr-entry", "receipt", &[]);
        house.engine.collect_with_files(&house.product, who.tenant(), request, &[name("image")], &mut Untouched)
    };
    let before = house.engine.log_size(who.cell).unwrap();
    assert_eq!(code(photo(&house)), Code::FeatureInactive);
    house.consent(who, "ocr-entry", ConsentState::Given).unwrap();
    assert_eq!(code(photo(&house)), Code::PermissionDenied);
    house.permit(who, "camera").unwrap();
    assert_eq!(code(photo(&house)), Code::FeatureInactive);
    // A file for what is no file.
    let request = house.request(who.me(), "provide-service", "voucher", &[]);
    let items = [name("voucher-text")];
    let text = house.engine.collect_with_files(&house.product, who.tenant(), request, &items, &mut Untouched);
    assert_eq!(code(text), Code::Malformed);
    assert_eq!(house.engine.log_size(who.cell).unwrap(), before + 6, "each of them is on record");
    assert_eq!(stand.left(), [0, 0, 0]);
}

#[test]
fn a_consent_withdrawn_while_it_comes_is_honoured() {
    let stand = Stand::new("database");
    let (house, who) = stand.house();
    house.consent(who, "ocr-entry", ConsentState::Given).unwrap();
    house.permit(who, "camera").unwrap();
    let activity = house.open_activity(who, "capture").unwrap();
    struct Withdraws<'h>(&'h House, Person);
    impl Incoming for Withdraws<'_> {
        fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
            self.0.consent(self.1, "ocr-entry", ConsentState::Withdrawn).unwrap();
            Ok(Box::new(&b"a paper"[..]))
        }
    }
    let mut request = house.request(who.me(), "ocr-entry", "receipt", &[]);
    request.activity = Some(activity);
    let (items, mut incoming) = ([name("image")], Withdraws(&house, who));
    let late = house.engine.collect_with_files(&house.product, who.tenant(), request, &items, &mut incoming);
    assert_eq!(code(late), Code::ConsentWithdrawn);
    assert_eq!(stand.left(), [0, 0, 0]);
}

#[test]
fn what_breaks_off_or_is_empty_or_of_another_kind_leaves_nothing() {
    for stand in Stand::each() {
        let (house, who) = stand.house();
        for bytes in [0, 5, 1 << 20, (1 << 20) + 5, 3 << 20, 20 << 20] {
            let broken = attach(&house, who, &mut Broken(bytes)).unwrap_err();
            assert_eq!(broken.code(), Code::Malformed);
            assert_eq!(broken.to_string(), "expected the whole file", "{bytes}");
            assert_eq!(stand.left(), [0, 0, 0], "{bytes}");
        }
        assert_eq!(code(attach(&house, who, &mut Given(vec![vec![]]))), Code::Malformed);
        assert_eq!(code(attach(&house, who, &mut Given(vec![]))), Code::Malformed);
        let before = house.engine.log_size(who.cell).unwrap();
        let Err(Error::Refused(refused)) = attach(&house, who, &mut Given(vec![b"\0\0\0\x18ftypheic....".to_vec()]))
        else {
            panic!("a kind whose marks cannot be taken out was kept")
        };
        let kinds = ["image/jpeg", "image/png", "image/webp", "audio/mpeg", "audio/wav"].map(name).to_vec();
        assert_eq!((refused.refusal.code, &refused.refusal.remedy), (Code::Malformed, &Remedy::GiveAs(kinds)));
        assert_eq!(house.engine.log_size(who.cell).unwrap(), before + 1, "it is on record");
        assert_eq!(stand.left(), [0, 0, 0]);
        house.assert_sound();
    }
}

#[test]
fn an_erased_file_is_gone_from_every_file() {
    for stand in Stand::each() {
        let (house, who) = stand.house();
        let done = attach(&house, who, &mut Given(vec![long()])).unwrap();
        let stays = attach(&house, who, &mut Given(vec![b"another".to_vec()])).unwrap();
        house.engine.store().checkpoint().unwrap();
        let fronts = stand.fronts();
        assert_eq!(fronts.iter().filter(|front| stand.holds(front)).count(), 4);
        erase(&house, who, done.record).unwrap();
        assert_eq!(code(read(&house, who, done.record)), Code::NotFound);
        assert_eq!(fronts.iter().filter(|front| stand.holds(front)).count(), 1);
        assert_eq!(stand.left(), stand.with(1, 1));
        assert_eq!(read(&house, who, stays.record).unwrap(), b"another");
        let actor = who.administrator();
        house.step(actor, who.cell, yinuo::life::account::Step::CancelTenant).unwrap();
        house.advance(days(8));
        house.engine.run_due().unwrap();
        assert_eq!(stand.left(), [0, 0, 0], "due work takes its bytes, too");
        assert_eq!(fronts.iter().filter(|front| stand.holds(front)).count(), 0);
    }
}

#[test]
fn chunks_that_were_moved_or_taken_away_are_tampered() {
    let stand = Stand::new("database");
    let (house, who) = stand.house();
    let done = attach(&house, who, &mut Given(vec![long()])).unwrap();
    let other = attach(&house, who, &mut Given(vec![long()])).unwrap();
    let data = stand.data();
    let mine = "(SELECT file FROM file WHERE record = ?1)";
    for (sql, back) in [
        (format!("UPDATE file_chunk SET number = 2 - number + 10 WHERE file = {mine}"), None),
        (
            format!("UPDATE file_chunk SET number = number - 10 WHERE file = {mine}"),
            Some(format!("UPDATE file_chunk SET number = 2 - number + 10 WHERE file = {mine}")),
        ),
        (format!("UPDATE file_chunk SET number = number - 10 WHERE file = {mine}"), None),
    ] {
        data.execute(&sql, [done.record.as_bytes()]).unwrap();
        if let Some(back) = back {
            assert_eq!(code(read(&house, who, done.record)), Code::Tampered, "turned round");
            data.execute(&back, [done.record.as_bytes()]).unwrap();
        }
    }
    assert!(read(&house, who, done.record).unwrap() == long(), "everything is back where it was");
    let swap = format!(
        "UPDATE file_chunk SET body = (SELECT c.body FROM file_chunk c JOIN file f USING (cell, file)
        WHERE f.record = ?2 AND c.number = 1) WHERE number = 1 AND file = {mine}"
    );
    let sound: Vec<u8> = data
        .query_row(
            &format!("SELECT body FROM file_chunk WHERE number = 1 AND file = {mine}"),
            [done.record.as_bytes()],
            |row| row.get(0),
        )
        .unwrap();
    data.execute(&swap, [done.record.as_bytes(), other.record.as_bytes()]).unwrap();
    assert_eq!(code(read(&house, who, done.record)), Code::Tampered, "the same bytes from another file");
    let put = format!("UPDATE file_chunk SET body = ?2 WHERE number = 1 AND file = {mine}");
    data.execute(&put, rusqlite::params![done.record.as_bytes(), sound]).unwrap();
    assert!(read(&house, who, done.record).is_ok());
    data.execute(&format!("DELETE FROM file_chunk WHERE number = 2 AND file = {mine}"), [done.record.as_bytes()])
        .unwrap();
    assert_eq!(code(read(&house, who, done.record)), Code::Tampered, "the last one taken away");
}

/// The process that is stopped; without orders it does nothing.
#[test]
fn filer() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let (folder, stop) = (Path::new(&folder), std::env::var(STOP).unwrap());
    let (step, place) = stop.split_once(' ').unwrap();
    let step = *Step::ALL.iter().find(|known| format!("{known:?}") == step).unwrap();
    let given = || if std::env::var(MARKED).is_ok() { canary::photo() } else { long() };
    let (house, who) = house(config(folder, place));
    let first = attach(&house, who, &mut Given(vec![given()])).unwrap().record;
    drop(house);
    std::fs::write(folder.join("told"), format!("{} {} {first}", who.cell, who.subject)).unwrap();
    let mut config = config(folder, place);
    config.watch = Watch::with(move |taken| {
        if taken == step {
            std::process::abort();
        }
    });
    let house = House::open(config, AINK, at(START));
    if step != Step::FileRemoved {
        attach(&house, who, &mut Given(vec![given()])).unwrap();
    }
    erase(&house, who, first).unwrap();
}

#[test]
fn stopped_at_each_step_nothing_is_half_there() {
    for place in ["database", "folder", "bucket"] {
        // Of the second file: begun; whole, and nobody's; decided; committed. Of the first: erased, its bytes removed.
        let steps =
            [Step::FileBegun, Step::FileTaken, Step::Decided, Step::KeysDurable, Step::Committed, Step::FileRemoved];
        for step in steps {
            let stand = Stand::new(place);
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.args(["--exact", "files::filer", "--nocapture", "--test-threads=1"]);
            command.env(FOLDER, stand.path()).env(STOP, format!("{step:?} {}", stand.place));
            let output = command.output().unwrap();
            let fault = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.signal(), Some(6), "{step:?}: {fault}");
            let told = std::fs::read_to_string(stand.path().join("told")).unwrap();
            let mut told = told.split(' ');
            let mut next = || told.next().unwrap();
            let who = Person { cell: next().parse().unwrap(), subject: next().parse().unwrap() };
            let first: Record = next().parse().unwrap();
            let house = House::open(stand.config(), AINK, at(START));
            house.engine.run_due().unwrap();
            let records = house.engine.store().all_records(who.cell, None, 100).unwrap();
            let with_file = |record: &&Record| read(&house, who, **record).is_ok_and(|bytes| bytes == long());
            let whole = records.iter().filter(with_file).count();
            assert_eq!(
                whole,
                match step {
                    Step::Committed => 2,
                    Step::FileRemoved => 0,
                    _ => 1,
                },
                "{step:?}"
            );
            assert_eq!(stand.left(), stand.with(whole, 3 * whole), "{step:?}");
            assert_eq!(records.contains(&first), step != Step::FileRemoved);
            house.assert_sound();
        }
    }
}
