//! Certificates made at start: a certificate authority of the fake's own, and one server certificate under it.

use std::io;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, KeyUsagePurpose, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;

/// Which certificate the server shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// For `127.0.0.1` and `localhost`, in force.
    Valid,
    /// In force, but for `other.example`.
    WrongName,
    /// For the right names, over since 2001.
    Expired,
}

/// The root that a client has to trust, in PEM, and the server's TLS configuration.
pub(crate) struct Identity {
    pub(crate) root_pem: String,
    pub(crate) server: Arc<ServerConfig>,
}

/// Draws fresh keys and signs the certificate asked for.
///
/// # Errors
/// When a key cannot be drawn or a certificate cannot be signed.
pub(crate) fn issue(kind: Certificate) -> io::Result<Identity> {
    let mut root = CertificateParams::new(Vec::new()).map_err(io::Error::other)?;
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let root_key = KeyPair::generate().map_err(io::Error::other)?;
    let root_pem = root.self_signed(&root_key).map_err(io::Error::other)?.pem();
    let leaf_key = KeyPair::generate().map_err(io::Error::other)?;
    let leaf = leaf_params(kind)?.signed_by(&leaf_key, &Issuer::new(root, root_key)).map_err(io::Error::other)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let server = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], PrivatePkcs8KeyDer::from(leaf_key.serialize_der()).into())
        .map_err(io::Error::other)?;
    Ok(Identity { root_pem, server: Arc::new(server) })
}

fn leaf_params(kind: Certificate) -> io::Result<CertificateParams> {
    let names: &[&str] = match kind {
        Certificate::WrongName => &["other.example"],
        Certificate::Valid | Certificate::Expired => &["127.0.0.1", "localhost"],
    };
    let names = names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let mut leaf = CertificateParams::new(names).map_err(io::Error::other)?;
    if kind == Certificate::Expired {
        leaf.not_before = date_time_ymd(2000, 1, 1);
        leaf.not_after = date_time_ymd(2001, 1, 1);
    }
    Ok(leaf)
}
