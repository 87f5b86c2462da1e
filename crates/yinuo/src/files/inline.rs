//! Files that come among the values of a record: they lie in it, and are cleaned like those that come by themselves.

use super::clean::Cleaned;
use super::take::broken;
use crate::error::Error;
use life::{Media, Personal};
use policy::Policy;
use std::io::Read as _;

/// Whether there is a picture or a recording among `values`, for an item of files.
pub(crate) fn holds_marks(policy: &Policy, values: &[(String, Personal)]) -> bool {
    values.iter().any(|(item, value)| marked(policy, item, value).is_some())
}

/// Takes the marks of place, device and person out of the pictures and recordings among `values`.
///
/// # Errors
/// [`Error::Incoming`] if one is not whole.
pub(crate) fn clean_values(policy: &Policy, values: &mut [(String, Personal)]) -> Result<(), Error> {
    for (item, value) in values {
        let Some(media) = marked(policy, item, value) else { continue };
        let mut from = value.expose();
        // No longer than what it comes from: nothing of it is left behind by growing.
        let mut clean = Vec::with_capacity(from.len());
        let read = Cleaned::of(media, &mut from).read_to_end(&mut clean);
        let clean = Personal::new(clean);
        read.map_err(broken)?;
        *value = clean;
    }
    Ok(())
}

fn marked(policy: &Policy, item: &str, value: &Personal) -> Option<Media> {
    let is_file = policy.document.data.get(item).is_some_and(|row| row.is_file());
    let media = is_file.then(|| Media::of(value.expose()))?;
    Media::KEPT.contains(&media).then_some(media)
}
