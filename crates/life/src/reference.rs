//! Random references: the only names that people, records and cells have outside the vault.

use std::{fmt, str::FromStr};

/// 128 random bits with the drawing time in front, so that rows drawn together lie together.
///
/// Shape: 32 lower-case hexadecimal digits as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; 16]);

impl Reference {
    /// A reference from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What is not a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a reference of 32 lower-case hexadecimal digits")]
pub struct NotAReference;

impl FromStr for Reference {
    type Err = NotAReference;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        let lower = digits.iter().all(|d| matches!(d, b'0'..=b'9' | b'a'..=b'f'));
        if digits.len() != 32 || !lower {
            return Err(NotAReference);
        }
        u128::from_str_radix(text, 16).map(|value| Self(value.to_be_bytes())).map_err(|_| NotAReference)
    }
}

impl serde::Serialize for Reference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Reference {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <std::borrow::Cow<'de, str>>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! references {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Reference);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAReference;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl $name {
            /// The 16 bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// From the 16 bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Reference::from_bytes(bytes))
            }
        }
    )+};
}

references! {
    /// A person's second factor: it names its secret in the key store.
    Factor,
    /// The unit of storage and isolation: a tenant, or one share of a product without tenants.
    Cell,
    /// A natural person, by random reference.
    Subject,
    /// Whose record it is: a subject, or the tenant itself (then the cell's own reference).
    Holder,
    /// Data items captured together for one purpose.
    Record,
    /// Something open for a while within which things are allowed.
    Activity,
    /// What somebody wrote in about, with its answer.
    Case,
    /// What keeps data beyond its time, on a ground.
    Hold,
    /// One wish or event that erases, with its certificate.
    Erasure,
    /// That a recipient is told of an erasure.
    Telling,
    /// A set that was worked out of data about people.
    Set,
    /// That one person may read, for a need and until an end.
    Grant,
    /// An alarm that was raised.
    Alert,
    /// That somebody is kept out.
    Suspension,
    /// That a recipient reads inside the environment that the company provides.
    Visit,
}

/// Fresh references, drawn by the shell and handed in: a decision never draws its own.
///
/// Shape: one random start; the following references count up from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids(u128);

impl Ids {
    /// References that start at `first`, which the shell drew at random.
    #[must_use]
    pub const fn starting_at(first: Reference) -> Self {
        Self(u128::from_be_bytes(first.0))
    }

    /// The next fresh reference.
    #[must_use]
    pub fn next_reference(&mut self) -> Reference {
        let reference = Reference(self.0.to_be_bytes());
        self.0 = self.0.wrapping_add(1);
        reference
    }
}
