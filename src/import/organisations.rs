//! Organisation references: the ODS `etr` file, a tidy list with a header, or a published file with many rows of
//! figures for each organisation.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxBuildHasher;

use super::DateOrder;
use super::cells::{self, OrganisationColumns, Stop, Verdict};
use super::date::{self, Column};
use super::findings::{Doubt, Doubts};
use super::meaning::Meaning;
use super::reading::Reading;
use super::reason::Ignored;
use super::record::Row;
use super::report::Amounts;
use super::serial::Epoch;
use crate::model::{OrganisationMention, OrganisationRow, RowSink};

/// Reads the rows of one organisation file.
pub(super) struct Organisations<'m> {
    organisation: OrganisationColumns<'m>,
    organisation_type: Option<usize>,
    benchmark_group: Option<usize>,
    opened: DayColumn,
    closed: DayColumn,
    said: Said,
}

impl<'m> Organisations<'m> {
    pub fn new(reading: &Reading<'m>) -> Organisations<'m> {
        Organisations {
            organisation: OrganisationColumns::new(reading),
            organisation_type: reading.get(Meaning::OrganisationType),
            benchmark_group: reading.get(Meaning::BenchmarkGroup),
            opened: DayColumn::new(reading, Meaning::OpenDate),
            closed: DayColumn::new(reading, Meaning::CloseDate),
            said: Said::default(),
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        match self.read(row, doubts) {
            Ok(read) => {
                sink.organisation(&read)?;
                Ok(Verdict::used(Amounts::default()))
            }
            Err(stop) => Ok(Verdict::stopped(stop, Amounts::default())),
        }
    }

    fn read<'a>(&'a mut self, row: Row<'a>, doubts: &mut Doubts) -> Result<OrganisationRow<'a>, Stop> {
        let opened = self.opened.read(row, doubts);
        let closed = self.closed.read(row, doubts);
        let code = self.organisation.code;
        self.organisation.refuse_total(row, doubts, Amounts::default)?;
        let read = OrganisationRow {
            line: row.line,
            organisation: self.organisation.read(row)?,
            organisation_type: cells::text(row, self.organisation_type),
            benchmark_group: cells::text(row, self.benchmark_group),
            opened,
            closed,
        };
        match self.said.note(&read) {
            News::Nothing => return Err(Stop::Ignore(Ignored::SaidBefore)),
            News::More => {}
            News::Different => doubts.note(Doubt::OrganisationDiffers, row.line, code, read.organisation.code),
        }
        Ok(read)
    }
}

/// What a row adds to what the file has said of its organisation.
enum News {
    Nothing,
    More,
    Different,
}

/// What the rows of a file have said of each organisation. A file of figures says the same of one in every row.
#[derive(Default)]
struct Said {
    first: HashMap<Box<str>, [Box<str>; Said::PARTS], FxBuildHasher>,
    /// By code, what later rows said otherwise.
    otherwise: HashSet<(Box<str>, [Box<str>; Said::PARTS]), FxBuildHasher>,
}

impl Said {
    /// Name, region, ICS, type, benchmark group, when it opened and closed.
    const PARTS: usize = 7;

    /// Holds a row against what was said of its organisation before. What a row leaves blank contradicts nothing.
    fn note(&mut self, row: &OrganisationRow<'_>) -> News {
        let OrganisationMention { code, name, region, ics } = row.organisation;
        let [opened, closed] = [row.opened, row.closed].map(|day| day.map_or(String::new(), |day| day.to_string()));
        let parts = [name, region, ics, row.organisation_type, row.benchmark_group, &opened, &closed];
        let Some(first) = self.first.get_mut(code) else {
            self.first.insert(code.into(), parts.map(Box::from));
            return News::More;
        };
        let differs =
            first.iter().zip(parts).any(|(held, part)| !part.is_empty() && !held.is_empty() && **held != *part);
        if differs {
            let new = self.otherwise.insert((code.into(), parts.map(Box::from)));
            return if new { News::Different } else { News::Nothing };
        }
        let mut more = false;
        for (held, part) in first.iter_mut().zip(parts).filter(|(held, part)| held.is_empty() && !part.is_empty()) {
            *held = part.into();
            more = true;
        }
        if more { News::More } else { News::Nothing }
    }
}

/// A column of days of any age, which the file may lack.
pub(super) struct DayColumn {
    column: Option<usize>,
    order: DateOrder,
    epoch: Option<Epoch>,
}

impl DayColumn {
    pub fn new(reading: &Reading<'_>, meaning: Meaning) -> DayColumn {
        DayColumn { column: reading.get(meaning), order: reading.order(), epoch: reading.epoch }
    }

    /// The day; a text that is none leaves the row without it, and is said.
    pub fn read(&self, row: Row<'_>, doubts: &mut Doubts) -> Option<jiff::civil::Date> {
        let cell = row.cell(self.column?);
        if let Some(day) = self.epoch.and_then(|epoch| epoch.day_of_text(cell)) {
            return Some(day);
        }
        let moment = date::read_of_any_age(cell, Column::Other, self.order);
        if moment.is_err() {
            doubts.note(Doubt::DateUnread, row.line, self.column, cell);
        }
        moment.ok()?.day()
    }
}
