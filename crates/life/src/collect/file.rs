//! A capture of which values come as files.

use super::{Collect, decide};
use crate::actor::Moment;
use crate::code::Code;
use crate::facts::Facts;
use crate::media::Media;
use crate::plan::Decision;
use crate::refusal::{Refusal, Remedy};
use policy::rows::path;
use policy::{Name, Policy};

/// A value that comes as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFile {
    /// Which item's.
    pub item: Name,
    /// What it is; nothing while it has not come.
    pub media: Option<Media>,
}

/// As [`decide`], where some of the values come as files. It is decided twice: before a file comes, and when it is there.
///
/// Refusals after those of [`decide`]: a file for an item of another shape, and a picture, recording or film whose marks of
/// place, device and person cannot be taken out (`malformed`, with the kinds that are kept).
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
    let Some((item, remedy)) = files.iter().find_map(|file| amiss(policy, file)) else {
        return Decision::Do(plan);
    };
    let refusal = Refusal::by(path("data", item), Code::Malformed, remedy).about(item);
    let mut entry = plan.entry;
    // Nothing of what was planned happens.
    entry.records.clear();
    entry.items.clear();
    entry.replay.clear();
    let entry = entry.refused(&refusal);
    Decision::Refuse(Box::new(refusal), Box::new(entry))
}

fn amiss<'f>(policy: &Policy, file: &'f GivenFile) -> Option<(&'f Name, Remedy)> {
    let item = &file.item;
    if policy.shape(item) != "file" {
        return Some((item, Remedy::Correct(item.to_string())));
    }
    let kept = || Media::KEPT.iter().map(|media| Name::from(media.as_str())).collect();
    (file.media == Some(Media::Other)).then(|| (item, Remedy::GiveAs(kept())))
}
