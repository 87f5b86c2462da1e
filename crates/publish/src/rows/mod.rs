//! One function per table of the language: from a row to its paragraph.

pub(crate) mod data;
pub(crate) mod decided;
pub(crate) mod house;
pub(crate) mod keeping;
pub(crate) mod people;
pub(crate) mod retention;
mod said;
pub(crate) mod sharing;
pub(crate) mod told;
pub(crate) mod using;

use crate::paragraph::Paragraph;
use crate::phrases::{Kind, patterns as p};
use crate::rich::Rich;
use crate::writer::Writer;
use policy::read::RowKeys;
use policy::rows::{Rows, path};
use policy::{Form, Name};
use said::Said;
use std::collections::BTreeMap;

/// The rows that the document shows, in the order of the file.
pub(crate) fn published<T>(rows: &Rows<T>, keys: fn(&T) -> &RowKeys) -> Vec<(&Name, &T)> {
    let mut in_order: Vec<_> = rows.iter().filter(|(_, row)| !keys(row).unpublished).collect();
    in_order.sort_by_key(|(_, row)| keys(row).row.start);
    in_order
}

/// A paragraph for each row of `table`, in the order of the file, which is the author's.
pub(crate) fn each<T>(
    table: &str,
    rows: &Rows<T>,
    keys: fn(&T) -> &RowKeys,
    write: impl Fn(Name, &T) -> Paragraph,
) -> Vec<Paragraph> {
    published(rows, keys).into_iter().map(|(name, row)| write(path(table, name), row)).collect()
}

/// Data items by the form in which they come out, with the words of `kind` for it: `Used in full: a, b. Used partly
/// hidden: c.`
pub(crate) fn by_form(writer: &Writer<'_>, kind: Kind, forms: &BTreeMap<Name, Form>) -> Vec<Rich> {
    let mut grouped: BTreeMap<Form, Vec<&Name>> = BTreeMap::new();
    for (item, form) in forms {
        grouped.entry(*form).or_default().push(item);
    }
    let sentence = |(form, items): (Form, Vec<&Name>)| {
        let head = writer.word(kind, form.as_str());
        writer.say(p::READS, &[("form", head), ("items", writer.labels("data", items))])
    };
    grouped.into_iter().rev().map(sentence).collect()
}
