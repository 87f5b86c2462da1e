//! One way out for all connectors: TLS to a given host, one attempt, a bounded answer.

use std::fmt;
use std::io::Read;

use reqwest::blocking::{Client, ClientBuilder};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Url, redirect, retry};
use zeroize::Zeroizing;

use crate::settings::{self, OpenError, TransportSettings, Trust};

/// An answer longer than this is cut off; a real one has well under 64 KiB.
const ANSWER_BYTES_MAX: u64 = 256 * 1024;

/// An answer, whatever its status. The body may repeat personal data, so it is wiped.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

/// Why there is no answer. The cause is left behind: it may name what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoAnswer {
    /// No connection was made: nothing left.
    NothingLeft,
    /// Something may have left.
    PerhapsLeft,
}

/// A client for one host.
pub(crate) struct Transport {
    client: Client,
    url: Url,
    host: String,
}

impl Transport {
    /// Makes a client that trusts what the settings say and speaks to nobody but the base URL's host.
    ///
    /// # Errors
    /// Each [`OpenError`]; the scheme is judged before anything else is tried.
    pub(crate) fn open(settings: &TransportSettings) -> Result<Self, OpenError> {
        let url = settings::base_url(settings)?;
        let name = url.host_str().ok_or(OpenError::BaseUrlInvalid)?;
        let host = url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        let client = trusting(client(settings, url.scheme() == "https"), &settings.trust)?;
        Ok(Self { client, url, host })
    }

    /// The `Host` header, as it must be signed.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Posts a body to `/`, once. The client's own copy of the body, and TLS's, are freed but not wiped.
    ///
    /// # Errors
    /// [`NoAnswer`], by whether anything can have left.
    pub(crate) fn post(&self, headers: &[(&str, String)], body: &str) -> Result<Answer, NoAnswer> {
        // A header that cannot be written is found before a connection is made.
        let headers = header_map(headers).ok_or(NoAnswer::NothingLeft)?;
        let sent = self.client.post(self.url.clone()).headers(headers).body(body.to_owned()).send();
        let response = sent.map_err(|error| match error.is_connect() || error.is_builder() {
            true => NoAnswer::NothingLeft,
            false => NoAnswer::PerhapsLeft,
        })?;
        let status = response.status().as_u16();
        let mut body = Zeroizing::new(Vec::new());
        response.take(ANSWER_BYTES_MAX).read_to_end(&mut body).map_err(|_| NoAnswer::PerhapsLeft)?;
        Ok(Answer { status, body })
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").field("host", &self.host).finish_non_exhaustive()
    }
}

/// No redirect (it would carry the body elsewhere), no retry (sending is not idempotent), no proxy from the
/// environment (it would see a plain body), no referrer.
fn client(settings: &TransportSettings, https_only: bool) -> ClientBuilder {
    Client::builder()
        .https_only(https_only)
        .http1_only()
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .referer(false)
        .timeout(settings.timeout)
        .connect_timeout(settings.timeout / 2)
}

fn trusting(builder: ClientBuilder, trust: &Trust) -> Result<Client, OpenError> {
    match trust {
        Trust::Platform => builder.build().map_err(|_| OpenError::ClientUnavailable),
        Trust::Root(pem) => {
            let root = Certificate::from_pem(pem.as_bytes()).map_err(|_| OpenError::RootInvalid)?;
            builder.tls_certs_only([root]).build().map_err(|_| OpenError::RootInvalid)
        }
    }
}

fn header_map(headers: &[(&str, String)]) -> Option<HeaderMap> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        map.insert(name, HeaderValue::from_str(value).ok()?);
    }
    Some(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(base_url: &str, allow_loopback_plain: bool) -> Result<String, OpenError> {
        let settings = TransportSettings { allow_loopback_plain, ..TransportSettings::https(base_url) };
        Transport::open(&settings).map(|transport| transport.host().to_owned())
    }

    #[test]
    fn only_https_or_the_own_machine_when_asked_for() {
        assert_eq!(opened("https://dysmsapi.aliyuncs.com", false), Ok("dysmsapi.aliyuncs.com".into()));
        assert_eq!(opened("https://dysmsapi.aliyuncs.com:443/", false), Ok("dysmsapi.aliyuncs.com".into()));
        assert_eq!(opened("http://127.0.0.1:8080", true), Ok("127.0.0.1:8080".into()));
        assert_eq!(opened("http://[::1]:8080", true), Ok("[::1]:8080".into()));
        for (url, plain) in [
            ("http://127.0.0.1:8080", false),
            ("http://dysmsapi.aliyuncs.com", true),
            ("http://127.0.0.1.example.com", true),
            ("http://localhost.example.com", true),
            ("http://127.0.0.1@example.com", true),
            ("ftp://127.0.0.1", true),
        ] {
            assert_eq!(opened(url, plain), Err(OpenError::InsecureTransport), "{url}");
        }
    }

    #[test]
    fn a_base_url_is_a_host_and_nothing_else() {
        for url in ["", "dysmsapi.aliyuncs.com", "https://a.example/x", "https://a.example/?q", "https://u:p@a.example"]
        {
            assert_eq!(opened(url, false), Err(OpenError::BaseUrlInvalid), "{url}");
        }
    }

    #[test]
    fn a_root_must_be_a_certificate() {
        let trust = Trust::Root("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".into());
        let settings = TransportSettings { trust, ..TransportSettings::https("https://a.example") };
        assert_eq!(Transport::open(&settings).err(), Some(OpenError::RootInvalid));
    }
}
