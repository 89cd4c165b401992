//! Two outcomes of one plan side by side, as rows of text and numbers: what differs going in, what
//! differs coming out, and which part of a scenario brings how much.

use crate::model::scenario::{
    CellField, Comparison, FigureDifference, Headline, ScenarioState, Split, compare, splits,
};
use crate::model::{AcademicYear, Fraction, Outcome, Place, Profession, Settings, fixed};

use super::split::split_rows;
use super::{SplitRows, SummaryValue, parts};

/// A scenario beside the baseline or beside another scenario.
#[derive(Clone, Debug)]
pub struct ComparisonReport {
    /// The scenario's name.
    pub scenario: String,
    /// What it is compared with: `baseline`, or another scenario's name.
    pub with: String,
    /// The scenario's settings: ratios near a threshold are shown so that they are on its right side.
    pub settings: Settings,
    /// What has to be said of the benchmark, in sentences.
    pub notes: Vec<String>,
    /// Settings, figures of cells and rates that differ, in that order.
    pub inputs: Vec<DifferenceRow>,
    /// What each profession and year adds up to, where anything differs.
    pub totals: Vec<DifferenceRow>,
    /// What each organisation has, where anything differs.
    pub organisations: Vec<DifferenceRow>,
    /// For each profession and year among the totals, which part brings how much.
    pub splits: Vec<SplitRows>,
}

/// What differs about one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// The academic year; `None` for a setting.
    pub year: Option<AcademicYear>,
    /// The profession; `None` for a setting.
    pub profession: Option<Profession>,
    /// The organisation's code and name; `None` for settings, rates and totals.
    pub organisation: Option<(String, String)>,
    /// The figures, in their order: those of a total or an organisation all, whether they differ or not.
    pub figures: Vec<FigureChange>,
}

/// One figure before, after, and after − before.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureChange {
    /// The figure: `gap_weeks`, `setting:bands`.
    pub figure: String,
    /// What it is in what the scenario is compared with.
    pub before: SummaryValue,
    /// What it is in the scenario.
    pub after: SummaryValue,
    /// After − before; missing where either is, and for words.
    pub variance: SummaryValue,
    /// Before and after exactly; `None` where one is missing, and for words.
    pub exact: [Option<Fraction>; 2],
    /// How many decimals files have of it.
    pub places: u32,
}

impl FigureChange {
    /// Whether before and after are different as they are written.
    pub fn differs(&self) -> bool {
        self.before != self.after
    }

    /// After − before, exactly; `None` where either is missing, and for words.
    pub fn exact_variance(&self) -> Option<Fraction> {
        let [before, after] = self.exact;
        before.zip(after).map(|(before, after)| after.minus(before))
    }

    /// Words of which one came after the other.
    fn words(figure: String, before: SummaryValue, after: SummaryValue) -> FigureChange {
        FigureChange { figure, before, after, variance: SummaryValue::Missing, exact: [None, None], places: 0 }
    }
}

impl ComparisonReport {
    /// A scenario beside the baseline.
    pub fn with_baseline(state: &ScenarioState) -> ComparisonReport {
        let comparison = compare(state.baseline(), state.outcome(), |_| true);
        let splits = split(state, &comparison);
        let notes = note(state).into_iter().collect();
        ComparisonReport::of(state, "baseline".to_owned(), &comparison, splits, notes)
    }

    /// A scenario beside another over the same baseline.
    pub fn with_scenario(state: &ScenarioState, other: &ScenarioState) -> ComparisonReport {
        let comparison = compare(other.outcome(), state.outcome(), |_| true);
        let (ours, theirs) = (split(state, &comparison), split(other, &comparison));
        let splits = ours.into_iter().zip(theirs).map(|(ours, theirs)| ours.against(theirs)).collect();
        let notes = [note(state), note(other)].into_iter().flatten().collect();
        ComparisonReport::of(state, other.scenario().name.clone(), &comparison, splits, notes)
    }

    fn of(
        state: &ScenarioState,
        with: String,
        comparison: &Comparison,
        splits: Vec<Split>,
        notes: Vec<String>,
    ) -> ComparisonReport {
        let columns = comparison.totals.iter().map(|total| (total.profession, total.year));
        let mut report = ComparisonReport {
            scenario: state.scenario().name.clone(),
            with,
            settings: state.outcome().settings().clone(),
            notes,
            inputs: inputs(state.outcome(), comparison),
            totals: comparison
                .totals
                .iter()
                .map(|total| DifferenceRow {
                    year: Some(total.year),
                    profession: Some(total.profession),
                    organisation: None,
                    figures: total_figures(&total.before, &total.after),
                })
                .collect(),
            organisations: comparison
                .figures
                .iter()
                .map(|difference| at(state.outcome(), difference.place, organisation_figures(difference)))
                .collect(),
            splits: columns.zip(splits).map(|(column, split)| split_rows(column, &split, state.baseline())).collect(),
        };
        // By year, then profession, as in every other table.
        report.totals.sort_by_key(|row| (row.year, row.profession));
        report.splits.sort_by_key(|split| (split.year, split.profession));
        report
    }

    /// What it is compared with, in a sentence: `the baseline`, or the other scenario's name.
    pub fn with_words(&self) -> String {
        if self.with == "baseline" { "the baseline".to_owned() } else { self.with.clone() }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty() && self.totals.is_empty() && self.organisations.is_empty()
    }
}

fn note(state: &ScenarioState) -> Option<String> {
    let name = &state.scenario().name;
    Some(match state.benchmark_notice() {
        Some(notice) => format!("{name}: {notice}"),
        None => format!("{name}: benchmark {}", state.scenario().benchmark.word()),
    })
}

fn split(state: &ScenarioState, comparison: &Comparison) -> Vec<Split> {
    let scenario = state.scenario();
    let columns: Vec<_> = comparison.totals.iter().map(|total| (total.profession, total.year)).collect();
    let conflicts: Vec<usize> = state.conflicts().map(|conflict| conflict.index).collect();
    let applied: Vec<_> = (0..scenario.edits.len())
        .filter(|index| conflicts.binary_search(index).is_err())
        .map(|index| scenario.edits[index].clone())
        .collect();
    splits(state.baseline(), scenario.benchmark, &parts(state.outcome(), &applied), &columns, |_| true)
}

fn inputs(outcome: &Outcome, comparison: &Comparison) -> Vec<DifferenceRow> {
    let word = |value: &Option<String>| value.clone().map_or(SummaryValue::Missing, SummaryValue::Text);
    let settings = comparison.settings.iter().map(|setting| DifferenceRow {
        year: None,
        profession: None,
        organisation: None,
        figures: vec![FigureChange::words(
            format!("setting:{}", setting.key),
            word(&setting.before),
            word(&setting.after),
        )],
    });
    let cells = comparison.cells.iter().map(|cell| {
        let figure = match cell.field {
            CellField::Fte => "eligible_fte",
            CellField::Weeks => "provided_weeks",
        };
        at(outcome, cell.place, vec![number(figure, 2, cell.before, cell.after)])
    });
    let rates = comparison.rates.iter().map(|rate| DifferenceRow {
        year: Some(rate.year),
        profession: Some(rate.profession),
        organisation: None,
        figures: vec![number("benchmark_rate", 4, rate.before, rate.after)],
    });
    settings.chain(cells).chain(rates).collect()
}

fn at(outcome: &Outcome, place: Place, figures: Vec<FigureChange>) -> DifferenceRow {
    let organisation = outcome.organisation(place);
    DifferenceRow {
        year: Some(place.year),
        profession: Some(place.profession),
        organisation: Some((organisation.code.clone(), organisation.name.clone())),
        figures,
    }
}

fn total_figures(before: &Headline, after: &Headline) -> Vec<FigureChange> {
    let weeks = |figure: &str, of: fn(&Headline) -> Fraction| number(figure, 2, Some(of(before)), Some(of(after)));
    vec![
        count("organisations", before.counted.into(), after.counted.into()),
        count("organisations_reaching_share", before.reach.into(), after.reach.into()),
        weeks("eligible_fte", |headline| headline.eligible_fte),
        weeks("expected_weeks", |headline| headline.expected),
        weeks("provided_weeks", |headline| headline.provided),
        weeks("gap_weeks", Headline::gap),
        number("provision_ratio", 4, before.ratio(), after.ratio()),
        weeks("weeks_short", |headline| headline.weeks_short),
    ]
}

fn organisation_figures(difference: &FigureDifference) -> Vec<FigureChange> {
    let (before, after) = (&difference.before, &difference.after);
    let status = |word: &str| SummaryValue::Text(word.to_owned());
    let placements = |count: Option<i128>| count.map(|count| Fraction::new(count, 1).unwrap_or(Fraction::ZERO));
    vec![
        number("eligible_fte", 2, before.eligible_fte, after.eligible_fte),
        number("expected_weeks", 2, before.expected, after.expected),
        number("provided_weeks", 2, before.provided, after.provided),
        number("gap_weeks", 2, before.gap, after.gap),
        number("provision_ratio", 4, before.ratio, after.ratio),
        FigureChange::words("status".to_owned(), status(before.status.word()), status(after.status.word())),
        number(
            "placements_to_close_gap",
            0,
            placements(before.placements_to_close),
            placements(after.placements_to_close),
        ),
    ]
}

fn number(figure: &str, places: u32, before: Option<Fraction>, after: Option<Fraction>) -> FigureChange {
    let value = |figure: Option<Fraction>| {
        figure.map_or(SummaryValue::Missing, |figure| SummaryValue::Number(fixed(figure, places)))
    };
    let variance = before.zip(after).map(|(before, after)| after.minus(before));
    FigureChange {
        figure: figure.to_owned(),
        before: value(before),
        after: value(after),
        variance: value(variance),
        exact: [before, after],
        places,
    }
}

fn count(figure: &str, before: i128, after: i128) -> FigureChange {
    number(figure, 0, Fraction::new(before, 1), Fraction::new(after, 1))
}
