//! Which way each key of the language counts, and why its change matters: one line for each.
//!
//! A key that has no line here is compared by its kind, and its change is material: the unknown is not called harmless.
//!
//! Of texts, those are words (`Way::Words`) that name or explain what other keys promise: the label of a role, a record or a
//! contract, a note, the evidence of a duty. Those are guarded (`GUARD`) that are the promise: the label of a purpose is the
//! purpose that people agreed to, that of a data item the kind of data that they were told of, that of a right what they can
//! demand; how, why, under which law and on what condition something is done stands nowhere else.

use super::effect::Effect;
use super::matter::Matter;
use super::way::{Absent, Rule, Turn, Way};
use crate::read::PUBLICATION;
use crate::rows::Fact;

const GUARD: Way = Way::Presence(Turn::Narrows);
const GRANT: Way = Way::Presence(Turn::Widens);
const MORE: Way = Way::Amount(Turn::Widens, Absent::None);
const LESS: Way = Way::Amount(Turn::Narrows, Absent::None);
/// More widens, and what is not given has no bound: a deadline that goes is no deadline.
const ENDLESS: Way = Way::Amount(Turn::Widens, Absent::Endless);
const ONLY: Way = Way::Only(Turn::Widens);
const SPARES: Way = Way::Only(Turn::Narrows);

/// Declares the lines.
macro_rules! ways {
    ($($table:literal { $($($key:literal)|+ => $way:expr $(, $matter:ident)?;)+ })+) => {
        /// The rule of `key` in `table`; a row within a row is the table `table.key`.
        pub(super) fn listed(table: &str, key: &str) -> Option<Rule> {
            match table {
                // That a row stands in the document: of every table.
                _ if key == PUBLICATION[0] => Some(Rule { way: LESS, matter: Some(Matter::Notice) }),
                $($table => match key {
                    $($($key)|+ => Some(Rule { way: $way, matter: ways!(@ $($matter)?) }),)+
                    _ => None,
                },)+
                _ => None,
            }
        }
    };
    (@) => { None };
    (@ $matter:ident) => { Some(Matter::$matter) };
}

ways! {
    "policy" {
        "id" | "audience" => Way::Neutral, Owner;
        "name" | "version" | "updated" | "effective" | "about" => Way::Words;
        "scope" => Way::Neutral, Owner;
        "terms" => Way::Words;
        "people" => Way::Neutral;
        "languages" => Way::Sequence;
        "rules" => LESS, Rights;
        "time-zone" => Way::Neutral, Clock;
        "accepted-by" => Way::Order(&["explicit-act", "use"], "explicit-act"), Purpose;
    }
    "controller" {
        "name" | "joint" => Way::Neutral, Owner;
        "also-called" => Way::Words;
        "registration" => Way::Neutral;
        "address" | "postcode" | "phone" | "representative" | "representative-eu" => Way::Neutral, Contact;
        "arrangement" => GUARD, Owner;
        "country" => Way::Neutral, Owner;
    }
    "contact" {
        "label" => Way::Words;
        "email" | "phone" | "post" | "page" => GUARD, Contact;
        "for" => LESS, Contact;
        "by" => Way::Neutral;
        "within" => ENDLESS, Rights;
    }
    "setting" { "label" => Way::Words; }
    "platform" {
        "label" | "note" => Way::Words;
        "kind" | "url" => Way::Neutral;
        "foreign" => MORE, Owner;
    }
    "statement" {
        "label" => Way::Words;
        "topic" | "beside" => Way::Neutral;
    }
    "data" {
        "label" => GUARD, Category;
        "necessity" => GUARD, Sensitive;
        "class" | "shape" => Way::Neutral, Category;
        "sensitive" | "harms" => LESS, Sensitive;
        "kinds" => ONLY, Category;
        "at-most" => ENDLESS, Category;
        "keep" => Way::Order(&["hashed", "sealed", "open"], "sealed"), Safeguard;
        "find" => GRANT, Method;
        "drawn" => Way::Neutral, Safeguard;
        "former" => GUARD, Safeguard;
    }
    "data.drawn" {
        "digits" | "window" => LESS, Safeguard;
        "uses" | "tries" | "draws" => MORE, Safeguard;
    }
    "record" {
        "label" => Way::Words;
        "holds" => MORE, Category;
        "optional" => LESS, Category;
        "holder" => Way::Neutral, Owner;
        "category" => Way::Neutral, Category;
        "derived-from" => MORE, Method;
        "single" => LESS, Retention;
    }
    "derived" {
        "label" | "note" => Way::Words;
        "from" => MORE, Category;
        "by" => Way::Order(&["aggregate", "anonymise", "de-identify"], ""), Method;
        "how" => Way::Neutral, Method;
        "bands" => Way::Neutral, Method;
        "groups" => Way::Neutral, Method;
        "noise" => GUARD, Safeguard;
        "group" => LESS, Safeguard;
        "within" => ENDLESS, Safeguard;
        "counts" => Way::Neutral, Method;
        "for" => MORE, Purpose;
    }
    "derived.noise" {
        "epsilon" | "budget" => Way::Neutral, Safeguard;
        "per" => LESS, Safeguard;
        "at-most" => MORE, Safeguard;
    }
    "source" {
        "label" => GUARD, Category;
        "gives" => MORE, Category;
        "for" => MORE, Purpose;
        "condition" => GUARD, Purpose;
        "told-within" => ENDLESS, Rights;
    }
    "never" {
        "label" => GUARD, Prohibition;
        "classes" | "names" | "purposes" | "origins" | "batches" => LESS, Prohibition;
        "items" => SPARES, Prohibition;
    }
    "activity" {
        "label" => GUARD, Method;
        "opened-by" => Way::Neutral, Method;
        "takes" => Way::Caps, Category;
        "closes-after" => ENDLESS, Method;
    }
    "role" {
        "label" => Way::Words;
        "of" => Way::Neutral, Method;
        "administers" | "cleared" => MORE, Method;
    }
    "purpose" {
        "label" | "law" => GUARD, Purpose;
        "function" => Way::Order(&["additional", "basic"], ""), Purpose;
        "basis" => Way::Best("consent"), Purpose;
        "consent" => Way::Order(&["written", "separate", "general"], ""), Purpose;
        "permission" | "during" | "method" => GUARD, Method;
        "platforms" | "occasions" => ONLY, Method;
        "collects" => MORE, Category;
        "reads" => MORE, Category;
        "by" => MORE, Method;
        "opens-account" => Way::Neutral, Method;
        "outlives-account" => MORE, Retention;
        "ends" => LESS, Retention;
        "each" => GUARD, Category;
        "without" => GUARD, Rights;
        "impact" => GUARD, Sensitive;
    }
    "automated" {
        "label" | "logic" | "effect" => GUARD, Automated;
        "purpose" => Way::Neutral, Purpose;
        "uses" => MORE, Category;
        "major" => MORE, Automated;
        "opt-out" | "appeal" => GUARD, Automated;
        "within" => ENDLESS, Rights;
    }
    "cookie" {
        "label" => GUARD, Purpose;
        "without" => GUARD, Rights;
        "kind" => Way::Order(&["essential", "functional", "analytics", "advertising"], ""), Purpose;
        "names" => MORE, Category;
        "by" => Way::Neutral, Recipient;
        "recipient" => GRANT, Recipient;
        "purpose" => GUARD, Purpose;
        "life" => ENDLESS, Retention;
        "session" => LESS, Retention;
    }
    "message" {
        "label" => GUARD, Method;
        "purpose" => Way::Neutral, Purpose;
        "channels" => MORE, Method;
        "stop" => GUARD, Rights;
    }
    "recipient" {
        "name" | "legal-name" => Way::Neutral, Recipient;
        "contact" => Way::Neutral, Recipient;
        "kind" | "connector" | "policy-url" | "people" => Way::Neutral;
        "product" | "scene" | "method" => GUARD, Recipient;
        "note" => Way::Words;
        "behind" => MORE, Recipient;
        "role" => Way::Order(&["processor", "controller"], ""), Recipient;
        "country" => Way::Country, Abroad;
        "for" => MORE, Purpose;
        "receives" => MORE, Recipient;
        "transfer-basis" => GUARD, Abroad;
        "agreement" => GUARD, Recipient;
        "erases-within" => ENDLESS, Retention;
        "keeps-by-law" => ENDLESS, Retention;
        "contract-end" => GUARD, Retention;
        "minors" => MORE, Minors;
        "inside" => GUARD, Recipient;
    }
    "recipient.inside" {
        "by" => Way::Neutral, Safeguard;
        "for" => ENDLESS, Safeguard;
        "people" => MORE, Safeguard;
    }
    "agreement" {
        "label" => Way::Words;
        "terms" => LESS, Recipient;
        "remind" => LESS;
    }
    "ground" {
        "label" | "law" => GUARD, Recipient;
        "allows" => MORE, Recipient;
        "covers" => ONLY, Category;
        "needs" => LESS, Recipient;
        "approved-by" | "limit" | "only-for" => GUARD, Recipient;
        "for" | "review" => ENDLESS, Recipient;
    }
    "retention" {
        "covers" => MORE, Retention;
        "from" => Way::Event, Retention;
        "within" | "for" => ENDLESS, Retention;
        "counted" => Way::Order(&["from the instant", "days", "from next month", "from next year"], "from the instant"), Retention;
        "then" => Way::Order(&["erase", "anonymise", "restrict"], ""), Retention;
        "into" => Way::Neutral, Retention;
        "basis" | "criterion" => GUARD, Retention;
        "note" => Way::Words;
        "survives" | "extends" | "needed-for" => MORE, Retention;
        "found-by" => Way::Neutral, Retention;
        "sooner" => LESS, Retention;
        "unless" => GRANT, Retention;
        "longer-by" => MORE, Retention;
        "only-for" => GUARD, Retention;
    }
    "retention.sooner" {
        "from" => Way::Event, Retention;
        "within" | "for" => ENDLESS, Retention;
        "unless" => GRANT, Retention;
    }
    "criterion" {
        "label" => GUARD, Retention;
    }
    "suppression" {
        "label" => GUARD, Rights;
        "of" | "from" => Way::Neutral, Category;
        "for" => LESS, Rights;
    }
    "event" {
        "label" => GUARD, Retention;
        "of" => Way::Neutral, Retention;
    }
    "log" {
        "label" => Way::Words;
        "of" => MORE, Category;
        "for" => MORE, Retention;
    }
    "duty" {
        "label" => GUARD, Safeguard;
        "evidence" | "law" => Way::Words;
        "every" => ENDLESS, Safeguard;
        "owner" => Way::Neutral;
        "each" | "needs" => LESS, Safeguard;
        "one-of" => MORE, Safeguard;
        "per" => GUARD, Safeguard;
    }
    "alarm" {
        "label" => GUARD, Safeguard;
        "of" | "duty" => Way::Neutral, Safeguard;
        "at" => MORE, Safeguard;
        "within" | "locks" => LESS, Safeguard;
    }
    "place" {
        "label" => Way::Words;
        "region" => Way::Neutral;
        "country" => Way::Country, Abroad;
    }
    "transfer" {
        "label" => GUARD, Abroad;
        "stays-in" => MORE, Abroad;
        "future" => GUARD, Abroad;
    }
    "protect" {
        "suite" => Way::Neutral, Safeguard;
        "key-sensitive" | "measures" => LESS, Safeguard;
        "backup-every" => MORE, Safeguard;
        "backup-keep" => MORE, Retention;
        "audit-every" | "scan-every" | "grant-at-most" | "grant-unused" => ENDLESS, Safeguard;
        "reader-needs" => LESS, Safeguard;
        "backup-drill" | "grant-by" | "suspended-by" => Way::Neutral, Safeguard;
        "grades" => Way::Floors, Safeguard;
        "second-factor" => ENDLESS, Safeguard;
    }
    "minors" {
        "label" => Way::Words;
        "under" => LESS, Minors;
        "offered" => MORE, Minors;
        "on-discovery" => Way::Order(&["disable-and-erase", "disable"], ""), Minors;
        "within" => MORE, Minors;
        "contact" => Way::Neutral, Contact;
        "customer-data" | "guardian" | "asked" | "rules" | "older" => GUARD, Minors;
        "marked" => ENDLESS, Minors;
    }
    "incident" {
        "notify-within" => MORE, Incident;
        "report-within" => ENDLESS, Incident;
        "channels" | "content" | "authorities" => LESS, Incident;
        "announced" => GUARD, Incident;
    }
    "right" {
        "label" | "effect" => GUARD, Rights;
        "within" => MORE, Rights;
        "from" => Way::Order(&["received", "verified"], "received"), Rights;
        "channels" => LESS, Rights;
        "identity" | "fee" => GRANT, Rights;
        "by" => LESS, Rights;
        "others" | "remedy" => GUARD, Rights;
        "only-on" => SPARES, Rights;
        "second-factor" => Way::Neutral, Safeguard;
    }
    "refusal" {
        "label" | "law" => GUARD, Rights;
        "of" => ONLY, Rights;
        "needs" => LESS, Rights;
    }
    "notice" {
        "label" => GUARD, Notice;
        "when" => Way::Neutral, Notice;
        "purposes" => LESS, Notice;
        "awaits" => Way::Order(&["accepted", "shown", ""], ""), Notice;
        "by" => Way::Order(&["subject", "tenant"], "subject"), Notice;
    }
    "change" {
        "label" => Way::Words;
        "kinds" => LESS, Notice;
        "keeps-rights" => LESS, Rights;
        "before" | "channels" | "asks-again" => LESS, Notice;
    }
}

/// The rule of `key` in `table`, where it has no line of its own, by the kind of what it states.
pub(super) fn by_kind(old: &Fact, new: &Fact) -> Rule {
    let words = |fact: &Fact| match fact {
        Fact::Text(_) | Fact::Absent => true,
        Fact::List(list) => list.iter().all(|one| matches!(one, Fact::Text(_))),
        _ => false,
    };
    let way = if words(old) && words(new) { Way::Words } else { Way::Neutral };
    Rule { way, matter: Some(Matter::Unsorted) }
}

/// What it means that a row of `table` comes; the reverse, that it goes.
pub(super) fn presence(table: &str) -> (Effect, Option<Matter>) {
    match table {
        "data" | "record" | "source" => (Effect::Widened, Some(Matter::Category)),
        "purpose" | "derived" => (Effect::Widened, Some(Matter::Purpose)),
        "cookie" => (Effect::Widened, Some(Matter::Category)),
        "recipient" | "ground" => (Effect::Widened, Some(Matter::Recipient)),
        "automated" => (Effect::Widened, Some(Matter::Automated)),
        "role" | "message" => (Effect::Widened, Some(Matter::Method)),
        "place" => (Effect::Widened, None),
        "refusal" => (Effect::Widened, Some(Matter::Rights)),
        "never" => (Effect::Narrowed, Some(Matter::Prohibition)),
        "right" | "suppression" => (Effect::Narrowed, Some(Matter::Rights)),
        "notice" | "change" => (Effect::Narrowed, Some(Matter::Notice)),
        "contact" => (Effect::Narrowed, Some(Matter::Contact)),
        "agreement" => (Effect::Narrowed, Some(Matter::Recipient)),
        "duty" | "protect" | "alarm" => (Effect::Narrowed, Some(Matter::Safeguard)),
        "incident" => (Effect::Narrowed, Some(Matter::Incident)),
        "minors" => (Effect::Narrowed, Some(Matter::Minors)),
        "transfer" => (Effect::Narrowed, Some(Matter::Abroad)),
        "retention" | "log" => (Effect::Changed, Some(Matter::Retention)),
        "policy" | "controller" => (Effect::Changed, Some(Matter::Owner)),
        // They say nothing by themselves: what rests on them does.
        "activity" | "event" | "criterion" | "setting" | "platform" | "statement" => (Effect::Changed, None),
        _ => (Effect::Changed, Some(Matter::Unsorted)),
    }
}

#[cfg(test)]
mod tests;
