//! Marked files: what can be seen in them, and what they say of place and device, is looked for in everything that an
//! installation writes, its bucket and its backups included, while they come, where they break off, and after they ended.

use super::stand::{Stand, below, bucket, erase};
use super::{Breaks, FOLDER, Given, STOP, attach, read};
use crate::canary::needles::Needles;
use crate::support::{AINK, House, Person, START, at, code, days};
use std::io::{self, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use yinuo::life::{Code, Personal};
use yinuo::policy::Name;
use yinuo::{BackedUp, BackupKind, Config, FilePlace, Incoming, Step, Tenant};

const PLACE: &str = "31.2304N121.4737Eqz";
const DEVICE: &str = "Qz-telephone of Li Lei";

/// What can be seen: a line of its own at the front, in each chunk and at the end.
fn seen() -> Vec<u8> {
    let line = |number: usize| format!("canary-line-{:07}-Qzv;", number * 700_001 % 10_000_000).into_bytes();
    (0..90_000).flat_map(line).collect()
}

/// A photo that says where it was taken, and with what.
pub(super) fn photo() -> Vec<u8> {
    let segment = |code: u8, text: &[u8]| [&[0xff, code][..], &(text.len() as u16 + 2).to_be_bytes(), text].concat();
    let marks = [PLACE, " ", DEVICE].concat().into_bytes();
    let scan = [segment(0xda, &[1, 1, 0, 0, 63, 0]), seen(), vec![0xff, 0xd9]].concat();
    [vec![0xff, 0xd8], segment(0xe1, &[b"Exif\0\0MM\0*", &marks[..]].concat()), segment(0xfe, &marks), scan].concat()
}

fn needles() -> Needles {
    let seen = seen();
    let line = |at: usize| String::from_utf8(seen[at * 24..][..23].to_vec()).unwrap();
    let lines = [0, 1, 40_000, 45_000, 89_999].map(|at| (Name::from(format!("line {at}")), line(at)));
    let marks = [("place".into(), PLACE.to_owned()), ("device".into(), DEVICE.to_owned())];
    Needles::of(&lines.into_iter().chain(marks).collect::<Vec<_>>())
}

/// Nothing of it is in a file of the installation, its places, or its folder of temporary files.
fn assert_clean(stand: &Stand, when: &str) {
    let needles = needles();
    let server = stand.server.iter().flat_map(|server| server.files().unwrap());
    let all: Vec<_> = below(stand.path()).into_iter().chain(server).collect();
    assert!(all.len() > 5, "{when}: hardly a file");
    for path in all {
        let found = needles.find(&std::fs::read(&path).unwrap());
        assert_eq!(found, Vec::<String>::new(), "{when}: {}", path.display());
    }
}

#[test]
fn a_picture_that_comes_among_the_values_says_neither_where_nor_with_what_it_was_taken() {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = house.register(Tenant::New, &[("username", "u"), ("email", "u@example.com")]).unwrap().0;
    let collect = |bytes: &[u8]| {
        let mut request = house.request(who.me(), "provide-service", "attachment", &[]);
        request.values = vec![("file".to_owned(), Personal::new(bytes.to_vec()))];
        house.engine.collect(&house.product, who.tenant(), request)
    };
    let photo = photo();
    assert_eq!(needles().find(&photo).len(), 7, "five lines, the place and the device");
    let record = collect(&photo).unwrap().record;
    let read = house.read(who, "provide-service", record).unwrap();
    let found = needles().find(read.values[0].value.expose());
    assert!(found.len() == 5 && found.iter().all(|name| name.starts_with("line")), "{found:?}");
    assert_eq!(code(collect(&photo[..60])), Code::Malformed, "it breaks off within its marks");
    assert_eq!(code(collect(b"\0\0\0\x18ftypheic\0\0\0\0mif1")), Code::Malformed, "nobody can clean it");
}

/// Backups go where the files go.
fn config(stand: &Stand) -> Config {
    let mut config = stand.config();
    if let (Some(server), FilePlace::Outside(settings)) =
        (&stand.server, bucket(&stand.place, fake_object_store::SECRET))
    {
        let yinuo::PlaceSettings::Bucket(place) = settings else { panic!("{}", server.endpoint()) };
        config.backups = yinuo::PlaceSettings::Bucket(yinuo::Bucket { prefix: "backups".into(), ..place });
    }
    config
}

struct Half(Vec<u8>);

impl Incoming for Half {
    fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.0.as_slice().chain(Breaks)))
    }
}

#[test]
fn the_search_finds_what_is_planted() {
    let stand = Stand::new("database");
    let (house, _) = stand.house();
    assert_clean(&stand, "before");
    for (name, bytes) in [("data/x", photo()), ("backups-x", photo()[1 << 20..].to_vec()), ("y", PLACE.into())] {
        let path = stand.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        assert!(!needles().find(&std::fs::read(&path).unwrap()).is_empty(), "{name}");
    }
    drop(house);
}

#[test]
fn nothing_of_a_file_is_anywhere_while_it_is_kept_and_nothing_sealed_of_it_after_it_ended() {
    for stand in Stand::each() {
        let (house, who) = super::stand::house(config(&stand));
        attach(&house, who, &mut Half(photo()[..(5 << 20) / 4].to_vec())).unwrap_err();
        assert_eq!(stand.left(), [0, 0, 0]);
        assert_clean(&stand, "the client went in the middle");
        let make = |kind| {
            house.engine.backup_told(&house.product, kind, &mut |_| std::ops::ControlFlow::Continue(())).unwrap()
        };
        let whole = make(BackupKind::Whole);
        let done = attach(&house, who, &mut Given(vec![photo()])).unwrap().record;
        let given = read(&house, who, done).unwrap();
        assert!(!needles().find(&given).is_empty(), "it comes back");
        assert!(Needles::of(&[("device".into(), DEVICE.into())]).find(&given).is_empty(), "without its marks");
        let changes = make(BackupKind::Incremental);
        assert_eq!(changes.base, Some(whole.id));
        assert!(house.engine.verify_backup(&changes.path).unwrap() > 0);
        assert!(house.engine.drill(&house.product, &changes.path).unwrap().is_sound());
        assert_clean(&stand, "kept and backed up");
        house.engine.store().checkpoint().unwrap();
        let fronts = stand.fronts();
        assert!(fronts.len() > 2 && fronts.iter().all(|front| stand.holds(front)));
        erase(&house, who, done).unwrap();
        assert_eq!(code(read(&house, who, done)), Code::NotFound);
        assert_gone(&stand, &house, &fronts, &[whole, changes]);
    }
}

/// After the act nothing sealed is left outside the backups, and with their keys nothing at all.
fn assert_gone(stand: &Stand, house: &House, fronts: &[Vec<u8>], backups: &[BackedUp]) {
    house.engine.run_due().unwrap();
    assert_eq!(stand.left(), [0, 0, 0]);
    assert_eq!(fronts.iter().filter(|front| stand.holds(front)).count(), 0, "copies beside the backups have gone, too");
    assert_clean(stand, "erased");
    house.advance(days(40));
    house.engine.run_due().unwrap();
    for backup in backups {
        assert!(house.engine.verify_backup(&backup.path).is_err(), "its key has ended");
        let left =
            below(stand.path()).into_iter().chain(stand.server.iter().flat_map(|server| server.files().unwrap()));
        let name = backup.path.file_name();
        assert_eq!(left.filter(|path| path.file_name() == name).count(), 0, "its file has gone");
    }
    assert_clean(stand, "a month after");
}

#[test]
fn what_an_incremental_backup_brings_back_is_whole_and_what_was_erased_since_is_not_there() {
    for stand in Stand::each() {
        let (house, who) = super::stand::house(config(&stand));
        let make = |kind| {
            house.engine.backup_told(&house.product, kind, &mut |_| std::ops::ControlFlow::Continue(())).unwrap()
        };
        make(BackupKind::Whole);
        let goes = attach(&house, who, &mut Given(vec![super::long()])).unwrap().record;
        let stays = attach(&house, who, &mut Given(vec![photo()])).unwrap().record;
        let changes = make(BackupKind::Incremental);
        erase(&house, who, goes).unwrap();
        let now = house.engine.now();
        drop(house);
        std::fs::rename(stand.path().join("data"), stand.path().join("lost")).unwrap();
        let clock = std::sync::Arc::new(yinuo::StandingClock::at(now));
        let (engine, _) = yinuo::Engine::restore(config(&stand), clock.clone(), &changes.path).unwrap();
        let house = House::around(engine, clock, AINK);
        assert!(!needles().find(&read(&house, who, stays).unwrap()).is_empty());
        assert_eq!(code(read(&house, who, goes)), Code::NotFound);
        assert_clean(&stand, "restored");
        house.assert_sound();
    }
}

#[test]
fn a_process_that_is_killed_leaves_nothing_readable_and_nothing_of_what_did_not_arrive() {
    for place in ["database", "folder", "bucket"] {
        for step in [Step::FileBegun, Step::FileTaken, Step::Decided, Step::KeysDurable] {
            let stand = Stand::new(place);
            let temporary = stand.path().join("tmp");
            std::fs::create_dir(&temporary).unwrap();
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.args(["--exact", "files::filer", "--nocapture", "--test-threads=1"]).env("TMPDIR", &temporary);
            command.env(FOLDER, stand.path()).env(STOP, format!("{step:?} {}", stand.place)).env(super::MARKED, "1");
            let output = command.output().unwrap();
            assert_eq!(output.status.signal(), Some(6), "{step:?}: {}", String::from_utf8_lossy(&output.stderr));
            assert_clean(&stand, &format!("killed at {step:?}"));
            let fronts = stand.fronts();
            let (house, who) = opened(&stand);
            house.engine.run_due().unwrap();
            assert_eq!(stand.left(), stand.with(1, 3), "{step:?}: the one that was whole");
            let records = house.engine.store().all_records(who.cell, None, 100).unwrap();
            let whole = records.into_iter().find(|record| read(&house, who, *record).is_ok()).unwrap();
            erase(&house, who, whole).unwrap();
            house.engine.run_due().unwrap();
            assert_eq!(fronts.iter().filter(|front| stand.holds(front)).count(), 0, "{step:?}");
            assert_clean(&stand, &format!("erased after it was killed at {step:?}"));
        }
    }
}

/// The house that a killed process left, and who is in it.
fn opened(stand: &Stand) -> (House, Person) {
    let told = std::fs::read_to_string(Path::new(stand.path()).join("told")).unwrap();
    let mut told = told.split(' ');
    let who = Person { cell: told.next().unwrap().parse().unwrap(), subject: told.next().unwrap().parse().unwrap() };
    (House::open(stand.config(), AINK, at(START)), who)
}
