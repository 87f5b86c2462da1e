//! Makes a PDF of the public document, with the fonts of the machine.
//!
//! Promises: the same markup with the same fonts gives the same bytes; a character that no font has is an error that names it,
//! never an empty box; nothing is fetched, and no file is read but fonts. The PDF is PDF/A-2a and PDF/UA-1 as far as the
//! typesetter checks them: tagged, with an outline and its language, and complete in itself. Does not promise: the same bytes
//! with other fonts.
//!
//! The typesetter is built with the feature `engine` only; without it every call ends in [`Fault::NoEngine`].
//!
//! # Limits
//! Where none of the fonts that the markup names is there, any other that has the characters is taken; [`Pages::fonts`] says
//! which.

#[cfg(feature = "engine")]
mod engine;
mod glyphs;

pub use glyphs::{Lack, Script};

use std::collections::BTreeSet;
use std::path::PathBuf;

/// Where fonts are looked for.
#[derive(Debug, Clone, Copy)]
pub struct FontSources<'a> {
    /// Whether the system's own folders count.
    pub system: bool,
    /// Further folders, which come first.
    pub folders: &'a [PathBuf],
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The fonts in which it is set.
    pub fonts: BTreeSet<String>,
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Built without the typesetter.
    #[error(
        "this `yinuo` was built without the typesetter: build one with `cargo build --release -p cli --features pdf`, \
         or give the markup of `--format typst` to the program `typst`"
    )]
    NoEngine,
    /// A folder of fonts that is not there.
    #[error("there is no folder `{}` to look for fonts in", .0.display())]
    NoFolder(PathBuf),
    /// Characters that no font has.
    #[error("{}", glyphs::told(.0))]
    Glyphs(Vec<Lack>),
    /// The typesetter does not take the markup.
    #[error("the typesetter does not take the document: {0}")]
    Markup(String),
}

/// The pages of `markup`, which is Typst markup that stands alone.
///
/// # Errors
/// [`Fault`]; all characters that are missing come at once.
///
/// # Example
/// ```
/// let fonts = pdf::FontSources { system: false, folders: &["/no/such/folder".into()] };
/// let fault = pdf::pages("#\"一诺\"", fonts).err();
/// # #[cfg(feature = "engine")]
/// assert_eq!(fault, Some(pdf::Fault::NoFolder("/no/such/folder".into())));
/// ```
pub fn pages(markup: &str, fonts: FontSources<'_>) -> Result<Pages, Fault> {
    #[cfg(feature = "engine")]
    {
        match fonts.folders.iter().find(|folder| !folder.is_dir()) {
            Some(absent) => Err(Fault::NoFolder(absent.clone())),
            None => engine::pages(markup, fonts),
        }
    }
    #[cfg(not(feature = "engine"))]
    {
        let _ = (markup, fonts);
        Err(Fault::NoEngine)
    }
}

#[cfg(all(test, not(feature = "engine")))]
mod tests {
    use super::{Fault, FontSources, pages};

    #[test]
    fn without_the_typesetter_it_is_said_how_to_build_it() {
        let fault = pages("", FontSources { system: true, folders: &[] }).err();
        assert_eq!(fault, Some(Fault::NoEngine));
        assert!(Fault::NoEngine.to_string().contains("--features pdf"));
    }
}
