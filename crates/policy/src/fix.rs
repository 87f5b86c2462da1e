//! Mending a policy's text: replacements by place, so that comments and layout stay as they are.

use crate::finding::{Edit, Finding, Fix, Safety};
use std::collections::BTreeMap;

/// Rounds after which mending stops, though a fix may have brought up another finding.
const ROUNDS_MAX: usize = 16;

/// `text` with every edit of `fixes`, from the last to the first. A fix that overlaps one before it is left out whole.
///
/// ```
/// use policy::finding::{Edit, Fix, Safety};
/// let fix = |span, text: &str| Fix {
///     safety: Safety::Safe,
///     title: String::new(),
///     edits: vec![Edit { span, text: text.to_owned() }],
/// };
/// let fixes = [fix(4..7, "two"), fix(5..6, "X"), fix(0..3, "one")];
/// assert_eq!(policy::fix::apply("eno owt # kept", &fixes), "one two # kept");
/// ```
#[must_use]
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> String {
    let mut edits: Vec<&Edit> = apart(text, fixes).into_iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span.start);
    let (mut mended, mut from) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        mended.push_str(text.get(from..edit.span.start).unwrap_or_default());
        mended.push_str(&edit.text);
        from = edit.span.end;
    }
    mended.push_str(text.get(from..).unwrap_or_default());
    mended
}

/// Those of `fixes` that touch parts of the text which none before them touches.
fn apart<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> Vec<&'a Fix> {
    let (mut chosen, mut taken) = (Vec::new(), BTreeMap::<usize, usize>::new());
    for fix in fixes {
        let free = |edit: &Edit| text.get(edit.span.clone()).is_some() && is_free(&taken, edit);
        if fix.edits.iter().all(free) {
            taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
            chosen.push(fix);
        }
    }
    chosen
}

/// Whether `edit` overlaps nothing that is taken, and begins where nothing else begins.
fn is_free(taken: &BTreeMap<usize, usize>, edit: &Edit) -> bool {
    let before = taken.range(..=edit.span.start).next_back();
    let after = taken.range(edit.span.start..).next();
    before.is_none_or(|(start, end)| *end <= edit.span.start && *start != edit.span.start)
        && after.is_none_or(|(start, _)| edit.span.end <= *start)
}

/// What mending gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The text, mended as far as it could be.
    pub text: String,
    /// What each fix that was applied did, with the code of its finding, in the order of the rounds.
    pub done: Vec<(&'static str, String)>,
    /// What is still found in the text.
    pub left: Vec<Finding>,
}

impl Mended {
    /// How many of the findings that are left have a fix that somebody has to read first.
    #[must_use]
    pub fn to_review(&self) -> usize {
        let review = |fix: &Fix| fix.safety == Safety::NeedsReview;
        self.left.iter().filter(|finding| finding.fix.as_ref().is_some_and(review)).count()
    }
}

/// `text` mended by the safe fixes, and with `unsafe_too` by those that need review, until none is left. `find` says what is
/// wrong with a text.
pub fn mend(text: &str, unsafe_too: bool, find: impl Fn(&str) -> Vec<Finding>) -> Mended {
    let mut mended = Mended { text: text.to_owned(), done: Vec::new(), left: find(text) };
    for _ in 0..ROUNDS_MAX {
        let findings = std::mem::take(&mut mended.left);
        let wanted = |fix: &&Fix| unsafe_too || fix.safety == Safety::Safe;
        let fixes = apart(&mended.text, findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(wanted));
        let next = apply(&mended.text, fixes.iter().copied());
        if next == mended.text {
            mended.left = findings;
            break;
        }
        let applied = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fixes.contains(&fix));
        let done = findings.iter().filter(applied);
        mended.done.extend(done.filter_map(|finding| Some((finding.code, finding.fix.as_ref()?.title.clone()))));
        mended.left = find(&next);
        mended.text = next;
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(safety: Safety, edits: &[(std::ops::Range<usize>, &str)]) -> Fix {
        let edits = edits.iter().map(|(span, text)| Edit { span: span.clone(), text: (*text).to_owned() }).collect();
        Fix { safety, title: "mend".to_owned(), edits }
    }

    fn finding(fix: Fix) -> Finding {
        Finding { fix: Some(fix), ..Finding::error("read/name", 0..0, "x") }
    }

    #[test]
    fn of_two_that_overlap_the_first_is_applied_whole() {
        let fixes = [
            fix(Safety::Safe, &[(0..1, "A"), (4..5, "E")]),
            fix(Safety::Safe, &[(2..3, "C"), (3..5, "-")]),
            fix(Safety::Safe, &[(1..1, "+")]),
            fix(Safety::Safe, &[(1..1, "-")]),
            fix(Safety::Safe, &[(9..10, "beyond")]),
        ];
        assert_eq!(apply("abcde", &fixes), "A+bcdE");
    }

    #[test]
    fn mending_goes_on_until_nothing_is_found_and_always_ends() {
        let shorter = |text: &str| match text.len() {
            0..=2 => Vec::new(),
            end => vec![finding(fix(Safety::Safe, &[(end - 1..end, "")]))],
        };
        let mended = mend("abcd", false, shorter);
        assert_eq!((mended.text.as_str(), mended.done.len()), ("ab", 2));
        let for_ever = |text: &str| vec![finding(fix(Safety::Safe, &[(0..0, "a"), (text.len()..text.len(), "z")]))];
        assert_eq!(mend("m", false, for_ever).done.len(), ROUNDS_MAX);
    }

    #[test]
    fn what_needs_review_is_applied_only_when_it_is_asked_for() {
        let one = |text: &str| match text {
            "a" => vec![finding(fix(Safety::NeedsReview, &[(0..1, "b")]))],
            _ => Vec::new(),
        };
        assert_eq!(mend("a", false, one).text, "a");
        assert_eq!(mend("a", true, one).text, "b");
    }
}
