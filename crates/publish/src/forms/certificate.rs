//! The certificate of one erasure as prose for a person: what went and when, under which promise, what stays and why, and
//! who is told. It is told in references, names, counts and instants; it holds no value.

use super::sheet::{Block, Sheet};
use crate::missing::Missing;
use crate::phrases::{certificate as c, forms as f};
use crate::rich::Rich;
use crate::writer::Writer;
use jiff::Timestamp;
use policy::read::Text;
use policy::rows::Language;
use policy::{Name, Policy};

/// What is certified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The reference of the erasure.
    pub erasure: String,
    /// The number of the entry that decided it.
    pub entry: u64,
    /// When it was decided.
    pub at: Timestamp,
    /// Under which promise.
    pub promise: Name,
    /// What went until now.
    pub went: Vec<Went>,
    /// Whether work of it is still to be done.
    pub due: bool,
    /// What stays.
    pub kept: Vec<Stays>,
    /// Who was sent some of it.
    pub told: Vec<Told>,
    /// When no backup that may hold some of it can be opened any more.
    pub backups_until: Timestamp,
}

/// What went at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Went {
    /// When.
    pub at: Timestamp,
    /// Under which promise.
    pub promise: Name,
    /// How many values of each data item.
    pub values: Vec<(Name, u64)>,
}

/// What stays, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stays {
    /// Which data item.
    pub item: Name,
    /// Under which promise.
    pub promise: Name,
    /// The law that wants it.
    pub law: Option<Text>,
    /// Until when, where that is known.
    pub until: Option<Timestamp>,
}

/// Somebody who was sent some of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub recipient: Name,
    /// What was sent.
    pub items: Vec<Name>,
    /// What is asked.
    pub asks: Asks,
    /// How far that is.
    pub stands: Stands,
    /// Since when.
    pub since: Timestamp,
}

/// What a recipient is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// To erase it.
    Erase,
    /// To stop using it: a law makes it keep it.
    Restrict,
    /// Nothing: the person authorised it by herself.
    Nothing,
}

/// How far a telling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It is to be sent.
    Due,
    /// It was sent, and is not confirmed.
    Sent,
    /// The recipient confirmed that it was done.
    Confirmed,
    /// Its time ran out.
    Overdue,
}

/// `certificate` in `language`, ready to be shown as HTML or Markdown.
///
/// # Errors
/// [`Missing`] with every text that it needs and that has no wording in `language`.
pub fn sheet(policy: &Policy, certificate: &Certificate, language: Language) -> Result<Sheet, Missing> {
    let front = crate::html::Front::of(&policy.document, language)?;
    let w = Writer::new(&policy.document, language);
    let name = policy.document.policy.as_ref().map(|header| w.text("policy", "name", &header.name));
    let title = w.say(c::CERTIFICATE, &[("name", name.unwrap_or_default())]).plain();
    let prose = Prose { w: &w, policy };
    let blocks = vec![
        Block::Lines(prose.decided(certificate)),
        Block::heading(&w, "went", c::WENT),
        Block::Lines(prose.went(certificate)),
        Block::heading(&w, "kept", c::KEPT),
        Block::Lines(or_none(&w, certificate.kept.iter().map(|kept| prose.kept(kept)).collect())),
        Block::heading(&w, "told", c::TOLD),
        Block::Lines(or_none(&w, certificate.told.iter().map(|told| prose.told(told)).collect())),
    ];
    w.finish()?;
    Ok(Sheet { language, title, facts: front.facts, hash: policy.hash.clone(), blocks })
}

fn or_none(w: &Writer<'_>, lines: Vec<Rich>) -> Vec<Rich> {
    if lines.is_empty() { vec![w.say(f::NONE, &[])] } else { lines }
}

struct Prose<'w> {
    w: &'w Writer<'w>,
    policy: &'w Policy,
}

impl Prose<'_> {
    /// To the minute, in the policy's zone.
    fn instant(&self, at: Timestamp) -> Rich {
        let form = match self.w.language {
            Language::English => "%-d %B %Y, %H:%M (UTC%:z)",
            Language::Simplified | Language::Traditional => "%Y 年 %-m 月 %-d 日 %H:%M（UTC%:z）",
        };
        Rich::text(at.to_zoned(self.policy.zone.clone()).strftime(form).to_string())
    }

    fn decided(&self, certificate: &Certificate) -> Vec<Rich> {
        let w = self.w;
        let slots = [("at", self.instant(certificate.at)), ("promise", w.promise(&certificate.promise))];
        let entry = Rich::text(certificate.entry.to_string());
        let proof = [("erasure", Rich::code(certificate.erasure.as_str())), ("entry", entry)];
        let backups = [("until", self.instant(certificate.backups_until))];
        vec![w.say(c::DECIDED, &slots), w.say(c::PROOF, &proof), w.say(c::BACKUPS, &backups)]
    }

    fn went(&self, certificate: &Certificate) -> Vec<Rich> {
        let w = self.w;
        let one = |went: &Went| {
            let counted = |(item, count): &(Name, u64)| {
                let count = Rich::text(count.to_string());
                w.say(c::COUNTED, &[("item", w.label("data", item)), ("count", count)])
            };
            let values = w.series(went.values.iter().map(counted).collect());
            w.say(c::GONE, &[("at", self.instant(went.at)), ("promise", w.promise(&went.promise)), ("values", values)])
        };
        let mut lines: Vec<Rich> = certificate.went.iter().map(one).collect();
        lines.extend(w.say_if(certificate.due, c::GOING));
        or_none(w, lines)
    }

    fn kept(&self, kept: &Stays) -> Rich {
        let w = self.w;
        let law = kept.law.as_ref().map(|law| w.text(&kept.promise, "basis", law)).unwrap_or_default();
        let why = if law.is_empty() { w.promise(&kept.promise) } else { w.aside(w.promise(&kept.promise), law) };
        let item = w.label("data", &kept.item);
        match kept.until {
            Some(until) => w.say(c::STAYS_UNTIL, &[("item", item), ("why", why), ("until", self.instant(until))]),
            None => w.say(c::STAYS, &[("item", item), ("why", why)]),
        }
    }

    fn told(&self, told: &Told) -> Rich {
        let w = self.w;
        let (who, items) = (w.label("recipient", &told.recipient), w.labels("data", &told.items));
        let asked = match told.asks {
            Asks::Erase => c::ASKED_TO_ERASE,
            Asks::Restrict => c::ASKED_TO_RESTRICT,
            Asks::Nothing => return w.say(c::ASKED_NOTHING, &[("who", who), ("items", items)]),
        };
        let stands = match told.stands {
            Stands::Due => w.say(c::TO_BE_SENT, &[]),
            Stands::Sent => w.say(c::SENT, &[("at", self.instant(told.since))]),
            Stands::Confirmed => w.say(c::CONFIRMED, &[("at", self.instant(told.since))]),
            Stands::Overdue => w.say(c::OVERDUE, &[]),
        };
        w.run(vec![w.say(asked, &[("who", who), ("items", items)]), stands])
    }
}
