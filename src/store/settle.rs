//! What the sources of an import do with those in force before them.

use super::edition::{self, InPlan};
use super::error::StoreError;
use super::intake::Import;
use super::overlap::{self, Found, OnOverlap, OverlapReport, Shelf};
use super::plan::{Edition, ImportOutcome, ImportRequest};
use super::source::{SourceId, SourceRecord, SourceState, path_of};
use super::step::Change;
use super::steps;
use super::transaction::WriteTransaction;

/// Decides what the new sources do with earlier ones, and writes them with their step.
pub(super) fn settle(
    transaction: &WriteTransaction<'_>,
    mut import: Import<'_>,
    request: &ImportRequest,
) -> Result<ImportOutcome, StoreError> {
    import.usable()?;
    let asked = Asked::Decided(request.on_overlap);
    let shelf = Shelf { conn: transaction.conn(), path: transaction.path(), trial: None };
    let in_force = std::mem::take(&mut import.in_force);
    let mut outcome = weigh(shelf, in_force, &mut import.taken, &import.instead_of, asked)?;
    outcome.unchanged = std::mem::take(&mut import.unchanged);
    import.write()?;
    let mut changes = import.changes()?;
    for source in &import.taken {
        changes.push(Change::new(path_of(source.id, "state"), None, SourceState::InForce.word()));
        let rule = if source.replaces { "replace" } else { "add" };
        changes.push(Change::new(path_of(source.id, "overlap"), None, Some(rule)));
    }
    for id in &outcome.replaced {
        let (before, after) = (SourceState::InForce.word(), SourceState::Replaced.word());
        changes.push(Change::new(path_of(*id, "state"), before, after));
    }
    outcome.step = steps::append(transaction, &request.label, &changes)?;
    outcome.sources = import.taken;
    Ok(outcome)
}

/// What is to be done where new files overlap earlier sources.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    /// What the user said; nothing stops the import.
    Decided(Option<OnOverlap>),
    /// Nothing: it is only to be seen what the files would change.
    OnlyToSee,
}

/// What new sources change of what those `in_force` have. Each of them comes in place of the source beside it in
/// `instead_of`, if there is one; which rows it replaces is noted in it.
pub(super) fn weigh(
    shelf: Shelf<'_>,
    in_force: Vec<SourceRecord>,
    taken: &mut [SourceRecord],
    instead_of: &[Option<SourceRecord>],
    asked: Asked,
) -> Result<ImportOutcome, StoreError> {
    let mut desk = Desk { shelf, asked, outcome: ImportOutcome::default(), in_force };
    desk.put_editions(taken, instead_of)?;
    desk.put_others(taken, instead_of)?;
    Ok(desk.outcome)
}

/// An import on its way into a plan.
struct Desk<'a> {
    shelf: Shelf<'a>,
    asked: Asked,
    outcome: ImportOutcome,
    /// The sources that count, with those of this import as they find their place.
    in_force: Vec<SourceRecord>,
}

impl Desk<'_> {
    /// Sources that come in place of an earlier one: a newer edition of its file, or the same file read by
    /// another mapping. Each takes the place of that one among the others, and what was answered for it
    /// holds: the word of a later source that replaced some of its cells stays. Where it meets others in cells
    /// that the earlier edition had not, or is the same file once more because others replaced some of its cells,
    /// the question is asked, and what is answered holds for all its cells.
    fn put_editions(
        &mut self,
        taken: &mut [SourceRecord],
        instead_of: &[Option<SourceRecord>],
    ) -> Result<(), StoreError> {
        let leaving: Vec<SourceId> = instead_of.iter().flatten().map(|old| old.id).collect();
        let mut put: Vec<SourceId> = Vec::new();
        for (new, old) in taken.iter_mut().zip(instead_of) {
            let Some(old) = old else { continue };
            self.in_force.retain(|source| source.id != old.id);
            self.outcome.replaced.push(old.id);
            let on_top = new.batch;
            (new.batch, new.replaces) = (old.batch, old.replaces);
            // Files that were given together add up, and ask nothing of each other.
            let together = |source: &SourceRecord| put.contains(&source.id) && source.batch == old.batch;
            let apart = |source: &SourceRecord| leaving.contains(&source.id) || together(source);
            let (mut in_plan, anew) = edition::in_plan(self.shelf, &self.in_force, (old, new), apart)?;
            let again = old.is_same(new.kind, &new.sha256, &new.mapping);
            if anew.cells > 0 || again {
                let others: Vec<SourceRecord> = self.in_force.iter().filter(|s| !apart(s)).cloned().collect();
                let found = overlap::find(self.shelf, &others, std::slice::from_ref(new))?;
                if let Some(mut found) = found {
                    found.report.before = anew.before;
                    new.batch = on_top;
                    new.replaces = self.answer(found)?;
                    in_plan = match self.asked {
                        Asked::Decided(_) => edition::in_plan(self.shelf, &self.in_force, (old, new), apart)?.0,
                        Asked::OnlyToSee => InPlan::default(),
                    };
                }
            }
            self.outcome.editions.push(Edition {
                source: new.id,
                of: old.id,
                name: old.name.clone(),
                before: old.totals,
                after: new.totals,
                rows: edition::rows(self.shelf, old, new)?,
                in_plan,
            });
            put.push(new.id);
            self.in_force.push(new.clone());
            self.in_force.sort_by_key(SourceRecord::order);
        }
        Ok(())
    }

    /// The other sources, which replace earlier ones in the cells that both have, or add to them.
    fn put_others(
        &mut self,
        taken: &mut [SourceRecord],
        instead_of: &[Option<SourceRecord>],
    ) -> Result<(), StoreError> {
        let is_other = |(_, old): &(&mut SourceRecord, &Option<SourceRecord>)| old.is_none();
        let others = taken.iter_mut().zip(instead_of).filter(is_other).map(|(new, _)| new);
        let others: Vec<&mut SourceRecord> = others.collect();
        let sources: Vec<SourceRecord> = others.iter().map(|source| (**source).clone()).collect();
        let found = overlap::find(self.shelf, &self.in_force, &sources)?;
        let replaces = match found {
            Some(found) => self.answer(found)?,
            None => matches!(self.asked, Asked::Decided(Some(OnOverlap::Replace))),
        };
        others.into_iter().for_each(|source| source.replaces = replaces);
        Ok(())
    }

    /// Whether the new rows replace the earlier ones, as the caller says; no answer stops the import.
    fn answer(&mut self, found: Found) -> Result<bool, StoreError> {
        let Asked::Decided(answer) = self.asked else {
            self.outcome.overlap = Some(found.report);
            return Ok(false);
        };
        let report = OverlapReport { answer, ..found.report };
        if matches!(answer, None | Some(OnOverlap::Refuse)) {
            return Err(StoreError::Overlap(Box::new(report)));
        }
        self.outcome.overlap = Some(report);
        let replaces = answer == Some(OnOverlap::Replace);
        if replaces {
            self.outcome.replaced.extend(found.covered);
        }
        Ok(replaces)
    }
}
