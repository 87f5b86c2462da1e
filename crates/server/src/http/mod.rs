//! Routes, and what stands before them.

use crate::worker::Nudge;
use axum::Router;
use std::sync::Arc;
use yinuo::Engine;

/// What holds for every call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub tls: bool,
    pub console: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct App(Arc<State>);

#[derive(Debug)]
struct State {
    engine: Arc<Engine>,
    nudge: Nudge,
    url: String,
    bounds: Bounds,
}

impl App {
    pub(crate) fn new(engine: Arc<Engine>, nudge: Nudge, url: String, bounds: Bounds) -> Self {
        Self(Arc::new(State { engine, nudge, url, bounds }))
    }
}

pub(crate) fn router(app: App) -> Router {
    Router::new().route("/healthz", axum::routing::get(|| async { "ok" })).with_state(app)
}
