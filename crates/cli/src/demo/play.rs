//! Playing one step, and reading back what it did.

use super::compare::Check;
use super::search::search;
use super::span::span;
use super::stage::Stage;
use super::story::{Action, Book, Call, Step, Story};
use crate::status::Failure;
use reqwest::blocking::Client;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Plays steps one after another.
#[derive(Debug)]
pub struct Player<'a> {
    story: &'a Story,
    /// What is known.
    pub book: Book,
    client: Client,
    answers: BTreeMap<String, String>,
    backup: Option<PathBuf>,
}

/// An answer as it came.
#[derive(Debug)]
struct Answer {
    status: u16,
    text: String,
    json: Value,
}

impl<'a> Player<'a> {
    /// A player of `story`.
    ///
    /// # Errors
    /// If no HTTP client can be made.
    pub fn new(story: &'a Story, stage: &Stage) -> Result<Self, Failure> {
        let client = Client::builder().no_proxy().timeout(Duration::from_secs(30)).build();
        let client = client.map_err(|fault| Failure::of("the HTTP client", fault))?;
        let mut book = story.book();
        book.put("product", &stage.policy.product);
        book.put("notice", &stage.policy.hash);
        Ok(Self { story, book, client, answers: BTreeMap::new(), backup: None })
    }

    /// Plays a step; answers what was read back.
    ///
    /// # Errors
    /// If the step could not be played at all.
    pub fn play(&mut self, stage: &mut Stage, step: &Step) -> Result<Vec<Check>, Failure> {
        match &step.action {
            Action::Call(call) => self.call(stage, call),
            Action::Clock { ahead } => wait_for(stage, ahead),
            Action::Gateway { messages, to, digits } => self.gateway(stage, *messages, to, *digits),
            Action::Search { present } => self.search(stage, present),
            Action::BackUp => self.back_up(stage),
            Action::Restore => self.restore(stage),
            Action::Verify => verify(stage),
        }
    }

    fn fill(&self, text: &str) -> Result<String, Failure> {
        self.book.fill(text).map_err(Failure::Failed)
    }

    fn call(&mut self, stage: &Stage, call: &Call) -> Result<Vec<Check>, Failure> {
        let answer = self.send(stage, call)?;
        let mut checks = vec![Check::same(&format!("status, {} bytes", answer.text.len()), call.status, answer.status)];
        for (pointer, expected) in &call.expect {
            checks.push(Check::same(pointer, self.fill(expected)?, at(&answer.json, pointer)));
        }
        for (name, pointer) in &call.keep {
            let value = at(&answer.json, pointer);
            if value == ABSENT {
                checks.push(Check::same(pointer, "a value", &answer.text));
            }
            self.book.put(name, &value);
        }
        if let Some(other) = &call.same_as {
            let remembered = self.answers.get(other).map_or("", String::as_str);
            let alike = format!("byte for byte as `{other}`");
            let read = if *remembered == answer.text { alike.clone() } else { answer.text.clone() };
            checks.push(Check::same("whole answer", alike, read));
        }
        if let Some(name) = &call.remember {
            self.answers.insert(name.clone(), answer.text);
        }
        Ok(checks)
    }

    fn send(&self, stage: &Stage, call: &Call) -> Result<Answer, Failure> {
        let filled = self.fill(&call.call)?;
        let fault = |fault: &dyn std::fmt::Display| Failure::of(&filled, fault);
        let (method, path) = filled.split_once(' ').ok_or_else(|| fault(&"expected a method and a path"))?;
        let method = reqwest::Method::from_bytes(method.as_bytes()).map_err(|cause| fault(&cause))?;
        let mut request = self.client.request(method, format!("{}{path}", stage.url()?)).bearer_auth(&stage.token);
        if let Some(body) = &call.body {
            request = request.header("Content-Type", "application/json").body(self.fill(body)?);
        }
        let answer = request.send().map_err(|cause| fault(&cause))?;
        let status = answer.status().as_u16();
        let text = answer.text().map_err(|cause| fault(&cause))?;
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Answer { status, text, json })
    }

    fn gateway(&self, stage: &Stage, messages: usize, to: &str, digits: usize) -> Result<Vec<Check>, Failure> {
        stage.wait_until(|stage| stage.gateway.accepted().len() >= messages);
        let accepted = stage.gateway.accepted();
        let last = accepted.last();
        let bytes: usize = stage.gateway.raw_requests().iter().map(Vec::len).sum();
        let code = last.map_or(0, |one| one.code.chars().filter(char::is_ascii_digit).count());
        Ok(vec![
            Check::same("messages received", messages, accepted.len()),
            Check::same("to", self.fill(to)?, last.map_or("nobody", |one| one.phone.as_str())),
            Check::same("digits of the code", digits, code),
            Check::same("anything else in its fields", 0, stage.gateway.refused().len()),
            Check::same(&format!("secrets elsewhere in {bytes} bytes"), 0, stage.gateway.violations().len()),
        ])
    }

    fn search(&self, stage: &Stage, present: &str) -> Result<Vec<Check>, Failure> {
        let present = self.fill(present)?;
        let secrets = self.story.secret.iter().map(|name| (name, self.story.values.get(name)));
        let secrets: Vec<(&String, &String)> = secrets.filter_map(|(name, value)| Some((name, value?))).collect();
        let mut texts: Vec<&str> = secrets.iter().map(|(_, value)| value.as_str()).collect();
        texts.push(&present);
        let found = search(&[&stage.folder], &texts).map_err(|fault| Failure::of(stage.folder.display(), fault))?;
        let counts = secrets.iter().zip(&found.found);
        let mut checks: Vec<Check> =
            counts.map(|((_, value), count)| Check::same(&format!("`{value}` in files"), 0, count)).collect();
        let control = found.found.last().copied().unwrap_or(0);
        checks.push(Check::at_least(&format!("`{present}`, which must be there"), 1, control));
        checks.push(Check::at_least(&format!("bytes searched in {} files", found.files), 1, found.bytes));
        Ok(checks)
    }

    fn back_up(&mut self, stage: &Stage) -> Result<Vec<Check>, Failure> {
        let made = stage.engine()?.backup(&stage.policy.product)?;
        let bytes = std::fs::metadata(&made.path).map_or(0, |file| file.len());
        self.backup = Some(made.path);
        Ok(vec![Check::at_least("bytes, encrypted", 1, bytes)])
    }

    fn restore(&self, stage: &mut Stage) -> Result<Vec<Check>, Failure> {
        let backup = self.backup.as_ref().ok_or_else(|| Failure::Failed("no backup was made".to_owned()))?;
        let restored = stage.lose_and_restore(backup)?;
        Ok(vec![
            Check::at_least("later ledger entries taken back", 1, restored.entries),
            Check::at_least("later decisions replayed", 1, restored.replayed),
        ])
    }
}

/// What stands where nothing does.
const ABSENT: &str = "absent";

/// The value at a JSON pointer, as text.
fn at(json: &Value, pointer: &str) -> String {
    match json.pointer(pointer) {
        None => ABSENT.to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// Moves the clock and waits until the worker has done what fell due.
fn wait_for(stage: &Stage, ahead: &str) -> Result<Vec<Check>, Failure> {
    stage.clock.advance(span(ahead).map_err(Failure::Failed)?);
    let engine = stage.engine()?;
    let now = engine.now();
    let idle = |engine: &yinuo::Engine| engine.next_wake().is_ok_and(|next| next.is_none_or(|at| at > now));
    let done = stage.wait_until(|_| idle(engine));
    Ok(vec![Check::same("work overdue", "none", if done { "none" } else { "some" })])
}

/// The ledger, three times: copied and alone, with its store, and altered by one bit, which must be noticed.
fn verify(stage: &Stage) -> Result<Vec<Check>, Failure> {
    let engine = stage.engine()?;
    let product = &stage.policy.product;
    let together = engine.verify_ledger(product)?;
    let key = engine.verifier_key(product)?;
    let fault = |fault: std::io::Error| Failure::of("copying the ledger", fault);
    let copy = tempfile::tempdir().map_err(fault)?;
    copy_folder(&engine.ledger_folder(product), copy.path()).map_err(fault)?;
    let alone = verify::verify_folder(copy.path(), Some(&key));
    let entries: u64 = alone.cells.iter().map(|log| log.entries).sum();
    let mut checks = vec![
        Check::same(&format!("copied folder of {entries} entries"), "sound", sound(alone.is_sound())),
        Check::same("rows of the store", "sound", sound(together.is_sound())),
    ];
    alter_one_bit(copy.path()).map_err(fault)?;
    let altered = verify::verify_folder(copy.path(), Some(&key));
    checks.push(Check::same("the copy with one bit altered", "not sound", sound(altered.is_sound())));
    Ok(checks)
}

const fn sound(is_sound: bool) -> &'static str {
    if is_sound { "sound" } else { "not sound" }
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Alters the last bit of the first bundle of entries of the first cell.
fn alter_one_bit(folder: &Path) -> std::io::Result<()> {
    let mut bundles = Vec::new();
    find_bundles(&folder.join("cells"), &mut bundles)?;
    bundles.sort();
    let first = bundles.first().ok_or_else(|| std::io::Error::other("no entries"))?;
    let mut bytes = std::fs::read(first)?;
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    std::fs::write(first, bytes)
}

fn find_bundles(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find_bundles(&path, found)?;
        } else if path.components().any(|part| part.as_os_str() == "entries") {
            found.push(path);
        }
    }
    Ok(())
}
