//! What the columns of derived sets hold.

use super::Column;
use super::Holds::{Hash as Digest, Number, Reference, Sealed, Time, Word};

pub(super) const DERIVED: &[Column] = &[
    ("derived_set", "cell", Reference),
    ("derived_set", "set_id", Reference),
    ("derived_set", "derived", Word),
    ("derived_set", "made_by", Word),
    ("derived_set", "items", Word),
    ("derived_set", "kinds", Word),
    ("derived_set", "rows", Number),
    ("derived_set", "smallest", Number),
    ("derived_set", "from_at", Time),
    ("derived_set", "to_at", Time),
    ("derived_set", "made_at", Time),
    ("derived_set", "spent", Number),
    ("derived_set", "shape", Word),
    ("derived_row", "cell", Reference),
    ("derived_row", "set_id", Reference),
    ("derived_row", "row_id", Reference),
    ("derived_row", "subject", Reference),
    // By a key that was never stored, and of what a set shows: nobody can compare it with anything.
    ("derived_row", "class", Digest),
    ("derived_row", "count", Number),
    ("derived_row", "body", Sealed),
    ("derived_row", "record", Reference),
    // As in derived_member, until the set is kept.
    ("derived_row", "who", Digest),
    ("derived_row", "shows", Digest),
    ("derived_row", "origins", Digest),
    ("use_count", "cell", Reference),
    ("use_count", "derived", Word),
    ("use_count", "function", Word),
    ("use_count", "day", Word),
    ("use_count", "count", Number),
    ("derived_member", "cell", Reference),
    ("derived_member", "set_id", Reference),
    // By a key that was never stored; of what a set shows; of random bytes that go with the value.
    ("derived_member", "who", Digest),
    ("derived_member", "shows", Digest),
    ("derived_member", "origins", Digest),
];
