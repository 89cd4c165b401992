//! A figure of two scenarios side by side as texts: with the decimals of files, and with as few as the screen needs.

use super::{FigureChange, SummaryValue};
use crate::model::{Fraction, Settings, percent, shown, signed};

/// Before, after and the change with the decimals of files.
pub(super) fn as_in_files(figure: &FigureChange) -> [String; 3] {
    let [before, after] = figure.exact.map(|exact| exact.map(|number| shown(number, figure.places)));
    let variance = figure.exact_variance().map(|by| signed(by, figure.places));
    [
        before.unwrap_or_else(|| words(&figure.before)),
        after.unwrap_or_else(|| words(&figure.after)),
        variance.unwrap_or_default(),
    ]
}

/// Before, after and the change as they stand on the screen: weeks and FTE with one decimal, a rate with two, a
/// ratio in per cent. With more, at most those of files, where so few would show no change, or three numbers of
/// which one is not the difference of the others.
pub(super) fn cells(figure: &FigureChange, settings: &Settings) -> [String; 3] {
    let is_ratio = figure.figure == "provision_ratio";
    let few = match figure.figure.as_str() {
        "eligible_fte" | "expected_weeks" | "provided_weeks" | "gap_weeks" | "weeks_short" => 1,
        "benchmark_rate" => 2,
        "provision_ratio" => 0,
        _ => return as_in_files(figure),
    };
    let ([Some(before), Some(after)], Some(by)) = (figure.exact, figure.exact_variance()) else {
        let side = |exact: Option<Fraction>, of: &SummaryValue| match exact {
            Some(number) if is_ratio => percent(number, settings),
            Some(number) => shown(number, few),
            None => words(of),
        };
        return [side(figure.exact[0], &figure.before), side(figure.exact[1], &figure.after), String::new()];
    };
    let most = if is_ratio { figure.places.saturating_sub(2) } else { figure.places };
    for places in few..=most {
        let [from, to] = if is_ratio {
            let per_cent = [before, after].map(|ratio| per_cent(ratio, places, settings));
            let [Some(from), Some(to)] = per_cent else { continue };
            [from, to]
        } else {
            [before.rounded(places), after.rounded(places)]
        };
        let by = if is_ratio { by.in_per_cent() } else { by };
        if by.rounded(places) == 0 || from + by.rounded(places) != to {
            continue;
        }
        let written = |units: i128| shown(Fraction::new(units, 10_i128.pow(places)).unwrap_or(Fraction::ZERO), places);
        let (unit, points) = if is_ratio { (" %", " points") } else { ("", "") };
        return [
            format!("{}{unit}", written(from)),
            format!("{}{unit}", written(to)),
            format!("{}{points}", signed(by, places)),
        ];
    }
    as_in_files(figure)
}

/// A ratio in per cent, a whole number of the last of so many decimals: cut where it would round across a
/// threshold, as [`percent`] does. `None` where whole per cent would read as on the other side of it.
fn per_cent(ratio: Fraction, places: u32, settings: &Settings) -> Option<i128> {
    let limits = [settings.threshold_above, settings.threshold_meets, settings.threshold_near];
    let reads_as_it_is = |units: i128| {
        let written = Fraction::new(units, 10_i128.pow(2 + places)).unwrap_or(ratio);
        limits.iter().all(|limit| ratio.compare(*limit).is_ge() == written.compare(*limit).is_ge())
    };
    [ratio.rounded(2 + places), ratio.cut(2 + places)]
        .into_iter()
        .take(if places == 0 { 1 } else { 2 })
        .find(|units| reads_as_it_is(*units))
}

fn words(value: &SummaryValue) -> String {
    match value {
        SummaryValue::Text(text) | SummaryValue::Number(text) => text.clone(),
        SummaryValue::Missing => "missing".to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::report::tests::state;
    use crate::report::{ComparisonReport, DifferenceLines};

    /// A figure with so many decimals, in units of the last of them.
    pub fn change(figure: &str, places: u32, (before, after): (i128, i128)) -> FigureChange {
        let exact = [before, after].map(|units| Fraction::new(units, 10_i128.pow(places)));
        let text = |number: Option<Fraction>| {
            number.map_or(SummaryValue::Missing, |number| SummaryValue::Number(crate::model::fixed(number, places)))
        };
        FigureChange {
            figure: figure.to_owned(),
            before: text(exact[0]),
            after: text(exact[1]),
            variance: text(exact[0].zip(exact[1]).map(|(before, after)| after.minus(before))),
            exact,
            places,
        }
    }

    #[test]
    fn the_screen_has_fewer_decimals_than_files_unless_those_are_what_differs() {
        let cells = |edits: &[&str], figure: &str| {
            let lines = DifferenceLines::of(&ComparisonReport::with_baseline(&state(edits)));
            let every = lines.inputs.iter().chain(&lines.totals).find(|line| line.figure == figure).cloned();
            every.unwrap().cells.join(" | ")
        };
        let more = &["ZA2 PT 2018/19 weeks +30"];
        assert_eq!(cells(more, "Provided, weeks"), "90.0 | 120.0 | +30.0");
        assert_eq!(cells(more, "Provision ratio"), "65 % | 80 % | +15 points");
        assert_eq!(cells(&["ZA2 PT 2018/19 weeks +0.02"], "Provided, weeks"), "90.00 | 90.02 | +0.02");
        assert_eq!(cells(&["* PT 2018/19 rate 5.25"], "Benchmark rate, weeks per FTE"), "5.00 | 5.25 | +0.25");
    }

    #[test]
    fn three_numbers_of_a_line_add_up_as_they_are_written() {
        let shown = |figure, places, sides| cells(&change(figure, places, sides), &Settings::default()).join(" | ");
        assert_eq!(shown("provided_weeks", 2, (9_004, 9_006)), "90.04 | 90.06 | +0.02");
        assert_eq!(shown("provided_weeks", 2, (1_004, 1_108)), "10.04 | 11.08 | +1.04");
        assert_eq!(shown("provided_weeks", 2, (1_004, 1_102)), "10.0 | 11.0 | +1.0");
        assert_eq!(shown("provision_ratio", 4, (6_540, 6_660)), "65.4 % | 66.6 % | +1.2 points");
        assert_eq!(shown("provision_ratio", 4, (6_541, 6_542)), "65.41 % | 65.42 % | +0.01 points");
        assert_eq!(shown("provision_ratio", 4, (6_500, 8_000)), "65 % | 80 % | +15 points");
        // Just below a threshold it does not read as on it.
        assert_eq!(shown("provision_ratio", 4, (9_900, 9_997)), "99.00 % | 99.97 % | +0.97 points");
    }
}
