//! Starting and ending a server: a runtime of its own, and a worker.

use crate::http;
use crate::settings::{ServeError, Settings, Tls};
use crate::tls::{self, Secured};
use crate::worker;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::TokioTimer;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;
use yinuo::Engine;

/// How long an answer under way may take once the server was told to end.
const GRACE: Duration = Duration::from_secs(5);
/// How long a connection may take to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// A server that runs until it is shut down or dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    url: String,
    root_pem: Option<PathBuf>,
    handle: Handle<SocketAddr>,
    threads: Vec<JoinHandle<()>>,
}

impl Running {
    /// The address it listens on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address under which it is reached, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The certificate that callers have to trust, if it is this machine's own.
    #[must_use]
    pub fn root_pem(&self) -> Option<PathBuf> {
        self.root_pem.clone()
    }

    /// Takes no more calls, finishes those under way, and ends the worker.
    pub fn shutdown(self) {
        drop(self);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.graceful_shutdown(Some(GRACE));
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the server ended by a fault");
            }
        }
    }
}

/// An address that is listened on, of which nothing is answered yet.
pub struct Listening {
    listener: TcpListener,
    secured: Option<Secured>,
    settings: Settings,
}

impl std::fmt::Debug for Listening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listening").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// Listens, and reads or makes the certificate.
///
/// # Errors
/// [`ServeError::InsecureTransport`] for plain text on anything but a loopback address; otherwise what keeps it
/// from listening.
pub fn listen(settings: Settings) -> Result<Listening, ServeError> {
    if matches!(settings.tls, Tls::PlainLoopback) && !settings.address.ip().is_loopback() {
        return Err(ServeError::InsecureTransport(settings.address));
    }
    // Before anything is made: an address that is taken leaves nothing behind.
    let wrong = |fault| ServeError::Address { address: settings.address, fault };
    let listener = TcpListener::bind(settings.address).map_err(wrong)?;
    listener.set_nonblocking(true)?;
    // Said once for the process, so that nothing in it falls back to another provider.
    let _installed = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let secured = tls::secure(&settings.tls)?;
    Ok(Listening { listener, secured, settings })
}

/// Starts the server and its worker, on threads of their own.
///
/// # Errors
/// Those of [`listen`] and [`serve_on`].
pub fn start(engine: Arc<Engine>, settings: Settings) -> Result<Running, ServeError> {
    serve_on(listen(settings)?, engine)
}

/// As [`start`], where it listens already.
///
/// # Errors
/// [`ServeError::System`].
pub fn serve_on(listening: Listening, engine: Arc<Engine>) -> Result<Running, ServeError> {
    let Listening { listener, secured, settings } = listening;
    let address = listener.local_addr()?;
    let scheme = if secured.is_some() { "https" } else { "http" };
    let host =
        if address.ip().is_unspecified() { format!("localhost:{}", address.port()) } else { address.to_string() };
    let url = settings.base_url.clone().unwrap_or_else(|| format!("{scheme}://{host}"));
    let url = url.trim_end_matches('/').to_owned();
    let root_pem = secured.as_ref().and_then(|secured| secured.root.clone());
    let (nudge, worker) = worker::start(Arc::clone(&engine))?;
    let bounds = http::Bounds { tls: secured.is_some(), console: settings.console && address.ip().is_loopback() };
    let app = http::App::new(engine, nudge, url.clone(), bounds);
    let handle = Handle::new();
    let ends = handle.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_name("yinuo-http").build()?;
    let serving = Builder::new().name("yinuo-serve".into()).spawn(move || {
        if let Err(fault) = runtime.block_on(serve(app, listener, secured, ends)) {
            tracing::error!(%fault, "the server ended");
        }
    })?;
    Ok(Running { address, url, root_pem, handle, threads: vec![serving, worker] })
}

async fn serve(
    app: http::App,
    listener: TcpListener,
    secured: Option<Secured>,
    handle: Handle<SocketAddr>,
) -> std::io::Result<()> {
    let service = http::router(app).into_make_service_with_connect_info::<SocketAddr>();
    match secured {
        Some(secured) => {
            let config = RustlsConfig::from_config(secured.config);
            let mut server = axum_server::from_tcp_rustls(listener, config)?.handle(handle);
            server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
            server.serve(service).await
        }
        None => {
            let mut server = axum_server::from_tcp(listener)?.handle(handle);
            server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
            server.serve(service).await
        }
    }
}
