//! What people are told and can demand.

use super::{Length, row};
use crate::Form;
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
        /// How a guardian's consent is given and checked.
        "guardian" guardian: Option<Text>,
        /// How the age is asked.
        "asked" asked: Option<Text>,
        /// The dedicated rules for them. PIPL 31(2).
        "rules" rules: Option<Text>,
        /// What holds for minors above that age.
        "older" older: Option<Text>,
        /// What customers are told about minors in their own data.
        "customer-data" customer_data: Option<Text>,
        /// The most that shows of data marked as a minor's; it goes to those recipients only that say `minors = true`.
        "marked" marked: Option<Form>,
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
        /// The authorities are told by then.
        "report-within" report_within: Option<Length>,
        /// What is done where people cannot be reached one by one.
        "announced" announced: Option<Text>,
    }
}

/// The right by which an account is closed.
pub const CLOSING: &str = "close";

row! {
    /// `[right.*]`: what a person can demand.
    Right, "a right" {
        /// What it is.
        "label" label: Text,
        /// Answered by then.
        "within" within: Length,
        /// Where to ask: `contact.name`, or a place in the product in words.
        "channels" channels: Vec<Text>,
        /// From when the time runs.
        "from" from: Option<Start>,
        /// How it is checked who asks.
        "identity" identity: Option<Text>,
        /// Who carries it out, besides the person, in a case of one whose identity is proven: `role.name`; nobody, unless
        /// told. An account is closed by nobody else.
        "by" by: Vec<Name>,
        /// What it costs; nothing, where nothing is said.
        "fee" fee: Option<Text>,
        /// Who else may ask.
        "others" others: Option<Text>,
        /// What it brings about, and what cannot be undone.
        "effect" effect: Option<Text>,
        /// Where to turn if it is refused.
        "remedy" remedy: Option<Text>,
        /// The platforms on which alone it takes effect, by the person herself; asked for elsewhere it leads there. Of the
        /// right to close the account.
        "only-on" only_on: Vec<Name>,
        /// Whether she proves a second factor for it. Of the right to close the account.
        "second-factor" second_factor: bool,
    }
}

words! {
    /// From when the time for an answer runs.
    Start: "a start" {
        /// From the day on which the request arrives.
        Received = "received",
        /// From the day on which it is clear who asks.
        Verified = "verified",
    }
}

row! {
    /// `[refusal.*]`: when a request may be refused, always with its reason. PIPL 50.
    RefusalRow, "a ground of refusal" {
        /// When, in a sentence.
        "label" label: Text,
        /// The rights that it may be held against; all, where none is listed.
        "of" of: Vec<Name>,
        /// The facts that must be on file.
        "needs" needs: Vec<Name>,
        /// The law behind it, by name and article.
        "law" law: Option<Text>,
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
        /// What those purposes wait for before anything is collected; told only, where nothing stands here. With
        /// `when = "before-cancellation"` it is the closing of an account, and the erasure of all, that waits.
        "awaits" awaits: Option<Awaited>,
        /// Whose answer it is: the person's own, where nothing stands here.
        "by" by: Option<Answering>,
    }
}

impl Notice {
    /// Whether the closing of an account waits for it, and no purpose.
    #[must_use]
    pub fn is_of_closing(&self) -> bool {
        self.when == "before-cancellation"
    }
}

words! {
    /// What a purpose waits for.
    Awaited: "something to wait for" {
        /// That the notice was shown.
        Shown = "shown",
        /// That it was accepted, by an act that says so.
        Accepted = "accepted",
    }
}

words! {
    /// Who answers a notice.
    Answering: "who answers" {
        /// The person.
        Subject = "subject",
        /// The enterprise customer, by one of its administrators.
        Tenant = "tenant",
    }
}

row! {
    /// `[change.*]`: how changes of the policy are announced.
    ChangeNotice, "a kind of change" {
        /// What kind of change.
        "label" label: Text,
        /// What changes: `purpose`, `method`, `category`, `recipient`, `retention`, `rights`, `contact`, `cross-border`, `owner`, `minors`, `incident`, `safeguard`, `prohibition`, `notice`, `wording`; without it, whatever no other row names.
        "kinds" kinds: Vec<Name>,
        /// A change that takes a right away waits for the explicit consent of each person.
        "keeps-rights" keeps_rights: bool,
        /// Told this long before.
        "before" before: Length,
        /// The channels.
        "channels" channels: Vec<Name>,
        /// Whether consent is asked again.
        "asks-again" asks_again: bool,
    }
}
