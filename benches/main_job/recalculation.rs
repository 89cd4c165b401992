//! Recalculation in memory after a changed setting, on two million rows. The floor goes over the same
//! columns of facts in the same order with the same sums: plain loops over dense arrays, figures in `f64`.

use std::convert::Infallible;
use std::sync::Arc;

use fairshare::model::*;

use crate::common::plan::{self, Size};
use crate::common::{Compared, Runs, in_turn, timed};

/// Everything under a changed setting: every cell, rate, and the total of every profession and year.
pub fn compared(runs: &Runs, size: Size, facts: &Arc<Facts>) -> Compared {
    const JOB: &str = "recalculation after a changed setting";
    if !runs.wants(JOB) {
        return Compared::not_asked_for(JOB);
    }
    let columns = Columns::of(size, facts);
    // Two settings in turn, so that nothing of the last run can be used again.
    let settings = ["5,6,7,8a,8b,8c", "6,7,8a,8b,8c"].map(|bands| {
        let mut settings = Settings::default();
        settings.set("bands", bands).unwrap();
        settings
    });
    for settings in &settings {
        same_totals(&all_totals(facts, settings), &columns.totals(settings));
    }
    let (mut our_turn, mut floor_turn) = (0, 0);
    in_turn(
        JOB,
        runs,
        || {
            our_turn += 1;
            timed(|| all_totals(facts, &settings[our_turn % 2]))
        },
        || {
            floor_turn += 1;
            timed(|| columns.totals(&settings[floor_turn % 2]))
        },
    )
}

fn all_totals(facts: &Arc<Facts>, settings: &Settings) -> Vec<Total> {
    let outcome = Outcome::calculate(Arc::clone(facts), settings.clone());
    let years = facts.years().iter();
    let each =
        plan::professions().into_iter().flat_map(|profession| years.clone().map(move |year| (profession, *year)));
    each.map(|(profession, year)| outcome.total(profession, year, |_| true)).collect()
}

/// The facts as columns, each row with the dense number of its cell: profession, year, organisation.
struct Columns {
    organisations: usize,
    /// How many snapshots each cell's FTE is the mean of; 0 without workforce data.
    snapshots: Vec<u8>,
    has_return: Vec<bool>,
    classes: Vec<StaffClass>,
    staff_cell: Vec<u32>,
    staff_class: Vec<u16>,
    fte: Vec<i64>,
    placement_cell: Vec<u32>,
    /// Status and learner type.
    placement_class: Vec<u8>,
    /// Weeks, hours or days.
    unit: Vec<u8>,
    amount: Vec<i64>,
}

/// What the floor says of a profession and year.
#[derive(Clone, Copy, Debug, Default)]
struct FloorTotal {
    counted: u32,
    meet: u32,
    fte: f64,
    expected: f64,
    provided: f64,
    short: f64,
    above: f64,
}

impl Columns {
    fn of(size: Size, facts: &Facts) -> Columns {
        let cells = plan::professions().len() * facts.years().len() * facts.organisations().len();
        let columns = Columns {
            organisations: facts.organisations().len(),
            snapshots: vec![0; cells],
            has_return: vec![false; cells],
            classes: Vec::new(),
            staff_cell: Vec::new(),
            staff_class: Vec::new(),
            fte: Vec::new(),
            placement_cell: Vec::new(),
            placement_class: Vec::new(),
            unit: Vec::new(),
            amount: Vec::new(),
        };
        let professions = plan::professions();
        let mut gathering = Gathering { facts, professions, columns, seen: std::collections::BTreeSet::new() };
        plan::rows(size, &mut gathering);
        gathering.columns
    }

    /// The floor.
    fn totals(&self, settings: &Settings) -> Vec<FloorTotal> {
        let counts: Vec<bool> = self.classes.iter().map(|class| counts(class, settings)).collect();
        let mut fte = vec![0_i64; self.snapshots.len()];
        for ((cell, class), amount) in self.staff_cell.iter().zip(&self.staff_class).zip(&self.fte) {
            if counts[*class as usize] {
                fte[*cell as usize] += amount;
            }
        }
        let counts: [bool; 16] = std::array::from_fn(|class| {
            class / 4 == PlacementStatus::Provided as usize
                && settings.learner_types.iter().any(|learner| *learner as usize == class % 4)
        });
        let mut measured = vec![[0_i64; 3]; self.snapshots.len()];
        let rows = self.placement_cell.iter().zip(&self.placement_class).zip(&self.unit).zip(&self.amount);
        for (((cell, class), unit), amount) in rows {
            if counts[*class as usize] {
                measured[*cell as usize][*unit as usize] += amount;
            }
        }
        let (hours, days) = (settings.hours_per_week.to_f64(), settings.days_per_week.to_f64());
        let weeks = measured.iter().map(|m| (m[0] as f64 + m[1] as f64 / hours + m[2] as f64 / days) / 1e6);
        let weeks: Vec<f64> = weeks.collect();
        let fte = fte.iter().zip(&self.snapshots).map(|(fte, snapshots)| *fte as f64 / 1e6 / f64::from(*snapshots));
        let fte: Vec<f64> = fte.collect();
        let columns = (0..self.snapshots.len()).step_by(self.organisations);
        columns.map(|start| self.total(start..start + self.organisations, &fte, &weeks)).collect()
    }

    fn total(&self, column: std::ops::Range<usize>, fte: &[f64], weeks: &[f64]) -> FloorTotal {
        let forms = |cell: &usize| self.snapshots[*cell] > 0 && self.has_return[*cell] && fte[*cell] > 0.0;
        let (mut all_fte, mut all_weeks) = (0.0, 0.0);
        for cell in column.clone().filter(forms) {
            all_fte += fte[cell];
            all_weeks += weeks[cell];
        }
        let rate = all_weeks / all_fte;
        let mut total = FloorTotal::default();
        for cell in column.filter(forms) {
            let expected = fte[cell] * rate;
            let gap = weeks[cell] - expected;
            total.counted += 1;
            total.meet += u32::from(expected > 0.0 && weeks[cell] >= expected);
            total.fte += fte[cell];
            total.expected += expected;
            total.provided += weeks[cell];
            total.short -= gap.min(0.0);
            total.above += gap.max(0.0);
        }
        total
    }
}

/// Takes the rows of the files into [`Columns`].
struct Gathering<'a> {
    facts: &'a Facts,
    professions: Vec<Profession>,
    columns: Columns,
    seen: std::collections::BTreeSet<(u32, Snapshot)>,
}

impl Gathering<'_> {
    fn cell(&self, code: &str, profession: Profession, year: AcademicYear) -> u32 {
        let organisation = self.facts.organisations().binary_search_by(|o| o.code.as_str().cmp(code)).unwrap();
        let year_number = self.facts.years().binary_search(&year).unwrap();
        let number = self.professions.iter().position(|of| *of == profession).unwrap();
        let column = number * self.facts.years().len() + year_number;
        (column * self.facts.organisations().len() + organisation) as u32
    }
}

impl RowSink for Gathering<'_> {
    type Error = Infallible;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        let cell = self.cell(row.organisation.code, row.profession, row.snapshot.academic_year().unwrap());
        if self.seen.insert((cell, row.snapshot)) {
            self.columns.snapshots[cell as usize] += 1;
        }
        let (profession, staff_group, band) = (row.profession, row.staff_group, row.band);
        let class = StaffClass { profession, staff_group, level: row.level.to_lowercase(), band };
        let columns = &mut self.columns;
        let number = columns.classes.iter().position(|known| *known == class).unwrap_or_else(|| {
            columns.classes.push(class);
            columns.classes.len() - 1
        });
        columns.staff_cell.push(cell);
        columns.staff_class.push(number as u16);
        columns.fte.push(row.fte.unwrap().amount().millionths());
        Ok(())
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Infallible> {
        let cell = self.cell(row.organisation.code, row.profession, row.year);
        let (unit, amount) = match row.activity.unwrap() {
            Activity::Weeks(weeks) => (0, weeks.amount()),
            Activity::Hours(hours) => (1, hours.amount()),
            Activity::Days(days) => (2, days.amount()),
        };
        let columns = &mut self.columns;
        columns.has_return[cell as usize] = true;
        columns.placement_cell.push(cell);
        columns.placement_class.push(row.status as u8 * 4 + row.learner_type as u8);
        columns.unit.push(unit);
        columns.amount.push(amount.millionths());
        Ok(())
    }

    fn demand(&mut self, _row: &DemandRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }

    fn organisation(&mut self, _row: &OrganisationRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Stops unless every total is the same to a millionth.
fn same_totals(ours: &[Total], floor: &[FloorTotal]) {
    assert_eq!(ours.len(), floor.len());
    for (ours, floor) in ours.iter().zip(floor).filter(|(ours, _)| ours.rate.is_ok()) {
        let pairs = [
            (ours.eligible_fte, floor.fte),
            (ours.expected, floor.expected),
            (ours.provided, floor.provided),
            (ours.weeks_short, floor.short),
            (ours.weeks_above, floor.above),
        ];
        let near = pairs.iter().all(|(ours, floor)| (ours.to_f64() - floor).abs() < 1e-6);
        assert!(near && (ours.counted, ours.meet) == (floor.counted, floor.meet), "{ours:?} {floor:?}");
    }
}
