//! Readers beside the writer: a few connections, lent one at a time.

use super::{Connection, StoreError, connect};
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The most connections that are open for reading; who waits for one switches threads twice.
const READERS_MAX: usize = 64;

/// Connections for reading; who comes when all are lent waits.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Idle>,
    returned: Condvar,
}

#[derive(Default)]
struct Idle {
    connections: Vec<Connection>,
    opened: usize,
}

impl Readers {
    pub(super) fn of(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Idle::default()), returned: Condvar::new() }
    }

    /// Runs `read` on one consistent snapshot.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let connection = self.borrow()?;
        let result = snapshot(&connection, read);
        self.give_back(connection);
        result
    }

    fn borrow(&self) -> Result<Connection, StoreError> {
        let mut idle = self.idle();
        while idle.connections.is_empty() && idle.opened >= READERS_MAX {
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
        if let Some(connection) = idle.connections.pop() {
            return Ok(connection);
        }
        idle.opened += 1;
        drop(idle);
        connect_reader(&self.path).inspect_err(|_| self.idle().opened -= 1)
    }

    fn give_back(&self, connection: Connection) {
        self.idle().connections.push(connection);
        self.returned.notify_one();
    }

    // A panic while a connection was lent leaves the list itself whole.
    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn snapshot<T>(
    connection: &Connection,
    read: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.prepare_cached("BEGIN")?.execute([])?;
    let result = read(connection);
    connection.prepare_cached("COMMIT")?.execute([])?;
    result
}

/// Many readers, so each with a small cache: the writer has the large one, and the system keeps the pages.
fn connect_reader(path: &std::path::Path) -> Result<Connection, StoreError> {
    let connection = connect(path)?;
    connection.pragma_update(None, "cache_size", -1_000)?;
    Ok(connection)
}
