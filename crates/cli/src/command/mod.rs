//! The subcommands, each in a file of its own.

mod alerts;
mod backup;
mod certificate;
mod check;
mod configuration;
mod credential;
mod diff;
mod doctor;
mod evidence;
mod explain;
mod fmt;
mod init;
mod keys;
mod ledger;
mod publish_policy;
mod render;
mod restore;
mod schema;
mod serve;
mod timeline;
mod tripwire;

use crate::demo::Demo;
use crate::status::{HELP, Outcome};
use clap::{Parser, Subcommand};

pub use serve::wait_for_the_end;

/// One promise: the policy as a file, the file as a running system, the system as evidence.
#[derive(Debug, Parser)]
#[command(name = "yinuo", version, about, after_help = HELP)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the command can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show everything that is wrong with a policy, with its place, its cure and the article of law.
    Check(check::Check),
    /// Explain a code, or a promise of a policy.
    Explain(explain::Explain),
    /// Write a first policy that passes `check`, from a few answers.
    Init(init::Init),
    /// Lay a policy out in the one way, without changing what it says.
    Fmt(fmt::Fmt),
    /// Show what changed between two versions of a policy, and who must be told or asked.
    Diff(diff::Diff),
    /// Print the language as JSON Schema, for editors.
    Schema(schema::Schema),
    /// Show what becomes of each record after an event, by instants.
    Timeline(timeline::Timeline),
    /// Render the document that people read.
    Render(render::Render),
    /// Serve the HTTP API, the public pages and the worker.
    Serve(serve::Serve),
    /// Print a configuration with every key explained.
    Config(configuration::Config),
    /// Publish a policy into an installation.
    PublishPolicy(publish_policy::PublishPolicy),
    /// Make a backup, encrypted under a key of its own.
    Backup(backup::Backup),
    /// Restore a backup into an empty data folder; what was decided since stays decided.
    Restore(restore::Restore),
    /// Look after the keys: state, rotation, recovery.
    Keys(keys::Keys),
    /// Verify the ledger.
    Ledger(ledger::Ledger),
    /// List, show and verify the signed certificates of erasures.
    Certificate(certificate::Certificate),
    /// Print the ledger's entries of a promise.
    Evidence(evidence::Evidence),
    /// List what alarms noticed, and whether somebody has looked into it.
    Alerts(alerts::Alerts),
    /// Plant records that nobody has a reason to open, list them, take them up.
    Tripwire(tripwire::Tripwire),
    /// Issue, list and revoke the credentials of calling services.
    Credential(credential::Credential),
    /// Look an installation over.
    Doctor(doctor::Doctor),
    /// Show one policy at work, on this machine alone.
    Demo(Demo),
}

impl Command {
    /// Does it.
    pub fn run(self) -> Outcome {
        match self {
            Self::Check(command) => command.run(),
            Self::Explain(command) => command.run(),
            Self::Init(command) => command.run(),
            Self::Fmt(command) => command.run(),
            Self::Diff(command) => command.run(),
            Self::Schema(command) => command.run(),
            Self::Timeline(command) => command.run(),
            Self::Render(command) => command.run(),
            Self::Serve(command) => command.run(),
            Self::Config(command) => command.run(),
            Self::PublishPolicy(command) => command.run(),
            Self::Backup(command) => command.run(),
            Self::Restore(command) => command.run(),
            Self::Keys(command) => command.run(),
            Self::Ledger(command) => command.run(),
            Self::Certificate(command) => command.run(),
            Self::Evidence(command) => command.run(),
            Self::Alerts(command) => command.run(),
            Self::Tripwire(command) => command.run(),
            Self::Credential(command) => command.run(),
            Self::Doctor(command) => command.run(),
            Self::Demo(command) => command.run(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        fn each(command: &clap::Command) {
            for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
                if below.has_subcommands() {
                    each(below);
                }
                let help = below.get_after_help().map(ToString::to_string).unwrap_or_default();
                assert!(help.contains("Example"), "{}", below.get_name());
            }
        }
        each(&Arguments::command());
    }
}
