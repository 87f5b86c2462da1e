//! Why data is processed, and by whom.

use super::{Length, row};
use crate::Form;
use crate::name::Name;
use crate::read::{Text, words};
use std::collections::BTreeMap;

words! {
    /// Whether the product works without it.
    Function: "a function" {
        /// The product does not work without it.
        Basic = "basic",
        /// The person enables it.
        Additional = "additional",
    }
}

words! {
    /// The lawful basis. PIPL art. 13, GDPR art. 6.
    Basis: "a lawful basis" {
        /// Consent. PIPL 13(1)(1).
        Consent = "consent",
        /// A contract with the individual. PIPL 13(1)(2).
        Contract = "contract",
        /// A legal duty. PIPL 13(1)(3).
        LegalDuty = "legal-duty",
        /// An emergency of life, health or property. PIPL 13(1)(4).
        Emergency = "emergency",
        /// Managing staff under lawful rules or a collective contract. PIPL 13(1)(2).
        HumanResources = "human-resources",
        /// News and supervision in the public interest. PIPL 13(1)(5).
        PublicInterest = "public-interest",
        /// Data already public, within reason. PIPL 13(1)(6).
        PublicData = "public-data",
        /// Legitimate interests. GDPR 6(1)(f); the PIPL knows none.
        LegitimateInterests = "legitimate-interests",
        /// On behalf of the tenant, who is the controller. PIPL 21.
        Entrusted = "entrusted",
    }
}

words! {
    /// The kind of consent. PIPL 14, 23, 25, 26, 29, 31, 39.
    ConsentKind: "a kind of consent" {
        /// By accepting the policy.
        General = "general",
        /// For this purpose alone.
        Separate = "separate",
        /// In writing.
        Written = "written",
        /// By a guardian.
        Guardian = "guardian",
    }
}

row! {
    /// `[role.*]`: who may act for a tenant or for the company.
    Role, "a role" {
        /// What people call it.
        "label" label: Text,
        /// `tenant`, `staff` or `service`.
        "of" of: super::Who,
        /// Whether it may act for the tenant as its administrator.
        "administers" administers: bool,
        /// Of staff and services: the highest grade of data that it reads, 1 to 4; nothing that has one, where it is not said.
        "cleared" cleared: Option<u32>,
    }
}

row! {
    /// `[purpose.*]`: why data is processed, with its lawful basis.
    Purpose, "a purpose" {
        /// What it is, in a sentence.
        "label" label: Text,
        /// Whether the product works without it.
        "function" function: Function,
        /// The lawful basis.
        "basis" basis: Basis,
        /// The kind of consent, where the basis is consent.
        "consent" consent: Option<ConsentKind>,
        /// The device permission that must be granted besides.
        "permission" permission: Option<Name>,
        /// The activity that must be open.
        "during" during: Option<Name>,
        /// Record types that may be captured.
        "collects" collects: Vec<Name>,
        /// Data items that may be read, and in which form.
        "reads" reads: BTreeMap<Name, Form>,
        /// Who may read and act: `subject`, or roles as `role.name`.
        "by" by: Vec<Name>,
        /// Opens a person's account.
        "opens-account" opens_account: bool,
        /// Events after which it no longer needs what it holds, besides those that its consent, its activity and the
        /// account give.
        "ends" ends: Vec<Name>,
        /// The occasions on which alone it may be used.
        "occasions" occasions: Vec<Name>,
        /// Works on an account that is cancelled, disabled or suspended: legal duties.
        "outlives-account" outlives_account: bool,
        /// Where it happens: platforms; everywhere, where none is listed.
        "platforms" platforms: Vec<Name>,
        /// How the data is processed, in words.
        "method" method: Option<Text>,
        /// The law that wants it, by name and article.
        "law" law: Option<Text>,
        /// Where each occasion states its own list: a subset of what stands here.
        "each" each: Option<Text>,
        /// What a person can do without it.
        "without" without: Option<Text>,
        /// What it does to the person, where its data is sensitive.
        "impact" impact: Option<Text>,
    }
}

impl Purpose {
    /// Whether it asks for a consent of its own: separate, written, or a guardian's.
    #[must_use]
    pub const fn asks_separately(&self) -> bool {
        matches!(self.consent, Some(ConsentKind::Separate | ConsentKind::Written | ConsentKind::Guardian))
    }
}

words! {
    /// What a cookie is for.
    CookieKind: "a kind of cookie" {
        /// The page does not work without it.
        Essential = "essential",
        /// It remembers a choice.
        Functional = "functional",
        /// It counts visits.
        Analytics = "analytics",
        /// It follows people for advertising.
        Advertising = "advertising",
    }
}

row! {
    /// `[cookie.*]`: what is stored on a visitor's device.
    Cookie, "a cookie" {
        /// What it does.
        "label" label: Text,
        /// What it is for; everything but `essential` waits for consent.
        "kind" kind: CookieKind,
        /// The names under which it is stored.
        "names" names: Vec<String>,
        /// Who sets it.
        "by" by: Option<Text>,
        /// The recipient that reads it.
        "recipient" recipient: Option<Name>,
        /// The purpose whose consent it rests on.
        "purpose" purpose: Option<Name>,
        /// How long it stays.
        "life" life: Option<Length>,
        /// Gone when the browser closes.
        "session" session: bool,
        /// What does not work without it.
        "without" without: Option<Text>,
    }
}

row! {
    /// `[automated.*]`: what software decides about people. PIPL 24, GDPR 22.
    Automated, "an automated decision" {
        /// What is decided.
        "label" label: Text,
        /// The purpose under which it is done.
        "purpose" purpose: Name,
        /// The data items that it uses.
        "uses" uses: Vec<Name>,
        /// How it decides, in words.
        "logic" logic: Option<Text>,
        /// What it does to the person.
        "effect" effect: Option<Text>,
        /// Whether it bears strongly on a person's rights.
        "major" major: bool,
        /// How to refuse it, or to see a choice without personal traits.
        "opt-out" opt_out: Option<Text>,
        /// Where to object: a contact's name.
        "appeal" appeal: Option<Name>,
        /// An objection is answered by then.
        "within" within: Option<Length>,
    }
}
