//! Idempotency keys: the same key with the same body is done once, and answered alike for 24 hours.
//!
//! The row keeps a keyed hash of path and body, and the answer, which holds codes and references only. An act that
//! ended without an outcome (a fault, too many at once) gives its claim up; one whose process went is claimed for a
//! minute more.
//!
//! Where files follow the body, what was done stands for their content, too: they are read again and held against it. What
//! was refused rests on none of it.

use super::problem::Problem;
use super::upload::{FILES_TIME, Files};
use crate::credential::hex;
use aws_lc_rs::digest::{SHA256, digest};
use axum::http::{HeaderMap, StatusCode};
use jiff::SignedDuration;
use yinuo::life::Code;
use yinuo::policy::Name;
use yinuo::store::KeptAnswer;
use yinuo::{Engine, Error};

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How long an act may take before its key may be claimed anew.
const CLAIMED: SignedDuration = SignedDuration::from_secs(60);
/// The same for one that waits for files.
const CLAIMED_WITH_FILES: SignedDuration = SignedDuration::from_secs(FILES_TIME.as_secs() as i64 + 60);
/// The longest key.
const KEY_BYTES_MAX: usize = 255;

/// Whose turn it is.
pub(super) enum Turn {
    /// The act is to be done; with a key, its claim is held.
    First(Option<Claim>),
    /// It was done: its answer.
    Again((StatusCode, String)),
}

/// What a call says.
pub(super) struct Said<'c> {
    pub headers: &'c HeaderMap,
    pub path: &'c str,
    pub body: &'c [u8],
    pub files: Option<&'c Files>,
}

/// The claim of a key.
pub(super) struct Claim {
    credential: String,
    product: Name,
    key: String,
    hash: [u8; 32],
}

/// Claims the key that the headers name, if they name one.
pub(super) fn claim(engine: &Engine, credential: &str, product: &Name, said: &Said<'_>) -> Result<Turn, Problem> {
    let Some(key) = said.headers.get("idempotency-key") else { return Ok(Turn::First(None)) };
    if key.is_empty() || key.len() > KEY_BYTES_MAX {
        return Err(Problem::malformed("expected an Idempotency-Key of 1 to 255 bytes"));
    }
    let wrong = |fault: Error| Problem::of_error(&fault, false);
    let hash = engine.keyed_hash(product, &[said.path.as_bytes(), b"\n", said.body].concat()).map_err(wrong)?;
    let key = hex(digest(&SHA256, key.as_bytes()).as_ref());
    let claim = Claim { credential: credential.to_owned(), product: product.clone(), key, hash };
    claim.take(engine, said.files).map_err(|fault| wrong(fault.into()))?
}

impl Claim {
    fn kept(&self, status: u16, answer: String, until: jiff::Timestamp) -> KeptAnswer {
        let (credential, key) = (self.credential.clone(), self.key.clone());
        KeptAnswer { credential, key, body_hash: self.hash, status, answer, until }
    }

    fn take(self, engine: &Engine, files: Option<&Files>) -> Result<Result<Turn, Problem>, yinuo::store::StoreError> {
        let (store, now) = (engine.store(), engine.now());
        let until = now.checked_add(if files.is_some() { CLAIMED_WITH_FILES } else { CLAIMED }).unwrap_or(now);
        if store.keep_answer(self.kept(0, String::new(), until), now)? {
            return Ok(Ok(Turn::First(Some(self))));
        }
        let found = store.lookup_answer(&self.credential, &self.key, now)?;
        let other = || {
            Problem::malformed("expected the body that first came with this Idempotency-Key")
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        };
        Ok(match (found, files) {
            (Some((hash, status, answer)), Some(files)) if hash != self.hash && status > 0 => {
                match self.with(engine, files) {
                    None => Err(Problem::malformed("expected the whole file")),
                    Some(said) if said == hash => again(status, answer),
                    Some(_) => Err(other()),
                }
            }
            (Some((hash, ..)), _) if hash != self.hash => Err(other()),
            (Some((_, status, answer)), _) if status > 0 => again(status, answer),
            // Under way, or given up just now.
            _ => Err(Problem::of(Code::Conflict)),
        })
    }

    /// The hash of what was said and of what the files held.
    fn with(&self, engine: &Engine, files: &Files) -> Option<[u8; 32]> {
        let content = files.digest()?;
        engine.keyed_hash(&self.product, &[&self.hash[..], &content].concat()).ok()
    }

    /// The claim of what was done: with the content of the files that it was done with.
    pub(super) fn of<T>(mut self, engine: &Engine, files: Option<&Files>, done: &Result<T, Problem>) -> Self {
        if let (Some(files), Ok(_)) = (files, done) {
            self.hash = self.with(engine, files).unwrap_or(self.hash);
        }
        self
    }

    /// Keeps the outcome, or gives the claim up where there is none.
    pub(super) fn keep(
        self,
        engine: &Engine,
        status: StatusCode,
        done: Result<String, Problem>,
    ) -> Result<(StatusCode, String), Problem> {
        let (number, answer) = match &done {
            Ok(json) => (status.as_u16(), json.clone()),
            Err(problem) => (problem.status(), serde_json::to_string(problem).unwrap_or_default()),
        };
        let now = engine.now();
        let until = now.checked_add(KEPT).unwrap_or(now);
        let passing =
            number >= 500 || number == 429 || done.as_ref().is_err_and(|problem| problem.code() == "conflict");
        let kept = if passing {
            engine.store().release_answer(&self.credential, &self.key)
        } else {
            engine.store().keep_answer(self.kept(number, answer, until), now).map(|_| ())
        };
        if let Err(fault) = kept {
            // The act is done and durable: its outcome is the truth, whether or not it can be repeated.
            tracing::error!(%fault, "an answer could not be kept");
        }
        done.map(|json| (status, json))
    }
}

fn again(status: u16, answer: String) -> Result<Turn, Problem> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status.is_success() { Ok(Turn::Again((status, answer))) } else { Err(Problem::replayed(&answer, status)) }
}
