//! What a server is told before it starts.

use std::net::SocketAddr;
use std::path::PathBuf;

/// How a server is reached.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address it listens on; port 0 takes a free one.
    pub address: SocketAddr,
    /// How the way there is protected.
    pub tls: Tls,
    /// The address under which others reach it, such as `https://privacy.example.org`.
    pub base_url: Option<String>,
    /// Whether the console is served, on a loopback address, without a credential.
    pub console: bool,
}

/// How the way to the server is protected.
#[derive(Debug, Clone)]
pub enum Tls {
    /// By a certificate authority of this machine's own, made on first use: for development.
    Local {
        /// Where its certificate `ca.pem` and the keys lie.
        folder: PathBuf,
    },
    /// By a certificate and its key.
    Files {
        /// The certificate chain, PEM.
        cert: PathBuf,
        /// The private key, PEM.
        key: PathBuf,
    },
    /// Not at all: on a loopback address only, behind a proxy of the same machine.
    PlainLoopback,
}

/// Why a server cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Plain text is served to this machine only.
    #[error("insecure_transport: without TLS the server listens on a loopback address only, and {0} is none")]
    InsecureTransport(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {fault}")]
    Address {
        /// Which.
        address: SocketAddr,
        /// Why.
        fault: std::io::Error,
    },
    /// A certificate or key cannot be used.
    #[error("{what}: {fault}")]
    Certificate {
        /// Which file, or which step.
        what: String,
        /// Why.
        fault: String,
    },
    /// The system gave no threads or sockets.
    #[error("the system refused: {0}")]
    System(#[from] std::io::Error),
}

impl ServeError {
    pub(crate) fn certificate(what: impl std::fmt::Display, fault: impl std::fmt::Display) -> Self {
        Self::Certificate { what: what.to_string(), fault: fault.to_string() }
    }
}
