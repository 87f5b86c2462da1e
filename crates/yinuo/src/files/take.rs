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
use policy::{Name, Policy};
use std::io::{self, ErrorKind, Read};
use vault::{FileError, FileSite, SealedFile, seal_file};

/// The longest file, in bytes.
pub const BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Where files come from.
pub trait Incoming {
    /// What can be read of the next one, which is the value of `item`. They are asked for in the order in which they were
    /// announced, each when the one before it is read or given up.
    ///
    /// # Errors
    /// If it does not come; what of kind [`ErrorKind::InvalidData`] says goes to the caller.
    fn next(&mut self, item: &Name) -> io::Result<Box<dyn Read + '_>>;
}

/// What stands for a file while it is not there.
const EXPECTED: &str = "file";

impl Engine {
    /// Captures a record of which the values of `items` come as files: everything that stands against it is asked before
    /// the first byte is taken, and again when the last one is there.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason; [`Error::Incoming`] if a file breaks off, is empty or too long. Nothing of any
    /// file is kept then.
    pub fn collect_with_files(
        &self,
        product: &Name,
        tenant: Tenant,
        mut request: Collect,
        items: &[Name],
        incoming: &mut dyn Incoming,
    ) -> Result<Collected, Error> {
        let scene = self.collect_scene(product, tenant, &mut request)?;
        let mut given: Vec<GivenFile> =
            items.iter().map(|item| GivenFile { item: item.clone(), media: None }).collect();
        let mut expected = request.clone();
        expected.values.extend(items.iter().map(|item| (item.to_string(), Personal::from(EXPECTED))));
        self.try_out(&scene, |policy: &Policy, facts: &Facts, moment: &Moment| {
            collect::decide_with_files(policy, facts, &expected, &given, moment)
        })?;
        let mut taken = Taken { engine: self, scene: &scene, begun: Vec::with_capacity(items.len()) };
        let mut files = Vec::with_capacity(items.len());
        for file in &mut given {
            let mut from = incoming.next(&file.item).map_err(broken)?;
            let head = head_of(&mut from)?;
            let media = Media::of(head.get_ref());
            file.media = Some(media);
            if media == Media::Other {
                // It is refused for this one; what was to follow is not waited for.
                break;
            }
            files.push((file.item.clone(), taken.take(media, &mut head.chain(from))?));
        }
        let places = expected.values.iter_mut().skip(request.values.len());
        for ((_, value), (_, file)) in places.zip(&files) {
            value.clone_from(file.value());
        }
        let decide = |policy: &Policy, facts: &Facts, moment: &Moment| {
            collect::decide_with_files(policy, facts, &expected, &given, moment)
        };
        let collected = self.capture(&scene, &expected, &files, decide)?;
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
    fn take(&mut self, media: Media, from: &mut dyn Read) -> Result<SealedFile, Error> {
        let Self { engine, scene, .. } = *self;
        let file = fresh_reference(engine.now())?;
        let suite = suite(&*engine.policy(&scene.product)?);
        let mut coming = Coming::begin(engine, scene.cell, file)?;
        self.begun.push(file);
        coming.make_room()?;
        let site = FileSite { product: &scene.product, cell: scene.cell, file };
        let mut cleaned = Cleaned::of(media, from);
        let mut bounded = Bounded { from: &mut cleaned, left: BYTES_MAX, amiss: None };
        let mut put = |number: u32, chunk: &[u8]| coming.put(number, chunk);
        let sealed = seal_file(suite, &site, media.as_str(), &mut bounded, &mut put);
        let sealed = sealed.map_err(|fault| bounded.amiss.take().unwrap_or_else(|| of_fault(fault)))?;
        coming.end()?;
        engine.config.watch.tell(crate::Step::FileTaken);
        Ok(sealed)
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

/// Reads no more than is allowed, and remembers what was amiss with what came.
struct Bounded<'r> {
    from: &'r mut dyn Read,
    left: u64,
    amiss: Option<Error>,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.from.read(buffer) {
            Err(fault) if fault.kind() == ErrorKind::Interrupted => Err(fault),
            Err(fault) => {
                self.amiss = Some(broken(fault));
                Err(ErrorKind::UnexpectedEof.into())
            }
            Ok(read) => {
                self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
                    let most = BYTES_MAX / (1024 * 1024);
                    self.amiss = Some(unfit(Code::TooLarge, format!("expected a file of at most {most} MiB")));
                    io::Error::from(ErrorKind::FileTooLarge)
                })?;
                Ok(read)
            }
        }
    }
}

/// As many bytes as tell what a file is, or as many as there are.
fn head_of(from: &mut dyn Read) -> Result<io::Cursor<Vec<u8>>, Error> {
    let mut head = Vec::with_capacity(Media::HEAD);
    from.take(Media::HEAD as u64).read_to_end(&mut head).map_err(broken)?;
    Ok(io::Cursor::new(head))
}

fn broken(fault: io::Error) -> Error {
    let why = match fault.kind() {
        ErrorKind::InvalidData | ErrorKind::FileTooLarge => fault.to_string(),
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
