//! Characters that no font has, told so that somebody can help it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Characters that one package of fonts has together.
#[derive(Debug, PartialEq, Eq)]
pub struct Script {
    /// What they are.
    pub name: &'static str,
    /// A package of Debian and Ubuntu that has them.
    pub package: &'static str,
    ranges: &'static [RangeInclusive<char>],
}

/// The scripts that a document is likely to have, by the blocks of Unicode.
const SCRIPTS: [Script; 6] = [
    Script { name: "Latin letters, digits and signs", package: "fonts-noto-core", ranges: &['\u{0}'..='\u{24f}'] },
    Script {
        name: "Chinese characters and punctuation",
        package: "fonts-noto-cjk",
        ranges: &[
            '\u{2e80}'..='\u{303f}',
            '\u{31c0}'..='\u{31ef}',
            '\u{3400}'..='\u{9fff}',
            '\u{f900}'..='\u{faff}',
            '\u{fe10}'..='\u{fe1f}',
            '\u{fe30}'..='\u{fe4f}',
            '\u{ff00}'..='\u{ffef}',
            '\u{20000}'..='\u{3ffff}',
        ],
    },
    Script {
        name: "Japanese kana",
        package: "fonts-noto-cjk",
        ranges: &['\u{3040}'..='\u{30ff}', '\u{31f0}'..='\u{31ff}'],
    },
    Script {
        name: "Korean hangul",
        package: "fonts-noto-cjk",
        ranges: &['\u{1100}'..='\u{11ff}', '\u{3130}'..='\u{318f}', '\u{ac00}'..='\u{d7af}'],
    },
    Script { name: "punctuation and symbols", package: "fonts-noto-core", ranges: &['\u{2000}'..='\u{2bff}'] },
    Script { name: "emoji", package: "fonts-noto-color-emoji", ranges: &['\u{1f000}'..='\u{1faff}'] },
];

/// Whatever is in none of them.
const OTHER: Script = Script { name: "other characters", package: "fonts-noto", ranges: &[] };

impl Script {
    /// The script of a character.
    #[must_use]
    pub fn of(letter: char) -> &'static Self {
        let found = SCRIPTS.iter().find(|script| script.ranges.iter().any(|range| range.contains(&letter)));
        found.unwrap_or(&OTHER)
    }
}

/// The characters of one script that no font has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// The script.
    pub script: &'static Script,
    /// The characters, each once, in their order.
    pub letters: Vec<char>,
}

/// How many characters of a script a message shows.
const SHOWN_MAX: usize = 12;

/// What is missing, and what to do.
pub(crate) fn told(lacks: &[Lack]) -> String {
    let missing: Vec<_> = lacks.iter().map(told_one).collect();
    let packages: BTreeSet<_> = lacks.iter().map(|lack| lack.script.package).collect();
    let packages: Vec<_> = packages.into_iter().collect();
    format!(
        "no font has {}; install one (`apt install {}`), or name its folder with `--font-dir`",
        missing.join("; "),
        packages.join(" ")
    )
}

fn told_one(lack: &Lack) -> String {
    let code = |letter: &char| format!("{letter} U+{:04X}", u32::from(*letter));
    let shown: Vec<_> = lack.letters.iter().take(SHOWN_MAX).map(code).collect();
    let more = match lack.letters.len().saturating_sub(SHOWN_MAX) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} ({}{more})", lack.script.name, shown.join(", "))
}

/// The characters of `text` that `has` does not know, by script.
#[cfg_attr(not(any(test, feature = "engine")), expect(dead_code, reason = "only the typesetter looks at fonts"))]
pub(crate) fn lacking(text: &str, has: impl Fn(char) -> bool) -> Vec<Lack> {
    let letters: BTreeSet<char> =
        text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
    let mut lacks: Vec<Lack> = Vec::new();
    for letter in letters.into_iter().filter(|letter| !has(*letter)) {
        let script = Script::of(letter);
        match lacks.iter_mut().find(|lack| lack.script == script) {
            Some(lack) => lack.letters.push(letter),
            None => lacks.push(Lack { script, letters: vec![letter] }),
        }
    }
    lacks
}

#[cfg(test)]
mod tests {
    use super::{Lack, Script, lacking, told};

    #[test]
    fn what_is_missing_comes_by_script_each_once() {
        let lacks = lacking("诺一 a\n一，", |letter| letter.is_ascii());
        assert_eq!(lacks, [Lack { script: Script::of('诺'), letters: vec!['一', '诺', '，'] }]);
        assert!(lacking("a b\n", |letter| letter.is_ascii()).is_empty());
    }

    #[test]
    fn a_message_says_what_to_install() {
        assert_eq!(
            told(&lacking("一🙂가ก", |_| false)),
            "no font has other characters (ก U+0E01); Chinese characters and punctuation (一 U+4E00); \
             Korean hangul (가 U+AC00); emoji (🙂 U+1F642); install one \
             (`apt install fonts-noto fonts-noto-cjk fonts-noto-color-emoji`), or name its folder with `--font-dir`"
        );
    }

    #[test]
    fn a_long_list_is_cut() {
        let many: String = ('一'..).take(15).collect();
        let said = told(&lacking(&many, |_| false));
        assert!(said.contains("U+4E0B and 3 more)") && !said.contains("U+4E0C"), "{said}");
    }
}
