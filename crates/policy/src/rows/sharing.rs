//! Who gets data, and what may be sent to people.

use super::{Length, row};
use crate::Form;
use crate::name::Name;
use crate::read::{Text, words};
use std::collections::BTreeMap;

words! {
    /// How a recipient stands to the data.
    Stance: "a stance" {
        /// Acts under contract. PIPL 21.
        Processor = "processor",
        /// Decides for itself. PIPL 23.
        Controller = "controller",
    }
}

row! {
    /// `recipient.*.inside`: it reads inside an environment that the company provides, and nothing is sent to it.
    Inside, "an environment for a recipient" {
        /// Who lets it in.
        "by" by: Name,
        /// How long one visit lasts at most.
        "for" lasts: Length,
        /// Of how many people one visit reads at most.
        "people" people: u32,
    }
}

row! {
    /// `[recipient.*]`: a third party that gets data.
    Recipient, "a recipient" {
        /// The name.
        "name" name: Text,
        /// The legal name of the company behind it.
        "legal-name" legal_name: Option<Text>,
        /// How to reach it.
        "contact" contact: Option<Text>,
        /// What it is: `sdk`, `api`, `service`, `affiliate`, `courier`, `payment`, `authority` and the like.
        "kind" kind: Option<Name>,
        /// The name of the SDK or interface.
        "product" product: Option<Text>,
        /// In which situation data goes to it.
        "scene" scene: Option<Text>,
        /// Others who stand behind it and get the data too.
        "behind" behind: Vec<Text>,
        /// Under contract, or its own master.
        "role" role: Stance,
        /// Where it processes, ISO 3166-1 alpha-2; `global` where all over the world.
        "country" country: String,
        /// The purposes for which it gets data.
        "for" purposes: Vec<Name>,
        /// What it gets and in which form; what is not listed never leaves.
        "receives" receives: BTreeMap<Name, Form>,
        /// The transfer basis, where it is abroad. PIPL 38, GDPR 44-49.
        "transfer-basis" transfer_basis: Option<Text>,
        /// About how many people's data goes abroad to it, counted from 1 January. Cross-border Provisions 7, 8.
        "people" people: Option<u32>,
        /// The environment in which alone it uses the data, one person at a time; nothing is sent to it then.
        "inside" inside: Option<Inside>,
        /// The contract without which nothing leaves.
        "agreement" agreement: Option<Name>,
        /// The protocol spoken.
        "connector" connector: Option<Name>,
        /// Where its own policy stands.
        "policy-url" policy_url: Option<String>,
        /// Told to erase what it holds, it has done so by then.
        "erases-within" erases_within: Option<Length>,
        /// The law that makes it keep what it was sent: when that is erased here it is told to stop using it, not to erase it.
        "keeps-by-law" keeps_by_law: Option<Text>,
        /// What becomes of the data when the contract ends.
        "contract-end" contract_end: Option<Text>,
        /// How it gets the data, in words.
        "method" method: Option<Text>,
        /// Whether it gets data that is marked as a minor's, too.
        "minors" minors: bool,
        /// A word to people about it.
        "note" note: Option<Text>,
    }
}

row! {
    /// `[ground.*]`: acts without consent, and releases to no standing recipient.
    Ground, "a ground" {
        /// When it is allowed, in a sentence.
        "label" label: Text,
        /// What it allows: `collect`, `use`, `keep`, `share`, `transfer`, `publish`; `share` where none is listed.
        "allows" allows: Vec<Name>,
        /// The data items or records that it opens; those that the facts name, where none is listed.
        "covers" covers: Vec<Name>,
        /// The law behind it, by name and article.
        "law" law: Option<Text>,
        /// The facts that must be on file.
        "needs" needs: Vec<Name>,
        /// Who must approve, and may not be the one who asks.
        "approved-by" approved_by: Option<Name>,
        /// How long an approval lasts.
        "for" lasts: Option<Length>,
        /// Looked at again this often.
        "review" review: Option<Length>,
        /// The one purpose that may read what is kept on it beyond its time; needed by `allows = ["keep"]`.
        "only-for" only_for: Option<Name>,
        /// What bounds it, in words.
        "limit" limit: Option<Text>,
    }
}

impl Ground {
    /// Whether data may be kept beyond its time on it.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.allows.iter().any(|act| *act == "keep")
    }
}

row! {
    /// `[transfer]`: where data may stand and go.
    Transfer, "[transfer]" {
        /// The countries in which data may stand, ISO 3166-1 alpha-2.
        "stays-in" stays_in: Vec<String>,
        /// In a sentence.
        "label" label: Text,
        /// What is promised for later transfers.
        "future" future: Option<Text>,
    }
}

row! {
    /// `[message.*]`: what may be sent to people.
    Message, "a message" {
        /// What it is.
        "label" label: Text,
        /// The purpose under which it may be sent.
        "purpose" purpose: Name,
        /// The channels: `in-app`, `push`, `email`, `phone`, `sms`.
        "channels" channels: Vec<Name>,
        /// How to stop it.
        "stop" stop: Option<Text>,
    }
}
