//! `yinuo explain`: a code of a finding, a code of a refusal, or a promise of a policy.

use super::render::load;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use policy::read::nearest;
use policy::rows::{Awaited, Language};
use policy::{Act, Name, Need, Policy, Rule};
use serde::Serialize;
use std::path::PathBuf;
use yinuo::life::Code;

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo explain retain/no-end\n  yinuo explain consent_required\n  yinuo explain policy policy.toml\n  yinuo explain --all > findings.md"
)]
pub struct Explain {
    /// A code (`retain/no-end`, `consent_required`), or the path of a promise.
    #[arg(value_name = "CODE|PROMISE", required_unless_present = "all")]
    what: Option<String>,
    /// The policy that makes the promise.
    #[arg(value_name = "POLICY")]
    file: Option<PathBuf>,
    /// The language of the paragraphs; if not given, English, or the policy's first one.
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// Print the page of every rule.
    #[arg(long, conflicts_with = "what")]
    all: bool,
    /// How `--all` is printed.
    #[arg(long, value_enum, default_value_t, requires = "all")]
    format: Form,
}

/// How the pages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Form {
    /// One chapter of a manual, with a list at its head.
    #[default]
    Markdown,
    /// A list of code, severity, rule sets, source and page.
    Json,
}

/// Reads a language's tag.
///
/// # Errors
/// The tags that are known.
pub fn language(text: &str) -> Result<Language, String> {
    let known = || Language::ALL.iter().map(|language| language.as_str()).collect::<Vec<_>>().join(", ");
    Language::ALL
        .iter()
        .copied()
        .find(|language| language.as_str() == text)
        .ok_or_else(|| format!("known: {}", known()))
}

/// The language asked for, which `policy` must have; without one, English, or else the policy's first.
///
/// # Errors
/// [`Failure::Usage`] with the languages that it has.
pub fn spoken(policy: &Policy, asked: Option<Language>) -> Result<Language, Failure> {
    publish::spoken(&policy.document, asked).map_err(|fault| Failure::Usage(fault.to_string()))
}

impl Explain {
    /// Explains it.
    pub fn run(self) -> Outcome {
        let Some(what) = self.what.as_deref() else {
            match self.format {
                Form::Markdown => output::line(&every_rule()),
                Form::Json => output::json(&policy::RULES.iter().map(Page::of).collect::<Vec<_>>()),
            }
            return Ok(Status::Done);
        };
        let text = if let Some(rule) = policy::rule(what) {
            of_rule(rule)
        } else if let Some(code) = Code::ALL.iter().find(|code| code.as_str() == what) {
            of_refusal(*code)
        } else if let Some(file) = &self.file {
            let policy = load(file)?;
            of_promise(&policy, what, spoken(&policy, self.language)?)?
        } else {
            return Err(Failure::Usage(unknown(what)));
        };
        output::line(&text);
        Ok(Status::Done)
    }
}

fn unknown(what: &str) -> String {
    let codes = policy::RULES.iter().map(|rule| rule.code).chain(Code::ALL.iter().map(|code| code.as_str()));
    let near = nearest(what, codes).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("no code is called `{what}`{near}; if it is a promise, add the policy: yinuo explain {what} policy.toml")
}

/// A page as programs read it.
#[derive(Debug, Serialize)]
struct Page {
    code: &'static str,
    severity: policy::Severity,
    sets: &'static [policy::RuleSet],
    source: Option<&'static str>,
    page: String,
}

impl Page {
    fn of(rule: &Rule) -> Self {
        Self { code: rule.code, severity: rule.severity, sets: rule.sets, source: rule.source(), page: rule.page() }
    }
}

fn of_rule(rule: &Rule) -> String {
    format!("{}\n{}\n\n{}", rule.code, applies(rule), rule.page())
}

fn applies(rule: &Rule) -> String {
    let severity = format!("{:?}", rule.severity).to_lowercase();
    format!("{severity}; rule set: {}", join(rule.sets.iter().map(|set| set.as_str())))
}

/// Every page, as one chapter.
fn every_rule() -> String {
    let mut text = vec!["# Findings".to_owned(), String::new()];
    text.extend(policy::RULES.iter().map(|rule| format!("- [`{}`](#{}): {}", rule.code, anchor(rule), rule.what())));
    for rule in policy::RULES {
        text.push(format!("\n## {}\n\n*{}*\n\n{}", rule.code, applies(rule), rule.page()));
    }
    text.join("\n")
}

/// The heading's anchor, as Markdown tools make it.
fn anchor(rule: &Rule) -> String {
    rule.code.replace('/', "")
}

fn of_refusal(code: Code) -> String {
    let who = match code.who() {
        yinuo::life::Who::Caller => "the person or service that asks",
        yinuo::life::Who::Author => "the author of the policy",
        yinuo::life::Who::Operator => "whoever runs the installation",
        yinuo::life::Who::Us => "the makers of this program",
    };
    format!("{code}: {}\n\nwho acts: {who}\nHTTP:     {}", code.meaning(), code.status())
}

fn of_promise(policy: &Policy, promise: &str, language: Language) -> Result<String, Failure> {
    let promises = policy.promises();
    if !promises.contains_key(promise) {
        let near = nearest(promise, promises.keys().map(Name::as_str));
        let help = near
            .map_or_else(|| format!("it makes {} promises", promises.len()), |near| format!("did you mean `{near}`?"));
        return Err(Failure::Usage(format!("the policy makes no promise `{promise}`; {help}")));
    }
    let paragraphs = publish::paragraphs(&policy.document, language)
        .map_err(|missing| Failure::PolicyInvalid(missing.to_string()))?;
    let mut text = vec![promise.to_owned(), String::new()];
    text.extend(
        paragraphs
            .iter()
            .filter(|paragraph| paragraph.path == promise)
            .map(|paragraph| paragraph.text.replace(" | ", " ")),
    );
    text.push(String::new());
    text.extend(primitives(policy, promise));
    Ok(text.join("\n"))
}

/// What the promise became: the gates, bars, ends, clocks and duties that name it.
fn primitives(policy: &Policy, promise: &str) -> Vec<String> {
    let mut found = gates(policy, promise);
    for bar in policy.bars().iter().filter(|bar| bar.promise == promise) {
        let fields: Vec<&str> = bar.fields.iter().map(String::as_str).collect();
        let what = [
            list("fields", fields),
            list("purposes", bar.purposes.iter().map(Name::as_str)),
            list("origins", bar.origins.iter().map(Name::as_str)),
            list("of", bar.items.iter().map(Name::as_str)),
            bar.batches.then(|| "more than one value in one message".to_owned()),
        ];
        found.push(format!(
            "bar    whatever anybody consents to: {}",
            what.into_iter().flatten().collect::<Vec<_>>().join("; ")
        ));
    }
    for end in policy.ends().iter().filter(|end| end.promise == promise) {
        for leg in &end.legs {
            let how = match &leg.period {
                period if period.is_at_once() => "gone at once".to_owned(),
                period if leg.within => format!("gone within {period}"),
                period => format!("kept for exactly {period}"),
            };
            let unless = leg.unless.as_ref().map_or_else(String::new, |event| format!(", unless {event}"));
            found.push(format!("end    {how} from {}{unless}; then {}", leg.from, end.then.as_str()));
        }
    }
    for clock in policy.clocks().iter().filter(|clock| clock.promise == promise) {
        found.push(match &clock.period {
            period if period.is_at_once() => "clock  done at once".to_owned(),
            period => format!("clock  done within {period}"),
        });
    }
    for duty in policy.duties().iter().filter(|duty| duty.promise == promise) {
        found.push(format!("duty   proof must confirm: {}", join(duty.terms.iter().map(Name::as_str))));
    }
    if found.is_empty() {
        found.push("text   a statement of the document; nothing is decided by it alone".to_owned());
    }
    found
}

fn gates(policy: &Policy, promise: &str) -> Vec<String> {
    let Some((_, name)) = promise.split_once('.') else { return Vec::new() };
    let acts = [(Act::Collect, "collect"), (Act::Read, "read"), (Act::Release, "release"), (Act::Message, "send")];
    let mut found = Vec::new();
    for (act, word) in acts {
        let Some(gate) = policy.gate(act, &Name::from(name)).filter(|gate| gate.promise == promise) else { continue };
        let records = list("records", gate.records.iter().map(Name::as_str));
        let forms = gate.forms.iter().map(|(item, form)| format!("{item} {}", form.as_str()));
        let forms = list("forms", forms.collect::<Vec<_>>().iter().map(String::as_str));
        let what = records.into_iter().chain(forms).collect::<Vec<_>>().join("; ");
        found.push(format!("gate   {word}: {what}"));
        found.extend(gate.needs.iter().map(|need| format!("       needs {}", need_in_words(need))));
    }
    found
}

fn need_in_words(need: &Need) -> String {
    match need {
        Need::OpenAccount => "an open account in an active tenant".to_owned(),
        Need::Age(years) => format!("an age of {years} or more"),
        Need::Actor(roles) if roles.is_empty() => "anybody the tenant knows".to_owned(),
        Need::Actor(roles) => format!("one of: {}", join(roles.iter().map(Name::as_str))),
        Need::Purpose(purposes) => format!("one of the purposes: {}", join(purposes.iter().map(Name::as_str))),
        Need::Consent { purpose, kind, .. } => format!("{} consent to {purpose}", kind.as_str()),
        Need::Permission(permission) => format!("the device permission {permission}"),
        Need::During { activity, .. } => format!("an open {activity}"),
        Need::Occasion(occasions) => format!("one of the occasions: {}", join(occasions.iter().map(Name::as_str))),
        Need::Platform(platforms) => format!("one of the platforms: {}", join(platforms.iter().map(Name::as_str))),
        Need::Answer { to, awaited: Awaited::Shown, by, .. } => format!("{to} shown to the {}", by.as_str()),
        Need::Answer { to, awaited: Awaited::Accepted, by, .. } => format!("{to} accepted by the {}", by.as_str()),
        Need::Agreement { agreement, .. } => format!("the agreement {agreement} on file and in force"),
    }
}

fn join<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}

fn list<'a>(what: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names = join(names);
    (!names.is_empty()).then(|| format!("{what}: {names}"))
}
