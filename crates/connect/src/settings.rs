//! Where a recipient is, and what is refused before anything is tried.

use std::time::Duration;

use reqwest::Url;

/// Which certificates are believed.
#[derive(Clone, Debug)]
pub enum Trust {
    /// Those that the operating system believes.
    Platform,
    /// Only those under this root, in PEM.
    Root(String),
}

/// Where a recipient is, and how to reach it.
#[derive(Clone, Debug)]
pub struct TransportSettings {
    /// `https://host[:port]`, without path, query, fragment or credentials.
    pub base_url: String,
    /// Allows `http://` to 127.0.0.1, `[::1]` and localhost, for the demonstration only.
    pub allow_loopback_plain: bool,
    /// Which certificates are believed.
    pub trust: Trust,
    /// The whole call; connecting, TLS included, may take half of it.
    pub timeout: Duration,
}

impl TransportSettings {
    /// HTTPS, the system's certificates, five seconds.
    ///
    /// *Source*: the vendor of SMS asks for at least one second.
    #[must_use]
    pub fn https(base_url: &str) -> Self {
        Self {
            base_url: base_url.to_owned(),
            allow_loopback_plain: false,
            trust: Trust::Platform,
            timeout: Duration::from_secs(5),
        }
    }
}

/// Why a connector could not be made. The operator acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The base URL would send personal data in clear.
    #[error("the base URL is not https")]
    InsecureTransport,
    /// The base URL is no URL, or has a path, a query, a fragment or credentials.
    #[error("the base URL is not a scheme, a host and a port")]
    BaseUrlInvalid,
    /// The given root is no certificate in PEM.
    #[error("the trusted root is not a certificate in PEM")]
    RootInvalid,
    /// The TLS client could not be made.
    #[error("the TLS client could not be made")]
    ClientUnavailable,
}

impl OpenError {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InsecureTransport => "insecure_transport",
            Self::BaseUrlInvalid => "base_url_invalid",
            Self::RootInvalid => "trust_root_invalid",
            Self::ClientUnavailable => "client_unavailable",
        }
    }
}

/// Reads the base URL; the scheme is judged first.
///
/// # Errors
/// [`OpenError::InsecureTransport`] or [`OpenError::BaseUrlInvalid`].
pub(crate) fn base_url(settings: &TransportSettings) -> Result<Url, OpenError> {
    let url = Url::parse(&settings.base_url).map_err(|_| OpenError::BaseUrlInvalid)?;
    let loopback = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    match url.scheme() {
        "https" => {}
        "http" if settings.allow_loopback_plain && loopback => {}
        _ => return Err(OpenError::InsecureTransport),
    }
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let anonymous = url.username().is_empty() && url.password().is_none();
    (bare && anonymous).then_some(url).ok_or(OpenError::BaseUrlInvalid)
}
