//! Lists of mergers: which organisation closed, and which took it over.

use super::cells::{self, Stop, Verdict};
use super::findings::Doubts;
use super::meaning::Meaning;
use super::organisations::DayColumn;
use super::reading::Reading;
use super::reason::Reason;
use super::record::Row;
use super::report::Amounts;
use crate::model::{MergerRow, RowSink};

/// Reads the rows of one list of mergers.
pub(super) struct Mergers {
    predecessor: Option<usize>,
    successor: Option<usize>,
    date: DayColumn,
    upper: [String; 2],
}

impl Mergers {
    pub fn new(reading: &Reading<'_>) -> Mergers {
        Mergers {
            predecessor: reading.get(Meaning::Predecessor),
            successor: reading.get(Meaning::Successor),
            date: DayColumn::new(reading, Meaning::MergedOn),
            upper: [String::new(), String::new()],
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        match self.read(row, doubts) {
            Ok(read) => {
                sink.merger(&read)?;
                Ok(Verdict::used(Amounts::default()))
            }
            Err(stop) => Ok(Verdict::stopped(stop, Amounts::default())),
        }
    }

    fn read<'a>(&'a mut self, row: Row<'a>, doubts: &mut Doubts) -> Result<MergerRow<'a>, Stop> {
        let [closed, took_over] = &mut self.upper;
        let predecessor = cells::upper(cells::text(row, self.predecessor), closed);
        let successor = cells::upper(cells::text(row, self.successor), took_over);
        for (code, column) in [(predecessor, self.predecessor), (successor, self.successor)] {
            if code.is_empty() {
                return Err(Stop::Reject(Reason::NoCode, column));
            }
        }
        if predecessor == successor {
            return Err(Stop::Reject(Reason::OwnSuccessor, self.successor));
        }
        Ok(MergerRow { line: row.line, predecessor, successor, date: self.date.read(row, doubts) })
    }
}
