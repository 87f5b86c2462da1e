//! A Chinese address down to its district.

/// How long the name of one administrative level can be, with its last word.
const LEVEL_MAX: usize = 12;
/// Levels at most: province, city, district.
const LEVELS_MAX: usize = 3;

/// What stands below a district: a level that would reach across one of these is none.
const BELOW: &str = "路街道镇乡村巷弄号栋幢楼室院里苑园";
/// Ends in a level's last word and is none.
const NO_LEVEL: [&str; 9] = ["小区", "社区", "校区", "园区", "景区", "厂区", "街区", "开发区", "工业区"];

/// Keeps the levels from the province to the district, as far as they can be told; nothing if the
/// first cannot.
pub(super) fn mask(value: &str) -> Option<String> {
    down_to(value, LEVELS_MAX).map(|seen| format!("{seen}******"))
}

/// The first so many levels, as far as they can be told; nothing if the first cannot.
pub(super) fn down_to(value: &str, levels: usize) -> Option<String> {
    let mut kept = 0;
    let mut rest = value;
    for _ in 0..levels.min(LEVELS_MAX) {
        let Some((level, after)) = split_level(rest) else {
            break;
        };
        kept += level.len();
        rest = after;
        if is_district(level) {
            break;
        }
    }
    value.get(..kept).filter(|seen| !seen.is_empty()).map(ToOwned::to_owned)
}

/// The next administrative level and what follows it: the shortest that ends in a level's last word.
fn split_level(text: &str) -> Option<(&str, &str)> {
    let ends = text.char_indices().take(LEVEL_MAX).map(|(at, c)| (at + c.len_utf8(), c));
    for (count, (end, last)) in ends.enumerate() {
        if BELOW.contains(last) || !super::is_han(last) {
            return None;
        }
        let (level, after) = text.split_at(end);
        if count > 0 && is_level(level, after) {
            return Some((level, after));
        }
    }
    None
}

fn is_level(level: &str, after: &str) -> bool {
    let ends = ["省", "市", "区", "县", "旗", "盟", "自治州"].iter().any(|end| level.ends_with(end));
    // 市辖区, 市中区, 沙市区: the district's own name has not ended yet.
    let goes_on = level.ends_with('市') && ["区", "辖区", "中区"].iter().any(|w| after.starts_with(w));
    ends && !goes_on && !NO_LEVEL.iter().any(|word| level.ends_with(word))
}

/// Whether nothing above a street follows.
fn is_district(level: &str) -> bool {
    let region = ["自治区", "地区"].iter().any(|word| level.ends_with(word));
    ['区', '县', '旗'].iter().any(|end| level.ends_with(*end)) && !region
}
