//! How a command ends: one table of exit statuses, and which error ends in which.

use std::process::ExitCode;
use yinuo::life::Code;

/// Declares the exit statuses once: number and meaning.
macro_rules! statuses {
    ($($name:ident = $number:literal, $meaning:literal;)+) => {
        /// An exit status of the command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Status { $(#[doc = $meaning] $name),+ }

        impl Status {
            /// Every status.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The number that the process ends with.
            pub const fn number(self) -> u8 {
                match self { $(Self::$name => $number),+ }
            }

            /// What it means.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning),+ }
            }
        }

        /// The table, for `--help`.
        pub const HELP: &str = concat!("Exit status:\n", $("  ", $number, "  ", $meaning, "\n"),+);
    };
}

statuses! {
    Done = 0, "done: what was asked is done, and every check that was asked for holds";
    Failed = 1, "failed: something could not be done, or a check does not hold";
    Usage = 2, "usage: the arguments, or the configuration and its files, cannot be read or understood";
    Refused = 3, "refused: a promise of the policy does not allow it";
    PolicyInvalid = 4, "policy invalid: the policy cannot run as it is written";
    Material = 5, "material: two policies differ in something that people must be told before it takes effect";
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.number())
    }
}

/// Why a command did not end in [`Status::Done`], with what is printed about it.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// Something could not be done.
    Failed(String),
    /// The arguments cannot be understood.
    Usage(String),
    /// A promise does not allow it.
    Refused(String),
    /// The policy cannot run.
    PolicyInvalid(String),
    /// All has been said already.
    Told(Status),
}

/// What a command gives.
pub type Outcome = Result<Status, Failure>;

impl Failure {
    /// The exit status.
    pub const fn status(&self) -> Status {
        match self {
            Self::Failed(_) => Status::Failed,
            Self::Usage(_) => Status::Usage,
            Self::Refused(_) => Status::Refused,
            Self::PolicyInvalid(_) => Status::PolicyInvalid,
            Self::Told(status) => *status,
        }
    }

    /// What is still to be said.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Failed(text) | Self::Usage(text) | Self::Refused(text) | Self::PolicyInvalid(text) => Some(text),
            Self::Told(_) => None,
        }
    }

    /// What could not be read is part of the configuration.
    pub fn of_usage(self) -> Self {
        match self {
            Self::Failed(text) => Self::Usage(text),
            other => other,
        }
    }

    /// Something failed that has a cause.
    pub fn of(what: impl std::fmt::Display, cause: impl std::fmt::Display) -> Self {
        Self::Failed(format!("{what}: {cause}"))
    }
}

impl From<yinuo::Error> for Failure {
    fn from(error: yinuo::Error) -> Self {
        use yinuo::Error as E;
        // Only another text under a published version is the policy's own fault among those of the store.
        if matches!(error, E::Store(_)) && error.code() == Code::PolicyInvalid {
            return Self::PolicyInvalid("another text is published under this version: give it a new one".to_owned());
        }
        match error {
            E::Store(yinuo::store::StoreError::Held(_)) => {
                Self::Failed(format!("{error}; this works on the installation itself: stop the server, and try again"))
            }
            E::Refused(refused) => Self::Refused(refusal(&refused.refusal)),
            E::Against(_) => Self::Refused(error.to_string()),
            E::Policy(invalid) => Self::PolicyInvalid(format!("{invalid}; `yinuo check` shows them")),
            E::Conflict
            | E::Tampered
            | E::NoProduct(_)
            | E::Heads(_)
            | E::Store(_)
            | E::Vault(_)
            | E::Ledger(_)
            | E::Connector { .. }
            | E::Incoming(..)
            | E::Tripwire(_)
            | E::Noise(_)
            | E::Place(_)
            | E::Backup(_) => Self::Failed(error.to_string()),
        }
    }
}

/// A refusal in words: what, by which promise.
fn refusal(refusal: &yinuo::life::Refusal) -> String {
    let by = refusal.promise.as_ref().map_or_else(String::new, |promise| format!(", by `{promise}`"));
    let about = refusal.about.as_ref().map_or_else(String::new, |about| format!(" (`{about}`)"));
    format!("refused: {}: {}{about}{by}", refusal.code, refusal.code.meaning())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_distinct_and_stand_in_the_help() {
        let mut numbers: Vec<u8> = Status::ALL.iter().map(|status| status.number()).collect();
        numbers.dedup();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
        for status in Status::ALL {
            assert!(HELP.contains(&format!("  {}  {}", status.number(), status.meaning())));
        }
    }

    #[test]
    fn each_fault_ends_in_its_status() {
        let refusal = yinuo::life::Refusal::gap(Code::RegionDenied, "r");
        let refused = yinuo::Error::from(yinuo::Refused { refusal, entry: None });
        assert_eq!(Failure::from(refused).status(), Status::Refused);
        let invalid = yinuo::Error::from(yinuo::policy::Invalid(Vec::new()));
        assert_eq!(Failure::from(invalid).status(), Status::PolicyInvalid);
        assert_eq!(Failure::from(yinuo::Error::Conflict).status(), Status::Failed);
        assert_eq!(Failure::Told(Status::Usage).text(), None);
    }
}
