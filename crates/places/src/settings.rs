//! Where a place is, as it is configured.

use crate::PlaceError;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Where a place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settings {
    /// A folder.
    Folder(PathBuf),
    /// A bucket.
    Bucket(Bucket),
}

impl Default for Settings {
    fn default() -> Self {
        Self::Folder(PathBuf::new())
    }
}

impl From<PathBuf> for Settings {
    fn from(folder: PathBuf) -> Self {
        Self::Folder(folder)
    }
}

impl Settings {
    /// The place one step below it.
    #[must_use]
    pub fn below(&self, step: &str) -> Self {
        match self {
            Self::Folder(path) => Self::Folder(path.join(step)),
            Self::Bucket(bucket) => {
                let prefix = format!("{}/{step}", bucket.prefix).trim_start_matches('/').to_owned();
                Self::Bucket(Bucket { prefix, ..bucket.clone() })
            }
        }
    }

    /// The folder, if it is one.
    #[must_use]
    pub fn folder(&self) -> Option<&std::path::Path> {
        match self {
            Self::Folder(path) => Some(path),
            Self::Bucket(_) => None,
        }
    }
}

/// A bucket of an object store that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// The bucket.
    pub bucket: String,
    /// What stands before every name, without slashes at its ends; may be empty.
    pub prefix: String,
    /// `https://host[:port]` of the store, if it is not Amazon's.
    pub endpoint: Option<String>,
    /// The store's region, as calls are signed with it.
    pub region: String,
    /// The id of the key.
    pub key_id: String,
    /// The key.
    pub secret: Secret,
    /// Whether the bucket is the first part of the host's name, not of the path: some stores take only that.
    pub bucket_in_host: bool,
    /// Allows `http://` to 127.0.0.1, `[::1]` and localhost, to try it.
    pub allow_loopback_plain: bool,
}

impl Bucket {
    /// Splits `s3://bucket/prefix`.
    ///
    /// # Errors
    /// [`PlaceError::Settings`] for anything else.
    pub fn split(address: &str) -> Result<(String, String), PlaceError> {
        let wrong =
            || PlaceError::Settings(format!("expected `s3://bucket` or `s3://bucket/prefix`, found `{address}`"));
        let rest = address.strip_prefix("s3://").ok_or_else(wrong)?.trim_end_matches('/');
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
        let steps = prefix.is_empty() || prefix.split('/').all(|step| !step.is_empty() && !step.starts_with('.'));
        let fine = !bucket.is_empty() && bucket.chars().all(|letter| plain(letter) && letter != '/');
        if fine && steps && prefix.chars().all(plain) {
            Ok((bucket.to_owned(), prefix.to_owned()))
        } else {
            Err(wrong())
        }
    }

    /// Whether plain text would go anywhere but to this machine.
    pub(crate) fn assert_private(&self) -> Result<(), PlaceError> {
        let Some(endpoint) = &self.endpoint else { return Ok(()) };
        let (scheme, rest) = endpoint.split_once("://").unwrap_or(("", endpoint));
        let host = rest.trim_end_matches('/');
        if host.is_empty() || host.contains(['/', '@', '?', '#']) {
            return Err(PlaceError::Settings(format!("expected `https://host[:port]`, found `{endpoint}`")));
        }
        let bare = host.rsplit_once(':').map_or(host, |(bare, _)| bare);
        let loopback = self.allow_loopback_plain && matches!(bare, "127.0.0.1" | "[::1]" | "localhost");
        match scheme {
            "https" => Ok(()),
            "http" if loopback => Ok(()),
            _ => Err(PlaceError::InsecureTransport(endpoint.clone())),
        }
    }
}

/// A key: never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
