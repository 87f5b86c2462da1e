//! A bucket: small things in one call, large ones in parts that count once all are there.

use crate::settings::Bucket;
use crate::{PlaceError, assert_name};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::multipart::{MultipartStore, PartId};
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig};
use std::io::{self, ErrorKind, Read, Write};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// The bytes of a part: what is held in memory while something is written or read. Stores take parts of 5 MiB and more,
/// and at most 10,000 of them.
pub const PART: usize = 16 << 20;

/// A call is tried again for this long.
const PATIENCE: Duration = Duration::from_secs(30);
/// One call, a part included, may take this long.
const CALL: Duration = Duration::from_secs(120);

/// An open bucket, with what drives its calls.
#[derive(Debug)]
pub(crate) struct Open {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    store: AmazonS3,
    // Taken when it is dropped: what drives calls must not be waited for where others drive theirs.
    runtime: Option<Runtime>,
    bucket: String,
    prefix: String,
}

impl Open {
    pub fn new(settings: &Bucket) -> Result<Self, PlaceError> {
        settings.assert_private()?;
        let client = ClientOptions::new()
            .with_allow_http(settings.allow_loopback_plain)
            .with_timeout(CALL)
            .with_connect_timeout(Duration::from_secs(5));
        let retry = RetryConfig { retry_timeout: PATIENCE, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.key_id)
            .with_secret_access_key(settings.secret.expose())
            .with_virtual_hosted_style_request(settings.bucket_in_host)
            .with_client_options(client)
            .with_retry(retry);
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint_of(endpoint, settings));
        }
        let store = builder.build().map_err(|fault| PlaceError::Settings(fault.to_string()))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("yinuo-place")
            .enable_all()
            .build()?;
        let (bucket, prefix) = (settings.bucket.clone(), settings.prefix.clone());
        Ok(Self { shared: Arc::new(Shared { store, runtime: Some(runtime), bucket, prefix }) })
    }

    pub fn write(&self, name: &str) -> Upload {
        let (shared, to) = (Arc::clone(&self.shared), self.shared.path(name));
        Upload { shared, to, parts: None, waiting: Vec::new(), sent: false }
    }

    pub fn give_up(&self, name: &str, parts: &str) -> Result<(), PlaceError> {
        // Names are written once: what is there was completed, and has no parts any more.
        if self.size(name)?.is_some() {
            return Ok(());
        }
        let parts = parts.to_owned();
        match self.shared.wait(self.shared.store.abort_multipart(&self.shared.path(name), &parts)) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(fault) => Err(told(fault).into()),
        }
    }

    pub fn read_some(&self, name: &str, from: u64, most: u64) -> Result<Option<Vec<u8>>, PlaceError> {
        let to = from.saturating_add(most);
        match self.shared.wait(self.shared.store.get_range(&self.shared.path(name), from..to)) {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            // Stores refuse what begins behind the end.
            Err(fault) => match self.size(name)? {
                None => Ok(None),
                Some(size) if size <= from => Ok(Some(Vec::new())),
                Some(_) => Err(told(fault).into()),
            },
        }
    }

    pub fn read(&self, name: &str) -> Result<Box<dyn Read + Send>, PlaceError> {
        let size = self.size(name)?.ok_or_else(|| PlaceError::Absent {
            name: name.to_owned(),
            place: self.address("").trim_end_matches('/').to_owned(),
        })?;
        let (shared, from) = (Arc::clone(&self.shared), self.shared.path(name));
        Ok(Box::new(Download { shared, from, at: 0, size, part: io::Cursor::new(Vec::new()) }))
    }

    pub fn size(&self, name: &str) -> Result<Option<u64>, PlaceError> {
        match self.shared.wait(self.shared.store.head(&self.shared.path(name))) {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(fault) => Err(told(fault).into()),
        }
    }

    pub fn list(&self) -> Result<Vec<(String, u64)>, PlaceError> {
        let prefix = (!self.shared.prefix.is_empty()).then(|| Path::from(self.shared.prefix.as_str()));
        let found = self.shared.wait(self.shared.store.list_with_delimiter(prefix.as_ref())).map_err(told)?;
        let named = |object: object_store::ObjectMeta| Some((object.location.filename()?.to_owned(), object.size));
        Ok(found.objects.into_iter().filter_map(named).collect())
    }

    pub fn remove(&self, name: &str) -> Result<(), PlaceError> {
        match self.shared.wait(self.shared.store.delete(&self.shared.path(name))) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(fault) => Err(told(fault).into()),
        }
    }

    pub fn address(&self, name: &str) -> String {
        debug_assert!(name.is_empty() || assert_name(name).is_ok(), "names are looked at first");
        format!("s3://{}/{}", self.shared.bucket, self.shared.path(name))
    }
}

/// Where the bucket stands in the host's name, the endpoint has to say so itself.
fn endpoint_of(endpoint: &str, settings: &Bucket) -> String {
    let endpoint = endpoint.trim_end_matches('/');
    match endpoint.split_once("://").filter(|_| settings.bucket_in_host) {
        Some((scheme, host)) => format!("{scheme}://{}.{host}", settings.bucket),
        None => endpoint.to_owned(),
    }
}

impl Shared {
    fn path(&self, name: &str) -> Path {
        let steps = self.prefix.split('/').chain([name]).filter(|step| !step.is_empty());
        Path::from_iter(steps)
    }

    fn wait<T>(&self, call: impl Future<Output = object_store::Result<T>>) -> object_store::Result<T> {
        let over = || object_store::Error::Generic { store: "S3", source: "it was closed".into() };
        self.runtime.as_ref().ok_or_else(over)?.block_on(call)
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// What a store says names neither key nor contents; a cause is worth more than its wrapping.
fn told(fault: object_store::Error) -> io::Error {
    io::Error::other(fault.to_string())
}

/// Parts that were sent, under the name that the store gave them all.
#[derive(Debug)]
struct Parts {
    name: String,
    sent: Vec<PartId>,
}

/// Something that is being sent.
#[derive(Debug)]
pub(crate) struct Upload {
    shared: Arc<Shared>,
    to: Path,
    // Begun once there is more than one part.
    parts: Option<Parts>,
    waiting: Vec<u8>,
    // Nothing is left to take back: it was sent, or whoever noted the name of the parts will.
    sent: bool,
}

impl Upload {
    pub fn finish(mut self) -> Result<(), PlaceError> {
        if self.parts.is_some() && !self.waiting.is_empty() {
            self.send()?;
        }
        let store = &self.shared.store;
        match &mut self.parts {
            Some(parts) => {
                let sent = std::mem::take(&mut parts.sent);
                self.shared.wait(store.complete_multipart(&self.to, &parts.name, sent)).map_err(told)?;
            }
            None => {
                let all = std::mem::take(&mut self.waiting);
                self.shared.wait(store.put(&self.to, all.into())).map_err(told)?;
            }
        }
        self.sent = true;
        Ok(())
    }

    /// Begins to send parts, if it has not yet; tells their name to who takes them back if they do not become whole.
    pub fn begin_parts(&mut self) -> io::Result<&str> {
        self.sent = true;
        Ok(&self.parts()?.name)
    }

    fn parts(&mut self) -> io::Result<&mut Parts> {
        if self.parts.is_none() {
            let name = self.shared.wait(self.shared.store.create_multipart(&self.to)).map_err(told)?;
            return Ok(self.parts.insert(Parts { name, sent: Vec::new() }));
        }
        self.parts.as_mut().ok_or_else(|| ErrorKind::Other.into())
    }

    /// Sends what is waiting as one part.
    fn send(&mut self) -> io::Result<()> {
        let part = std::mem::replace(&mut self.waiting, Vec::with_capacity(PART));
        let (shared, to) = (Arc::clone(&self.shared), self.to.clone());
        let parts = self.parts()?;
        let put = shared.store.put_part(&to, &parts.name, parts.sent.len(), part.into());
        let sent = shared.wait(put).map_err(told)?;
        parts.sent.push(sent);
        Ok(())
    }
}

impl Write for Upload {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = PART.saturating_sub(self.waiting.len());
        let taken = bytes.get(..room.min(bytes.len())).unwrap_or_default();
        self.waiting.extend_from_slice(taken);
        if self.waiting.len() >= PART {
            self.send()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let (Some(parts), false) = (&self.parts, self.sent) {
            // What cannot be taken back is cleared by the bucket's own rule.
            drop(self.shared.wait(self.shared.store.abort_multipart(&self.to, &parts.name)));
        }
    }
}

/// Something that is fetched part by part.
struct Download {
    shared: Arc<Shared>,
    from: Path,
    at: u64,
    size: u64,
    part: io::Cursor<Vec<u8>>,
}

impl Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer)?;
        if read > 0 || buffer.is_empty() || self.at >= self.size {
            return Ok(read);
        }
        let end = self.size.min(self.at.saturating_add(PART as u64));
        let part = self.shared.wait(self.shared.store.get_range(&self.from, self.at..end)).map_err(told)?;
        self.at = end;
        self.part = io::Cursor::new(part.into());
        self.part.read(buffer)
    }
}
