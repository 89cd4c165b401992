//! What is doubtful about a plan as a whole, once its files lie side by side.

use super::counting::eligible_by_moment;
use super::facts::MomentCell;
use super::{AcademicYear, Band, Decimal, Fraction, Outcome, PER_ONE, Place, Severity, StaffClass, counts, shown};

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

/// A jump of FTE is worth a look only from this size: in small teams one person is half of it.
const JUMP_FROM: i64 = 5;

/// Looks the whole plan through: jumps of FTE between snapshots, more weeks than the FTE could host,
/// missing snapshots, two sources with different dates, and FTE that the band setting leaves out.
pub fn check_plan(outcome: &Outcome) -> Vec<PlanFinding> {
    let mut findings = bands_left_out(outcome);
    findings.extend(jumps(outcome));
    findings.extend(mixed_sources(outcome));
    for place in outcome.places() {
        findings.extend(more_weeks_than_staff_could_host(outcome, place));
        findings.extend(missing_snapshots(outcome, place));
    }
    findings
}

/// FTE of qualified staff on bands that the setting leaves out, though they are no support bands.
fn bands_left_out(outcome: &Outcome) -> Vec<PlanFinding> {
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

/// Consecutive snapshots of one organisation and profession that differ by more than half.
fn jumps(outcome: &Outcome) -> Vec<PlanFinding> {
    let facts = outcome.facts();
    let eligible = eligible_by_moment(facts, outcome.settings());
    let cells = &facts.workforce.cells;
    let mut findings = Vec::new();
    let mut before: Option<usize> = None;
    for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.readable) {
        if let Some(last) = before.filter(|last| same_team(&cells[*last], cell)) {
            let (was, is) = (eligible[last], eligible[index]);
            let (change, smaller) = ((is - was).abs(), was.min(is));
            let large = change >= i128::from(JUMP_FROM) * i128::from(PER_ONE) * i128::from(PER_ONE);
            if large && change * 2 > smaller.max(was) {
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
    let fte = |sum| Fraction::new(sum, i128::from(PER_ONE) * i128::from(PER_ONE)).unwrap_or(Fraction::ZERO);
    let place = place_of(cell);
    PlanFinding {
        severity: Severity::Warning,
        code: "fte-jump",
        place,
        message: format!(
            "{}, {}: eligible FTE goes from {} ({}) to {} ({}); check that both snapshots cover the same teams.",
            name(outcome, cell.organisation),
            cell.profession.name(),
            shown(fte(was), 1),
            last.moment,
            shown(fte(is), 1),
            cell.moment,
        ),
    }
}

/// One year's FTE that rests on two sources with different dates.
fn mixed_sources(outcome: &Outcome) -> Vec<PlanFinding> {
    let cells = &outcome.facts().workforce.cells;
    let mut findings: Vec<PlanFinding> = Vec::new();
    for pair in cells.windows(2) {
        let [a, b] = pair else { continue };
        let same_year = a.moment.academic_year() == b.moment.academic_year();
        if same_team(a, b) && same_year && a.source != b.source && a.readable && b.readable {
            findings.push(PlanFinding {
                severity: Severity::Warning,
                code: "sources-differ",
                place: place_of(b),
                message: format!(
                    "{}, {}: snapshots {} and {} come from different files; if they are editions of the same list, remove one.",
                    name(outcome, b.organisation),
                    b.profession.name(),
                    a.moment,
                    b.moment,
                ),
            });
        }
    }
    findings
}

fn more_weeks_than_staff_could_host(outcome: &Outcome, place: Place) -> Option<PlanFinding> {
    let figures = outcome.figures(place);
    let (fte, provided) = (figures.eligible_fte?, figures.provided?);
    let most = outcome.settings().placement_weeks_a_year;
    let ratio = provided.over_fraction(fte)?;
    ratio.compare(most).is_gt().then(|| PlanFinding {
        severity: Severity::Warning,
        code: "weeks-above-capacity",
        place: Some(place),
        message: format!(
            "{}, {}, {}: {} placement weeks on {} eligible FTE is more than one student each in every one of {most} weeks; \
             check the organisation code and the unit of the placements.",
            name(outcome, place.organisation),
            place.profession.name(),
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
            place.profession.name(),
            place.year,
            cell.snapshots,
            cell.of_snapshots,
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

/// The years that have workforce data, those that have placements, and whether none has both: then no
/// observed rate can be formed, and the nearest snapshot is a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearsCovered {
    /// Years with workforce data of their own.
    pub workforce: Vec<AcademicYear>,
    /// Years with placement rows.
    pub placements: Vec<AcademicYear>,
}

impl YearsCovered {
    /// The years that the two kinds of file cover.
    pub fn of(outcome: &Outcome) -> YearsCovered {
        YearsCovered { workforce: outcome.facts().workforce_years(), placements: outcome.facts().placement_years() }
    }

    /// Both kinds are loaded, and no year has both.
    pub fn never_meet(&self) -> bool {
        !self.workforce.is_empty()
            && !self.placements.is_empty()
            && !self.workforce.iter().any(|year| self.placements.contains(year))
    }
}

/// Students on placement at any one time that would close a gap: |gap| ÷ weeks a year in which
/// placements run (`domain.md`, *Turning a gap into placements*).
///
/// ```
/// use fairshare::model::{Decimal, Fraction, students_at_a_time};
/// let gap = Fraction::new(-120, 1).unwrap();
/// assert_eq!(students_at_a_time(gap, Decimal::from_int(40)).unwrap().to_f64(), 3.0);
/// ```
pub fn students_at_a_time(gap: Fraction, placement_weeks_a_year: Decimal) -> Option<Fraction> {
    gap.abs().over(placement_weeks_a_year)
}
