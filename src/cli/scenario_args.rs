//! What the commands about what-if scenarios take.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  fairshare scenarios \"North Fells.fairshare\"\nOne line each, separated by tabs: name, benchmark (held or recalculated), number of edits, how many of them are not applied, `archived` or blank, description."
)]
pub struct ScenariosArgs {
    /// The plan
    pub plan: PathBuf,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example, on the sample data:\n  printf 'ZA1\\tPT\\t2018/19\\tweeks\\t+12\\ttwo more blocks\\n' | fairshare edit \"North Fells.fairshare\" --scenario \"More blocks\"\nA line has five or six columns separated by tabs: organisation, profession, year, field, value, note.\nFields: fte, weeks, rate (organisation *), setting:KEY (* where a column does not apply).\nValues: 12.5 sets, +2 and -2 add, *1.1 scales. Without --batch all lines are one step, or none.\nWith --batch the lines undo and redo take the newest step back, or bring it back."
)]
pub struct EditArgs {
    /// The plan
    pub plan: PathBuf,
    /// The scenario; it is made, with the baseline's benchmark held, if there is none of that name
    #[arg(long, value_name = "NAME")]
    pub scenario: String,
    /// One line is one step, answered with `ok N` once it is saved, or with `error N: reason`
    #[arg(long)]
    pub batch: bool,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  fairshare edits \"North Fells.fairshare\" --scenario \"More blocks\" | fairshare edit \"North Fells.fairshare\" --scenario \"More blocks, second try\"\nEdits that do not fit the data any more are kept in the plan and listed on standard error."
)]
pub struct EditsArgs {
    /// The plan
    pub plan: PathBuf,
    /// The scenario
    #[arg(long, value_name = "NAME")]
    pub scenario: String,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  fairshare compare \"North Fells.fairshare\" --scenario \"More blocks\"\n  fairshare compare \"North Fells.fairshare\" --scenario \"More blocks\" --with \"Fill vacancies\" --format csv"
)]
pub struct CompareArgs {
    /// The plan
    pub plan: PathBuf,
    /// The scenario
    #[arg(long, value_name = "NAME")]
    pub scenario: String,
    /// Compare it with this scenario instead of the baseline
    #[arg(long, value_name = "NAME")]
    pub with: Option<String>,
    /// In which form
    #[arg(long, value_enum, default_value = "text")]
    pub format: CompareFormat,
}

/// The form of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// Tables to read
    Text,
    /// Comma-separated values, one difference a row
    Csv,
    /// One object
    Json,
}
