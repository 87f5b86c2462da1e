//! Traditional Chinese from Simplified Chinese: one text is written, the other follows from it.
//!
//! Two steps. The words of [`terms`] are taken first, the longest first; every other run of Chinese letters is
//! converted by OpenCC's phrase and letter dictionaries (头发 to 頭髮, 发票 to 發票). OpenCC's own list of regional words
//! is not used: it is made for computer manuals, and would turn an account that is closed (注销) into one that signs
//! out (登出), and what is kept inside the country (境内存放) into 境記憶體放.
//!
//! Promises: nothing but Chinese letters and quotation marks ever changes, so digits, addresses and names in Latin
//! letters come out as they went in.

mod terms;

use aho_corasick::{AhoCorasick, MatchKind};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Both dictionaries, made when the first text is asked for.
struct Converter {
    letters: OpenCC,
    terms: AhoCorasick,
}

/// `None` only if the dictionaries that are compiled in are damaged, which a test excludes.
static CONVERTER: LazyLock<Option<Converter>> = LazyLock::new(|| {
    let letters = OpenCC::from_config(BuiltinConfig::S2tw).ok()?;
    let simplified = terms::ALL.iter().map(|term| term.simplified);
    let terms = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(simplified).ok()?;
    Some(Converter { letters, terms })
});

/// `simplified` in Traditional Chinese.
///
/// # Example
/// ```
/// assert_eq!(publish::traditional("注销账户后 7 天内删除"), "註銷帳戶後 7 天內刪除");
/// ```
#[must_use]
pub fn traditional(simplified: &str) -> Cow<'_, str> {
    match &*CONVERTER {
        Some(converter) if simplified.chars().any(is_converted) => Cow::Owned(converter.convert(simplified)),
        _ => Cow::Borrowed(simplified),
    }
}

/// A phrase of the program in Traditional Chinese: converted once, and kept for as long as the program runs.
#[must_use]
pub fn traditional_phrase(simplified: &'static str) -> &'static str {
    static KEPT: Mutex<BTreeMap<&'static str, &'static str>> = Mutex::new(BTreeMap::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    // No more is ever kept than there are phrases in the program.
    kept.entry(simplified).or_insert_with(|| match traditional(simplified) {
        Cow::Borrowed(same) => same,
        Cow::Owned(converted) => converted.leak(),
    })
}

impl Converter {
    fn convert(&self, text: &str) -> String {
        let mut converted = String::with_capacity(text.len());
        let mut done = 0;
        for found in self.terms.find_iter(text) {
            self.push_letters(&mut converted, text.get(done..found.start()).unwrap_or_default());
            let term = terms::ALL.get(found.pattern().as_usize());
            converted.push_str(term.map_or("", |term| term.traditional));
            done = found.end();
        }
        self.push_letters(&mut converted, text.get(done..).unwrap_or_default());
        converted
    }

    /// Converts the runs of Chinese letters in `text`, and passes on what stands between them.
    fn push_letters(&self, converted: &mut String, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let chinese = is_chinese(first);
            let end = rest.find(|letter| is_chinese(letter) != chinese).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            if chinese {
                converted.push_str(&self.letters.convert(run))
            } else {
                converted.push_str(run)
            }
            rest = after;
        }
    }
}

/// Whether `letter` may come out otherwise.
fn is_converted(letter: char) -> bool {
    is_chinese(letter) || "“”‘’".contains(letter)
}

/// Whether `letter` is a Chinese one: the unified ideographs with extensions A and B.
const fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2A6DF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_go_by_the_phrase_they_stand_in() {
        for (simplified, expected) in [
            ("头发、发票、发送", "頭髮、發票、發送"),
            ("登录后台之后", "登入後台之後"),
            ("里程、行程里的里程碑", "里程、行程裡的里程碑"),
            ("干净的日志", "乾淨的日誌"),
            ("注销账户并恢复备份", "註銷帳戶並恢復備份"),
            ("境内存放", "境內存放"),
            ("只有一台设备", "只有一台裝置"),
            ("《个人信息保护法》所称“敏感个人信息”", "《個人信息保護法》所稱「敏感個人信息」"),
            ("个人用户的用户名", "個人用戶的使用者名稱"),
        ] {
            assert_eq!(traditional(simplified), expected);
        }
    }

    /// The table by which `check` tells Simplified text from Traditional says what the converter says.
    #[test]
    fn letters_of_one_kind_are_told_apart_as_the_converter_does() {
        let table = include_str!("../../../policy/src/read/han.txt");
        let (old, new) = table.split_once("[simplified]").unwrap();
        let (_, old) = old.split_once("[traditional]").unwrap();
        let letters = OpenCC::from_config(BuiltinConfig::S2t).unwrap();
        let converted = |letter: char| letters.convert(&letter.to_string());
        let first = |pair: &str| pair.chars().next().unwrap();
        let simplified: Vec<char> = new.split_whitespace().map(first).collect();
        assert!(simplified.iter().all(|letter| converted(*letter) != letter.to_string()));
        let traditional = old.split_whitespace().map(first);
        assert_eq!(traditional.filter(|letter| simplified.contains(letter)).count(), 0);
        let kept = old.split_whitespace().map(first).filter(|letter| converted(*letter) == letter.to_string());
        assert_eq!(kept.count(), old.split_whitespace().count(), "what is Traditional already stays");
    }

    #[test]
    fn a_phrase_is_converted_once() {
        let first = traditional_phrase("保存期限内的软件");
        assert_eq!(first, "保存期限內的軟體");
        assert!(std::ptr::eq(first, traditional_phrase("保存期限内的软件")));
    }

    proptest! {
        #[test]
        fn nothing_but_chinese_letters_and_quotes_changes(text in "([a-zA-Z0-9@:/._#{}-]{1,8}|[账户信息网络软里发后个人，。、 “”]{1,6}|.){0,12}") {
            let converted = traditional(&text);
            let others = |text: &str| text.chars().filter(|l| !is_chinese(*l) && !"“”‘’「」『』".contains(*l)).collect::<String>();
            prop_assert_eq!(others(&converted), others(&text));
        }

        #[test]
        fn what_holds_no_chinese_is_itself(text in "[ -~]{0,40}") {
            prop_assert_eq!(traditional(&text), text.as_str());
        }
    }
}
