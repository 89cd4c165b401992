//! One open plan: how files and plans become an outcome, and what a user's command changes. The window
//! and the command line both go through here, so that they cannot differ.

mod baseline;
mod command;
mod intake;
mod meta;
mod sample;

pub use baseline::{Baseline, facts_of_files};
pub use command::{Command, settings_of};
pub use intake::{FileToRead, Intake, IntakeError, Origin, fill, import, label};
pub use meta::{meta, now};
pub use sample::{sample_files, sample_plan};
