//! What people are told and can demand.

use super::{Length, row};
use crate::name::Name;
use crate::read::{Text, words};

words! {
    /// What happens when a minor's account is found.
    Discovery: "an effect" {
        /// Disabled and erased in the same act.
        DisableAndErase = "disable-and-erase",
        /// Disabled until a guardian answers.
        Disable = "disable",
    }
}

row! {
    /// `[minors]`: ages, guardian, what happens on discovery.
    Minors, "[minors]" {
        /// Who is meant: younger than this, in years.
        "under" under: u32,
        /// Whether registration is offered to them.
        "offered" offered: bool,
        /// What happens when one is found without a guardian's consent.
        "on-discovery" on_discovery: Discovery,
        /// By when the last copy is gone.
        "within" within: Length,
        /// Where a guardian writes: a contact's name.
        "contact" contact: Name,
        /// In a sentence.
        "label" label: Text,
        /// What customers are told about minors in their own data.
        "customer-data" customer_data: Option<Text>,
    }
}

row! {
    /// `[incident]`: leaks, tampering and loss.
    Incident, "[incident]" {
        /// Affected people are told by then.
        "notify-within" notify_within: Length,
        /// The channels.
        "channels" channels: Vec<Name>,
        /// What the notice says.
        "content" content: Vec<Text>,
        /// Who is told besides.
        "authorities" authorities: Vec<Text>,
    }
}

row! {
    /// `[right.*]`: what a person can demand.
    Right, "a right" {
        /// What it is.
        "label" label: Text,
        /// Answered by then.
        "within" within: Length,
        /// Where to ask: `contact.name`, or a place in the product in words.
        "channels" channels: Vec<Text>,
    }
}

row! {
    /// `[notice.*]`: what people are told, and when.
    Notice, "a notice" {
        /// What it says.
        "label" label: Text,
        /// When it is shown.
        "when" when: Name,
        /// The purposes it speaks of.
        "purposes" purposes: Vec<Name>,
    }
}

row! {
    /// `[change.*]`: how changes of the policy are announced.
    ChangeNotice, "a kind of change" {
        /// What kind of change.
        "label" label: Text,
        /// Told this long before.
        "before" before: Length,
        /// The channels.
        "channels" channels: Vec<Name>,
        /// Whether consent is asked again.
        "asks-again" asks_again: bool,
    }
}
