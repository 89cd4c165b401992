//! Placement files (NMET-style) in our tidy layout, or with columns of the same meaning.

use super::cache::Cache;
use super::cells::{self, HeiColumn, OrganisationColumns, Stop, Verdict};
use super::findings::Doubts;
use super::meaning::Meaning;
use super::measures::{Measured, Measures};
use super::profession_column::ProfessionColumn;
use super::reading::{Assigned, Reading, Says};
use super::reason::{Ignored, Reason};
use super::record::Row;
use super::report::Amounts;
use super::year_columns::YearColumns;
use crate::model::{LearnerType, PlacementRow, PlacementStatus, RowSink};

/// Reads the rows of one placement file.
pub(super) struct Placements<'m> {
    organisation: OrganisationColumns<'m>,
    profession: ProfessionColumn<'m>,
    when: YearColumns,
    measures: Measures,
    hei: HeiColumn,
    programme: Option<usize>,
    learner_type: WordColumn<'m, LearnerType>,
    status: WordColumn<'m, PlacementStatus>,
    model: Option<usize>,
    team: Option<usize>,
}

impl<'m> Placements<'m> {
    pub fn new(reading: &Reading<'m>) -> Placements<'m> {
        Placements {
            organisation: OrganisationColumns::new(reading),
            profession: ProfessionColumn::new(reading),
            when: YearColumns::new(reading),
            measures: Measures::new(reading),
            hei: HeiColumn::new(reading),
            programme: reading.get(Meaning::Programme),
            learner_type: WordColumn::new(
                reading,
                Meaning::LearnerType,
                LearnerType::of_text,
                Reason::UnknownLearnerType,
            ),
            status: WordColumn::new(reading, Meaning::Status, PlacementStatus::of_text, Reason::UnknownStatus),
            model: reading.get(Meaning::Model),
            team: reading.get(Meaning::Team),
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        let measured = self.measures.read(row, doubts);
        let amounts = measured.as_ref().map_or_else(|_| Amounts::default(), Measured::amounts);
        match self.read(row, measured, amounts, doubts) {
            Ok(read) => {
                sink.placement(&read)?;
                let missing = Verdict::stopped(Stop::Ignore(Ignored::MissingValue), amounts);
                Ok(if read.activity.is_some() { Verdict::used(amounts) } else { missing })
            }
            Err(stop) => Ok(Verdict::stopped(stop, amounts)),
        }
    }

    fn read<'a>(
        &'a mut self,
        row: Row<'a>,
        measured: Result<Measured, Stop>,
        amounts: Amounts,
        doubts: &mut Doubts,
    ) -> Result<PlacementRow<'a>, Stop> {
        self.organisation.refuse_total(row, doubts, || amounts)?;
        let hei = self.hei.read(row, doubts, amounts)?;
        let (year, start_date) = self.when.read(row, doubts)?;
        let organisation = self.organisation.read(row)?;
        let (profession, _) = self.profession.read(row, doubts, || amounts)?;
        let learner_type = self.learner_type.read(row)?;
        let status = self.status.read(row)?;
        let measured = measured?;
        measured.note_doubts(row, doubts);
        Ok(PlacementRow {
            line: row.line,
            organisation,
            profession,
            year,
            hei,
            programme: cells::text(row, self.programme),
            learner_type: learner_type.unwrap_or(LearnerType::PreRegistration),
            status: status.unwrap_or(PlacementStatus::Provided),
            students: measured.students,
            weeks_per_student: measured.weeks_per_student,
            activity: measured.activity,
            model: cells::text(row, self.model),
            start_date,
            team: cells::text(row, self.team),
        })
    }
}

/// A column of words, which the file may lack; one we do not know rejects the row.
struct WordColumn<'m, T> {
    column: Option<usize>,
    assigned: Assigned<'m>,
    read: fn(&str) -> Option<T>,
    unknown: Reason,
    known: Cache<Result<T, Stop>>,
}

impl<'m, T: Copy> WordColumn<'m, T> {
    fn new(reading: &Reading<'m>, meaning: Meaning, read: fn(&str) -> Option<T>, unknown: Reason) -> Self {
        let (column, assigned) = (reading.get(meaning), reading.assigned(meaning));
        WordColumn { column, assigned, read, unknown, known: Cache::new() }
    }

    fn read(&mut self, row: Row<'_>) -> Result<Option<T>, Stop> {
        let Some(column) = self.column else { return Ok(None) };
        let (assigned, read, unknown) = (&self.assigned, self.read, Stop::Reject(self.unknown, self.column));
        let known = self.known.get(row.cell(column), |cell| match assigned.says(cell) {
            Says::Means(word) => read(word).ok_or(unknown),
            Says::SetAside => Err(Stop::Ignore(Ignored::SetAside)),
            Says::Nothing => read(cell).ok_or(unknown),
        });
        known.map(Some)
    }
}
