//! A comparison as CSV and JSON.

use std::io::Write;

use serde_json::{Map, Number, Value, json};

use crate::report::{ComparisonReport, DifferenceRow, FigureChange, PartRow, SPLIT_MEASURES, SummaryValue};

use super::Format;
use super::summary::{csv_field, guard};

/// The columns of a comparison as CSV: one figure a row. `section` is `input`, `total`, `organisation`,
/// `contribution` or `difference`; of the last two only the variance is there. `part` names what
/// contributes; the contributions of a profession and year, *interaction* among them, sum to its difference.
pub const COMPARISON_COLUMNS: [&str; 10] =
    ["section", "academic_year", "profession", "org_code", "org_name", "part", "figure", "before", "after", "variance"];

/// Writes a comparison: the same bytes for the same report, wherever it is asked for.
///
/// # Errors
/// What `out` says.
pub fn write_comparison(report: &ComparisonReport, format: Format, mut out: impl Write) -> std::io::Result<()> {
    match format {
        Format::Csv { bom } => {
            if bom {
                out.write_all("\u{feff}".as_bytes())?;
            }
            write_csv(report, out)
        }
        Format::Json => writeln!(out, "{:#}", to_json(report)),
    }
}

fn write_csv(report: &ComparisonReport, out: impl Write) -> std::io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(COMPARISON_COLUMNS)?;
    let sections = [("input", &report.inputs), ("total", &report.totals), ("organisation", &report.organisations)];
    for (section, rows) in sections {
        for row in rows {
            let (code, name) = row.organisation.clone().unwrap_or_default();
            for figure in row.figures.iter().filter(|figure| figure.differs()) {
                writer.write_record([
                    section.to_owned(),
                    row.year.map_or_else(String::new, |year| year.to_string()),
                    row.profession.map_or_else(String::new, |profession| profession.code().to_owned()),
                    code.clone(),
                    guard(name.clone()),
                    String::new(),
                    figure.figure.clone(),
                    csv_field(figure.before.clone()),
                    csv_field(figure.after.clone()),
                    csv_field(figure.variance.clone()),
                ])?;
            }
        }
    }
    for split in &report.splits {
        let parts = split.parts.iter().chain([&split.interaction]).map(|part| ("contribution", part));
        for (section, part) in parts.chain([("difference", &split.difference)]) {
            for (measure, amount) in SPLIT_MEASURES.iter().zip(&part.amounts) {
                let (year, profession) = (split.year.to_string(), split.profession.code());
                let (label, blank) = (guard(part.label.clone()), "");
                let columns =
                    [section, &year, profession, blank, blank, &label, measure, blank, blank, amount.as_str()];
                writer.write_record(columns)?;
            }
        }
    }
    writer.flush()
}

fn to_json(report: &ComparisonReport) -> Value {
    let rows = |rows: &[DifferenceRow], all: bool| rows.iter().map(|row| row_json(row, all)).collect::<Vec<_>>();
    let splits: Vec<Value> = report
        .splits
        .iter()
        .map(|split| {
            json!({
                "academic_year": split.year.to_string(),
                "profession": split.profession.code(),
                "parts": split.parts.iter().map(part_json).collect::<Vec<_>>(),
                "interaction": part_json(&split.interaction),
                "difference": part_json(&split.difference),
            })
        })
        .collect();
    json!({
        "scenario": report.scenario,
        "with": report.with,
        "notes": report.notes,
        "inputs": rows(&report.inputs, true),
        "totals": rows(&report.totals, true),
        "organisations": rows(&report.organisations, false),
        "contributions": splits,
    })
}

fn row_json(row: &DifferenceRow, all: bool) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            object.insert(key.to_owned(), Value::String(value));
        }
    };
    put("academic_year", row.year.map(|year| year.to_string()));
    put("profession", row.profession.map(|profession| profession.code().to_owned()));
    put("org_code", row.organisation.as_ref().map(|(code, _)| code.clone()));
    put("org_name", row.organisation.as_ref().map(|(_, name)| name.clone()));
    for figure in row.figures.iter().filter(|figure| all || figure.differs()) {
        object.insert(figure.figure.clone(), figure_json(figure));
    }
    Value::Object(object)
}

fn figure_json(figure: &FigureChange) -> Value {
    let [before, after, variance] = [&figure.before, &figure.after, &figure.variance].map(value_json);
    json!({ "before": before, "after": after, "variance": variance })
}

fn part_json(part: &PartRow) -> Value {
    let mut object = Map::new();
    object.insert("part".to_owned(), Value::String(part.label.clone()));
    for (measure, amount) in SPLIT_MEASURES.iter().zip(&part.amounts) {
        object.insert((*measure).to_owned(), number_json(amount));
    }
    if part.waiting > 0 {
        object.insert("edits_that_need_an_earlier_part".to_owned(), part.waiting.into());
    }
    Value::Object(object)
}

fn value_json(value: &SummaryValue) -> Value {
    match value {
        SummaryValue::Text(text) => Value::String(text.clone()),
        SummaryValue::Number(number) => number_json(number),
        SummaryValue::Missing => Value::Null,
    }
}

/// A number as the CSV has it, as a number: whole where the CSV has no decimals.
fn number_json(text: &str) -> Value {
    let whole = text.parse::<i64>().ok().map(Number::from);
    let number = whole.or_else(|| text.parse().ok().and_then(Number::from_f64));
    number.map_or(Value::Null, Value::Number)
}
