//! Configuration: one file, the environment, flags; later wins. Every fault is collected and shown where it stands.

mod environment;
mod keys;
mod layer;

pub use environment::wants_colour;

use crate::findings::{self, Found};
use crate::status::{Failure, Status};
use layer::{Layer, Origin, Value};
use policy::{Finding, Name};
use std::collections::{BTreeSet, HashMap};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use yinuo::{
    Bucket, BucketSecret, Connector, Environment, FilePlace, Passphrase, PlaceSettings, RootPlace, SecretText,
    TransportSettings,
};

/// A configuration with every key explained; it is read by a test.
pub const SAMPLE: &str = include_str!("../../sample/yinuo.toml");

/// The largest file that is read as a configuration or a secret.
const BYTES_MAX: usize = 256 * 1024;

/// Which certificate the server shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tls {
    /// One of the installation's own authority, kept in this folder.
    Local(PathBuf),
    /// This one.
    Files {
        /// The certificate with its chain, in PEM.
        certificate: PathBuf,
        /// Its key, in PEM.
        key: PathBuf,
    },
}

/// What the command knows of an installation.
#[derive(Debug)]
pub struct Configuration {
    /// Where things are, and whom it may reach.
    pub engine: yinuo::Config,
    /// Where the server listens.
    pub address: SocketAddr,
    /// How people reach it.
    pub base_url: Option<String>,
    /// Its certificate.
    pub tls: Tls,
    /// What is published at the start.
    pub policies: Vec<PathBuf>,
    /// The file of official working days, which [`load`] has read into the engine's configuration.
    pub calendar: Option<PathBuf>,
    /// What is logged.
    pub log: String,
    /// Whether the console is served.
    pub console: bool,
}

/// What a command was given as flags: key and value.
pub type Flags = Vec<(&'static str, String)>;

/// Reads the configuration from `file`, the environment and `flags`.
///
/// # Errors
/// [`Failure::Told`] with [`Status::Usage`] after every finding was shown, be it of the configuration or of the calendar that
/// it names; [`Failure::Usage`] if either cannot be read.
pub fn load(file: Option<&Path>, flags: &Flags) -> Result<Configuration, Failure> {
    let bytes = file.map_or_else(|| Ok(Vec::new()), |path| crate::input::read_at_most(path, BYTES_MAX));
    let bytes = bytes.map_err(Failure::of_usage)?;
    let base = file.and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
    let read = read(&bytes, &base, &environment::variables(), flags);
    let mut configuration = read.map_err(|findings| {
        let name = file.map_or_else(|| "configuration".to_owned(), |path| path.display().to_string());
        findings::complain(&Found::new(name, &bytes, findings));
        Failure::Told(Status::Usage)
    })?;
    configuration.engine.calendar =
        crate::calendar::load(configuration.calendar.as_deref()).map_err(Failure::of_usage)?;
    Ok(configuration)
}

/// Reads a configuration; paths of the file are relative to `base`.
///
/// # Errors
/// Every finding, in the order of the file.
pub fn read(
    bytes: &[u8],
    base: &Path,
    environment: &[(String, String)],
    flags: &Flags,
) -> Result<Configuration, Vec<Finding>> {
    if bytes.len() > BYTES_MAX {
        return Err(vec![Finding::error("config/too-large", 0..0, format!("expected at most {BYTES_MAX} bytes"))]);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(vec![Finding::error("config/not-utf-8", 0..0, "the configuration is not UTF-8")]);
    };
    let mut findings = Vec::new();
    let mut layer = layer::of_text(text, &mut findings);
    layer.extend(layer::of_environment(environment, &mut findings));
    layer.extend(flags.iter().map(|(key, value)| {
        let flag = keys::KEYS.iter().find(|(known, _)| known == key).map_or("", |(known, _)| *known);
        ((*key).to_owned(), (Value::Text(value.clone()), Origin::Flag(flag)))
    }));
    let mut build = Build { layer: &layer, base, findings };
    let configuration = build.configuration();
    let mut findings = build.findings;
    findings.sort_by_key(|finding| (finding.primary.span.start, finding.code));
    if findings.is_empty() { Ok(configuration) } else { Err(findings) }
}

/// Makes the configuration of the merged layers, collecting what is wrong.
struct Build<'a> {
    layer: &'a Layer,
    base: &'a Path,
    findings: Vec<Finding>,
}

impl Build<'_> {
    fn configuration(&mut self) -> Configuration {
        let address = self.address();
        let tls = self.tls();
        let policies = match self.layer.get("policies") {
            Some((Value::List(paths), origin)) => paths.iter().map(|path| self.place(path, origin)).collect(),
            _ => Vec::new(),
        };
        let calendar = self.path("calendar");
        let truth = |key| matches!(self.layer.get(key), Some((Value::Truth(true), _)));
        let console = truth("console");
        let log = self.text("log").unwrap_or_else(|| "info".to_owned());
        let base_url = self.text("base-url");
        Configuration { engine: self.engine(), address, base_url, tls, policies, calendar, log, console }
    }

    fn engine(&mut self) -> yinuo::Config {
        let under = yinuo::Config::under(&self.path("folder").unwrap_or_else(|| PathBuf::from("installation")));
        yinuo::Config {
            data: self.path("data").unwrap_or(under.data),
            keys: self.path("keys").or_else(|| self.path("keys.folder")).unwrap_or(under.keys),
            key_mirror: self.path("keys.mirror"),
            root: self.root(),
            mirror: self.path("mirror").unwrap_or(under.mirror),
            backups: self.backups().unwrap_or(under.backups),
            whole_backup_every: self.text("whole-backup-every").and_then(|count| count.parse().ok()),
            files: self.files(),
            region: self.text("region").map(Name::from),
            files_region: self.text("files-region").map(Name::from),
            backups_region: self.text("backups-region").map(Name::from),
            mirror_region: self.text("mirror-region").map(Name::from),
            connectors: self.connectors(),
            environment: Environment {
                networks: self.networks("environment.networks"),
                proxies: self.networks("environment.proxies"),
            },
            ..yinuo::Config::default()
        }
    }

    /// The networks that `key` lists: where one is none, it is said.
    fn networks(&mut self, key: &str) -> Vec<yinuo::Network> {
        let Some((Value::List(listed), origin)) = self.layer.get(key) else { return Vec::new() };
        let mut networks = Vec::with_capacity(listed.len());
        for text in listed {
            match yinuo::network(text) {
                Ok(network) => networks.push(network),
                Err(expected) => {
                    let headline = format!("{expected}, found `{text}`");
                    self.findings.push(layer::fault(origin, "config/value", &headline));
                }
            }
        }
        networks
    }

    fn address(&mut self) -> SocketAddr {
        let default = SocketAddr::from(([127, 0, 0, 1], 8443));
        let Some((Value::Text(text), origin)) = self.layer.get("address") else { return default };
        text.parse().unwrap_or_else(|_| {
            let headline = format!("expected an address and a port such as `127.0.0.1:8443`, found `{text}`");
            self.findings.push(layer::fault(origin, "config/value", &headline));
            default
        })
    }

    fn tls(&mut self) -> Tls {
        let (certificate, key) = (self.path("tls.certificate"), self.path("tls.key"));
        match (certificate, key) {
            (Some(certificate), Some(key)) => Tls::Files { certificate, key },
            (None, None) => {
                let folder = self.path("folder").unwrap_or_else(|| PathBuf::from("installation")).join("tls");
                Tls::Local(self.path("tls.folder").unwrap_or(folder))
            }
            (certificate, _) => {
                let given = if certificate.is_some() { "tls.certificate" } else { "tls.key" };
                if let Some((_, origin)) = self.layer.get(given) {
                    let finding =
                        layer::fault(origin, "config/missing", "a certificate and its key are given together");
                    self.findings.push(finding.help("add the other of `certificate` and `key`, or remove this one"));
                }
                Tls::Local(PathBuf::new())
            }
        }
    }

    /// Where backups go: a folder, or a bucket.
    fn backups(&mut self) -> Option<PlaceSettings> {
        if !self.layer.contains_key("backups.to") {
            return self.path("backups").or_else(|| self.path("backups.folder")).map(PlaceSettings::from);
        }
        self.bucket("backups").map(PlaceSettings::Bucket)
    }

    /// Where files are kept: in the database, a folder, or a bucket.
    fn files(&mut self) -> FilePlace {
        match self.text("files.to").as_deref() {
            Some(to) if to.starts_with("s3:") => self
                .bucket("files")
                .map_or_else(FilePlace::default, |bucket| FilePlace::Outside(PlaceSettings::Bucket(bucket))),
            Some("database") => FilePlace::Embedded,
            Some(_) => {
                let folder = self.needed("files.to").and(self.path("files.to"));
                folder.map_or_else(FilePlace::default, |folder| FilePlace::Outside(folder.into()))
            }
            None => {
                // Nothing is kept anywhere else because a key was forgotten.
                if self.layer.keys().any(|key| key.starts_with("files.")) {
                    self.needed("files.to");
                }
                FilePlace::default()
            }
        }
    }

    /// The bucket that a table describes.
    fn bucket(&mut self, table: &str) -> Option<Bucket> {
        let key = |last: &str| format!("{table}.{last}");
        let truth = |last: &str| matches!(self.layer.get(&key(last)), Some((Value::Truth(true), _)));
        let (bucket_in_host, allow_loopback_plain) = (truth("bucket-in-host"), truth("allow-loopback-plain"));
        let (bucket, prefix) = match Bucket::split(&self.needed(&key("to"))?) {
            Ok(split) => split,
            Err(fault) => {
                let origin = self.layer.get(&key("to")).map(|(_, origin)| origin);
                self.findings.extend(origin.map(|origin| layer::fault(origin, "config/value", &fault.to_string())));
                return None;
            }
        };
        let (region, key_id) = (self.needed(&key("region")), self.needed(&key("key-id")));
        let secret = self.secret_text(&key("secret")).map(BucketSecret::new);
        let endpoint = self.text(&key("endpoint"));
        let (region, key_id, secret) = (region?, key_id?, secret?);
        Some(Bucket { bucket, prefix, endpoint, region, key_id, secret, bucket_in_host, allow_loopback_plain })
    }

    fn connectors(&mut self) -> HashMap<Name, Connector> {
        let names: BTreeSet<&str> = self
            .layer
            .keys()
            .filter_map(|key| key.strip_prefix("connector.")?.rsplit_once('.'))
            .map(|(name, _)| name.strip_suffix(".secret").unwrap_or(name))
            .collect();
        names.into_iter().filter_map(|name| Some((Name::from(name), self.connector(name)?))).collect()
    }

    fn connector(&mut self, name: &str) -> Option<Connector> {
        let key = |last: &str| format!("connector.{name}.{last}");
        let mut transport = TransportSettings::https(&self.needed(&key("base-url")).unwrap_or_default());
        transport.allow_loopback_plain =
            matches!(self.layer.get(&key("allow-loopback-plain")), Some((Value::Truth(true), _)));
        let (key_id, secret) = (self.needed(&key("key-id")), self.secret(&key("secret")));
        let (sign_name, template_code) = (self.needed(&key("sign-name")), self.needed(&key("template-code")));
        Some(Connector {
            transport,
            key_id: key_id?,
            secret: secret?,
            sign_name: sign_name?,
            template_code: template_code?,
            region: self.text(&key("region")).map(Name::from),
        })
    }

    fn secret(&mut self, key: &str) -> Option<SecretText> {
        self.secret_text(key).map(SecretText::new)
    }

    fn secret_text(&mut self, key: &str) -> Option<String> {
        if self.layer.contains_key(&format!("{key}.file")) { self.secret_file(key) } else { self.needed(key) }
    }

    /// The text of the file that stands for a secret, if one does.
    fn secret_file(&mut self, key: &str) -> Option<String> {
        let path = self.path(&format!("{key}.file"))?;
        let headline = match crate::input::read_at_most(&path, BYTES_MAX) {
            Ok(bytes) => match String::from_utf8_lossy(&bytes).trim() {
                // A secret that was not mounted looks like this.
                "" => "expected a secret, found an empty file".to_owned(),
                secret => return Some(secret.to_owned()),
            },
            Err(failure) => format!("cannot read the secret: {}", failure.text().unwrap_or_default()),
        };
        let origin = self.layer.get(&format!("{key}.file")).map(|(_, origin)| origin);
        self.findings.extend(origin.map(|origin| layer::fault(origin, "config/secret", &headline)));
        None
    }

    /// What holds the root key.
    fn root(&mut self) -> RootPlace {
        match self.text("keys.root").as_deref() {
            None | Some("file") => {
                let text = self.secret_file("keys.passphrase").or_else(|| self.text("keys.passphrase"));
                RootPlace::Files { passphrase: text.map(Passphrase::new) }
            }
            Some("pkcs11") => {
                let module = self.needed("keys.pkcs11.module").and(self.path("keys.pkcs11.module"));
                let token = self.needed("keys.pkcs11.token");
                let pin = self.secret_file("keys.pkcs11.pin").or_else(|| self.needed("keys.pkcs11.pin"));
                match (module, token, pin) {
                    (Some(module), Some(token), Some(pin)) => {
                        RootPlace::Token { module, token, pin: Passphrase::new(pin) }
                    }
                    _ => RootPlace::default(),
                }
            }
            Some(other) => {
                let headline = format!("expected `file` or `pkcs11`, found `{other}`");
                let origin = self.layer.get("keys.root").map(|(_, origin)| origin);
                self.findings.extend(origin.map(|origin| layer::fault(origin, "config/value", &headline)));
                RootPlace::default()
            }
        }
    }

    fn text(&self, key: &str) -> Option<String> {
        match self.layer.get(key) {
            Some((Value::Text(text), _)) => Some(text.clone()),
            _ => None,
        }
    }

    fn path(&self, key: &str) -> Option<PathBuf> {
        match self.layer.get(key) {
            Some((Value::Text(text), origin)) => Some(self.place(text, origin)),
            _ => None,
        }
    }

    fn place(&self, path: &str, origin: &Origin) -> PathBuf {
        if matches!(origin, Origin::File(_)) { self.base.join(path) } else { PathBuf::from(path) }
    }

    fn needed(&mut self, key: &str) -> Option<String> {
        let text = self.text(key).filter(|text| !text.is_empty());
        if text.is_none() {
            let table = key.rsplit_once('.').map_or(key, |(table, _)| table);
            let beside = self.layer.range(table.to_owned()..).next().map(|(_, (_, origin))| origin);
            let headline = format!("`{key}` is missing");
            let finding = beside.map(|origin| layer::fault(origin, "config/missing", &headline));
            self.findings.extend(finding.map(|finding| finding.seen("given beside it")));
        }
        text
    }
}

#[cfg(test)]
mod tests;
