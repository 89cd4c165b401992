//! Where placement weeks come from, what became of what was offered, and the teams: sums over the rows of
//! one organisation, each with its rows behind it.

use std::collections::BTreeMap;

use super::told::{share, subject, sum};
use super::{HostedRow, OrganisationRows, ProfileCell, ProfileColumn, ProfileRow, ProfileTable, StaffedRow};
use crate::model::explain::{Counted, RowRef};
use crate::model::{Fraction, Outcome, Place, PlacementStatus, shown};
use crate::report::{FigureStory, StoryPart};

/// Rows under one name.
struct Part<'a> {
    name: String,
    total: Fraction,
    rows: Vec<&'a RowRef>,
}

impl Part<'_> {
    fn rows(&self) -> Vec<RowRef> {
        self.rows.iter().map(|row| (*row).clone()).collect()
    }
}

/// Sums by name, the largest first.
fn sums<'a>(rows: impl Iterator<Item = (String, Fraction, &'a RowRef)>) -> Vec<Part<'a>> {
    let mut parts: BTreeMap<String, Part<'a>> = BTreeMap::new();
    for (name, amount, row) in rows {
        let part = parts.entry(name.clone()).or_insert_with(|| Part { name, total: Fraction::ZERO, rows: Vec::new() });
        part.total = part.total.plus(amount).reduced();
        part.rows.push(row);
    }
    let mut parts: Vec<Part<'a>> = parts.into_values().collect();
    parts.sort_by(|a, b| b.total.cmp_exact(a.total).then_with(|| a.name.cmp(&b.name)));
    parts
}

fn whole(parts: &[Part<'_>]) -> Fraction {
    parts.iter().fold(Fraction::ZERO, |sum, part| sum.plus(part.total).reduced())
}

const fn column(title: &'static str, unit: &'static str) -> ProfileColumn {
    ProfileColumn { title, unit }
}

fn counts(row: &RowRef) -> bool {
    !matches!(row.counted, Counted::No(_))
}

/// A text of the file, or what stands for none.
fn named(text: &str, none: &str) -> String {
    if text.trim().is_empty() { none.to_owned() } else { text.trim().to_owned() }
}

/// Universities, learner types and supervision models, each with its share of what is provided.
pub(super) fn origins(outcome: &Outcome, rows: &OrganisationRows, place: Place) -> Vec<ProfileTable> {
    type NameOf = fn(&HostedRow) -> String;
    let of: [(&'static str, NameOf); 3] = [
        ("University", |row| named(&row.hei, "no university named")),
        ("Learner type", |row| row.learner_type.word().to_owned()),
        ("Supervision model", |row| named(&row.model, "no model named")),
    ];
    let provided = || rows.hosted.iter().filter(|row| row.place == place && counts(&row.row));
    of.into_iter()
        .map(|(title, name)| {
            let parts = sums(provided().map(|row| (name(row), row.row.adds, &row.row)));
            let (subject, whole) = (subject(outcome, place), whole(&parts));
            let lines = parts.iter().enumerate().map(|(key, part)| {
                let told = format!("{title}: {}", part.name);
                let weeks = sum(
                    &told,
                    &subject,
                    "Sum of the placement weeks of its rows that count.",
                    part.total,
                    "weeks",
                    part.rows(),
                );
                let of_all = share(
                    &told,
                    &subject,
                    "Its placement weeks ÷ all placement weeks provided.",
                    (part.total, whole),
                    part.rows(),
                );
                row(key, part.name.clone(), [(shown(part.total, 1), weeks), (of_all.value.clone(), of_all)])
            });
            ProfileTable {
                title: format!("By {}", title.to_lowercase()),
                note: edited_note(outcome, place),
                columns: vec![column(title, ""), column("Provided", "weeks"), column("Share", "of provided")],
                rows: lines.collect(),
                ..ProfileTable::default()
            }
        })
        .collect()
}

/// What became of what was offered in total: provided ÷ (provided + offered + declined + cancelled).
pub(super) fn capacity(outcome: &Outcome, rows: &OrganisationRows, place: Place) -> ProfileTable {
    let settings = outcome.settings();
    let here =
        rows.hosted.iter().filter(|row| row.place == place && settings.learner_types.contains(&row.learner_type));
    let weeks = here.filter_map(|row| Some((row.status.word().to_owned(), row.weeks(settings)?, &row.row)));
    let parts = sums(weeks);
    let (subject, whole) = (subject(outcome, place), whole(&parts));
    let words = [
        (PlacementStatus::Provided, "Provided"),
        (PlacementStatus::Offered, "Offered, not used"),
        (PlacementStatus::Declined, "Declined by the university"),
        (PlacementStatus::Cancelled, "Cancelled by the organisation"),
    ];
    let of = |status: PlacementStatus| parts.iter().find(|part| part.name == status.word());
    let summands = words.into_iter().filter_map(|(status, name)| {
        let value = format!("{} weeks", shown(of(status)?.total, 2));
        Some(StoryPart { name: name.to_owned(), value, missing: false, beneath: None })
    });
    let summands: Vec<StoryPart> = summands.collect();
    let lines = words.into_iter().enumerate().filter_map(|(key, (status, name))| {
        let part = of(status)?;
        // Whatever became of a placement, it counts here.
        let rows = || part.rows().into_iter().map(|row| RowRef { counted: Counted::Whole, ..row }).collect();
        let formula = "Sum of the placement weeks of the rows with this status, of learners who count.";
        let weeks = sum(name, &subject, formula, part.total, "weeks", rows());
        let formula = "Its placement weeks ÷ (provided + offered + declined + cancelled).";
        let used =
            FigureStory { parts: summands.clone(), ..share(name, &subject, formula, (part.total, whole), rows()) };
        Some(row(key, name.to_owned(), [(shown(part.total, 1), weeks), (used.value.clone(), used)]))
    });
    ProfileTable {
        title: "Capacity use".to_owned(),
        note: "Of all placement weeks that were offered in total, how many took place.".to_owned(),
        columns: vec![column("What became of it", ""), column("Placement", "weeks"), column("Share", "of all offered")],
        rows: lines.collect(),
        ..ProfileTable::default()
    }
}

/// The teams, where the files name any: FTE, the share of the expectation that goes with it, and what the team
/// provided.
pub(super) fn teams(outcome: &Outcome, rows: &OrganisationRows, place: Place) -> ProfileTable {
    let staffed = || rows.staffed.iter().filter(|row| row.place == place && counts(&row.row));
    let hosted = || rows.hosted.iter().filter(|row| row.place == place && counts(&row.row));
    let title = "Teams".to_owned();
    if staffed().all(|row| row.team.is_empty()) && hosted().all(|row| row.team.is_empty()) {
        return ProfileTable { title, ..ProfileTable::default() };
    }
    let none = "no team named";
    // FTE that is of no team has no team's share: beside teams that provide it would look far below its own.
    let shares = staffed().any(|row| !row.team.is_empty());
    let fte = sums(staffed().map(|row: &StaffedRow| (named(&row.team, none), row.fte(), &row.row)));
    let provided = sums(hosted().map(|row| (named(&row.team, none), row.row.adds, &row.row)));
    let (subject, all_fte) = (subject(outcome, place), whole(&fte));
    let expected = outcome.figures(place).expected;
    let with_share: &[Part<'_>] = if shares { &fte } else { &[] };
    let mut names: Vec<&String> = with_share.iter().chain(&provided).map(|part| &part.name).collect();
    names.sort();
    names.dedup();
    let lines = names.into_iter().enumerate().map(|(key, name)| {
        let find = |parts: &[Part<'_>]| parts.iter().position(|part| part.name == *name);
        let told = format!("Team: {name}");
        let of_fte = find(&fte).map(|index| &fte[index]);
        let missing = |what: &str| {
            let reason = format!("No {what} row of this profession and year names the team.");
            FigureStory::without(&told, &subject, reason)
        };
        let cells = match of_fte {
            Some(part) => of_team(&told, &subject, part, all_fte, expected),
            None => ["no data", "no data", "no data"].map(|text| (text.to_owned(), missing("workforce"))),
        };
        let gives = match find(&provided).map(|index| &provided[index]) {
            Some(part) => {
                let formula = "Sum of the placement weeks of its rows that count.";
                (shown(part.total, 1), sum(&told, &subject, formula, part.total, "weeks", part.rows()))
            }
            None => ("no rows".to_owned(), missing("placement")),
        };
        let [eligible, of_all, expects] = cells;
        match shares {
            true => row(key, name.clone(), [eligible, of_all, expects, gives]),
            false => row(key, name.clone(), [gives]),
        }
    });
    let (note, of_fte) = if shares {
        let of_fte = [column("FTE", "eligible"), column("Share", "of FTE"), column("Expected", "weeks")];
        ("Each team's part of the organisation's fair share goes by its eligible FTE.", of_fte.to_vec())
    } else {
        let note = "No workforce row of this profession and year names a team, so the fair share is not told by team. \
                    What each team provides stands here.";
        (note, Vec::new())
    };
    ProfileTable {
        title,
        note: note.to_owned(),
        columns: [vec![column("Team", "")], of_fte, vec![column("Provided", "weeks")]].concat(),
        rows: lines.collect(),
        ..ProfileTable::default()
    }
}

/// FTE, share of the FTE and expected weeks of a team, as text with its story.
fn of_team(
    told: &str,
    subject: &str,
    part: &Part<'_>,
    all: Fraction,
    expected: Option<Fraction>,
) -> [(String, FigureStory); 3] {
    let formula = "Sum of the FTE of its rows that count ÷ the snapshots of the year.";
    let eligible = sum(told, subject, formula, part.total, "FTE", part.rows());
    let of_all = share(told, subject, "Its eligible FTE ÷ the organisation's.", (part.total, all), part.rows());
    let formula = "The organisation's expected weeks × its share of the eligible FTE.";
    let expects = share(told, subject, formula, (part.total, all), part.rows());
    let weeks = part.total.over_fraction(all).zip(expected).map(|(share, of)| (share.times(of).reduced(), of));
    let (text, expects) = match weeks {
        Some((weeks, of)) => {
            let with_values = Some(format!("{} × {} = {} weeks", shown(of, 2), of_all.value, shown(weeks, 2)));
            let value = format!("{} weeks", shown(weeks, 2));
            (shown(weeks, 1), FigureStory { value, with_values, ..expects })
        }
        None => {
            let missing = Some("The organisation has no expectation.".to_owned());
            (
                "no expectation".to_owned(),
                FigureStory { missing, with_values: None, value: "missing".to_owned(), ..expects },
            )
        }
    };
    [(shown(part.total, 1), eligible), (of_all.value.clone(), of_all), (text, expects)]
}

fn row<const N: usize>(key: usize, name: String, cells: [(String, FigureStory); N]) -> ProfileRow {
    let cells = cells.into_iter().map(|(text, story)| ProfileCell::told(text, story)).collect();
    ProfileRow { key: key as u64, name, own: false, cells }
}

/// Rows say nothing of a scenario's edits.
fn edited_note(outcome: &Outcome, place: Place) -> String {
    let edited = outcome.cell(place).basis.has(crate::model::Basis::WEEKS_EDITED);
    if edited { "As in the data, without the scenario's edits.".to_owned() } else { String::new() }
}
