//! What each rule of the checker means, in one table: `yinuo explain CODE` prints it.

/// The manual page of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Rule {
    /// The code of its findings.
    pub code: &'static str,
    /// What it refuses or warns of.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// The article of law behind it, if one is.
    pub source: Option<&'static str>,
}

/// The rule whose findings have this code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// A rule that rests on no article.
const fn house(code: &'static str, what: &'static str, why: &'static str, mend: &'static str) -> Rule {
    Rule { code, what, why, mend, source: None }
}

/// A rule that an article asks for.
const fn law(
    code: &'static str,
    what: &'static str,
    why: &'static str,
    mend: &'static str,
    source: &'static str,
) -> Rule {
    Rule { code, what, why, mend, source: Some(source) }
}

/// Every rule of the reader and the checker, in the order of the code.
pub const RULES: &[Rule] = &[
    law(
        "form/consent-kind",
        "a purpose rests on consent and does not say which kind, or names a kind without resting on consent",
        "general, separate, written and guardian's consent are asked for and proven differently",
        "add `consent = \"general\"` or another kind to a purpose with `basis = \"consent\"`; remove it from any other",
        "PIPL art. 14",
    ),
    house(
        "form/drawn-readable",
        "a code that the engine draws would be stored readable",
        "whoever can read the store could sign in as anybody",
        "add `keep = \"hashed\"` to the data item",
    ),
    house(
        "form/hashed-read",
        "a purpose reads a hashed value in another form than `hashed`",
        "a hash can be compared and nothing else",
        "read it `hashed`, or keep the item `sealed`",
    ),
    house(
        "form/no-class",
        "a data item has neither a class nor `keep = \"open\"`",
        "it must be said whether a value is about a person",
        "give it a class if it is about a person; say `keep = \"open\"` if it is about nobody",
    ),
    house(
        "form/no-language",
        "the document has no language",
        "nobody could read it",
        "write for instance `languages = [\"zh-Hans\", \"en\"]` in `[policy]`",
    ),
    law(
        "form/open-personal",
        "a value about a person lies in the open",
        "personal data is encrypted or de-identified where it is kept",
        "remove `keep = \"open\"`, or the class if the value is about nobody",
        "PIPL art. 51(3)",
    ),
    house(
        "form/setting",
        "a setting's default is over its own bound, or names another setting",
        "a number that the document leaves open must still be a number, and within what it publishes",
        "write a period such as those of a rule, and none longer than `max`",
    ),
    house(
        "form/suite",
        "the cipher suite is not one that this program has",
        "a suite that nobody implements protects nothing",
        "write `suite = \"aes-256-gcm\"`",
    ),
    house(
        "form/time-zone",
        "the time zone is not known",
        "every period of the policy is counted in it",
        "write an IANA name such as `Asia/Shanghai`",
    ),
    law(
        "law/missing-change",
        "the policy does not say how changes are announced",
        "people must be told again, and asked again, when what they agreed to changes",
        "add a `[change.*]` row with its channels and advance notice",
        "PIPL art. 14, 17",
    ),
    law(
        "law/missing-contact",
        "the policy does not say where people can write",
        "a right that cannot be exercised is none",
        "add a `[contact.*]` row",
        "PIPL art. 17(1)",
    ),
    law(
        "law/missing-controller",
        "the policy does not name who decides why and how",
        "people must know whom they deal with",
        "add `[controller]` with a name and an address",
        "PIPL art. 17(1)",
    ),
    law(
        "law/missing-incident",
        "the policy does not say who is told of a leak, how and by when",
        "telling is due whatever the policy says; without a plan it is late",
        "add `[incident]`",
        "PIPL art. 57",
    ),
    law(
        "law/missing-minors",
        "the policy does not say what holds for people under 14",
        "their data is sensitive, and a guardian has to agree",
        "add `[minors]`",
        "PIPL art. 31",
    ),
    law(
        "law/missing-policy",
        "the file has no `[policy]`",
        "without a name, a version and dates nobody knows what applies",
        "add `[policy]` with id, name, version and dates",
        "PIPL art. 17",
    ),
    law(
        "law/missing-protect",
        "the policy does not say how the data is protected",
        "the measures are part of what must be told, and the engine takes its backups from them",
        "add `[protect]`",
        "PIPL art. 51",
    ),
    law(
        "law/missing-right",
        "one of the rights to see, correct, erase and withdraw has no row",
        "the document must say how each can be exercised",
        "add `[right.…]` with a channel and a period",
        "Network Data Security Regulations art. 21(4)",
    ),
    law(
        "law/place-outside",
        "a place that holds data is outside the countries in which the policy says data stays",
        "the promise would be broken from the first record on",
        "choose a region of a country in `transfer.stays-in`, and state its country",
        "PIPL art. 38, 40",
    ),
    house(
        "law/prohibited",
        "a row declares what a `[never.*]` row forbids",
        "a prohibition holds whatever anybody consents to",
        "remove one of the two",
    ),
    law(
        "law/recipient-abroad",
        "a recipient is abroad and has no transfer basis",
        "data leaves the country only under one of the conditions of the law",
        "add `transfer-basis`: which condition is met",
        "PIPL art. 38, 39",
    ),
    law(
        "law/recipient-agreement",
        "a processor has no agreement",
        "purpose, period, manner and protection of an entrusted processing are agreed in a contract",
        "add `agreement`, and declare it in `[agreement.*]`",
        "PIPL art. 21",
    ),
    law(
        "law/sensitive-necessity",
        "sensitive data is collected, and its necessity and impact are not told",
        "both must be told before a person agrees",
        "add `necessity`: why it is needed and what it does to the person",
        "PIPL art. 30",
    ),
    law(
        "law/separate-consent",
        "a purpose collects sensitive data on a general consent",
        "sensitive data needs a consent of its own",
        "write `consent = \"separate\"`",
        "PIPL art. 29",
    ),
    house(
        "names/idle",
        "a row is used by nothing",
        "what nothing uses promises nothing, and misleads who reads the document",
        "use it where the help says, or remove it",
    ),
    law(
        "names/unaccounted",
        "a data item is declared, and no purpose collects it, or none reads it",
        "what is held without a purpose is held without leave",
        "put it into a record that a purpose collects and into `reads` of a purpose, or remove it",
        "PIPL art. 6",
    ),
    house(
        "names/unknown",
        "a row names something that no row declares",
        "silence is refusal: what is not declared would never be allowed",
        "correct the name, or declare it",
    ),
    house(
        "read/empty-text",
        "a text is empty",
        "it would stand in the document as nothing",
        "write it, or remove the key",
    ),
    house(
        "read/language",
        "the file does not say its language version, or one that this program does not read",
        "the same words may mean something else in another version",
        "begin the file with `language = 1`",
    ),
    house(
        "read/missing-key",
        "a row lacks a key that it needs",
        "the promise is not complete without it",
        "add the key that is named",
    ),
    house(
        "read/name",
        "a name is not made of lower-case ASCII words joined by `-` or `.`",
        "no two names may look alike, and every path is an address",
        "write it in such words",
    ),
    house("read/not-utf-8", "the file is not UTF-8", "its text could be read in more than one way", "save it as UTF-8"),
    house(
        "read/period",
        "a text is not a period",
        "a promise of a time needs a time",
        "write an amount and a unit, or `at once`",
    ),
    house(
        "read/syntax",
        "the file is not TOML",
        "nothing after the fault can be relied on",
        "correct it where it is marked",
    ),
    house(
        "read/too-large",
        "the file is larger than is read",
        "no policy needs 4 MiB, and reading must not exhaust memory",
        "take out what is no policy",
    ),
    house(
        "read/type",
        "a value is of another kind than the key takes",
        "it cannot be understood",
        "write the kind of value that is expected",
    ),
    house(
        "read/unknown-key",
        "a key is not of this language",
        "a mistyped key would otherwise promise nothing, silently",
        "correct it; the nearest known key is named where one is near",
    ),
    house(
        "read/unpublished",
        "a row is left out of the document without a reason, or cannot be left out",
        "people must be able to read every promise that concerns them",
        "write `published = false` and `unpublished-because` in a row of a table, or neither",
    ),
    house(
        "retain/length",
        "a rule says both `within` and `for`, or neither",
        "`within` is an upper bound and `for` is exact: it cannot be both",
        "keep one of the two",
    ),
    house(
        "retain/log-before-backup",
        "a log ends before the last backup",
        "a restore replays the log to keep later decisions",
        "keep it at least as long as `protect.backup-keep`",
    ),
    law(
        "retain/no-end",
        "no retention rule covers a value",
        "data is kept for the shortest time that its purpose needs, and the document says how long",
        "add the record or `record.item` to `covers` of a retention rule",
        "PIPL art. 19; Network Data Security Regulations art. 21(3)",
    ),
    law(
        "retain/short-log",
        "a log is kept shorter than half a year",
        "network logs have a floor",
        "keep it for at least half a year",
        "Cybersecurity Law art. 23",
    ),
    house(
        "retain/survives-own-end",
        "a rule both ends with and survives the same event",
        "it cannot do both",
        "remove the event from one of the two",
    ),
    house(
        "retain/unresolved",
        "two rules cover a value, and neither yields",
        "which of them wins must never be left to chance",
        "in the rule that outlives the other, add the other's event to `survives`",
    ),
    house(
        "texts/hidden",
        "a text holds a letter that shows nothing or turns the order of others",
        "people would read something else than what is written and enforced",
        "remove the letter; the finding names it by its code point",
    ),
    law(
        "texts/leftover",
        "a text still holds words of a template",
        "people would be told nothing",
        "write what is meant",
        "PIPL art. 17",
    ),
    house(
        "texts/missing-translation",
        "a text lacks one of the document's languages",
        "nothing is published half translated",
        "add the wording in the language that is named",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The sources in which findings are made.
    const SOURCES: [&str; 11] = [
        include_str!("form.rs"),
        include_str!("law.rs"),
        include_str!("names.rs"),
        include_str!("retain.rs"),
        include_str!("texts.rs"),
        include_str!("../read/mod.rs"),
        include_str!("../read/field.rs"),
        include_str!("../read/words.rs"),
        include_str!("../rows/mod.rs"),
        include_str!("../rows/house.rs"),
        include_str!("../rows/data.rs"),
    ];

    const AREAS: [&str; 6] = ["form", "law", "names", "read", "retain", "texts"];

    /// Literals such as `"read/name"`.
    fn codes() -> BTreeSet<&'static str> {
        let quoted = SOURCES.iter().flat_map(|source| source.split('"'));
        quoted
            .filter(|text| text.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area)) && is_code(text))
            .collect()
    }

    fn is_code(text: &str) -> bool {
        text.chars().all(|letter| letter.is_ascii_lowercase() || matches!(letter, '-' | '/' | '8'))
    }

    #[test]
    fn every_code_is_explained_and_nothing_else_is() {
        let explained: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(codes(), explained);
        assert_eq!(explained.len(), RULES.len(), "each once");
        assert!(RULES.is_sorted_by_key(|rule| rule.code));
    }

    #[test]
    fn every_article_is_the_one_that_the_findings_name() {
        for source in RULES.iter().filter_map(|rule| rule.source) {
            let quoted = format!("\"{source}\"");
            assert!(SOURCES.iter().any(|text| text.contains(&quoted)), "{source}");
        }
    }

    #[test]
    fn a_page_says_something_of_each() {
        for rule in RULES {
            assert!([rule.what, rule.why, rule.mend].iter().all(|text| text.len() > 10), "{}", rule.code);
            assert_eq!(super::rule(rule.code), Some(rule));
        }
        assert_eq!(super::rule("read/nothing"), None);
    }
}
