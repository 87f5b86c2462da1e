//! The document for programs: JSON-LD with the terms of the W3C Data Privacy Vocabulary, release 2.2.
//!
//! Shape: one notice (`dpv:PrivacyNotice`) with its controller, one process for each purpose, and the data items,
//! recipients, retention rules, rights and measures that the processes point to. Every node of the policy is named by
//! its promise's path under the prefix `promise`. The vocabulary's own names carry no version, so its release stands
//! in `dct:conformsTo`. Each process holds a `ts27560:notice`: what ISO/IEC TS 27560 wants recorded of a consent, field by
//! field, without the event itself, which the ledger has.
//!
//! Not promised: that a register takes these field names as they are; check them against the edition it asks for.

mod category;

use crate::forms::{needs_notice, reach};
use crate::missing::Missing;
use crate::rows::published;
use crate::writer::wording;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use policy::read::Text;
use policy::rows::{Basis, ConsentKind, Data, Function, Language, Purpose, Recipient, Right, Stance, path};
use policy::{Name, Policy};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The release of the vocabulary whose terms are used.
pub const DPV_RELEASE: &str = "https://w3id.org/dpv/2.2";

/// What does not stand as it is in the name of a promise: all but the unreserved letters of RFC 3986, section 2.3.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The policy as JSON-LD, with its texts in every language in which it is published.
///
/// # Errors
/// [`Missing`] with every text that one of those languages lacks.
pub fn machine(policy: &Policy) -> Result<String, Missing> {
    let languages = policy.document.policy.as_ref().map(|header| header.languages.clone()).unwrap_or_default();
    let mut rules: BTreeMap<Name, Vec<Value>> = BTreeMap::new();
    for language in &languages {
        for paragraph in crate::paragraphs(&policy.document, *language)? {
            let said = json!({ "@value": paragraph.text, "@language": language.as_str() });
            rules.entry(paragraph.path).or_default().push(said);
        }
    }
    let graph = Graph { policy, languages, said: rules };
    // What is made of JSON values is always written.
    Ok(serde_json::to_string_pretty(&graph.notice()).unwrap_or_default() + "\n")
}

struct Graph<'p> {
    policy: &'p Policy,
    languages: Vec<Language>,
    /// What the document says of each promise, by its path.
    said: BTreeMap<Name, Vec<Value>>,
}

fn id(path: &str) -> Value {
    json!({ "@id": format!("promise:{path}") })
}

fn ids<'n>(table: &str, names: impl IntoIterator<Item = &'n Name>) -> Value {
    names.into_iter().map(|name| id(&path(table, name))).collect()
}

fn term(term: &str) -> Value {
    json!({ "@id": term })
}

impl Graph<'_> {
    fn notice(&self) -> Value {
        let document = &self.policy.document;
        let header = document.policy.as_ref();
        let items = published(&document.data, |row| &row.keys).into_iter();
        let purposes = published(&document.purposes, |row| &row.keys);
        let recipients = published(&document.recipients, |row| &row.keys);
        let rules = published(&document.retention, |row| &row.keys);
        let rights = published(&document.rights, |row| &row.keys);
        json!({
            "@context": self.context(),
            "@id": "promise:policy",
            "@type": "dpv:PrivacyNotice",
            "dct:title": header.map(|row| self.text(&row.name)),
            "dct:hasVersion": self.policy.version,
            "dct:identifier": format!("sha256:{}", self.policy.hash),
            "dct:available": header.map(|row| row.effective.to_string()),
            "dct:language": self.languages.iter().map(|language| language.as_str()).collect::<Vec<_>>(),
            "dct:conformsTo": [{ "@id": DPV_RELEASE }],
            "dpv:hasDataController": self.controller(),
            "dpv:hasProcess": purposes.into_iter().map(|(name, row)| self.process(name, row)).collect::<Value>(),
            "dpv:hasPersonalData": items.map(|(name, row)| self.item(name, row)).collect::<Value>(),
            "dpv:hasRecipient": recipients.into_iter().map(|(name, row)| self.recipient(name, row)).collect::<Value>(),
            "dpv:hasStorageCondition": rules.into_iter().map(|(name, _)| self.rule(name)).collect::<Value>(),
            "dpv:hasRight": rights.into_iter().map(|(name, row)| self.right(name, row)).collect::<Value>(),
            "dpv:hasTechnicalOrganisationalMeasure": self.measures(),
        })
    }

    fn context(&self) -> Value {
        // A version may be any text; in the name of a promise it stands as RFC 3986 wants it.
        let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
        let promise = format!("urn:yinuo:{}:{}:", encoded(&self.policy.product), encoded(&self.policy.version));
        json!({
            "dpv": "https://w3id.org/dpv#",
            "pd": "https://w3id.org/dpv/pd#",
            "dct": "http://purl.org/dc/terms/",
            "ts27560": "urn:iso:std:iso-iec:ts:27560:",
            "promise": promise,
        })
    }

    /// `text` in every language of the policy.
    fn text(&self, text: &Text) -> Value {
        let wordings = self.languages.iter().filter_map(|language| Some((language, wording(text, *language)?)));
        wordings.map(|(language, text)| json!({ "@value": text, "@language": language.as_str() })).collect()
    }

    fn said(&self, path: &str) -> Value {
        self.said.get(path).cloned().unwrap_or_default().into()
    }

    fn controller(&self) -> Value {
        let Some(row) = &self.policy.document.controller else {
            return Value::Null;
        };
        let contacts = published(&self.policy.document.contacts, |row| &row.keys);
        let emails = contacts.into_iter().filter_map(|(_, row)| row.email.clone());
        json!({
            "@id": "promise:controller",
            "@type": "dpv:DataController",
            "dpv:hasName": self.text(&row.name),
            "dpv:hasAddress": self.text(&row.address),
            "dpv:hasContact": emails.collect::<Vec<_>>(),
        })
    }

    fn process(&self, name: &Name, row: &Purpose) -> Value {
        let at = path("purpose", name);
        let items = reach::items(self.policy, row);
        let rules: BTreeSet<_> = reach::rules_of_purpose(self.policy, row).into_keys().collect();
        let recipients = reach::recipients(self.policy, name);
        let mut process = json!({
            "@id": format!("promise:{at}"),
            "@type": "dpv:PersonalDataProcess",
            "dpv:hasPurpose": { "@type": purpose(row), "dct:title": self.text(&row.label) },
            "dpv:hasLegalBasis": term(basis(row)),
            "dpv:hasNecessity": term(necessity(row)),
            "dpv:hasPersonalData": ids("data", items.keys().copied()),
            "dpv:hasRecipient": ids("recipient", recipients.iter().map(|(name, _)| *name)),
            "dpv:hasStorageCondition": ids("retention", rules.iter().copied()),
            "ts27560:notice": self.record(row, &items, &rules, &recipients),
        });
        if let Some(process) = process.as_object_mut().filter(|_| needs_notice(self.policy, name)) {
            process.insert("dpv:hasNotice".to_owned(), json!({ "@type": "dpv:JITNotice" }));
        }
        process
    }

    /// What ISO/IEC TS 27560 wants recorded of a consent to `row`.
    fn record(
        &self,
        row: &Purpose,
        items: &BTreeMap<&Name, &Data>,
        rules: &BTreeSet<&Name>,
        recipients: &[(&Name, &Recipient)],
    ) -> Value {
        let item = |(name, item): (&&Name, &&Data)| {
            let class = item.class.as_ref().map(Name::as_str);
            json!({ "ts27560:pii_type": class, "ts27560:pii_attribute": id(&path("data", name)), "ts27560:sensitive": item.sensitive })
        };
        let countries: BTreeSet<_> = recipients.iter().map(|(_, row)| row.country.as_str()).collect();
        let mut record = Map::new();
        record.insert("ts27560:purpose".to_owned(), self.text(&row.label));
        record.insert("ts27560:lawful_basis".to_owned(), term(basis(row)));
        record.insert("ts27560:consent_type".to_owned(), row.consent.map(ConsentKind::as_str).into());
        record.insert("ts27560:pii_information".to_owned(), items.iter().map(item).collect());
        record.insert("ts27560:retention_period".to_owned(), ids("retention", rules.iter().copied()));
        record
            .insert("ts27560:recipient_third_parties".to_owned(), ids("recipient", recipients.iter().map(|one| one.0)));
        record.insert("ts27560:processing_locations".to_owned(), countries.into_iter().collect());
        if row.basis == Basis::Consent && self.policy.document.rights.contains_key("withdraw") {
            record.insert("ts27560:withdrawal_method".to_owned(), id("right.withdraw"));
        }
        record.into()
    }

    fn item(&self, name: &Name, row: &Data) -> Value {
        let kind = match (&row.class, row.sensitive) {
            (None, _) => "dpv:NonPersonalData",
            (Some(_), true) => "dpv:SensitivePersonalData",
            (Some(_), false) => "dpv:PersonalData",
        };
        let kinds: Vec<_> = [kind].into_iter().chain(category::category(row)).collect();
        json!({
            "@id": format!("promise:{}", path("data", name)),
            "@type": kinds,
            "dct:title": self.text(&row.label),
        })
    }

    fn recipient(&self, name: &Name, row: &Recipient) -> Value {
        let shown = |item: &Name| self.policy.document.data.get(item).is_some_and(|row| !row.keys.unpublished);
        let kind = match row.role {
            Stance::Processor => "dpv:DataProcessor",
            Stance::Controller => "dpv:ThirdParty",
        };
        json!({
            "@id": format!("promise:{}", path("recipient", name)),
            "@type": [kind, "dpv:Recipient"],
            "dpv:hasName": self.text(row.legal_name.as_ref().unwrap_or(&row.name)),
            "dpv:hasContact": row.contact.as_ref().map(|contact| self.text(contact)),
            "dpv:hasPersonalData": ids("data", row.receives.keys().filter(|item| shown(item))),
            "dct:spatial": row.country,
            "dct:source": row.policy_url,
        })
    }

    fn rule(&self, name: &Name) -> Value {
        let at = path("retention", name);
        let legs = self.policy.end(name).map(|end| end.legs.as_slice()).unwrap_or_default();
        let legs = legs.iter().map(|leg| {
            let bound = if leg.within { "within" } else { "for" };
            json!({ "@type": "dpv:TemporalDuration", "dct:extent": format!("{bound} {}", leg.period), "dct:relation": leg.from.as_str() })
        });
        json!({
            "@id": format!("promise:{at}"),
            "@type": "dpv:StorageDuration",
            "dpv:hasDuration": legs.collect::<Value>(),
            "dct:description": self.said(&at),
        })
    }

    fn right(&self, name: &Name, row: &Right) -> Value {
        let at = path("right", name);
        json!({
            "@id": format!("promise:{at}"),
            "@type": "dpv:DataSubjectRight",
            "dct:title": self.text(&row.label),
            "dpv:isExercisedAt": { "@type": "dpv:RightExerciseNotice", "dct:description": self.said(&at) },
        })
    }

    fn measures(&self) -> Value {
        let Some(row) = &self.policy.document.protect else {
            return Value::Null;
        };
        let suite = json!({ "@id": "promise:protect", "@type": ["dpv:EncryptionAtRest", "dpv:DataBackupProtocols"], "dct:title": row.suite.as_str(), "dct:description": self.said("protect") });
        let stated = row.measures.iter();
        [suite]
            .into_iter()
            .chain(stated.map(
                |text| json!({ "@type": "dpv:TechnicalOrganisationalMeasure", "dct:description": self.text(text) }),
            ))
            .collect()
    }
}

const fn purpose(row: &Purpose) -> &'static str {
    match row.basis {
        Basis::LegalDuty => "dpv:FulfilmentOfObligation",
        _ => "dpv:Purpose",
    }
}

const fn necessity(row: &Purpose) -> &'static str {
    match row.function {
        Function::Basic => "dpv:Required",
        Function::Additional => "dpv:Optional",
    }
}

/// The vocabulary's nearest term; where it has none (data already public, staff, work for a tenant), the general one.
const fn basis(row: &Purpose) -> &'static str {
    match (row.basis, row.consent) {
        (Basis::Consent, Some(ConsentKind::Separate | ConsentKind::Written)) => "dpv:ExplicitlyExpressedConsent",
        (Basis::Consent, _) => "dpv:ExpressedConsent",
        (Basis::Contract, _) => "dpv:Contract",
        (Basis::LegalDuty, _) => "dpv:LegalObligation",
        (Basis::Emergency, _) => "dpv:VitalInterest",
        (Basis::PublicInterest, _) => "dpv:PublicInterest",
        (Basis::LegitimateInterests, _) => "dpv:LegitimateInterest",
        (Basis::HumanResources | Basis::PublicData | Basis::Entrusted, _) => "dpv:LegalBasis",
    }
}
