//! Taking a file in.

use super::clean::Cleaned;
use super::place::Coming;
use super::unfit;
use crate::acts::{Collected, Tenant};
use crate::engine::{Engine, fresh_reference};
use crate::error::Error;
use crate::keeping::suite;
use crate::shell::Scene;
use life::collect::{self, Collect, GivenFile};
use life::facts::Facts;
use life::reference::Reference;
use life::{Code, Media, Moment, Personal};
use policy::rows::Size;
use policy::{Name, Policy};
use std::io::{self, ErrorKind, Read};
use vault::{FileError, FileSite, SealedFile, seal_file};

/// The longest file, in bytes.
pub const BYTES_MAX: u64 = Size::MOST.bytes();

/// Where files come from.
pub trait Incoming {
    /// What can be read of the next one, which is the value of `item`. They are asked for in the order in which they were
    /// announced, each when the one before it is read or given up.
    ///
    /// # Errors
    /// If it does not come; what of kind [`ErrorKind::InvalidData`] says goes to the caller.
    fn next(&mut self, item: &Name) -> io::Result<Box<dyn Read + '_>>;

    /// That nothing follows the last one that was announced.
    ///
    /// # Errors
    /// As [`Incoming::next`], if something does.
    fn over(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What stands for a file while it is not there.
const EXPECTED: &str = "file";

impl Engine {
    /// Captures a record of which the values of `items` come as files: everything that stands against it is asked before
    /// the first byte is taken, and again when the last one is there, or as soon as a file turns out to be of a kind or a
    /// length that its item does not take.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; [`Error::Incoming`] if a file breaks off or is empty. Nothing of any file is kept
    /// then.
    pub fn collect_with_files(
        &self,
        product: &Name,
        tenant: Tenant,
        mut request: Collect,
        items: &[Name],
        incoming: &mut dyn Incoming,
    ) -> Result<Collected, Error> {
        let scene = self.collect_scene(product, tenant, &mut request)?;
        let mut given: Vec<GivenFile> = items.iter().cloned().map(GivenFile::awaited).collect();
        let mut expected = request.clone();
        expected.values.extend(items.iter().map(|item| (item.to_string(), Personal::from(EXPECTED))));
        self.try_out(&scene, |policy: &Policy, facts: &Facts, moment: &Moment| {
            collect::decide_with_files(policy, facts, &expected, &given, moment)
        })?;
        let mut taken = Taken { engine: self, scene: &scene, begun: Vec::with_capacity(items.len()) };
        let mut files = Vec::with_capacity(items.len());
        for file in &mut given {
            let mut from = incoming.next(&file.item).map_err(broken)?;
            match taken.take(file, &mut from)? {
                Some(sealed) => files.push((file.item.clone(), sealed)),
                // It is refused for this one; what was to follow is not waited for.
                None => break,
            }
        }
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            collect::decide_with_files(policy, facts, &expected, &given, moment)
        };
        if files.len() < given.len() {
            self.try_out(&scene, decide)?;
            // A version that came into force meanwhile would take what was not waited for.
            return Err(Error::Conflict);
        }
        incoming.over().map_err(broken)?;
        request.values.extend(files.iter().map(|(item, sealed)| (item.to_string(), sealed.value().clone())));
        let collected = self.capture(&scene, &request, &files, decide)?;
        // ---- the files are their record's from here on ----
        taken.begun.clear();
        Ok(collected)
    }
}

/// Files that have begun to come and are not kept yet: whatever happens, they go when this does.
struct Taken<'e> {
    engine: &'e Engine,
    scene: &'e Scene,
    begun: Vec<Reference>,
}

impl Taken<'_> {
    /// Takes a file in; nothing, as soon as it is known to be refused.
    fn take(&mut self, file: &mut GivenFile, from: &mut dyn Read) -> Result<Option<SealedFile>, Error> {
        let Self { engine, scene, .. } = *self;
        let policy = engine.policy(&scene.product)?;
        let head = head_of(from)?;
        let media = Media::of(head.get_ref());
        file.media = Some(media);
        if collect::refuse_file(&policy, file).is_some() {
            return Ok(None);
        }
        let most = collect::largest(&policy, &file.item).bytes();
        let reference = fresh_reference(engine.now())?;
        let mut coming = Coming::begin(engine, scene.cell, reference)?;
        self.begun.push(reference);
        coming.make_room()?;
        let site = FileSite { product: &scene.product, cell: scene.cell, file: reference };
        let mut whole = head.chain(from);
        let mut counted = Counted { from: &mut whole, bytes: 0, most };
        let mut cleaned = Cleaned::of(media, &mut counted);
        let mut heard = Heard { from: &mut cleaned, amiss: None };
        let mut put = |number: u32, chunk: &[u8]| coming.put(number, chunk);
        let sealed = seal_file(suite(&policy), &site, media.as_str(), &mut heard, &mut put);
        let amiss = heard.amiss.take();
        file.bytes = counted.bytes;
        if file.bytes > most {
            return Ok(None);
        }
        let sealed = sealed.map_err(|fault| amiss.unwrap_or_else(|| of_fault(fault)))?;
        coming.end()?;
        engine.config.watch.tell(crate::Step::FileTaken);
        Ok(Some(sealed))
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        if self.begun.is_empty() {
            return;
        }
        for file in &self.begun {
            // If even this fails, a sweep gives it up when its time to arrive is over.
            drop(self.engine.store.give_file_up(self.scene.cell, *file));
        }
        drop(self.engine.sweep_files());
    }
}

/// Counts what comes, and reads no further than is allowed.
struct Counted<'r> {
    from: &'r mut dyn Read,
    bytes: u64,
    most: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.bytes = self.bytes.saturating_add(read as u64);
        if self.bytes > self.most { Err(ErrorKind::FileTooLarge.into()) } else { Ok(read) }
    }
}

/// Remembers what was amiss with what came, apart from what is amiss with where it goes.
struct Heard<'r> {
    from: &'r mut dyn Read,
    amiss: Option<Error>,
}

impl Read for Heard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.from.read(buffer) {
            Err(fault) if fault.kind() != ErrorKind::Interrupted => {
                self.amiss = Some(broken(fault));
                Err(ErrorKind::UnexpectedEof.into())
            }
            read => read,
        }
    }
}

/// As many bytes as tell what a file is, or as many as there are.
fn head_of(from: &mut dyn Read) -> Result<io::Cursor<Vec<u8>>, Error> {
    let mut head = Vec::with_capacity(Media::HEAD);
    from.take(Media::HEAD as u64).read_to_end(&mut head).map_err(broken)?;
    Ok(io::Cursor::new(head))
}

pub(super) fn broken(fault: io::Error) -> Error {
    let why = match fault.kind() {
        ErrorKind::InvalidData => fault.to_string(),
        _ => "expected the whole file".to_owned(),
    };
    unfit(Code::Malformed, why)
}

fn of_fault(fault: FileError) -> Error {
    match fault {
        FileError::Empty => unfit(Code::Malformed, "expected a file that is not empty"),
        FileError::TooLarge => unfit(Code::TooLarge, fault.to_string()),
        FileError::Keys(fault) => fault.into(),
        FileError::Io(fault) => super::place::fault(fault),
    }
}
