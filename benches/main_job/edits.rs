//! From an edited cell to figures that agree with it, in a plan of England's size. The floors do the same in
//! dense arrays of one year: whole numbers of 64 bits, figures in `f64`, no settings, no exactness.

use std::sync::Arc;
use std::time::Duration;

use fairshare::model::scenario::{Benchmark, CellField, Change, Edit, Scenario, ScenarioState};
use fairshare::model::*;
use fairshare::report::{OverviewColumn, OverviewQuery, Whose, YearTable, headline_change};

use crate::common::{Compared, Runs, in_turn, timed};

pub fn compared(runs: &Runs, facts: &Arc<Facts>) -> Vec<Compared> {
    let baseline = Arc::new(Outcome::calculate(Arc::clone(facts), Settings::default()));
    vec![rate(runs, &baseline), total(runs, &baseline), figures(runs, &baseline), window(runs, &baseline)]
}

/// How often the work of microseconds is done in one run.
const TIMES: u32 = 100;

fn many_times(mut work: impl FnMut() -> f64) -> Duration {
    timed(|| (0..TIMES).map(|_| work()).sum::<f64>()) / TIMES
}

/// A scenario in which one cell's FTE is edited and reset in turn.
struct Edited {
    state: ScenarioState,
    place: Place,
    edit: Edit,
}

impl Edited {
    fn new(baseline: &Arc<Outcome>) -> Edited {
        let years = baseline.facts().years();
        let place = Place { year: years[years.len() / 2], organisation: 7, profession: Profession::Pt };
        let code = &baseline.organisation(place).code;
        let change = Change::Add(Decimal::from_int(7));
        let edit = Edit::cell(CellField::Fte, code, place.profession, place.year, change, "");
        let scenario = Scenario { benchmark: Benchmark::Recalculated, ..Scenario::default() };
        Edited { state: ScenarioState::open(Arc::clone(baseline), scenario), place, edit }
    }

    /// The edit comes or goes, and the rate of its column follows.
    fn edit(&mut self) -> &Outcome {
        if self.state.remove(0).is_none() {
            self.state.push(vec![self.edit.clone()]).unwrap();
        }
        self.state.outcome()
    }
}

/// One profession and year as the floors have it: FTE and weeks of every organisation, in units.
struct Dense {
    fte: Vec<i64>,
    weeks: Vec<i64>,
    counted: Vec<bool>,
    /// How many units of FTE make as much as one unit of weeks: for figures in weeks.
    per_week: f64,
}

/// What a column adds up to, in `f64`.
#[derive(Clone, Copy, Default)]
struct DenseTotal {
    counted: u32,
    meet: u32,
    fte: f64,
    expected: f64,
    provided: f64,
    short: f64,
    above: f64,
}

impl Dense {
    fn of(outcome: &Outcome, profession: Profession, year: AcademicYear) -> Dense {
        let column = outcome.cells().column(profession, year);
        let number = |units: i128| i64::try_from(units).unwrap();
        Dense {
            fte: column.iter().map(|cell| number(cell.fte)).collect(),
            weeks: column.iter().map(|cell| number(cell.weeks)).collect(),
            counted: column.iter().map(|cell| cell.has_workforce && cell.has_return && cell.fte > 0).collect(),
            per_week: 1.0 / outcome.cells().scale.weeks as f64,
        }
    }

    fn cells(&self) -> impl Iterator<Item = (i64, i64, bool)> {
        self.fte.iter().zip(&self.weeks).zip(&self.counted).map(|((fte, weeks), counted)| (*fte, *weeks, *counted))
    }

    /// Weeks per FTE, in units: the bare sum.
    fn rate(&self) -> f64 {
        let (mut fte, mut weeks) = (0, 0);
        for (cell_fte, cell_weeks, counted) in self.cells() {
            if counted {
                fte += cell_fte;
                weeks += cell_weeks;
            }
        }
        weeks as f64 / fte as f64
    }

    fn total(&self) -> DenseTotal {
        let rate = self.rate();
        let mut total = DenseTotal::default();
        for (fte, weeks, counted) in self.cells() {
            if counted {
                let (expected, provided) = (fte as f64 * rate, weeks as f64);
                let gap = provided - expected;
                total.counted += 1;
                total.meet += u32::from(gap >= 0.0);
                total.fte += fte as f64;
                total.expected += expected;
                total.provided += provided;
                total.short -= gap.min(0.0);
                total.above += gap.max(0.0);
            }
        }
        total
    }

    /// Expected, gap, ratio and status of every organisation.
    fn figures(&self, figures: &mut Vec<([f64; 3], u8)>) {
        let rate = self.rate();
        figures.clear();
        figures.extend(self.cells().map(|(fte, weeks, _)| {
            let (expected, provided) = (fte as f64 * rate * self.per_week, weeks as f64 * self.per_week);
            let ratio = provided / expected;
            let status = u8::from(ratio >= 0.8) + u8::from(ratio >= 1.0) + u8::from(ratio >= 1.1);
            ([expected, provided - expected, ratio], status)
        }));
    }
}

/// The dense column of the edited cell, and the cell's FTE without and with the edit.
struct DenseEdited {
    dense: Dense,
    organisation: usize,
    fte: [i64; 2],
}

impl DenseEdited {
    fn new(baseline: &Arc<Outcome>) -> DenseEdited {
        let Place { year, organisation, profession } = Edited::new(baseline).place;
        let dense = Dense::of(baseline, profession, year);
        let organisation = organisation as usize;
        let more = 7 * i64::try_from(baseline.cells().scale.fte).unwrap();
        let fte = [dense.fte[organisation], dense.fte[organisation] + more];
        DenseEdited { dense, organisation, fte }
    }

    fn edit(&mut self) -> &Dense {
        self.fte.swap(0, 1);
        self.dense.fte[self.organisation] = self.fte[0];
        &self.dense
    }
}

fn compare_cell(
    job: &'static str,
    runs: &Runs,
    mut ours: impl FnMut() -> f64,
    mut floor: impl FnMut() -> f64,
) -> Compared {
    // The same edit, the same figures.
    for _ in 0..2 {
        let (ours, floor) = (ours(), floor());
        assert!((ours - floor).abs() <= 1e-9 * floor.abs(), "{job}: {ours} {floor}");
    }
    in_turn(job, runs, move || many_times(&mut ours), move || many_times(&mut floor))
}

/// The rate of the column in which a cell changed.
fn rate(runs: &Runs, baseline: &Arc<Outcome>) -> Compared {
    let (mut ours, mut floor) = (Edited::new(baseline), DenseEdited::new(baseline));
    let Place { profession, year, .. } = ours.place;
    let scale = baseline.cells().scale;
    let to_units = scale.weeks as f64 / scale.fte as f64;
    let our_rate = move || ours.edit().rate(profession, year).unwrap().value().to_f64() * to_units;
    compare_cell("edited cell: rate of its column", runs, our_rate, move || floor.edit().rate())
}

/// The rate and what the column adds up to.
fn total(runs: &Runs, baseline: &Arc<Outcome>) -> Compared {
    let (mut ours, mut floor) = (Edited::new(baseline), DenseEdited::new(baseline));
    let Place { profession, year, .. } = ours.place;
    let our_total = move || {
        let total = ours.edit().headline(profession, year, |_| true);
        total.weeks_short.to_f64() + f64::from(total.reach)
    };
    let floor_total = move || {
        let dense = floor.edit();
        let total = dense.total();
        total.short * dense.per_week + f64::from(total.meet)
    };
    compare_cell("edited cell: rate and total", runs, our_total, floor_total)
}

/// The rate, and expected, gap, ratio and status of every organisation of the column.
fn figures(runs: &Runs, baseline: &Arc<Outcome>) -> Compared {
    let (mut ours, mut floor) = (Edited::new(baseline), DenseEdited::new(baseline));
    let Place { profession, year, .. } = ours.place;
    let mut all: Vec<([f64; 3], Status)> = Vec::new();
    let our_figures = move || {
        all.clear();
        all.extend(ours.edit().glances(profession, year).map(|glance| {
            let [expected, gap, ratio] = [glance.expected(), glance.gap(), glance.ratio()];
            ([expected.unwrap_or_default(), gap.unwrap_or_default(), ratio.unwrap_or_default()], glance.status)
        }));
        let short = all.iter().filter(|(_, status)| *status == Status::Below).count();
        all.iter().map(|(figures, _)| figures[0] + figures[1].abs()).sum::<f64>() + short as f64
    };
    let mut dense = Vec::new();
    let floor_figures = move || {
        floor.edit().figures(&mut dense);
        let short = dense.iter().filter(|(_, status)| *status == 0).count();
        dense.iter().map(|(figures, _)| figures[0] + figures[1].abs()).sum::<f64>() + short as f64
    };
    compare_cell("edited cell: rate and every figure", runs, our_figures, floor_figures)
}

/// All that the overview shows of PT, OT and SLT: the rows in the order of their gaps, what each profession
/// adds up to, and the bar across the top beside the baseline.
fn window(runs: &Runs, baseline: &Arc<Outcome>) -> Compared {
    let (mut ours, mut floor) = (Edited::new(baseline), DenseEdited::new(baseline));
    let year = ours.place.year;
    let query = OverviewQuery {
        professions: Profession::FIRST.to_vec(),
        whose: Whose::default(),
        sort_by: OverviewColumn::Gap,
        descending: false,
    };
    // What is on the screen is held until what follows is there.
    let mut shown = YearTable::build(baseline, year);
    let first = Arc::clone(baseline);
    let our_window = move || {
        let outcome = Arc::new(ours.edit().clone());
        shown = shown.following(&outcome).unwrap();
        let view = shown.view(&query);
        let bar = headline_change(&first, &outcome, year, &Profession::FIRST, |_| true);
        std::hint::black_box((bar, &view.headlines));
        let top = shown.row(view.order[0]);
        top.provided.unwrap() - top.expected.unwrap()
    };
    let columns = Profession::FIRST.map(|profession| Dense::of(baseline, profession, year));
    let mut figures: [Vec<([f64; 3], u8)>; 3] = Default::default();
    columns.iter().zip(&mut figures).for_each(|(dense, figures)| dense.figures(figures));
    let mut order: Vec<(u32, u32)> = Vec::new();
    let pt = Profession::FIRST.iter().position(|profession| *profession == Profession::Pt).unwrap();
    let floor_window = move || {
        let edited = floor.edit();
        edited.figures(&mut figures[pt]);
        order.clear();
        for (profession, figures) in (0..).zip(&figures) {
            order.extend((0..figures.len() as u32).map(|organisation| (profession, organisation)));
        }
        let gap = |(profession, organisation): (u32, u32)| figures[profession as usize][organisation as usize].0[1];
        order.sort_unstable_by(|a, b| gap(*a).total_cmp(&gap(*b)).then(a.cmp(b)));
        // The cards; the bar needs them once more, of the baseline.
        let totals = columns.each_ref().map(Dense::total);
        std::hint::black_box((edited.total(), totals, columns.each_ref().map(Dense::total)));
        gap(order[0])
    };
    compare_cell("edited cell: all the overview shows", runs, our_window, floor_window)
}
