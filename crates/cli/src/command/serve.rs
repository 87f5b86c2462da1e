//! `yinuo serve`: the HTTP API, the public pages and the worker, until told to end.

use crate::config::{Configuration, Flags, Tls};
use crate::input::read_policy;
use crate::installation::Place;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use std::sync::Arc;
use yinuo::{Engine, HostClock};

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo config --example > yinuo.toml\n  yinuo serve --config yinuo.toml")]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS:PORT")]
    address: Option<String>,
    /// The address under which people reach it.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

impl Serve {
    /// Publishes the policies, starts, waits and ends in order.
    pub fn run(self) -> Outcome {
        let mut flags = Flags::new();
        flags.extend(self.address.clone().map(|address| ("address", address)));
        flags.extend(self.base_url.clone().map(|url| ("base-url", url)));
        let configuration = self.place.configuration(flags)?;
        log_to_standard_error(&configuration.log)?;
        for path in &configuration.policies {
            let policy = read_policy(path).map_err(Failure::of_usage)?;
            super::publish_policy::in_place(&configuration.engine, &policy)?;
        }
        let failed = |fault: server::ServeError| Failure::Failed(fault.to_string());
        let listening = server::listen(settings(&configuration)).map_err(failed)?;
        let engine = Arc::new(Engine::open(configuration.engine.clone(), Arc::new(HostClock))?);
        publish_all(&engine, &configuration)?;
        let running = server::serve_on(listening, Arc::clone(&engine)).map_err(failed)?;
        output::line(&format!("serving   {}", running.url()));
        if let Some(root) = running.root_pem() {
            output::line(&format!("trust     {}", root.display()));
        }
        let products = engine.products()?;
        if products.is_empty() {
            output::line(
                "policy    none yet: name files under `policies`, or `yinuo publish-policy FILE` with the server stopped",
            );
        }
        for product in products {
            output::line(&format!("policy    {}/p/{product}/{}", running.url(), first_language(&engine, &product)?));
        }
        output::line("ends      with ctrl-c");
        wait_for_the_end()?;
        running.shutdown();
        output::line("ended: nothing was left half done");
        Ok(Status::Done)
    }
}

fn first_language(engine: &Engine, product: &policy::Name) -> Result<&'static str, Failure> {
    let policy = engine.policy(product)?;
    let first = policy.document.policy.as_ref().and_then(|row| row.languages.first());
    Ok(first.map_or("en", |language| language.as_str()))
}

fn publish_all(engine: &Engine, configuration: &Configuration) -> Result<(), Failure> {
    for path in &configuration.policies {
        super::publish_policy::publish(engine, path, &read_policy(path)?, &[])?;
    }
    Ok(())
}

fn settings(configuration: &Configuration) -> server::Settings {
    let tls = match &configuration.tls {
        Tls::Local(folder) => server::Tls::Local { folder: folder.clone() },
        Tls::Files { certificate, key } => server::Tls::Files { cert: certificate.clone(), key: key.clone() },
    };
    let (address, base_url, console) = (configuration.address, configuration.base_url.clone(), configuration.console);
    server::Settings { address, tls, base_url, console }
}

/// Log events as JSON lines; personal values are never in them.
fn log_to_standard_error(level: &str) -> Result<(), Failure> {
    // What a migration says names files of the machine that built it.
    let filter = tracing_subscriber::EnvFilter::try_new(format!("{level},refinery_core=warn"));
    let filter =
        filter.map_err(|_| Failure::Usage(format!("`log`: `{level}` is no level: error, warn, info, debug, trace")))?;
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    Ok(())
}

/// Waits until the process is told to end, by ctrl-c or by the signal of a service manager.
///
/// # Errors
/// [`Failure::Failed`] if signals cannot be waited for.
pub fn wait_for_the_end() -> Result<(), Failure> {
    let fault = |fault| Failure::of("cannot wait for signals", fault);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(fault)?;
    runtime.block_on(ended()).map_err(fault)
}

#[cfg(unix)]
async fn ended() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn ended() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
