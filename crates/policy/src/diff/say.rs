//! A fact in the words of the policy file.

use crate::read::Text;
use crate::rows::{Document, Fact, Length};

/// `fact` as a person would write it; a setting is shown with what it comes to in `document`.
pub(super) fn say(fact: &Fact, document: &Document) -> String {
    let each = |facts: &[Fact]| facts.iter().map(|fact| say(fact, document)).collect::<Vec<_>>().join(", ");
    match fact {
        Fact::Absent => String::new(),
        Fact::Flag(flag) => flag.to_string(),
        Fact::Word(word) => (*word).to_owned(),
        Fact::Number(number) => number.to_string(),
        Fact::Name(name) => name.to_string(),
        Fact::Plain(text) => text.clone(),
        Fact::Form(form) => form.as_str().to_owned(),
        Fact::Length(length) => say_length(length, document),
        Fact::Size(size) => size.to_string(),
        Fact::Date(date) => date.to_string(),
        Fact::Text(text) => say_text(text),
        Fact::List(list) => each(list),
        Fact::Map(map) => {
            let pairs = map.iter().map(|(name, fact)| format!("{name} = {}", say(fact, document)));
            pairs.collect::<Vec<_>>().join(", ")
        }
        Fact::Row(facts) => {
            let given = facts.iter().map(|(key, fact)| (key, say(fact, document)));
            let given = given.filter(|(_, said)| !said.is_empty()).map(|(key, said)| format!("{key} {said}"));
            given.collect::<Vec<_>>().join(", ")
        }
    }
}

/// `3 months`; for a setting, `6 months, at most 2 years (setting.visits-kept)`.
pub(super) fn say_length(length: &Length, document: &Document) -> String {
    let Length::Setting(name) = length else {
        return super::length::reach(document, length).map(|reach| reach.default.to_string()).unwrap_or_default();
    };
    match super::length::reach(document, length) {
        Some(reach) => {
            let max = reach.max.filter(|max| *max != reach.default);
            let max = max.map_or_else(String::new, |max| format!(", at most {max}"));
            format!("{}{max} (setting.{name})", reach.default)
        }
        None => format!("setting.{name}"),
    }
}

fn say_text(text: &Text) -> String {
    text.wordings().map(|(_, wording)| wording).collect::<Vec<_>>().join(" / ")
}
