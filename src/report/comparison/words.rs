//! What a comparison says in words: on its chart, beneath it, and to those who do not see it.

use crate::model::statistics::{
    Adjustment, CentreLine, ClusteringBasis, Comparison, FEWEST_PLACEMENTS, Interval, Label, LimitMethod, SMALLEST_FTE,
};
use crate::model::{Total, count as whole};

use super::super::overview;
use super::{
    ComparisonColumn, ComparisonFigure, ComparisonRow, ComparisonSentence, ComparisonTable, ComparisonTold,
    interval_words,
};
use crate::report::{TotalFigure, Whose};

/// What is drawn and why, with the figure that each sentence has. The first four are always the same.
pub(super) fn drawn(statistics: &Comparison) -> Vec<ComparisonSentence> {
    let told = [
        ComparisonTold::Total(TotalFigure::Added),
        // The pooled mean is the total's ratio.
        ComparisonTold::Total(TotalFigure::Ratio),
        ComparisonTold::Figure(ComparisonFigure::Clustering),
        ComparisonTold::Figure(ComparisonFigure::Dispersion),
    ];
    let told = told.into_iter().map(Some).chain(std::iter::repeat(None));
    statistics.sentences().into_iter().zip(told).map(|(text, told)| ComparisonSentence { text, told }).collect()
}

/// `24 of 27 organisations`.
pub(super) fn count(rows: usize, total: &Total) -> String {
    let of = whole(total.of.into());
    format!("{} of {of} {}", whole(rows as u64), if of == "1" { "organisation" } else { "organisations" })
}

/// `All organisations: 24 of 27.`, or `London: 24 of 27.`
pub(super) fn who(compared: &Whose, rows: usize, total: &Total) -> String {
    format!("{}: {}.", overview::sentence(&compared.words()), count(rows, total).replace(" organisations", ""))
}

/// Who is left out, and why; empty if nobody is.
pub(super) fn left_out(total: &Total) -> String {
    overview::left_out(total, |_| String::new()).unwrap_or_default()
}

/// The choices in one line: `Fair share line 100 %. D = 5.2 … . Limits × 1.5 …`.
pub(super) fn caption(comparison: &Comparison) -> String {
    let limits = &comparison.limits;
    let pooled = format!("{:.1} %", limits.centre.pooled * 100.0);
    let line = match limits.centre.line {
        _ if limits.centre.is_both() => "Fair share line, which is also the pooled mean (100 %)".to_owned(),
        CentreLine::FairShare => format!("Fair share line (100 %; pooled mean {pooled})"),
        CentreLine::Pooled => format!("Pooled mean ({pooled}; fair share 100 %)"),
    };
    let basis = match limits.clustering.basis() {
        ClusteringBasis::Blocks { students, .. } => format!("from the blocks of {} students", whole(students as u64)),
        ClusteringBasis::UsualBlock => "the usual block length".to_owned(),
    };
    let adjusted = match (limits.adjustment, limits.method) {
        (Adjustment::None, LimitMethod::ClusteredNormal) => "plain limits".to_owned(),
        (Adjustment::None, LimitMethod::ExactPoisson) => "plain exact limits".to_owned(),
        (Adjustment::Multiplicative { phi }, _) => format!("limits × {:.2} for over-dispersion", phi.sqrt()),
        (Adjustment::Additive { tau_squared }, _) => format!("limits with over-dispersion τ² = {tau_squared:.4}"),
    };
    format!(
        "{line}. 95 % and 99.8 % limits: blocks of weeks D = {:.2}, {basis}; {adjusted}; N = {}.",
        limits.clustering.factor(),
        whole(comparison.organisations.len() as u64)
    )
}

/// How many have which label, and how many have none.
pub(super) fn summary(table: &ComparisonTable) -> String {
    let labels = [Label::MuchHigher, Label::Higher, Label::AsExpected, Label::Lower, Label::MuchLower];
    let of = |label| table.rows.iter().filter(|row| row.standing.label == Some(label)).count();
    let mut parts: Vec<String> = labels
        .into_iter()
        .map(|label| (label.word(), of(label)))
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{} {word}", whole(count as u64)))
        .collect();
    let unstable = table.rows.iter().filter(|row| row.standing.unstable.is_some()).count();
    if unstable > 0 {
        parts.push(format!("{} unstable and unlabelled", whole(unstable as u64)));
    }
    if parts.is_empty() { table.count.clone() } else { format!("{}: {}.", table.count, parts.join(", ")) }
}

/// What a group changes and what not, where one is compared.
pub(super) fn among(compared: &Whose) -> Option<String> {
    (!compared.is_everyone()).then(|| {
        format!(
            "Compared among {}: centre line, limits, rank and quarter are of these organisations alone; the benchmark \
             rate, and with it every ratio, stays the same, and so does D.",
            compared.words()
        )
    })
}

/// Why an interval that leaves out 100 % may stand beside *as expected*, where one does.
pub(in crate::report) fn two_rules(rows: &[ComparisonRow]) -> Option<ComparisonSentence> {
    let apart = |row: &&ComparisonRow| {
        let Interval { low, high } = row.standing.interval;
        row.standing.label == Some(Label::AsExpected) && (low > 1.0 || high < 1.0)
    };
    rows.iter().find(apart).map(|row| {
        let text = format!(
            "The label goes by the limits, which allow for the centre line and for over-dispersion; the interval is of \
             the organisation's own placements alone. So {} is \"as expected\" although its interval, {}, leaves out \
             100 %.",
            row.name,
            interval_words(row.standing.interval)
        );
        let code = row.cell(ComparisonColumn::Code).text.clone();
        let told = ComparisonFigure::Of(code, ComparisonColumn::Interval);
        ComparisonSentence { text, told: Some(ComparisonTold::Figure(told)) }
    })
}

/// What small numbers are, where there are any.
pub(super) fn small_numbers(rows: &[ComparisonRow]) -> Option<ComparisonSentence> {
    let few = format!(
        "Unstable: less than {SMALLEST_FTE} FTE or fewer than {FEWEST_PLACEMENTS} expected placements; drawn as hollow grey \
         rings, without a label and without a quarter."
    );
    let told = Some(ComparisonTold::Figure(ComparisonFigure::Unstable));
    rows.iter().any(|row| row.standing.unstable.is_some()).then_some(ComparisonSentence { text: few, told })
}
