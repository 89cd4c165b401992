//! The formulas: a closed list. A figure that is not made by one of these does not exist.

use super::Measure;

/// How a figure, or a step on the way to one, is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Formula {
    /// Mean over the snapshots of a year.
    EligibleFte,
    /// Sum over the rows of one snapshot.
    SnapshotFte,
    /// The data's FTE with a scenario's edits.
    EditedFte,
    /// Sum over the placement rows.
    ProvidedWeeks,
    /// No return, and the setting counts it as 0 weeks.
    CountedAsZero,
    /// The data's weeks with a scenario's edits.
    EditedWeeks,
    /// The reference group's own average.
    ObservedRate,
    /// What the HEIs require, shared by workforce.
    DemandRate,
    /// The rate that the user entered.
    SetRate,
    /// The baseline's rate, held by a scenario.
    HeldRate,
    /// A rate with a scenario's edits.
    EditedRate,
    /// Σ eligible FTE of those that form the rate.
    GroupFte,
    /// Σ provided of those that form the rate.
    GroupWeeks,
    /// Σ of what the HEIs require.
    RequiredWeeks,
    /// How many organisations formed the rate.
    BenchmarkOrgs,
    /// Eligible FTE × rate.
    ExpectedWeeks,
    /// Provided − expected.
    GapWeeks,
    /// Provided ÷ expected.
    ProvisionRatio,
    /// Eligible FTE ÷ Σ of the group.
    FteShare,
    /// Provided ÷ Σ of the group.
    ProvidedShare,
    /// The first status that applies.
    Status,
    /// ⌈|gap| ÷ block length⌉.
    PlacementsToCloseGap,
}

/// What a person is told about a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormulaInfo {
    /// The name people use.
    pub name: &'static str,
    /// The expression in words.
    pub expression: &'static str,
    /// The unit; empty where there is none.
    pub unit: &'static str,
    /// How many decimals files and explanations show, halves away from zero. What is shown is rounded,
    /// never what is worked with.
    pub places: u32,
    /// Where the rule comes from.
    pub source: &'static str,
    /// The short stable word in files.
    pub word: &'static str,
}

const FAIR_SHARE: &str = "CapitalAHP Fair Share Model, HEE London 2021";
const OURS: &str = "This program's rule";

const fn info(
    word: &'static str,
    name: &'static str,
    expression: &'static str,
    unit: &'static str,
    places: u32,
    source: &'static str,
) -> FormulaInfo {
    FormulaInfo { name, expression, unit, places, source, word }
}

impl Formula {
    /// Every formula.
    pub const ALL: [Formula; 22] = [
        Formula::EligibleFte,
        Formula::SnapshotFte,
        Formula::EditedFte,
        Formula::ProvidedWeeks,
        Formula::CountedAsZero,
        Formula::EditedWeeks,
        Formula::ObservedRate,
        Formula::DemandRate,
        Formula::SetRate,
        Formula::HeldRate,
        Formula::EditedRate,
        Formula::GroupFte,
        Formula::GroupWeeks,
        Formula::RequiredWeeks,
        Formula::BenchmarkOrgs,
        Formula::ExpectedWeeks,
        Formula::GapWeeks,
        Formula::ProvisionRatio,
        Formula::FteShare,
        Formula::ProvidedShare,
        Formula::Status,
        Formula::PlacementsToCloseGap,
    ];

    /// The figure that it makes; `None` for a step on the way.
    pub const fn measure(self) -> Option<Measure> {
        match self {
            Formula::EligibleFte | Formula::EditedFte => Some(Measure::EligibleFte),
            Formula::ProvidedWeeks | Formula::CountedAsZero | Formula::EditedWeeks => Some(Measure::ProvidedWeeks),
            Formula::ObservedRate
            | Formula::DemandRate
            | Formula::SetRate
            | Formula::HeldRate
            | Formula::EditedRate => Some(Measure::BenchmarkRate),
            Formula::SnapshotFte | Formula::GroupFte | Formula::GroupWeeks | Formula::RequiredWeeks => None,
            Formula::BenchmarkOrgs => Some(Measure::BenchmarkOrgs),
            Formula::ExpectedWeeks => Some(Measure::ExpectedWeeks),
            Formula::GapWeeks => Some(Measure::GapWeeks),
            Formula::ProvisionRatio => Some(Measure::ProvisionRatio),
            Formula::FteShare => Some(Measure::FteShare),
            Formula::ProvidedShare => Some(Measure::ProvidedShare),
            Formula::Status => Some(Measure::Status),
            Formula::PlacementsToCloseGap => Some(Measure::PlacementsToCloseGap),
        }
    }

    /// What a person is told about it.
    pub const fn info(self) -> FormulaInfo {
        match self {
            Formula::EligibleFte => info(
                "eligible_fte",
                "Eligible FTE",
                "mean over the snapshots of the academic year of the FTE that counts",
                "FTE",
                2,
                FAIR_SHARE,
            ),
            Formula::SnapshotFte => info(
                "snapshot_fte",
                "FTE of one snapshot",
                "sum of the FTE of the rows that count, less what the settings take off preceptees and long leave",
                "FTE",
                2,
                FAIR_SHARE,
            ),
            Formula::EditedFte => info(
                "eligible_fte",
                "Eligible FTE with edits",
                "the eligible FTE of the data, then the scenario's edits in order",
                "FTE",
                2,
                OURS,
            ),
            Formula::ProvidedWeeks => info(
                "provided_weeks",
                "Provided placement weeks",
                "sum over the rows that count of placement weeks, hours ÷ hours in a week, days ÷ days in a week",
                "weeks",
                2,
                FAIR_SHARE,
            ),
            Formula::CountedAsZero => info(
                "provided_weeks",
                "Provided placement weeks",
                "0, because a setting counts a missing return as 0 weeks",
                "weeks",
                2,
                OURS,
            ),
            Formula::EditedWeeks => info(
                "provided_weeks",
                "Provided placement weeks with edits",
                "the placement weeks of the data, then the scenario's edits in order",
                "weeks",
                2,
                OURS,
            ),
            Formula::ObservedRate => info(
                "benchmark_rate",
                "Benchmark rate, observed",
                "provided placement weeks of the reference group ÷ its eligible FTE, of organisations with both",
                "weeks per FTE",
                4,
                FAIR_SHARE,
            ),
            Formula::DemandRate => info(
                "benchmark_rate",
                "Benchmark rate, demand share",
                "placement weeks that the HEIs require ÷ eligible FTE of the reference group",
                "weeks per FTE",
                4,
                "NHS Education for Scotland 2011",
            ),
            Formula::SetRate => info(
                "benchmark_rate",
                "Benchmark rate, set",
                "the rate that was entered",
                "weeks per FTE",
                4,
                "Entered with its source",
            ),
            Formula::HeldRate => info(
                "benchmark_rate",
                "Benchmark rate, held",
                "the rate of the baseline, so that the scenario is measured against today's benchmark",
                "weeks per FTE",
                4,
                OURS,
            ),
            Formula::EditedRate => info(
                "benchmark_rate",
                "Benchmark rate with edits",
                "the rate before, then the scenario's edits in order",
                "weeks per FTE",
                4,
                OURS,
            ),
            Formula::GroupFte => info(
                "group_fte",
                "Eligible FTE of those that form the rate",
                "sum of the eligible FTE of each organisation",
                "FTE",
                2,
                FAIR_SHARE,
            ),
            Formula::GroupWeeks => info(
                "group_weeks",
                "Provided by those that form the rate",
                "sum of the placement weeks of each organisation",
                "weeks",
                2,
                FAIR_SHARE,
            ),
            Formula::RequiredWeeks => info(
                "required_weeks",
                "Required by the HEIs",
                "sum of the placement weeks of the demand rows",
                "weeks",
                2,
                "NHS Education for Scotland 2011",
            ),
            Formula::BenchmarkOrgs => info(
                "benchmark_orgs",
                "Organisations behind the rate",
                "how many organisations formed the rate; 0 for an entered or edited rate",
                "organisations",
                0,
                OURS,
            ),
            Formula::ExpectedWeeks => info(
                "expected_weeks",
                "Expected placement weeks",
                "eligible FTE × benchmark rate; 0 where eligible FTE is 0",
                "weeks",
                2,
                FAIR_SHARE,
            ),
            Formula::GapWeeks => info(
                "gap_weeks",
                "Gap",
                "provided − expected; negative is below the fair share",
                "weeks",
                2,
                FAIR_SHARE,
            ),
            Formula::ProvisionRatio => {
                info("provision_ratio", "Provision ratio", "provided ÷ expected", "", 4, FAIR_SHARE)
            }
            Formula::FteShare => info(
                "fte_share",
                "Share of the FTE",
                "eligible FTE ÷ eligible FTE of those that formed the rate",
                "",
                4,
                FAIR_SHARE,
            ),
            Formula::ProvidedShare => info(
                "provided_share",
                "Share of what is provided",
                "provided ÷ what those that formed the rate provide",
                "",
                4,
                FAIR_SHARE,
            ),
            Formula::Status => info(
                "status",
                "Status",
                "the first that applies: no workforce data, no return, no expectation, no rate; then by the provision ratio: above, meets, near, below",
                "",
                0,
                OURS,
            ),
            Formula::PlacementsToCloseGap => info(
                "placements_to_close_gap",
                "Placements to close the gap",
                "size of a negative gap ÷ block length, rounded up; 0 where there is no gap to close",
                "placements",
                0,
                OURS,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_formula_can_be_told_and_its_word_is_its_figures() {
        for formula in Formula::ALL {
            let info = formula.info();
            assert!(!info.name.is_empty() && !info.expression.is_empty() && !info.source.is_empty(), "{formula:?}");
            if let Some(measure) = formula.measure() {
                assert_eq!(info.word, measure.word());
            }
        }
    }
}
