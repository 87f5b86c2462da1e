//! What becomes of one value, by the way in which it counts.

use super::effect::{self, Effect};
use super::length;
use super::same;
use super::say::say;
use super::way::{Absent, Turn, Way};
use crate::Name;
use crate::read::Text;
use crate::rows::{Document, Fact, Length};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The two policies.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) old: &'a Document,
    pub(super) new: &'a Document,
}

/// The effect of `old` becoming `new`; nothing where nothing changed.
pub(super) fn effect(way: Way, old: &Fact, new: &Fact, sides: Sides<'_>) -> Option<Effect> {
    let meant = match way {
        Way::Words => words(old, new),
        Way::Neutral => same_meaning(old, new, sides).unwrap_or(Some(Effect::Changed)),
        Way::Sequence => (old != new).then_some(Effect::Changed),
        Way::Presence(turn) => presence(turn, old, new, sides),
        Way::Amount(turn, absent) => turn.of(amount(old, new, absent, sides)),
        Way::Only(turn) => turn.of(only(old, new, sides)),
        Way::Caps => caps(old, new),
        Way::Floors => caps(new, old),
        Way::Order(order, absent) => ordered(order, absent, old, new),
        Way::Best(best) => better(best, old, new),
        Way::Country => country(old, new, sides),
        Way::Event => event(old, new),
    };
    // Whatever is written otherwise is seen, even where it says the same.
    meant.or_else(|| (old != new).then_some(Effect::Reworded))
}

fn words(old: &Fact, new: &Fact) -> Option<Effect> {
    let same_count = match (old, new) {
        (Fact::List(old), Fact::List(new)) => old.len() == new.len(),
        (Fact::Absent, _) | (_, Fact::Absent) => false,
        _ => true,
    };
    (old != new).then_some(if same_count { Effect::Reworded } else { Effect::Changed })
}

/// `Some(None)` where both say the same; nothing where they do not.
fn same_meaning(old: &Fact, new: &Fact, sides: Sides<'_>) -> Option<Option<Effect>> {
    let same = match (old, new) {
        (Fact::Length(old), Fact::Length(new)) => lengths(old, new, sides).is_none(),
        // A name with a space more is the same name.
        (Fact::Text(old), Fact::Text(new)) => same::says_the_same(old, new),
        (Fact::List(_), Fact::List(_)) => {
            let (gained, lost) = differences(old, new, sides);
            gained.is_empty() && lost.is_empty()
        }
        _ => old == new,
    };
    same.then_some(None)
}

fn presence(turn: Turn, old: &Fact, new: &Fact, sides: Sides<'_>) -> Option<Effect> {
    match (old, new) {
        (Fact::Absent, Fact::Absent) => None,
        (Fact::Absent, _) => turn.of(Some(Effect::Widened)),
        (_, Fact::Absent) => turn.of(Some(Effect::Narrowed)),
        _ => same_meaning(old, new, sides).unwrap_or(Some(Effect::Changed)),
    }
}

/// The effect where more widens.
fn amount(old: &Fact, new: &Fact, absent: Absent, sides: Sides<'_>) -> Option<Effect> {
    match (old, new) {
        (Fact::Absent, Fact::Absent) => None,
        (Fact::Absent, _) => Some(absent.becomes_given()),
        (_, Fact::Absent) => Some(absent.becomes_given().reversed()),
        (Fact::Flag(old), Fact::Flag(new)) => Effect::of_more(new.cmp(old)),
        (Fact::Number(old), Fact::Number(new)) => Effect::of_more(new.cmp(old)),
        (Fact::Size(old), Fact::Size(new)) => Effect::of_more(new.cmp(old)),
        (Fact::Form(old), Fact::Form(new)) => Effect::of_more(new.cmp(old)),
        (Fact::Length(old), Fact::Length(new)) => lengths(old, new, sides),
        (Fact::List(_), Fact::List(_)) => {
            let (gained, lost) = differences(old, new, sides);
            // One sentence for another is another promise: nobody can say that both mean the same.
            by_difference(!gained.is_empty(), !lost.is_empty())
        }
        (Fact::Map(old), Fact::Map(new)) => maps(old, new, sides),
        _ => same_meaning(old, new, sides).unwrap_or(Some(Effect::Changed)),
    }
}

fn by_difference(gained: bool, lost: bool) -> Option<Effect> {
    let gained = gained.then_some(Effect::Widened);
    effect::all(gained.into_iter().chain(lost.then_some(Effect::Narrowed)))
}

/// Item by item: a new one widens, and so does more of the same.
fn maps(old: &BTreeMap<Name, Fact>, new: &BTreeMap<Name, Fact>, sides: Sides<'_>) -> Option<Effect> {
    let names: BTreeSet<&Name> = old.keys().chain(new.keys()).collect();
    let of = |name: &Name| match (old.get(name), new.get(name)) {
        (None, Some(_)) => Some(Effect::Widened),
        (Some(_), None) => Some(Effect::Narrowed),
        (Some(old), Some(new)) => amount(old, new, Absent::None, sides),
        (None, None) => None,
    };
    effect::all(names.into_iter().filter_map(of))
}

/// The effect where longer widens; nothing where both are as long.
fn lengths(old: &Length, new: &Length, sides: Sides<'_>) -> Option<Effect> {
    match (length::reach(sides.old, old), length::reach(sides.new, new)) {
        (Some(old), Some(new)) => length::effect(&old, &new),
        (None, None) if old == new => None,
        _ => Some(Effect::Changed),
    }
}

/// A list of what alone is allowed: an empty one allows everything.
fn only(old: &Fact, new: &Fact, sides: Sides<'_>) -> Option<Effect> {
    let (Fact::List(before), Fact::List(after)) = (old, new) else {
        return amount(old, new, Absent::Endless, sides);
    };
    match (before.is_empty(), after.is_empty()) {
        (true, false) => Some(Effect::Narrowed),
        (false, true) => Some(Effect::Widened),
        _ => amount(old, new, Absent::Endless, sides),
    }
}

/// The most of each: what is not listed has no bound.
fn caps(old: &Fact, new: &Fact) -> Option<Effect> {
    let (Fact::Map(old), Fact::Map(new)) = (old, new) else {
        return (old != new).then_some(Effect::Changed);
    };
    let names: BTreeSet<&Name> = old.keys().chain(new.keys()).collect();
    let of = |name: &Name| match (old.get(name), new.get(name)) {
        (None, Some(_)) => Some(Effect::Narrowed),
        (Some(_), None) => Some(Effect::Widened),
        (Some(Fact::Number(old)), Some(Fact::Number(new))) => Effect::of_more(new.cmp(old)),
        (old, new) => (old != new).then_some(Effect::Changed),
    };
    effect::all(names.into_iter().filter_map(of))
}

fn word(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Word(word) => Some(word),
        Fact::Name(name) => Some(name),
        Fact::Plain(text) => Some(text),
        _ => None,
    }
}

/// Words from the one that protects most to the one that allows most.
fn ordered(order: &[&str], absent: &str, old: &Fact, new: &Fact) -> Option<Effect> {
    let place = |fact: &Fact| {
        let word = word(fact).unwrap_or(absent);
        order.iter().position(|known| *known == word)
    };
    match (place(old), place(new)) {
        (Some(old), Some(new)) => Effect::of_more(new.cmp(&old)),
        _ => (old != new).then_some(Effect::Changed),
    }
}

/// One word protects; the others cannot be weighed against each other.
fn better(best: &str, old: &Fact, new: &Fact) -> Option<Effect> {
    match (word(old) == Some(best), word(new) == Some(best)) {
        (true, true) => None,
        (true, false) => Some(Effect::Widened),
        (false, true) => Some(Effect::Narrowed),
        (false, false) => (old != new).then_some(Effect::Changed),
    }
}

/// To leave the controller's country widens.
fn country(old: &Fact, new: &Fact, sides: Sides<'_>) -> Option<Effect> {
    if old == new {
        return None;
    }
    let home = |document: &Document| document.controller.as_ref().map(|row| row.country.clone());
    let home = home(sides.old).filter(|one| home(sides.new).is_none_or(|other| *one == other));
    let far = |fact: &Fact| match word(fact) {
        Some(word) if Some(word) == home.as_deref() => Some(0),
        Some("global") => Some(2),
        Some(_) if home.is_some() => Some(1),
        _ => None,
    };
    let nearer = far(old).zip(far(new)).map(|(old, new)| new.cmp(&old));
    Some(nearer.and_then(Effect::of_more).unwrap_or(Effect::Changed))
}

/// Events of which one always comes before the next.
const EVENTS_IN_ORDER: &[&str] =
    &["account.opened", "record.created", "activity.closed", "account.cancelled", "tenant.cancelled"];

/// A rule that counts from a later event keeps longer.
fn event(old: &Fact, new: &Fact) -> Option<Effect> {
    if old == new {
        return None;
    }
    let place = |fact: &Fact| EVENTS_IN_ORDER.iter().position(|event| word(fact) == Some(event));
    // A record comes before whatever happens to it.
    let created = EVENTS_IN_ORDER.iter().position(|event| *event == crate::RECORD_CREATED);
    let ordering = match (place(old), place(new)) {
        (Some(old), Some(new)) => Some(new.cmp(&old)),
        (Some(old), None) if Some(old) <= created => Some(Ordering::Greater),
        (None, Some(new)) if Some(new) <= created => Some(Ordering::Less),
        _ => None,
    };
    Some(ordering.and_then(Effect::of_more).unwrap_or(Effect::Changed))
}

/// An element of a list that the other list has not, as a person would write it.
type Element = String;

/// What `new` has and `old` has not, and the other way round; for lists and maps.
pub(super) fn differences(old: &Fact, new: &Fact, sides: Sides<'_>) -> (Vec<Element>, Vec<Element>) {
    let languages = same::languages(&texts(old), &texts(new));
    let (before, after) = (elements(old, sides.old, &languages), elements(new, sides.new, &languages));
    let without = |these: &[(Meant, Element)], those: &[(Meant, Element)]| {
        let those: BTreeSet<&Meant> = those.iter().map(|(meant, _)| meant).collect();
        these.iter().filter(|(meant, _)| !those.contains(meant)).map(|(_, said)| said.clone()).collect()
    };
    (without(&after, &before), without(&before, &after))
}

/// What an element says, by which it is known in the other list.
type Meant = Vec<Option<String>>;

fn texts(fact: &Fact) -> Vec<&Text> {
    let list = if let Fact::List(list) = fact { list.as_slice() } else { &[] };
    list.iter().filter_map(|one| if let Fact::Text(text) = one { Some(text) } else { None }).collect()
}

fn elements(fact: &Fact, document: &Document, languages: &BTreeSet<&str>) -> Vec<(Meant, Element)> {
    let element = |fact: &Fact| match fact {
        Fact::Text(text) => (same::said(text, languages), say(fact, document)),
        _ => (vec![Some(say(fact, document))], say(fact, document)),
    };
    match fact {
        Fact::List(list) => list.iter().map(element).collect(),
        Fact::Map(map) => {
            let said = map.iter().map(|(name, fact)| format!("{name} = {}", say(fact, document)));
            said.map(|said| (vec![Some(said.clone())], said)).collect()
        }
        _ => Vec::new(),
    }
}
