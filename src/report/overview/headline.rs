//! Headlines: what a profession adds up to, in words.

use crate::model::{Fraction, NoRate, Profession, Settings, Status, Total, apprentices_note, counted, percent, shown};
use crate::report::TotalFigure;

/// What a headline card says of one profession.
#[derive(Clone, Debug)]
pub struct Headline {
    /// The profession.
    pub profession: Profession,
    /// `3.52`; `None` without a rate.
    pub rate: Option<String>,
    /// The sentences under it, most important first.
    pub lines: Vec<HeadlineLine>,
    /// Why there is no rate, if there is none.
    pub no_rate: Option<NoRate>,
    /// The provision ratios behind it with their statuses, in the order of organisation codes.
    pub ratios: Vec<(f64, Status)>,
}

/// A sentence of a headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadlineLine {
    /// The sentence.
    pub text: String,
    /// The figure that it is about.
    pub told: LineTold,
}

/// What tells where a sentence of a headline comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineTold {
    /// The benchmark rate.
    Rate,
    /// A figure that adds up organisations.
    Total(TotalFigure),
}

/// The headline of a total, in the words of `domain.md`, *Totals and headlines*.
pub(super) fn headline(total: &Total, apprentices: Option<Fraction>, settings: &Settings) -> Headline {
    let mut lines: Vec<HeadlineLine> = Vec::new();
    let mut line = |told, text| lines.push(HeadlineLine { text, told });
    let of = LineTold::Total;
    match &total.rate {
        Ok(rate) => {
            let (short, above) = (shown(total.weeks_short, 0), shown(total.weeks_above, 0));
            line(
                of(TotalFigure::Meet),
                format!("{} of {} meet their share", number(total.meet), number(total.counted)),
            );
            line(of(TotalFigure::WeeksShort), format!("{short} weeks short, {above} above"));
            if total.is_its_own_average {
                line(of(TotalFigure::Ratio), "In total 100 %: the group is its own benchmark".to_owned());
            } else if let Some(ratio) = total.ratio() {
                line(of(TotalFigure::Ratio), format!("In total {} of the expected weeks", percent(ratio, settings)));
            }
            if let Some(text) = left_out(total, |expected| format!(" (expected {} weeks)", shown(expected, 0))) {
                line(of(TotalFigure::LeftOut), text);
            }
            if let Some(note) = apprentices.and_then(apprentices_note) {
                line(of(TotalFigure::Apprentices), sentence(&note));
            }
            if let Some(text) = nearest(total) {
                line(LineTold::Rate, text);
            }
            if rate.is_thin() {
                line(LineTold::Rate, format!("Only {} organisations formed the rate", number(rate.organisations)));
            }
        }
        Err(reason) => {
            line(LineTold::Rate, sentence(&reason.to_string()));
            if let Some(text) = left_out(total, |_| String::new()) {
                line(of(TotalFigure::LeftOut), text);
            }
        }
    }
    Headline {
        profession: total.profession,
        rate: total.rate.ok().map(|rate| shown(rate.value(), 2)),
        lines,
        no_rate: total.rate.err(),
        ratios: total.ratios.clone(),
    }
}

/// What of a total rests on the nearest snapshot of another year, if anything: its rate, or some of those
/// added.
pub(in crate::report) fn nearest(total: &Total) -> Option<String> {
    let on_nearest = |of: u32| (of > 0).then(|| counted(of.into(), "organisation", "organisations"));
    let rate = total.rate.ok().and_then(|rate| on_nearest(rate.on_nearest));
    rate.map(|of| format!("The rate rests on the nearest snapshot of {of}"))
        .or_else(|| on_nearest(total.on_nearest).map(|of| format!("The nearest snapshot stands in for {of}")))
}

/// What a total leaves out, if anything.
pub(in crate::report) fn left_out(total: &Total, expected: impl Fn(Fraction) -> String) -> Option<String> {
    let mut parts = Vec::new();
    if total.without_return > 0 {
        parts.push(format!(
            "{} without a return{}",
            number(total.without_return),
            expected(total.without_return_expected)
        ));
    }
    if total.without_workforce > 0 {
        parts.push(format!("{} without workforce data", number(total.without_workforce)));
    }
    if total.without_expectation > 0 {
        parts.push(format!("{} without eligible FTE", number(total.without_expectation)));
    }
    (!parts.is_empty()).then(|| format!("Not included: {}", parts.join(", ")))
}

fn number(count: u32) -> String {
    crate::model::count(count.into())
}

/// A clause as a sentence of its own.
pub(crate) fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
