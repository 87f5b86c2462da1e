//! A capture of which values come as files.

use super::{Collect, decide};
use crate::actor::Moment;
use crate::code::Code;
use crate::facts::Facts;
use crate::media::Media;
use crate::plan::Decision;
use crate::refusal::{Refusal, Remedy};
use policy::rows::{Size, path};
use policy::{Name, Policy};

/// A value that comes as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFile {
    /// Which item's.
    pub item: Name,
    /// What it is; nothing while it has not come.
    pub media: Option<Media>,
    /// How many bytes of it came. Beyond [`largest`] the rest is not waited for.
    pub bytes: u64,
}

impl GivenFile {
    /// A file for `item` that has not come.
    #[must_use]
    pub const fn awaited(item: Name) -> Self {
        Self { item, media: None, bytes: 0 }
    }
}

/// How large a file for `item` may be.
#[must_use]
pub fn largest(policy: &Policy, item: &Name) -> Size {
    policy.document.data.get(item).and_then(|row| row.at_most).unwrap_or(Size::MOST)
}

/// As [`decide`], where some of the values come as files. It is decided twice: before a file comes, and when it is there.
///
/// Refusals after those of [`decide`]: a file for an item of another shape, one of a kind that the item does not take, and one
/// that is no paper and whose marks of place, device and person cannot be taken out (`malformed`, with the kinds that are
/// kept); one that is larger than the item takes (`too_large`).
#[must_use]
pub fn decide_with_files(
    policy: &Policy,
    facts: &Facts,
    request: &Collect,
    files: &[GivenFile],
    moment: &Moment,
) -> Decision {
    let plan = match decide(policy, facts, request, moment) {
        Decision::Do(plan) => plan,
        refused @ Decision::Refuse(..) => return refused,
    };
    let Some(refusal) = files.iter().find_map(|file| refuse_file(policy, file)) else {
        return Decision::Do(plan);
    };
    let mut entry = plan.entry;
    // Nothing of what was planned happens.
    entry.records.clear();
    entry.items.clear();
    entry.replay.clear();
    let entry = entry.refused(&refusal);
    Decision::Refuse(Box::new(refusal), Box::new(entry))
}

/// What stands against a file, as far as it has come.
#[must_use]
pub fn refuse_file(policy: &Policy, file: &GivenFile) -> Option<Refusal> {
    let item = &file.item;
    let malformed = |remedy| Some(Refusal::by(path("data", item), Code::Malformed, remedy).about(item));
    let Some(row) = policy.document.data.get(item).filter(|row| row.is_file()) else {
        return malformed(Remedy::Declare(path("data", item).to_string()));
    };
    let taken = |media: &Media| media.kind().is_some_and(|kind| row.takes(kind));
    if file.media.is_some_and(|media| !taken(&media)) {
        // That papers are taken is said where the item lists them.
        let papers = (!row.kinds.is_empty()).then_some(Media::Paper);
        let kept = Media::KEPT.into_iter().chain(papers).filter(taken);
        return malformed(Remedy::GiveAs(kept.map(|media| Name::from(media.as_str())).collect()));
    }
    longer(policy, item, file.bytes)
}

/// What stands against the values that came as they are, for items of files. Text is no picture and no recording, and stands
/// for a file that is kept elsewhere: it is held against its length alone.
pub(super) fn refuse_value(policy: &Policy, request: &Collect) -> Option<Refusal> {
    let is_file = |item: &str| policy.document.data.get(item).is_some_and(|row| row.is_file());
    request.values.iter().filter(|(item, _)| is_file(item)).find_map(|(item, value)| {
        let media = Some(Media::of(value.expose())).filter(|media| *media != Media::Paper);
        let bytes = u64::try_from(value.expose().len()).unwrap_or(u64::MAX);
        refuse_file(policy, &GivenFile { item: Name::from(item.as_str()), media, bytes })
    })
}

fn longer(policy: &Policy, item: &Name, bytes: u64) -> Option<Refusal> {
    let most = largest(policy, item);
    let refusal = || Refusal::by(path("data", item), Code::TooLarge, Remedy::GiveAtMost(most.to_string())).about(item);
    (bytes > most.bytes()).then(refusal)
}
