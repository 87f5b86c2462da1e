//! `yinuo schema`: the language for editors.

use super::explain::language;
use crate::output;
use crate::status::{Outcome, Status};
use clap::Args;
use policy::rows::Language;

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo schema > policy.schema.json\n  yinuo schema --language zh-Hans > policy.schema.json\n\n\
    With `#:schema ./policy.schema.json` as the first line of a policy, taplo and the editors that use it complete keys and \
    words and describe them."
)]
pub struct Schema {
    /// The language of the descriptions.
    #[arg(long, value_parser = language, default_value = "en")]
    language: Language,
}

impl Schema {
    /// Prints it.
    pub fn run(self) -> Outcome {
        output::json(&policy::schema(self.language));
        Ok(Status::Done)
    }
}
