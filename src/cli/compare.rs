//! `fairshare compare`: a what-if scenario beside the baseline or another scenario.

use crate::export::{Format, write_comparison};
use crate::report::{ComparisonReport, DifferenceRow, FigureChange, SummaryValue};
use crate::session::LiveScenario;
use crate::store::PlanReader;

use super::scenario::{Plan, named, say_not_applied};
use super::scenario_args::{CompareArgs, CompareFormat};
use super::text_table::TextTable;
use super::{Failure, output};

/// Writes what differs, and which part of the scenario brings how much.
pub fn run(args: &CompareArgs) -> Result<(), Failure> {
    let plan = Plan::read(&PlanReader::open(&args.plan)?)?;
    let scenario = named(&plan.state, &args.scenario)?;
    let other = args.with.as_ref().map(|name| named(&plan.state, name)).transpose()?;
    let outcome = plan.outcome();
    let live = LiveScenario::open(outcome.clone(), &scenario);
    say_not_applied(&scenario.name, &live);
    let report = match other {
        None => ComparisonReport::with_baseline(live.state()),
        Some(other) => {
            let other_live = LiveScenario::open(outcome, &other);
            say_not_applied(&other.name, &other_live);
            ComparisonReport::with_scenario(live.state(), other_live.state())
        }
    };
    let mut bytes = Vec::new();
    match args.format {
        CompareFormat::Text => bytes = text(&report).into_bytes(),
        CompareFormat::Csv => {
            write_comparison(&report, Format::Csv { bom: false }, &mut bytes).map_err(Failure::at_fault)?;
        }
        CompareFormat::Json => write_comparison(&report, Format::Json, &mut bytes).map_err(Failure::at_fault)?,
    }
    output::print(&bytes)
}

/// The comparison as tables to read.
fn text(report: &ComparisonReport) -> String {
    let mut text = format!("{} compared with {}\n", report.scenario, report.with_words());
    for note in &report.notes {
        text.push_str(&format!("{note}\n"));
    }
    if report.is_empty() {
        text.push_str("\nNothing differs.\n");
        return text;
    }
    text.push_str("\nInputs that differ\n");
    text.push_str(&inputs(report));
    for total in &report.totals {
        text.push_str(&format!("\n{}, all organisations with FTE, a return and a rate\n", subject(total)));
        text.push_str(&total_table(report, total));
        text.push_str("\n  What each part brings, in placement weeks\n");
        text.push_str(&parts(report, total));
        let rows: Vec<&DifferenceRow> = report
            .organisations
            .iter()
            .filter(|row| (row.year, row.profession) == (total.year, total.profession))
            .collect();
        if !rows.is_empty() {
            text.push_str("\n  Organisations that differ: the scenario's figures, each with its variance\n");
            text.push_str(&organisations(&rows));
        }
    }
    text
}

fn subject(row: &DifferenceRow) -> String {
    let words = [row.profession.map(|of| of.code().to_owned()), row.year.map(|year| year.to_string())];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn inputs(report: &ComparisonReport) -> String {
    let mut table = TextTable::new(3, &["", "", "", &report.with, &report.scenario, "variance"]);
    for row in &report.inputs {
        let organisation = row.organisation.as_ref().map_or_else(String::new, |(code, name)| format!("{code} {name}"));
        for figure in &row.figures {
            table.row([subject(row), organisation.clone(), words(&figure.figure)].into_iter().chain(values(figure)));
        }
    }
    table.text()
}

fn total_table(report: &ComparisonReport, total: &DifferenceRow) -> String {
    let mut table = TextTable::new(1, &["", &report.with, &report.scenario, "variance"]);
    for figure in &total.figures {
        table.row(std::iter::once(words(&figure.figure)).chain(values(figure)));
    }
    table.text()
}

fn parts(report: &ComparisonReport, total: &DifferenceRow) -> String {
    let mut table = TextTable::new(1, &["", "expected", "provided", "gap", "short"]);
    let split =
        report.splits.iter().find(|split| (Some(split.year), Some(split.profession)) == (total.year, total.profession));
    for part in split.iter().flat_map(|split| split.parts.iter().chain([&split.interaction, &split.difference])) {
        let waiting = match part.waiting {
            0 => String::new(),
            1 => " (1 edit needs an earlier part)".to_owned(),
            several => format!(" ({several} edits need an earlier part)"),
        };
        table.row(std::iter::once(format!("{}{waiting}", part.label)).chain(part.amounts.iter().map(|n| signed(n))));
    }
    table.text()
}

fn organisations(rows: &[&DifferenceRow]) -> String {
    let header = ["", "status", "FTE", "+/-", "expected", "+/-", "provided", "+/-", "gap", "+/-", "ratio", "+/-"];
    let mut table = TextTable::new(2, &header);
    for row in rows {
        let (code, name) = row.organisation.clone().unwrap_or_default();
        let find = |name: &str| row.figures.iter().find(|figure| figure.figure == name);
        let status = find("status").map_or_else(String::new, |status| {
            let (before, after) = (value(&status.before), value(&status.after));
            if before == after { after } else { format!("{before} → {after}") }
        });
        let figures = ["eligible_fte", "expected_weeks", "provided_weeks", "gap_weeks", "provision_ratio"];
        let figures = figures.into_iter().filter_map(find);
        let figures = figures.flat_map(|figure| [value(&figure.after), variance(&figure.variance)]);
        table.row([format!("{code} {name}"), status].into_iter().chain(figures));
    }
    table.text()
}

fn values(figure: &FigureChange) -> [String; 3] {
    [value(&figure.before), value(&figure.after), variance(&figure.variance)]
}

fn value(value: &SummaryValue) -> String {
    match value {
        SummaryValue::Text(text) | SummaryValue::Number(text) => text.clone(),
        SummaryValue::Missing => "–".to_owned(),
    }
}

fn variance(value: &SummaryValue) -> String {
    match value {
        SummaryValue::Text(text) => text.clone(),
        SummaryValue::Number(number) => signed(number),
        SummaryValue::Missing => String::new(),
    }
}

/// A difference with its sign; nothing has none.
fn signed(number: &str) -> String {
    let is_nothing = !number.contains(|digit: char| ('1'..='9').contains(&digit));
    if is_nothing || number.starts_with('-') { number.to_owned() } else { format!("+{number}") }
}

fn words(figure: &str) -> String {
    if figure.starts_with("setting:") { figure.to_owned() } else { figure.replace('_', " ").replace("fte", "FTE") }
}
