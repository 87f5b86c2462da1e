//! Words about rights: what holds one of them is not set aside by one person alone.

use crate::personal::Personal;

/// The words, published: English in lower case, and Chinese in both scripts.
pub const RIGHTS_WORDS: &[&str] = &[
    "delete",
    "erase",
    "access",
    "copy",
    "correct",
    "withdraw",
    "appeal",
    "complain",
    "leak",
    "breach",
    "close my account",
    "删除",
    "刪除",
    "查阅",
    "查閱",
    "访问",
    "复制",
    "複製",
    "更正",
    "撤回",
    "撤销",
    "注销",
    "註銷",
    "申诉",
    "申訴",
    "投诉",
    "投訴",
    "举报",
    "舉報",
    "泄露",
    "泄漏",
    "洩露",
];

/// Whether one of `values` holds a word about a right.
#[must_use]
pub fn speaks_of_rights(values: &[(String, Personal)]) -> bool {
    let texts = values.iter().filter_map(|(_, value)| value.expose_text());
    texts.map(str::to_lowercase).any(|text| RIGHTS_WORDS.iter().any(|word| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let said = |text: &str| speaks_of_rights(&[("text".into(), Personal::from(text))]);
        assert!(said("Please DELETE everything"));
        assert!(said("我要投诉"));
        assert!(!said("What does it cost?"));
        assert!(!speaks_of_rights(&[]));
    }
}
