//! How long, where, and how it is protected.

use super::{Length, row};
use crate::name::Name;
use crate::read::{Text, words};
use crate::time::Counting;
use std::collections::BTreeMap;

words! {
    /// What becomes of data at its end.
    Then: "an end" {
        /// The keys are destroyed and the rows go.
        Erase = "erase",
        /// What is left cannot be traced to anybody.
        Anonymise = "anonymise",
        /// Kept, and readable for its duty only.
        Restrict = "restrict",
    }
}

words! {
    /// What an event happens to.
    Scope: "a scope" {
        /// A person.
        Subject = "subject",
        /// An enterprise customer.
        Tenant = "tenant",
        /// A record.
        Record = "record",
        /// The product.
        Product = "product",
        /// The service as a whole, once and for good: it ends.
        Service = "whole-service",
    }
}

row! {
    /// `[event.*]`: what happened. The name in rules is the row's name with its last `-` as a dot.
    EventRow, "an event" {
        /// What it is.
        "label" label: Text,
        /// What it happens to.
        "of" of: Scope,
    }
}

row! {
    /// `retention.*.sooner`: another event that ends the rule, whichever comes first.
    Sooner, "an earlier end" {
        /// The event.
        "from" from: Name,
        /// Gone by then.
        "within" within: Option<Length>,
        /// Kept exactly that long.
        "for" exactly: Option<Length>,
        /// The event that calls it off, if it comes in time.
        "unless" unless: Option<Name>,
    }
}

row! {
    /// `[retention.*]`: from which event, how long, then what.
    Retention, "a retention rule" {
        /// Data items, records, or record.item; the most specific wins.
        "covers" covers: Vec<Name>,
        /// The event.
        "from" from: Name,
        /// Gone by then.
        "within" within: Option<Length>,
        /// Kept exactly that long.
        "for" exactly: Option<Length>,
        /// How it is counted.
        "counted" counted: Option<Counting>,
        /// What then.
        "then" then: Then,
        /// The derived set, anonymised, into which it goes where `then = "anonymise"`; without one nothing stays.
        "into" into: Option<Name>,
        /// The law that wants it.
        "basis" basis: Option<Text>,
        /// The purposes that need it, where it is kept as long as one of them does: `from = "purpose.ended"`.
        "needed-for" needed_for: Vec<Name>,
        /// Events that do not end it.
        "survives" survives: Vec<Name>,
        /// Other events that end it, whichever comes first.
        "sooner" sooner: Vec<Sooner>,
        /// The one purpose that may still read it once nothing else keeps it.
        "only-for" only_for: Option<Name>,
        /// The event that calls the end off, if it comes in time.
        "unless" unless: Option<Name>,
        /// Activities that put the end off as long as one of them is open on the record.
        "extends" extends: Vec<Name>,
        /// By how much a person may agree to a longer period.
        "longer-by" longer_by: Option<Length>,
        /// How the period was found, where people cannot see it from the period itself. NDSR 21(3).
        "criterion" criterion: Option<Text>,
        /// By which row of `[criterion.*]` the period was found.
        "found-by" found_by: Option<Name>,
        /// A word to people about it.
        "note" note: Option<Text>,
    }
}

row! {
    /// `[criterion.*]`: by what periods are found; where there are any, every retention rule names one.
    Criterion, "a criterion" {
        /// What it is.
        "label" label: Text,
    }
}

row! {
    /// `[suppression.*]`: a refusal that outlives the data, kept as a hash that answers yes or no.
    Suppression, "a suppression list" {
        /// What it refuses.
        "label" label: Text,
        /// The data item whose hash it keeps.
        "of" of: Name,
        /// The event that puts somebody on it.
        "from" from: Name,
        /// Kept exactly that long.
        "for" exactly: Length,
    }
}

row! {
    /// `[duty.*]`: what people must do and prove; software only keeps track.
    DutyRow, "a duty" {
        /// What is done.
        "label" label: Text,
        /// Done this often.
        "every" every: Option<Length>,
        /// Who answers for it, as `role.name`.
        "owner" owner: Option<Name>,
        /// What proves it.
        "evidence" evidence: Option<Text>,
        /// The law that wants it, by name and article.
        "law" law: Option<Text>,
        /// The things that each need a record of their own, by name.
        "each" each: BTreeMap<Name, Text>,
        /// For whom or what besides it is recorded one by one.
        "per" per: Option<Per>,
        /// What every record states; without it nothing is recorded.
        "needs" needs: Vec<Name>,
        /// Of these a record states one at least, or the duty stays open.
        "one-of" one_of: Vec<Name>,
    }
}

words! {
    /// For whom or what a duty is recorded one by one.
    Per: "whom it is recorded for" {
        /// Each person who may read personal data for the company.
        Person = "person",
        /// Each thing that is entered while the product runs: a release, a law, a system.
        Entry = "entry",
    }
}

row! {
    /// `[log.*]`: how long the ledger's entries keep their bodies.
    Log, "a log" {
        /// What it is.
        "label" label: Text,
        /// The acts whose entries it holds.
        "of" of: Vec<Name>,
        /// Kept exactly that long.
        "for" exactly: Length,
    }
}

row! {
    /// `[place.*]`: a region that holds data.
    Place, "a place" {
        /// What people call it.
        "label" label: Text,
        /// The provider's region, such as `cn-hangzhou`.
        "region" region: Name,
        /// The country, ISO 3166-1 alpha-2.
        "country" country: String,
    }
}

row! {
    /// `[agreement.*]`: a contract with recipients.
    Agreement, "an agreement" {
        /// What it is.
        "label" label: Text,
        /// The terms that its record must confirm.
        "terms" terms: Vec<Name>,
        /// Told this long before it ends.
        "remind" remind: Option<Length>,
    }
}

words! {
    /// What alarms count, of one actor.
    Watched: "what is counted" {
        /// The people whose data one member of the staff reads.
        PeopleRead = "people-read",
        /// What one actor is refused.
        Refusals = "refusals",
        /// Wrong passwords for one account.
        WrongSignIns = "wrong-sign-ins",
    }
}

row! {
    /// `[alarm.*]`: what is noticed while it happens, and what then.
    AlarmRow, "an alarm" {
        /// What it notices.
        "label" label: Text,
        /// What it counts, of one actor.
        "of" of: Watched,
        /// It is raised at this many.
        "at" at: u32,
        /// It counts those of this last length of time.
        "within" within: Length,
        /// Nobody signs in to the account for this long then; only where wrong passwords are counted.
        "locks" locks: Option<Length>,
        /// The duty under which somebody looks into it, as `duty.name`.
        "duty" duty: Option<Name>,
    }
}

row! {
    /// `[protect]`: how the data is protected.
    Protect, "[protect]" {
        /// The cipher suite: `aes-256-gcm`, or `sm4-gcm` with SM3 as its hash.
        "suite" suite: Name,
        /// The grade of each class of data, 1 to 4; sensitive data is at least at 3. Where it is given, every item about a
        /// person has one, and staff and services read up to what their role is cleared for.
        "grades" grades: std::collections::BTreeMap<Name, u32>,
        /// The published list of key sensitive fields.
        "key-sensitive" key_sensitive: Vec<Name>,
        /// A backup is made this often.
        "backup-every" backup_every: Length,
        /// A backup's key is destroyed after this long.
        "backup-keep" backup_keep: Length,
        /// The duty under which a backup is tried in a drill, as `duty.name`: a sound drill proves it, a failed one opens it.
        "backup-drill" backup_drill: Option<Name>,
        /// Security is audited this often.
        "audit-every" audit_every: Option<Length>,
        /// Vulnerabilities are scanned for this often.
        "scan-every" scan_every: Option<Length>,
        /// What must be on file of each person of the staff who reads: duties that are recorded per person, as `duty.name`.
        "reader-needs" reader_needs: Vec<Name>,
        /// Staff read under a grant to the person, given for this long at most.
        "grant-at-most" grant_at_most: Option<Length>,
        /// A grant that is not used for this long lapses.
        "grant-unused" grant_unused: Option<Length>,
        /// Who gives grants and ends them, as `role.name`; never to the own person.
        "grant-by" grant_by: Option<Name>,
        /// Who decides on suspensions, as `role.name`; two of them lift one, and reset a second factor.
        "suspended-by" suspended_by: Option<Name>,
        /// Staff prove a second factor before they are shown values, and again after this long.
        "second-factor" second_factor: Option<Length>,
        /// The measures, in words.
        "measures" measures: Vec<Text>,
    }
}
