//! Organisations that only placements know.

use std::collections::{BTreeMap, BTreeSet};

use super::{PlanFinding, name};
use crate::model::{GroupRule, MergerEffect, Outcome, Place, Severity, counted, plain};

/// Organisations with placements that neither workforce data nor an organisation reference has: a code that
/// was mistyped, or a provider whose staff are still to be loaded. Where neither is loaded there is nothing
/// to know them by, and nothing is said.
pub(super) fn unknown(outcome: &Outcome) -> Vec<PlanFinding> {
    let facts = outcome.facts();
    let mut known: Vec<bool> = facts.organisations().iter().map(|organisation| organisation.in_reference).collect();
    for cell in &facts.workforce.cells {
        known[cell.organisation as usize] = true;
    }
    if !known.contains(&true) {
        return Vec::new();
    }
    let mut unknown: BTreeMap<u32, (u64, Place)> = BTreeMap::new();
    for (index, cell) in
        facts.placements.cells.iter().enumerate().filter(|(_, cell)| !known[cell.organisation as usize])
    {
        let place = Place { year: cell.year, organisation: cell.organisation, profession: cell.profession };
        let (rows, latest) = unknown.entry(cell.organisation).or_insert((0, place));
        *rows += facts.placements.rows.range(index).len() as u64;
        *latest = (*latest).max(place);
    }
    let finding = |(organisation, (rows, place)): (u32, (u64, Place))| PlanFinding {
        severity: Severity::Warning,
        code: "unknown-organisation",
        place: Some(place),
        message: format!(
            "{} ({}): {} of placements, but neither workforce data nor an organisation reference has this code; check \
             it, or load its staff.",
            name(outcome, organisation),
            facts.organisations()[organisation as usize].code,
            counted(rows, "row", "rows"),
        ),
    };
    unknown.into_iter().map(finding).collect()
}

/// Organisations that the reference group names and that were taken over by others: they have no rows of their own,
/// so that they form no rate. Nothing where the ones that took them over are in the group too.
pub fn taken_over_in_reference(outcome: &Outcome) -> Option<PlanFinding> {
    let Some(GroupRule::Organisations(codes)) = outcome.settings().reference_rule() else { return None };
    let folded = codes.iter().filter_map(|code| Some((code, outcome.counts_under(code)?)));
    let lost: Vec<_> = folded.filter(|(_, successor)| !codes.contains(*successor)).collect();
    let each: Vec<String> =
        lost.iter().map(|(code, successor)| format!("{code} was taken over by {successor}")).collect();
    let instead: BTreeSet<&str> = lost.iter().map(|(_, successor)| *successor).collect();
    let instead: Vec<&str> = instead.into_iter().collect();
    (!lost.is_empty()).then(|| PlanFinding {
        severity: Severity::Warning,
        code: "reference-taken-over",
        place: None,
        message: format!(
            "Of the reference group, {}: the rows count there, and form no rate. Choose {} in place, or have mergers \
             ignored (mergers=ignored).",
            each.join(", "),
            instead.join(", ")
        ),
    })
}

/// What each merger moves, or would move if the setting did not leave it out.
pub(super) fn mergers(outcome: &Outcome) -> impl Iterator<Item = PlanFinding> {
    let applied = outcome.settings().mergers;
    outcome.facts().mergers().iter().map(move |merger| {
        let MergerEffect { predecessor, successor, .. } = merger;
        let on = merger.date.map_or(String::new(), |date| format!(" on {date}"));
        let mut moved = Vec::new();
        if merger.staff_rows > 0 {
            moved.push(format!("{} of staff with {} FTE", counted(merger.staff_rows, "row", "rows"), plain(merger.fte)));
        }
        if merger.placement_rows > 0 {
            let rows = counted(merger.placement_rows, "row", "rows");
            moved.push(format!("{rows} of placements with {} weeks", plain(merger.weeks)));
        }
        let message = match (moved.is_empty(), applied) {
            (true, _) => format!("{predecessor} was taken over by {successor}{on}; no row of it is loaded."),
            (false, true) => {
                format!("{predecessor} was taken over by {successor}{on}: {} count there.", moved.join(" and "))
            }
            (false, false) => format!(
                "{predecessor} was taken over by {successor}{on}, but mergers are ignored (mergers=applied folds them): \
                 {} stay with {predecessor}.",
                moved.join(" and ")
            ),
        };
        PlanFinding { severity: Severity::Note, code: "merger", place: None, message }
    })
}
