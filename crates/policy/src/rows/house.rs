//! Which policy, whose, and where to write.

use super::{Length, row};
use crate::finding::Finding;
use crate::name::Name;
use crate::read::{Reader, Text, words};
use jiff::civil::Date;
use toml::de::DeTable;

words! {
    /// A language that the document is published in.
    Language: "a language" {
        /// Simplified Chinese.
        Simplified = "zh-Hans",
        /// Traditional Chinese.
        Traditional = "zh-Hant",
        /// English.
        English = "en",
    }
}

words! {
    /// Whom the product serves.
    Audience: "an audience" {
        /// Enterprises: every account belongs to a tenant.
        Business = "business",
        /// People: one tenant, `own`.
        Consumer = "consumer",
    }
}

words! {
    /// How a person accepts the policy. PIPL 14.
    Acceptance: "a way of accepting" {
        /// By an act that says so: a box that she ticks, a button that she presses.
        Explicit = "explicit-act",
        /// By going on using the product: no consent under PIPL art. 14.
        Use = "use",
    }
}

row! {
    /// `[policy]`: which policy this is.
    Header, "[policy]" {
        /// The product's id.
        "id" id: Name,
        /// What people call the product.
        "name" name: Text,
        /// This version; a version's text never changes.
        "version" version: String,
        /// The day of the last change, as published.
        "updated" updated: Date,
        /// The day from which it binds.
        "effective" effective: Date,
        /// The languages of the document; the first is authoritative.
        "languages" languages: Vec<Language>,
        /// The rule sets that `check` holds it against.
        "rules" rules: Vec<Name>,
        /// The IANA zone in which its days are counted.
        "time-zone" time_zone: String,
        /// Whom the product serves.
        "audience" audience: Audience,
        /// What the product is, in a sentence.
        "about" about: Text,
        /// To what it applies, and to what not.
        "scope" scope: Option<Text>,
        /// How it is accepted.
        "accepted-by" accepted_by: Option<Acceptance>,
        /// Where the terms of service stand whose words it shares.
        "terms" terms: Option<Text>,
        /// About how many people's data is held; laws draw lines at it. PIPL 52, 58.
        "people" people: Option<u32>,
    }
}

row! {
    /// `[controller]`: who decides why and how.
    Controller, "[controller]" {
        /// The legal name.
        "name" name: Text,
        /// The postal address.
        "address" address: Text,
        /// The country of the seat, ISO 3166-1 alpha-2.
        "country" country: String,
        /// The number under which it is registered.
        "registration" registration: Option<String>,
        /// The postal code.
        "postcode" postcode: Option<String>,
        /// The telephone number.
        "phone" phone: Option<String>,
        /// Other names that it goes by: they all mean this party.
        "also-called" also_called: Vec<Text>,
        /// Name and contact of the representative in China, where the seat is abroad. PIPL 53.
        "representative" representative: Option<Text>,
        /// Name and contact of the representative in the European Union, where the seat is outside it. GDPR 27.
        "representative-eu" representative_eu: Option<Text>,
        /// Those who decide together with it. PIPL 20, GDPR 26.
        "joint" joint: Vec<Text>,
        /// What those who decide together agreed: who answers for what, and where people turn. GDPR 26(2).
        "arrangement" arrangement: Option<Text>,
    }
}

row! {
    /// `[contact.*]`: where to write.
    Contact, "a contact" {
        /// Whose desk it is.
        "label" label: Text,
        /// The e-mail address.
        "email" email: Option<String>,
        /// The telephone number.
        "phone" phone: Option<String>,
        /// The postal address.
        "post" post: Option<Text>,
        /// The page or the place in the product.
        "page" page: Option<Text>,
        /// What may be brought here.
        "for" purposes: Vec<Name>,
        /// The role that answers, as `role.name`.
        "by" by: Option<Name>,
        /// Answered by then; without it, like the right of the same kind.
        "within" within: Option<Length>,
    }
}

row! {
    /// `[setting.*]`: a number that the source leaves open.
    Setting, "a setting" {
        /// What it sets.
        "label" label: Text,
        /// The value where nothing else is configured.
        "default" default: Length,
        /// The longest value that may be configured.
        "max" max: Option<Length>,
    }
}

row! {
    /// `[platform.*]`: where the product meets people.
    Platform, "a platform" {
        /// What people call it.
        "label" label: Text,
        /// `website`, `app`, `mini-program`, `client`, `device`, `social`, `forum` or `partner`.
        "kind" kind: Name,
        /// Its address.
        "url" url: Option<String>,
        /// Run by somebody else: this policy does not apply to it.
        "foreign" foreign: bool,
        /// A word to people about it.
        "note" note: Option<Text>,
    }
}

row! {
    /// `[statement.*]`: something that people are told, and that nothing is switched by.
    Statement, "a statement" {
        /// What is said, in whole sentences.
        "label" label: Text,
        /// What it is about, so that it can be asked for.
        "topic" topic: Name,
        /// The promises beside which it stands, by path.
        "beside" beside: Vec<Name>,
    }
}

/// The version of this language that the crate reads.
pub const LANGUAGE: &str = "1";

/// The words of `policy.rules`, whatever else is wrong with `[policy]`; what is wrong with them is told by the row.
pub(super) fn rule_words(file: &DeTable<'_>) -> Vec<String> {
    let rules = file.get("policy").and_then(|row| row.get_ref().as_table()?.get("rules")?.get_ref().as_array());
    rules.into_iter().flatten().filter_map(|word| word.get_ref().as_str()).map(str::to_owned).collect()
}

pub(super) fn read_language(reader: &mut Reader<'_>, file: &DeTable<'_>) {
    let Some(value) = file.get("language") else {
        reader.report(
            Finding::error("read/language", 0..0, "the file does not say its language version")
                .help("begin the file with `language = 1`"),
        );
        return;
    };
    if value.get_ref().as_integer().is_none_or(|n| n.as_str() != LANGUAGE) {
        reader.report(
            Finding::error("read/language", value.span(), "unknown language version")
                .seen("expected 1")
                .help("this yinuo reads `language = 1`"),
        );
    }
}
