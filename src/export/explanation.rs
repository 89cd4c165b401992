//! Explanations as JSON.

use serde_json::{Value, json};

use crate::model::explain::{Counted, EditUsed, Explanation, FigureKey, FigureValue, Formula, RowRef, SettingFrom};
use crate::model::{Facts, Fraction, fixed};
use crate::report::{FigureStory, SourceNames, StoryPart, row_amount, row_counted};

/// An explanation with everything below it: all that [`crate::report::explanation_lines`] tells, and
/// nothing left out for length.
///
/// Figures are rounded as files round them; what stands between them and the rows has six places.
/// `rows` are those that count, each with what it adds in the unit of its figure (`value`) and what its
/// file has (`amount`); those that do not count stand under `rows_not_counted` with the reason, as edits
/// do that are not applied. A figure of another organisation is named with its code: `eligible_fte of ZA2`.
pub fn explanation_json(told: &Explanation, facts: &Facts, names: &SourceNames) -> Value {
    object(told, told.key.as_ref(), facts, names)
}

/// The story of a total under its word: `parts` are the figures that it is made from, each with its value as
/// text.
pub fn story_json(word: &str, told: &FigureStory) -> Value {
    json!({
        "figure": word,
        "name": told.name,
        "subject": told.subject,
        "scenario": told.scenario.as_deref(),
        "value": told.value,
        "missing": told.missing,
        "formula": told.formula,
        "with_values": told.with_values,
        "settings": told.settings.iter().map(|used| json!({
            "key": used.key,
            "name": used.words,
            "source": used.from,
        })).collect::<Vec<_>>(),
        "notes": told.notes,
        "parts": parts(&told.parts),
        "beside": parts(&told.beside),
    })
}

fn parts(parts: &[StoryPart]) -> Value {
    parts.iter().map(|part| json!({ "figure": part.name, "value": part.value })).collect()
}

fn object(told: &Explanation, asked: Option<&FigureKey>, facts: &Facts, names: &SourceNames) -> Value {
    let info = told.formula.info();
    let (not_counted, rows): (Vec<&RowRef>, Vec<&RowRef>) =
        told.rows.iter().partition(|row| matches!(row.counted, Counted::No(_)));
    let (in_force, not_applied): (Vec<&EditUsed>, Vec<&EditUsed>) =
        told.edits.iter().partition(|used| used.conflict.is_none());
    json!({
        "figure": name(told, asked, facts),
        "value": value(told),
        "unit": if info.unit.is_empty() { Value::Null } else { info.unit.into() },
        "missing": told.missing,
        "formula": info.expression,
        "with_values": told.with_values,
        "settings": told.settings.iter().map(|used| json!({
            "key": used.key,
            "name": used.label,
            "value": used.value,
            "source": match used.from {
                SettingFrom::Default => used.source.clone(),
                SettingFrom::Plan | SettingFrom::Scenario => format!("{} ({})", used.from, used.source),
            },
        })).collect::<Vec<_>>(),
        "edits": in_force.iter().map(|used| used.edit.to_string()).collect::<Vec<_>>(),
        "rows": rows.iter().map(|row| json!({
            "file": names.of(row.source),
            "line": row.line,
            "value": number(row.adds, EXACT),
            "amount": row_amount(row),
            "counts": row_counted(row),
        })).collect::<Vec<_>>(),
        "parts": told.parts.iter().map(|part| object(part, asked, facts, names)).collect::<Vec<_>>(),
        "subject": told.subject,
        "notes": told.notes,
        "rows_not_counted": not_counted.iter().map(|row| json!({
            "file": names.of(row.source),
            "line": row.line,
            "amount": row_amount(row),
            "reason": row_counted(row),
        })).collect::<Vec<_>>(),
        "edits_not_applied": not_applied.iter().map(|used| json!({
            "edit": used.edit.to_string(),
            "reason": used.conflict,
        })).collect::<Vec<_>>(),
    })
}

/// The places of what is no figure of the summary.
const EXACT: u32 = 6;

fn name(told: &Explanation, asked: Option<&FigureKey>, facts: &Facts) -> String {
    let word = told.formula.info().word;
    match (&told.key, asked) {
        (Some(key), Some(asked)) if key.place.organisation != asked.place.organisation => {
            let other = facts.organisations().get(key.place.organisation as usize);
            format!("{word} of {}", other.map_or("?", |other| &other.code))
        }
        _ if told.formula == Formula::SnapshotFte => format!("{word} {}", told.subject),
        _ => word.to_owned(),
    }
}

fn value(told: &Explanation) -> Value {
    let places = if told.formula.measure().is_some() { told.formula.info().places } else { EXACT };
    match told.value {
        Some(FigureValue::Number(figure)) => number(figure, places),
        Some(FigureValue::Count(count)) => i64::try_from(count).map_or(Value::Null, Value::from),
        Some(FigureValue::Status(status)) => status.word().into(),
        None => Value::Null,
    }
}

fn number(figure: Fraction, places: u32) -> Value {
    fixed(figure, places).parse::<f64>().map_or(Value::Null, Value::from)
}
