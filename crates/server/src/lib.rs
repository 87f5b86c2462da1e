//! HTTP API, console, public pages, worker.
