//! Values on their way in: text, a file in base64, or a list; kept out of every log and message.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use yinuo::life::Personal;

/// Values by item, in the order given; an item with a list, or given twice, is a batch.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values(pub Vec<(String, Personal)>);

/// One value: text, or `{"base64": "…"}` for bytes.
#[derive(Debug, Clone)]
pub(crate) struct Value(pub Personal);

/// One value or several.
struct Several(Vec<Personal>);

const EXPECTED: &str = "a string, or `{\"base64\": \"…\"}`";

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByItem;
        impl<'de> Visitor<'de> for ByItem {
            type Value = Values;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("values by item")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
                let mut values = Vec::new();
                while let Some((item, several)) = map.next_entry::<String, Several>()? {
                    values.extend(several.0.into_iter().map(|value| (item.clone(), value)));
                }
                Ok(Values(values))
            }
        }
        deserializer.deserialize_map(ByItem)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;
        impl<'de> Visitor<'de> for One {
            type Value = Value;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
                Ok(Value(Personal::from(text)))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
                bytes(map).map(Value)
            }
        }
        deserializer.deserialize_any(One)
    }
}

impl<'de> Deserialize<'de> for Several {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Several;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{EXPECTED}, or a list of them")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Several, E> {
                Ok(Several(vec![Personal::from(text)]))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Several, A::Error> {
                Ok(Several(vec![bytes(map)?]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Several, A::Error> {
                let mut values = Vec::new();
                while let Some(Value(value)) = list.next_element()? {
                    values.push(value);
                }
                Ok(Several(values))
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

fn bytes<'de, A: MapAccess<'de>>(mut map: A) -> Result<Personal, A::Error> {
    let wrong = || A::Error::custom(format!("expected {EXPECTED}"));
    let (Some((key, text)), None) = (map.next_entry::<String, String>()?, map.next_key::<String>()?) else {
        return Err(wrong());
    };
    let decoded = STANDARD.decode(&text).ok().filter(|_| key == "base64");
    decoded.map(Personal::new).ok_or_else(wrong)
}

/// An instant, without a word about what came instead.
pub(crate) fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<jiff::Timestamp>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    let wrong = |_| D::Error::custom("expected an instant such as 2026-05-20T09:00:00Z");
    text.map(|text| text.parse().map_err(wrong)).transpose()
}

/// A calendar day, without a word about what came instead.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<jiff::civil::Date>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    let wrong = |_| D::Error::custom("expected a day such as 2010-01-31");
    text.map(|text| text.parse().map_err(wrong)).transpose()
}

/// A value on its way out, in the form that a decision allowed: text, or bytes in base64.
pub(crate) fn shown(value: &Personal) -> (Option<String>, Option<String>) {
    match value.expose_text() {
        Some(text) => (Some(text.to_owned()), None),
        None => (None, Some(STANDARD.encode(value.expose()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_repeated_keys_are_batches() {
        let read = |text: &str| serde_json::from_str::<Values>(text);
        let values = read(r#"{"a": "1", "b": ["2", "3"], "a": "4", "c": {"base64": "/w=="}}"#).unwrap().0;
        let items: Vec<&str> = values.iter().map(|(item, _)| item.as_str()).collect();
        assert_eq!(items, ["a", "b", "b", "a", "c"]);
        assert_eq!(values[4].1.expose(), [0xff]);
        for bad in
            [r#"{"a": 1}"#, r#"{"a": null}"#, r#"{"a": [["1"]]}"#, r#"{"a": {"base64": "!"}}"#, r#"{"a": {}}"#, "[]"]
        {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
