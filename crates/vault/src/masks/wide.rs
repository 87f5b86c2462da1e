//! Every kind of value in its many spellings: what a mask shows is of fixed length and place, the same for each spelling,
//! and of what is not of its shape nothing shows.

use super::{NOTHING, mask};
use proptest::prelude::*;
use proptest::sample::select;

/// Surnames of two characters, rare ones, and some that lie beyond the basic plane.
const SURNAMES: &[&str] =
    &["王", "欧阳", "司马", "上官", "诸葛", "尉迟", "澹台", "皇甫", "〇", "㛃", "𠮷", "\u{2ceac}"];
const GIVEN: &[&str] = &["芳", "小明", "懿", "婉儿", "〇", "𠀀", "䶮", "\u{20bb7}\u{2a6d6}"];
const PROVINCES: &[&str] =
    &["京", "津", "沪", "渝", "冀", "豫", "云", "辽", "黑", "湘", "皖", "鲁", "新", "苏", "浙", "桂", "藏"];

/// Spaced by `gap` after every fourth character.
fn spaced(text: &str, gap: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(4).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join(gap)
}

fn wide(text: &str) -> String {
    let widen = |c: char| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c.is_ascii_graphic()).unwrap_or(c);
    text.chars().map(widen).collect()
}

/// In every spelling the same is seen: as it is, spaced, and in full-width characters.
fn seen(shape: &str, value: &str) -> Result<String, TestCaseError> {
    let first = mask(shape, value);
    for spelling in [value.to_owned(), format!(" {value}\u{3000}"), spaced(value, " "), spaced(value, "-"), wide(value)]
    {
        prop_assert_eq!(&mask(shape, &spelling), &first, "{}: {}", shape, spelling);
    }
    prop_assert!(!first.contains(value) && first.contains('*'), "{}: {}", value, first);
    Ok(first)
}

/// The first and last characters of `value`, and a star for each between.
fn ends(value: &str, front: usize, back: usize) -> String {
    let chars: Vec<char> = value.chars().collect();
    let hidden = chars.len() - front - back;
    let (first, last) = (chars.iter().take(front), chars.iter().skip(front + hidden));
    first.copied().chain(std::iter::repeat_n('*', hidden)).chain(last.copied()).collect()
}

#[test]
fn a_name_shows_its_first_character_however_rare_it_is() {
    for surname in SURNAMES {
        for given in GIVEN {
            let name = format!("{surname}{given}");
            let first = name.chars().next().unwrap();
            let stars = "*".repeat(name.chars().count() - 1);
            assert_eq!(mask("name", &name), format!("{first}{stars}"), "{name}");
            let dotted = format!("{name}·{surname}");
            assert_eq!(mask("name", &dotted), format!("{first}***"), "{dotted}");
        }
    }
}

#[test]
fn a_name_of_one_letter_shows_nothing_of_it() {
    for name in ["王", "𠮷", "〇", "A", "É", "䶮", "Ａ"] {
        assert_eq!(mask("name", name), "*", "{name}");
    }
}

#[test]
fn latin_and_other_names_show_one_letter_and_not_how_long_they_are() {
    for (name, seen) in [
        ("John Smith", "J***"),
        ("José María Ruiz", "J***"),
        ("O'Brien", "O***"),
        ("Anne-Marie", "A***"),
        ("Nguyễn Văn A", "N***"),
        ("Ivan", "I***"),
        ("Иван Петров", "И***"),
        ("田中 太郎", "田***"),
        ("김민수", "김***"),
        ("Ｌｉ Ｌｅｉ", "L***"),
    ] {
        assert_eq!(mask("name", name), seen, "{name}");
    }
}

#[test]
fn papers_of_hong_kong_macao_and_taiwan_and_of_foreigners_show_their_ends() {
    for (paper, seen) in [
        ("H12345678", "H******78"),
        ("M12345678", "M******78"),
        ("h12345678", "h******78"),
        ("H1234567801", "H********01"),
        ("12345678", "1*****78"),
        ("810000199408230021", "8***************21"),
        ("830000199201300022", "8***************22"),
        ("911124198108030024", "9***************24"),
        ("FRA110105123456", "F************56"),
    ] {
        let shown = mask("id-card", paper);
        assert_eq!(shown, seen, "{paper}");
        assert_eq!(mask("id-card", &wide(paper)), seen, "{paper}");
    }
}

#[test]
fn a_plate_shows_what_it_must_and_no_more() {
    for (plate, seen) in [
        ("京A12345", "京A1***5"),
        ("京AD12345", "京AD****5"),
        ("京AF12345", "京AF****5"),
        ("粤B12345D", "粤B1****D"),
        ("沪A·D12345", "沪AD****5"),
        ("粤Z1234澳", "粤Z1***澳"),
        ("京A1234警", "京A1***警"),
        ("冀A1234学", "冀A1***学"),
    ] {
        assert_eq!(mask("plate", plate), seen, "{plate}");
    }
    for plate in ["京A1234", "京A1234567", "A12345", "京112345", "京", "", "京A12 34!"] {
        assert_eq!(mask("plate", plate), NOTHING, "{plate}");
    }
}

proptest! {
    #[test]
    fn a_mobile_number_shows_seven_digits_in_every_spelling(second in 3..10_u8, rest in "[0-9]{9}") {
        let number = format!("1{second}{rest}");
        let shown = ends(&number, 3, 4);
        prop_assert_eq!(&mask("cn-mobile", &number), &shown);
        for before in ["+86 ", "0086", "86", "+86-", "(+86) "] {
            let spelling = format!("{before}{number}");
            let seen = mask("cn-mobile", &spelling);
            prop_assert!(seen == shown || seen == NOTHING, "{}: {}", spelling, seen);
        }
        prop_assert_eq!(mask("cn-mobile", &wide(&number)), shown);
    }

    #[test]
    fn no_number_of_another_length_is_a_mobile_number(digits in "1[0-9]{4,9}|1[0-9]{11,16}|[02-9][0-9]{10}|1[0-2][0-9]{9}") {
        prop_assume!(!digits.starts_with("86") && !digits.starts_with("0086"));
        prop_assert_eq!(mask("cn-mobile", &digits), NOTHING);
    }

    #[test]
    fn a_landline_shows_its_area_and_two_digits(area in "0(10|2[0-9]|[3-9][0-9]{2})", number in "[2-8][0-9]{6,7}") {
        let digits = format!("{area}{number}");
        let shown = ends(&digits, 4, 2);
        for spelling in [digits.clone(), format!("{area}-{number}"), format!("({area}) {number}"), wide(&digits)] {
            prop_assert_eq!(&mask("landline", &spelling), &shown, "{}", spelling);
        }
    }

    #[test]
    fn an_identity_card_shows_three_of_eighteen(body in "[1-9][0-9]{16}", last in "[0-9Xx]") {
        let card = format!("{body}{last}");
        let shown = ends(&card, 1, 2);
        for shape in ["cn-id-card", "id-card"] {
            prop_assert_eq!(&seen(shape, &card)?, &shown);
        }
    }

    #[test]
    fn fifteen_digits_are_no_identity_card_any_more(card in "[1-9][0-9]{14}") {
        for shape in ["cn-id-card", "id-card"] {
            for spelling in [card.clone(), wide(&card), format!(" {card} ")] {
                prop_assert_eq!(mask(shape, &spelling), NOTHING);
            }
        }
    }

    #[test]
    fn a_bank_card_shows_four_digits_and_its_length(card in "[1-9][0-9]{12,18}") {
        prop_assert_eq!(seen("bank-card", &card)?, ends(&card, 0, 4));
    }

    #[test]
    fn a_plate_of_any_province_shows_three_and_one(
        province in select(PROVINCES), letter in "[A-Z]", rest in "[0-9A-HJ-NP-Z]{5,6}",
    ) {
        let plate = format!("{province}{letter}{rest}");
        let shown = ends(&plate, 3, 1);
        for spelling in [plate.clone(), format!("{province}{letter}·{rest}"), wide(&plate)] {
            prop_assert_eq!(&mask("plate", &spelling), &shown, "{}", spelling);
        }
    }

    #[test]
    fn a_passport_shows_one_and_two(passport in "[EGDSP][A-HJ-NP-Z]?[0-9]{7}") {
        prop_assert_eq!(seen("passport", &passport)?, ends(&passport, 1, 2));
    }

    #[test]
    fn what_is_not_of_its_shape_shows_nothing_of_it(
        shape in select(&["cn-mobile", "landline", "cn-id-card", "id-card", "bank-card", "plate", "passport", "credit-code", "ip"][..]),
        value in "[a-zA-Z\u{4e00}-\u{4eff}]{1,3}[^0-9]{0,20}",
    ) {
        // Letters without a digit are none of these.
        prop_assume!(value.parse::<std::net::IpAddr>().is_err() && !value.chars().any(char::is_numeric));
        prop_assume!(shape != "plate");
        prop_assert_eq!(mask(shape, &value), NOTHING);
    }

    #[test]
    fn a_mask_of_a_mask_shows_no_more(shape in select(policy::SHAPES), value in "\\PC{0,24}") {
        let once = mask(shape, &value);
        prop_assert_eq!(&mask(shape, &value), &once, "the same each time");
        let twice = mask(shape, &once);
        let shown = |text: &str| text.chars().filter(|c| *c != '*').count();
        prop_assert!(shown(&twice) <= shown(&once), "{} then {}", once, twice);
    }
}
