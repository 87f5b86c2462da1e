//! What every call shares.

use super::problem::Problem;
use crate::worker::Nudge;
use governor::clock::Clock;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use yinuo::Engine;
use yinuo::life::Code;

/// What holds for every call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Whether the way here is protected by TLS.
    pub tls: bool,
    /// Whether the console is served without a credential.
    pub console: bool,
}

/// Acts at once; more wait for their turn.
const ACTS_MAX: usize = 64;
/// Files that come or go at once, beside the acts: they take as long as their callers do.
const FILES_MAX: usize = 16;
/// How long an act waits for its turn.
const TURN_TIME: Duration = Duration::from_secs(10);
/// Refusals before authentication that one address gets in a burst, and then each second.
const STRANGERS_BURST: NonZeroU32 = NonZeroU32::new(30).unwrap();
/// Addresses that are remembered before those at rest are forgotten.
const STRANGERS_MAX: usize = 10_000;

/// The engine's clock, for the rate limit: time is handed in here, too.
#[derive(Debug, Clone)]
struct EngineClock(Arc<Engine>);

impl Clock for EngineClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let nanos = self.0.now().as_nanosecond();
        Nanos::from(u64::try_from(nanos).unwrap_or(0))
    }
}

type Strangers =
    RateLimiter<IpAddr, DashMapStateStore<IpAddr>, EngineClock, governor::middleware::NoOpMiddleware<Nanos>>;

struct Shared {
    engine: Arc<Engine>,
    nudge: Nudge,
    url: String,
    bounds: Bounds,
    turns: Semaphore,
    file_turns: Semaphore,
    strangers: Strangers,
    recorder: PrometheusRecorder,
    metrics: PrometheusHandle,
}

/// What every call shares; cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

impl App {
    pub(crate) fn new(engine: Arc<Engine>, nudge: Nudge, url: String, bounds: Bounds) -> Self {
        let quota = Quota::per_second(NonZeroU32::MIN).allow_burst(STRANGERS_BURST);
        let clock = EngineClock(Arc::clone(&engine));
        let strangers = RateLimiter::new(quota, DashMapStateStore::default(), clock);
        let recorder = PrometheusBuilder::new().build_recorder();
        let metrics = recorder.handle();
        let (turns, file_turns) = (Semaphore::new(ACTS_MAX), Semaphore::new(FILES_MAX));
        Self(Arc::new(Shared { engine, nudge, url, bounds, turns, file_turns, strangers, recorder, metrics }))
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.0.engine
    }

    pub(crate) fn url(&self) -> &str {
        &self.0.url
    }

    pub(crate) fn bounds(&self) -> Bounds {
        self.0.bounds
    }

    /// Wakes the worker: something waits to be sent.
    pub(crate) fn nudge(&self) {
        self.0.nudge.wake();
    }

    /// Whether one more refusal before authentication is answered in full for this address.
    pub(crate) fn bears_with(&self, address: IpAddr) -> bool {
        if self.0.strangers.len() > STRANGERS_MAX {
            self.0.strangers.retain_recent();
        }
        self.0.strangers.check_key(&address).is_ok()
    }

    /// The metrics as Prometheus text.
    pub(crate) fn metrics(&self) -> String {
        self.0.metrics.run_upkeep();
        self.0.metrics.render()
    }

    /// Notes how many alerts of each product wait for somebody, and how many duties are open; of what cannot be read now the
    /// last number stands.
    pub(crate) fn count_open(&self) {
        let engine = self.engine();
        for product in engine.products().unwrap_or_default() {
            let number = |count: usize| u32::try_from(count).map_or(f64::INFINITY, f64::from);
            if let Ok(alerts) = engine.alerts(&product) {
                let (open, product) = (alerts.iter().filter(|alert| !alert.looked_into).count(), product.to_string());
                self.count(|| metrics::gauge!("yinuo_alerts_open", "product" => product).set(number(open)));
            }
            if let Ok(register) = engine.register(&product, engine.now()) {
                let (open, product) =
                    (register.duties.iter().filter(|duty| duty.open.is_some()).count(), product.to_string());
                self.count(|| metrics::gauge!("yinuo_duties_open", "product" => product).set(number(open)));
            }
        }
    }

    /// Counts into this server's own metrics.
    pub(crate) fn count<T>(&self, act: impl FnOnce() -> T) -> T {
        metrics::with_local_recorder(&self.0.recorder, act)
    }

    /// Runs `act`, which may block, when it is its turn; once begun it runs to its end.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        self.run_among(&self.0.turns, act).await
    }

    /// As [`Self::run`], for what takes as long as its caller does: it waits for its like, and holds nothing else up.
    pub(crate) async fn stream<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        self.run_among(&self.0.file_turns, act).await
    }

    async fn run_among<T: Send + 'static>(
        &self,
        turns: &Semaphore,
        act: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = tokio::time::timeout(TURN_TIME, turns.acquire());
        let _turn = turn.await.ok().and_then(Result::ok).ok_or_else(|| Problem::of(Code::Busy))?;
        let app = self.clone();
        let ran = tokio::task::spawn_blocking(move || app.count(|| act(&app)));
        ran.await.map_err(|fault| Problem::fault(Code::Internal, &fault))
    }
}
