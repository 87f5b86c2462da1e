//! Keys in memory: for 60 seconds at most, a bounded number, wiped when they go.

use super::rooted::RootedRow;
use super::{HalfId, KeyId};
use crate::slot::Held;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How long an unwrapped key may answer, by the time that callers hand in.
const KEPT: SignedDuration = SignedDuration::from_secs(60);
/// How many unwrapped keys are kept at once.
const KEYS_MAX: usize = 8192;

#[derive(Debug)]
struct Entry {
    key: Arc<Held>,
    loaded_at: Timestamp,
    used: u64,
}

/// How a drawn key is stored: under the root key, or under its parent's.
#[derive(Debug, Clone)]
pub(super) enum Wrapped {
    Rooted(RootedRow),
    Under(Vec<u8>),
}

/// A key that was drawn and is not yet in the key store.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) key: Arc<Held>,
    pub(super) wrapped: Wrapped,
    pub(super) drawn_at: Timestamp,
}

/// Unwrapped keys, and those drawn but not yet durable.
#[derive(Debug, Default)]
pub(super) struct Memory {
    cache: HashMap<KeyId, Entry>,
    uses: u64,
    pub(super) pending: BTreeMap<KeyId, Pending>,
}

impl Memory {
    /// The key, if it is in memory and fresh.
    pub(super) fn recall(&mut self, id: &KeyId, now: Timestamp) -> Option<Arc<Held>> {
        if let Some(entry) = self.cache.get_mut(id) {
            if fresh(entry.loaded_at, now) {
                self.uses = self.uses.saturating_add(1);
                entry.used = self.uses;
                return Some(Arc::clone(&entry.key));
            }
            self.cache.remove(id);
        }
        self.pending.get(id).map(|pending| Arc::clone(&pending.key))
    }

    /// Remembers a key that is in the key store.
    pub(super) fn remember(&mut self, id: KeyId, key: Arc<Held>, loaded_at: Timestamp) {
        if self.cache.len() >= KEYS_MAX {
            self.make_room(loaded_at);
        }
        self.uses = self.uses.saturating_add(1);
        self.cache.insert(id, Entry { key, loaded_at, used: self.uses });
    }

    /// Wipes what is stale and, if that is not enough, the half that was used longest ago.
    fn make_room(&mut self, now: Timestamp) {
        self.wipe_stale(now);
        if self.cache.len() >= KEYS_MAX {
            let mut uses: Vec<u64> = self.cache.values().map(|entry| entry.used).collect();
            let middle = uses.len() / 2;
            let (_, &mut line, _) = uses.select_nth_unstable(middle);
            self.cache.retain(|_, entry| entry.used > line);
        }
    }

    /// Wipes what is older than it may be.
    pub(super) fn wipe_stale(&mut self, now: Timestamp) {
        self.cache.retain(|_, entry| fresh(entry.loaded_at, now));
    }

    /// Wipes a half and what is wrapped under it, durable or not.
    pub(super) fn wipe(&mut self, half: &HalfId) {
        if let HalfId::Rule { .. } = half {
            self.cache.retain(|id, _| !id.ends_with(half));
            self.pending.retain(|id, _| !id.ends_with(half));
        } else {
            let id = KeyId::Half(half.clone());
            self.cache.remove(&id);
            self.pending.remove(&id);
        }
    }

    /// Wipes a key that was replaced.
    pub(super) fn forget(&mut self, id: &KeyId) {
        self.cache.remove(id);
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.cache.len()
    }
}

/// A clock that was set back ends a key's stay as well: its age can no longer be told.
fn fresh(loaded_at: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(loaded_at);
    !age.is_negative() && age <= KEPT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use life::reference::Cell;

    fn key() -> Arc<Held> {
        Arc::new(Held::new(Secret::new([1; 32])))
    }

    fn id(n: usize) -> KeyId {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&n.to_be_bytes());
        KeyId::Cell(Cell::from_bytes(bytes))
    }

    #[test]
    fn a_key_answers_for_sixty_seconds_and_not_after() {
        let mut memory = Memory::default();
        let at = Timestamp::from_second(1000).unwrap();
        memory.remember(id(1), key(), at);
        assert!(memory.recall(&id(1), at + KEPT).is_some());
        assert!(memory.recall(&id(1), at + KEPT + SignedDuration::from_nanos(1)).is_none());
        assert_eq!(memory.len(), 0, "and it is wiped, not only silent");
        memory.remember(id(1), key(), at);
        assert!(memory.recall(&id(1), at - SignedDuration::from_secs(1)).is_none());
    }

    #[test]
    fn the_count_is_bounded_and_the_last_used_stay() {
        let mut memory = Memory::default();
        let at = Timestamp::UNIX_EPOCH;
        for n in 0..3 * KEYS_MAX {
            memory.remember(id(n), key(), at);
            assert!(memory.recall(&id(0), at).is_some(), "used all the time");
            assert!(memory.len() <= KEYS_MAX);
        }
        assert!(memory.recall(&id(3 * KEYS_MAX - 1), at).is_some());
    }
}
