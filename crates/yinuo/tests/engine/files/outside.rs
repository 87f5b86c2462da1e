//! Files outside the database: tampered with, copied, brought back, proved, and a bucket that cannot be had.

use super::stand::{Stand, below, bucket, erase};
use super::{Given, attach, long, read};
use crate::support::{AINK, House, code};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use yinuo::life::Code;
use yinuo::policy::Name;
use yinuo::{Config, Engine, Error, FilePlace, Incoming};

#[test]
fn things_that_were_changed_cut_exchanged_or_taken_away_are_tampered() {
    for stand in Stand::outside() {
        let (house, who) = stand.house();
        let done = attach(&house, who, &mut Given(vec![long()])).unwrap();
        let mine = stand.things().remove(0);
        let other = attach(&house, who, &mut Given(vec![long()])).unwrap();
        let others = stand.things().into_iter().find(|thing| *thing != mine).unwrap();
        let sound = std::fs::read(&mine).unwrap();
        let whole = (1 << 20) + 16;
        let mut flipped = sound.clone();
        flipped[whole + 7] ^= 1;
        let mut moved = sound.clone();
        moved.rotate_left(whole);
        for amiss in [flipped, moved, sound[..2 * whole].to_vec(), vec![], std::fs::read(&others).unwrap()] {
            std::fs::write(&mine, &amiss).unwrap();
            assert_eq!(code(read(&house, who, done.record)), Code::Tampered, "{} bytes", amiss.len());
        }
        std::fs::write(&mine, &sound).unwrap();
        assert!(read(&house, who, done.record).unwrap() == long(), "everything is back where it was");
        std::fs::remove_file(&mine).unwrap();
        assert_eq!(code(read(&house, who, done.record)), Code::Tampered, "taken away");
        assert!(read(&house, who, other.record).is_ok());
    }
}

#[test]
fn a_restore_brings_back_what_lives_and_nothing_else() {
    for stand in Stand::each() {
        let (house, who) = stand.house();
        let stays = attach(&house, who, &mut Given(vec![long()])).unwrap().record;
        let goes = attach(&house, who, &mut Given(vec![long()])).unwrap().record;
        let backup = house.engine.backup(&house.product).unwrap();
        let copies = || {
            let mut copies = below(&stand.path().join("backups").join("files"));
            copies.retain(|copy| !copy.ends_with("owner.mark"));
            copies
        };
        let outside = stand.place != "database";
        assert_eq!(copies().len(), if outside { 2 } else { 0 });
        erase(&house, who, goes).unwrap();
        assert_eq!(copies().len(), usize::from(outside), "an erased file goes from beside the backups, too");
        let late = attach(&house, who, &mut Given(vec![long()])).unwrap().record;
        // The place of the one that stays is lost with the data folder, or so.
        if stand.server.is_some() {
            stand.things().iter().for_each(|thing| std::fs::remove_file(thing).unwrap());
            let again = attach(&house, who, &mut Given(vec![b"late".to_vec()])).unwrap();
            assert!(read(&house, who, again.record).is_ok());
        }
        house.assert_sound();
        let now = house.engine.now();
        drop(house);
        let (house, restored) = stand.restore(&backup.path, now);
        let lost: Vec<_> = restored.lost.iter().map(|lost| lost.record).collect();
        assert_eq!((lost.contains(&late), lost.contains(&goes)), (true, false), "{lost:?}");
        assert_eq!((restored.files, restored.files_lost), (u64::from(outside), 0));
        assert!(read(&house, who, stays).unwrap() == long());
        assert_eq!(code(read(&house, who, goes)), Code::NotFound);
        assert_eq!(stand.left(), stand.with(1, 3), "what came after the backup is gone, too");
        let next = house.engine.backup(&house.product).unwrap();
        assert!(house.engine.drill(&house.product, &next.path).unwrap().is_sound());
        house.assert_sound();
    }
}

#[test]
fn a_file_is_copied_once_and_a_drill_holds_the_copy_against_what_was_copied() {
    for stand in Stand::outside() {
        let (house, who) = stand.house();
        let done = attach(&house, who, &mut Given(vec![long()])).unwrap().record;
        let first = house.engine.backup(&house.product).unwrap();
        let copy = below(&stand.path().join("backups").join("files")).remove(0);
        let made = std::fs::metadata(&copy).unwrap().modified().unwrap();
        assert!(house.engine.drill(&house.product, &first.path).unwrap().is_sound());
        let second = house.engine.backup(&house.product).unwrap();
        assert_eq!(std::fs::metadata(&copy).unwrap().modified().unwrap(), made, "not once more");
        let mut bytes = std::fs::read(&copy).unwrap();
        bytes[5] ^= 1;
        std::fs::write(&copy, bytes).unwrap();
        let drilled = house.engine.drill(&house.product, &second.path).unwrap();
        assert!(drilled.problems.iter().any(|problem| problem.contains("its digest differs")), "{drilled:?}");
        std::fs::remove_file(&copy).unwrap();
        let drilled = house.engine.drill(&house.product, &second.path).unwrap();
        assert!(drilled.problems.iter().any(|problem| problem.contains("has no copy")), "{drilled:?}");
        // Lost in both places: the restore says so.
        stand.things().iter().for_each(|thing| std::fs::remove_file(thing).unwrap());
        let now = house.engine.now();
        drop(house);
        let (house, restored) = stand.restore(&second.path, now);
        assert_eq!((restored.files, restored.files_lost), (0, 1));
        assert_eq!(code(read(&house, who, done)), Code::Tampered);
        assert!(!files_of(&house).well);
        house.engine.backup(&house.product).unwrap();
    }
}

fn files_of(house: &House) -> yinuo::Check {
    house.engine.examine().into_iter().find(|check| check.what == "files of aink").unwrap()
}

#[test]
fn the_doctor_says_which_file_is_not_there_or_not_sealed() {
    for stand in Stand::each() {
        let (house, who) = stand.house();
        attach(&house, who, &mut Given(vec![long()])).unwrap();
        let found = files_of(&house);
        let outside = stand.things().len();
        let ends = format!(" opened and sealed; {outside} outside the database, each in its place");
        assert!(
            found.found.starts_with("1 of the newest 2 records") && found.found.ends_with(&ends),
            "{}",
            found.found
        );
        assert!(found.well);
        if let Some(thing) = stand.things().pop() {
            let sound = std::fs::read(&thing).unwrap();
            std::fs::write(&thing, long()).unwrap();
            assert!(files_of(&house).found.contains("is not what was sealed"), "{:?}", files_of(&house));
            std::fs::remove_file(&thing).unwrap();
            assert!(files_of(&house).found.contains("is not in its"), "{:?}", files_of(&house));
            std::fs::write(&thing, sound).unwrap();
        } else {
            stand.data().execute("UPDATE file_chunk SET body = zeroblob(40) WHERE number = 2", []).unwrap();
            assert!(!files_of(&house).well, "the last chunk");
        }
    }
}

#[test]
fn a_bucket_that_is_not_had_holds_up_no_erasure_and_is_tried_again() {
    let stand = Stand::new("bucket");
    let (house, who) = stand.house();
    let done = attach(&house, who, &mut Given(vec![long()])).unwrap().record;
    let now = house.engine.now();
    drop(house);
    let locked_out = Config { files: bucket(&stand.place, "another"), ..stand.config() };
    let house = House::open(locked_out, AINK, now);
    let refused = attach(&house, who, &mut Given(vec![long()])).unwrap_err();
    assert!(!format!("{refused} {refused:?}").contains("another"), "{refused:?}");
    erase(&house, who, done).unwrap();
    assert_eq!(code(read(&house, who, done)), Code::NotFound, "it has no key any more");
    house.engine.run_due().unwrap();
    assert_eq!(stand.left(), [2, 0, 1], "its bytes wait, and the row of what did not arrive");
    assert!(!files_of(&house).well);
    drop(house);
    let house = House::open(stand.config(), AINK, now);
    house.engine.run_due().unwrap();
    assert_eq!(stand.left(), [0, 0, 0]);
    assert!(files_of(&house).well);
    house.assert_sound();
}

#[test]
fn what_a_stopped_process_had_sent_of_a_file_goes_at_the_next_start() {
    let stand = Stand::new("bucket");
    let (house, who) = stand.house();
    struct Stops<'s>(&'s Stand, usize);
    impl Incoming for Stops<'_> {
        fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
            Ok(Box::new(io::Cursor::new(vec![b'x'; self.1]).chain(Looks(self.0))))
        }
    }
    /// Where the process would be stopped, its database is set aside as it is then.
    struct Looks<'s>(&'s Stand);
    impl Read for Looks<'_> {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            let server = self.0.server.as_ref().unwrap();
            assert_eq!(server.parts().unwrap(), 1, "a part is there");
            let noted: String = self.0.data().query_row("SELECT upload FROM file", [], |row| row.get(0)).unwrap();
            assert!(!noted.is_empty());
            Err(ErrorKind::ConnectionReset.into())
        }
    }
    attach(&house, who, &mut Stops(&stand, 20 << 20)).unwrap_err();
    assert_eq!((stand.left(), stand.server.as_ref().unwrap().parts().unwrap()), ([0, 0, 0], 0));
}

#[test]
fn a_bucket_of_files_stands_where_the_policy_says_that_data_stands_or_is_not_used() {
    let stand = Stand::new("bucket");
    let policy = yinuo::policy::Policy::load(AINK).unwrap().0;
    let home = policy.document.places.values().next().unwrap().region.clone();
    let of = |region: &str, told: Option<&str>| {
        let mut config = stand.config();
        let FilePlace::Outside(yinuo::PlaceSettings::Bucket(bucket)) = &mut config.files else { panic!() };
        bucket.region = region.into();
        config.files_region = told.map(Name::from);
        config.may_hold(AINK).map_err(|fault| fault.code())
    };
    assert_eq!(of(&home, None), Ok(()));
    assert_eq!(of("us-east-1", None), Err(Code::RegionDenied));
    assert_eq!(of(&home, Some("us-east-1")), Err(Code::RegionDenied));
    assert_eq!(of("oss-1", Some(&home)), Ok(()), "as the policy calls it");
}

/// Another machine that has keys, mirror and backups of an installation, and its place of files besides.
fn trial(stand: &Stand, other: &Path) -> Config {
    for part in ["keys", "mirror", "backups"] {
        crate::canary::walk::copy(&stand.path().join(part), &other.join(part));
    }
    Config { files: stand.config().files, ..Config::under(other) }
}

/// What a restore is refused with, and begins nothing.
fn refused_restore(config: &Config, clock: std::sync::Arc<yinuo::StandingClock>, backup: &Path) -> String {
    let refused = Engine::restore(config.clone(), clock, backup).map(|_| ()).unwrap_err().to_string();
    assert!(std::fs::read_dir(&config.data).map_or(true, |mut left| left.next().is_none()), "it begins nothing");
    refused
}

#[test]
fn a_place_of_files_is_one_installation_s_and_older_keys_neither_start_nor_restore_there() {
    for stand in Stand::outside() {
        let (house, who) = stand.house();
        let first = attach(&house, who, &mut Given(vec![long()])).unwrap().record;
        let backup = house.engine.backup(&house.product).unwrap();
        let (other, third) = (crate::support::folder(), crate::support::folder());
        let (config, taking) = (trial(&stand, other.path()), trial(&stand, third.path()));
        // In the place and in no backup: a restore would remove it.
        let late = attach(&house, who, &mut Given(vec![b"after the backup".to_vec()])).unwrap().record;
        let there = || {
            let mut things = stand.things();
            things.retain(|thing| !thing.to_string_lossy().contains("/trial/"));
            things
        };
        let (now, things) = (house.engine.now(), there());
        let clock = || std::sync::Arc::new(yinuo::StandingClock::at(now));
        // From the next backup on, or the next start, the place tells older keys.
        house.engine.backup(&house.product).unwrap();
        drop(house);

        let refused = refused_restore(&config, clock(), &backup.path);
        for said in ["another installation, or of newer keys", "(2 files)", "removes", "`--take-over-files`"] {
            assert!(refused.contains(said), "{refused}");
        }
        let stranger = Config { files: config.files.clone(), ..Config::under(&other.path().join("new")) };
        let started = Engine::open(stranger, clock()).map(|_| ()).unwrap_err();
        assert!(
            matches!(&started, Error::Heads(said) if said.contains("belongs to another installation")),
            "{started}"
        );
        assert_eq!(there(), things);

        // The one whose place it is goes on; a trial in places of its own does not touch it.
        let house = House::open(stand.config(), AINK, now);
        assert!(read(&house, who, first).unwrap() == long() && read(&house, who, late).is_ok());
        let mut files = config.files.clone();
        match &mut files {
            FilePlace::Outside(yinuo::PlaceSettings::Bucket(bucket)) => bucket.prefix = "trial".into(),
            files => *files = FilePlace::Outside(other.path().join("own").into()),
        }
        let own = Config { files, ..config };
        let (tried, restored) = Engine::restore(own, clock(), &backup.path).unwrap();
        assert_eq!((restored.files, restored.files_lost), (1, 0));
        drop(tried);
        assert_eq!(there(), things);
        drop(house);

        // Taken over deliberately, it is the other's, and the first does not start any more.
        let config = Config { take_over_files: true, ..taking };
        let (engine, _) = Engine::restore(config.clone(), clock(), &backup.path).unwrap();
        let taken = House::around(engine, clock(), AINK);
        assert!(read(&taken, who, first).unwrap() == long());
        assert_eq!(there().len(), 1, "what came after the backup is gone");
        drop(taken);
        drop(Engine::open(Config { take_over_files: false, ..config }, clock()).unwrap());
        assert!(matches!(Engine::open(stand.config(), clock()), Err(Error::Heads(_))));
    }
}

#[test]
fn an_installation_with_keys_of_its_own_neither_starts_nor_restores_in_another_s_place() {
    for stand in Stand::outside() {
        let (house, who) = stand.house();
        attach(&house, who, &mut Given(vec![long()])).unwrap();
        let clock = || std::sync::Arc::new(yinuo::StandingClock::at(house.engine.now()));
        let other = crate::support::folder();
        let its = House::under(other.path(), AINK);
        let backup = its.engine.backup(&its.product).unwrap();
        drop(its);
        std::fs::rename(other.path().join("data"), other.path().join("lost")).unwrap();
        let things = stand.things();
        let config = Config { files: stand.config().files, ..Config::under(other.path()) };
        let refused = refused_restore(&config, clock(), &backup.path);
        assert!(refused.contains("(1 files)") && refused.contains("`--take-over-files`"), "{refused}");
        assert_eq!(stand.things(), things);
    }
}

#[test]
fn a_number_that_the_data_folder_had_moves_to_the_key_store_and_outlives_the_data_folder() {
    for stand in Stand::outside() {
        let (house, who) = stand.house();
        let stays = attach(&house, who, &mut Given(vec![long()])).unwrap().record;
        let (now, place) = (house.engine.now(), house.engine.config().files.outside().cloned().unwrap());
        drop(house);
        // As it was: the number in the data folder, and marks that say nothing of the keys.
        let keys = rusqlite::Connection::open(stand.path().join("keys/keys.db")).unwrap();
        let kept = || keys.query_row("SELECT value FROM meta WHERE name = 'installation'", [], |row| row.get(0));
        let number: String = kept().unwrap();
        keys.execute("DELETE FROM meta WHERE name = 'installation'", []).unwrap();
        let before = stand.path().join("data/installation");
        std::fs::write(&before, &number).unwrap();
        for place in [place, stand.path().join("backups/files").into()] {
            let place = places::Place::open(&place).unwrap();
            let mark = place.mark().unwrap().unwrap();
            place.set_mark(mark.lines().next().unwrap()).unwrap();
        }
        let house = House::open(stand.config(), AINK, now);
        assert_eq!((kept().ok(), before.exists()), (Some(number), false));
        let backup = house.engine.backup(&house.product).unwrap();
        drop(house);
        let (house, restored) = stand.restore(&backup.path, now);
        assert_eq!(restored.files_lost, 0);
        assert!(read(&house, who, stays).unwrap() == long());
    }
}
