//! The server, asked over its own sockets.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod bounds;
mod canary;
mod codes;
mod described;
mod files;
mod grants;
mod input;
mod matrix;
mod noise;
mod once;
mod pages;
mod second_factor;
mod site;
mod story;
mod transport;
mod visits;
