//! Facts and apply(change): the embedded store. No rule lives here.

mod receipt;

pub use receipt::Receipt;
