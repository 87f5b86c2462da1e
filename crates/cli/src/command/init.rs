//! `yinuo init`: a first policy, from a few answers.
//!
//! What is not given as a flag is asked for at a terminal. The policy is written only if `check` finds no error in
//! it; what it warns of is shown.

use super::explain::language;
use crate::findings::{Found, complain};
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use dialoguer::{Confirm, Input, MultiSelect, Select};
use jiff::tz::TimeZone;
use policy::first::{Answers, kinds};
use policy::rows::Language;
use policy::{Finding, Policy, RuleSet, Severity, is_country, law_of};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use yinuo::{Clock, HostClock};

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo init\n  yinuo init --yes --id lantern --name 灯笼 --controller 'Lantern Ltd.' --address '1 Quay Street, Suzhou' \\\n    \
    --email privacy@lantern.example --collects phone,email --out policy.toml\n\n\
    What is not given is asked for at a terminal. Nothing is written unless the policy passes `yinuo check` without an error."
)]
pub struct Init {
    /// The product's id: lower-case words joined by `-`.
    #[arg(long)]
    id: Option<String>,
    /// What people call the product.
    #[arg(long)]
    name: Option<String>,
    /// The legal name of who decides why and how data is processed.
    #[arg(long)]
    controller: Option<String>,
    /// The controller's postal address.
    #[arg(long)]
    address: Option<String>,
    /// Where people write about their data.
    #[arg(long)]
    email: Option<String>,
    /// The country of the controller's seat: two capitals, such as CN.
    #[arg(long, default_value = "CN", value_parser = country)]
    country: String,
    /// Who represents a controller abroad in China, with contact; PIPL 53.
    #[arg(long)]
    representative: Option<String>,
    /// The zone in which days are counted, such as Asia/Shanghai, which it is for a seat in China.
    #[arg(long, value_parser = zone)]
    time_zone: Option<TimeZone>,
    /// Whom the product serves: consumer or business.
    #[arg(long, default_value = "consumer", value_parser = ["consumer", "business"])]
    audience: String,
    /// The languages of the document, the authoritative one first. If not given: zh-Hans and en for a seat in China; en elsewhere,
    /// and zh-Hans where the law of China holds.
    #[arg(long, value_delimiter = ',', value_parser = language)]
    language: Vec<Language>,
    /// The rule sets that `check` holds the policy against: pipl, gdpr. If not given, the law of the controller's seat.
    #[arg(long, value_delimiter = ',', value_parser = rules)]
    rules: Vec<RuleSet>,
    /// The kinds of data that the product collects.
    #[arg(long, value_delimiter = ',', value_parser = kind, long_help = kinds_help())]
    collects: Vec<String>,
    /// The file to write.
    #[arg(long, value_name = "PATH", default_value = "policy.toml")]
    out: PathBuf,
    /// Ask nothing.
    #[arg(long)]
    yes: bool,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
}

impl Init {
    /// Asks, writes, and says what to do next.
    pub fn run(mut self) -> Outcome {
        refuse_to_overwrite(&self.out, self.force)?;
        if !self.yes && std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
            self.ask()?;
        }
        let answers = self.answers()?;
        let text = answers.policy();
        let findings = Policy::load(text.as_bytes()).map_or_else(|invalid| invalid.0, |(_, warnings)| warnings);
        let (errors, warnings): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.severity == Severity::Error);
        if !errors.is_empty() {
            return Err(unsound(&self.out, &text, errors));
        }
        complain(&Found::new(self.out.display().to_string(), text.as_bytes(), warnings));
        // Somebody may have written it meanwhile.
        refuse_to_overwrite(&self.out, self.force)?;
        output::replace(&self.out, text.as_bytes())?;
        self.unheld(&answers).iter().for_each(|note| output::complain(note));
        let out = self.out.display();
        output::line(&format!("wrote {out}: it passes `yinuo check {out}`\nread the document: yinuo render {out}"));
        Ok(Status::Done)
    }

    /// Asks for what no flag has answered.
    fn ask(&mut self) -> Result<(), Failure> {
        ask_sound("The product's id (lower-case words joined by -)", &mut self.id, |id| {
            let fine = id.starts_with(|letter: char| letter.is_ascii_lowercase())
                && id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
            fine.then_some(()).ok_or("expected lower-case letters, digits and `-`, such as `quay-lantern`")
        })?;
        ask_text("What people call the product", &mut self.name)?;
        ask_text("Legal name of the company that answers for it", &mut self.controller)?;
        ask_text("Its postal address", &mut self.address)?;
        ask_sound("E-mail address for questions about data", &mut self.email, |address| {
            let fine = address.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
            fine.then_some(()).ok_or("expected an address such as privacy@lantern.example")
        })?;
        let seat =
            Input::<String>::new().with_prompt("Country of its seat, two capitals").default(self.country.clone());
        let seat =
            seat.validate_with(|code: &String| country(code).map(|_code| ())).interact_text().map_err(unasked)?;
        self.country = country(&seat).map_err(Failure::Usage)?;
        let audiences = ["consumer", "business"];
        let given = audiences.iter().position(|audience| *audience == self.audience).unwrap_or(0);
        let whom = Select::new().with_prompt("Whom does it serve?").items(["people", "companies"]).default(given);
        let chosen = whom.interact().map_err(unasked)?;
        audiences.get(chosen).copied().unwrap_or("consumer").clone_into(&mut self.audience);
        if self.collects.is_empty() {
            let kinds = kinds();
            let labels: Vec<String> = kinds.iter().map(|kind| format!("{}  {}", kind.english, kind.chinese)).collect();
            let chosen = choose("Which data does it collect?", &labels)?;
            self.collects = chosen.into_iter().filter_map(|at| kinds.get(at)).map(|kind| kind.name.clone()).collect();
        }
        self.ask_abroad()?;
        let question = format!("Write {}?", self.out.display());
        let goes = Confirm::new().with_prompt(question).default(true).interact().map_err(unasked)?;
        if goes { Ok(()) } else { Err(Failure::Failed("nothing was written".to_owned())) }
    }

    /// Asks for what only a controller abroad has to answer.
    fn ask_abroad(&mut self) -> Result<(), Failure> {
        if self.country == "CN" {
            return Ok(());
        }
        if self.rules.is_empty() && law_of(&self.country).is_none() {
            let sets = [RuleSet::Pipl, RuleSet::Gdpr];
            let labels = ["people in China (pipl)", "people in the European Economic Area (gdpr)"];
            let chosen = choose("Where are the people whose data it holds?", &labels.map(str::to_owned))?;
            self.rules = chosen.into_iter().filter_map(|at| sets.get(at)).copied().collect();
        }
        if self.time_zone.is_none() {
            let asked = Input::<String>::new().with_prompt("The zone in which days are counted, such as Europe/Berlin");
            let name =
                asked.validate_with(|name: &String| zone(name).map(|_zone| ())).interact_text().map_err(unasked)?;
            self.time_zone = zone(&name).ok();
        }
        if self.sets()?.iter().any(|set| set == RuleSet::Pipl.as_str()) {
            ask_text("Who represents it in China, with contact", &mut self.representative)?;
        }
        Ok(())
    }

    /// What `check` cannot have found, because no rule set that it used is the law of the controller's seat.
    fn unheld(&self, answers: &Answers) -> Option<String> {
        let held = answers.rules.join(", ");
        match law_of(&self.country) {
            Some(law) if answers.rules.iter().any(|set| set == law.as_str()) => None,
            Some(law) => Some(format!(
                "note: {} is the law of {}, and the policy was held against {held}",
                law.as_str(),
                self.country
            )),
            None => Some(format!(
                "note: no rule set is the law of {}; the policy was held against {held} alone",
                self.country
            )),
        }
    }

    /// The rule sets asked for, each once; without any, the law of the controller's seat.
    fn sets(&self) -> Result<Vec<String>, Failure> {
        let mut sets = self.rules.clone();
        sets.sort_unstable();
        sets.dedup();
        if sets.is_empty() {
            let none = || {
                let country = &self.country;
                Failure::Usage(format!(
                    "--rules: no rule set is the law of {country}; expected pipl where people in China are served, gdpr where people in \
                     the European Economic Area are, or both"
                ))
            };
            sets.push(law_of(&self.country).ok_or_else(none)?);
        }
        Ok(sets.into_iter().map(|set| set.as_str().to_owned()).collect())
    }

    /// The languages asked for, each once; without any, those of the people whom the rule sets protect.
    fn languages(&self, rules: &[String]) -> Vec<String> {
        let chinese = rules.iter().any(|set| set == RuleSet::Pipl.as_str());
        let usual: &[&str] = match (self.country == "CN", chinese) {
            (true, _) => &["zh-Hans", "en"],
            (false, true) => &["en", "zh-Hans"],
            (false, false) => &["en"],
        };
        let asked = self.language.iter().map(|language| language.as_str().to_owned());
        let words: Vec<String> = once(asked);
        if words.is_empty() { usual.iter().map(|word| (*word).to_owned()).collect() } else { words }
    }

    /// The answers, or which flags are missing.
    fn answers(&self) -> Result<Answers, Failure> {
        let texts = [
            ("--id", &self.id),
            ("--name", &self.name),
            ("--controller", &self.controller),
            ("--address", &self.address),
            ("--email", &self.email),
        ];
        let blank = |text: &&Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        let absent = texts.iter().filter(|(_, text)| blank(text)).map(|(flag, _)| *flag);
        let mut absent: Vec<&str> = absent.chain(self.collects.is_empty().then_some("--collects")).collect();
        let (rules, at_home) = (self.sets()?, self.country == "CN");
        let represented =
            at_home || !blank(&&self.representative) || !rules.iter().any(|set| set == RuleSet::Pipl.as_str());
        absent.extend((!represented).then_some("--representative (of a controller abroad, in China)"));
        absent.extend((!at_home && self.time_zone.is_none()).then_some("--time-zone"));
        if !absent.is_empty() {
            let what = "not a terminal, or --yes: nothing can be asked; missing";
            return Err(Failure::Usage(format!("{what} {}", absent.join(", "))));
        }
        let zone = self.time_zone.clone().map_or_else(|| zone(AT_HOME), Ok).map_err(Failure::Failed)?;
        let text = |text: &Option<String>| text.clone().unwrap_or_default().trim().to_owned();
        Ok(Answers {
            id: text(&self.id),
            name: text(&self.name),
            controller: text(&self.controller),
            address: text(&self.address),
            country: self.country.clone(),
            representative: (!blank(&&self.representative)).then(|| text(&self.representative)),
            email: text(&self.email),
            time_zone: zone.iana_name().unwrap_or(AT_HOME).to_owned(),
            audience: self.audience.clone(),
            languages: self.languages(&rules),
            rules,
            collects: self.collects.clone(),
            today: HostClock.now().to_zoned(zone).date(),
        })
    }
}

/// The zone of a controller in China.
const AT_HOME: &str = "Asia/Shanghai";

/// Each of `words` once, in the order of their first places.
fn once(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    once
}

/// Says of each finding which flag it is about, and what was expected. What is about no flag is shown in the text.
fn unsound(out: &Path, text: &str, findings: Vec<Finding>) -> Failure {
    let blamed: Option<Vec<String>> = findings.iter().map(|finding| blamed(text, finding)).collect();
    let why = blamed.unwrap_or_else(|| {
        complain(&Found::new(out.display().to_string(), text.as_bytes(), findings));
        vec!["the answers do not make a sound policy".to_owned()]
    });
    Failure::Usage(format!("{}; nothing was written", once(why.into_iter()).join("\n       ")))
}

fn blamed(text: &str, finding: &Finding) -> Option<String> {
    let flag = match Answers::blamed(text, finding)? {
        "languages" => "language",
        flag => flag,
    };
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
    Some(format!("--{flag}: {}{help}", finding.headline))
}

fn refuse_to_overwrite(path: &Path, force: bool) -> Result<(), Failure> {
    if !force && path.symlink_metadata().is_ok() {
        return Err(Failure::Failed(format!("{}: there is a file already; --force writes over it", path.display())));
    }
    Ok(())
}

fn ask_text(prompt: &str, answer: &mut Option<String>) -> Result<(), Failure> {
    if answer.is_none() {
        *answer = Some(Input::new().with_prompt(prompt).interact_text().map_err(unasked)?);
    }
    Ok(())
}

/// Which of `labels` are chosen: at least one.
fn choose(prompt: &str, labels: &[String]) -> Result<Vec<usize>, Failure> {
    loop {
        let prompt = format!("{prompt} (space chooses, enter goes on)");
        let chosen = MultiSelect::new().with_prompt(prompt).items(labels).interact().map_err(unasked)?;
        if !chosen.is_empty() {
            return Ok(chosen);
        }
        output::complain("choose at least one: space chooses");
    }
}

/// Asks until the answer is `sound`.
fn ask_sound(
    prompt: &str,
    answer: &mut Option<String>,
    sound: impl Fn(&str) -> Result<(), &'static str>,
) -> Result<(), Failure> {
    if answer.is_none() {
        let asked = Input::<String>::new().with_prompt(prompt).validate_with(|text: &String| sound(text.trim()));
        *answer = Some(asked.interact_text().map_err(unasked)?);
    }
    Ok(())
}

fn unasked(fault: dialoguer::Error) -> Failure {
    Failure::of("cannot ask", fault)
}

fn country(code: &str) -> Result<String, String> {
    let code = code.trim().to_uppercase();
    is_country(&code).then_some(code).ok_or_else(|| "expected two capitals of ISO 3166-1, such as CN".to_owned())
}

fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_unknown| "expected an IANA name such as Asia/Shanghai".to_owned())
}

/// A rule set that a policy can name: the language's own rules hold for every policy.
fn rules(word: &str) -> Result<RuleSet, String> {
    let known: Vec<RuleSet> = RuleSet::ALL.iter().copied().filter(|set| *set != RuleSet::Language).collect();
    let names = || known.iter().map(|set| set.as_str()).collect::<Vec<_>>().join(", ");
    known.iter().copied().find(|set| set.as_str() == word).ok_or_else(|| format!("expected one of: {}", names()))
}

/// A kind of data, by its name.
fn kind(word: &str) -> Result<String, String> {
    let kinds = kinds();
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
    if names.contains(&word) { Ok(word.to_owned()) } else { Err(format!("expected one of: {}", names.join(", "))) }
}

fn kinds_help() -> String {
    let lines = kinds().into_iter().map(|kind| format!("  {:<10} {}, {}", kind.name, kind.english, kind.chinese));
    format!("The kinds of data that the product collects:\n{}", lines.collect::<Vec<_>>().join("\n"))
}
