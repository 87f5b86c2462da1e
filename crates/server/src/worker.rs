//! The worker: does what has fallen due and sends what waits, and sleeps until something does.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;
use yinuo::{Engine, Error};

/// The longest sleep: a clock that was moved is noticed after this.
const SLEEP_MAX: Duration = Duration::from_secs(1);
/// The shortest sleep.
const SLEEP_MIN: Duration = Duration::from_millis(20);

/// What wakes a worker.
#[derive(Debug, Clone)]
pub(crate) struct Nudge(SyncSender<()>);

impl Nudge {
    /// Wakes the worker; one that is awake already looks again by itself.
    pub(crate) fn wake(&self) {
        let _already = self.0.try_send(());
    }
}

/// A running worker; it ends when its last nudge is gone.
pub(crate) fn start(engine: Arc<Engine>) -> std::io::Result<(Nudge, JoinHandle<()>)> {
    let (nudge, nudged) = sync_channel(1);
    let thread = Builder::new().name("yinuo-worker".into()).spawn(move || work(&engine, &nudged))?;
    Ok((Nudge(nudge), thread))
}

fn work(engine: &Arc<Engine>, nudged: &Receiver<()>) {
    let (mut rotating, mut backing_up) = (Aside::new("yinuo-keys"), Aside::new("yinuo-backup"));
    let ending = Arc::new(AtomicBool::new(false));
    loop {
        rotate(engine, &mut rotating);
        back_up(engine, &mut backing_up, &ending);
        let busy = once(engine).unwrap_or_else(|fault| {
            tracing::error!(code = %fault.code(), "the worker could not finish; what is due stays due");
            false
        });
        match nudged.recv_timeout(if busy { SLEEP_MIN } else { sleep(engine) }) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    // A rotation that is under way ends first; a backup is broken off, and made anew after the next start.
    ending.store(true, Ordering::SeqCst);
    rotating.wait();
    backing_up.wait();
}

/// Long work on a thread of its own, one at a time: what falls due meanwhile does not wait for it.
struct Aside {
    name: &'static str,
    thread: Option<JoinHandle<bool>>,
    rests: u32,
}

/// So many rounds go by before work that failed is tried again.
const RESTS: u32 = 60;

impl Aside {
    const fn new(name: &'static str) -> Self {
        Self { name, thread: None, rests: 0 }
    }

    /// Runs it, unless it is running, or has failed just now; it tells whether it ended well.
    fn start(&mut self, run: impl FnOnce() -> bool + Send + 'static) {
        if self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return;
        }
        if self.thread.take().is_some_and(|thread| !thread.join().unwrap_or(false)) {
            self.rests = RESTS;
        }
        if self.rests > 0 {
            self.rests -= 1;
            return;
        }
        match Builder::new().name(self.name.into()).spawn(run) {
            Ok(thread) => self.thread = Some(thread),
            Err(fault) => tracing::error!(%fault, thread = self.name, "no thread"),
        }
    }

    fn wait(self) {
        drop(self.thread.map(JoinHandle::join));
    }
}

/// Begins a rotation that an operator asked for.
fn rotate(engine: &Arc<Engine>, rotating: &mut Aside) {
    if !engine.is_asked_to_rotate() {
        return;
    }
    let engine = Arc::clone(engine);
    rotating.start(move || match engine.rotate_asked() {
        Ok(_) => {
            tracing::info!("keys rotated");
            true
        }
        Err(fault) => {
            tracing::error!(code = %fault.code(), "the rotation of keys did not end; it goes on when it is asked for again");
            false
        }
    });
}

/// Begins a backup that is due, and what an operator asks about backups.
fn back_up(engine: &Arc<Engine>, backing_up: &mut Aside, ending: &Arc<AtomicBool>) {
    let (due, asked) = (engine.is_backup_due().unwrap_or(false), engine.heed_ask_about_backups());
    if asked {
        backing_up.rests = 0;
    }
    if !due && !asked {
        return;
    }
    let (engine, ending) = (Arc::clone(engine), Arc::clone(ending));
    backing_up.start(move || {
        let mut told =
            |_| if ending.load(Ordering::SeqCst) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let done = engine.answer_asked(&mut told).and_then(|_| engine.run_due_backups(&mut told));
        match done {
            Ok(0) => {}
            Ok(backups) => tracing::info!(backups, "backed up"),
            Err(ref fault) => tracing::error!(code = %fault.code(), "no backup was made; it stays due"),
        }
        done.is_ok()
    });
}

/// One round; tells whether long work is under way, of which the next round does some more.
fn once(engine: &Engine) -> Result<bool, Error> {
    let ran = engine.run_due_but_backups()?;
    let sent = engine.send_waiting()?;
    if ran.finished + ran.left > 0 {
        tracing::info!(finished = ran.finished, gone = ran.gone, left = ran.left, "due work");
    }
    if ran.resealed > 0 {
        tracing::info!(records = ran.resealed, "sealed anew under the suite that their policy names");
    }
    if sent.delivered + sent.refused > 0 {
        tracing::info!(delivered = sent.delivered, waiting = sent.waiting, refused = sent.refused, "sent");
    }
    Ok(ran.resealed > 0)
}

fn sleep(engine: &Engine) -> Duration {
    let next = engine.next_wake().ok().flatten();
    let until = next.and_then(|at| Duration::try_from(at.duration_since(engine.now())).ok());
    // What is past and still there could not be finished: it is tried again, not in a tight loop.
    until.map_or(SLEEP_MAX, |wait| wait.clamp(SLEEP_MIN, SLEEP_MAX))
}
