//! What a row states, whatever its table: for comparing, counting and describing rows without naming their types.

use super::{Length, Size};
use crate::Form;
use crate::name::Name;
use crate::read::Text;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What one key of a row states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The key is optional and not there.
    Absent,
    /// True or false.
    Flag(bool),
    /// One of a closed list of words.
    Word(&'static str),
    /// A count.
    Number(u32),
    /// A name that the policy or the engine declares.
    Name(Name),
    /// Free text that is in no language: an address, a country, a version.
    Plain(String),
    /// The form in which a value comes out.
    Form(Form),
    /// A length of time, written or left to a setting.
    Length(Length),
    /// How large a file may be.
    Size(Size),
    /// A day.
    Date(Date),
    /// Text for people, by language.
    Text(Text),
    /// Several, in the order of the file.
    List(Vec<Self>),
    /// Several, by name.
    Map(BTreeMap<Name, Self>),
    /// A row within a row.
    Row(Facts),
}

/// The facts of one row: each key of the reference with what it states, in the order of the reference.
pub type Facts = Vec<(&'static str, Fact)>;
