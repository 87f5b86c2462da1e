//! The shorter forms of the document: a summary, notices at the moment of asking, and lists. Every line follows from
//! the same rows as the document, so that none of them can say otherwise.

pub mod certificate;
mod lists;
mod notices;
pub(crate) mod reach;
mod sheet;
mod short;

pub use notices::needs_notice;
pub use sheet::Sheet;

use crate::missing::Missing;
use crate::phrases::{Phrase, forms as f, patterns as p, titles as t};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::rows::Language;
use policy::{Name, Policy};
use sheet::Block;

/// A form of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form<'a> {
    /// What a person is shown first: who, what for, what is asked, and how to agree or decline.
    Short,
    /// A notice for each purpose that needs one of its own, or for the one named. PIPL 17, 30, 39.
    Notices(Option<&'a Name>),
    /// Every kind of data that is collected. NDSR 21.
    Data,
    /// Everybody else who gets data. NDSR 21, PIPL 23.
    Recipients,
}

impl Form<'_> {
    const fn title(self) -> Phrase {
        match self {
            Self::Short => f::SHORT,
            Self::Notices(_) => f::NOTICES,
            Self::Data => f::DATA_LIST,
            Self::Recipients => f::RECIPIENT_LIST,
        }
    }

    fn blocks(self, w: &Writer<'_>, policy: &Policy) -> Vec<Block> {
        match self {
            Self::Short => short::blocks(w, policy),
            Self::Notices(one) => notices::blocks(w, policy, one),
            Self::Data => lists::data(w, policy),
            Self::Recipients => lists::recipients(w),
        }
    }
}

/// What changed from `old` to `new`, as [`crate::changes`] tells it, as a page of its own.
///
/// # Errors
/// [`Missing`] with every text of either version that has no wording in `language`.
pub fn changes_sheet(old: &Policy, new: &Policy, language: Language) -> Result<Sheet, Missing> {
    let said = crate::changes(&old.document, &new.document, language)?;
    let none = || p::CHANGES_NONE.in_language(language).to_owned();
    let lines: Vec<_> = said.into_iter().map(|said| Rich::text(said.text)).collect();
    let lines = if lines.is_empty() { vec![Rich::text(none())] } else { lines };
    let crate::html::Front { title, facts } = crate::html::Front::of(&new.document, language)?;
    let heading = Block::Heading { id: "changes".to_owned(), text: Rich::text(t::SINCE.in_language(language)) };
    Ok(Sheet { language, title, facts, hash: new.hash.clone(), blocks: vec![heading, Block::Lines(lines)] })
}

/// `form` of the policy's document in `language`, ready to be shown as HTML or Markdown.
///
/// # Errors
/// [`Missing`] with every text that the form needs and that has no wording in `language`.
pub fn sheet(policy: &Policy, form: Form<'_>, language: Language) -> Result<Sheet, Missing> {
    let front = crate::html::Front::of(&policy.document, language)?;
    let w = Writer::new(&policy.document, language);
    let name = policy.document.policy.as_ref().map(|header| w.text("policy", "name", &header.name));
    let title = w.say(form.title(), &[("name", name.unwrap_or_default())]).plain();
    let blocks = form.blocks(&w, policy);
    w.finish()?;
    Ok(Sheet { language, title, facts: front.facts, hash: policy.hash.clone(), blocks })
}
