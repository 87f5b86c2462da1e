//! Free text: what points to somebody in it is hidden, the rest is not.
//!
//! Hidden are numbers of seven digits or more, however they are spaced (mobile and landline numbers, identity cards,
//! permits, passports, bank cards; order numbers with them), plates, IP addresses, unified social credit codes, e-mail
//! addresses in any script, and the names that are handed in.
//! Not provided: names that nobody handed in, one that is a single character, parts of a name, numbers in words, and what
//! a reader can conclude.

use super::{first, is_han, mask, numbers};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// `text` with what points to somebody replaced by its mask.
pub(crate) fn hide(text: &str, names: &[Zeroizing<String>]) -> Zeroizing<String> {
    let mut seen = narrowed(text);
    let names: Vec<Zeroizing<String>> = names.iter().map(|name| narrowed(name.trim())).collect();
    let mut names: Vec<&str> = names.iter().map(|name| name.as_str()).filter(|name| is_long_enough(name)).collect();
    // A name that is part of a longer one would leave the rest of it.
    names.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    for name in names {
        seen = hide_name(&seen, name);
    }
    let hidden = hide_emails(&seen);
    numbers::hide(&hidden)
}

/// A single character is part of too many words to say whose it is.
fn is_long_enough(name: &str) -> bool {
    name.nfkc().filter(|c| !parts(*c)).count() > 1
}

/// `text` with `name` hidden, however its letters are composed and in whatever case, and whatever stands between its parts; one
/// that is part of a longer Latin word is not it.
fn hide_name(text: &str, name: &str) -> Zeroizing<String> {
    let mut whole = Zeroizing::new(String::with_capacity(2 * name.len()));
    whole.extend(name.nfc());
    let masked = mask("name", &whole);
    let mut wanted = Zeroizing::new(String::with_capacity(2 * name.len()));
    wanted.extend(name.chars().filter(|c| !parts(*c)).flat_map(folded));
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let joined = |one: Option<char>, other: Option<char>| {
            one.zip(other).is_some_and(|(one, other)| one.is_ascii_alphabetic() && other.is_ascii_alphabetic())
        };
        let found = name_len(rest, &wanted).and_then(|length| rest.split_at_checked(length));
        let alone = |(found, behind): &(&str, &str)| {
            !joined(out.chars().next_back(), Some(next)) && !joined(found.chars().next_back(), behind.chars().next())
        };
        if let Some((_, behind)) = found.filter(alone) {
            out.push_str(&masked);
            rest = behind;
        } else {
            out.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// The most characters that stand between two parts of a name.
const BETWEEN_MAX: usize = 3;

/// How far a text goes that begins with the name of which these are the letters.
fn name_len(text: &str, mut wanted: &str) -> Option<usize> {
    let mut between = 0;
    for (at, c) in text.char_indices() {
        if wanted.is_empty() {
            return Some(at);
        }
        if parts(c) {
            between += 1;
            if at == 0 || between > BETWEEN_MAX {
                return None;
            }
            continue;
        }
        between = 0;
        for part in folded(c) {
            wanted = wanted.strip_prefix(part)?;
        }
    }
    wanted.is_empty().then_some(text.len())
}

/// A letter by what it is composed of (NFKD), as a small one.
fn folded(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkd().flat_map(char::to_lowercase)
}

/// What stands between the parts of a name, or in a name and is not seen.
fn parts(c: char) -> bool {
    let dot = matches!(c, '.' | '·' | '•' | '‧' | '∙' | '⋅' | '・' | '･' | '．');
    let line = matches!(c, '-' | '\u{ad}' | '‐' | '‑' | '－' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    dot || line || c.is_whitespace()
}

/// Full-width digits and letters as the usual ones, and so what joins them in numbers and addresses.
fn narrowed(text: &str) -> Zeroizing<String> {
    let narrow = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＠' | '．' | '＋' | '－' | '＿' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        '﹫' => '@',
        c => c,
    };
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    out.extend(text.chars().map(narrow));
    out
}

/// Whether a text holds something that points to somebody by itself.
pub(crate) fn points_to_somebody(text: &str) -> bool {
    let text = narrowed(text);
    *hide(&text, &[]) != *text
}

fn hide_emails(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, _)) = rest.split_once('@') {
        let after = rest.get(before.len()..).unwrap_or_default();
        let (whole, behind) = after.split_at(domains_len(after));
        let (front, local) = before.split_at(before.len() - local_len(before, !whole.chars().any(is_han)));
        out.push_str(front);
        match masked_email(local, whole) {
            Some(masked) => out.push_str(&masked),
            None => [local, whole].iter().for_each(|part| out.push_str(part)),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What a name and a domain of an e-mail address are made of, in any script (RFC 6531).
fn is_of_address(c: char) -> bool {
    let punctuation = matches!(c, '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}');
    match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\''),
        c => !(c.is_whitespace() || c.is_control() || punctuation),
    }
}

/// What separates the parts of a domain (RFC 3490 section 3.1).
const fn is_dot(c: char) -> bool {
    matches!(c, '.' | '。' | '｡')
}

/// How much of the end of `text` is the name of an address. Nothing stands between Chinese words: a Latin name ends where they
/// do, unless its domain is of another script, too.
fn local_len(text: &str, latin: bool) -> usize {
    let latin = latin && !text.chars().next_back().is_some_and(is_han);
    text.chars().rev().take_while(|c| is_of_address(*c) && !(latin && is_han(*c))).map(char::len_utf8).sum()
}

/// How far the domains reach, each behind its `@`; there should be one.
fn domains_len(text: &str) -> usize {
    let (mut end, mut last, mut dots) = (0, '@', 0);
    for c in text.chars() {
        // Where Chinese words follow a whole Latin domain, it ends.
        let ends = is_han(c) && dots > 0 && last.is_ascii_alphanumeric();
        match c {
            '@' => dots = 0,
            c if is_dot(c) => dots += 1,
            c if ends || !is_of_address(c) => break,
            _ => {}
        }
        (end, last) = (end + c.len_utf8(), c);
    }
    end
}

/// The mask of an address; nothing, where it is none.
fn masked_email(local: &str, whole: &str) -> Option<String> {
    let mut domains = whole.split('@').skip(1);
    let parts = |domain: &str| domain.split(is_dot).filter(|part| !part.is_empty()).count();
    match (domains.next()?, domains.next()) {
        (domain, None) => (parts(domain) > 1).then(|| first(local))?.map(|seen| format!("{seen}@{domain}")),
        // Which of them is the domain cannot be told.
        _ => whole.split('@').any(|domain| parts(domain) > 1).then(|| mask("", "")),
    }
}

#[cfg(test)]
mod tests {
    use super::{hide, points_to_somebody};
    use zeroize::Zeroizing;

    fn names(names: &[&str]) -> Vec<Zeroizing<String>> {
        names.iter().map(|name| Zeroizing::new((*name).to_owned())).collect()
    }

    #[test]
    fn a_known_name_is_hidden_wherever_it_stands_and_however_it_is_written() {
        let cases = [
            ("欧阳锋霸来电", &["欧阳锋霸"][..], "欧***来电"),
            ("请转告阿卜杜拉·买买提。", &["阿卜杜拉·买买提"], "请转告阿***。"),
            ("JOHN SMITH and john smith", &["John Smith"], "J*** and J***"),
            ("Ｌｉ Ｌｅｉ called", &["Li Lei"], "L*** called"),
            ("𠮷野家说", &["𠮷野家"], "𠮷**说"),
            ("张小明和张小明明", &["张小明", "张小明明"], "张**和张***"),
            ("Al is not also Alan", &["Al"], "A*** is not also Alan"),
            ("请转告阿卜杜拉•买买提", &["阿卜杜拉·买买提"], "请转告阿***"),
            ("请转告阿卜杜拉・买买提", &["阿卜杜拉·买买提"], "请转告阿***"),
            ("请转告阿卜杜拉.买买提", &["阿卜杜拉·买买提"], "请转告阿***"),
            ("请转告阿卜杜拉买买提", &["阿卜杜拉·买买提"], "请转告阿***"),
            ("张 小明、张\u{3000}小明、张\u{200b}小明", &["张小明"], "张**、张**、张**"),
            ("ИВАН ПЕТРОВ звонил", &["Иван Петров"], "И*** звонил"),
            ("JOSÉ RUIZ, Jose\u{301} Ruiz", &["José Ruiz"], "J***, J***"),
            ("Jose\u{301} Ruiz, JOSÉ RUIZ", &["Jose\u{301} Ruiz"], "J***, J***"),
            ("John  Smith, John\nSmith, JohnSmith, J.o.h.n Smith", &["John Smith"], "J***, J***, J***, J***"),
            ("Jean-Luc 和 Jean Luc", &["Jean Luc"], "J*** 和 J***"),
            ("John and Smith, Johnny Smithson", &["John Smith"], "John and Smith, Johnny Smithson"),
            ("张，小明", &["张小明"], "张，小明"),
            ("é", &["é"], "é"),
            ("王说", &["王"], "王说"),
            ("", &["张小明"], ""),
        ];
        for (text, known, seen) in cases {
            assert_eq!(*hide(text, &names(known)), seen, "{text}");
        }
    }

    #[test]
    fn numbers_addresses_and_known_names_are_hidden_and_the_rest_is_not() {
        let text = "张小明说：请打 138 1234 5678，或写信到 xiaoming@example.com，证号11010519491231002X。订了 3 件。";
        let seen = hide(text, &names(&["张小明"]));
        assert_eq!(*seen, "张**说：请打 138****5678，或写信到 x***@example.com，证号1***************2X。订了 3 件。");
    }

    #[test]
    fn an_address_is_hidden_in_every_script_and_however_many_signs_it_has() {
        for (text, seen) in [
            ("写信到xiaoming@example.com谢谢", "写信到x***@example.com谢谢"),
            ("xiaoming@example.com和lihua@example.net。", "x***@example.com和l***@example.net。"),
            ("段誉@例子.中国", "段***@例子.中国"),
            ("邮箱：段誉2024@例子。中国，谢谢", "邮箱：段***@例子。中国，谢谢"),
            ("段誉@example.com", "段***@example.com"),
            ("xiaoming@例子.中国", "x***@例子.中国"),
            ("xiaoming@example.中国", "x***@example.中国"),
            ("ｘｉａｏｍｉｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "x***@example.com"),
            ("xiaoming﹫example.com", "x***@example.com"),
            ("jürgen@bücher.example", "j***@bücher.example"),
            ("संपर्क@डाटामेल.भारत", "स***@डाटामेल.भारत"),
            ("иван@пример.рф, o'neill@example.com", "и***@пример.рф, o***@example.com"),
            ("xiaoming@xn--fsqu00a.xn--fiqs8s", "x***@xn--fsqu00a.xn--fiqs8s"),
            ("xiaoming@example..com", "x***@example..com"),
            ("a@b.com@c.com", "******"),
            ("to xiaoming@example.com@example.net now", "to ****** now"),
            ("@xiaoming@example.com", "******"),
            ("xiaoming@@example.com", "******"),
        ] {
            assert_eq!(*hide(text, &[]), seen, "{text}");
            assert!(points_to_somebody(text), "{text}");
            assert_eq!(*hide(seen, &[]), seen, "a mask of a mask");
        }
    }

    #[test]
    fn what_points_to_nobody_stays() {
        for text in [
            "页面打不开",
            "3 items for 12.50",
            "a @ b",
            "@",
            "x@y",
            "a@b@c",
            "@@",
            "@例子.中国",
            "版本 2.0.1",
            "Zürich & 東京",
            "营业时间 9:00–18:00，周末 10:30 至 17:00",
            "2026年11月23日 10:30，共 120 元，另付 12.50 元",
            "①打开 ②关闭，12 m²，Ⅰ、Ⅱ、Ⅲ、Ⅳ、Ⅴ、Ⅵ、Ⅶ、Ⅷ",
            "a::b, std::fmt, 10:30:25-11:45:00",
            "新A4纸 2 包，新iPad123，云 A 区",
        ] {
            assert_eq!(*hide(text, &names(&["王"])), text, "{text}");
            assert!(!points_to_somebody(text), "{text}");
        }
    }
}
