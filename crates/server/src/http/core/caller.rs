//! Who calls: a service with a credential, or nobody.
//!
//! Refusals before authentication are counted and bounded for each address, and are no entries of a ledger. A right
//! credential is never held up by wrong ones from the same address.

use super::app::App;
use super::problem::Problem;
use crate::credential::{self, Service};
use axum::extract::ConnectInfo;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use yinuo::life::Code;

/// Whose call a proxy passes on; each adds the address that it saw.
const PASSED_ON: &str = "x-forwarded-for";

/// The service that calls.
pub(crate) async fn authenticate(parts: &Parts, app: &App) -> Result<Service, Problem> {
    let token = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(bearer);
    let found = match token.map(str::to_owned) {
        Some(token) => app.run(move |app| credential::recognise(app.engine(), &token)).await?,
        None => Ok(None),
    };
    match found {
        Ok(Some(service)) => Ok(service),
        Ok(None) => Err(refuse(parts, app)),
        Err(fault) => Err(Problem::of_error(&fault, false)),
    }
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Where the call comes from: the address that the transport knows, or that a trusted proxy says.
pub(super) fn address(parts: &Parts, app: &App) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let said = parts.headers.get_all(PASSED_ON).iter().map(|line| line.to_str().unwrap_or("?"));
    app.engine().config().environment.caller(peer.ip(), &said.collect::<Vec<_>>())
}

fn refuse(parts: &Parts, app: &App) -> Problem {
    let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let address = address.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip());
    let code = if app.bears_with(address) { Code::Unauthenticated } else { Code::RateLimited };
    app.count(|| metrics::counter!("yinuo_strangers_total", "code" => code.as_str()).increment(1));
    Problem::of(code)
}
