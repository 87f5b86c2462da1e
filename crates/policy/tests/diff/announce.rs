//! Kinds of change that a policy names, rights that it promises to keep, and how the cost grows.

use super::cases::BASE;
use super::{of, read};
use policy::Name;
use policy::diff::{Diff, diff};

/// The base with kinds named: retention is told ninety days before, rights are kept.
fn named() -> String {
    let kinds = "[change.retention]\nlabel = \"Retention\"\nkinds = [\"retention\"]\nbefore = \"90 days\"\n\
                 channels = [\"sms\"]\nasks-again = true\n\
                 [change.rights]\nlabel = \"Rights\"\nkinds = [\"rights\"]\nkeeps-rights = true\nbefore = \"60 days\"\n\
                 channels = [\"email\"]\nasks-again = true\n";
    format!("{BASE}{kinds}")
}

fn after(before: &str, after: &str) -> Diff {
    let old = named();
    assert_eq!(old.matches(before).count(), 1, "`{before}` stands once");
    diff(&read(&old), &read(&old.replace(before, after)), None)
}

fn said(found: &Diff) -> (Vec<Name>, Option<String>) {
    let said = found.announcement.clone().expect("something changed");
    (said.under, said.before)
}

#[test]
fn a_kind_that_the_policy_names_is_announced_as_it_says() {
    let longer = after("within = \"7 days\"\nthen", "within = \"8 days\"\nthen");
    assert_eq!(said(&longer), (vec!["change.retention".into()], Some("90 days".into())));
    let contact = after("email = \"desk@example.org\"", "email = \"office@example.org\"");
    assert_eq!(said(&contact), (vec!["change.material".into()], Some("30 days".into())));
    let words = after("label = \"Serve\"", "label = \"Help\"");
    assert_eq!(said(&words), (vec!["change.editorial".into()], Some("at once".into())));
}

#[test]
fn a_right_that_is_promised_to_be_kept_is_not_taken_away() {
    let slower = after("within = \"15 working days\"", "within = \"20 working days\"");
    assert!(slower.is_refused());
    assert_eq!((&*slower.refusals[0].promise, &*slower.refusals[0].about), ("change.rights", "right.access"));
    assert!(slower.human(&|_, text| text.to_owned()).contains("`right.access` by `change.rights`"));
    let gone = after(
        "[right.access]\nlabel = \"See it\"\nwithin = \"15 working days\"\nchannels = [\"contact.desk\", \"the counter\"]",
        "",
    );
    assert_eq!((of(&gone, "right.access").verdict, gone.refusals.len()), ("removed", 1));
    let faster = after("within = \"15 working days\"", "within = \"10 working days\"");
    assert_eq!(faster.refusals, []);
    // Without the promise it is material, and nobody refuses.
    let free =
        diff(&read(BASE), &read(&BASE.replace("within = \"15 working days\"", "within = \"20 working days\"")), None);
    assert!(free.material && !free.is_refused());
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
