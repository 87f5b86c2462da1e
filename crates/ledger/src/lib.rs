//! Merkle log, tiles, signed checkpoints, proofs: the writer of the ledger.
//!
//! What it promises:
//!
//! - One append-only log per cell, and one per product whose entries are the cells' checkpoints, in the C2SP
//!   tlog-tiles layout, so that tools which already exist read it and an outside witness follows one log only.
//! - Rows are the truth: a log folder is derived from an ordered run of leaves and can be made again from it, byte
//!   for byte. [`LogWriter::publish`] may be repeated after a stop at any instruction.
//! - A log never goes back: a shorter run, or one that differs from what stands in the folder, is
//!   [`Error::Forked`]; a mirror that would shrink is [`Error::WouldShrink`].
//!
//! What it does not: it reads no clock, draws no random number, opens no database and never sees a personal value
//! (a leaf is a [`Commitment`]). It takes one writer per folder for granted; whoever opens it holds the lock. It trusts
//! its own folder; what treats every byte as hostile is the crate `verify`.
//!
//! # Folder
//!
//! ```text
//! <root>/<product>/                 the product log
//!   vkey                            verifier key, `name+hash+base64`, one line
//!   checkpoint                      signed note: origin, size, root
//!   tile/<L>/<N>[.p/<W>]            hash tiles, 256 wide
//!   tile/entries/<N>[.p/<W>]        entry bundles: uint16 big-endian length, entry
//!   notes/<N>[.p/<W>]               the cells' signed checkpoints that the entries commit to, bundled alike
//!   cells/<cell>/                   one log per cell: checkpoint, tile/
//! ```
//!
//! `<N>` is written `x001/x234/067`. Any log folder may also hold `.pending`, the one file under way.
//!
//! Source: design section 6; C2SP tlog-tiles, tlog-checkpoint, signed-note; RFC 6962 section 2.1.

mod checkpoint;
mod commitment;
mod edge;
mod error;
mod folder;
mod log;
mod mirror;
mod origin;
mod path;
mod product;
mod reader;
mod signer;
#[cfg(test)]
mod tests;

pub use checkpoint::Checkpoint;
pub use commitment::{Commitment, LEAF_BYTES, Leaf};
pub use error::Error;
pub use log::LogWriter;
pub use mirror::{mirror, mirror_grown, mirror_log};
pub use origin::Origin;
pub use product::{Product, ProductLog};
pub use reader::LogReader;
pub use signer::Signer;
