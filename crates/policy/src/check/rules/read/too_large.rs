//! The file is larger than is read.
//!
//! Why: no policy needs 4 MiB, and reading must not exhaust memory.
//!
//! Fails: a file of more than 4 MiB.
//!
//! Passes: a file of at most 4 MiB.
//!
//! Mend: take out what is no policy.
//!
//! Source: this language
