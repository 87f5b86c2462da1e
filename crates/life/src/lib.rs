//! The rooms of a privacy policy: each with its types, states and decisions.
//!
//! A decision is a pure function of policy, facts, request and moment. Nothing here reaches a
//! socket, file, clock or random source.

pub mod access;
pub mod account;
pub mod activity;
mod actor;
pub mod agree;
pub mod answer;
mod change;
mod code;
pub mod collect;
pub mod consent;
pub mod contact;
pub mod derive;
pub mod drawn;
pub mod duty;
mod ended;
mod entry;
pub mod erase;
pub mod export;
pub mod facts;
mod filed;
mod gate;
pub mod ground;
pub mod guard;
mod keyslot;
pub mod logs;
mod media;
pub mod minors;
pub mod notice;
mod permit;
mod personal;
mod plan;
pub mod reference;
mod refusal;
pub mod reseal;
pub mod retain;
pub mod reveal;
mod said;
pub mod shape;
pub mod share;
pub mod version;
mod work;

pub use actor::{Actor, Capacity, Moment};
pub use change::{CaseFile, Change, Grounded, Group, HoldFile, Lock, Proven, Shown, Work};
pub use code::{Code, Who};
pub use entry::{Entry, Outcome, Took};
pub use gate::{Origin, turned_away};
pub use media::Media;
pub use permit::{Opening, Permit};
pub use personal::Personal;
pub use plan::{Decision, Plan, Release};
pub use refusal::{Refusal, Remedy, is_field};
