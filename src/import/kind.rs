//! The kinds of files, and telling them apart by their head.

use super::header::{Choices, Shape, find};
use super::meaning::fold_header;
use super::{ImportError, needs, text::Text};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Staff in post.
    Workforce,
    /// Placements that were hosted, offered, declined or cancelled.
    Placements,
    /// An organisation reference (ODS `etr`).
    Organisations,
    /// Placement weeks that universities require.
    Demand,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 4] = [Kind::Workforce, Kind::Placements, Kind::Organisations, Kind::Demand];

    /// The word used in reports and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Workforce => "workforce",
            Kind::Placements => "placements",
            Kind::Organisations => "organisations",
            Kind::Demand => "demand",
        }
    }

    /// `a workforce file`.
    pub(super) const fn with_article(self) -> &'static str {
        match self {
            Kind::Workforce => "a workforce file",
            Kind::Placements => "a placement file",
            Kind::Organisations => "an organisation file",
            Kind::Demand => "a demand file",
        }
    }

    /// What to do about a file that is none of this kind.
    pub(super) const fn remedy(self) -> &'static str {
        match self {
            Kind::Workforce => {
                "choose the NHS Workforce Statistics \"staff excluding medical\" file \
                 or name the columns period, org_code, profession, fte"
            }
            Kind::Placements => {
                "name the columns academic_year (or start_date), org_code, profession \
                 and one of placement_weeks, weeks_per_student, hours, days"
            }
            Kind::Organisations => "choose the ODS etr file or name the columns org_code, org_name, region, ics",
            Kind::Demand => {
                "name the columns academic_year, profession, hei and placement_weeks (or students and weeks_per_student)"
            }
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// What kind of file this is, by its first bytes (64 KiB are plenty): for files that are dropped on the
/// window. A file that is none of the kinds, or a summary of our own, is refused.
///
/// # Errors
/// An [`ImportError`] that says what the file seems to be and what to choose instead.
pub fn guess_kind(name: &str, head: &[u8]) -> Result<Kind, ImportError> {
    super::read::check_is_text(name, head)?;
    let mut text = Text::new(head);
    let head = text.head().map_err(|source| ImportError::Io { file: name.into(), source })?;
    let head = String::from_utf8_lossy(head).into_owned();
    if head.trim().is_empty() {
        return Err(ImportError::Empty { file: name.into() });
    }
    let shapes = Kind::ALL.map(|kind| (kind, find(&head, false, kind, &Choices::default())));
    refuse_our_summary(name, &shapes[0].1)?;
    // Placements before workforce, and lists of organisations last: what they need, all others have too.
    for wanted in [Kind::Placements, Kind::Workforce, Kind::Demand, Kind::Organisations] {
        if let Some((kind, shape)) = shapes.iter().find(|(kind, _)| *kind == wanted)
            && shape.complete
            && !(wanted == Kind::Organisations && is_something_else(shape))
        {
            return Ok(*kind);
        }
    }
    let shape = &shapes[0].1;
    Err(ImportError::NoKind { file: name.into(), line: shape.likely_line(), what: what_else(shape) })
}

/// Refuses a summary that this program wrote, whatever it is offered as.
pub(super) fn refuse_our_summary(file: &str, shape: &Shape) -> Result<(), ImportError> {
    let has = |wanted: &str| shape.header.names.iter().any(|name| name == wanted);
    if has("benchmark_rate") && has("gap_weeks") && has("provision_ratio") {
        return Err(ImportError::OurSummary { file: file.into(), line: shape.header.line });
    }
    Ok(())
}

fn is_something_else(shape: &Shape) -> bool {
    let named = |part: &str| shape.header.names.iter().any(|name| fold_header(name).contains(part));
    named("sickness") || named("fte") || named("wte") || named("benchmarkgroup") || named("headcount")
}

fn what_else(shape: &Shape) -> &'static str {
    let named = |part: &str| shape.header.names.iter().any(|name| fold_header(name).contains(part));
    if named("sickness") || named("ftedayslost") {
        "is a file of sickness absence, which has no FTE in post and no professions"
    } else if named("benchmarkgroup") || named("turnover") {
        "is a file of staff turnover by staff group, which has no professions"
    } else if !needs::missing(&shape.header, Kind::Workforce).is_empty()
        && shape.header.get(super::Meaning::Fte).is_some()
    {
        "has FTE but not the other columns of a workforce file"
    } else {
        "has no header we know"
    }
}

impl Shape {
    fn likely_line(&self) -> u64 {
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
        assert!(guess(turnover).unwrap_err().contains("turnover"));
        assert!(guess("a,b\n1,2\n").unwrap_err().contains("no header we know"));
        assert!(guess("  \n").unwrap_err().contains("is empty"));
        assert!(guess("PK\u{3}\u{4}xyz").unwrap_err().contains("workbook"));
    }
}
