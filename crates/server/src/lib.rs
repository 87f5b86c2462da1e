//! HTTP API, console, public pages, worker.
//!
//! Promises: every route under `/v1` asks for a credential and answers JSON or a problem document (RFC 9457); no
//! path, query, log line, metric or problem document holds a personal value; a foreign, an absent and an erased
//! reference get one and the same answer. Does not promise: sessions of people, which the host product owns.
//!
//! One endpoint is one file below `http/`, whose folders are the chapters of a privacy policy.

pub mod credential;
mod http;
mod run;
mod settings;
mod tls;
mod worker;

pub use run::{Listening, Running, listen, serve_on, start};
pub use settings::{ServeError, Settings, Tls};
