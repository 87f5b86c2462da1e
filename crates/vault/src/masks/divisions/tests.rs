use super::super::{NOTHING, area, mask};
use super::*;
use proptest::prelude::*;
use proptest::sample::select;

#[test]
fn the_table_is_whole_and_each_division_lies_in_one_of_the_table() {
    let codes: Vec<u32> = LINES.iter().map(|line| line.code).collect();
    let count = |asked: usize| codes.iter().filter(|code| level(**code) == asked).count();
    assert_eq!((count(1), count(2), count(3)), (34, 369, 3047));
    for line in LINES.iter() {
        assert!(codes.contains(&province(line.code)) && codes.contains(&prefecture(line.code)), "{}", line.code);
    }
    let longest = ROWS.iter().map(|row| row.spelling.chars().count()).max();
    assert_eq!(longest, Some(CHARS_MAX));
    for row in ROWS.iter() {
        assert!(row.spelling.chars().all(is_han) && row.spelling.chars().count() >= CHARS_MIN, "{}", row.spelling);
    }
}

#[test]
fn a_character_is_as_long_in_both_scripts_and_the_simplified_one_stays() {
    assert_eq!(SIMPLIFIED.len(), 496);
    assert!(SIMPLIFIED.iter().all(|(one, other)| one.len_utf8() == other.len_utf8() && one != other));
    for row in ROWS.iter() {
        assert_eq!(*simplified(row.spelling), row.spelling);
    }
}

#[test]
fn every_division_is_known_within_those_that_it_lies_in() {
    for line in LINES.iter() {
        let whole = name(line.code);
        let found = begins_with(&format!("{whole}幸福路1号")).unwrap();
        let code = if line.name.is_empty() { province(line.code) } else { line.code };
        assert_eq!((found.code, found.len), (code, whole.len()), "{whole}");
        for spelling in line.spellings().filter(|row| !row.bare) {
            let above = name(if level(line.code) == 3 { prefecture(line.code) } else { province(line.code) });
            let above = if level(line.code) == 1 { "" } else { &above };
            let found = begins_with(&format!("{above} {} 幸福路1号", spelling.spelling)).map(|found| found.code);
            assert_eq!(found, Some(line.code), "{above} {}", spelling.spelling);
        }
    }
}

/// What of an address is seen, and its province, city and district.
const ADDRESSES: &[(&str, &str, [&str; 3])] = &[
    // With and without the last word, with what people write between, and from any level on.
    ("北京市海淀区马连洼街道289号", "北京市海淀区", ["北京市", "北京市", "北京市海淀区"]),
    ("北京海淀区马连洼街道289号", "北京海淀区", ["北京市", "北京市", "北京市海淀区"]),
    ("北京市北京市海淀区马连洼街道", "北京市北京市海淀区", ["北京市", "北京市", "北京市海淀区"]),
    ("上海市市辖区浦东新区世纪大道1号", "上海市市辖区浦东新区", ["上海市", "上海市", "上海市浦东新区"]),
    ("重庆市酉阳县桃花源大道", "重庆市酉阳县", ["重庆市", "重庆市", "重庆市酉阳土家族苗族自治县"]),
    (
        "广西南宁市青秀区民族大道",
        "广西南宁市青秀区",
        ["广西壮族自治区", "广西壮族自治区南宁市", "广西壮族自治区南宁市青秀区"],
    ),
    (
        "广西壮族自治区 南宁 青秀区",
        "广西壮族自治区 南宁 青秀区",
        ["广西壮族自治区", "广西壮族自治区南宁市", "广西壮族自治区南宁市青秀区"],
    ),
    ("浙江省-杭州市-余杭区-文一西路", "浙江省-杭州市-余杭区", ["浙江省", "浙江省杭州市", "浙江省杭州市余杭区"]),
    ("浙江、杭州、余杭区、文一西路", "浙江、杭州、余杭区", ["浙江省", "浙江省杭州市", "浙江省杭州市余杭区"]),
    ("中国浙江省杭州市余杭区文一西路", "中国浙江省杭州市余杭区", ["浙江省", "浙江省杭州市", "浙江省杭州市余杭区"]),
    ("杭州市余杭区文一西路", "杭州市余杭区", ["浙江省", "浙江省杭州市", "浙江省杭州市余杭区"]),
    ("杭州余杭区文一西路", "杭州余杭区", ["浙江省", "浙江省杭州市", "浙江省杭州市余杭区"]),
    ("余杭区文一西路", "余杭区", ["浙江省", "浙江省杭州市", "浙江省杭州市余杭区"]),
    ("杭州市文一西路", "杭州市", ["浙江省", "浙江省杭州市", "浙江省杭州市"]),
    // Cities that are counties, and what is governed by its province.
    ("浙江省金华市义乌市稠城街道1号", "浙江省金华市义乌市", ["浙江省", "浙江省金华市", "浙江省金华市义乌市"]),
    ("浙江省义乌市稠城街道1号", "浙江省义乌市", ["浙江省", "浙江省金华市", "浙江省金华市义乌市"]),
    ("义乌市稠城街道1号", "义乌市", ["浙江省", "浙江省金华市", "浙江省金华市义乌市"]),
    ("江苏省苏州市昆山市前进中路1号", "江苏省苏州市昆山市", ["江苏省", "江苏省苏州市", "江苏省苏州市昆山市"]),
    ("湖北省仙桃市沔阳大道1号", "湖北省仙桃市", ["湖北省", "湖北省", "湖北省仙桃市"]),
    ("河南省省直辖县级行政区划济源市", "河南省省直辖县级行政区划济源市", ["河南省", "河南省", "河南省济源市"]),
    ("广东省东莞市长安镇", "广东省东莞市", ["广东省", "广东省东莞市", "广东省东莞市"]),
    // Names within names.
    ("吉林省吉林市船营区", "吉林省吉林市船营区", ["吉林省", "吉林省吉林市", "吉林省吉林市船营区"]),
    ("湖北省荆州市沙市区北京路1号", "湖北省荆州市沙市区", ["湖北省", "湖北省荆州市", "湖北省荆州市沙市区"]),
    ("四川省乐山市市中区嘉定路1号", "四川省乐山市市中区", ["四川省", "四川省乐山市", "四川省乐山市市中区"]),
    ("广东省汕尾市城区香洲路", "广东省汕尾市城区", ["广东省", "广东省汕尾市", "广东省汕尾市城区"]),
    ("河南省郑州市", "河南省郑州市", ["河南省", "河南省郑州市", "河南省郑州市"]),
    ("青海省海南州共和县", "青海省海南州共和县", ["青海省", "青海省海南藏族自治州", "青海省海南藏族自治州共和县"]),
    ("云南省大理州大理市", "云南省大理州大理市", ["云南省", "云南省大理白族自治州", "云南省大理白族自治州大理市"]),
    (
        "内蒙古锡林郭勒盟正蓝旗上都镇",
        "内蒙古锡林郭勒盟正蓝旗",
        ["内蒙古自治区", "内蒙古自治区锡林郭勒盟", "内蒙古自治区锡林郭勒盟正蓝旗"],
    ),
    ("浙江台州路桥区银座街", "浙江台州路桥区", ["浙江省", "浙江省台州市", "浙江省台州市路桥区"]),
    ("湖南道县道州路", "湖南道县", ["湖南省", "湖南省永州市", "湖南省永州市道县"]),
    // Hong Kong, Macao, Taiwan, and traditional characters.
    (
        "香港特别行政区中西区皇后大道",
        "香港特别行政区中西区",
        ["香港特别行政区", "香港特别行政区香港岛", "香港特别行政区香港岛中西区"],
    ),
    (
        "香港九龍油尖旺區彌敦道1號",
        "香港九龍油尖旺區",
        ["香港特别行政区", "香港特别行政区九龙", "香港特别行政区九龙油尖旺区"],
    ),
    (
        "澳門特別行政區風順堂區河邊新街",
        "澳門特別行政區風順堂區",
        ["澳门特别行政区", "澳门特别行政区澳门半岛", "澳门特别行政区澳门半岛风顺堂区"],
    ),
    ("臺北市信義區市府路1號", "臺北市信義區", ["台湾省", "台湾省台北市", "台湾省台北市信义区"]),
    ("台灣台東縣綠島鄉", "台灣台東縣", ["台湾省", "台湾省台东县", "台湾省台东县"]),
    ("廣東省深圳市南山區科技路", "廣東省深圳市南山區", ["广东省", "广东省深圳市", "广东省深圳市南山区"]),
    (
        "新疆維吾爾自治區烏魯木齊市天山區",
        "新疆維吾爾自治區烏魯木齊市天山區",
        ["新疆维吾尔自治区", "新疆维吾尔自治区乌鲁木齐市", "新疆维吾尔自治区乌鲁木齐市天山区"],
    ),
    // What ends like a division and is none.
    ("义乌市王大伟超市3号", "义乌市", ["浙江省", "浙江省金华市", "浙江省金华市义乌市"]),
    ("北京张三收海淀区", "北京", ["北京市", "北京市", "北京市"]),
    ("北京市王大伟超市海淀区店", "北京市", ["北京市", "北京市", "北京市"]),
    ("金华市欧阳锋夜市东区2号", "金华市", ["浙江省", "浙江省金华市", "浙江省金华市"]),
    ("北京市望京小区3栋", "北京市", ["北京市", "北京市", "北京市"]),
    ("上海市未来城市广场", "上海市", ["上海市", "上海市", "上海市"]),
    ("浙江省李雷县韩梅梅区", "浙江省", ["浙江省", "浙江省", "浙江省"]),
    // In no right order: what lies elsewhere.
    ("浙江省海淀区", "浙江省", ["浙江省", "浙江省", "浙江省"]),
    ("北京市朝阳市双塔区", "北京市", ["北京市", "北京市", "北京市"]),
    ("河北省桥西区", "河北省", ["河北省", "河北省", "河北省"]),
    ("广东省佛山市高明收", "广东省佛山市", ["广东省", "广东省佛山市", "广东省佛山市"]),
];

#[test]
fn of_an_address_its_divisions_are_seen_and_nothing_else() {
    for (address, seen, levels) in ADDRESSES {
        assert_eq!(mask("address", address), format!("{seen}******"), "{address}");
        for (level, whole) in (1..).zip(levels) {
            assert_eq!(area(address, level).as_deref(), Some(*whole), "{address} at {level}");
        }
    }
}

#[test]
fn what_begins_with_no_division_shows_nothing() {
    for address in [
        // Parts of towns, shops and houses.
        "王大伟超市3号",
        "城市广场2号",
        "夜市东头",
        "北区3号楼",
        "城区幸福路",
        "小区5栋",
        "县医院宿舍",
        // Streets that are called after a division, and people.
        "北京路12号",
        "上海西路5号",
        "南京西路5号",
        "河北大街1号",
        "金华收",
        "常德收",
        "丽水小卖部",
        "高明收",
        "安康家园",
        // More than one is called that.
        "朝阳区三里屯",
        "鼓楼区中山路",
        "中山区人民路",
        // Not at the front.
        "收件人张三北京市海淀区",
        "100080北京市海淀区",
        "张三 北京市海淀区",
        // No Chinese address.
        "3号楼202室",
        "1 Main Street, Springfield",
        "Haidian District, Beijing",
        "中国",
        "中国移动",
        "北",
        "",
        "市",
        "区",
    ] {
        assert_eq!(mask("address", address), NOTHING, "{address}");
        assert!((1..=3).all(|level| area(address, level).is_none()), "{address}");
    }
}

/// Names of people and shops, none of them that of a division.
const WORDS: &[&str] =
    &["王大伟", "欧阳锋", "张三收", "李雷", "老王超市", "幸福小区", "未来城市", "夜市", "美食城", "十号楼"];

proptest! {
    #[test]
    fn no_word_behind_a_division_is_taken_for_one(
        line in select(&**LINES), words in proptest::collection::vec(select(WORDS), 1..4),
    ) {
        let whole = name(line.code);
        let shown = mask("address", &format!("{whole}{}", words.concat()));
        prop_assert_eq!(shown, format!("{whole}******"));
    }

    #[test]
    fn what_is_seen_is_made_of_names_alone(text in "[北京浙江省义乌市海淀区朝阳张三超县 ,-]{0,16}") {
        let seen = mask("address", &text);
        let mut rest = seen.trim_end_matches('*');
        while !rest.is_empty() {
            let longest = ROWS.iter().map(|row| row.spelling).chain([" ", ",", "-"]).filter(|one| rest.starts_with(one));
            let longest = longest.map(str::len).max();
            prop_assert!(longest.is_some(), "{}: {}", text, seen);
            rest = rest.get(longest.unwrap_or(1)..).unwrap_or_default();
        }
    }

    #[test]
    fn any_text_is_read_without_a_fault(text in "\\PC{0,40}") {
        if let Some(found) = begins_with(&text) {
            prop_assert!(text.is_char_boundary(found.len));
        }
    }
}
