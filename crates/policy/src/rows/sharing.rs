//! Who gets data, and what may be sent to people.

use super::row;
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
    /// `[recipient.*]`: a third party that gets data.
    Recipient, "a recipient" {
        /// The name.
        "name" name: Text,
        /// Under contract, or its own master.
        "role" role: Stance,
        /// Where it processes, ISO 3166-1 alpha-2; `global` where all over the world.
        "country" country: String,
        /// The purposes for which it gets data.
        "for" purposes: Vec<Name>,
        /// What it gets and in which form; what is not listed never leaves.
        "receives" receives: BTreeMap<Name, Form>,
        /// The transfer basis, where it is abroad. PIPL 38.
        "transfer-basis" transfer_basis: Option<Text>,
        /// The contract without which nothing leaves.
        "agreement" agreement: Option<Name>,
        /// The protocol spoken.
        "connector" connector: Option<Name>,
        /// Where its own policy stands.
        "policy-url" policy_url: Option<String>,
        /// How it gets the data, in words.
        "method" method: Option<Text>,
        /// A word to people about it.
        "note" note: Option<Text>,
    }
}

row! {
    /// `[circumstance.*]`: a release to no standing recipient.
    Circumstance, "a circumstance" {
        /// When it is allowed, in a sentence.
        "label" label: Text,
        /// The facts that must be on file.
        "needs" needs: Vec<Name>,
        /// Who must approve, and may not be the one who asks.
        "approved-by" approved_by: Option<Name>,
        /// How long an approval lasts.
        "for" lasts: Option<super::Length>,
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
