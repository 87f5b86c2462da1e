//! Why data is processed, and by whom.

use super::row;
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
        /// The occasions on which alone it may be used.
        "occasions" occasions: Vec<Name>,
        /// Works on an account that is cancelled, disabled or suspended: legal duties.
        "outlives-account" outlives_account: bool,
        /// What a person can do without it.
        "without" without: Option<Text>,
        /// What it does to the person, where its data is sensitive.
        "impact" impact: Option<Text>,
    }
}
