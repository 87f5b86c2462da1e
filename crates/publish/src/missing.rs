//! Why a document cannot be rendered.

use policy::rows::Language;

/// What a document lacks in a language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// Texts of the policy without a wording.
    #[error("no wording in {} for: {}", language.as_str(), paths.join(", "))]
    Texts {
        /// The language asked for.
        language: Language,
        /// Every text that lacks it, such as `retention.account.note`; sorted.
        paths: Vec<String>,
    },
}
