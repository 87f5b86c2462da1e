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
use yinuo::{Engine, HostClock};

/// Arguments of `publish-policy`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo publish-policy policy.toml --data installation")]
pub struct PublishPolicy {
    /// The policy.
    #[arg(value_name = "POLICY")]
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

impl PublishPolicy {
    /// Publishes it; the installation is made if there is none.
    pub fn run(self) -> Outcome {
        if !self.place.is_named() {
            return Err(Failure::Usage("say where with --config or --data".to_owned()));
        }
        let bytes = read_policy(&self.file)?;
        let configuration = self.place.configuration(Flags::new())?;
        let engine = Engine::open(configuration.engine, Arc::new(HostClock))?;
        publish(&engine, &self.file, &bytes)?;
        Ok(Status::Done)
    }
}

/// Publishes a policy and says so, or shows its findings.
///
/// # Errors
/// [`Status::PolicyInvalid`] if it cannot run; [`Status::Refused`] if the installation stands outside its places.
pub fn publish(engine: &Engine, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    match engine.publish(bytes) {
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
