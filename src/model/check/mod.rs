//! What is doubtful about a plan as a whole, once its files lie side by side.

mod figures;
mod organisations;
mod workforce;

pub use organisations::taken_over_in_reference;

use super::facts::MomentCell;
use super::{AcademicYear, Outcome, Place, Severity, YearsCovered};

/// A doubt about one figure of the plan, or about all of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanFinding {
    /// How much it matters.
    pub severity: Severity,
    /// A short stable word for the kind of finding.
    pub code: &'static str,
    /// Where to look; `None` if it is about the plan as a whole.
    pub place: Option<Place>,
    /// One sentence in the field's words.
    pub message: String,
}

/// Looks the whole plan through, warnings before notes: years of which only one kind of data is loaded,
/// where no year has both; organisations that only placements know, those of the reference group that others took
/// over, jumps of
/// FTE between snapshots, more weeks than the FTE could host, two sources with different dates, missing
/// snapshots, rows for a whole year beside dated ones, and FTE that the band setting leaves out.
pub fn check_plan(outcome: &Outcome) -> Vec<PlanFinding> {
    let mut findings: Vec<PlanFinding> = years_that_never_meet(outcome).into_iter().collect();
    findings.extend(organisations::unknown(outcome));
    findings.extend(organisations::taken_over_in_reference(outcome));
    findings.extend(organisations::mergers(outcome));
    findings.extend(workforce::bands_left_out(outcome));
    findings.extend(workforce::jumps(outcome));
    findings.extend(workforce::mixed_sources(outcome));
    findings.extend(outcome.places().flat_map(|place| figures::doubts(outcome, place)));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

fn years_that_never_meet(outcome: &Outcome) -> Option<PlanFinding> {
    let covered = YearsCovered::of(outcome);
    let list = |years: &[AcademicYear]| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    (covered.never_meet() && !outcome.settings().nearest_snapshot).then(|| PlanFinding {
        severity: Severity::Warning,
        code: "years-never-meet",
        place: None,
        message: format!(
            "No year has both workforce data ({}) and placements ({}), so no observed rate can be formed; load files of \
             the same year, or use the nearest snapshot (nearest_snapshot=yes).",
            list(&covered.workforce),
            list(&covered.placements),
        ),
    })
}

fn place_of(cell: &MomentCell) -> Option<Place> {
    let year: AcademicYear = cell.moment.academic_year()?;
    Some(Place { year, organisation: cell.organisation, profession: cell.profession })
}

fn name(outcome: &Outcome, organisation: u32) -> &str {
    let organisation = &outcome.facts().organisations()[organisation as usize];
    if organisation.name.is_empty() { &organisation.code } else { &organisation.name }
}
