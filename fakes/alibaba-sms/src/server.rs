//! The listening thread, one thread per connection, and how both end.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::config::Config;
use crate::request;
use crate::state::{Reply, State};

/// A peer that sends nothing for this long is given up.
const IDLE_MAX: Duration = Duration::from_secs(30);

/// What all threads of a fake share.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) tls: Option<Arc<ServerConfig>>,
    state: Mutex<State>,
    open: Mutex<Vec<TcpStream>>,
    stopping: AtomicBool,
}

impl Shared {
    pub(crate) fn new(config: Config, tls: Option<Arc<ServerConfig>>) -> Self {
        Self { config, tls, state: Mutex::default(), open: Mutex::default(), stopping: AtomicBool::new(false) }
    }

    /// The state. A thread that died with the lock left whole values behind, so the state is still good.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> MutexGuard<'_, Vec<TcpStream>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks every thread to end: no new connection is taken and the open ones are shut.
    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        for stream in self.open().drain(..) {
            // A stream that is already shut is what is wanted.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

/// Takes connections until asked to stop, then waits for the threads that serve them.
pub(crate) fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut serving: Vec<JoinHandle<()>> = Vec::new();
    for stream in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            break;
        }
        let Ok(stream) = stream else { continue };
        serving.retain(|thread| !thread.is_finished());
        let shared = Arc::clone(shared);
        serving.push(thread::spawn(move || {
            // A connection that breaks is the other side's affair; the next one is served.
            let _ = serve(stream, &shared);
        }));
    }
    for thread in serving {
        // A panic in a connection's thread has already failed its request.
        let _ = thread.join();
    }
}

fn serve(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE_MAX))?;
    let own = stream.try_clone()?;
    let peer = own.peer_addr()?;
    {
        // Under one lock with `stop`, so that no connection slips in between its flag and its sweep.
        let mut open = shared.open();
        if shared.stopping.load(Ordering::SeqCst) {
            return Ok(());
        }
        open.push(own);
    }
    let served = match &shared.tls {
        None => converse(stream, shared),
        Some(tls) => {
            let connection = ServerConnection::new(Arc::clone(tls)).map_err(io::Error::other)?;
            converse(StreamOwned::new(connection, stream), shared)
        }
    };
    shared.open().retain(|other| other.peer_addr().is_ok_and(|address| address != peer));
    served
}

/// One request, one reply.
fn converse<S: Read + Write>(mut stream: S, shared: &Shared) -> io::Result<()> {
    let request = request::read(&mut stream);
    let reply = shared.state().judge(&shared.config, request.as_ref());
    match reply {
        Reply::Answer(bytes) => {
            stream.write_all(&bytes)?;
            stream.flush()
        }
        Reply::Close => Ok(()),
        Reply::Hold => {
            let mut ignored = [0_u8; 64];
            while stream.read(&mut ignored)? > 0 {}
            Ok(())
        }
    }
}
