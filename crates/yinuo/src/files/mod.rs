//! Files: taken in while they come, sealed chunk by chunk, given out chunk by chunk, removed when they have ended.
//!
//! A file's row is durable before its first byte, and names it `coming`; the commit that keeps its record names it `kept`;
//! whatever takes its value away names it `ended` in the same transaction. So whoever stops in between leaves a row that
//! says what is to be removed, and nothing else has to be remembered.

mod clean;
mod copies;
mod inline;
mod owned;
mod place;
mod proof;
mod strangers;
mod take;

pub(crate) use inline::{clean_values, holds_marks};
pub use place::FilePlace;
pub(crate) use place::Places;
pub use take::{BYTES_MAX, Incoming};

use crate::acts::Tenant;
use crate::engine::Engine;
use crate::error::Error;
use crate::keeping::stored;
use crate::shell::{Done, hex, nothing};
use jiff::SignedDuration;
use life::facts::Facts;
use life::reference::Record;
use life::reveal::{self, Reveal};
use life::{Code, Decision, Moment, Personal};
use place::PLACES;
use policy::{Form, Name, Policy};
use store::{FileRow, Wanted};
use vault::OpenedFile;

/// A file that has not arrived after this is given up.
const COMING: SignedDuration = SignedDuration::from_hours(1);
/// A place that could not be had is not asked again before this.
const REST: SignedDuration = SignedDuration::from_mins(1);

/// A file that was opened for a purpose; its entry is durable.
#[derive(Debug)]
pub struct ReadFile {
    row: FileRow,
    opened: OpenedFile,
    /// The number of its entry in the cell's log.
    pub entry: u64,
}

impl ReadFile {
    /// How many bytes it has.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.opened.bytes()
    }

    /// Its kind, such as `image/png`.
    #[must_use]
    pub fn media(&self) -> &str {
        self.opened.media()
    }

    /// In how many chunks it is given out.
    #[must_use]
    pub const fn chunks(&self) -> u64 {
        self.opened.chunks()
    }
}

impl Engine {
    /// Opens the file that `record` has as `item`, for a purpose. Its chunks are given out by [`Engine::file_chunk`].
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; `not_found` also where the value is no file.
    pub fn read_file(
        &self,
        product: &Name,
        tenant: Tenant,
        request: &Reveal,
        (record, item): (Record, &Name),
    ) -> Result<ReadFile, Error> {
        let (subject, actor, activity) = (request.subject, request.actor.subject, request.activity);
        let mut scene = self.scene(product, tenant, Wanted { subject, actor, activity, ..Wanted::default() })?;
        let found = self.store.lookup_file(scene.cell, record, item)?;
        // What is no file is not there.
        scene.wanted.records = found.iter().map(|_| record).collect();
        let request = Reveal { items: vec![item.clone()], form: Some(Form::Clear), ..request.clone() };
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            let mut decision = reveal::decide(policy, facts, &request, moment);
            if let (Decision::Do(plan), Some((_, digest))) = (&mut decision, &found) {
                // Which sealed form is given out.
                plan.entry.given = Some(hex(digest));
            }
            decision
        };
        let Done { policy, permit, rows, written, .. } = self.carry_out(&scene, decide, nothing)?;
        let (permit, record) = permit.zip(rows.into_iter().next()).ok_or(Error::Conflict)?;
        let opened = self.vault.open_file(permit, self.now(), &policy.product, &stored(&policy, scene.cell, record))?;
        let (row, _) = found.filter(|(row, _)| row.file == opened.file()).ok_or(Error::Tampered)?;
        Ok(ReadFile { row, opened, entry: written.entry })
    }

    /// A chunk of a file that was opened, in the order of their numbers.
    ///
    /// # Errors
    /// [`Error::Tampered`] if it is not what was sealed there.
    pub fn file_chunk(&self, file: &ReadFile, number: u32) -> Result<Personal, Error> {
        let chunk = self.load_chunk(&file.row, number)?.ok_or(Error::Tampered)?;
        Ok(file.opened.open_chunk(number, chunk)?)
    }

    /// Removes the bytes of files that have ended, and of those that did not arrive in time; answers how many went.
    ///
    /// Repeatable: the row goes after the last byte. A place that cannot be had keeps nobody waiting: what lies there has no
    /// key any more, and is tried again by the worker.
    pub(crate) fn sweep_files(&self) -> Result<u64, Error> {
        let now = self.now();
        self.store.give_up_before(now.checked_sub(COMING).unwrap_or(jiff::Timestamp::MIN))?;
        let mut went = 0;
        for place in PLACES {
            if !self.turns.is_resting(place, now) {
                went += self.sweep_place(place)?;
            }
        }
        Ok(went)
    }

    fn sweep_place(&self, place: &'static str) -> Result<u64, Error> {
        let mut went = 0;
        loop {
            let ended = self.store.load_ended_files(place, 64)?;
            if ended.is_empty() {
                return Ok(went);
            }
            for row in ended {
                if let Err(fault) = self.remove_bytes(&row) {
                    tracing::warn!(%fault, "sealed files that ended lie on in their place; they are tried again");
                    self.turns.rest(place, self.now().checked_add(REST).unwrap_or(jiff::Timestamp::MAX));
                    return Ok(went);
                }
                self.config.watch.tell(crate::Step::FileRemoved);
                while self.store.remove_file(row.cell, row.file)? {}
                went += 1;
            }
        }
    }
}

/// What came is not what can be kept.
pub(crate) fn unfit(code: Code, why: impl Into<String>) -> Error {
    Error::Incoming(code, why.into())
}
