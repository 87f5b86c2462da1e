//! The worker: does what has fallen due and sends what waits, and sleeps until something does.

use std::sync::Arc;
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
    let mut rotating = None;
    loop {
        rotate(engine, &mut rotating);
        let busy = once(engine).unwrap_or_else(|fault| {
            tracing::error!(code = %fault.code(), "the worker could not finish; what is due stays due");
            false
        });
        match nudged.recv_timeout(if busy { SLEEP_MIN } else { sleep(engine) }) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    // A rotation that is under way ends first; one that cannot wait goes on with the next start.
    drop(rotating.map(JoinHandle::join));
}

/// Begins a rotation that an operator asked for, on a thread of its own: what falls due meanwhile does not wait.
fn rotate(engine: &Arc<Engine>, rotating: &mut Option<JoinHandle<()>>) {
    let under_way = rotating.as_ref().is_some_and(|thread| !thread.is_finished());
    if under_way || !engine.is_asked_to_rotate() {
        return;
    }
    let engine = Arc::clone(engine);
    let run = move || match engine.rotate_asked() {
        Ok(_) => tracing::info!("keys rotated"),
        Err(fault) => {
            tracing::error!(code = %fault.code(), "the rotation of keys did not end; it goes on when it is asked for again")
        }
    };
    match Builder::new().name("yinuo-keys".into()).spawn(run) {
        Ok(thread) => *rotating = Some(thread),
        Err(fault) => tracing::error!(%fault, "no thread for the rotation of keys"),
    }
}

/// One round; tells whether long work is under way, of which the next round does some more.
fn once(engine: &Engine) -> Result<bool, Error> {
    let ran = engine.run_due()?;
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
