//! Demand files: placement weeks that universities require.

use super::cells::{self, HeiColumn, Stop, Verdict};
use super::findings::Doubts;
use super::meaning::Meaning;
use super::measures::{Measured, Measures};
use super::profession_column::ProfessionColumn;
use super::reading::Reading;
use super::reason::Ignored;
use super::record::Row;
use super::report::Amounts;
use super::year_columns::YearColumns;
use crate::model::{Activity, DemandRow, RowSink};

/// Reads the rows of one demand file.
pub(super) struct Demand<'m> {
    when: YearColumns,
    profession: ProfessionColumn<'m>,
    measures: Measures,
    hei: HeiColumn,
    programme: Option<usize>,
}

impl<'m> Demand<'m> {
    pub fn new(reading: &Reading<'m>) -> Demand<'m> {
        Demand {
            when: YearColumns::new(reading),
            profession: ProfessionColumn::new(reading),
            measures: Measures::new(reading),
            hei: HeiColumn::new(reading),
            programme: reading.get(Meaning::Programme),
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        let measured = self.measures.read(row, doubts);
        let amounts = measured.as_ref().map_or_else(|_| Amounts::default(), Measured::amounts);
        match self.read(row, measured, amounts, doubts) {
            Ok(read) => {
                sink.demand(&read)?;
                let missing = Verdict::stopped(Stop::Ignore(Ignored::MissingValue), amounts);
                Ok(if read.weeks.is_some() { Verdict::used(amounts) } else { missing })
            }
            Err(stop) => Ok(Verdict::stopped(stop, amounts)),
        }
    }

    fn read<'a>(
        &mut self,
        row: Row<'a>,
        measured: Result<Measured, Stop>,
        amounts: Amounts,
        doubts: &mut Doubts,
    ) -> Result<DemandRow<'a>, Stop> {
        let hei = self.hei.read(row, doubts, amounts)?;
        let (year, _) = self.when.read(row, doubts)?;
        let (profession, _) = self.profession.read(row, doubts, || amounts)?;
        let measured = measured?;
        measured.note_doubts(row, doubts);
        let weeks = match measured.activity {
            Some(Activity::Weeks(weeks)) => Some(weeks),
            _ => None,
        };
        let programme = cells::text(row, self.programme);
        Ok(DemandRow { line: row.line, year, profession, hei, programme, weeks })
    }
}
