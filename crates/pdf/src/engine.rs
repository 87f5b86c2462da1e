//! The typesetter: one source, fonts, and nothing else of the world.

use crate::glyphs::lacking;
use crate::{Fault, FontSources, Pages};
use std::collections::BTreeSet;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook, FontInfo, is_default_ignorable};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{FontPath, FontStore};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// For archives: complete in itself. For everybody: readable aloud, with the order, kind and language of each text.
const STANDARDS: [PdfStandard; 2] = [PdfStandard::A_2a, PdfStandard::Ua_1];

/// See [`crate::pages`].
pub(crate) fn pages(markup: &str, sources: FontSources<'_>) -> Result<Pages, Fault> {
    let fonts = found(sources);
    let infos: Vec<_> = (0..).map_while(|index| fonts.book().info(index)).collect();
    let has = |letter| infos.iter().any(|info| info.coverage.contains(u32::from(letter)));
    let lacks = lacking(markup, |letter| is_default_ignorable(letter) || has(letter));
    if !lacks.is_empty() {
        return Err(Fault::Glyphs(lacks));
    }
    let desk = Desk { library: LazyHash::new(Library::default()), source: Source::detached(markup), fonts };
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(|faults| told(&faults))?;
    let options = PdfOptions {
        standards: PdfStandards::new(&STANDARDS).map_err(|fault| Fault::Markup(fault.message().to_string()))?,
        creator: Smart::Custom(Some("Yinuo".to_owned())),
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|faults| told(&faults))?;
    let mut fonts = BTreeSet::new();
    document.pages().iter().for_each(|page| used(&page.frame, &mut fonts));
    Ok(Pages { pdf, fonts })
}

/// The fonts that there are, those of the folders first.
fn found(sources: FontSources<'_>) -> FontStore {
    let mut fonts = FontStore::new();
    for folder in sources.folders {
        fonts.extend(sorted(typst_kit::fonts::scan(folder)));
    }
    if sources.system {
        fonts.extend(sorted(typst_kit::fonts::system()));
    }
    fonts
}

/// By path, so that the order in which a disk lists files decides nothing.
fn sorted(found: impl Iterator<Item = (FontPath, FontInfo)>) -> Vec<(FontPath, FontInfo)> {
    let mut sorted: Vec<_> = found.collect();
    sorted.sort_by(|(one, _), (other, _)| (&one.path, one.index).cmp(&(&other.path, other.index)));
    sorted
}

/// Adds the names of the fonts in which the texts of `frame` are set.
fn used(frame: &Frame, fonts: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => used(&group.frame, fonts),
            FrameItem::Text(text) => {
                fonts.insert(text.font.info().family.to_string());
            }
            _ => {}
        }
    }
}

fn told(faults: &[SourceDiagnostic]) -> Fault {
    Fault::Markup(faults.iter().map(|fault| fault.message.to_string()).collect::<Vec<_>>().join("; "))
}

/// All that the typesetter sees.
struct Desk {
    library: LazyHash<Library>,
    source: Source,
    fonts: FontStore,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _id: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// None: pages that say the day of their making would differ each time.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
