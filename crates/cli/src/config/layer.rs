//! One layer of the configuration: what a file, the environment or the flags give.

use super::keys::{self, Kind};
use policy::Finding;
use policy::finding::Span;
use policy::read::nearest;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// Where a value was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the file.
    File(Span),
    /// In a variable of the environment.
    Environment(String),
    /// As a flag.
    Flag(&'static str),
}

/// A value of a key.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, or a path.
    Text(String),
    /// Paths.
    List(Vec<String>),
    /// True or false.
    Truth(bool),
}

/// A value may be a secret: it is never shown.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value(…)")
    }
}

/// Values with their origin, by the dotted path of their key. A later layer wins over an earlier one.
pub type Layer = BTreeMap<String, (Value, Origin)>;

/// A fault of a value, at its place if it has one.
pub fn fault(origin: &Origin, code: &'static str, headline: &str) -> Finding {
    match origin {
        Origin::File(span) => Finding::error(code, span.clone(), headline),
        Origin::Environment(name) => Finding::error(code, 0..0, format!("`{name}` in the environment: {headline}")),
        Origin::Flag(name) => Finding::error(code, 0..0, format!("`{name}`: {headline}")),
    }
}

/// Reads a file's layer, with every fault.
pub fn of_text(text: &str, findings: &mut Vec<Finding>) -> Layer {
    let (table, faults) = DeTable::parse_recoverable(text);
    for fault in &faults {
        let headline = fault.message().trim_end_matches('.').to_owned();
        findings.push(Finding::error("config/syntax", fault.span().unwrap_or(0..0), headline));
    }
    let mut layer = Layer::new();
    let mut path = Vec::new();
    walk(table.get_ref(), &mut path, &mut layer, findings);
    layer
}

fn walk(table: &DeTable<'_>, path: &mut Vec<String>, layer: &mut Layer, findings: &mut Vec<Finding>) {
    for (key, value) in table {
        path.push(key.get_ref().to_string());
        let (kind, is_table) = (keys::kind(path), keys::is_table(path));
        match (value.get_ref(), kind) {
            (DeValue::Table(below), _) if is_table => walk(below, path, layer, findings),
            (_, None) if !is_table => findings.push(unknown(path, key.span())),
            (value_of, kind) => match kind.and_then(|kind| read(value_of, kind)) {
                Some(read) => {
                    layer.insert(path.join("."), (read, Origin::File(value.span())));
                }
                None => {
                    let expected = kind.map_or("a table", Kind::expected);
                    let headline = format!("expected {expected} as `{}`", path.join("."));
                    findings.push(Finding::error("config/type", value.span(), headline));
                }
            },
        }
        path.pop();
    }
}

fn read(value: &DeValue<'_>, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Text | Kind::Path => value.as_str().map(|text| Value::Text(text.to_owned())),
        Kind::Truth => value.as_bool().map(Value::Truth),
        Kind::Count => value.as_integer().and_then(|number| count(number.as_str())),
        Kind::Paths | Kind::Networks => {
            let list = value.as_array()?.iter().map(|one| one.get_ref().as_str().map(str::to_owned));
            list.collect::<Option<Vec<_>>>().map(Value::List)
        }
    }
}

fn unknown(path: &[String], span: Span) -> Finding {
    let (name, above) = path.split_last().map_or(("", path), |(name, above)| (name.as_str(), above));
    let known = keys::below(above);
    let help = nearest(name, known.iter().copied())
        .map_or_else(|| format!("known here: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    Finding::error("config/unknown-key", span, format!("unknown key `{name}`"))
        .seen("not a key of the configuration")
        .help(help)
}

/// Reads the layer of variables that begin with `YINUO_`, with every fault.
pub fn of_environment(variables: &[(String, String)], findings: &mut Vec<Finding>) -> Layer {
    let mut layer = Layer::new();
    for (name, text) in variables {
        let Some(rest) = name.strip_prefix("YINUO_") else { continue };
        let path: Vec<String> = rest.split("__").map(|part| part.to_lowercase().replace('_', "-")).collect();
        let origin = Origin::Environment(name.clone());
        let value = keys::kind(&path).map(|kind| (kind, of_word(text, kind)));
        match value {
            Some((_, Some(value))) => {
                layer.insert(path.join("."), (value, origin));
            }
            Some((kind, None)) => {
                findings.push(fault(&origin, "config/type", &format!("expected {}", kind.expected())));
            }
            None => {
                let mut finding = fault(&origin, "config/unknown-key", "no key of the configuration is called this");
                finding.help =
                    unknown(&path, 0..0).help.map(|help| format!("{help} (in capitals, `__` between tables)"));
                findings.push(finding);
            }
        }
    }
    layer
}

/// The number, as text again once it is known to be one.
fn count(text: &str) -> Option<Value> {
    text.parse::<std::num::NonZeroU16>().ok().map(|count| Value::Text(count.to_string()))
}

fn of_word(text: &str, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Text | Kind::Path => Some(Value::Text(text.to_owned())),
        Kind::Truth => text.parse().ok().map(Value::Truth),
        Kind::Count => count(text),
        Kind::Networks => Some(Value::List(text.split(',').map(|network| network.trim().to_owned()).collect())),
        Kind::Paths => Some(Value::List(std::env::split_paths(text).map(|path| path.display().to_string()).collect())),
    }
}
