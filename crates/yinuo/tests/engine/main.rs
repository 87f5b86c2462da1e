//! The hard tests of the engine: crashes, races, full disks, long years, and marked values searched for everywhere.
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout
)]

mod anonymised;
mod borders;
mod bucket;
mod canary;
mod certified;
mod chain;
mod codes;
mod commits;
mod crash;
mod differing;
mod doctor;
mod ends;
mod files;
mod gap;
mod holds;
mod kept;
mod keystore;
mod leaving;
mod moment;
mod noise;
mod people;
mod race;
mod restore_steps;
mod restored;
mod rooms;
mod suites;
mod support;
mod tellings;
mod town;
mod tripwires;
mod years;
