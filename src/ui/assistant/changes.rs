//! What an import changed of what the plan had, or would change of what it has.

use crate::model::{Decimal, count, counted, plain};
use crate::store::{Edition, ImportOutcome, OnOverlap, OverlapReport, RowChanges, Totals, Unchanged};

/// What became of one earlier source, or of the cells that several share with the new files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// `In place of workforce.csv`.
    pub title: String,
    /// `1,380 rows the same, 4 different, 12 added, 2 gone. FTE: 3,223.07 before, 3,240 after.`
    pub words: String,
    /// What the card of the file says of it; empty where that says it already.
    pub brief: String,
    /// Whether the plan has the file already, and only counts all of it again if it replaces what came later.
    pub again: bool,
    /// Whether nothing of the plan changes.
    pub nothing: bool,
}

/// What an import would change; nothing if it would only add what the plan has not.
pub fn foreseen(outcome: &ImportOutcome) -> Vec<Changed> {
    if !outcome.unchanged.is_empty() {
        return outcome.unchanged.iter().map(|unchanged| there_already(unchanged, outcome.overlap.as_ref())).collect();
    }
    let overlap = outcome.overlap.as_ref().map(|overlap| {
        let title = format!("{} in the plan already, from {}", cells(overlap, "is", "are"), names(overlap));
        Changed {
            words: format!(
                "You are asked once you import. If its rows replace those: {} {} If they add to them: {}",
                rows(&overlap.rows_if_replaced),
                totals(&overlap.before, &overlap.if_replaced),
                totals(&overlap.before, &overlap.if_added)
            ),
            brief: title.clone(),
            title,
            ..Changed::default()
        }
    });
    outcome.editions.iter().map(edition).chain(overlap).collect()
}

fn there_already(unchanged: &Unchanged, overlap: Option<&OverlapReport>) -> Changed {
    let title = "The plan has this file already".to_owned();
    let brief = title.clone();
    match (unchanged.whose_word_stays(), overlap) {
        (Some(stays), Some(overlap)) => Changed {
            words: format!(
                "Nothing of it differs, nor how it is read; importing it again changes nothing: {stays}. If all of it is \
                 to count again: {} {}",
                rows(&overlap.rows_if_replaced),
                totals(&overlap.before, &overlap.if_replaced)
            ),
            brief: format!("{title}; {stays}"),
            title,
            again: true,
            nothing: false,
        },
        _ => {
            let words = "Nothing of it differs, nor how it is read; importing it again changes nothing.".to_owned();
            Changed { title, words, brief, again: false, nothing: true }
        }
    }
}

fn names(overlap: &OverlapReport) -> String {
    let names: Vec<&str> = overlap.sources.iter().map(|source| source.name.as_str()).collect();
    names.join(", ")
}

fn cells(overlap: &OverlapReport, one: &str, many: &str) -> String {
    let cells = counted(overlap.cells, "cell", "cells");
    format!("{cells} {}", if overlap.cells == 1 { one } else { many })
}

fn edition(edition: &Edition) -> Changed {
    let (before, after) = (&edition.before, &edition.after);
    let mut words = format!("{} {}", rows(&edition.rows), totals(before, after));
    if let Some(stays) = edition.in_plan.whose_word_stays() {
        words.push_str(&format!(" {stays}."));
    }
    if let Some((before, after)) = edition.in_plan.unlike(*before, *after) {
        words.push_str(&format!(" What the plan counts in the cells of either file: {}", totals(&before, &after)));
    }
    let brief = edition.in_plan.whose_word_stays().unwrap_or_default();
    Changed { title: format!("In place of {}", edition.name), words, brief, ..Changed::default() }
}

/// What an import changed; nothing if it only added what the plan had not.
pub fn changes(outcome: &ImportOutcome) -> Vec<Changed> {
    let overlap = outcome.overlap.as_ref().map(|overlap| {
        let cells = counted(overlap.cells, "cell", "cells");
        let of = names(overlap);
        match overlap.answer {
            Some(OnOverlap::Replace) => Changed {
                title: format!("{cells} of {of} replaced"),
                words: format!("{} {}", rows(&overlap.rows_if_replaced), totals(&overlap.before, &overlap.if_replaced)),
                ..Changed::default()
            },
            _ => Changed {
                title: format!("{cells} of {of} added to"),
                words: totals(&overlap.before, &overlap.if_added),
                ..Changed::default()
            },
        }
    });
    outcome.editions.iter().map(edition).chain(overlap).collect()
}

/// Rows the same, different, added and gone.
pub fn rows(changes: &RowChanges) -> String {
    let RowChanges { same, different, added, gone } = *changes;
    let (different, added, gone) = (count(different), count(added), count(gone));
    format!("{} the same, {different} different, {added} added, {gone} gone.", counted(same, "row", "rows"))
}

fn totals(before: &Totals, after: &Totals) -> String {
    let one = |unit: &str, before: Decimal, after: Decimal| {
        let any = !before.is_zero() || !after.is_zero();
        any.then(|| format!("{unit}: {} before, {} after.", plain(before), plain(after)))
    };
    let each = [
        one("FTE", before.fte, after.fte),
        one("Placement weeks", before.weeks, after.weeks),
        one("Hours", before.hours, after.hours),
        one("Days", before.days, after.days),
    ];
    each.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Overlapped;

    #[test]
    fn what_changed_is_told_with_the_totals_that_there_are() {
        let totals_of = |fte: &str| Totals { fte: fte.parse().unwrap(), ..Totals::default() };
        let edition = crate::store::Edition {
            source: crate::store::SourceId(2),
            of: crate::store::SourceId(1),
            name: "staff.csv".to_owned(),
            before: totals_of("3223.07"),
            after: totals_of("3240"),
            rows: RowChanges { same: 1380, different: 4, added: 12, gone: 0 },
            in_plan: crate::store::InPlan {
                totals: Some((totals_of("3223.07"), totals_of("3240"))),
                ..Default::default()
            },
        };
        let mut outcome = ImportOutcome { editions: vec![edition], ..ImportOutcome::default() };
        let told = changes(&outcome);
        assert_eq!(told[0].title, "In place of staff.csv");
        assert_eq!(
            told[0].words,
            "1,380 rows the same, 4 different, 12 added, 0 gone. FTE: 3,223.07 before, 3,240 after."
        );
        let later = |id, name: &str, cells| Overlapped { id: crate::store::SourceId(id), name: name.into(), cells };
        outcome.editions[0].in_plan = crate::store::InPlan {
            totals: Some((totals_of("3220"), totals_of("3238"))),
            under: vec![later(3, "late.csv", 1200), later(4, "later.csv", 1)],
        };
        assert_eq!(
            foreseen(&outcome)[0].words.split_once("3,240 after. ").unwrap().1,
            "1,200 cells of late.csv (source 3) and 1 cell of later.csv (source 4) stay, which came later: this \
             edition does not count there. What the plan counts in the cells of either file: FTE: 3,220 before, \
             3,238 after."
        );
        assert!(changes(&ImportOutcome::default()).is_empty());
    }
}
