//! The spellings in which a value could stand readable somewhere: one list for whoever searches.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Shorter than this a spelling stands somewhere by chance.
pub(crate) const BYTES_MIN: usize = 6;

/// Every spelling of `clear` that is looked for: as it is, and of text both Unicode normal forms, each of them in UTF-8, in
/// hexadecimal digits of either case, in UTF-16 of either order, and in Base64 and its URL-safe form at each of the three
/// places that it can begin at.
///
/// Not looked for: what is compressed, enciphered, or cut into pieces.
///
/// ```
/// let spelled = vault::spellings("13912345678".as_bytes());
/// assert!(spelled.iter().any(|one| one.as_slice() == b"3133393132333435363738"));
/// ```
#[must_use]
pub fn spellings(clear: &[u8]) -> Vec<Zeroizing<Vec<u8>>> {
    let mut forms = vec![clear.to_vec()];
    if let Ok(text) = std::str::from_utf8(clear) {
        forms.push(text.nfc().collect::<String>().into_bytes());
        forms.push(text.nfd().collect::<String>().into_bytes());
        forms.dedup();
    }
    let mut spelled: Vec<Vec<u8>> = forms.iter().flat_map(|form| written(form)).collect();
    forms.into_iter().map(Zeroizing::new).for_each(drop);
    spelled.retain(|one| one.len() >= BYTES_MIN);
    spelled.sort_unstable();
    spelled.dedup();
    spelled.into_iter().map(Zeroizing::new).collect()
}

fn written(form: &[u8]) -> Vec<Vec<u8>> {
    let hex: Vec<u8> = form.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
    let mut written = vec![form.to_vec(), hex.to_ascii_uppercase(), hex];
    if let Ok(text) = std::str::from_utf8(form) {
        let units: Vec<u16> = text.encode_utf16().collect();
        written.push(units.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        written.push(units.iter().flat_map(|unit| unit.to_be_bytes()).collect());
    }
    for shift in 0..3 {
        let letters = base64_at(form, shift);
        let safe = |letter: &u8| match letter {
            b'+' => b'-',
            b'/' => b'_',
            other => *other,
        };
        written.push(letters.iter().map(safe).collect());
        written.push(letters);
    }
    written
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The letters of the Base64 of anything with `bytes` behind `shift` others that depend on `bytes` alone.
fn base64_at(bytes: &[u8], shift: usize) -> Vec<u8> {
    let (mut held, mut bits, mut letters) = (0_u32, 0_u32, Vec::new());
    for byte in std::iter::repeat_n(&0, shift).chain(bytes) {
        held = (held << 8 | u32::from(*byte)) & 0xffff;
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            let place = usize::try_from(held >> bits & 63).unwrap_or(0);
            letters.extend(LETTERS.get(place));
        }
    }
    letters.drain(..(shift * 8).div_ceil(6).min(letters.len()));
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(value: &str, hidden: &[u8]) -> bool {
        spellings(value.as_bytes()).iter().any(|one| hidden.windows(one.len()).any(|window| window == one.as_slice()))
    }

    #[test]
    fn base64_is_found_wherever_the_value_begins() {
        for hidden in ["MTM5MTIzNDU2Nzg=", "eDEzOTEyMzQ1Njc4", "eHgxMzkxMjM0NTY3OA=="] {
            assert!(found("13912345678", hidden.as_bytes()), "{hidden}");
        }
        assert!(found("???>>>???>>>", b"Pz8_Pj4-Pz8_Pj4-"));
        assert!(!found("13912345678", b"MTM5MTIzNDE2Nzg="));
    }

    #[test]
    fn both_normal_forms_are_found_in_each_writing() {
        let (composed, split) = ("Zo\u{eb} M\u{fc}ller", "Zoe\u{308} Mu\u{308}ller");
        for (value, other) in [(composed, split), (split, composed)] {
            assert!(found(value, other.as_bytes()));
            let wide: Vec<u8> = other.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert!(found(value, &wide));
            let hex: String = other.bytes().map(|byte| format!("{byte:02X}")).collect();
            assert!(found(value, hex.as_bytes()));
        }
    }

    #[test]
    fn what_would_be_found_by_chance_is_left_out() {
        assert!(spellings(b"ab").iter().all(|one| one.len() >= BYTES_MIN));
    }
}
