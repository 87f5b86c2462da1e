//! Every byte of every file, searched for many values at once and in every usual encoding.

use crate::outside::files_below;
use aho_corasick::AhoCorasick;
use std::path::Path;

/// The forms in which a value could lie somewhere and be read by anybody.
fn forms(value: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = value.as_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        ("UTF-8", bytes.to_vec()),
        ("UTF-16, little end first", value.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16, big end first", value.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("upper-case hexadecimal", hex.to_uppercase().into_bytes()),
        ("hexadecimal", hex.into_bytes()),
    ];
    // In base64 a value can begin at any of three places, and its ends mix with what stands beside it.
    for shift in 0..3_usize {
        let shifted: Vec<u8> = std::iter::repeat_n(0, shift).chain(bytes.iter().copied()).collect();
        let whole = &shifted[..shifted.len() - shifted.len() % 3];
        let text = base64(whole);
        let own: String = text.chars().skip(if shift == 0 { 0 } else { 4 }).collect();
        forms.push(("base64 for addresses", own.replace('+', "-").replace('/', "_").into_bytes()));
        forms.push(("base64", own.into_bytes()));
    }
    forms
}

/// Standard base64 of whole groups of three bytes.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |group: u32, shift: u32| char::from(LETTERS[(group >> shift & 63) as usize]);
    let group = |chunk: &[u8]| u32::from(chunk[0]) << 16 | u32::from(chunk[1]) << 8 | u32::from(chunk[2]);
    bytes.chunks_exact(3).map(group).flat_map(|g| [18, 12, 6, 0].map(|shift| letter(g, shift))).collect()
}

/// Where one of `values` lies, in a sentence each.
pub fn found_below(folder: &Path, values: &[String]) -> Vec<String> {
    let wanted: Vec<(&String, &'static str, Vec<u8>)> = values
        .iter()
        .flat_map(|value| forms(value).into_iter().map(move |(form, bytes)| (value, form, bytes)))
        .collect();
    let short = wanted.iter().find(|(.., bytes)| bytes.len() < 6);
    assert!(short.is_none(), "too short to tell from chance: {short:?}");
    let searcher = AhoCorasick::new(wanted.iter().map(|(.., bytes)| bytes)).expect("a search");
    let mut found = Vec::new();
    for path in files_below(folder) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        for hit in searcher.find_overlapping_iter(&bytes) {
            let (value, form, _) = &wanted[hit.pattern().as_usize()];
            found.push(format!("{value} as {form} in {} at {}", path.display(), hit.start()));
        }
    }
    found
}
