//! What a fake is told at its start.

use std::fmt;
use std::sync::Arc;

use crate::certificate::Certificate;

/// The present instant, in seconds since 1970; handed in so that a simulated year can pass.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The account and the planted values of a fake.
#[derive(Clone)]
pub struct Config {
    /// The access key's public part.
    pub access_key_id: String,
    /// The access key's secret part.
    pub access_key_secret: String,
    /// The fake's present instant.
    pub clock: Clock,
    /// The certificate to show over HTTPS; `None` serves plain HTTP.
    pub tls: Option<Certificate>,
    /// Values that may stand nowhere in a request.
    pub canaries: Vec<String>,
    /// Values that may stand in a body, and nowhere else.
    pub body_only: Vec<String>,
}

impl Config {
    /// Plain HTTP, nothing planted, and a clock that stands still at `now_unix` (seconds since 1970).
    #[must_use]
    pub fn new(access_key_id: &str, access_key_secret: &str, now_unix: i64) -> Self {
        Self {
            access_key_id: access_key_id.to_owned(),
            access_key_secret: access_key_secret.to_owned(),
            clock: Arc::new(move || now_unix),
            tls: None,
            canaries: Vec::new(),
            body_only: Vec::new(),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").field("tls", &self.tls).finish_non_exhaustive()
    }
}
