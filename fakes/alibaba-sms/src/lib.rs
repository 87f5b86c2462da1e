//! A fake of Alibaba Cloud SMS that works from raw request bytes; depends on nothing of ours.
//!
//! It promises to accept exactly what the promise "only the phone number and the code" allows, signed as
//! the vendor's recipe says, and to refuse and remember everything else. Signature, clock, nonce, headers
//! and parameters are all checked on the bytes that arrived. It does not promise the vendor's limits, prices
//! or timing, and it keeps everything it saw in memory until it is dropped.
//!
//! Source: Alibaba Cloud, Dysmsapi 2017-05-25, `SendSms` and `QuerySendDetails`.

mod answer;
mod behaviour;
mod canary;
mod certificate;
mod clock;
mod config;
mod digest;
mod percent;
mod refusal;
mod request;
mod rules;
mod server;
mod signature;
mod state;

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub use behaviour::Behaviour;
pub use canary::{Place, Violation};
pub use certificate::Certificate;
pub use config::{Clock, Config};
pub use refusal::{Reason, Refusal};
pub use signature::signature_of;
pub use state::Accepted;

/// A running fake. Dropping it ends its threads and shuts its connections.
pub struct Fake {
    address: SocketAddr,
    root_pem: Option<String>,
    shared: Arc<server::Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Fake {
    /// Listens on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When no port can be had or no certificate can be made.
    pub fn start(config: Config) -> io::Result<Self> {
        let identity = config.tls.map(certificate::issue).transpose()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let (root_pem, tls) = identity.map(|identity| (identity.root_pem, identity.server)).unzip();
        let shared = Arc::new(server::Shared::new(config, tls));
        let serving = Arc::clone(&shared);
        let thread = Some(thread::spawn(move || server::listen(&listener, &serving)));
        Ok(Self { address, root_pem, shared, thread })
    }

    /// Where it listens: `http://127.0.0.1:<port>`, or `https://…` when it has a certificate.
    #[must_use]
    pub fn base_url(&self) -> String {
        let scheme = if self.root_pem.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// The root certificate that a client has to trust, in PEM; `None` over plain HTTP.
    #[must_use]
    pub fn root_pem(&self) -> Option<&str> {
        self.root_pem.as_deref()
    }

    /// The messages accepted for sending, oldest first.
    #[must_use]
    pub fn accepted(&self) -> Vec<Accepted> {
        self.shared.state().accepted.clone()
    }

    /// The requests refused by rule, oldest first; what the script refuses is not among them.
    #[must_use]
    pub fn refused(&self) -> Vec<Refusal> {
        self.shared.state().refused.clone()
    }

    /// The planted values that were found.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.shared.state().violations.clone()
    }

    /// Every readable request as its bytes came, oldest first.
    #[must_use]
    pub fn raw_requests(&self) -> Vec<Vec<u8>> {
        self.shared.state().raw_requests.clone()
    }

    /// Says what to do with the next request that breaks no rule and has no behaviour yet. Without one it is accepted.
    pub fn script(&self, behaviour: Behaviour) {
        self.shared.state().script.push_back(behaviour);
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fake").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.shared.stop();
        // The listening thread waits in `accept`; one last connection wakes it. If it cannot be made the
        // listener is gone already, and the thread with it.
        let woken = TcpStream::connect(self.address).is_ok();
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            let _ = thread.join();
        }
    }
}
