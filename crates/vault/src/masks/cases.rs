//! One row for each thing that a mask must do.

use super::mask;
use proptest::prelude::*;

const CASES: &[(&str, &str, &str)] = &[
    ("cn-mobile", "13812345678", "138****5678"),
    ("cn-mobile", "+86 138 1234 5678", "138****5678"),
    ("cn-mobile", "008613812345678", "138****5678"),
    ("cn-mobile", "86-138-1234-5678", "138****5678"),
    ("cn-mobile", "１３８１２３４５６７８", "138****5678"),
    ("cn-mobile", "12812345678", "******"),
    ("cn-mobile", "1381234567", "******"),
    ("cn-mobile", "13812345678x", "******"),
    ("cn-mobile", "", "******"),
    ("landline", "0915-8866179", "0915*****79"),
    ("landline", "(010) 8866 1790", "0108*****90"),
    ("landline", "0755-88661790", "0755******90"),
    ("landline", "+86 10 6655 4433", "0106*****33"),
    ("landline", "0086-0915-8866179", "0915*****79"),
    ("landline", "+86 138 1234 5678", "******"),
    ("landline", "123", "******"),
    ("landline", "13812345678", "******"),
    ("landline", "013812345678", "******"),
    ("landline", "1012345678", "******"),
    ("landline", "4008001234", "******"),
    ("landline", "0915-1866179", "******"),
    ("name", "段正淳", "段**"),
    ("name", "段誉", "段*"),
    ("name", "欧阳锋霸", "欧***"),
    ("name", "段", "*"),
    ("name", "阿卜杜拉·买买提", "阿***"),
    ("name", "𠮷野家", "𠮷**"),
    ("name", "司马懿", "司**"),
    ("name", "㛃\u{2ceac}", "㛃*"),
    ("name", "古丽米热·阿不都热依木", "古***"),
    ("name", "欧阳娜娜娜", "欧***"),
    ("name", "Müller-Lüdenscheidt", "M***"),
    ("name", "李 雷", "李***"),
    ("name", "〇一", "〇*"),
    ("name", "John Smith", "J***"),
    ("name", "Al", "A***"),
    ("name", "13812345678", "******"),
    ("name", "·段", "******"),
    ("name", "", "******"),
    ("email", "duandazhi@gmail.com.cn", "d***@gmail.com.cn"),
    ("email", "d@gmail.com", "***@gmail.com"),
    ("email", "段@例子.中国", "***@例子.中国"),
    ("email", "段誉@例子.中国", "段***@例子.中国"),
    ("email", "@gmail.com", "******"),
    ("email", "a@b@c.com", "******"),
    ("email", "nobody", "******"),
    ("email", "a@localhost", "******"),
    ("email", "a@b..c", "******"),
    ("cn-id-card", "51343620000320711X", "5***************1X"),
    ("cn-id-card", "513436 20000320 711X", "5***************1X"),
    ("cn-id-card", "513436000320711", "******"),
    ("cn-id-card", "H12345678", "******"),
    ("id-card", "51343620000320711X", "5***************1X"),
    ("id-card", "513436000320711", "******"),
    ("id-card", "513436-000320-711", "******"),
    ("id-card", "5134 3600 0320 711", "******"),
    ("id-card", "513436·000320711", "******"),
    ("id-card", "FRA110105123456", "F************56"),
    ("id-card", "M1234567801", "M********01"),
    ("id-card", "12345678", "1*****78"),
    ("id-card", "５１３４３６２００００３２０７１１X", "5***************1X"),
    ("id-card", "5134362000032071", "******"),
    ("id-card", "H12345678", "H******78"),
    ("id-card", "我的身份证", "******"),
    ("id-card", "abcdefghij", "******"),
    ("bank-card", "6222021234567890128", "***************0128"),
    ("bank-card", "6222 0212 3456 7890 128", "***************0128"),
    ("bank-card", "0128", "******"),
    ("address", "北京市海淀区马连洼街道289号", "北京市海淀区******"),
    ("address", "浙江省杭州市余杭区文一西路969号", "浙江省杭州市余杭区******"),
    ("address", "江苏省苏州市昆山市前进中路1号", "江苏省苏州市昆山市******"),
    ("address", "浙江省义乌市稠城街道1号", "浙江省义乌市******"),
    ("address", "新疆维吾尔自治区乌鲁木齐市天山区人民路1号", "新疆维吾尔自治区乌鲁木齐市天山区******"),
    ("address", "内蒙古自治区锡林郭勒盟正蓝旗上都镇", "内蒙古自治区锡林郭勒盟正蓝旗******"),
    ("address", "湖北省荆州市沙市区北京路1号", "湖北省荆州市沙市区******"),
    ("address", "四川省乐山市市中区嘉定路1号", "四川省乐山市市中区******"),
    ("address", "北京市望京小区3栋", "北京市******"),
    ("address", "上海市南京路1号", "上海市******"),
    ("address", "香港特别行政区中西区皇后大道", "香港特别行政区中西区******"),
    ("address", "3号楼202室", "******"),
    ("address", "1 Main Street, Springfield", "******"),
    ("plate", "苏D40000", "苏D4***0"),
    ("plate", "陕A12345D", "陕A1****D"),
    ("plate", "苏AD12345", "苏AD****5"),
    ("plate", "粤Z1234港", "粤Z1***港"),
    ("plate", "京A·12345", "京A1***5"),
    ("plate", "D40000", "******"),
    ("credit-code", "91350100M000100Y43", "9135**********0Y43"),
    ("credit-code", "91350100", "******"),
    ("passport", "E12345678", "E******78"),
    ("passport", "EA1234567", "E******67"),
    ("passport", "E1", "******"),
    ("ip", "192.168.10.24", "192.*.*.*"),
    ("ip", "2001:db8::1", "2001:*"),
    ("ip", "::ffff:192.168.1.1", "192.*.*.*"),
    ("ip", "::1", "******"),
    ("ip", "300.1.1.1", "******"),
    ("username", "alice", "a***"),
    ("username", "a", "***"),
    ("text", "两字", "两***"),
    ("text", "😀😀", "😀***"),
    ("text", "   ", "******"),
    ("token", "abcdef", "***"),
    ("password", "correct horse", "***"),
    ("unheard-of", "anything", "******"),
    ("", "anything", "******"),
];

#[test]
fn every_case_of_the_table() {
    for (shape, value, seen) in CASES {
        assert_eq!(mask(shape, value), *seen, "{shape}: {value}");
    }
}

#[test]
fn every_shape_of_the_table_is_one_of_the_language() {
    let known = |shape: &&str| policy::SHAPES.contains(shape) || ["unheard-of", ""].contains(shape);
    assert!(CASES.iter().all(|(shape, ..)| known(shape)));
}

/// Every shape of which a mask hides something whatever the value; of free text it hides what tells of somebody.
fn hidden() -> Vec<&'static str> {
    policy::SHAPES.iter().copied().filter(|shape| *shape != "free-text").collect()
}

proptest! {
    #[test]
    fn free_text_shows_no_long_number(before in "\\PC{0,12}", number in "[1-9][0-9]{6,18}", after in "\\PC{0,12}") {
        let seen = mask("free-text", &format!("{before} {number} {after}"));
        prop_assert!(!seen.contains(&number), "{seen}");
    }

    #[test]
    fn no_text_of_any_shape_comes_out_whole(shape in proptest::sample::select(hidden()), value in ".{0,40}") {
        let seen = mask(shape, &value);
        prop_assert!(seen.contains('*'));
        prop_assert!(value.contains('*') || seen != value);
    }

    #[test]
    fn names_and_text_show_one_character_and_at_most_half(value in "\\PC{0,12}") {
        for shape in ["name", "username", "text"] {
            let seen = mask(shape, &value).trim_end_matches('*').chars().count();
            prop_assert!(seen <= 1 && 2 * seen <= value.trim().chars().count());
        }
    }
}
