//! A restore of an older backup: the files that a newer one holds stay for it as long as it opens, and no longer.

use super::stand::{Stand, below, erase};
use super::{Given, attach, long, read};
use crate::support::{House, Person, code, days};
use std::path::{Path, PathBuf};
use yinuo::life::Code;
use yinuo::life::reference::Record;
use yinuo::{BackedUp, Engine, StandingClock};

fn file(house: &House, who: Person, bytes: &[u8]) -> Record {
    attach(house, who, &mut Given(vec![bytes.to_vec()])).unwrap().record
}

/// A backup a day after what was before.
fn backup(house: &House) -> BackedUp {
    house.advance(days(1));
    house.engine.backup(&house.product).unwrap()
}

fn copies(stand: &Stand) -> Vec<PathBuf> {
    let mut copies = below(&stand.path().join("backups").join("files"));
    copies.retain(|copy| !copy.ends_with("owner.mark"));
    copies
}

/// The data folder is lost once more, and `file` restored.
fn again(stand: &Stand, house: House, file: &Path) -> (House, yinuo::Restored) {
    let now = house.engine.now().checked_add(days(1)).unwrap();
    drop(house);
    drop(std::fs::remove_dir_all(stand.path().join("lost")));
    stand.restore(file, now)
}

fn name_of(backup: &BackedUp) -> String {
    backup.path.file_name().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn a_restore_of_an_older_backup_leaves_the_files_of_a_newer_one_until_its_key_is_gone() {
    for stand in Stand::outside() {
        let (house, who) = stand.house();
        let first = file(&house, who, &long());
        let older = backup(&house);
        let held = file(&house, who, &long());
        let erased = file(&house, who, b"in the newer one, and erased since");
        let newer = backup(&house);
        erase(&house, who, erased).unwrap();
        let unheld = file(&house, who, b"in no backup");
        assert_eq!((stand.things().len(), copies(&stand).len()), (3, 2));

        let (house, restored) = again(&stand, house, &older.path);
        assert_eq!(restored.newer, [name_of(&newer)]);
        assert!(read(&house, who, first).unwrap() == long());
        assert_eq!(code(read(&house, who, held)), Code::NotFound);
        assert_eq!(copies(&stand).len(), 2, "that of the newer backup stays, and nothing of what was erased is there");
        house.engine.run_due().unwrap();

        let (house, restored) = again(&stand, house, &newer.path);
        assert_eq!(restored.files_lost, 0);
        assert!(!restored.newer.contains(&name_of(&newer)), "{restored:?}");
        assert!(read(&house, who, first).unwrap() == long() && read(&house, who, held).unwrap() == long());
        for gone in [erased, unheld] {
            assert_eq!(code(read(&house, who, gone)), Code::NotFound);
        }
        assert_eq!(copies(&stand).len(), 2);

        // The older one once more; backups that are made after it hold nothing of the kind.
        let (house, _) = again(&stand, house, &older.path);
        assert_eq!(copies(&stand).len(), 2);
        let now = house.engine.now();
        let before = house.engine.backups().unwrap().into_iter().filter(|(_, at, _)| *at < now);
        let until = before.map(|(.., until)| until).max().unwrap();
        assert!(until >= newer.until);
        house.advance(until.duration_since(now) - days(1));
        house.engine.backup(&house.product).unwrap();
        house.engine.run_due().unwrap();
        assert_eq!(copies(&stand).len(), 2, "it can still be read");
        house.advance(days(1));
        house.engine.run_due().unwrap();
        assert_eq!((stand.things().len(), copies(&stand).len()), (1, 1), "nobody can read what holds it");
        assert!(read(&house, who, first).unwrap() == long());
        house.assert_sound();
    }
}

#[test]
fn a_refused_restore_says_which_newer_backups_can_be_read() {
    let stand = Stand::new("folder");
    let (house, _) = stand.house();
    let (older, newer) = (backup(&house), backup(&house));
    let now = house.engine.now();
    drop(house);
    std::fs::rename(stand.path().join("data"), stand.path().join("lost")).unwrap();
    let mut bytes = std::fs::read(&older.path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&older.path, bytes).unwrap();
    let refused = |file: &Path| {
        let clock = std::sync::Arc::new(StandingClock::at(now));
        Engine::restore(stand.config(), clock, file).map(|_| ()).unwrap_err().to_string()
    };
    let said = format!("; newer backups can be read: {}", name_of(&newer));
    assert!(refused(&older.path).ends_with(&said), "{}", refused(&older.path));
    std::fs::write(&newer.path, b"cut").unwrap();
    assert!(!refused(&newer.path).contains("newer backups"), "{}", refused(&newer.path));
}
