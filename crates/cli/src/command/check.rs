//! `yinuo check`: every finding of a policy in one run.

use crate::calendar;
use crate::findings::{self, Found};
use crate::input::{read_policy, stdin_once};
use crate::installation::{Place, product};
use crate::output::{self, Format, count};
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use policy::fix::Mended;
use policy::{Policy, Severity};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("mending").args(["fix", "diff"]).multiple(true),
    after_help = "Example:\n  yinuo check policy.toml\n  yinuo check --format json a.toml b.toml\n  yinuo check --diff policy.toml\n  yinuo check --fix --unsafe-fixes policy.toml\n  yinuo check --calendar calendar.toml policy.toml\n  yinuo check --gaps --data installation"
)]
pub struct Check {
    /// Policy files; `-` reads standard input.
    #[arg(value_name = "FILE", required_unless_present_any = ["gaps", "calendar"])]
    files: Vec<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Apply the fixes that change no promise, and say what was done.
    #[arg(long)]
    fix: bool,
    /// Take the fixes that somebody has to read too; with `--fix` or `--diff`.
    #[arg(long, requires = "mending")]
    unsafe_fixes: bool,
    /// Show what the fixes would change instead of the findings, and write nothing.
    #[arg(long)]
    diff: bool,
    /// A file with official working days, checked too: what contradicts itself in it is found.
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
    /// Show what an installation was asked for and its policy does not declare. No process may hold the installation.
    #[arg(long)]
    gaps: bool,
    /// The product whose gaps are shown, if there are several.
    #[arg(long, requires = "gaps")]
    product: Option<String>,
    #[command(flatten)]
    place: Place,
}

impl Check {
    /// Checks every file, then shows the gaps if they were asked for.
    pub fn run(self) -> Outcome {
        stdin_once(self.files.iter().map(PathBuf::as_path))?;
        if self.fix || self.diff {
            self.files.iter().try_for_each(|path| self.mend(path))?;
        }
        if self.diff {
            return Ok(Status::Done);
        }
        let found = self.files.iter().map(|path| check(path)).collect::<Result<Vec<_>, _>>()?;
        let calendar = self.calendar.as_deref().map(calendar::find).transpose()?.map(|(_, found)| found);
        if self.format == Format::Human {
            self.show(&found, calendar.as_ref());
        } else if !self.files.is_empty() || calendar.is_some() {
            findings::print(found.iter().chain(&calendar), self.format);
        }
        if self.gaps {
            self.show_gaps()?;
        }
        let invalid = |found: &Found| found.count(Severity::Error) > 0;
        Ok(match () {
            () if found.iter().any(invalid) => Status::PolicyInvalid,
            // The calendar is no policy: it is an argument that cannot be understood.
            () if calendar.as_ref().is_some_and(invalid) => Status::Usage,
            () => Status::Done,
        })
    }

    /// Prints for people: the findings of the calendar and of the policies, each followed by how many there are.
    fn show(&self, found: &[Found], calendar: Option<&Found>) {
        if let Some(calendar) = calendar {
            findings::print([calendar], self.format);
            output::line(&format!("{}: {}", calendar.name, count(calendar.findings.len(), "error")));
        }
        if !found.is_empty() {
            findings::print(found, self.format);
            output::line(&summary(found));
        }
    }

    /// Applies the fixes to one file. What is not UTF-8 has no fix.
    fn mend(&self, path: &Path) -> Result<(), Failure> {
        let bytes = read_policy(path)?;
        let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(()) };
        let mended = policy::fix::mend(text, self.unsafe_fixes, |text| find(text.as_bytes()));
        let name = path.display().to_string();
        if self.diff {
            output::raw(&output::difference(&name, "mended", text, &mended.text));
        } else if path.as_os_str() == "-" {
            return Err(Failure::Usage("standard input cannot be mended: name a file, or add --diff".to_owned()));
        } else if mended.text != text {
            output::replace(path, mended.text.as_bytes())?;
            mended.done.iter().for_each(|(code, title)| output::complain(&format!("{name}: mended {code}: {title}")));
        }
        if let Some(left) = self.left(&mended) {
            output::complain(&format!("{name}: {left}"));
        }
        Ok(())
    }

    /// What mending did not do; nothing where nothing is left to be found.
    fn left(&self, mended: &Mended) -> Option<String> {
        let (all, review) = (mended.left.len(), mended.to_review());
        let how = if self.unsafe_fixes { "mended" } else { "mended safely" };
        let done = if mended.done.is_empty() { format!("nothing could be {how}; ") } else { String::new() };
        let left = match review {
            0 => format!("{} left, which only a person can mend", count(all, "finding")),
            _ => format!("{review} of {} need --unsafe-fixes", count(all, "finding")),
        };
        (all > 0).then(|| format!("{done}{left}"))
    }

    fn show_gaps(&self) -> Result<(), Failure> {
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        let gaps: Vec<Gap> = engine.gaps(&product)?.into_iter().map(Gap::from).collect();
        match self.format {
            Format::Json => output::json(&gaps),
            Format::Human | Format::Plain => {
                for gap in &gaps {
                    let times = count(usize::try_from(gap.times).unwrap_or(usize::MAX), "time");
                    output::line(&format!(
                        "gap[{}]: `{}` was asked for {times}\n  help: {}",
                        gap.code, gap.about, gap.help
                    ));
                }
                let found = count(gaps.len(), "gap");
                output::line(&format!("{product}: {found} between what was asked and what the policy declares"));
            }
        }
        Ok(())
    }
}

/// Reads and checks one file.
fn check(path: &Path) -> Result<Found, Failure> {
    let bytes = read_policy(path)?;
    Ok(Found::new(path.display().to_string(), &bytes, find(&bytes)))
}

fn find(bytes: &[u8]) -> Vec<policy::Finding> {
    match Policy::load(bytes) {
        Ok((_, warnings)) => warnings,
        Err(invalid) => invalid.0,
    }
}

fn summary(found: &[Found]) -> String {
    let of = |severity| found.iter().map(|found| found.count(severity)).sum();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let verdict = if errors == 0 { "the policy can run" } else { "the policy cannot run" };
    let verdict = if found.len() == 1 { format!("; {verdict}") } else { String::new() };
    format!(
        "{}: {}, {}{verdict}",
        count(found.len(), "policy file"),
        count(errors, "error"),
        count(warnings, "warning")
    )
}

/// Something that was asked for and is not declared.
#[derive(Debug, Serialize)]
struct Gap {
    code: String,
    about: String,
    times: u64,
    help: String,
}

impl From<(String, String, u64)> for Gap {
    fn from((code, about, times): (String, String, u64)) -> Self {
        let known = yinuo::life::Code::ALL.iter().find(|one| one.as_str() == code);
        let meaning = known.map_or("it was refused", |code| code.meaning());
        let help = format!("{meaning}; declare `{about}` where the policy means to allow it, or leave it refused");
        Self { code, about, times, help }
    }
}
