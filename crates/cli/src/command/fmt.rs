//! `yinuo fmt`: one layout for every policy file.

use crate::findings::{Found, complain};
use crate::input::{read_policy, stdin_once};
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use policy::Unformatted;
use std::path::{Path, PathBuf};

/// Arguments of `fmt`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo fmt policy.toml\n  yinuo fmt --check --diff a.toml b.toml\n  yinuo fmt - < policy.toml > laid-out.toml\n\n\
    Spaces, blank lines, breaks of lists, quotes and the place of comments change; what the file says, the order of its keys and \
    its comments stay. A file that is not TOML is left as it is. With --check nothing is written, and a file that would change \
    ends it with status 1."
)]
pub struct Fmt {
    /// Policy files, written in place; `-` reads standard input and writes standard output.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write nothing; say which files would change.
    #[arg(long)]
    check: bool,
    /// Show what changes.
    #[arg(long)]
    diff: bool,
}

impl Fmt {
    /// Formats every file; one that cannot be formatted does not keep the others from it.
    pub fn run(self) -> Outcome {
        stdin_once(self.files.iter().map(PathBuf::as_path))?;
        let mut status = Status::Done;
        for path in &self.files {
            match self.format(path) {
                Ok(changed) if changed && self.check => status = worse(status, Status::Failed),
                Ok(_) => {}
                Err(failure) => {
                    if let Some(text) = failure.text() {
                        output::complain(&format!("yinuo: {text}"));
                    }
                    status = worse(status, failure.status());
                }
            }
        }
        Ok(status)
    }

    /// Formats one file; answers whether it was laid out otherwise.
    fn format(&self, path: &Path) -> Result<bool, Failure> {
        let bytes = read_policy(path)?;
        let laid = policy::formatted(&bytes).map_err(|fault| refused(path, &bytes, fault))?;
        let (streams, changed) = (path.as_os_str() == "-", laid.as_bytes() != bytes);
        if self.diff && changed {
            let before = String::from_utf8_lossy(&bytes);
            output::raw(&output::difference(&path.display().to_string(), "laid out", &before, &laid));
        }
        match (self.check, streams) {
            (true, _) if changed && !self.diff => output::line(&path.display().to_string()),
            (false, true) if !self.diff => output::raw(&laid),
            (false, false) if changed => output::replace(path, laid.as_bytes())?,
            _ => {}
        }
        Ok(changed)
    }
}

/// Of two statuses the one that somebody must act on first.
const fn worse(one: Status, other: Status) -> Status {
    if other.number() > one.number() { other } else { one }
}

fn refused(path: &Path, bytes: &[u8], fault: Unformatted) -> Failure {
    match fault {
        Unformatted::Syntax(findings) => {
            complain(&Found::new(path.display().to_string(), bytes, findings));
            Failure::Told(Status::PolicyInvalid)
        }
        Unformatted::Meaning => Failure::of(path.display(), Unformatted::Meaning),
    }
}
