//! What stands in the cells of a row.

use super::names::Names;
use super::view::Row;
use super::words as w;
use crate::phrases::{Kind as Words, Shared};
use policy::rows::Stance;
use policy::time::Counting;
use policy::{Ending, Line, Outcome, Until, What};

/// The row of `line`, which speaks of `what`.
pub(super) fn row(names: &Names<'_>, line: &Line, what: String) -> Row {
    Row {
        what,
        until: until(names, &line.outcome),
        gone: gone(names, &line.outcome),
        how: how(names, &line.outcome),
        then: then(names, line),
        promise: line.promise.clone(),
        only_for: line.only_for.as_ref().map(|purpose| names.purpose(purpose)),
        basis: line.basis.as_ref().map(|basis| names.text(basis)),
        bar: super::view::bar(line),
    }
}

fn until(names: &Names<'_>, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Ends(ending) => marked(names, ending, names.instant(ending.at)),
        Outcome::Expires(ending) => {
            marked(names, ending, names.say(w::LATEST, &[("instant", &names.instant(ending.at))]))
        }
        Outcome::CalledOff { by, until, .. } => {
            names.say(w::CALLED_OFF, &[("by", &names.event(by)), ("ends", &ends(names, until))])
        }
        Outcome::Stays { until } => names.say(w::KEPT_UNTIL, &[("ends", &ends(names, until))]),
        Outcome::Sent { stops: Some(at), .. } => names.say(w::NO_MORE, &[("instant", &names.instant(*at))]),
        Outcome::Sent { stops: None, .. } => names.word(w::SENT_ON).to_owned(),
        Outcome::Stops { at } => names.say(w::STOPS, &[("instant", &names.instant(*at))]),
        Outcome::GoesOn { without: None } => names.word(w::GOES_ON).to_owned(),
        Outcome::GoesOn { without: Some(channel) } => {
            names.say(w::GOES_ON_WITHOUT, &[("channel", &names.fixed(Shared::Channel, channel))])
        }
    }
}

fn marked(names: &Names<'_>, ending: &Ending, instant: String) -> String {
    match ending.provisional {
        Some(_) => names.say(w::PROVISIONAL, &[("instant", &instant)]),
        None => instant,
    }
}

fn ends(names: &Names<'_>, until: &[Until]) -> String {
    let one = |end: &Until| {
        let (event, period) = (names.event(&end.from), names.period(&end.period));
        if end.period == "at once" { event } else { names.say(w::AND_THEN, &[("event", &event), ("period", &period)]) }
    };
    until.iter().map(one).collect::<Vec<_>>().join(names.word(w::OR))
}

fn gone(names: &Names<'_>, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Ends(ending) | Outcome::Expires(ending) => {
            ending.gone.map_or_else(|| names.word(w::RESTRICTED_ON).to_owned(), |at| names.instant(at))
        }
        Outcome::Sent { erases_within: Some(period), erased: Some(at), .. } => {
            let (period, instant) = (names.period(&period.to_string()), names.instant(*at));
            let said = if *period == *names.period("at once") { w::ERASES_ONCE } else { w::ERASES };
            names.say(said, &[("period", &period), ("instant", &instant)])
        }
        Outcome::Sent { role, agreement, terms, .. } => {
            let returns = terms.iter().any(|term| term.contains("erase") || term.contains("return"));
            let said = match (role, agreement) {
                (Stance::Processor, Some(_)) if returns => w::RETURNS,
                (Stance::Processor, _) => w::UNDER_CONTRACT,
                (Stance::Controller, _) => w::OWN_POLICY,
            };
            names.word(said).to_owned()
        }
        _ => names.word(w::NOT_STATED).to_owned(),
    }
}

fn how(names: &Names<'_>, outcome: &Outcome) -> String {
    let Some(ending) = outcome.ending() else { return names.word(w::NOT_STATED).to_owned() };
    let (event, period) = (names.event(&ending.by), names.period(&ending.period.to_string()));
    let slots: [(&str, &str); 2] = [("event", &event), ("period", &period)];
    let mut how = match (ending.within, ending.period.is_at_once()) {
        (_, true) => names.say(w::WITHIN_ONCE, &slots),
        (true, false) => names.say(w::WITHIN, &slots),
        (false, false) => names.say(w::EXACTLY, &slots),
    };
    if ending.counted != Counting::default().words() {
        how = names.say(w::COUNTED, &[("how", &how), ("counted", &names.fixed(Words::Counted, ending.counted))]);
    }
    match &ending.unless {
        Some(unless) => names.say(w::UNLESS, &[("how", &how), ("event", &names.event(unless))]),
        None => how,
    }
}

fn then(names: &Names<'_>, line: &Line) -> String {
    let said = match (&line.what, line.then) {
        (_, Some(then)) => names.fixed(Words::End, then.as_str()),
        (What::Log { .. }, None) => names.word(w::ENTRIES).to_owned(),
        (What::Suppression { .. }, None) => names.fixed(Words::End, "erase"),
        (What::Backup, None) => names.word(w::KEYS).to_owned(),
        (What::Copy { .. }, None) => return bound(names, &line.outcome),
        _ => names.word(w::NOT_STATED).to_owned(),
    };
    let Some(purpose) = line.only_for.as_ref().map(|purpose| names.purpose(purpose)) else { return said };
    match line.restricted {
        Some(at) => names.say(w::ONLY_FOR, &[("then", &said), ("instant", &names.instant(at)), ("purpose", &purpose)]),
        None => names.say(w::ONLY_FOR_LATER, &[("then", &said), ("purpose", &purpose)]),
    }
}

/// What binds the recipient, and what becomes of the copy when that ends.
fn bound(names: &Names<'_>, outcome: &Outcome) -> String {
    let Outcome::Sent { agreement, terms, contract_end, .. } = outcome else { return String::new() };
    let terms: Vec<_> = terms.iter().map(|term| names.fixed(Shared::Term, term)).collect();
    let bound = match agreement.as_ref().map(|name| names.agreement(name)) {
        None => names.word(w::NOT_RECALLED).to_owned(),
        Some(agreement) if terms.is_empty() => names.say(w::BOUND_BY, &[("agreement", &agreement)]),
        Some(agreement) => names.say(w::BOUND_TO, &[("agreement", &agreement), ("terms", &names.list(&terms))]),
    };
    match contract_end {
        Some(end) => names.say(w::AT_CONTRACT_END, &[("bound", &bound), ("end", &names.text(end))]),
        None => bound,
    }
}
