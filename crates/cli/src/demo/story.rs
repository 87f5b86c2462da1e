//! The story: what happens, in which order, and what must be read back. It is data, in `demo/story.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The story that this binary carries.
pub const STORY: &str = include_str!("../../demo/story.toml");

/// Everything that is told.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Story {
    /// Names for values: people who do not exist, and their data.
    pub values: BTreeMap<String, String>,
    /// Values that must never lie readable in a file, nor reach anybody but the gateway.
    pub secret: Vec<String>,
    /// The gateway that receives codes.
    pub gateway: Gateway,
    /// What happens.
    pub step: Vec<Step>,
}

/// The gateway as it is configured, and what it may receive.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Gateway {
    /// The recipient's name in the policy.
    pub recipient: String,
    /// The registered signature.
    pub sign_name: String,
    /// The registered template.
    pub template_code: String,
    /// The region of its endpoint.
    pub region: String,
    /// The one secret value that it may receive, and in the body only.
    pub body_only: String,
}

/// When a step is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Before the curtain: also for a demonstration that waits.
    Before,
    /// On the stage: a demonstration that waits prints how to do it.
    Act,
}

/// One step.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// When.
    pub part: Part,
    /// In a sentence.
    pub says: String,
    /// What is done.
    #[serde(flatten)]
    pub action: Action,
}

/// What a step does.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Action {
    /// Calls the HTTP API.
    Call(Call),
    /// Moves the clock ahead, and waits until what fell due is done.
    Clock {
        /// By how much.
        ahead: String,
    },
    /// Looks at what the gateway received.
    Gateway {
        /// How many messages so far.
        messages: usize,
        /// To which number the last one went.
        to: String,
        /// How many digits its code has.
        digits: usize,
    },
    /// Searches every byte of the installation's files.
    Search {
        /// For what, beside the story's secrets: text that must be there, so that the search is seen to work.
        present: String,
    },
    /// Makes a backup.
    BackUp,
    /// Loses the data, and restores the backup into a fresh folder.
    Restore,
    /// Verifies the ledger, from a copied folder alone and together with its store.
    Verify,
}

/// A call and what must come back.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Call {
    /// Method and path.
    pub call: String,
    /// The JSON body.
    pub body: Option<String>,
    /// The expected status.
    pub status: u16,
    /// Expected values of the answer, by JSON pointer.
    #[serde(default)]
    pub expect: BTreeMap<String, String>,
    /// What is kept of the answer: name to JSON pointer.
    #[serde(default)]
    pub keep: BTreeMap<String, String>,
    /// A name under which the whole answer is remembered.
    pub remember: Option<String>,
    /// The answer must be the same as the remembered one, but for the number of the operation.
    pub same_as: Option<String>,
}

/// Names with their values.
#[derive(Debug, Default, Clone)]
pub struct Book(BTreeMap<String, String>);

impl Book {
    /// Puts a value down.
    pub fn put(&mut self, name: &str, value: &str) {
        self.0.insert(name.to_owned(), value.to_owned());
    }

    /// The text with each `${name}` replaced.
    ///
    /// # Errors
    /// The name that nothing was put down under.
    pub fn fill(&self, text: &str) -> Result<String, String> {
        let mut parts = text.split("${");
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').ok_or("a `${` without its `}`")?;
            let value = self.0.get(name).ok_or_else(|| format!("nothing is known as `{name}`"))?;
            filled.push_str(value);
            filled.push_str(rest);
        }
        Ok(filled)
    }
}

impl Story {
    /// Reads the story.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read() -> Result<Self, String> {
        toml::from_str(STORY).map_err(|fault| format!("the story cannot be read: {fault}"))
    }

    /// A book with the story's own values.
    pub fn book(&self) -> Book {
        Book(self.values.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_reads_and_every_secret_has_a_value() {
        let story = Story::read().unwrap();
        for secret in &story.secret {
            assert!(story.values.contains_key(secret), "{secret}");
        }
        assert!(story.values.contains_key(&story.gateway.body_only));
        assert!(story.step.iter().any(|step| step.part == Part::Act));
    }

    #[test]
    fn an_act_can_be_pasted_once_the_curtain_is_up() {
        let story = Story::read().unwrap();
        let mut book = story.book();
        ["product", "notice"].iter().for_each(|name| book.put(name, "x"));
        for step in &story.step {
            let Action::Call(call) = &step.action else { continue };
            let filled = [Some(&call.call), call.body.as_ref()].into_iter().flatten().map(|text| book.fill(text));
            filled.for_each(|filled| assert!(filled.is_ok(), "{}: {filled:?}", step.says));
            if step.part == Part::Before {
                call.keep.keys().for_each(|name| book.put(name, "x"));
            }
        }
    }

    #[test]
    fn names_are_filled_in_or_missed() {
        let mut book = Book::default();
        book.put("a", "1");
        assert_eq!(book.fill("x${a}y${a}").unwrap(), "x1y1");
        assert!(book.fill("${b}").is_err());
        assert!(book.fill("${a").is_err());
    }
}
