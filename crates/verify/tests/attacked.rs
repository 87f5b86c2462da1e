//! A good folder, and what an intruder or insider may do to it: each deed has its name and its place.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of tests may fail the test")]

mod fixture;

use std::fs;

use fixture::*;
use tempfile::TempDir;
use verify::{Code, Report, verify_against};

/// Writes the cell's entries, but neither its tiles nor its checkpoint.
fn with_entries(edit: impl FnOnce(&mut Vec<Vec<u8>>)) -> (TempDir, Report) {
    let (world, dir) = sample();
    let mut entries = world.cells["ff"].clone();
    edit(&mut entries);
    let log = cell_dir(dir.path(), "ff");
    fs::remove_dir_all(log.join("tile/entries")).unwrap();
    write_entries(&log, &entries);
    let report = verified(dir.path());
    (dir, report)
}

const FIRST: &str = "cells/ff/tile/entries/000";

#[test]
fn a_good_folder_is_sound_and_accounted_for() {
    let (world, dir) = sample();
    let report = verified(dir.path());
    assert_eq!(found(&report), []);
    assert!(report.is_sound());
    assert_eq!((report.product.size, report.product.entries), (5, 5));
    let cells: Vec<_> =
        report.cells.iter().map(|log| (log.cell.as_deref().unwrap(), log.size, log.entries, log.witnessed)).collect();
    assert_eq!(cells, [("00", 300, 300, Some(300)), ("a1", 5, 5, Some(5)), ("ff", 600, 600, Some(600))]);
    assert_eq!(report.cells[1].origin.as_deref(), Some("yinuo/demo/a1"));
    assert!(verify_against(dir.path(), Some(&vkey(&key())), &world.product_checkpoint()).is_sound());
}

#[test]
fn a_log_with_three_levels_of_tiles_is_walked() {
    let (world, dir) = (World::grown(&[("0", 65_536), ("0", 70_000)]), TempDir::new().unwrap());
    world.write(dir.path());
    assert_eq!(found(&verified(dir.path())), []);
    // Entry and both tiles above are rewritten, the top is not.
    let mut entries = world.cells["0"].clone();
    entries[300] = leaf("other", 300);
    let log = cell_dir(dir.path(), "0");
    let top = fs::read(log.join("tile/2/000.p/1")).unwrap();
    write_entries(&log, &entries);
    write_hashes(&log, &entries);
    write(log.join("tile/2/000.p/1"), top);
    assert_eq!(found(&verified(dir.path())), [("changed", "cells/0/tile/2/000.p/1", Some((0, 65_536)))]);
}

#[test]
fn a_changed_entry_is_named() {
    let (_dir, report) = with_entries(|entries| entries[17][5] ^= 1);
    assert_eq!(found(&report), [("changed", FIRST, Some((17, 18)))]);
}

#[test]
fn an_entry_changed_with_its_tile_is_narrowed_to_256() {
    let (world, dir) = sample();
    let mut entries = world.cells["ff"].clone();
    entries[300] = leaf("other", 0);
    let log = cell_dir(dir.path(), "ff");
    let above = fs::read(log.join("tile/1/000.p/2")).unwrap();
    write_entries(&log, &entries);
    write_hashes(&log, &entries);
    write(log.join("tile/1/000.p/2"), above);
    assert_eq!(found(&verified(dir.path())), [("changed", "cells/ff/tile/1/000.p/2", Some((256, 512)))]);
}

#[test]
fn a_dropped_entry_is_named_whether_or_not_the_rest_moved_up() {
    let (dir, report) = with_entries(|entries| drop(entries.remove(300)));
    // The last bundle is one short, so it goes by another name.
    assert_eq!(found(&report)[0].0, "dropped");
    assert!(found(&report).contains(&("missing-file", "cells/ff/tile/entries/002.p/88", Some((512, 600)))));
    let last = cell_dir(dir.path(), "ff").join("tile/entries/002.p");
    fs::rename(last.join("87"), last.join("88")).unwrap();
    let report = verified(dir.path());
    assert_eq!(found(&report), [("dropped", "cells/ff/tile/entries/002.p/88", Some((300, 301)))]);

    let (world, dir) = sample();
    let bundle: Vec<u8> = (0..256).filter(|at| *at != 40).flat_map(|at| prefixed(&world.cells["ff"][at])).collect();
    write(dir.path().join(FIRST), bundle);
    assert_eq!(found(&verified(dir.path())), [("dropped", FIRST, Some((40, 41)))]);
}

#[test]
fn an_inserted_entry_is_named() {
    let (_dir, report) = with_entries(|entries| {
        entries.insert(300, leaf("other", 0));
        entries.pop();
    });
    assert_eq!(found(&report), [("inserted", "cells/ff/tile/entries/001", Some((300, 301)))]);

    let (world, dir) = sample();
    let mut bundle = fs::read(dir.path().join(FIRST)).unwrap();
    bundle.extend(prefixed(&world.cells["ff"][256]));
    write(dir.path().join(FIRST), bundle);
    assert_eq!(found(&verified(dir.path())), [("inserted", FIRST, Some((256, 257)))]);
}

#[test]
fn reordered_entries_are_named_across_bundles() {
    let (_dir, report) = with_entries(|entries| entries.swap(3, 4));
    assert_eq!(found(&report), [("reordered", FIRST, Some((3, 5)))]);
    let (_dir, report) = with_entries(|entries| entries.swap(3, 550));
    assert_eq!(found(&report), [("reordered", FIRST, Some((3, 551)))]);
}

#[test]
fn a_swap_with_every_tile_made_again_is_another_history() {
    let (world, dir) = sample();
    let mut entries = world.cells["ff"].clone();
    entries.swap(300, 301);
    let log = cell_dir(dir.path(), "ff");
    write_entries(&log, &entries);
    write_hashes(&log, &entries);
    let forked = [("forked", "cells/ff/checkpoint", Some((256, 600)))];
    assert_eq!(found(&verified(dir.path())), forked);
    // And so it is if the insider signs it.
    write(log.join("checkpoint"), checkpoint(&origin("ff"), &entries));
    assert_eq!(found(&verified(dir.path())), forked);
}

#[test]
fn a_log_cut_short_shows_though_its_old_checkpoint_is_genuine() {
    let (world, dir) = sample();
    write_log(&cell_dir(dir.path(), "ff"), &origin("ff"), &world.cells["ff"][..256]);
    assert_eq!(found(&verified(dir.path())), [("truncated", "cells/ff/checkpoint", Some((256, 600)))]);
}

#[test]
fn an_old_checkpoint_put_back_shows() {
    let (world, dir) = sample();
    write(cell_dir(dir.path(), "ff").join("checkpoint"), checkpoint(&origin("ff"), &world.cells["ff"][..256]));
    let report = verified(dir.path());
    assert_eq!(report.with(Code::Truncated).count(), 1);
    assert!(report.with(Code::Unpublished).count() > 0);
    assert!(!report.is_sound());
}

#[test]
fn cutting_both_logs_takes_an_outside_witness_to_see() {
    let (world, dir) = sample();
    let earlier = World::grown(&[("00", 100), ("a1", 5), ("ff", 256)]);
    earlier.write(dir.path());
    assert!(verified(dir.path()).is_sound());
    let report = verify_against(dir.path(), Some(&vkey(&key())), &world.product_checkpoint());
    assert_eq!(found(&report), [("truncated", "checkpoint", Some((3, 5)))]);
}

#[test]
fn another_history_of_everything_takes_an_outside_witness_to_see() {
    let (world, dir) = sample();
    let other = World::grown(&[("00", 100), ("a1", 6), ("ff", 256), ("00", 300), ("ff", 600), ("ff", 700)]);
    other.write(dir.path());
    assert!(verified(dir.path()).is_sound());
    let report = verify_against(dir.path(), Some(&vkey(&key())), &world.product_checkpoint());
    assert_eq!(found(&report), [("forked", "checkpoint", Some((0, 5)))]);
}

#[test]
fn a_witness_must_bring_a_signed_checkpoint_of_this_log() {
    let (world, dir) = sample();
    let against = |note: &str| verify_against(dir.path(), Some(&vkey(&key())), note);
    let file = "the witness's checkpoint";
    assert_eq!(found(&against("nothing")), [("bad-note", file, None)]);
    assert_eq!(found(&against(&world.notes[1]))[0], ("forked", "checkpoint", Some((0, 5))));
    assert_eq!(against(&world.notes[1]).with(Code::WrongOrigin).count(), 1);
    let forged = world.product_checkpoint().replace("\n5\n", "\n4\n");
    assert_eq!(against(&forged).with(Code::BadSignature).count(), 1);
}

#[test]
fn another_cells_log_in_its_place_shows() {
    let (world, dir) = sample();
    let log = cell_dir(dir.path(), "00");
    write_log(&log, &origin("ff"), &world.cells["ff"]);
    let report = verified(dir.path());
    assert_eq!(
        report.with(Code::WrongOrigin).map(|one| one.file.as_str()).collect::<Vec<_>>(),
        ["cells/00/checkpoint"]
    );
    // Even under a checkpoint of its own.
    write(log.join("checkpoint"), checkpoint(&origin("00"), &world.cells["ff"]));
    assert_eq!(found(&verified(dir.path()))[0], ("forked", "cells/00/checkpoint", Some((0, 100))));
    // Or only its tiles.
    world.write(dir.path());
    write_log(&log, &origin("00"), &world.cells["ff"][..300]);
    write(log.join("checkpoint"), checkpoint(&origin("00"), &world.cells["00"]));
    assert_eq!(found(&verified(dir.path())), [("forked", "cells/00/checkpoint", Some((0, 100)))]);
}

#[test]
fn a_history_signed_anew_from_some_point_is_bracketed_by_what_was_recorded() {
    let (world, dir) = sample();
    let mut entries = world.cells["00"].clone();
    entries[200] = leaf("other", 0);
    write_log(&cell_dir(dir.path(), "00"), &origin("00"), &entries);
    assert_eq!(found(&verified(dir.path())), [("forked", "cells/00/checkpoint", Some((100, 300)))]);
}

#[test]
fn a_product_log_that_records_a_fall_says_so() {
    let (mut world, dir) = sample();
    world.notes.push(checkpoint(&origin("ff"), &world.cells["ff"][..256]));
    world.write(dir.path());
    assert_eq!(found(&verified(dir.path())), [("truncated", "cells/ff/checkpoint", None)]);
}

#[test]
fn what_is_not_recorded_yet_is_a_note() {
    let (world, dir) = sample();
    write_log(&cell_dir(dir.path(), "ff"), &origin("ff"), &leaves("ff", 601));
    write_log(&cell_dir(dir.path(), "b0"), &origin("b0"), &leaves("b0", 1));
    let report = verified(dir.path());
    let notes = [
        ("unwitnessed", "cells/b0/checkpoint", Some((0, 1))),
        ("unwitnessed", "cells/ff/checkpoint", Some((600, 601))),
    ];
    assert_eq!(found(&report), notes);
    assert!(report.is_sound() && world.notes.len() == 5);
}
