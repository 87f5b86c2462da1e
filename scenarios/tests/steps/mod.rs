//! The words that scenarios are written in. No step knows a product: names and values come from the features.

mod acting;
mod answering;
mod asking;
mod checking;
mod contacting;
mod counting;
pub mod deriving;
mod erasing;
pub mod factoring;
mod granting;
mod grounding;
mod guarding;
mod holding;
pub mod keeping;
mod outcome;
mod people;
mod planting;
mod proving;
mod publishing;
mod reading;
mod ruling;
mod sharing;
mod visiting;
