//! `yinuo keys`: how the keys are, rotation, recovery, who must agree.

mod recovery;
mod rotate;
mod status;

use crate::installation::Place;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::{Args, Subcommand};
use dialoguer::Password;
use std::path::Path;
use yinuo::{Approval, Passphrase};

/// Arguments of `keys`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo keys status --config yinuo.toml")]
pub struct Keys {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show the keys in numbers, and how far a change of suite has come.
    Status(status::Show),
    /// Draw a fresh root key, or fresh keys of tenants, while everything goes on.
    Rotate(rotate::Turn),
    /// Make a recovery key and print its shares; they are kept nowhere else, and earlier ones are of no use then.
    ExportRecovery(recovery::Export),
    /// Bring a key store whose root key is lost under a fresh one, by shares.
    Recover(recovery::Recover),
    /// Enrol somebody: once two are enrolled, two must agree to rotate, export and recover.
    Enrol(Person),
    /// Take somebody off that list.
    Dismiss(Person),
}

/// Who agrees.
#[derive(Debug, Args)]
struct Leave {
    /// Somebody who agrees, where two must; given twice. Her passphrase is asked for, or read from FILE.
    #[arg(long = "approve", value_name = "NAME[=FILE]")]
    approve: Vec<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo keys enrol wang --config yinuo.toml")]
struct Person {
    /// The name, with a file that holds her passphrase if it is not to be asked for.
    #[arg(value_name = "NAME[=FILE]")]
    person: String,
    #[command(flatten)]
    leave: Leave,
    #[command(flatten)]
    place: Place,
}

impl Keys {
    /// Does it.
    pub fn run(self) -> Outcome {
        match self.command {
            Command::Status(command) => status::status(&command),
            Command::Rotate(command) => rotate::rotate(&command),
            Command::ExportRecovery(command) => recovery::export(&command),
            Command::Recover(command) => recovery::recover(&command),
            Command::Enrol(Person { person, leave, place }) => {
                let (person, leave) = (approval(&person)?, leave.read()?);
                fit(&person)?;
                place.open()?.enrol(&person, &leave)?;
                output::line(&format!("enrolled  {}", person.name));
                Ok(Status::Done)
            }
            Command::Dismiss(Person { person, leave, place }) => {
                place.open()?.dismiss(&person, &leave.read()?)?;
                output::line(&format!("dismissed  {person}"));
                Ok(Status::Done)
            }
        }
    }
}

impl Leave {
    fn read(&self) -> Result<Vec<Approval>, Failure> {
        self.approve.iter().map(|text| approval(text)).collect()
    }
}

/// Characters of the shortest passphrase by which somebody agrees.
const PASSPHRASE_MIN: usize = 8;

/// That whoever is enrolled has a name, and a passphrase of a length that guards (NIST SP 800-63B, 3.1.1.2).
fn fit(person: &Approval) -> Result<(), Failure> {
    if person.name.trim().is_empty() {
        return Err(Failure::Usage("expected a name, as in `li` or `li=FILE`".to_owned()));
    }
    if person.passphrase.characters() < PASSPHRASE_MIN {
        let name = &person.name;
        return Err(Failure::Usage(format!(
            "expected a passphrase of {PASSPHRASE_MIN} characters at least for `{name}`"
        )));
    }
    Ok(())
}

/// A name and what she alone knows: from a file, or asked for.
fn approval(text: &str) -> Result<Approval, Failure> {
    if let Some((name, file)) = text.split_once('=') {
        let passphrase = Passphrase::new(text_of(Path::new(file))?);
        return Ok(Approval { name: name.to_owned(), passphrase });
    }
    if !output::is_terminal() {
        let headline = format!("nobody is there to ask for the passphrase of `{text}`: give it as `{text}=FILE`");
        return Err(Failure::Usage(headline));
    }
    let asked = Password::new().with_prompt(format!("passphrase of {text}")).interact();
    let asked = asked.map_err(|fault| Failure::of("the terminal", fault))?;
    Ok(Approval { name: text.to_owned(), passphrase: Passphrase::new(asked) })
}

fn text_of(path: &Path) -> Result<String, Failure> {
    let bytes = crate::input::read_at_most(path, 64 * 1024)?;
    String::from_utf8(bytes).map_err(|_| Failure::Failed(format!("{}: is no text", path.display())))
}
