//! The reader of rows of each kind.

use super::Kind;
use super::cells::Verdict;
use super::demand::Demand;
use super::findings::Doubts;
use super::mergers::Mergers;
use super::organisations::Organisations;
use super::placements::Placements;
use super::reading::Reading;
use super::record::Row;
use super::workforce::Workforce;
use crate::model::RowSink;

/// The reader of one kind of rows.
pub(super) enum RowReader<'m> {
    Workforce(Box<Workforce<'m>>),
    Placements(Box<Placements<'m>>),
    Organisations(Box<Organisations<'m>>),
    Demand(Box<Demand<'m>>),
    Mergers(Box<Mergers>),
}

impl<'m> RowReader<'m> {
    pub fn new(kind: Kind, reading: &Reading<'m>) -> RowReader<'m> {
        match kind {
            Kind::Workforce => RowReader::Workforce(Box::new(Workforce::new(reading))),
            Kind::Placements => RowReader::Placements(Box::new(Placements::new(reading))),
            Kind::Organisations => RowReader::Organisations(Box::new(Organisations::new(reading))),
            Kind::Demand => RowReader::Demand(Box::new(Demand::new(reading))),
            Kind::Mergers => RowReader::Mergers(Box::new(Mergers::new(reading))),
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        match self {
            RowReader::Workforce(rows) => rows.row(row, doubts, sink),
            RowReader::Placements(rows) => rows.row(row, doubts, sink),
            RowReader::Organisations(rows) => rows.row(row, doubts, sink),
            RowReader::Demand(rows) => rows.row(row, doubts, sink),
            RowReader::Mergers(rows) => rows.row(row, doubts, sink),
        }
    }
}
