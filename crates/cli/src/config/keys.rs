//! The keys of the configuration, each stated once.

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A path; in the file relative to it.
    Path,
    /// Several paths.
    Paths,
    /// Several networks; in the environment with commas between.
    Networks,
    /// True or false.
    Truth,
    /// A whole number, 1 or more.
    Count,
}

impl Kind {
    /// What is expected, for a finding.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Path => "a path",
            Self::Paths => "a list of paths",
            Self::Networks => "a list of networks such as `10.2.0.0/16`",
            Self::Truth => "true or false",
            Self::Count => "a whole number from 1 to 65535",
        }
    }
}

/// Every key: its path, `*` for a name of the policy, and what it holds.
pub const KEYS: &[(&str, Kind)] = &[
    ("address", Kind::Text),
    ("base-url", Kind::Text),
    ("folder", Kind::Path),
    ("data", Kind::Path),
    ("keys", Kind::Path),
    ("keys.folder", Kind::Path),
    ("keys.mirror", Kind::Path),
    ("keys.root", Kind::Text),
    ("keys.passphrase", Kind::Text),
    ("keys.passphrase.file", Kind::Path),
    ("keys.pkcs11.module", Kind::Path),
    ("keys.pkcs11.token", Kind::Text),
    ("keys.pkcs11.pin", Kind::Text),
    ("keys.pkcs11.pin.file", Kind::Path),
    ("mirror", Kind::Path),
    ("backups", Kind::Path),
    ("backups.folder", Kind::Path),
    ("backups.to", Kind::Text),
    ("backups.endpoint", Kind::Text),
    ("backups.region", Kind::Text),
    ("backups.key-id", Kind::Text),
    ("backups.secret", Kind::Text),
    ("backups.secret.file", Kind::Path),
    ("backups.bucket-in-host", Kind::Truth),
    ("backups.allow-loopback-plain", Kind::Truth),
    ("files.to", Kind::Text),
    ("files.endpoint", Kind::Text),
    ("files.region", Kind::Text),
    ("files.key-id", Kind::Text),
    ("files.secret", Kind::Text),
    ("files.secret.file", Kind::Path),
    ("files.bucket-in-host", Kind::Truth),
    ("files.allow-loopback-plain", Kind::Truth),
    ("region", Kind::Text),
    ("backups-region", Kind::Text),
    ("files-region", Kind::Text),
    ("mirror-region", Kind::Text),
    ("whole-backup-every", Kind::Count),
    ("environment.networks", Kind::Networks),
    ("environment.proxies", Kind::Networks),
    ("policies", Kind::Paths),
    ("calendar", Kind::Path),
    ("log", Kind::Text),
    ("console", Kind::Truth),
    ("tls.folder", Kind::Path),
    ("tls.certificate", Kind::Path),
    ("tls.key", Kind::Path),
    ("connector.*.base-url", Kind::Text),
    ("connector.*.key-id", Kind::Text),
    ("connector.*.secret", Kind::Text),
    ("connector.*.secret.file", Kind::Path),
    ("connector.*.sign-name", Kind::Text),
    ("connector.*.template-code", Kind::Text),
    ("connector.*.region", Kind::Text),
    ("connector.*.allow-loopback-plain", Kind::Truth),
];

/// What the key at `path` holds.
pub fn kind(path: &[String]) -> Option<Kind> {
    KEYS.iter().find(|(key, _)| matches(key, path) && key.split('.').count() == path.len()).map(|(_, kind)| *kind)
}

/// Whether keys stand below `path`.
pub fn is_table(path: &[String]) -> bool {
    KEYS.iter().any(|(key, _)| matches(key, path) && key.split('.').count() > path.len())
}

/// What may stand below `path`.
pub fn below(path: &[String]) -> Vec<&'static str> {
    let mut known: Vec<&str> = KEYS
        .iter()
        .filter(|(key, _)| matches(key, path))
        .filter_map(|(key, _)| key.split('.').nth(path.len()))
        .filter(|part| *part != "*")
        .collect();
    known.dedup();
    known
}

/// Whether `path` is the beginning of `key`.
fn matches(key: &str, path: &[String]) -> bool {
    let mut parts = key.split('.');
    path.iter().all(|name| parts.next().is_some_and(|part| part == "*" || part == name))
}
