//! Demand files: placement weeks that universities require.

use super::cells::{self, HeiColumn, ProfessionColumn, Stop, Verdict};
use super::findings::Doubts;
use super::header::Header;
use super::meaning::Meaning;
use super::number::DecimalMark;
use super::placements::{Measured, Measures, YearColumns};
use super::reason::Ignored;
use super::records::Row;
use super::report::Amounts;
use crate::model::{Activity, DemandRow, RowSink};

/// Reads the rows of one demand file.
pub(super) struct Demand {
    when: YearColumns,
    profession: ProfessionColumn,
    measures: Measures,
    hei: HeiColumn,
    programme: Option<usize>,
}

impl Demand {
    pub fn new(header: &Header, mark: DecimalMark) -> Demand {
        Demand {
            when: YearColumns::new(header),
            profession: ProfessionColumn::new(header),
            measures: Measures::new(header, mark),
            hei: HeiColumn::new(header),
            programme: header.get(Meaning::Programme),
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
        let profession = self.profession.read(row, doubts, || amounts)?;
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
