//! `fairshare summary`: the fair shares of a plan, or of files.

use std::path::PathBuf;

use crate::export::{self, Format, write_summary, write_with_meta};
use crate::model::Outcome;
use crate::report::{Scope, summary_places};
use crate::session::{Baseline, FileToRead, facts_of_files, meta, now};
use crate::store::PlanReader;

use super::args::{FormatChoice, ProfessionChoice, SummaryArgs};
use super::import::{files_to_read, write_report};
use super::{Failure, not_loaded, output, progress};

/// Writes the summary.
pub fn run(args: &SummaryArgs) -> Result<(), Failure> {
    let (baseline, inputs) = match &args.plan {
        Some(plan) => (Baseline::of_plan(&PlanReader::open(plan)?)?, vec![plan.clone()]),
        None => of_files(args)?,
    };
    let mut settings = baseline.settings.clone();
    for change in &args.set {
        let (key, value) = super::settings::split(change)?;
        settings.set(key, value)?;
    }
    let outcome = Outcome::calculate(baseline.facts.clone(), settings);
    let scope = scope(args, &outcome)?;
    let places = summary_places(&outcome, &scope);
    let format = match args.format {
        FormatChoice::Csv => Format::Csv { bom: args.bom },
        FormatChoice::Json => Format::Json,
    };
    let mut text = Vec::new();
    write_summary(&outcome, &places, format, &mut text).map_err(Failure::at_fault)?;
    match &args.out {
        None => output::print(&text),
        Some(path) => {
            let meta = meta(&baseline, outcome.settings(), &scope, now());
            write_with_meta(path, &text, &meta, &inputs)?;
            eprintln!(
                "{}: {} rows, and what they rest on in {}",
                path.display(),
                places.len(),
                export::meta_path(path).display()
            );
            Ok(())
        }
    }
}

fn of_files(args: &SummaryArgs) -> Result<(Baseline, Vec<PathBuf>), Failure> {
    let files = files_to_read(&args.files);
    let inputs: Vec<PathBuf> = files.iter().filter_map(|file: &FileToRead| file.path().map(Into::into)).collect();
    let mut bar = progress::Bar::new();
    let (baseline, reports) = facts_of_files(&files, &mut |file, so_far| bar.show(file, so_far))?;
    bar.clear();
    for report in &reports {
        eprintln!("{}", report.line());
    }
    if let Some(path) = &args.report {
        write_report(path, &reports, &inputs)?;
    }
    Ok((baseline, inputs))
}

/// Which rows are asked for. A name that nothing loaded has is more likely a slip than a wish for no rows.
fn scope(args: &SummaryArgs, outcome: &Outcome) -> Result<Scope, Failure> {
    let facts = outcome.facts();
    let professions = if args.profession.is_empty() {
        Scope::first_professions().professions
    } else if args.profession.contains(&ProfessionChoice::All) {
        Vec::new()
    } else {
        let one = |choice: &ProfessionChoice| match choice {
            ProfessionChoice::One(profession) => Some(*profession),
            ProfessionChoice::All => None,
        };
        args.profession.iter().filter_map(one).collect()
    };
    let years = facts.years().iter().map(ToString::to_string).collect::<Vec<_>>();
    if let Some(year) = args.year.iter().find(|year| !facts.years().contains(year)) {
        return Err(not_loaded("academic year", &year.to_string(), &years.join(", ")));
    }
    let regions = facts.regions();
    if let Some(region) =
        args.region.iter().find(|region| !regions.iter().any(|known| known.eq_ignore_ascii_case(region)))
    {
        return Err(not_loaded("region", region, &regions.join("; ")));
    }
    let known = |code: &str| facts.organisations().iter().any(|o| o.code.eq_ignore_ascii_case(code));
    if let Some(code) = args.org.iter().find(|code| !known(code)) {
        return Err(not_loaded(
            "organisation",
            code,
            &format!("{} organisations, by their ODS codes", facts.organisations().len()),
        ));
    }
    Ok(Scope { years: args.year.clone(), professions, regions: args.region.clone(), organisations: args.org.clone() })
}
