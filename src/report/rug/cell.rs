//! The cells of a rug: of one organisation, and of a total.

use crate::model::statistics::{Clustering, Unstable};
use crate::model::{Fraction, Outcome, Place, Settings, Status, Total, count};

use super::super::comparison::provision;
use super::super::overview;
use super::{RugCell, shown};

pub(super) fn of_organisation(outcome: &Outcome, place: Place, clustering: Clustering) -> RugCell {
    let figures = outcome.figures(place);
    if !figures.cell.exists() {
        return RugCell::default();
    }
    let weeks = |figure: Option<Fraction>| figure.map(|figure| crate::model::shown(figure, 1));
    let Some(ratio) = figures.ratio.filter(|_| figures.status.has_ratio()) else {
        let text = figures.status.word().to_owned();
        let remark = figures.notes().join("; ");
        return RugCell { text, status: Some(figures.status), remark, ..RugCell::default() };
    };
    let unstable = provision(&figures).and_then(|provision| Unstable::of(provision, clustering));
    let mut remark = match (weeks(figures.provided), weeks(figures.expected)) {
        (Some(provided), Some(expected)) => format!("{provided} of {expected} weeks expected"),
        _ => String::new(),
    };
    for note in unstable.map(|mark| mark.sentence()).into_iter().chain(figures.notes()) {
        remark.push_str(&format!("; {note}"));
    }
    RugCell {
        text: shown(ratio, outcome.settings()),
        status: Some(figures.status),
        neutral: unstable.is_some(),
        word: figures.status.word().to_owned(),
        remark,
        sort: Some(ratio.to_f64()),
    }
}

/// The cell of a total: summed first, then divided; with what it leaves out.
pub(super) fn of_total(total: &Total, settings: &Settings) -> RugCell {
    let word = format!("{} of {}", count(total.counted.into()), count(total.of.into()));
    let left_out = overview::left_out(total, |_| String::new());
    if total.of == 0 {
        return RugCell::default();
    }
    let Some(ratio) = total.ratio().filter(|_| total.rate.is_ok()) else {
        let (text, remark) = ("no total".to_owned(), left_out.unwrap_or_default());
        return RugCell { text, word, remark, ..RugCell::default() };
    };
    let own = total.is_its_own_average.then(|| "100 % by construction: the group is its own benchmark".to_owned());
    let weeks = |figure| crate::model::shown(figure, 0);
    let sums = format!("{} of {} weeks expected", weeks(total.provided), weeks(total.expected));
    let remark: Vec<String> = [Some(sums), own, left_out, overview::nearest(total)].into_iter().flatten().collect();
    RugCell {
        text: shown(ratio, settings),
        status: Some(Status::of_ratio(ratio, settings)),
        // By construction is no achievement.
        neutral: total.is_its_own_average,
        word,
        remark: remark.join("; "),
        sort: Some(ratio.to_f64()),
    }
}
