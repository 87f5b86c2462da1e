//! Letters of one kind of Chinese text only: Traditional or Simplified. The table and where it comes from: `han.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The letters of Traditional text, then those of Simplified text, each with what the other kind writes.
static LETTERS: LazyLock<[BTreeMap<char, char>; 2]> = LazyLock::new(|| {
    let table = include_str!("han.txt");
    let (traditional, simplified) = table.split_once("[simplified]").unwrap_or((table, ""));
    let (_, traditional) = traditional.split_once("[traditional]").unwrap_or_default();
    [traditional, simplified].map(|part| part.split_whitespace().filter_map(pair).collect())
});

fn pair(pair: &str) -> Option<(char, char)> {
    let mut letters = pair.chars();
    Some((letters.next()?, letters.next()?))
}

/// What Simplified text writes for a letter that only Traditional text has.
#[must_use]
pub(crate) fn simplified(letter: char) -> Option<char> {
    let [traditional, _] = &*LETTERS;
    traditional.get(&letter).copied()
}

/// What Traditional text most often writes for a letter that only Simplified text has.
#[must_use]
pub(crate) fn traditional(letter: char) -> Option<char> {
    let [_, simplified] = &*LETTERS;
    simplified.get(&letter).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_one_kind_are_known_and_those_of_both_are_not() {
        assert_eq!("帳號與個人資訊".chars().filter_map(simplified).collect::<String>(), "账号与个资讯");
        assert_eq!("账号与个人信息".chars().filter_map(traditional).collect::<String>(), "帳號與個");
        for letter in "后于著里面干台只手机".chars() {
            assert_eq!(simplified(letter), None, "{letter}");
        }
        let [traditional, simplified] = &*LETTERS;
        assert!(traditional.len() > 2500 && simplified.len() > 2000);
        assert!(traditional.keys().all(|letter| !simplified.contains_key(letter)));
    }
}
