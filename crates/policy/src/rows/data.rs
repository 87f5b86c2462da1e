//! What is held: data items, records, activities; and what never is.

use super::{Length, Size, row};
use crate::name::Name;
use crate::read::{Text, words};
use crate::time::Period;

words! {
    /// How a value is kept.
    Keep: "a way of keeping" {
        /// Encrypted, openable against a permit.
        Sealed = "sealed",
        /// As a hash that can only be compared; the hash itself is sealed.
        Hashed = "hashed",
        /// In the open: values about nobody only.
        Open = "open",
    }
}

words! {
    /// Whose a record is, and who opens an activity.
    Who: "whose it is" {
        /// The person.
        Subject = "subject",
        /// The enterprise customer.
        Tenant = "tenant",
        /// The product's staff.
        Staff = "staff",
        /// A service of the product.
        Service = "service",
    }
}

row! {
    /// `data.*.drawn`: a code that the engine draws itself.
    DrawnCode, "a drawn code" {
        /// How many decimal digits.
        "digits" digits: u32,
        /// How often it may be used.
        "uses" uses: u32,
        /// How many wrong tries it survives.
        "tries" tries: u32,
        /// How many may be drawn for one look-up value in `window`.
        "draws" draws: u32,
        /// The length over which draws are counted.
        "window" window: Period,
    }
}

words! {
    /// What a file is, told by what is in it.
    FileKind: "a kind of file" {
        /// A JPEG, PNG or WebP picture.
        Picture = "picture",
        /// An MP3 or WAVE recording.
        Recording = "recording",
        /// Neither a picture nor a recording nor a film: kept as it comes.
        Paper = "paper",
    }
}

row! {
    /// `[data.*]`: one kind of data.
    Data, "a data item" {
        /// What people call it.
        "label" label: Text,
        /// The class: with one it is about a person, so sealed or hashed.
        "class" class: Option<Name>,
        /// Whether the law calls it sensitive.
        "sensitive" sensitive: bool,
        /// What its leak can hurt: `person`, `property`, `reputation`, `health`, `discrimination`.
        "harms" harms: Vec<Name>,
        /// Why it is necessary, and what it does to the person; required for sensitive data.
        "necessity" necessity: Option<Text>,
        /// Validated on the way in, masked on the way out.
        "shape" shape: Option<Name>,
        /// Of a `file`: the kinds that are taken; every one, where none is listed.
        "kinds" kinds: Vec<FileKind>,
        /// Of a `file`: the largest that is taken, such as `20 MiB`.
        "at-most" at_most: Option<Size>,
        /// How it is kept; sealed unless it says otherwise.
        "keep" keep: Option<Keep>,
        /// `exact`: can be looked up without being readable.
        "find" find: Option<Name>,
        /// A code that the engine draws.
        "drawn" drawn: Option<DrawnCode>,
        /// Of a `member`: what she is called once her account is closed; until then she is shown by her name.
        "former" former: Option<Text>,
    }
}

impl Data {
    /// Whether its values come as files.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.shape.as_ref().is_some_and(|shape| shape == "file")
    }

    /// Whether a file of this kind is taken.
    #[must_use]
    pub fn takes(&self, kind: FileKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

row! {
    /// `[record.*]`: data items captured together.
    RecordRow, "a record" {
        /// What people call it.
        "label" label: Text,
        /// Its data items.
        "holds" holds: Vec<Name>,
        /// Those that may be missing.
        "optional" optional: Vec<Name>,
        /// Whose it is.
        "holder" holder: Who,
        /// The category under which the document lists it.
        "category" category: Name,
        /// Derived by the system from these records.
        "derived-from" derived_from: Vec<Name>,
        /// At most one of its holder at a time; a new one takes the place of the old.
        "single" single: bool,
    }
}

row! {
    /// `[activity.*]`: something open for a while within which things are allowed.
    Activity, "an activity" {
        /// What people call it.
        "label" label: Text,
        /// Who alone may open it.
        "opened-by" opened_by: Who,
        /// How many of each data item one activity takes; without an entry, any number.
        "takes" takes: std::collections::BTreeMap<Name, u32>,
        /// Closes by itself after this long.
        "closes-after" closes_after: Option<Period>,
    }
}

row! {
    /// `[never.*]`: what is not collected or done, whatever anybody consents to.
    Never, "a prohibition" {
        /// What is never done, in a sentence.
        "label" label: Text,
        /// Classes of data.
        "classes" classes: Vec<Name>,
        /// Field names, in any spelling of case, `-` and `_`.
        "names" names: Vec<Name>,
        /// Purposes.
        "purposes" purposes: Vec<Name>,
        /// Data items that `origins` and `batches` speak of; all, where none is listed.
        "items" items: Vec<Name>,
        /// Where a capture must not come from: `background`, `other-app`.
        "origins" origins: Vec<Name>,
        /// Whether more than one value in one message is refused.
        "batches" batches: bool,
    }
}

words! {
    /// What is made of data about people.
    Transform: "a transform" {
        /// Nobody can be identified, and nothing can be restored. PIPL 73(4).
        Anonymise = "anonymise",
        /// Nobody can be identified without more; still about people. PIPL 73(3).
        Deidentify = "de-identify",
        /// Counts and sums over groups.
        Aggregate = "aggregate",
    }
}

words! {
    /// What becomes of a value in a derived set.
    Shown: "a way to show it" {
        /// As it is: for what points to nobody.
        AsIs = "as-is",
        /// A stand-in, the same throughout one set and another in the next: its key goes when the set is made.
        Token = "token",
        /// The day alone.
        Day = "day",
        /// The month alone.
        Month = "month",
        /// The year alone.
        Year = "year",
        /// An address down to its province.
        Province = "province",
        /// An address down to its city.
        City = "city",
        /// An address down to its district.
        District = "district",
    }
}

row! {
    /// `[derived.*]`: what is worked out of data about people.
    Derived, "a derived set" {
        /// What it is.
        "label" label: Text,
        /// Data items or records that it is made of.
        "from" from: Vec<Name>,
        /// How it is made.
        "by" by: Transform,
        /// What becomes of each value; what is listed neither here nor in `bands` does not come into the set.
        "how" how: std::collections::BTreeMap<Name, Shown>,
        /// Numbers that show as the band of this width in which they lie.
        "bands" bands: std::collections::BTreeMap<Name, u32>,
        /// Of numbers that are blurred: the values of each item that are counted, as they show; no others are.
        "groups" groups: std::collections::BTreeMap<Name, Vec<String>>,
        /// By what its numbers are blurred before anybody sees them.
        "noise" noise: Option<super::Noise>,
        /// The smallest group that may show in it.
        "group" group: Option<u32>,
        /// By when after data came in the set is made of it, by itself; without it, a set is made when it is asked for.
        "within" within: Option<Period>,
        /// Functions of which it is counted, day by day, how often each is used, with nothing about who used it.
        "counts" counts: std::collections::BTreeMap<Name, Text>,
        /// The purposes that may use it.
        "for" purposes: Vec<Name>,
        /// A word to people about it.
        "note" note: Option<Text>,
    }
}

/// What becomes of a value in a derived set: `how` and `bands` in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As `how` says.
    Shown(Shown),
    /// As a band of this width.
    Band(u32),
}

impl Derived {
    /// What becomes of `item`; nothing of it comes into the set where neither `how` nor `bands` lists it. What is only
    /// counted is grouped as it is.
    #[must_use]
    pub fn way(&self, item: &str) -> Option<Way> {
        let band = self.bands.get(item).map(|width| Way::Band(*width));
        let listed = band.or_else(|| self.how.get(item).map(|way| Way::Shown(*way)));
        let counted = self.by == Transform::Aggregate && self.how.is_empty() && self.bands.is_empty();
        listed.or_else(|| counted.then_some(Way::Shown(Shown::AsIs)))
    }
}

row! {
    /// `[source.*]`: data that does not come from the person herself. GDPR 14.
    Source, "a source" {
        /// Who gives it.
        "label" label: Text,
        /// The data items.
        "gives" gives: Vec<Name>,
        /// The purposes for which they are taken over.
        "for" purposes: Vec<Name>,
        /// What must hold before.
        "condition" condition: Option<Text>,
        /// People are told whose data it is, by then. GDPR 14(3).
        "told-within" told_within: Option<Length>,
    }
}
