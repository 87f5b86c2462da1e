//! A whole policy in which one row at a time says something else, without reading the rest again. The row then stands first in the
//! order of its table.

use super::{Leaf, value_at};
use policy::rows::Document;
use toml::{Table, Value};

/// A policy as it stands, and as it is read.
#[derive(Clone)]
pub struct Whole {
    pub table: Table,
    pub document: Document,
}

/// Declares the exchange of rows. A table that is forgotten here is not exchanged, and its changes are not seen.
macro_rules! exchange {
    ($($single:ident)* ; $($table:ident)*) => {
        /// Puts the rows of `rows` into `document`; answers those that stood there.
        fn exchange(document: &mut Document, rows: Document) -> Document {
            let mut before = Document::default();
            $(if let Some(row) = rows.$single { before.$single = document.$single.replace(row); })*
            $(for (name, row) in rows.$table {
                let old = document.$table.insert(name.clone(), row).expect("the row was there");
                before.$table.insert(name, old);
            })*
            before
        }
    };
}

exchange! {
    policy controller minors incident protect transfer;
    data records never activities roles purposes messages recipients grounds agreements retention criteria events logs places settings
    rights notices changes refusals cookies automated derived sources suppressions duties alarms platforms statements contacts
}

impl Whole {
    pub fn of(text: &str) -> Self {
        let table: Table = text.parse().expect("a policy of this test is TOML");
        let document = super::read_text(text).expect("the policy reads");
        Self { table, document }
    }

    /// Reads another value at `leaf`, the first of those that `others` gives that reads; answers the row that stood there. The
    /// table stays as it is.
    pub fn change(&mut self, leaf: &Leaf, others: &dyn Fn(&Value) -> Vec<Value>) -> Option<Document> {
        let old = value_at(&mut self.table, leaf).clone();
        let read = others(&old).into_iter().filter(|other| *other != old).find_map(|other| {
            *value_at(&mut self.table, leaf) = other;
            self.read_row(leaf)
        });
        *value_at(&mut self.table, leaf) = old;
        Some(exchange(&mut self.document, read?))
    }

    /// Writes `value` at `leaf`, where it must read.
    pub fn write(&mut self, leaf: &Leaf, value: &str) {
        *value_at(&mut self.table, leaf) = Value::String(value.to_owned());
        let read = self.read_row(leaf).unwrap_or_else(|| panic!("{leaf:?} does not read as {value}"));
        let _before = exchange(&mut self.document, read);
    }

    /// Takes the change back that answered `before`.
    pub fn restore(&mut self, before: Document) {
        let _changed = exchange(&mut self.document, before);
    }

    /// The row of `leaf`, read as a file of its own.
    fn read_row(&self, leaf: &Leaf) -> Option<Document> {
        let first = leaf.key(0).expect("a file is a table");
        let rows = self.table.get(first).expect("the way was walked");
        let row = match leaf.key(1) {
            Some(name) if !leaf.is_single() => {
                let row = rows.get(name).expect("the way was walked");
                Value::Table(Table::from_iter([(name.to_owned(), row.clone())]))
            }
            _ => rows.clone(),
        };
        let file = Table::from_iter([("language".to_owned(), Value::Integer(1)), (first.to_owned(), row)]);
        super::read(&file)
    }
}
