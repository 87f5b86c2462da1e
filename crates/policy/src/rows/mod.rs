//! The tables of the language, each stated once: keys, kinds and descriptions.
//!
//! From these tables come the reader, the refusal of unknown keys and the language reference.

mod data;
mod facts;
mod grade;
mod house;
mod keeping;
mod kind;
mod length;
mod noise;
mod people;
mod sharing;
mod size;
mod using;

pub use data::{
    Activity, Data, Derived, DrawnCode, FileKind, Keep, Never, RecordRow, Shown, Source, Transform, Way, Who,
};
pub use facts::{Fact, Facts};
pub use grade::{GRADES, SENSITIVE_AT_LEAST};
pub use house::{Acceptance, Audience, Contact, Controller, Header, Language, Platform, Setting, Statement};
pub use keeping::{
    Agreement, AlarmRow, Criterion, DutyRow, EventRow, Log, Per, Place, Protect, Retention, Scope, Sooner, Suppression,
    Then, Watched,
};
pub use kind::{Key, Kind, Table, Word};
pub use length::Length;
pub use noise::{Epsilon, Noise};
pub use people::{
    Answering, Awaited, CLOSING, ChangeNotice, Discovery, Incident, Minors, Notice, RefusalRow, Right, Start,
};
pub use sharing::{Ground, Inside, Message, Recipient, Stance, Transfer};
pub use size::Size;
pub use using::{Automated, Basis, ConsentKind, Cookie, CookieKind, Function, Purpose, Role};

use crate::finding::{Finding, Span};
use crate::name::Name;
use crate::read::{self, Field, Reader, RowKeys, Text};
use std::collections::BTreeMap;
use toml::de::DeTable;

/// What every row can tell of itself.
pub(crate) trait Row {
    /// Every text of the row, with its key.
    fn texts_by_key(&self) -> Vec<(&'static str, &Text)>;
    /// Every setting that the row names, with its key.
    fn settings_by_key(&self) -> Vec<(&'static str, &Name)>;
    /// What every key of the row states.
    fn facts(&self) -> Facts;
}

/// Declares a row: a struct, its reader and its reference.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident, $what:literal {
        $($(#[doc = $fdoc:literal])* $key:literal $field:ident: $kind:ty),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            /// Where the row and its values stand in the file.
            pub keys: $crate::read::RowKeys,
            $($(#[doc = $fdoc])* pub $field: $kind),*
        }

        impl $name {
            /// The keys of this row, in the order of the reference.
            pub const KEYS: &'static [$crate::rows::Key] =
                &[$($crate::rows::Key {
                    name: $key,
                    doc: concat!($($fdoc),*).trim_ascii(),
                    kind: <$kind as $crate::read::Field>::KIND,
                    required: <$kind as $crate::read::Field>::REQUIRED,
                }),*];

            pub(crate) fn read_row(
                reader: &mut $crate::read::Reader<'_>,
                row: $crate::finding::Span,
                table: &toml::de::DeTable<'_>,
            ) -> Option<Self> {
                reader.refuse_unknown(table, &[$($key),*], $what);
                let keys = $crate::read::RowKeys::of(row, table);
                $(let $field = $crate::rows::value::<$kind>(reader, table, &keys, $key, $what);)*
                Some(Self { keys, $($field: $field?),* })
            }
        }

        impl $crate::read::Field for $name {
            const KIND: $crate::rows::Kind = $crate::rows::Kind::Row(Self::KEYS);
            fn read(
                reader: &mut $crate::read::Reader<'_>,
                value: &toml::Spanned<toml::de::DeValue<'_>>,
            ) -> Option<Self> {
                let Some(table) = value.get_ref().as_table() else {
                    reader.expected(value.span(), "a table", value.get_ref());
                    return None;
                };
                reader.always_published(table, $what);
                Self::read_row(reader, value.span(), table)
            }
            fn texts(&self) -> Vec<&$crate::read::Text> {
                [$($crate::read::Field::texts(&self.$field)),*].concat()
            }
            fn settings(&self) -> Vec<&$crate::name::Name> {
                [$($crate::read::Field::settings(&self.$field)),*].concat()
            }
            fn fact(&self) -> $crate::rows::Fact {
                $crate::rows::Fact::Row($crate::rows::Row::facts(self))
            }
        }

        impl $crate::rows::Row for $name {
            fn texts_by_key(&self) -> Vec<(&'static str, &$crate::read::Text)> {
                let mut all = Vec::new();
                $(all.extend($crate::read::Field::texts(&self.$field).into_iter().map(|text| ($key, text)));)*
                all
            }

            fn settings_by_key(&self) -> Vec<(&'static str, &$crate::name::Name)> {
                let mut all = Vec::new();
                $(all.extend($crate::read::Field::settings(&self.$field).into_iter().map(|name| ($key, name)));)*
                all
            }

            fn facts(&self) -> $crate::rows::Facts {
                vec![$(($key, $crate::read::Field::fact(&self.$field))),*]
            }
        }
    };
}
pub(crate) use row;

pub(crate) fn value<T: Field>(
    reader: &mut Reader<'_>,
    table: &DeTable<'_>,
    keys: &RowKeys,
    key: &str,
    what: &str,
) -> Option<T> {
    if let Some(value) = table.get(key) {
        return T::read(reader, value);
    }
    let absent = T::absent();
    if absent.is_none() {
        reader.report(
            Finding::error("read/missing-key", keys.row.clone(), format!("{what} has no `{key}`"))
                .seen(format!("`{key}` is required here")),
        );
    }
    absent
}

/// Rows of one table, by name.
pub type Rows<T> = BTreeMap<Name, T>;

/// Declares the file: single rows, and tables of named rows.
macro_rules! document {
    (single { $($(#[doc = $sdoc:literal])* $skey:literal $single:ident: $srow:ty),* $(,)? }
     tables { $($(#[doc = $tdoc:literal])* $tkey:literal $table:ident: $trow:ty),* $(,)? }) => {
        /// One policy file, read.
        #[derive(Debug, Clone, Default)]
        pub struct Document {
            $($(#[doc = $sdoc])* pub $single: Option<$srow>,)*
            $($(#[doc = $tdoc])* pub $table: Rows<$trow>,)*
            /// Rows that stand in the file and could not be read, by path: what rests on them is not missing.
            pub unreadable: std::collections::BTreeSet<Name>,
            /// The words of `policy.rules`, also where the rest of `[policy]` could not be read.
            pub rule_words: Vec<String>,
        }

        impl Document {
            /// Every table with its keys: the reference, and the source of the editor's schema.
            pub const TABLES: &'static [Table] = &[
                $(Table { name: $skey, doc: concat!($($sdoc),*).trim_ascii(), single: true, keys: <$srow>::KEYS },)*
                $(Table { name: $tkey, doc: concat!($($tdoc),*).trim_ascii(), single: false, keys: <$trow>::KEYS },)*
            ];

            pub(crate) fn read(reader: &mut Reader<'_>, file: &DeTable<'_>) -> Self {
                reader.refuse_unknown(file, &["language", $($skey,)* $($tkey),*], "a policy");
                house::read_language(reader, file);
                Self {
                    $($single: single(reader, file, $skey, <$srow>::read_row),)*
                    $($table: table(reader, file, $tkey, <$trow>::read_row),)*
                    unreadable: std::mem::take(&mut reader.unreadable),
                    rule_words: house::rule_words(file),
                }
            }

            /// Every text of the file: its path with the key, its place, and itself.
            pub(crate) fn texts(&self) -> Vec<(String, Span, &Text)> {
                let mut all = Vec::new();
                $(if let Some(row) = &self.$single {
                    all.extend(placed($skey, &row.keys, row.texts_by_key()));
                })*
                $(for (name, row) in &self.$table {
                    all.extend(placed(&path($tkey, name), &row.keys, row.texts_by_key()));
                })*
                all
            }

            /// What every promise of the file states, by its path.
            #[must_use]
            pub fn facts(&self) -> BTreeMap<Name, Facts> {
                let mut all = BTreeMap::new();
                $(if let Some(row) = &self.$single {
                    all.insert(Name::from($skey), row.facts());
                })*
                $(for (name, row) in &self.$table {
                    let mut facts = row.facts();
                    facts.push((read::PUBLICATION[0], Fact::Flag(!row.keys.unpublished)));
                    all.insert(path($tkey, name), facts);
                })*
                all
            }

            /// Every setting that a row names, and where.
            pub(crate) fn settings_named(&self) -> Vec<(Span, &Name)> {
                let mut all: Vec<(Span, &Name)> = Vec::new();
                $(if let Some(row) = &self.$single {
                    all.extend(row.settings_by_key().into_iter().map(|(key, name)| (row.keys.at(key), name)));
                })*
                $(for row in self.$table.values() {
                    all.extend(row.settings_by_key().into_iter().map(|(key, name)| (row.keys.at(key), name)));
                })*
                all
            }

            /// The path of every promise of the file and where it stands.
            #[must_use]
            pub fn paths(&self) -> BTreeMap<Name, RowKeys> {
                let mut paths = BTreeMap::new();
                $(if let Some(row) = &self.$single {
                    paths.insert(Name::from($skey), row.keys.clone());
                })*
                $(for (name, row) in &self.$table {
                    paths.insert(path($tkey, name), row.keys.clone());
                })*
                paths
            }
        }
    };
}

/// Texts of one row with their paths and places.
fn placed<'a>(path: &str, keys: &RowKeys, texts: Vec<(&'static str, &'a Text)>) -> Vec<(String, Span, &'a Text)> {
    texts.into_iter().map(|(key, text)| (format!("{path}.{key}"), keys.at(key), text)).collect()
}

/// The path of row `name` of `table`.
#[must_use]
pub fn path(table: &str, name: &str) -> Name {
    Name::from(format!("{table}.{name}"))
}

document! {
    single {
        /// Which policy this is.
        "policy" policy: Header,
        /// Who answers for it.
        "controller" controller: Controller,
        /// Minors.
        "minors" minors: Minors,
        /// Leaks, tampering and loss.
        "incident" incident: Incident,
        /// How the data is protected.
        "protect" protect: Protect,
        /// Where the data may stand and go.
        "transfer" transfer: Transfer,
    }
    tables {
        /// Kinds of personal data.
        "data" data: Data,
        /// Data items captured together.
        "record" records: RecordRow,
        /// What is never collected or done.
        "never" never: Never,
        /// Things open for a while.
        "activity" activities: Activity,
        /// Who may act for a tenant or for the company.
        "role" roles: Role,
        /// Why data is processed.
        "purpose" purposes: Purpose,
        /// What may be sent to people.
        "message" messages: Message,
        /// Third parties that get data.
        "recipient" recipients: Recipient,
        /// Acts without consent, and releases to no standing recipient.
        "ground" grounds: Ground,
        /// Contracts with recipients.
        "agreement" agreements: Agreement,
        /// From which event, how long, then what.
        "retention" retention: Retention,
        /// By what periods are found.
        "criterion" criteria: Criterion,
        /// What happened.
        "event" events: EventRow,
        /// How long the ledger's entries keep their bodies.
        "log" logs: Log,
        /// Regions that hold data.
        "place" places: Place,
        /// Numbers that the source leaves open.
        "setting" settings: Setting,
        /// What a person can demand.
        "right" rights: Right,
        /// What people are told.
        "notice" notices: Notice,
        /// How changes are announced.
        "change" changes: ChangeNotice,
        /// When a request may be refused.
        "refusal" refusals: RefusalRow,
        /// What is stored on a visitor's device.
        "cookie" cookies: Cookie,
        /// What software decides about people.
        "automated" automated: Automated,
        /// What is worked out of data about people.
        "derived" derived: Derived,
        /// Data that does not come from the person herself.
        "source" sources: Source,
        /// Refusals that outlive the data.
        "suppression" suppressions: Suppression,
        /// What people must do and prove.
        "duty" duties: DutyRow,
        /// What is noticed while it happens.
        "alarm" alarms: AlarmRow,
        /// Where the product meets people.
        "platform" platforms: Platform,
        /// What people are told, and nothing is switched by.
        "statement" statements: Statement,
        /// Where to write.
        "contact" contacts: Contact,
    }
}

fn single<T>(
    reader: &mut Reader<'_>,
    file: &DeTable<'_>,
    key: &str,
    read: fn(&mut Reader<'_>, crate::finding::Span, &DeTable<'_>) -> Option<T>,
) -> Option<T> {
    let (name, value) = file.get_key_value(key)?;
    let Some(row) = value.get_ref().as_table() else {
        reader.expected(value.span(), "a table", value.get_ref());
        return None;
    };
    reader.always_published(row, &format!("[{key}]"));
    let read = read(reader, name.span(), row);
    if read.is_none() {
        reader.unreadable.insert(Name::from(key));
    }
    read
}

fn table<T>(
    reader: &mut Reader<'_>,
    file: &DeTable<'_>,
    key: &str,
    read: fn(&mut Reader<'_>, crate::finding::Span, &DeTable<'_>) -> Option<T>,
) -> Rows<T> {
    let mut rows = Rows::new();
    let Some(value) = file.get(key) else {
        return rows;
    };
    let Some(named) = value.get_ref().as_table() else {
        reader.expected(value.span(), &format!("tables such as [{key}.name]"), value.get_ref());
        return rows;
    };
    for (name, value) in named {
        if !crate::read::is_name(name.get_ref()) {
            let free = |meant: &String| !named.contains_key(meant.as_str());
            let meant = crate::read::ascii_name(name.get_ref()).filter(free).map(|meant| (meant.clone(), meant));
            reader.report(crate::read::not_a_name(name.get_ref(), name.span(), meant));
            continue;
        }
        let Some(row) = value.get_ref().as_table() else {
            reader.expected(value.span(), &format!("a table [{key}.{}]", name.get_ref()), value.get_ref());
            continue;
        };
        let span = name.span();
        reader.publication(row, &name.span());
        let name = Name::from(name.get_ref().as_ref());
        match read(reader, span, row) {
            Some(row) => drop(rows.insert(name, row)),
            None => drop(reader.unreadable.insert(path(key, &name))),
        }
    }
    rows
}
