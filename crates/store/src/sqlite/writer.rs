//! The one writer: takes what waits, commits it as one group, each plan a savepoint.

use super::{Connection, StoreError, apply};
use crate::rows::{KeysSeen, Write, Written};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

/// The most plans in one commit.
const GROUP_MAX: usize = 64;

/// What the writer calls at its durable points.
pub struct Hooks {
    /// Before the data commit: every key that the data uses is durable when this answers, with the state of the
    /// key store then.
    pub keys_durable: Box<dyn Fn() -> Result<KeysSeen, Box<dyn std::error::Error + Send + Sync>> + Send>,
    /// After each commit, with how many plans it held: for counting commits.
    pub committed: Box<dyn Fn(Batch) + Send>,
}

impl Default for Hooks {
    fn default() -> Self {
        Self { keys_durable: Box::new(|| Ok(KeysSeen::default())), committed: Box::new(|_| {}) }
    }
}

impl std::fmt::Debug for Hooks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hooks")
    }
}

/// One commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// How many plans it held.
    pub plans: usize,
}

type Answer = SyncSender<Result<Written, StoreError>>;
type Alone = Box<dyn FnOnce(&Connection) + Send>;

enum Job {
    Write(Box<(Write, apply::Logged)>, Answer),
    Alone(Alone),
}

pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(connection: Connection, hooks: Hooks) -> Result<Self, StoreError> {
        let (jobs, waiting) = channel();
        let run = move || run(&connection, &hooks, &waiting);
        let thread = std::thread::Builder::new().name("store-writer".into()).spawn(run)?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    pub(super) fn write(&self, write: Write) -> Result<Written, StoreError> {
        let (answer, result) = sync_channel(1);
        self.send(Job::Write(prepared(write)?, answer))?;
        result.recv().map_err(|_| StoreError::Stopped)?
    }

    /// Hands several plans over at once and waits for all of them.
    pub(super) fn write_all(&self, writes: Vec<Write>) -> Result<Vec<Result<Written, StoreError>>, StoreError> {
        let mut results = Vec::with_capacity(writes.len());
        for write in writes {
            let (answer, result) = sync_channel(1);
            self.send(Job::Write(prepared(write)?, answer))?;
            results.push(result);
        }
        results.into_iter().map(|result| result.recv().map_err(|_| StoreError::Stopped)).collect()
    }

    pub(super) fn alone<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, result) = sync_channel(1);
        let job = move |connection: &Connection| {
            let outcome = in_transaction(connection, || write(connection));
            // The caller may have gone; then nobody needs the answer.
            drop(answer.send(outcome.map_err(StoreError::sorted)));
        };
        self.send(Job::Alone(Box::new(job)))?;
        result.recv().map_err(|_| StoreError::Stopped)?
    }

    /// As [`Writer::alone`], but durable only together with whatever is committed otherwise next: nothing is waited for here.
    pub(super) fn ahead<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.bare(|connection| {
            // In WAL mode the log is then brought to the disk by the next full commit, or before it is copied back.
            connection.pragma_update(None, "synchronous", "NORMAL")?;
            let outcome = in_transaction(connection, || write(connection));
            connection.pragma_update(None, "synchronous", "FULL")?;
            outcome
        })
    }

    /// As [`Writer::alone`], but outside a transaction.
    pub(super) fn bare<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, result) = sync_channel(1);
        let job = move |connection: &Connection| drop(answer.send(act(connection).map_err(StoreError::sorted)));
        self.send(Job::Alone(Box::new(job)))?;
        result.recv().map_err(|_| StoreError::Stopped)?
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        let jobs = self.jobs.as_ref().ok_or(StoreError::Stopped)?;
        jobs.send(job).map_err(|_| StoreError::Stopped)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // The thread ends when its channel closes; a panic inside was already reported to its caller.
            drop(thread.join());
        }
    }
}

/// What the caller's own thread can do before the writer takes it.
fn prepared(write: Write) -> Result<Box<(Write, apply::Logged)>, StoreError> {
    let logged = apply::Logged::of(&write.entry, &write.salt)?;
    Ok(Box::new((write, logged)))
}

fn run(connection: &Connection, hooks: &Hooks, waiting: &Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        let mut group = Vec::new();
        let mut next = Some(first);
        while let Some(job) = next {
            match job {
                Job::Write(write, answer) => group.push((write, answer)),
                Job::Alone(alone) => {
                    commit(connection, hooks, std::mem::take(&mut group));
                    alone(connection);
                }
            }
            next = if group.len() < GROUP_MAX { waiting.try_recv().ok() } else { None };
        }
        commit(connection, hooks, group);
    }
}

fn in_transaction<T>(connection: &Connection, act: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let result = act();
    match result {
        Ok(value) => {
            if let Err(fault) = connection.prepare_cached("COMMIT")?.execute([]) {
                roll_back(connection);
                return Err(fault.into());
            }
            Ok(value)
        }
        Err(fault) => {
            roll_back(connection);
            Err(fault)
        }
    }
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit() {
        // If even this fails, the next BEGIN says so.
        drop(connection.execute_batch("ROLLBACK"));
    }
}

fn commit(connection: &Connection, hooks: &Hooks, group: Vec<(Box<(Write, apply::Logged)>, Answer)>) {
    if group.is_empty() {
        return;
    }
    let mut results = Vec::with_capacity(group.len());
    let committed = in_transaction(connection, || {
        for (write, _) in &group {
            results.push(in_savepoint(connection, write)?);
        }
        let seen = (hooks.keys_durable)().map_err(StoreError::Keys)?;
        super::seen::note(connection, seen)
        // ---- the durable point: COMMIT follows ----
    });
    if let Err(fault) = committed.map_err(StoreError::sorted) {
        for (_, answer) in group {
            let fault = match &fault {
                StoreError::DiskFull => StoreError::DiskFull,
                fault => StoreError::Form(format!("the commit failed: {fault}")),
            };
            drop(answer.send(Err(fault)));
        }
        return;
    }
    (hooks.committed)(Batch { plans: group.len() });
    for ((_, answer), result) in group.into_iter().zip(results) {
        // The caller may have gone; then nobody needs the answer.
        drop(answer.send(result.map_err(StoreError::sorted)));
    }
}

/// One plan in a savepoint of its own: what it gives, or why it alone was taken back.
///
/// The outer error is a database that gave the whole transaction up, as it may on a full disk: then no savepoint
/// is left to go back to, and a statement more would be a transaction of its own.
fn in_savepoint(
    connection: &Connection,
    (write, logged): &(Write, apply::Logged),
) -> Result<Result<Written, StoreError>, StoreError> {
    connection.prepare_cached("SAVEPOINT plan")?.execute([])?;
    let result = apply::apply(connection, write, logged);
    if result.is_err() {
        if connection.is_autocommit() {
            return result.map(Ok);
        }
        connection.prepare_cached("ROLLBACK TO plan")?.execute([])?;
    }
    connection.prepare_cached("RELEASE plan")?.execute([])?;
    Ok(result)
}
