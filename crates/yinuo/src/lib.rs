//! The engine as a library: load, decide, commit, act. What a Rust product embeds.
//!
//! Every act goes through the same four steps: facts are loaded, a pure decision is taken, its changes and its
//! ledger entry are committed together, and only then does anything happen outside.

mod access;
mod acts;
mod backup;
mod certificate;
mod certified;
mod clock;
mod collecting;
mod config;
mod contact;
mod counting;
mod derive;
mod doctor;
mod duty;
mod engine;
mod erased;
mod error;
mod evidence;
mod factor;
mod files;
mod guard;
mod keeping;
mod keys;
mod leftovers;
mod logbook;
mod measure;
mod members;
mod outbox;
mod prose;
mod reading;
mod reseal;
mod residence;
mod restore;
mod retaining;
mod shell;
mod telling;
mod trusted;
mod versions;
mod watch;
mod worker;

pub use access::Granted;
pub use acts::{Collected, Erased, Recorded, Tenant, Wish};
pub use backup::asked::{BackupAnswer, BackupAsk, BackupTold, ask_about_backups, ask_no_more, told_about_backups};
pub use backup::drill::{Drilled, Listed};
pub use backup::{BackedUp, BackupKind, Making, Stage, Told as ToldOfBackup};
pub use certificate::{Certificate, Held, Swept};
pub use certified::Certified;
pub use clock::{Clock, HostClock, MovedClock, StandingClock};
pub use config::Config;
pub use connect::{TransportSettings, Trust};
pub use contact::{Opened, Traced};
pub use derive::{DerivedRow, Made, UsedRows};
pub use doctor::Check;
pub use duty::Standings;
pub use engine::{Committed, Engine, own_cell};
pub use erased::{ErasureCertificate, Went};
pub use error::{Error, Refused};
pub use evidence::{PromiseState, Standing};
pub use files::{BYTES_MAX as FILE_BYTES_MAX, FilePlace, Incoming, ReadFile};
pub use guard::Alerted;
pub use keys::{
    Approval, KeyReport, KeyStatus, Passphrase, RootPlace, Rotate, ask_to_rotate, key_status, rotation_progress,
};
pub use life;
pub use logbook::Verified;
pub use measure::{Sealing, Stopwatch};
pub use outbox::{Connector, Draw, Drawn, SecretText, Sent};
pub use places::{Bucket, Secret as BucketSecret, Settings as PlaceSettings};
pub use policy;
pub use publish;
pub use reading::{Reading, Revealed, Which};
pub use reseal::SuiteChange;
pub use residence::Residence;
pub use restore::{Lost, Restored};
pub use retaining::{Held as HeldOn, Placed};
pub use store;
pub use telling::Told;
pub use vault::{Enrolment, PrintedShare, RotationStep};
pub use versions::{Force, Version};
pub use watch::{Step, Watch};
pub use worker::Ran;
