//! What a file of a kind must have, and the sentence for one that has not.

use super::findings::cut;
use super::head::Head;
use super::header::Header;
use super::kind::{remedy, with_article};
use super::meaning::{Meaning, fold_header};
use super::shape::{Shape, find};
use super::{ImportError, Kind, Mapping};

/// The columns that a header lacks to be one of `kind`, in words.
pub(super) fn missing(header: &Header, kind: Kind, mapping: &Mapping) -> Vec<String> {
    use Meaning::*;
    let has = |meaning| header.has(meaning);
    let mut missing = Vec::new();
    let mut need = |there: bool, what: String| {
        if !there {
            missing.push(format!("no {what}"));
        }
    };
    let has_code = has(OrgCode) || (has(OrgName) && mapping.names_organisations());
    let no_code = format!("organisation code column{}", beside(header, &[OrgName], "a name is not a code"));
    match kind {
        Kind::Workforce => {
            need(has(Period) || has(AcademicYear), "date column".into());
            need(has_code, no_code);
            need(has(Fte), format!("FTE column{}", not_fte(header)));
            need(has(Profession) || has(OccupationCode), "profession column".into());
        }
        Kind::Placements => {
            need(has(AcademicYear) || has(StartDate), "academic year column".into());
            need(has_code, no_code);
            need(has(Profession), "profession column".into());
            let measured = [PlacementWeeks, WeeksPerStudent, Hours, Days].into_iter().any(has);
            need(measured, format!("column of activity{}", bare_weeks(header)));
        }
        Kind::Organisations => {
            need(has(OrgCode), "organisation code column".into());
            need(has(OrgName), "organisation name column".into());
        }
        Kind::Mergers => {
            need(has(Predecessor), "column of predecessor codes".into());
            need(has(Successor), "column of successor codes".into());
        }
        Kind::Demand => {
            need(has(AcademicYear) || has(StartDate), "academic year column".into());
            need(has(Profession), "profession column".into());
            let measured = has(PlacementWeeks) || (has(Students) && has(WeeksPerStudent));
            need(measured, format!("column of placement weeks{}", bare_weeks(header)));
        }
    }
    missing
}

/// The error for a file in which no complete header was found.
pub(super) fn refusal(file: &str, head: &Head, kind: Kind, shape: &Shape, mapping: &Mapping) -> ImportError {
    let file = file.to_owned();
    if let (false, Some(row)) = (shape.found, mapping.header_row) {
        return ImportError::NoHeaderRow { file, row };
    }
    let line = if shape.header.has_any() { shape.header.line } else { shape.first_line };
    if let Some((meaning, column)) = shape.header.absent.first() {
        return ImportError::MappedColumn { file, line, meaning: *meaning, column: cut(column) };
    }
    let missing = missing(&shape.header, kind, mapping);
    if kind == Kind::Workforce
        && missing.len() == 1
        && let Some(value) = shape.header.get(Meaning::Value)
        && !shape.header.has(Meaning::Fte)
    {
        return ImportError::NeedsDataType { file, line, column: shape.header.shown(value) };
    }
    let nothing = Mapping::default();
    let other = Kind::ALL.into_iter().find(|other| *other != kind && find(head, *other, &nothing).complete);
    // A workforce or placement file also has all that a list of organisations needs.
    let remedy = match other {
        Some(other) if other != Kind::Organisations => format!("it reads as {}: load it as one", with_article(other)),
        _ => remedy(kind).to_owned(),
    };
    ImportError::MissingColumns { file, line, kind, missing: listed(&missing), remedy }
}

impl Header {
    fn has_any(&self) -> bool {
        Meaning::ALL.iter().any(|meaning| self.has(*meaning))
    }
}

/// `a, b and c`.
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// ` (FTE_DAYS_LOST is not FTE)`: the first column that someone might take for FTE.
fn not_fte(header: &Header) -> String {
    let tempting = |name: &&String| {
        let folded = fold_header(name);
        folded.contains("fte") || folded.contains("wte") || folded.contains("headcount") || folded == "hc"
    };
    header.names.iter().find(tempting).map_or(String::new(), |name| format!(" ({} is not FTE)", cut(name)))
}

/// ` (weeks may be …)` where a column is headed by nothing more than *weeks*.
fn bare_weeks(header: &Header) -> String {
    let bare = header.names.iter().find(|name| fold_header(name) == "weeks");
    bare.map_or(String::new(), |name| format!(" ({name} may be each student's or the row's)"))
}

fn beside(header: &Header, meanings: &[Meaning], remark: &str) -> String {
    let column = meanings.iter().find_map(|meaning| header.get(*meaning));
    column.map_or(String::new(), |column| format!(" ({}: {remark})", header.shown(column)))
}
