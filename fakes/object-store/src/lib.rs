//! An object store of this process that speaks S3: one bucket, one key. Signatures are checked by code that nobody here
//! wrote, so that the client cannot agree with it by construction.

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// The bucket that is there.
pub const BUCKET: &str = "sealed";
/// The id of its key.
pub const KEY_ID: &str = "key-1";
/// Its key.
pub const SECRET: &str = "a-secret-mark";

/// A store that serves until it is dropped.
#[derive(Debug)]
pub struct ObjectStore {
    folder: tempfile::TempDir,
    address: SocketAddr,
    _runtime: Runtime,
}

impl ObjectStore {
    /// Serves on a port of its own of this machine.
    ///
    /// # Errors
    /// If the system gives no folder, thread or port.
    pub fn start() -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join(BUCKET))?;
        let files = FileSystem::new(folder.path()).map_err(|fault| io::Error::other(format!("{fault:?}")))?;
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
        let service = service.build();
        let runtime = Runtime::new()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    // Who hangs up has its own reasons.
                    drop(Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await);
                });
            }
        });
        Ok(Self { folder, address, _runtime: runtime })
    }

    /// Where it is reached.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every file in which something lies, to be searched.
    ///
    /// # Errors
    /// If its folder cannot be read.
    pub fn files(&self) -> io::Result<Vec<PathBuf>> {
        let (mut found, mut folders) = (Vec::new(), vec![self.folder.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found.sort();
        Ok(found)
    }

    /// How many parts lie there of things that are not whole.
    ///
    /// # Errors
    /// If its folder cannot be read.
    pub fn parts(&self) -> io::Result<usize> {
        let part = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains(".part-"));
        Ok(self.files()?.iter().filter(|path| part(path)).count())
    }
}
