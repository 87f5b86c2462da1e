//! The worker: does what has fallen due, and wakes itself for what comes next.

use crate::engine::Engine;
use crate::error::Error;
use crate::shell::{Scene, nothing};
use crate::watch::Step;
use jiff::Timestamp;
use life::facts::Facts;
use life::{Moment, Work, erase};
use policy::Policy;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use store::{DueRow, Wanted};
use vault::HalfId;

/// What a run of the worker did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ran {
    /// Pieces of due work finished.
    pub finished: usize,
    /// Records of which something went.
    pub gone: u64,
    /// Pieces that could not be finished now and stay due.
    pub left: usize,
    /// Records sealed anew under the suite that their policy names.
    pub resealed: u64,
}

/// Who goes first where only one may.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    /// One run of the worker at a time, whoever asks for it: work is finished once.
    pub working: Mutex<()>,
    /// One derived set at a time is weighed against those that were given out.
    pub weighing: Mutex<()>,
    /// One backup at a time.
    pub backing_up: Mutex<()>,
    /// A backup is being copied.
    pub copying: AtomicBool,
    /// Nothing that was removed lies in the log of writes. What an earlier process left in it is not known.
    pub cut: AtomicBool,
    /// No file of a backup is left whose key is gone.
    pub rid_of_dead: AtomicBool,
    /// Places of files that could not be had, each with when they are asked again.
    pub resting: Mutex<BTreeMap<&'static str, Timestamp>>,
}

impl Turns {
    /// The place is left alone until then.
    pub fn rest(&self, place: &'static str, until: Timestamp) {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner).insert(place, until);
    }

    /// Whether the place is left alone.
    pub fn is_resting(&self, place: &str, now: Timestamp) -> bool {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner).get(place).is_some_and(|until| now < *until)
    }
}

impl Engine {
    /// Does everything that is due now, in the order of its time, until nothing is.
    ///
    /// Repeatable: a piece that was interrupted is done again and changes nothing that was done.
    ///
    /// # Errors
    /// [`Error`] if store or keys fail; what was finished stays finished.
    pub fn run_due(&self) -> Result<Ran, Error> {
        let mut ran = self.run_due_but_backups()?;
        ran.finished += self.run_due_backups(&mut Self::go_on)?;
        Ok(ran)
    }

    /// As [`Engine::run_due`], but for backups: they take long, and are made on a thread of their own by
    /// [`Engine::run_due_backups`].
    ///
    /// # Errors
    /// As [`Engine::run_due`].
    pub fn run_due_but_backups(&self) -> Result<Ran, Error> {
        let _turn = self.turns.working.lock().map_err(|_| Error::Conflict)?;
        let mut ran = Ran::default();
        loop {
            let now = self.now();
            let mut due = self.store.load_due(now, 64)?;
            due.truncate(together(&due));
            let before = ran.finished;
            self.destroy_keys(&due, now)?;
            for row in &due {
                self.finish(row, &mut ran)?;
            }
            if due.is_empty() || ran.finished == before {
                break;
            }
        }
        self.forget_draws(self.now())?;
        self.raise_missed()?;
        for product in self.products()? {
            ran.resealed += self.reseal_some(&product)?;
        }
        if self.sweep_files()? > 0 || ran.finished > 0 || ran.resealed > 0 {
            self.config.watch.tell(Step::RowsFinished);
            self.turns.cut.store(false, Ordering::SeqCst);
        }
        self.cut_log()?;
        let now = self.now();
        self.mirror.clear(now)?;
        self.vault.wipe_stale(now);
        self.shorten_backups()?;
        if self.vault.backup_keys()?.iter().any(|(_, until)| *until <= now)
            && let Err(fault) = self.note_unnoted()
        {
            tracing::warn!(code = %fault.code(), "a backup that nobody noted may lie on without a key");
        }
        if !self.vault.destroy_backup_keys(now)?.is_empty() {
            self.turns.rid_of_dead.store(false, Ordering::SeqCst);
        }
        self.vault.prune_erasures(now)?;
        self.vault.prune_given(now)?;
        for product in self.products()? {
            self.write_up(&product)?;
        }
        Ok(ran)
    }

    /// What was removed must not lie on in the write-ahead log: it is cut in this round, or, as long as somebody reads what
    /// stood before, in a later one.
    fn cut_log(&self) -> Result<(), Error> {
        if self.turns.copying.load(Ordering::SeqCst) || self.turns.cut.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        if !self.store.checkpoint()? {
            self.turns.cut.store(false, Ordering::SeqCst);
        }
        Ok(())
    }

    /// The same after rows were removed outside a round.
    pub(crate) fn cut_log_of_removed(&self) -> Result<(), Error> {
        self.turns.cut.store(false, Ordering::SeqCst);
        self.cut_log()
    }

    /// Draws of codes are counted over a window and then forgotten.
    fn forget_draws(&self, now: Timestamp) -> Result<(), Error> {
        for product in self.products()? {
            let Ok(policy) = self.policy(&product) else { continue };
            let windows = policy.document.data.values().filter_map(|row| row.drawn.as_ref());
            if let Some(longest) = windows.map(|drawn| drawn.window.approximate()).max() {
                self.store.forget_draws(&product, now.checked_sub(longest).unwrap_or(Timestamp::UNIX_EPOCH))?;
            }
        }
        Ok(())
    }

    /// Keys first, rows after: only then does the ledger say that something is erased.
    fn destroy_keys(&self, due: &[DueRow], now: Timestamp) -> Result<(), Error> {
        let halves: Vec<HalfId> = due.iter().filter_map(half).collect();
        if halves.is_empty() {
            return Ok(());
        }
        let _done = self.vault.destroy(&halves, now)?;
        self.config.watch.tell(Step::KeysDestroyed);
        Ok(())
    }

    fn finish(&self, row: &DueRow, ran: &mut Ran) -> Result<(), Error> {
        let Some(product) = self.store.product_of(row.cell)? else {
            ran.left += 1;
            return Ok(());
        };
        if let Work::Anonymise { rule, until } = &row.work {
            self.anonymise(&product, row, rule, *until)?;
            ran.finished += 1;
            return Ok(());
        }
        if let Work::Derive { derived, from, .. } = &row.work {
            self.derive_by_itself(&product, row, derived, *from)?;
            ran.finished += 1;
            return Ok(());
        }
        self.spread(row, &product)?;
        let mut wanted = Wanted::default();
        match &row.work {
            Work::AnswerCase { case } => wanted.case = Some(*case),
            Work::ReviewHold { hold } => wanted.hold = Some(*hold),
            Work::AwaitTelling { telling } => wanted.telling = Some(*telling),
            Work::CloseActivity { activity } => (wanted.activity, wanted.around) = (Some(*activity), true),
            Work::Relock { holder, kinds } => self.relock(&product, row.cell, *holder, kinds)?,
            _ => {}
        }
        let scene = Scene { product, cell: row.cell, named: true, wanted };
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            erase::decide_due(policy, facts, &row.work, row.at, moment)
        };
        loop {
            let done = self.carry_out(&scene, decide, nothing)?;
            ran.gone += done.written.gone;
            if !done.written.more {
                break;
            }
        }
        ran.finished += 1;
        Ok(())
    }

    /// When the worker has to wake next: the earliest due work or waiting act.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn next_wake(&self) -> Result<Option<Timestamp>, Error> {
        Ok(self.store.next_due()?)
    }
}

/// How many of the first pieces are done together. Whoever keeps something longer by now keeps it: before such a piece
/// nothing that is due later is destroyed.
fn together(due: &[DueRow]) -> usize {
    let keeps = |row: &DueRow| matches!(row.work, Work::Version { .. } | Work::Relock { .. } | Work::Happened { .. });
    match due.iter().position(keeps) {
        Some(0) => 1,
        Some(place) => place,
        None => due.len(),
    }
}

fn half(row: &DueRow) -> Option<HalfId> {
    let cell = row.cell;
    match &row.work {
        Work::EndHolder { holder, rule, .. } => Some(HalfId::Holder { cell, holder: *holder, rule: rule.clone() }),
        Work::EndRule { rule, .. } => Some(HalfId::Rule { cell, rule: rule.clone() }),
        Work::EndTerm { rule, edition, day } => {
            Some(HalfId::Term { cell, rule: rule.clone(), edition: *edition, day: *day })
        }
        Work::EndRecords { .. }
        | Work::EndActivity { .. }
        | Work::EndRecord { .. }
        | Work::Relock { .. }
        | Work::ReviewHold { .. }
        | Work::AwaitTelling { .. }
        | Work::Version { .. }
        | Work::Happened { .. }
        | Work::EndValues { .. }
        | Work::Anonymise { .. }
        | Work::Derive { .. }
        | Work::ClearLog { .. }
        | Work::CloseActivity { .. }
        | Work::AnswerCase { .. }
        | Work::Backup => None,
    }
}
