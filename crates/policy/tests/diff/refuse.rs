//! What the version in force does not allow, and two files that are no versions of one policy.

use super::cases::BASE;
use super::{of, read, with};
use policy::diff::{Diff, Needs, diff, same_product};

const RIGHTS: &str = "[change.also]\nlabel = \"Also\"\nkinds = [\"wording\"]\nkeeps-rights = true\nbefore = \"1 day\"\n\
                      channels = [\"page\"]\nasks-again = false\n\
                      [change.rights]\nlabel = \"Rights\"\nkinds = [\"rights\"]\nkeeps-rights = true\n\
                      before = \"60 days\"\nchannels = [\"email\"]\nasks-again = true\n\
                      [refusal.small]\nlabel = \"Too small\"\nof = [\"access\"]\nneeds = [\"reason\", \"notice\"]\nlaw = \"PIPL 50\"\n";
const ACCESS: &str =
    "[right.access]\nlabel = \"See it\"\nwithin = \"15 working days\"\nchannels = [\"contact.desk\", \"the counter\"]";

/// The change of a policy that promises to keep rights.
fn keeping(before: &str, after: &str) -> Diff {
    let old = format!("{BASE}{RIGHTS}");
    assert_eq!(old.matches(before).count(), 1, "`{before}` stands once");
    diff(&read(&old), &read(&next(&old.replace(before, after))), None)
}

/// `text` as the next version.
fn next(text: &str) -> String {
    text.replace("version = \"1\"", "version = \"2\"")
}

#[test]
fn a_right_that_is_promised_to_be_kept_is_not_taken_away() {
    for (before, after, about) in [
        ("within = \"15 working days\"", "within = \"20 working days\"", Some("right.access")),
        (ACCESS, "", Some("right.access")),
        ("channels = [\"contact.desk\", \"the counter\"]", "channels = [\"contact.desk\"]", Some("right.access")),
        // Sooner, and over fewer channels: what is taken is not made good by what is given.
        (ACCESS, &ACCESS.replace(", \"the counter\"", "").replace("15 w", "10 w"), Some("right.access")),
        ("needs = [\"reason\", \"notice\"]", "needs = [\"reason\"]", Some("refusal.small")),
        ("[refusal.small]", "[refusal.other]\nlabel = \"Other\"\n[refusal.small]", Some("refusal.other")),
        ("within = \"15 working days\"", "within = \"10 working days\"", None),
        ("label = \"See it\"", "label = \"See: it\"", None),
        ("within = \"7 days\"\nthen", "within = \"8 days\"\nthen", None),
    ] {
        let found = keeping(before, after);
        let refused: Vec<_> = found.refusals.iter().map(|one| (&*one.promise, &*one.about)).collect();
        assert_eq!(refused, about.map(|about| ("change.rights", about)).into_iter().collect::<Vec<_>>(), "{after}");
        assert_eq!(found.is_refused(), about.is_some());
    }
    let said = keeping(ACCESS, "").human(&|_, text| text.to_owned());
    assert!(said.contains("`right.access` by `change.rights`: it takes a right away"), "{said}");
    // Without the promise it is material, and nobody refuses.
    let longer = BASE.replace(ACCESS, &ACCESS.replace("15", "20"));
    let free = diff(&read(BASE), &read(&next(&longer)), None);
    assert!(free.material && !free.is_refused());
}

#[test]
fn a_version_does_not_take_effect_before_the_one_in_force_did() {
    let from = |day: &str| {
        diff(&read(BASE), &read(&next(&with("effective = 2026-02-01", &format!("effective = {day}")))), None)
    };
    let earlier = from("2026-01-31");
    assert!(earlier.is_refused());
    let said = earlier.human(&|_, text| text.to_owned());
    let why = "`policy`: it would take effect on 2026-01-31, before the version in force did on 2026-02-01: give it a later day";
    assert!(said.contains(why), "{said}");
    assert!(!from("2026-02-02").is_refused());
    assert!(!diff(&read(BASE), &read(BASE), None).is_refused());
}

#[test]
fn another_zone_moves_every_end() {
    let moved = diff(&read(BASE), &read(&with("Asia/Shanghai", "Europe/Berlin")), None);
    let reasons: Vec<_> = of(&moved, "policy").material.iter().map(|reason| (reason.kind, reason.what)).collect();
    assert_eq!(reasons, [("retention", "where days begin: every end and deadline moves")]);
    assert!(moved.material && moved.asks.is_empty());
}

#[test]
fn what_changes_under_one_version_is_refused() {
    let reworded = with("label = \"Account\"", "label = \"Your account\"");
    let refused = |text: &str| {
        let found = diff(&read(BASE), &read(text), None);
        let why = "`policy`: both say version 1: a version once published cannot change; give it a new version";
        for said in [found.markdown(), found.human(&|_, text| text.to_owned())] {
            assert_eq!(said.contains(why), found.same_version, "{said}");
        }
        assert_eq!(found.refusals.iter().any(|one| one.needs == Needs::NewVersion), found.same_version);
        assert_eq!(found.is_refused(), found.same_version);
        found.same_version
    };
    assert!(refused(&reworded));
    assert!(!refused(&next(&reworded)));
    assert!(!refused(BASE), "nothing changed");
}

#[test]
fn two_products_are_not_two_versions() {
    let other = read(&with("id = \"small\"", "id = \"large\""));
    let said = same_product(&read(BASE), &other).expect_err("two ids").to_string();
    assert_eq!(
        said,
        "the first file is the policy of `small`, the second that of `large`: two versions of one product are compared"
    );
    assert_eq!(same_product(&other, &other), Ok(()));
}

/// The small shop with classes, and a grade for each.
fn graded(grades: &str) -> String {
    let classed = |text: String, (item, class): (&str, &str)| {
        text.replace(&format!("[data.{item}]\n"), &format!("[data.{item}]\nclass = \"{class}\"\n"))
    };
    let classes = [("phone", "contact"), ("place", "whereabouts"), ("bill", "contact")];
    let text = classes.into_iter().fold(BASE.to_owned(), classed);
    text.replace("[protect]\n", &format!("[protect]\n{grades}\n"))
}

const GRADES: &str = "grades = { contact = 2, whereabouts = 2 }";

#[test]
fn a_grade_is_lowered_by_two() {
    for (after, expected) in [
        ("grades = { contact = 1, whereabouts = 2 }", &["data.bill", "data.phone"][..]),
        ("grades = { whereabouts = 2 }", &["data.bill", "data.phone"]),
        ("", &["data.bill", "data.phone", "data.place"]),
        ("grades = { contact = 3, whereabouts = 4 }", &[]),
        // Sensitive: at 3 whatever its class.
        ("grades = { contact = 2, whereabouts = 1 }", &[]),
    ] {
        let found = diff(&read(&graded(GRADES)), &read(&next(&graded(after))), None);
        let refused: Vec<_> = found.refusals.iter().map(|one| &*one.about).collect();
        assert_eq!(refused, expected, "{after}");
        assert!(found.refusals.iter().all(|one| one.needs == Needs::TwoApprovals));
    }
    let unmarked = next(&graded(GRADES)).replace("sensitive = true", "sensitive = false");
    let found = diff(&read(&graded(GRADES)), &read(&unmarked), None);
    assert_eq!(found.refusals.len(), 1, "{:?}", found.refusals);
    let begun = diff(&read(&graded("")), &read(&next(&graded(GRADES))), None);
    assert!(!begun.is_refused(), "{:?}", begun.refusals);
}
