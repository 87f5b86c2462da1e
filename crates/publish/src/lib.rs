//! Renders the public document of a policy: HTML, Markdown and markup for a typesetter, one paragraph per promise.
//!
//! Promises: every row of a policy has exactly one paragraph (or row of a table) whose anchor is its path, and every
//! value of the row shows in it. Traditional Chinese follows from Simplified Chinese, unless a text states it. A text that lacks a translation is an error that lists all of them; nothing is
//! published half translated. Does not promise: that the policy makes sense, which `policy::check` tells.
//!
//! ```
//! let read = policy::read::read(r#"
//!     language = 1
//!     [right.access]
//!     label = { en = "See your data", zh-Hans = "查阅您的信息" }
//!     within = "15 working days"
//!     channels = ["desk@example.org"]
//! "#.as_bytes()).map_err(|finding| finding.headline)?;
//! let paragraphs = publish::paragraphs(&read.document, policy::rows::Language::English)?;
//! assert_eq!(
//!     paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>(),
//!     ["See your data. Answered within 15 working days. Where to ask: desk@example.org."],
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod changes;
mod forms;
mod html;
mod layout;
mod link;
mod machine;
mod markdown;
mod missing;
mod paragraph;
mod phrases;
mod rich;
mod rows;
mod spoken;
pub mod timeline;
mod traditional;
mod typst;
mod writer;

pub use changes::{Said, changes, changes_markdown};
pub use forms::{Form, Sheet, certificate, changes_sheet, needs_notice, sheet};
pub use html::{STYLE, html};
pub use layout::Section;
pub use link::{NotALink, link};
pub use machine::{DPV_RELEASE, machine};
pub use markdown::markdown;
pub use missing::Missing;
pub use paragraph::Paragraph;
pub use spoken::{NotSpoken, languages, spoken};
pub use traditional::{traditional, traditional_phrase};
pub use typst::typst;
pub use writer::wording;

use policy::rows::{Document, Language};
use writer::Writer;

/// Every paragraph of the document in `language`: chapter by chapter, each in the order of the file.
///
/// # Errors
/// [`Missing`] with every text that has no wording in `language`.
pub fn paragraphs(document: &Document, language: Language) -> Result<Vec<Paragraph>, Missing> {
    let writer = Writer::new(document, language);
    let written = layout::write_all(&writer);
    writer.finish()?;
    Ok(written)
}
