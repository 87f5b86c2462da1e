//! Names: ASCII words, so that no two look alike.

use super::letter::{in_ascii, looks_like, script};
use super::{Field, Reader};
use crate::finding::{Finding, Span};
use crate::name::Name;
use crate::rows::{Fact, Kind};
use toml::{Spanned, de::DeValue};

impl Field for Name {
    const KIND: Kind = Kind::Name;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let Some(text) = value.get_ref().as_str() else {
            reader.expected(value.span(), "a name", value.get_ref());
            return None;
        };
        if is_name(text) {
            return Some(Self::from(text));
        }
        let quoted = |name: &str| format!("\"{name}\"");
        reader.report(not_a_name(text, value.span(), ascii_name(text).map(|name| (quoted(&name), name))));
        None
    }
    fn fact(&self) -> Fact {
        Fact::Name(self.clone())
    }
}

/// Whether `text` can be a name: ASCII lower-case letters and digits, joined by `-` or `.`.
///
/// ASCII only, so that no two names look alike.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let word = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_lowercase())
            && part.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    let number = |part: &str| !part.is_empty() && part.chars().all(|digit| digit.is_ascii_digit());
    let first = text.split(['-', '.']).next().is_some_and(word);
    text.len() <= 64 && first && text.split(['-', '.']).all(|part| word(part) || number(part))
}

/// The name that `text` looks like: in ASCII, in small letters, joined by `-`.
pub(crate) fn ascii_name(text: &str) -> Option<String> {
    let name = in_ascii(text.trim()).to_lowercase().replace(['_', ' '], "-");
    is_name(&name).then_some(name)
}

/// That `text` is not a name; `meant` is the name that it looks like as the file would write it, and alone.
pub(crate) fn not_a_name(text: &str, span: Span, meant: Option<(String, String)>) -> Finding {
    let finding = Finding::error("read/name", span.clone(), format!("`{}` is not a name", text.escape_debug()));
    let foreign = text.chars().find_map(|letter| Some((letter, looks_like(letter)?)));
    let finding = match foreign {
        Some((letter, like)) => {
            finding.seen(format!("U+{:04X} is a {} letter that looks like `{like}`", u32::from(letter), script(letter)))
        }
        None => finding,
    };
    let finding = finding.help("names are lower-case ASCII words joined by `-` or `.`, such as `shoe-size`");
    match meant {
        Some((written, name)) => finding.safe_fix(format!("write `{name}`"), span, written),
        None => finding,
    }
}
