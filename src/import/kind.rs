//! Telling the kinds of files apart by their head.

use super::head::Head;
use super::header::stands_for;
use super::meaning::{Meaning, fold_header};
use super::shape::{Shape, find};
use super::{ImportError, Mapping, needs, quotes, text::Text};

/// What a file holds.
pub use crate::model::SourceKind as Kind;

/// `a workforce file`.
pub(super) const fn with_article(kind: Kind) -> &'static str {
    match kind {
        Kind::Workforce => "a workforce file",
        Kind::Placements => "a placement file",
        Kind::Organisations => "an organisation file",
        Kind::Demand => "a demand file",
        Kind::Mergers => "a list of mergers",
    }
}

/// What to do about a file that is none of this kind.
pub(super) const fn remedy(kind: Kind) -> &'static str {
    match kind {
        Kind::Workforce => {
            "choose the NHS Workforce Statistics \"staff excluding medical\" file \
             or name the columns period, org_code, profession, fte"
        }
        Kind::Placements => {
            "name the columns academic_year (or start_date), org_code, profession \
             and one of placement_weeks, weeks_per_student, hours, days"
        }
        Kind::Organisations => {
            "choose the ODS etr file or name the columns org_code, org_name, region, ics, organisation_type, \
             benchmark_group"
        }
        Kind::Demand => {
            "name the columns academic_year, profession, hei and placement_weeks (or students and weeks_per_student)"
        }
        Kind::Mergers => "name the columns predecessor_code, successor_code, date",
    }
}

/// What kind of text this is, by its first bytes (64 KiB are plenty). One that is none of the kinds, or a
/// summary of our own, is refused; so is a workbook, of which the first bytes say nothing: look at it
/// with [`super::inspect_path`].
///
/// # Errors
/// An [`ImportError`] that says what the file seems to be and what to choose instead.
pub fn guess_kind(name: &str, head: &[u8]) -> Result<Kind, ImportError> {
    super::read::check_is_text(name, head, None)?;
    let mut text = Text::new(head, None);
    let head = text.head().map_err(|source| ImportError::Io { file: name.into(), source })?;
    let head = String::from_utf8_lossy(head).into_owned();
    if head.trim().is_empty() {
        return Err(ImportError::Empty { file: name.into() });
    }
    of_head(name, &Head::of_text(head, text.is_whole()), &Mapping::default()).map(|(kind, _)| kind)
}

/// The kind of a file by its first records, and its shape as that.
pub(super) fn of_head(name: &str, head: &Head, mapping: &Mapping) -> Result<(Kind, Shape), ImportError> {
    let shapes = Kind::ALL.map(|kind| (kind, find(head, kind, mapping)));
    refuse_our_summary(name, &shapes[0].1)?;
    let first = shapes[0].1.clone();
    // Placements before workforce, and lists of organisations last: what they need, all others have too.
    let order = [Kind::Mergers, Kind::Placements, Kind::Workforce, Kind::Demand, Kind::Organisations];
    let mut complete = shapes.into_iter().filter(|(kind, shape)| {
        let fits = mapping.check_for(*kind).is_ok() && shape.complete;
        fits && !(*kind == Kind::Organisations && is_something_else(shape, mapping))
    });
    let rank = |kind: Kind| order.iter().position(|other| *other == kind);
    complete.by_ref().min_by_key(|(kind, _)| rank(*kind)).ok_or_else(|| {
        match quotes::left_open(head, &Kind::ALL, mapping) {
            Some(line) => ImportError::UnclosedQuote { file: name.into(), line },
            None if first.header.count() == 0
                && let Some(line) = head.too_long() =>
            {
                ImportError::LongHeader { file: name.into(), line }
            }
            None => ImportError::NoKind { file: name.into(), line: first.likely_line(), what: what_else(&first) },
        }
    })
}

/// Refuses a summary that this program wrote, whatever it is offered as.
pub(super) fn refuse_our_summary(file: &str, shape: &Shape) -> Result<(), ImportError> {
    let has = |wanted: &str| shape.header.names.iter().any(|name| name == wanted);
    if has("benchmark_rate") && has("gap_weeks") && has("provision_ratio") {
        return Err(ImportError::OurSummary { file: file.into(), line: shape.header.line });
    }
    Ok(())
}

/// Whether a file with all that a list of organisations needs has figures that make it something else. A
/// published file that says everybody's benchmark group beside its figures is the best list there is. One
/// with a column for each profession is a table of figures, too.
pub(super) fn is_something_else(shape: &Shape, mapping: &Mapping) -> bool {
    let named = |part: &str| shape.header.names.iter().any(|name| fold_header(name).contains(part));
    let figures = named("fte") || named("wte") || named("headcount");
    let unmapped = shape.header.unmapped.iter();
    let by_profession =
        unmapped.filter(|column| stands_for(shape.header.name(**column), Meaning::Profession, mapping)).count() >= 2;
    by_profession || named("sickness") || named("profession") || (figures && !shape.header.has(Meaning::BenchmarkGroup))
}

pub(super) fn what_else(shape: &Shape) -> &'static str {
    let named = |part: &str| shape.header.names.iter().any(|name| fold_header(name).contains(part));
    if named("sickness") || named("ftedayslost") {
        "is a file of sickness absence, which has no FTE in post and no professions"
    } else if named("turnover") {
        "is a file of staff turnover by staff group, which has no professions"
    } else if !needs::missing(&shape.header, Kind::Workforce, &Mapping::default()).is_empty()
        && shape.header.get(Meaning::Fte).is_some()
    {
        "has FTE but not the other columns of a workforce file"
    } else {
        "has no header we know"
    }
}

impl Shape {
    pub fn likely_line(&self) -> u64 {
        if self.header.line > 0 { self.header.line } else { self.first_line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(head: &str) -> Result<Kind, String> {
        guess_kind("f.csv", head.as_bytes()).map_err(|e| e.to_string())
    }

    #[test]
    fn files_are_told_apart_by_their_header() {
        let etr = format!("\"R0A\",\"NAME\",\"Y62\",\"QOP\"{},\"20171001\"{}\n", ",\"\"".repeat(6), ",\"\"".repeat(16));
        for (head, kind) in [
            ("Date,Org code,Area,Level,FTE\n", Kind::Workforce),
            ("academic_year;org_code;profession;students;weeks_per_student\n", Kind::Placements),
            ("academic_year,profession,hei,placement_weeks\n", Kind::Demand),
            ("org_code,org_name,region\n", Kind::Organisations),
            ("predecessor_code,successor_code,date\n", Kind::Mergers),
            (etr.as_str(), Kind::Organisations),
        ] {
            assert_eq!(guess(head), Ok(kind), "{head}");
        }
    }

    #[test]
    fn files_that_are_none_of_the_kinds_are_refused_by_name() {
        let summary = "academic_year,org_code,org_name,region,ics,profession,eligible_fte,benchmark_method,benchmark_rate,\
                       benchmark_orgs,expected_weeks,provided_weeks,gap_weeks,provision_ratio\n";
        assert!(guess(summary).unwrap_err().contains("is a summary made by Fair Share Planner"));
        assert!(guess("DATE,ORG_CODE,ORG_NAME,FTE_DAYS_LOST\n").unwrap_err().contains("sickness absence"));
        let turnover = "PERIOD,TYPE,REPORTING_ORG_NAME,REPORTING_ORG_CODE,BENCHMARK_GROUP,STAFF_GROUP_1_NAME,HC,FTE\n";
        assert_eq!(guess(turnover), Ok(Kind::Organisations));
        let turnover = turnover.replace("BENCHMARK_GROUP", "TURNOVER_RATE");
        assert!(guess(&turnover).unwrap_err().contains("turnover"));
        assert!(guess("a,b\n1,2\n").unwrap_err().contains("no header we know"));
        assert!(guess("  \n").unwrap_err().contains("is empty"));
        assert!(guess("PK\u{3}\u{4}xyz").unwrap_err().contains("workbook"));
    }
}
