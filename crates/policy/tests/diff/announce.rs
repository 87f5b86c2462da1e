//! From when a changed policy may bind, and how the cost of a comparison grows.

use super::cases::BASE;
use super::{read, with};
use policy::diff::{Announcement, diff};

/// The announcement, and whether the new version is refused.
fn announced(old: &str, new: &str, day: &str) -> (Announcement, bool) {
    let found = diff(&read(old), &read(new), Some(day.parse().expect("a day")));
    let refused = found.is_refused();
    (found.announcement.expect("something is told"), refused)
}

#[test]
fn a_change_binds_after_the_longest_time_that_either_version_promises() {
    let next = |text: &str| text.replace("version = \"1\"", "version = \"2\"");
    let wider = |text: &str| next(text).replace("within = \"7 days\"\nthen", "within = \"8 days\"\nthen");
    // The day of the announcement is not counted: thirty whole days, then it binds.
    let (said, refused) = announced(BASE, &wider(BASE), "2026-01-01");
    assert_eq!((said.earliest, refused), (Some("2026-02-01".parse().expect("a day")), false));
    assert_eq!(said.announce_by, Some("2026-01-01".parse().expect("a day")));
    let (said, refused) = announced(BASE, &wider(BASE), "2026-01-02");
    assert_eq!((said.earliest, said.too_early, refused), (Some("2026-02-02".parse().expect("a day")), true, true));
    assert_eq!(said.before.as_deref(), Some("30 days"));
    // Who promises sixty days from now on keeps them now.
    let better = wider(BASE).replace("before = \"30 days\"", "before = \"60 days\"");
    let (said, _) = announced(BASE, &better, "2026-01-01");
    assert_eq!(
        (said.before.as_deref(), said.announce_by),
        (Some("60 days"), Some("2025-12-02".parse().expect("a day")))
    );
    // And who promises less from now on keeps what is promised now.
    let worse = wider(BASE).replace("before = \"30 days\"", "before = \"7 days\"");
    assert_eq!(announced(BASE, &worse, "2026-01-01").0.before.as_deref(), Some("30 days"));
    // Words alone are announced as words alone.
    let (said, refused) =
        announced(BASE, &next(&with("about = \"A shop.\"", "about = \"A small shop.\"")), "2026-02-01");
    assert_eq!((said.before.as_deref(), refused), (Some("at once"), false));
}

#[test]
fn another_number_and_another_day_are_nothing_to_tell() {
    let next = BASE.replace("version = \"1\"", "version = \"2\"").replace("2026-02-01", "2026-03-01");
    let found = diff(&read(BASE), &read(&next), None);
    assert_eq!((found.changes.len(), found.announcement, found.material), (1, None, false));
}

/// A policy of `count` data items, each with its record, purpose, recipient and rule.
fn large(count: usize, within: &str) -> String {
    let rows = |n: usize| {
        format!(
            "[data.d{n}]\nlabel = \"D\"\nsensitive = false\n[record.r{n}]\nlabel = \"R\"\nholds = [\"d{n}\"]\n\
             holder = \"subject\"\ncategory = \"account\"\n[purpose.p{n}]\nlabel = \"P\"\nfunction = \"additional\"\n\
             basis = \"consent\"\nconsent = \"general\"\ncollects = [\"r{n}\"]\n[recipient.x{n}]\nname = \"X\"\n\
             role = \"processor\"\ncountry = \"CN\"\nfor = [\"p{n}\"]\nreceives = {{ d{n} = \"clear\" }}\n\
             [retention.k{n}]\ncovers = [\"r{n}\"]\nfrom = \"record.created\"\nwithin = \"{within}\"\nthen = \"erase\"\n"
        )
    };
    format!("language = 1\n{}", (0..count).map(rows).collect::<String>())
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what is measured is time")]
fn the_cost_grows_with_the_number_of_promises() {
    let took = |count: usize| {
        let (old, new) = (read(&large(count, "7 days")), read(&large(count, "8 days")));
        let best = (0..3).map(|_| {
            let begun = std::time::Instant::now();
            let found = diff(&old, &new, None);
            assert_eq!((found.changes.len(), found.asks.len()), (count, count));
            begun.elapsed()
        });
        best.min().expect("it ran")
    };
    let (small, large) = (took(100), took(800));
    // Eight times as much; a cost that grew with the square would be sixty-four times.
    assert!(large < small * 32, "{small:?} for 500 promises, {large:?} for 4,000");
}
