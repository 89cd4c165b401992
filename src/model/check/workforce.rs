//! Doubts about workforce data: bands left out, jumps, sources that do not agree.

use super::{PlanFinding, name, place_of};
use crate::model::counting::eligible_by_moment;
use crate::model::facts::MomentCell;
use crate::model::{Band, Fraction, Outcome, PER_ONE, Severity, Snapshot, StaffClass, counts, shown};

/// FTE of qualified staff on bands that the setting leaves out, though they are no support bands.
pub(super) fn bands_left_out(outcome: &Outcome) -> Vec<PlanFinding> {
    let (facts, settings) = (outcome.facts(), outcome.settings());
    let Some((year, moments)) = facts.workforce.moments_of_year.last().copied() else { return Vec::new() };
    let mut findings = Vec::new();
    for band in [Band::NonAfc, Band::VerySeniorManager, Band::Other] {
        if settings.bands.contains(&band) {
            continue;
        }
        let would_count = |class: &StaffClass| {
            class.band == band && counts(&StaffClass { band: Band::NotGiven, ..class.clone() }, settings)
        };
        let left_out: Vec<bool> = facts.workforce.classes.iter().map(would_count).collect();
        let cells = facts.workforce.cells.iter().enumerate();
        let in_year = cells.filter(|(_, cell)| cell.moment.academic_year() == Some(year));
        let rows = in_year.flat_map(|(cell, _)| facts.workforce.rows.of(cell));
        let sum: i128 =
            rows.filter(|row| left_out[row.class as usize]).filter_map(|row| row.fte()).map(i128::from).sum();
        let Some(fte) = Fraction::new(sum, i128::from(moments) * i128::from(PER_ONE)).filter(|fte| !fte.is_zero())
        else {
            continue;
        };
        findings.push(PlanFinding {
            severity: Severity::Note,
            code: "band-left-out",
            place: None,
            message: format!(
                "{band}: {} FTE in {year} do not count, because the band is outside those that do. Private and voluntary \
                 providers are seldom on Agenda for Change: add {} to the bands that count to include them.",
                shown(fte, 1),
                band.key()
            ),
        });
    }
    findings
}

/// In teams below this size one person may be half of the FTE, so that a jump is a note and no warning.
const SMALL_TEAM: i64 = 5;

/// Consecutive snapshots of one organisation and profession of which the later differs from the earlier by
/// more than half of it: every one of them, those of [`SMALL_TEAM`]s as notes.
pub(super) fn jumps(outcome: &Outcome) -> Vec<PlanFinding> {
    let facts = outcome.facts();
    let eligible = eligible_by_moment(facts, outcome.settings());
    let cells = &facts.workforce.cells;
    let mut findings = Vec::new();
    let mut before: Option<usize> = None;
    for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.readable) {
        if let Some(last) = before.filter(|last| same_team(&cells[*last], cell)) {
            let (was, is) = (eligible[last], eligible[index]);
            if (is - was).abs() * 2 > was {
                findings.push(jump(outcome, &cells[last], cell, was, is));
            }
        }
        before = Some(index);
    }
    findings
}

fn same_team(a: &MomentCell, b: &MomentCell) -> bool {
    a.organisation == b.organisation && a.profession == b.profession
}

fn jump(outcome: &Outcome, last: &MomentCell, cell: &MomentCell, was: i128, is: i128) -> PlanFinding {
    let one = i128::from(PER_ONE) * i128::from(PER_ONE);
    let fte = |sum| Fraction::new(sum, one).unwrap_or(Fraction::ZERO);
    let small = was.max(is) < i128::from(SMALL_TEAM) * one;
    PlanFinding {
        severity: if small { Severity::Note } else { Severity::Warning },
        code: "fte-jump",
        place: place_of(cell),
        message: format!(
            "{}, {}: eligible FTE goes from {} ({}) to {} ({}); check that both snapshots cover the same teams.",
            name(outcome, cell.organisation),
            outcome.profession_name(cell.profession),
            shown(fte(was), 1),
            last.moment,
            shown(fte(is), 1),
            cell.moment,
        ),
    }
}

/// One year's FTE that rests on two sources with different dates. A row for a whole year yields to dated
/// ones, and is another finding.
pub(super) fn mixed_sources(outcome: &Outcome) -> Vec<PlanFinding> {
    let cells = &outcome.facts().workforce.cells;
    let mut findings: Vec<PlanFinding> = Vec::new();
    for pair in cells.windows(2) {
        let [a, b] = pair else { continue };
        let same_year = a.moment.academic_year() == b.moment.academic_year();
        let dated = |cell: &MomentCell| cell.readable && matches!(cell.moment, Snapshot::On(_));
        if same_team(a, b) && same_year && a.source != b.source && dated(a) && dated(b) {
            findings.push(PlanFinding {
                severity: Severity::Warning,
                code: "sources-differ",
                place: place_of(b),
                message: format!(
                    "{}, {}: snapshots {} and {} come from different files; if they are editions of the same list, remove one.",
                    name(outcome, b.organisation),
                    outcome.profession_name(b.profession),
                    a.moment,
                    b.moment,
                ),
            });
        }
    }
    findings
}
