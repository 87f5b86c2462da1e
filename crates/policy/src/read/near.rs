//! The known name that was probably meant by one that nobody knows.

use crate::finding::Safety;

/// Whether `name` is `near` with a slip of the finger: one letter too many, too few, wrong or swapped, in a word long enough to
/// leave no doubt. A digit is no slip: `form-2` is not `form-3`.
#[must_use]
pub fn is_typo(name: &str, near: &str) -> bool {
    const LETTERS_MIN: usize = 6;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    near.len() >= LETTERS_MIN && digits(name) == digits(near) && strsim::damerau_levenshtein(name, near) == 1
}

/// The known name nearest to `name`, if one is near: at most a third of its letters differ.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance * 3 <= candidate.len().max(name.len()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The shortest word of a closed list in which one slip leaves no doubt.
const LETTERS_MIN: usize = 4;

/// Words of other tools and of other spellings, and what this language calls the same.
const SPELLINGS: [(&str, &str); 16] = [
    ("anonymize", "anonymise"),
    ("anonymized", "anonymise"),
    ("deidentify", "de-identify"),
    ("delete", "erase"),
    ("destroy", "erase"),
    ("encrypted", "sealed"),
    ("hash", "hashed"),
    ("mask", "masked"),
    ("legal-obligation", "legal-duty"),
    ("vital-interests", "emergency"),
    ("legitimate-interest", "legitimate-interests"),
    ("parental", "guardian"),
    ("necessary", "essential"),
    ("marketing", "advertising"),
    ("individual", "subject"),
    ("timezone", "time-zone"),
];

/// Which of `known` was meant by `text`, and whether that leaves no doubt: another case, `_` for `-`, another spelling, or one slip
/// of the finger.
pub(crate) fn meant<'a>(text: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<(&'a str, Safety)> {
    let plain = text.trim().to_lowercase().replace(['_', ' '], "-");
    let spelled = SPELLINGS.iter().find(|(other, _)| *other == plain).map_or(plain.as_str(), |(_, ours)| *ours);
    let same = known.clone().find(|known| known.replace(' ', "-") == spelled);
    if let Some(same) = same {
        return Some((same, Safety::Safe));
    }
    let near = nearest(text, known.clone())?;
    // One slip, and no other word of the list is near: what was meant is beyond doubt.
    let slips = |known: &str| strsim::damerau_levenshtein(text, known);
    let alone = near.len() >= LETTERS_MIN && slips(near) == 1 && known.filter(|other| slips(other) <= 2).count() == 1;
    Some((near, if alone { Safety::Safe } else { Safety::NeedsReview }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_no_doubt_is_safe() {
        let known = ["erase", "anonymise", "restrict", "time-zone", "from next year", "for", "from"];
        let meant = |text: &str| meant(text, known.into_iter());
        for (text, expected) in [
            ("Erase", "erase"),
            ("delete", "erase"),
            ("anonymize", "anonymise"),
            ("time_zone", "time-zone"),
            ("timezone", "time-zone"),
            ("from_next_year", "from next year"),
            ("restirct", "restrict"),
        ] {
            assert_eq!(meant(text), Some((expected, Safety::Safe)), "{text}");
        }
        assert_eq!(meant("fro"), Some(("for", Safety::NeedsReview)));
        assert_eq!(meant("form").map(|(_, safety)| safety), Some(Safety::NeedsReview));
        assert_eq!(meant("keep for ever"), None);
    }
}
