//! What the store takes and gives: rows, never rules.

use jiff::{Timestamp, civil::Date};
use life::facts::Seen;
use life::reference::{Activity, Cell, Holder, Record, Reference, Subject};
use life::{Entry, Grounded, Release};
use policy::Name;

/// A value as it lies in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRow {
    /// Which item.
    pub item: Name,
    /// Values of one group share a content key.
    pub group: u16,
    /// `sealed`, `hashed`, `open` or `file`.
    pub kept: String,
    /// The sealed form; the value itself only where it is about nobody.
    pub body: Vec<u8>,
    /// SHA-256 of the body: part of the record's digest.
    pub hash: [u8; 32],
    /// Whether it is marked as a minor's.
    pub minor: bool,
    /// Random: what is worked out of the value is remembered by it, and by nothing once the value is gone.
    pub salt: [u8; 16],
}

/// A keyslot as it lies in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotRow {
    /// The group that it opens.
    pub group: u16,
    /// The rule.
    pub rule: Name,
    /// The rule's edition.
    pub edition: u32,
    /// The day that names the term's half.
    pub term_day: Option<Date>,
    /// The exact end, where it is known.
    pub until: Option<Timestamp>,
    /// The items of the group that it keeps; all, where none is listed.
    pub items: Vec<Name>,
    /// The wrapped content key.
    pub wrapped: Vec<u8>,
}

/// The sealed values that travel beside a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Captured {
    /// The values.
    pub values: Vec<ValueRow>,
    /// The keyslots.
    pub slots: Vec<SlotRow>,
    /// The suite's byte.
    pub suite: u8,
    /// The hash of the sealed form.
    pub digest: [u8; 32],
    /// Blind index entries: item and keyed hash.
    pub lookups: Vec<(Name, [u8; 32])>,
    /// The look-up value under which drawn codes are counted.
    pub draw: Option<[u8; 32]>,
    /// Whether it is gone before the next backup, and so goes into none.
    pub shortlived: bool,
    /// Files that came for it.
    pub files: Vec<KeptFile>,
}

/// A file that came, and the item whose value it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// The item.
    pub item: Name,
    /// The file.
    pub file: Reference,
}

/// A file as it lies in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Where.
    pub cell: Cell,
    /// Its reference.
    pub file: Reference,
    /// `embedded`, `folder` or `bucket`.
    pub place: String,
    /// The name under which a bucket keeps what was sent of it, while it is not whole.
    pub upload: Option<String>,
    /// SHA-256 of its copy in the place of backups, if there is one.
    pub copied: Option<[u8; 32]>,
}

/// A record as it is sealed from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resealed {
    /// Which.
    pub record: Record,
    /// Its values: item, sealed form, hash.
    pub values: Vec<(Name, Vec<u8>, [u8; 32])>,
    /// Its keyslots that are still of use: group, rule, wrapped content key.
    pub slots: Vec<(u16, Name, Vec<u8>)>,
    /// The hash of the sealed form.
    pub digest: [u8; 32],
    /// Blind index entries: item and keyed hash.
    pub lookups: Vec<(Name, [u8; 32])>,
}

/// What a product's records are sealed under, and how far the old ones have come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuiteRow {
    /// The suite's byte.
    pub suite: u8,
    /// Records that were under another when the change began; none: not counted yet.
    pub total: Option<u64>,
    /// Of these, sealed anew.
    pub done: u64,
    /// Of these, passed over.
    pub remain: u64,
    /// The last record that was looked at.
    pub at: Option<(Cell, Record)>,
    /// Since when.
    pub began_at: Timestamp,
    /// Until when; none while it is under way.
    pub ended_at: Option<Timestamp>,
}

/// The key store as it was seen: how many writes it had seen, and random bytes of the last of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeysSeen {
    /// How many writes.
    pub count: u64,
    /// Random bytes of the last one.
    pub tag: [u8; 16],
}

/// One decision to commit: a plan's changes, or a refusal's entry alone.
#[derive(Debug)]
pub struct Write {
    /// The product.
    pub product: Name,
    /// The cell in which it happens.
    pub cell: Cell,
    /// The changes, in order.
    pub changes: Vec<Grounded>,
    /// The rows that must not have moved.
    pub rests_on: Vec<Seen>,
    /// What the ledger records.
    pub entry: Entry,
    /// 32 random bytes for the entry's commitment.
    pub salt: [u8; 32],
    /// The sealed values, for a plan that keeps a record.
    pub captured: Option<Captured>,
    /// The records that a plan seals anew.
    pub resealed: Vec<Resealed>,
    /// A release to be receipted.
    pub release: Option<Release>,
    /// What the policy is silent about: counted for its author.
    pub gap: bool,
    /// What alarms count of it.
    pub sightings: Vec<life::guard::Sighting>,
    /// Whether the act opens a tripwire.
    pub trips: bool,
}

/// What a commit gave.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    /// The number of the ledger entry in the cell's log.
    pub entry: u64,
    /// Leave to send, if the plan released something.
    pub receipt: Option<crate::Receipt>,
    /// How many records went, for sweeps.
    pub gone: u64,
    /// Whether work remains for another batch.
    pub more: bool,
    /// How many each alarm counts now, in the order of the sightings.
    pub sighted: Vec<u64>,
}

/// A half of keyslots that was destroyed, as rows name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Half {
    /// Which rule.
    pub rule: Name,
    /// Whose; nobody's in particular for a term's half or a rule's key.
    pub holder: Option<life::reference::Holder>,
    /// Edition and day of the term, for a term's half.
    pub term: Option<(u32, jiff::civil::Date)>,
}

/// A record as it lies in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Its reference.
    pub record: Record,
    /// Its type.
    pub kind: Name,
    /// Whose it is.
    pub holder: Holder,
    /// Which person it is about.
    pub subject: Option<Subject>,
    /// For which purpose it was captured.
    pub purpose: Name,
    /// Within which activity.
    pub activity: Option<Activity>,
    /// The activities about it that are open, with their kinds.
    pub open: Vec<(Activity, Name)>,
    /// When it was captured.
    pub captured_at: Timestamp,
    /// When it was created here.
    pub created_at: Timestamp,
    /// Its revision.
    pub revision: u64,
    /// SHA-256 of the sealed form.
    pub digest: [u8; 32],
    /// Wrong tries of a drawn code.
    pub tries: u32,
    /// Its values.
    pub values: Vec<ValueRow>,
    /// Values that went while others stayed, with the hash of what they were.
    pub gone: Vec<(Name, [u8; 32])>,
    /// Its keyslots.
    pub slots: Vec<SlotRow>,
}

/// Work that has fallen due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// When.
    pub at: Timestamp,
    /// In which cell.
    pub cell: Cell,
    /// What.
    pub work: life::Work,
    /// Under which promise.
    pub promise: Name,
}

/// An act that waits in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// The act.
    pub id: Reference,
    /// In which cell.
    pub cell: Cell,
    /// To whom.
    pub recipient: Name,
    /// For which purpose.
    pub purpose: Name,
    /// On which occasion.
    pub occasion: Option<Name>,
    /// For which person.
    pub subject: Option<Subject>,
    /// From which record.
    pub record: Record,
    /// `waiting`, `sending`, `delivered`, `refused` or `voided`.
    pub state: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it may be tried next.
    pub next_at: Timestamp,
    /// The last refusal's code.
    pub code: Option<String>,
}

/// A ledger entry as it lies in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Its number in the cell's log.
    pub seq: u64,
    /// The commitment.
    pub leaf: [u8; 33],
    /// Salt and body; gone when their log's time is over.
    pub body: Option<([u8; 32], Vec<u8>)>,
    /// When.
    pub at: Timestamp,
    /// The log whose time the body is kept for.
    pub log: Option<Name>,
    /// The end of that time.
    pub until: Option<Timestamp>,
}

/// Counters of one promise.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counter {
    /// Carried out.
    pub done: u64,
    /// Refused.
    pub refused: u64,
    /// Done later than due.
    pub late: u64,
    /// When it last happened.
    pub last_at: Option<Timestamp>,
}
