//! Which answer a finding is about.

use super::{Answers, SAMPLE};
use crate::Finding;

/// Where an answer stands in the sample: the header of its table, its key, and its slot.
fn slots() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let mut header = "";
    SAMPLE.lines().filter_map(move |line| {
        if line.starts_with('[') {
            header = line.split_once(" #?").map_or(line, |(header, _)| header);
        }
        let (key, value) = line.split_once(" = ")?;
        let (_, slot) = value.split_once("\"$")?;
        Some((header, key, slot.split('"').next()?))
    })
}

impl Answers {
    /// The answer that `finding` in `text`, which was made of these answers, is about: `id`, `name` or another field's name, with `-`
    /// between its words. Nothing where it is about what no answer says.
    #[must_use]
    pub fn blamed(text: &str, finding: &Finding) -> Option<&'static str> {
        let before = text.get(..finding.primary.span.start)?;
        let line = before.rfind('\n').map_or(0, |newline| newline.saturating_add(1));
        let header = before.lines().rev().find(|line| line.starts_with('['))?;
        let key = text.get(line..)?.split(" = ").next()?;
        slots().find(|slot| (slot.0, slot.1) == (header, key)).map(|slot| slot.2)
    }
}
