//! TLS: a local certificate authority of first use, or files.

use crate::settings::{ServeError, Tls};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, NameConstraints,
};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use yinuo::{Clock, HostClock};

/// What a listener needs.
pub(crate) struct Secured {
    pub config: Arc<ServerConfig>,
    /// The certificate that callers have to trust, if it is this machine's own.
    pub root: Option<PathBuf>,
}

/// The configuration behind `tls`; `None` for plain text.
pub(crate) fn secure(tls: &Tls) -> Result<Option<Secured>, ServeError> {
    match tls {
        Tls::PlainLoopback => Ok(None),
        Tls::Files { cert, key } => {
            let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(cert).and_then(Iterator::collect);
            let chain = chain.map_err(|fault| ServeError::certificate(cert.display(), fault))?;
            let key =
                PrivateKeyDer::from_pem_file(key).map_err(|fault| ServeError::certificate(key.display(), fault))?;
            Ok(Some(Secured { config: configure(chain, key)?, root: None }))
        }
        Tls::Local { folder } => local(folder).map(Some),
    }
}

fn configure(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<Arc<ServerConfig>, ServeError> {
    let fault = |fault| ServeError::certificate("the certificate", fault);
    let provider = Arc::new(aws_lc_rs::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(fault)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(fault)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// The authority is made once and kept; the server's own certificate is made at every start.
fn local(folder: &Path) -> Result<Secured, ServeError> {
    let bad = |fault: rcgen::Error| ServeError::certificate("the local certificate authority", fault);
    std::fs::create_dir_all(folder)?;
    let (root, root_key) = (folder.join("ca.pem"), folder.join("ca.key"));
    let key = if root.exists() && root_key.exists() {
        KeyPair::from_pem(&std::fs::read_to_string(&root_key)?).map_err(bad)?
    } else {
        let key = KeyPair::generate().map_err(bad)?;
        let certificate = authority().self_signed(&key).map_err(bad)?;
        put(&root_key, &key.serialize_pem(), 0o600)?;
        put(&root, &certificate.pem(), 0o644)?;
        key
    };
    let issuer = Issuer::new(authority(), key);
    let own = KeyPair::generate().map_err(bad)?;
    let certificate = server().map_err(bad)?.signed_by(&own, &issuer).map_err(bad)?;
    let key = PrivateKeyDer::try_from(own.serialize_der())
        .map_err(|fault| ServeError::certificate("the server's key", fault))?;
    Ok(Secured { config: configure(vec![certificate.der().clone()], key)?, root: Some(root) })
}

/// Whoever trusts it trusts it for this machine's own names only.
fn authority() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "Yinuo, this machine only");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![
            GeneralSubtree::DnsName("localhost".into()),
            GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix([127, 0, 0, 0], 8)),
            GeneralSubtree::IpAddress(CidrSubnet::from_v6_prefix(std::net::Ipv6Addr::LOCALHOST.octets(), 128)),
        ],
        excluded_subtrees: Vec::new(),
    });
    let (from, until) = (rcgen::date_time_ymd(2026, 1, 1), rcgen::date_time_ymd(2046, 1, 1));
    (params.not_before, params.not_after) = (from, until);
    params
}

fn server() -> Result<CertificateParams, rcgen::Error> {
    let names = ["localhost", "127.0.0.1", "::1"].map(String::from);
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "localhost");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    // Whoever checks it goes by the host's clock, and browsers accept at most 398 days.
    let today = HostClock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = |date: jiff::civil::Date| {
        rcgen::date_time_ymd(i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    let ahead = |days: i64| today.saturating_add(jiff::SignedDuration::from_hours(24 * days));
    (params.not_before, params.not_after) = (day(ahead(-1)), day(ahead(396)));
    Ok(params)
}

/// Writes a file that only its owner may change, and a key's that only its owner may read.
fn put(path: &Path, text: &str, mode: u32) -> Result<(), ServeError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    Ok(file.sync_all()?)
}
