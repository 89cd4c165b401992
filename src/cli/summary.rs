//! `fairshare summary`: the fair shares of a plan, or of files.

use std::path::PathBuf;
use std::sync::Arc;

use crate::export::{self, Format, write_summary, write_with_meta};
use crate::import::DataReport;
use crate::model::{Outcome, Profession, Professions, Settings};
use crate::report::{Scope, Whose, summary_places};
use crate::session::{
    Baseline, FileToRead, LiveScenario, PlanState, facts_of_files, meta, meta_assuming, meta_under, now,
};
use crate::store::PlanReader;

use super::args::{FormatChoice, SummaryArgs};
use super::import::{files_to_read, refused, write_report};
use super::scenario::{Plan, named, say_not_applied};
use super::{Failure, not_loaded, output, progress};

/// Writes the summary.
pub fn run(args: &SummaryArgs) -> Result<(), Failure> {
    let (baseline, state, scenario, inputs, reports) = match &args.plan {
        Some(plan) => {
            let read = Plan::read(&PlanReader::open(plan)?)?;
            let scenario = args.scenario.as_ref().map(|name| named(&read.state, name)).transpose()?;
            (read.baseline, read.state, scenario, vec![plan.clone()], Vec::new())
        }
        None => {
            let (baseline, inputs, reports) =
                of_files(args, &assumed(Settings::default(), &args.set, &[])?.professions)?;
            (baseline, PlanState::default(), None, inputs, reports)
        }
    };
    let settings = assumed(baseline.settings.clone(), &args.set, baseline.facts.own_professions())?;
    let outcome = Arc::new(Outcome::calculate(baseline.facts.clone(), settings));
    if let Some(path) = &args.report {
        write_report(path, &reports, Some(&outcome), &inputs)?;
    }
    let live = scenario.map(|scenario| LiveScenario::open(Arc::clone(&outcome), &scenario));
    if let Some(live) = &live {
        say_not_applied(&live.state().scenario().name, live);
        if let Some(notice) = live.state().benchmark_notice() {
            say!("{notice}");
        }
    }
    let outcome = live.as_ref().map_or(&*outcome, |live| live.state().outcome());
    let scope = scope(args, outcome)?;
    let places = summary_places(outcome, &scope);
    let format = match args.format {
        FormatChoice::Csv => Format::Csv { bom: args.bom },
        FormatChoice::Json => Format::Json,
    };
    let mut text = Vec::new();
    write_summary(outcome, &places, format, &mut text).map_err(Failure::at_fault)?;
    match &args.out {
        None => output::print(&text),
        Some(path) => {
            let meta = meta_assuming(&state, meta(&baseline, outcome.settings(), &scope, now()));
            let meta = match &live {
                Some(live) => meta_under(live, meta),
                None => meta,
            };
            // A report of the same call is not to be lost under the table or its meta file.
            let inputs: Vec<PathBuf> = inputs.into_iter().chain(args.report.clone()).collect();
            write_with_meta(path, &text, &meta, &inputs)?;
            say!(
                "{}: {} rows, and what they rest on in {}",
                path.display(),
                places.len(),
                export::meta_path(path).display()
            );
            Ok(())
        }
    }
}

/// Settings with those of the call on top; `of_data` are the professions of users' own that the data is of.
fn assumed(mut settings: Settings, changes: &[String], of_data: &[Profession]) -> Result<Settings, Failure> {
    let changes: Vec<(&str, &str)> =
        changes.iter().map(|change| super::settings::split(change)).collect::<Result<_, _>>()?;
    // A profession is added before a setting is given to it, in whatever order they are said.
    let is_name = |(key, _): &&(&str, &str)| key.starts_with("profession.");
    let others = changes.iter().filter(|change| !is_name(change));
    for (key, value) in changes.iter().filter(is_name).chain(others) {
        settings.set_with(key, value, of_data)?;
    }
    settings.check()?;
    Ok(settings)
}

fn of_files(
    args: &SummaryArgs,
    professions: &Professions,
) -> Result<(Baseline, Vec<PathBuf>, Vec<DataReport>), Failure> {
    if args.files.workforce.is_empty() && args.files.placements.is_empty() {
        return Err(Failure::wrong_call(
            "nothing to sum up: give a PLAN, or files by --workforce FILE and --placements FILE",
        ));
    }
    let files = files_to_read(&args.files)?;
    let mut inputs: Vec<PathBuf> = files.iter().filter_map(|file: &FileToRead| file.path().map(Into::into)).collect();
    inputs.extend(args.files.mapping.iter().cloned());
    let mut bar = progress::Bar::new();
    let read = facts_of_files(&files, professions, &mut |file, so_far| bar.show(file, so_far));
    bar.clear();
    let (baseline, reports) = read.map_err(|error| refused(error, args.report.as_deref(), &inputs))?;
    for report in &reports {
        say!("{}", report.line());
    }
    Ok((baseline, inputs, reports))
}

/// Which rows are asked for. A name that nothing loaded has is more likely a slip than a wish for no rows.
fn scope(args: &SummaryArgs, outcome: &Outcome) -> Result<Scope, Failure> {
    let facts = outcome.facts();
    let professions = if args.profession.is_empty() {
        Scope::first_professions().professions
    } else if args.profession.iter().any(|text| text.eq_ignore_ascii_case("all")) {
        Vec::new()
    } else {
        let one = |text: &String| super::profession(text, outcome, " or all");
        args.profession.iter().map(one).collect::<Result<_, _>>()?
    };
    // A scenario may set the first figures of a year of which nothing is loaded.
    let known = outcome.cells().years();
    let years = known.iter().map(ToString::to_string).collect::<Vec<_>>();
    if let Some(year) = args.year.iter().find(|year| !known.contains(year)) {
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
    // Its own table would be empty, and that of its successor is another organisation's.
    let taken_over = |code: &String| Some((code.to_uppercase(), outcome.counts_under(&code.to_uppercase())?));
    if let Some((code, successor)) = args.org.iter().find_map(taken_over) {
        return Err(Failure::at_fault(format!(
            "{code} was taken over by {successor}, where its rows count; ask for --org {successor} instead, or have \
             mergers ignored (mergers=ignored)"
        )));
    }
    let whose = Whose { regions: args.region.clone(), codes: args.org.clone(), ..Whose::default() };
    Ok(Scope { years: args.year.clone(), professions, whose })
}
