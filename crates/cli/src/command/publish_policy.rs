//! `yinuo publish-policy`: a policy comes into force in an installation.

use crate::config::Flags;
use crate::findings::{self, Found};
use crate::input::read_policy;
use crate::installation::Place;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use yinuo::life::reference::Subject;
use yinuo::life::{Actor, Capacity};
use yinuo::{Engine, HostClock};

/// Arguments of `publish-policy`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo publish-policy policy.toml --data installation")]
pub struct PublishPolicy {
    /// The policy.
    #[arg(value_name = "POLICY")]
    file: PathBuf,
    /// The random reference of somebody of the company who approves it; twice, where the version in force asks for two.
    #[arg(long, value_name = "REFERENCE", value_parser = reference)]
    approved_by: Vec<Subject>,
    #[command(flatten)]
    place: Place,
}

fn reference(text: &str) -> Result<Subject, String> {
    text.parse().map_err(|_| "expected a reference: 32 hexadecimal digits".to_owned())
}

impl PublishPolicy {
    /// Publishes it; the installation is made if there is none.
    pub fn run(self) -> Outcome {
        if !self.place.is_named() {
            return Err(Failure::Usage("say where with --config or --data".to_owned()));
        }
        let bytes = read_policy(&self.file)?;
        let configuration = self.place.configuration(Flags::new())?;
        in_place(&configuration.engine, &bytes)?;
        let engine = Engine::open(configuration.engine, Arc::new(HostClock))?;
        let staff = |subject| Actor { capacity: Capacity::Staff, subject: Some(subject), roles: Vec::new() };
        let approved: Vec<Actor> = self.approved_by.into_iter().map(staff).collect();
        publish(&engine, &self.file, &bytes, &approved)?;
        Ok(Status::Done)
    }
}

/// Nothing is created where the policy does not say that data stands.
///
/// # Errors
/// [`Status::Refused`] with `region_denied`. What else is wrong with the policy is shown when it is published.
pub fn in_place(config: &yinuo::Config, bytes: &[u8]) -> Result<(), Failure> {
    match config.may_hold(bytes) {
        Err(denied @ yinuo::Error::Refused(_)) => Err(denied.into()),
        _ => Ok(()),
    }
}

/// Publishes a policy and says so, or shows its findings.
///
/// # Errors
/// [`Status::PolicyInvalid`] if it cannot run; [`Status::Refused`] if the installation stands outside its places.
pub fn publish(engine: &Engine, path: &Path, bytes: &[u8], approved: &[Actor]) -> Result<(), Failure> {
    match engine.publish_approved(bytes, approved) {
        Ok(policy) => {
            output::line(&format!("published {} {} ({})", policy.product, policy.version, policy.hash));
            Ok(())
        }
        Err(yinuo::Error::Policy(invalid)) => {
            findings::complain(&Found::new(path.display().to_string(), bytes, invalid.0));
            Err(Failure::Told(Status::PolicyInvalid))
        }
        Err(other) => Err(other.into()),
    }
}
