//! A call whose body goes on after its record: a file for each of its items, read while it comes.

use super::act::{Call, place_of};
use super::actor::Acting;
use super::app::App;
use super::body::{self, BODY_BYTES_MAX, DRAINED_BYTES_MAX};
use super::caller::{address, authenticate};
use super::problem::Problem;
use aws_lc_rs::digest::{Context, SHA256};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use multer::Multipart;
use serde::de::DeserializeOwned;
use std::io::{self, Error, ErrorKind, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;
use yinuo::Incoming;
use yinuo::policy::Name;

/// The part that comes first.
const RECORD: &str = "record";
/// How long the next piece of a file may take.
const PIECE_TIME: Duration = Duration::from_secs(30);
/// How long all of them may take.
pub(super) const FILES_TIME: Duration = Duration::from_secs(1800);
/// Pieces that wait to be read.
const WAITING_MAX: usize = 4;

/// A call whose files have not come yet.
pub(crate) struct Upload<B> {
    pub call: Call<B>,
    parts: Multipart<'static>,
    give: Sender<Piece>,
}

impl<B: DeserializeOwned + Acting> FromRequest<App> for Upload<B> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let service = authenticate(&parts, app).await?;
        let place = place_of(&mut parts, app, &service).await?;
        let expected =
            || Problem::malformed("expected multipart/form-data: a part `record` in JSON, then a part for each file");
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let boundary = multer::parse_boundary(kind).map_err(|_| expected())?;
        let mut files = Multipart::new(body.into_data_stream(), boundary);
        let raw = timeout(PIECE_TIME, first(&mut files)).await.map_err(|_| expected())?.ok_or_else(expected)?;
        let body = body::parse(&raw)?;
        let (path, address) = (parts.uri.path().to_owned(), address(&parts, app));
        let (give, pieces) = channel(WAITING_MAX);
        let streams = Some(Files::of(pieces));
        let call = Call { service, place, body, raw, path, headers: parts.headers, address, streams };
        Ok(Self { call, parts: files, give })
    }
}

/// The record that stands before the files; nothing if it is not there or too long.
async fn first(parts: &mut Multipart<'static>) -> Option<Bytes> {
    let mut record = parts.next_field().await.ok()?.filter(|part| part.name() == Some(RECORD))?;
    let mut raw = Vec::new();
    while let Some(piece) = record.chunk().await.ok()? {
        raw.extend_from_slice(&piece);
        if raw.len() > BODY_BYTES_MAX {
            return None;
        }
    }
    Some(raw.into())
}

impl<B> Upload<B> {
    /// The call, with the files as whoever carries it out reads them; and what reads them from the caller meanwhile.
    pub(crate) fn split(self) -> (Call<B>, impl Future<Output = ()> + Send) {
        let Self { call, mut parts, give } = self;
        let pump = async move {
            let came = timeout(FILES_TIME, pump(&mut parts, &give)).await;
            if !matches!(came, Ok(Some(()))) {
                let _nobody_reads = give.send(Piece::Broken).await;
            }
        };
        (call, pump)
    }
}

/// What comes, piece by piece.
enum Piece {
    Begins(Option<String>),
    Bytes(Bytes),
    Ends,
    Broken,
}

/// Gives on what comes until it ends; nothing, if it breaks off. When nobody reads any more, the rest is dropped as it
/// comes, so that the caller hears why.
async fn pump(parts: &mut Multipart<'static>, give: &Sender<Piece>) -> Option<()> {
    let mut dropped = 0_usize;
    while let Some(mut part) = timeout(PIECE_TIME, parts.next_field()).await.ok()?.ok()? {
        let _nobody_reads = give.send(Piece::Begins(part.name().map(str::to_owned))).await;
        while let Some(piece) = timeout(PIECE_TIME, part.chunk()).await.ok()?.ok()? {
            let bytes = piece.len();
            if give.send(Piece::Bytes(piece)).await.is_err() {
                dropped = dropped.saturating_add(bytes);
            }
            if dropped > DRAINED_BYTES_MAX {
                return None;
            }
        }
        let _nobody_reads = give.send(Piece::Ends).await;
    }
    Some(())
}

/// The files of an upload, in the order of their items. Copies read on where the last one stopped.
#[derive(Clone)]
pub(crate) struct Files(Arc<Mutex<Reading>>);

struct Reading {
    pieces: Receiver<Piece>,
    // Of what was read so far: each file's digest once it has ended, and of the one that has not.
    ended: Vec<u8>,
    context: Context,
    broken: bool,
}

impl Files {
    fn of(pieces: Receiver<Piece>) -> Self {
        Self(Arc::new(Mutex::new(Reading { pieces, ended: Vec::new(), context: Context::new(&SHA256), broken: false })))
    }

    fn reading(&self) -> MutexGuard<'_, Reading> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what nobody read, and gives the digest of all of it: one for each file, in their order. Nothing, if it breaks off.
    pub(super) fn digest(&self) -> Option<Vec<u8>> {
        let mut reading = self.reading();
        while reading.next().is_some() {}
        (!reading.broken).then(|| reading.ended.clone())
    }
}

impl Reading {
    fn next(&mut self) -> Option<Piece> {
        let piece = self.pieces.blocking_recv();
        match &piece {
            Some(Piece::Bytes(bytes)) => self.context.update(bytes),
            Some(Piece::Ends) => {
                let context = std::mem::replace(&mut self.context, Context::new(&SHA256));
                self.ended.extend_from_slice(context.finish().as_ref());
            }
            Some(Piece::Broken) => self.broken = true,
            Some(Piece::Begins(_)) | None => {}
        }
        piece
    }
}

impl Incoming for Files {
    fn next(&mut self, item: &Name) -> io::Result<Box<dyn Read + '_>> {
        let mut reading = self.reading();
        match reading.next() {
            Some(Piece::Begins(Some(name))) if name == item.as_str() => {
                Ok(Box::new(File { reading, left: Bytes::new(), ended: false }))
            }
            Some(Piece::Broken) => Err(ErrorKind::UnexpectedEof.into()),
            _ => Err(unannounced()),
        }
    }

    fn over(&mut self) -> io::Result<()> {
        match self.reading().next() {
            None => Ok(()),
            Some(Piece::Broken) => Err(ErrorKind::UnexpectedEof.into()),
            Some(_) => Err(unannounced()),
        }
    }
}

fn unannounced() -> Error {
    Error::new(ErrorKind::InvalidData, "expected one part for each of `files`, by item, in their order, and no other")
}

/// One file of an upload.
struct File<'f> {
    reading: MutexGuard<'f, Reading>,
    left: Bytes,
    ended: bool,
}

impl Read for File<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.left.is_empty() && !self.ended {
            match self.reading.next() {
                Some(Piece::Bytes(bytes)) => self.left = bytes,
                Some(Piece::Ends) => self.ended = true,
                _ => return Err(ErrorKind::UnexpectedEof.into()),
            }
        }
        let taken = self.left.split_to(self.left.len().min(buffer.len()));
        let (front, _) = buffer.split_at_mut(taken.len());
        front.copy_from_slice(&taken);
        Ok(taken.len())
    }
}
