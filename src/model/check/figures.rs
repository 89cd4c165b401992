//! Doubts about the figures of one place.

use super::{PlanFinding, name};
use crate::model::cells::Basis;
use crate::model::{Fraction, Outcome, Place, Severity, shown};

/// What is doubtful about an organisation, profession and year.
pub(super) fn doubts(outcome: &Outcome, place: Place) -> impl Iterator<Item = PlanFinding> {
    let each = [more_weeks_than_staff_could_host, missing_snapshots, year_row_ignored];
    each.into_iter().filter_map(move |doubt| doubt(outcome, place))
}

fn more_weeks_than_staff_could_host(outcome: &Outcome, place: Place) -> Option<PlanFinding> {
    let (cell, scale) = (outcome.cell(place), outcome.cells().scale);
    let (fte, provided) = (cell.eligible_fte(scale)?, cell.provided(scale)?);
    let most = outcome.settings().placement_weeks_a_year;
    (provided > fte.times(Fraction::of(most))).then(|| PlanFinding {
        severity: Severity::Warning,
        code: "weeks-above-capacity",
        place: Some(place),
        message: format!(
            "{}, {}, {}: {} placement weeks on {} eligible FTE is more than one student each in every one of {most} weeks; \
             check the organisation code and the unit of the placements.",
            name(outcome, place.organisation),
            outcome.profession_name(place.profession),
            place.year,
            shown(provided, 1),
            shown(fte, 1),
        ),
    })
}

fn missing_snapshots(outcome: &Outcome, place: Place) -> Option<PlanFinding> {
    let cell = outcome.cell(place);
    (cell.has_workforce && cell.nearest.is_none() && cell.snapshots < cell.of_snapshots).then(|| PlanFinding {
        severity: Severity::Note,
        code: "snapshots-missing",
        place: Some(place),
        message: format!(
            "{}, {}, {}: in {} of the {} workforce snapshots loaded for the year.",
            name(outcome, place.organisation),
            outcome.profession_name(place.profession),
            place.year,
            cell.snapshots,
            cell.of_snapshots,
        ),
    })
}

fn year_row_ignored(outcome: &Outcome, place: Place) -> Option<PlanFinding> {
    outcome.cell(place).basis.has(Basis::YEAR_ROW_IGNORED).then(|| PlanFinding {
        severity: Severity::Warning,
        code: "year-row-ignored",
        place: Some(place),
        message: format!(
            "{}, {}, {}: a row for the whole year stands beside dated rows and is ignored; remove the file that is not wanted.",
            name(outcome, place.organisation),
            outcome.profession_name(place.profession),
            place.year,
        ),
    })
}
