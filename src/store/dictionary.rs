//! Stored cells turned back into rows: what every number in them means.

use jiff::civil::Date;
use rusqlite::Connection;

use super::rows::Cells;
use super::source::Totals;
use super::words::{ActivityUnit, Word};
use crate::model::SourceKind;
use crate::model::{
    AcademicYear, Activity, Band, Decimal, DemandRow, LearnerType, MergerRow, OrganisationMention, OrganisationRow,
    PlacementRow, PlacementStatus, Profession, Quantity, Snapshot, StaffGroup, Unit, WorkforceRow,
};

/// Everything that rows know by number, in memory.
pub(super) struct Dictionary {
    texts: Vec<String>,
    codes: Vec<String>,
    /// Organisation, name, region, system; 0 is none.
    mentions: Vec<[i64; 4]>,
    professions: Vec<Option<Profession>>,
    bands: Vec<Option<Band>>,
    staff_groups: Vec<Option<StaffGroup>>,
    learner_types: Vec<Option<LearnerType>>,
    statuses: Vec<Option<PlacementStatus>>,
    units: Vec<Option<ActivityUnit>>,
}

/// A stored row that does not say what rows of its kind say.
pub(super) struct Unreadable;

impl Dictionary {
    /// Reads it; `None` if its numbers do not run from 1 without a gap.
    pub(super) fn read(conn: &Connection) -> rusqlite::Result<Option<Dictionary>> {
        let numbered = |sql| -> rusqlite::Result<Option<Vec<String>>> {
            let mut all = conn.prepare(sql)?;
            let rows = all.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
            let rows: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
            let in_order = (1..).zip(&rows).all(|(number, (id, _))| number == *id);
            Ok(in_order.then(|| rows.into_iter().map(|(_, text)| text).collect()))
        };
        let texts = numbered("SELECT id, text FROM text ORDER BY id")?;
        let codes = numbered("SELECT id, code FROM organisation ORDER BY id")?;
        let mentions = mentions(conn)?;
        let (Some(texts), Some(codes), Some(mentions)) = (texts, codes, mentions) else { return Ok(None) };
        Ok(Some(Dictionary {
            professions: words(&texts),
            bands: words(&texts),
            staff_groups: words(&texts),
            learner_types: words(&texts),
            statuses: words(&texts),
            units: words(&texts),
            texts,
            codes,
            mentions,
        }))
    }

    fn text(&self, id: Option<i64>) -> Result<&str, Unreadable> {
        id.map_or(Ok(""), |id| at(&self.texts, id).map(String::as_str))
    }

    fn mention(&self, id: Option<i64>) -> Result<OrganisationMention<'_>, Unreadable> {
        let [organisation, name, region, ics] = *at(&self.mentions, id.ok_or(Unreadable)?)?;
        let text = |id: i64| self.text((id != 0).then_some(id));
        let code = at(&self.codes, organisation)?;
        Ok(OrganisationMention { code, name: text(name)?, region: text(region)?, ics: text(ics)? })
    }

    pub(super) fn workforce(&self, cells: &Cells) -> Result<WorkforceRow<'_>, Unreadable> {
        let [_, line, mention, profession, snapshot, group, level, band, fte, preceptee, leave, vacancy, team, ..] =
            cells.0;
        let snapshot = snapshot.ok_or(Unreadable)?;
        Ok(WorkforceRow {
            line: line_of(line)?,
            organisation: self.mention(mention)?,
            profession: word(&self.professions, profession)?,
            snapshot: if snapshot < 10_000 {
                Snapshot::In(year(Some(snapshot))?)
            } else {
                Snapshot::On(date(snapshot)?)
            },
            staff_group: word(&self.staff_groups, group)?,
            level: self.text(level)?,
            band: word(&self.bands, band)?,
            fte: quantity(fte),
            preceptee_fte: quantity(preceptee),
            leave_fte: quantity(leave),
            vacancy_fte: quantity(vacancy),
            team: self.text(team)?,
        })
    }

    pub(super) fn placement(&self, cells: &Cells) -> Result<PlacementRow<'_>, Unreadable> {
        let [_, line, mention, profession, in_year, hei, programme, learner, status, students, weeks_each, ..] =
            cells.0;
        let [.., unit, measure, model, start, team] = cells.0;
        let activity = match (unit, measure) {
            (None, None) => None,
            (Some(_), Some(_)) => Some(match word(&self.units, unit)? {
                ActivityUnit::Weeks => Activity::Weeks(quantity(measure).ok_or(Unreadable)?),
                ActivityUnit::Hours => Activity::Hours(quantity(measure).ok_or(Unreadable)?),
                ActivityUnit::Days => Activity::Days(quantity(measure).ok_or(Unreadable)?),
            }),
            _ => return Err(Unreadable),
        };
        Ok(PlacementRow {
            line: line_of(line)?,
            organisation: self.mention(mention)?,
            profession: word(&self.professions, profession)?,
            year: year(in_year)?,
            hei: self.text(hei)?,
            programme: self.text(programme)?,
            learner_type: word(&self.learner_types, learner)?,
            status: word(&self.statuses, status)?,
            students: students.map(Decimal::from_millionths),
            weeks_per_student: weeks_each.map(Decimal::from_millionths),
            activity,
            model: self.text(model)?,
            start_date: start.map(date).transpose()?,
            team: self.text(team)?,
        })
    }

    pub(super) fn demand(&self, cells: &Cells) -> Result<DemandRow<'_>, Unreadable> {
        let [_, line, in_year, profession, hei, programme, weeks, ..] = cells.0;
        Ok(DemandRow {
            line: line_of(line)?,
            year: year(in_year)?,
            profession: word(&self.professions, profession)?,
            hei: self.text(hei)?,
            programme: self.text(programme)?,
            weeks: quantity(weeks),
        })
    }

    pub(super) fn organisation(&self, cells: &Cells) -> Result<OrganisationRow<'_>, Unreadable> {
        let [_, line, mention, opened, closed, organisation_type, benchmark_group, ..] = cells.0;
        Ok(OrganisationRow {
            line: line_of(line)?,
            organisation: self.mention(mention)?,
            organisation_type: self.text(organisation_type)?,
            benchmark_group: self.text(benchmark_group)?,
            opened: opened.map(date).transpose()?,
            closed: closed.map(date).transpose()?,
        })
    }

    pub(super) fn merger(&self, cells: &Cells) -> Result<MergerRow<'_>, Unreadable> {
        let [_, line, predecessor, successor, day, ..] = cells.0;
        let code = |id: Option<i64>| at(&self.codes, id.ok_or(Unreadable)?).map(String::as_str);
        Ok(MergerRow {
            line: line_of(line)?,
            predecessor: code(predecessor)?,
            successor: code(successor)?,
            date: day.map(date).transpose()?,
        })
    }

    /// The number of the organisation that a row is about: of a merger, of the one that closed; rows of demand have none.
    pub(super) fn organisation_of(&self, kind: SourceKind, cells: &Cells) -> Result<i64, Unreadable> {
        match kind {
            SourceKind::Demand => Ok(NO_ORGANISATION),
            SourceKind::Mergers => cells.0[2].ok_or(Unreadable),
            _ => Ok(at(&self.mentions, cells.0[2].ok_or(Unreadable)?)?[0]),
        }
    }

    /// The cell of a row, as [`cell_of`].
    pub(super) fn cell(&self, kind: SourceKind, cells: &Cells) -> Result<Option<[i64; 4]>, Unreadable> {
        cell_of(self.organisation_of(kind, cells)?, kind, cells)
    }

    /// What a row adds to the totals of its source.
    pub(super) fn totals(&self, kind: SourceKind, cells: &Cells) -> Result<Totals, Unreadable> {
        let amount = |column: usize| Decimal::from_millionths(cells.0[column].unwrap_or(0));
        let none = Totals::default();
        Ok(match kind {
            SourceKind::Workforce => Totals { fte: amount(8), ..none },
            SourceKind::Demand => Totals { weeks: amount(6), ..none },
            SourceKind::Organisations | SourceKind::Mergers => none,
            SourceKind::Placements => match cells.0[11] {
                None => none,
                unit => match word(&self.units, unit)? {
                    ActivityUnit::Weeks => Totals { weeks: amount(12), ..none },
                    ActivityUnit::Hours => Totals { hours: amount(12), ..none },
                    ActivityUnit::Days => Totals { days: amount(12), ..none },
                },
            },
        })
    }
}

/// Where rows have no organisation.
pub(super) const NO_ORGANISATION: i64 = -1;

/// What makes a row's cell (`files.md`, rule 7): organisation, profession, snapshot date; or
/// organisation, profession, academic year, HEI; for demand profession, academic year, HEI. (Not the
/// programme: of two files one of which has none, each row would count beside those of the other.)
/// Other kinds of rows have no cells.
pub(super) fn cell_of(organisation: i64, kind: SourceKind, cells: &Cells) -> Result<Option<[i64; 4]>, Unreadable> {
    const NO_HEI: i64 = -1;
    let (profession, hei) = match (kind, cells.0) {
        (SourceKind::Workforce, [_, _, _, profession, ..]) => (profession, NO_HEI),
        (SourceKind::Placements, [_, _, _, profession, _, hei, ..]) => (profession, hei.unwrap_or(0)),
        (SourceKind::Demand, [_, _, _, profession, hei, ..]) => (profession, hei.unwrap_or(0)),
        (SourceKind::Organisations | SourceKind::Mergers, _) => return Ok(None),
    };
    Ok(Some([organisation, profession.ok_or(Unreadable)?, cells.moment(kind).ok_or(Unreadable)?, hei]))
}

fn mentions(conn: &Connection) -> rusqlite::Result<Option<Vec<[i64; 4]>>> {
    let mut all = conn.prepare("SELECT id, organisation, name, region, ics FROM mention ORDER BY id")?;
    let mut rows = all.query([])?;
    let mut mentions = Vec::new();
    while let Some(row) = rows.next()? {
        let part = |column| row.get::<_, Option<i64>>(column).map(|id| id.unwrap_or(0));
        mentions.push([part(1)?, part(2)?, part(3)?, part(4)?]);
        if i64::try_from(mentions.len()) != Ok(row.get(0)?) {
            return Ok(None);
        }
    }
    Ok(Some(mentions))
}

fn words<W: Word>(texts: &[String]) -> Vec<Option<W>> {
    texts.iter().map(|text| W::read(text)).collect()
}

fn word<W: Word>(words: &[Option<W>], id: Option<i64>) -> Result<W, Unreadable> {
    (*at(words, id.ok_or(Unreadable)?)?).ok_or(Unreadable)
}

/// What the number `id` means: numbers run from 1.
fn at<T>(list: &[T], id: i64) -> Result<&T, Unreadable> {
    let position = usize::try_from(id).ok().and_then(|id| id.checked_sub(1));
    position.and_then(|position| list.get(position)).ok_or(Unreadable)
}

fn line_of(line: Option<i64>) -> Result<u64, Unreadable> {
    u64::try_from(line.ok_or(Unreadable)?).map_err(|_| Unreadable)
}

fn year(start: Option<i64>) -> Result<AcademicYear, Unreadable> {
    let start = i16::try_from(start.ok_or(Unreadable)?).map_err(|_| Unreadable)?;
    AcademicYear::starting(start).ok_or(Unreadable)
}

fn date(day: i64) -> Result<Date, Unreadable> {
    let year = i16::try_from(day / 10_000).map_err(|_| Unreadable)?;
    let (month, day) = ((day / 100 % 100) as i8, (day % 100) as i8);
    Date::new(year, month, day).map_err(|_| Unreadable)
}

fn quantity<U: Unit>(millionths: Option<i64>) -> Option<Quantity<U>> {
    millionths.map(|millionths| Quantity::new(Decimal::from_millionths(millionths)))
}
