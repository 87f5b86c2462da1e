//! `cargo +nightly fuzz run fmt`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::fmt(bytes));
