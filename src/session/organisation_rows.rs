//! The rows of one organisation with what its page shows of them besides the figures: universities,
//! supervision models, teams. Facts leave these out, so they are read from the plan's file.

use std::collections::{BTreeMap, HashMap};

use crate::model::explain::{Explanation, FigureKey, Formula, Measure, RowRef, RowUnit};
use crate::model::{
    Activity, Decimal, DemandRow, OrganisationRow, Outcome, Place, PlacementRow, RowSink, WorkforceRow,
};
use crate::report::{HostedRow, OrganisationRows, StaffedRow};
use crate::store::{PlanReader, SourceId, StoreError};

/// Reads the rows behind every figure of one organisation. Costs a pass over the rows of the plan's file.
///
/// # Errors
/// What the plan's file says.
pub fn organisation_rows(
    reader: &PlanReader,
    outcome: &Outcome,
    organisation: u32,
) -> Result<OrganisationRows, StoreError> {
    let mut rows = Wanted::of(outcome, organisation);
    reader.at_one_moment(|| {
        for (source, lines) in rows.lines() {
            rows.source = source;
            reader.lines(SourceId(source), &lines, &mut rows)?;
        }
        Ok(())
    })?;
    Ok(rows.found)
}

/// The rows that figures rest on, and where each is told of.
struct Wanted {
    found: OrganisationRows,
    /// The rows in `found.hosted` and `found.staffed` by source and line, those not yet read.
    hosted: HashMap<(u32, u32), Vec<usize>>,
    staffed: HashMap<(u32, u32), Vec<usize>>,
    /// The source that is being read.
    source: u32,
}

impl Wanted {
    fn of(outcome: &Outcome, organisation: u32) -> Wanted {
        let mut found = OrganisationRows::default();
        for place in outcome.places().filter(|place| place.organisation == organisation) {
            let of = |measure| outcome.explain(&FigureKey::new(measure, place));
            for told in of(Measure::ProvidedWeeks).all() {
                let hosted = told.rows.iter().map(|row| HostedRow::new(place, row.clone()));
                found.hosted.extend(hosted);
            }
            for told in of(Measure::EligibleFte).all() {
                let (snapshots, parts) = snapshots(told);
                let rows = parts.iter().flat_map(|snapshot| &snapshot.rows);
                found.staffed.extend(rows.map(|row| StaffedRow::new(place, row.clone(), snapshots)));
            }
        }
        let by_line = |rows: Vec<&RowRef>| {
            let mut by_line: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
            for (index, row) in rows.into_iter().enumerate() {
                by_line.entry((row.source, row.line)).or_default().push(index);
            }
            by_line
        };
        let hosted = by_line(found.hosted.iter().map(|hosted| &hosted.row).collect());
        let staffed = by_line(found.staffed.iter().map(|staffed| &staffed.row).collect());
        Wanted { found, hosted, staffed, source: 0 }
    }

    /// The lines wanted of each source.
    fn lines(&self) -> BTreeMap<u32, Vec<u32>> {
        let mut lines: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (source, line) in self.hosted.keys().chain(self.staffed.keys()) {
            lines.entry(*source).or_default().push(*line);
        }
        lines
    }
}

/// The snapshots of a year's mean.
fn snapshots(told: &Explanation) -> (u32, &[Explanation]) {
    match told.formula {
        Formula::EligibleFte => (told.parts.len() as u32, &told.parts),
        _ => (0, &[]),
    }
}

impl RowSink for Wanted {
    type Error = StoreError;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), StoreError> {
        let Ok(line) = u32::try_from(row.line) else { return Ok(()) };
        // The nearest snapshot may stand in for several years.
        for index in self.staffed.get(&(self.source, line)).into_iter().flatten() {
            let staffed = &mut self.found.staffed[*index];
            if staffed.place.profession == row.profession && staffed.row.value == row.fte.map(|fte| fte.amount()) {
                row.team.clone_into(&mut staffed.team);
            }
        }
        Ok(())
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), StoreError> {
        let Ok(line) = u32::try_from(row.line) else { return Ok(()) };
        let at = Place { year: row.year, profession: row.profession, organisation: 0 };
        let Some(waiting) = self.hosted.get_mut(&(self.source, line)) else { return Ok(()) };
        let fits = |index: &usize| {
            let hosted = &self.found.hosted[*index];
            let place = Place { organisation: 0, ..hosted.place };
            place == at && measure(row.activity) == hosted.row.value.map(|value| (hosted.row.unit, value))
        };
        // Rows of one line are told in the order in which they stand.
        let Some(found) = waiting.iter().position(fits) else { return Ok(()) };
        let hosted = &mut self.found.hosted[waiting.remove(found)];
        hosted.status = row.status;
        hosted.learner_type = row.learner_type;
        for (text, given) in [(&mut hosted.hei, row.hei), (&mut hosted.model, row.model), (&mut hosted.team, row.team)]
        {
            given.clone_into(text);
        }
        Ok(())
    }

    fn demand(&mut self, _: &DemandRow<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn organisation(&mut self, _: &OrganisationRow<'_>) -> Result<(), StoreError> {
        Ok(())
    }
}

fn measure(activity: Option<Activity>) -> Option<(RowUnit, Decimal)> {
    Some(match activity? {
        Activity::Weeks(weeks) => (RowUnit::Weeks, weeks.amount()),
        Activity::Hours(hours) => (RowUnit::Hours, hours.amount()),
        Activity::Days(days) => (RowUnit::Days, days.amount()),
    })
}
