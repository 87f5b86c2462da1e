//! Lengths of time that a policy writes, or leaves to a setting.

use super::{Fact, Kind};
use crate::name::Name;
use crate::read::{Field, Reader};
use crate::time::Period;
use toml::{Spanned, de::DeValue};

/// A length of time: written, or left to a setting (`"setting.attendance-kept"`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Length {
    /// Written in the rule.
    Fixed(Period),
    /// A published setting's name, without `setting.`.
    Setting(Name),
}

impl Field for Length {
    const KIND: Kind = Kind::Length;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let setting = value.get_ref().as_str().and_then(|text| text.strip_prefix("setting."));
        match setting {
            Some(name) => Some(Self::Setting(Name::from(name))),
            None => Period::read(reader, value).map(Self::Fixed),
        }
    }

    fn settings(&self) -> Vec<&Name> {
        match self {
            Self::Fixed(_) => Vec::new(),
            Self::Setting(name) => vec![name],
        }
    }

    fn fact(&self) -> Fact {
        Fact::Length(self.clone())
    }
}
