//! What the command line takes.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::model::AcademicYear;

use super::scenario_args::{CompareArgs, EditArgs, EditsArgs, ScenariosArgs};

/// Fair Share Planner: is this organisation's practice placement provision its fair share?
#[derive(Debug, Parser)]
#[command(name = "fairshare", version = version(), about, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Example, on the sample data:\n  fairshare summary --workforce sample-data/workforce_nhs_layout.csv --workforce sample-data/workforce_tidy.csv --placements sample-data/placements.csv --year 2018/19"
)]
pub struct Args {
    #[command(flatten)]
    pub window: WindowArgs,
    #[command(subcommand)]
    pub command: Option<Command>,
}

fn version() -> &'static str {
    static VERSION: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    VERSION.get_or_init(|| format!("{} (SQLite {})", env!("CARGO_PKG_VERSION"), crate::store::sqlite_version()))
}

/// What the window is opened with.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct WindowArgs {
    /// The plan to open in the window
    pub plan: Option<PathBuf>,
    /// Draw with this renderer instead of the one chosen by itself
    #[arg(long, value_enum)]
    pub renderer: Option<Renderer>,
    /// Open the sample instead of a plan.
    #[arg(skip)]
    pub demo: bool,
}

/// A way to draw the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// Vulkan, DirectX 12 or Metal
    Wgpu,
    /// OpenGL
    Glow,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the window on the made-up sample region
    #[command(after_help = "Example:\n  fairshare demo")]
    Demo(WindowArgs),
    /// Make a new, empty plan
    New(NewArgs),
    /// Read files into a plan
    Import(ImportArgs),
    /// Show a plan's settings, or change them
    Settings(SettingsArgs),
    /// Write the fair shares of a plan, or of files, as a table
    Summary(SummaryArgs),
    /// List a plan's what-if scenarios
    Scenarios(ScenariosArgs),
    /// Change a what-if scenario by lines on standard input
    Edit(EditArgs),
    /// Print the edits in force of a what-if scenario
    Edits(EditsArgs),
    /// Lay a what-if scenario beside the baseline or another scenario
    Compare(CompareArgs),
    /// Say how a figure was made: formula, values, settings, and the rows of the files it rests on
    Explain(ExplainArgs),
    /// Look a plan file over for damage
    Check(CheckArgs),
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  fairshare completions bash > ~/.local/share/bash-completion/completions/fairshare"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  fairshare new \"North Fells.fairshare\"")]
pub struct NewArgs {
    /// Where to make it: NAME.fairshare; an existing file is never touched
    pub plan: PathBuf,
}

/// The files that a plan or a summary is made of.
#[derive(Debug, Default, ClapArgs)]
pub struct Files {
    /// Workforce data: FTE by organisation, profession, band and date (may be given several times)
    #[arg(long, value_name = "FILE")]
    pub workforce: Vec<PathBuf>,
    /// Placement data: weeks by organisation, profession, university and year (may be given several times)
    #[arg(long, value_name = "FILE")]
    pub placements: Vec<PathBuf>,
    /// Organisation reference: names, regions, opening and closing dates
    #[arg(long, value_name = "FILE")]
    pub organisations: Vec<PathBuf>,
    /// Placement weeks that the universities require, for the demand method
    #[arg(long, value_name = "FILE")]
    pub demand: Vec<PathBuf>,
    /// Organisations that closed and those that took them over: predecessor_code, successor_code, date
    #[arg(long, value_name = "FILE")]
    pub mergers: Vec<PathBuf>,
    /// What the files do not say by themselves: columns, values, dates (JSON; once for each kind of file)
    #[arg(long, value_name = "FILE.json")]
    pub mapping: Vec<PathBuf>,
}

impl Files {
    /// Every file with its kind.
    pub fn each(&self) -> Vec<(crate::import::Kind, PathBuf)> {
        use crate::import::Kind;
        let of = |kind: Kind, paths: &[PathBuf]| paths.iter().map(move |path| (kind, path.clone())).collect::<Vec<_>>();
        [
            of(Kind::Organisations, &self.organisations),
            of(Kind::Workforce, &self.workforce),
            of(Kind::Placements, &self.placements),
            of(Kind::Demand, &self.demand),
            of(Kind::Mergers, &self.mergers),
        ]
        .concat()
    }
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example, on the sample data:\n  fairshare import \"North Fells.fairshare\" --workforce sample-data/workforce_nhs_layout.csv --workforce sample-data/workforce_tidy.csv --placements sample-data/placements.csv --organisations sample-data/organisations.csv"
)]
pub struct ImportArgs {
    /// The plan
    pub plan: PathBuf,
    #[command(flatten)]
    pub files: Files,
    /// What to do where a file says again what the plan already holds
    #[arg(long, value_enum, value_name = "CHOICE")]
    pub on_overlap: Option<OnOverlap>,
    /// The file takes the place of this source of the plan, all of it: a newer edition
    #[arg(long, value_name = "SOURCE")]
    pub in_place_of: Option<String>,
    /// Write the data report there, every rejected row included
    #[arg(long, value_name = "FILE.json")]
    pub report: Option<PathBuf>,
}

/// What happens to cells that an earlier source covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnOverlap {
    /// The new file is a later edition: its cells take the place of the old ones
    Replace,
    /// Both count
    Add,
    /// Import nothing
    Refuse,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  fairshare settings \"North Fells.fairshare\" reference_year=2018/19 block_weeks.PT=5\nKEY= takes a setting back to its default, or a scenario's own back to the plan's."
)]
pub struct SettingsArgs {
    /// The plan
    pub plan: PathBuf,
    /// The settings of this what-if scenario's own
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,
    /// KEY=VALUE; without any, the settings in force are shown
    #[arg(value_name = "KEY=VALUE")]
    pub changes: Vec<String>,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example, on the sample data:\n  fairshare summary --workforce sample-data/workforce_nhs_layout.csv --workforce sample-data/workforce_tidy.csv --placements sample-data/placements.csv --year 2018/19 --out summary.csv\nFilters choose what is printed and never change a rate."
)]
pub struct SummaryArgs {
    /// The plan; or give files instead
    #[arg(conflicts_with_all = ["workforce", "placements", "organisations", "demand", "mergers"])]
    pub plan: Option<PathBuf>,
    #[command(flatten)]
    pub files: Files,
    /// A setting for this summary only
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Only this academic year, such as 2018/19 (may be given several times)
    #[arg(long, value_parser = year)]
    pub year: Vec<AcademicYear>,
    /// Only this profession, by code or name, or `all` (PT, OT and SLT unless given)
    #[arg(long)]
    pub profession: Vec<String>,
    /// Only this region
    #[arg(long, value_name = "NAME")]
    pub region: Vec<String>,
    /// Only this organisation, by its ODS code
    #[arg(long, value_name = "CODE")]
    pub org: Vec<String>,
    /// Under this what-if scenario instead of the baseline
    #[arg(long, value_name = "NAME", requires = "plan")]
    pub scenario: Option<String>,
    /// In which form
    #[arg(long, value_enum, default_value = "csv")]
    pub format: FormatChoice,
    /// Begin the CSV with a byte order mark, for Excel
    #[arg(long)]
    pub bom: bool,
    /// Write to this file, with FILE.meta.json beside it, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write the data report of the files there
    #[arg(long, value_name = "FILE.json", conflicts_with = "plan")]
    pub report: Option<PathBuf>,
}

/// The form of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatChoice {
    /// Comma-separated values
    Csv,
    /// An array of objects
    Json,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example, once the sample data is imported:\n  fairshare explain \"North Fells.fairshare\" --org ZA2 --profession PT --year 2018/19 --figure expected_weeks\nWith --format json, `rows` are the rows that count, each with what it adds in the unit of its figure, and `notes`, `rows_not_counted` and `edits_not_applied` say the rest; without --figure it is an array."
)]
pub struct ExplainArgs {
    /// The plan
    pub plan: PathBuf,
    /// The organisation, by its ODS code; '*' for the totals of all, as `compare` has them
    #[arg(long, value_name = "CODE")]
    pub org: String,
    /// The profession, by code or name
    #[arg(long)]
    pub profession: String,
    /// The academic year, such as 2018/19
    #[arg(long, value_parser = year)]
    pub year: AcademicYear,
    /// The figure, by its column in the summary or its line in a comparison; every one of them unless given
    #[arg(long)]
    pub figure: Option<String>,
    /// Under this what-if scenario instead of the baseline
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,
    /// In which form
    #[arg(long, value_enum, default_value = "text")]
    pub format: ExplainFormat,
}

/// The form of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// Lines to read; of long lists the first, and how many more there are
    Text,
    /// Everything, as an object
    Json,
}

fn year(text: &str) -> Result<AcademicYear, String> {
    text.parse().map_err(|error: crate::model::NotAnAcademicYear| error.to_string())
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  fairshare check \"North Fells.fairshare\"\nThe last line is `sound`, or `damaged: …` with exit status 1."
)]
pub struct CheckArgs {
    /// The plan
    pub plan: PathBuf,
}
