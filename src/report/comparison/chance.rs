//! Formulas of what rests on chance, with the values of one organisation in them.

use super::interval_words;
use crate::model::statistics::{
    Adjustment, Clustering, Confidence, Interval, LimitMethod, Limits, LimitsAt, Method, Provision,
};
use crate::model::{Figures, Fraction, shown};

/// What an organisation provides and should, where it has FTE, a return and something expected of it.
pub(in crate::report) fn provision(figures: &Figures) -> Option<Provision> {
    let [fte, provided, expected] =
        [figures.eligible_fte?, figures.provided?, figures.expected?].map(|figure| figure.to_f64());
    Provision::new(fte, provided, expected)
}

/// The 95 % interval of a ratio: its method, its formula in words, and with the values.
pub(in crate::report) fn interval_told(provision: Provision, clustering: Clustering) -> (Method, &'static str, String) {
    let [provided, expected] = [provision.provided(), provision.expected()].map(|weeks| clustering.effective(weeks));
    let blocks = Interval::of_count(provided, Confidence::NinetyFive);
    let values = format!(
        "{} weeks ÷ D of {:.2} = {provided:.1} blocks, with an interval of {:.1} to {:.1}; ÷ {expected:.1} blocks expected = {}",
        number(provision.provided(), 1),
        clustering.factor(),
        blocks.low,
        blocks.high,
        interval_words(Interval::of_ratio(provision, clustering, Confidence::NinetyFive))
    );
    let formula = "The 95 % interval of the provided placement weeks, counted as blocks of D weeks, ÷ the expected weeks as \
                   blocks.";
    (Interval::method(provided), formula, values)
}

/// The limits at one size, with the values: `95 % limits 1.00 ± 1.96 × √(1.00 × D 5.00 ÷ 200.0) = 69.0–131.0 %`.
pub(super) fn limits_told(limits: &Limits, at: LimitsAt, expected: f64) -> String {
    let (centre, clustering) = (limits.centre.value(), limits.clustering);
    let (blocks, weeks) = (clustering.effective(expected), number(expected, 1));
    let chance = format!("D {:.2} ÷ {weeks}", clustering.factor());
    let reach = |confidence: Confidence| {
        let z = confidence.z();
        match (limits.adjustment, limits.method) {
            (Adjustment::None, LimitMethod::ClusteredNormal) => {
                format!("{centre:.2} ± {z:.2} × √({centre:.2} × {chance})")
            }
            (Adjustment::None, LimitMethod::ExactPoisson) => {
                let (events, tail) = (centre * blocks, 100.0 * confidence.tail());
                format!(
                    "χ²({tail:.1} %; {:.1}) ÷ {:.1} to χ²({:.1} %; {:.1}) ÷ {:.1}",
                    2.0 * events,
                    2.0 * blocks,
                    100.0 - tail,
                    2.0 * (events + 1.0),
                    2.0 * blocks
                )
            }
            (Adjustment::Multiplicative { phi }, _) => {
                format!("{centre:.2} ± {z:.2} × √(φ {phi:.2} × {centre:.2} × {chance})")
            }
            (Adjustment::Additive { tau_squared }, _) => {
                format!("(√{centre:.2} ± {z:.2} × √({chance} ÷ 4 + τ² {tau_squared:.4}))²")
            }
        }
    };
    // To a tenth of a per cent: a label goes by limits that are not rounded.
    let between = |low: f64, high: f64| format!("{}–{} %", number(100.0 * low, 1), number(100.0 * high, 1));
    format!(
        "95 % limits {} = {}, 99.8 % limits {} = {}",
        reach(Confidence::NinetyFive),
        between(at.low, at.high),
        reach(Confidence::NinetyNinePointEight),
        between(at.lowest, at.highest)
    )
}

/// A number as the page writes one: `4,939.0`.
pub(super) fn number(number: f64, places: u32) -> String {
    let scale = 10_i128.pow(places);
    let whole = (number * scale as f64).round();
    Fraction::new(whole as i128, scale).map_or_else(|| number.to_string(), |number| shown(number, places))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::statistics::{Centre, CentreLine};

    /// 200 weeks expected in blocks of 5: 40 blocks.
    fn told(adjustment: Adjustment, method: LimitMethod) -> String {
        let limits = Limits {
            centre: Centre { line: CentreLine::FairShare, pooled: 0.9 },
            clustering: Clustering::of_usual_block(5.0).unwrap(),
            method,
            adjustment,
        };
        limits_told(&limits, limits.at(200.0), 200.0)
    }

    #[test]
    fn limits_have_their_values_in_the_formula_that_draws_them() {
        let normal = LimitMethod::ClusteredNormal;
        insta::assert_snapshot!(
            [
                told(Adjustment::None, normal),
                told(Adjustment::None, LimitMethod::ExactPoisson),
                told(Adjustment::Multiplicative { phi: 4.0 }, normal),
                told(Adjustment::Additive { tau_squared: 0.01 }, normal),
            ]
            .join("\n"),
            @r"
        95 % limits 1.00 ± 1.96 × √(1.00 × D 5.00 ÷ 200.0) = 69.0–131.0 %, 99.8 % limits 1.00 ± 3.09 × √(1.00 × D 5.00 ÷ 200.0) = 51.1–148.9 %
        95 % limits χ²(2.5 %; 80.0) ÷ 80.0 to χ²(97.5 %; 82.0) ÷ 80.0 = 71.4–136.2 %, 99.8 % limits χ²(0.1 %; 80.0) ÷ 80.0 to χ²(99.9 %; 82.0) ÷ 80.0 = 58.1–159.2 %
        95 % limits 1.00 ± 1.96 × √(φ 4.00 × 1.00 × D 5.00 ÷ 200.0) = 38.0–162.0 %, 99.8 % limits 1.00 ± 3.09 × √(φ 4.00 × 1.00 × D 5.00 ÷ 200.0) = 2.3–197.7 %
        95 % limits (√1.00 ± 1.96 × √(D 5.00 ÷ 200.0 ÷ 4 + τ² 0.0100))² = 56.3–156.2 %, 99.8 % limits (√1.00 ± 3.09 × √(D 5.00 ÷ 200.0 ÷ 4 + τ² 0.0100))² = 36.7–194.3 %
        "
        );
    }

    #[test]
    fn an_interval_goes_by_blocks() {
        // 325 weeks in blocks of 5 are 65: 50.16 to 82.85, ÷ 65.
        let provision = Provision::new(80.0, 325.0, 325.0).unwrap();
        let (_, _, values) = interval_told(provision, Clustering::of_usual_block(5.0).unwrap());
        insta::assert_snapshot!(
            values,
            @"325.0 weeks ÷ D of 5.00 = 65.0 blocks, with an interval of 50.2 to 82.8; ÷ 65.0 blocks expected = 77–127 %"
        );
    }
}
