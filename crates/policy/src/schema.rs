//! The language as JSON Schema, for editors: completion, descriptions and first mistakes.
//!
//! Made of the tables that the reader is made of. *Shape*: draft 7, which editors of TOML read; dates are their text.
//!
//! # Limits
//!
//! The schema sees the form of a file. What one row says of another, the law and the texts are for `yinuo check`. An editor
//! shows it a date as text, so it accepts a date in quotes, which the reader refuses.

use crate::reference::Reference;
use crate::rows::{Document, Epsilon, Key, Kind, Language, Size, Word};
use crate::time::Unit;
use serde_json::{Map, Value, json};

/// Lower-case words and numbers joined by `-` or `.`, as [`crate::read::is_name`] wants them.
const NAME: &str = "^[a-z][a-z0-9]*([-.]([a-z][a-z0-9]*|[0-9]+))*$";

/// The schema of a policy file, described in `language`: Chinese, or English.
#[must_use]
pub fn schema(language: Language) -> Value {
    let reference = Reference::of(language);
    let mut properties = Map::new();
    properties.insert(
        "language".to_owned(),
        json!({ "const": 1, "description": reference.doc("file", "language", "The version of this language.") }),
    );
    for table in Document::TABLES {
        let mut row = row(&reference, table.name, "", table.keys);
        let doc = reference.doc(table.name, "*", table.doc);
        let value = if table.single {
            set(&mut row, "description", doc.into());
            row
        } else {
            add_publication(&reference, &mut row);
            json!({ "type": "object", "description": doc, "propertyNames": name(), "additionalProperties": row })
        };
        properties.insert(table.name.to_owned(), value);
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Yinuo",
        "description": reference.doc("file", "*", "A privacy policy: document, enforcement and evidence come from this one file."),
        "type": "object",
        "required": ["language", "policy"],
        "additionalProperties": false,
        "properties": properties,
        "definitions": definitions(),
    })
}

/// Values that stand in many places.
fn definitions() -> Value {
    let text = json!({ "type": "string", "pattern": "\\S" });
    json!({
        "name": name(),
        "text": { "anyOf": [text, {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": false,
            "properties": { "zh-Hans": text, "zh-Hant": text, "en": text },
        }] },
        "period": { "type": "string", "pattern": period() },
        "length": { "anyOf": [{ "$ref": "#/definitions/period" }, { "type": "string", "pattern": "^setting\\..+$" }] },
    })
}

fn name() -> Value {
    json!({ "type": "string", "pattern": NAME, "maxLength": 64 })
}

/// What [`crate::time::Period`] reads, but for its bound.
fn period() -> String {
    let units: Vec<String> =
        Unit::ALL.iter().flat_map(|unit| unit.words()).map(|word| word.replace(' ', "\\s+")).collect();
    format!("^\\s*(at\\s+once|[0-9]+\\s*({}))\\s*$", units.join("|"))
}

fn row(reference: &Reference, table: &str, within: &str, keys: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let path = format!("{within}{}", key.name);
        let mut schema = kind(reference, table, &path, key.kind);
        let doc = reference.doc(table, &path, key.doc);
        // A reference hides what stands beside it from draft 7.
        if schema.get("$ref").is_some() {
            schema = json!({ "allOf": [schema] });
        }
        set(&mut schema, "description", doc.into());
        properties.insert(key.name.to_owned(), schema);
    }
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({ "type": "object", "required": required, "additionalProperties": false, "properties": properties })
}

fn kind(reference: &Reference, table: &str, path: &str, kind: Kind) -> Value {
    match kind {
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Number => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Kind::Plain => json!({ "type": "string" }),
        Kind::Text => json!({ "$ref": "#/definitions/text" }),
        Kind::Name => json!({ "$ref": "#/definitions/name" }),
        Kind::Date => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Kind::Period => json!({ "$ref": "#/definitions/period" }),
        Kind::Length => json!({ "$ref": "#/definitions/length" }),
        Kind::Size => json!({ "type": "string", "pattern": Size::PATTERN }),
        Kind::Decimal => json!({ "type": "string", "pattern": Epsilon::PATTERN }),
        Kind::Word(words) => word(reference, words),
        Kind::List(of) => json!({ "type": "array", "items": self::kind(reference, table, path, *of) }),
        Kind::Map(of) => {
            json!({ "type": "object", "additionalProperties": self::kind(reference, table, path, *of) })
        }
        Kind::Row(keys) => row(reference, table, &format!("{path}."), keys),
    }
}

fn word(reference: &Reference, words: &[Word]) -> Value {
    let known: Vec<&str> = words.iter().map(|word| word.word).collect();
    let docs: Vec<&str> = words.iter().map(|word| reference.doc("words", word.word, word.doc)).collect();
    json!({ "type": "string", "enum": known, "x-taplo": { "docs": { "enumValues": docs } } })
}

/// Every row of a table can be left out of the document.
fn add_publication(reference: &Reference, row: &mut Value) {
    let published = reference.doc("file", "published", "With false the row holds, and is left out of the document.");
    let because = reference.doc("file", "unpublished-because", "Why it is left out.");
    if let Some(properties) = row.get_mut("properties") {
        set(properties, "published", json!({ "type": "boolean", "description": published }));
        let text = json!({ "allOf": [{ "$ref": "#/definitions/text" }], "description": because });
        set(properties, "unpublished-because", text);
    }
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}
