//! The file is not UTF-8.
//!
//! Why: its text could be read in more than one way.
//!
//! Fails: a file with a byte that is no text, such as `0xFF`.
//!
//! Passes: any text file that an editor saves as UTF-8.
//!
//! Mend: save it as UTF-8.
//!
//! Source: this language
