//! A text still holds words of a template.
//!
//! Why: people would be told nothing.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! about = "【Company】 lends tools."
//! ```
//!
//! ```toml
//! [data.nickname]
//! label = "[Please specify the kind of data]"
//! ```
//!
//! ```toml
//! [controller]
//! name = "XX科技有限公司"
//! address = "[...]"
//! ```
//!
//! ```toml
//! [controller]
//! registration = "TODO"
//! ```
//!
//! ```toml
//! [policy]
//! about = "[COMPANY NAME] lends tools."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! about = "Bench lends tools [and nothing else]."
//! ```
//!
//! ```toml
//! [policy]
//! about = "点击【我的】可以查看您借用的工具。"
//! ```
//!
//! What may be meant as it stands, such as `{{name}}`, is a warning.
//!
//! Mend: write what is meant.
//!
//! Source: PIPL art. 17

use crate::check::{Context, Findings};
use crate::finding::{Finding, Severity};
use std::ops::Range;

/// Marks of what nobody replaced, in lower case.
const MARKS: [&str; 15] = [
    "please specify",
    "[]",
    "[...]",
    "[…]",
    "[ ]",
    "lorem ipsum",
    "[insert",
    "xx公司",
    "xx 公司",
    "xx科技",
    "xx有限",
    "（请填写",
    "请补充",
    "待补充",
    "____",
];

/// Marks that may be meant as they stand: in a manual of templates, in a number that is shown in part.
const DOUBTS: [&str; 10] = ["[your ", "xxx", "xx年", "某某", "××", "＿＿", "{{", "${", "请填写】", "待定）"];

/// What a whole value can be that says nothing; `Todo` may be somebody's name.
const WHOLE: [&str; 10] = ["TODO", "TBD", "TBC", "FIXME", "N/A", "XXX", "XX", "待定", "?", "？"];

/// Words that stand for themselves in brackets, where a name should be.
const NAMES: [&str; 29] = [
    "company",
    "company name",
    "name of company",
    "name of the company",
    "your company",
    "name",
    "product",
    "product name",
    "app name",
    "address",
    "e-mail",
    "email",
    "phone",
    "date",
    "url",
    "website",
    "公司",
    "公司名称",
    "公司全称",
    "企业名称",
    "产品名称",
    "应用名称",
    "联系地址",
    "地址",
    "邮箱",
    "电子邮箱",
    "联系电话",
    "日期",
    "网址",
];

const BRACKETS: [(char, char); 5] = [('[', ']'), ('【', '】'), ('<', '>'), ('〔', '〕'), ('（', '）')];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        for one in &said.wordings {
            if let Some((piece, certain)) = left_in(one.text, &one.lower) {
                let mark = one.lower.get(piece.clone()).unwrap_or_default();
                let headline = format!("`{}` still holds `{mark}`", said.path);
                let finding = found.at(said.place(one, piece), headline);
                found.push(weighed(finding, certain));
            }
        }
    }
    for (path, key, value, keys) in context.plain() {
        let lower = value.to_lowercase();
        if let Some((piece, certain)) = left_in(value, &lower) {
            let mark = lower.get(piece).unwrap_or_default();
            let finding = found.at(keys.at(key), format!("`{path}.{key}` still holds `{mark}`"));
            found.push(weighed(finding, certain));
        }
    }
}

fn weighed(mut finding: Finding, certain: bool) -> Finding {
    if !certain {
        finding.severity = Severity::Warning;
    }
    finding.help("write what is meant")
}

/// Where something was left in a text, of which `lower` is the lower case, and whether that is certain.
fn left_in(text: &str, lower: &str) -> Option<(Range<usize>, bool)> {
    let whole = WHOLE.contains(&text.trim()).then_some(0..lower.len());
    let mark = || MARKS.iter().find_map(|mark| lower.find(mark).map(|at| at..at + mark.len()));
    let certain = whole.or_else(mark).or_else(|| in_brackets(lower));
    let bracketed = || lower.starts_with('【') && lower.ends_with('】');
    let doubt = || DOUBTS.iter().find_map(|mark| apart(lower, mark)).or_else(|| bracketed().then_some(0..lower.len()));
    certain.map(|piece| (piece, true)).or_else(|| doubt().map(|piece| (piece, false)))
}

/// A bracket that holds the word for what should stand there.
fn in_brackets(lower: &str) -> Option<Range<usize>> {
    BRACKETS.iter().find_map(|(open, close)| {
        lower.match_indices(*open).find_map(|(at, bracket)| {
            let inside = lower.get(at + bracket.len()..)?.split(*close).next()?;
            let end = at + bracket.len() + inside.len() + close.len_utf8();
            (lower.get(..end)?.ends_with(*close) && NAMES.contains(&inside.trim())).then_some(at..end)
        })
    })
}

/// A mark that no letter or digit touches: `138××××5678` and `XXX-1234` are numbers shown in part.
fn apart(lower: &str, mark: &str) -> Option<Range<usize>> {
    let touches =
        |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || "-×x".contains(letter));
    let worded = mark.chars().all(|letter| letter == 'x' || letter == '×');
    lower.match_indices(mark).map(|(at, _)| at..at + mark.len()).find(|piece| {
        let before = lower.get(..piece.start).and_then(|text| text.chars().next_back());
        let after = lower.get(piece.end..).and_then(|text| text.chars().next());
        !worded || !(touches(before) || touches(after))
    })
}
