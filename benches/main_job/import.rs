//! Import into a new plan, durable. The floor reads the files with the `csv` crate and writes the same
//! rows into the same tables with rusqlite, in one transaction: no checks, no digests, no data report.
//!
//! Its file is a copy of an empty plan that our store made, and its connection is set as our store sets
//! its own, so that tables, page size and pragmas cannot drift apart.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use fairshare::model::{Band, LearnerType, PlacementStatus, Profession};
use fairshare::session;
use fairshare::store::{self, Cancel, ImportRequest, PlanWriter};
use rusqlite::{Connection, Statement, Transaction};
use rustc_hash::FxBuildHasher;

use super::summary::files;
use crate::common::csv_floor::{self, Known, Unit, academic_year, day, each_record, millionths, placements, workforce};
use crate::common::england::England;
use crate::common::{Compared, Runs, in_turn, timed};

pub const JOB: &str = "import into a new plan";

pub fn compared(runs: &Runs, england: &England, folder: &Path) -> Compared {
    let (our_plan, floor_plan) = (folder.join("ours.fairshare"), folder.join("floor.fairshare"));
    let empty = folder.join("empty.fairshare");
    drop(PlanWriter::create(&empty).unwrap());
    let ours = || {
        remove(&our_plan);
        let mut plan = PlanWriter::create(&our_plan).unwrap();
        let (files, request) = (files(england), ImportRequest::default());
        timed(|| session::import(&mut plan, &files, &request, &Cancel::new(), &mut |_, _| ()).unwrap())
    };
    let floor = || {
        remove(&floor_plan);
        std::fs::copy(&empty, &floor_plan).unwrap();
        let mut conn = Connection::open(&floor_plan).unwrap();
        store::settle_as_plan_writer(&conn).unwrap();
        timed(|| import(&mut conn, england))
    };
    let _once = (ours(), floor());
    same_rows(&our_plan, &floor_plan);
    in_turn(JOB, runs, ours, floor)
}

fn remove(plan: &PathBuf) {
    if plan.exists() {
        std::fs::remove_file(plan).unwrap();
    }
}

/// The floor.
fn import(conn: &mut Connection, england: &England) {
    let transaction = conn.transaction().unwrap();
    {
        let mut names = Names::new(&transaction);
        let (first, last) = import_workforce(&transaction, &mut names, england);
        write_source(&transaction, 1, "workforce", england.workforce_rows, first, last);
        let (first, last) = import_placements(&transaction, &mut names, england);
        write_source(&transaction, 2, "placements", england.placement_rows, first, last);
        write_step(&transaction);
    }
    transaction.commit().unwrap();
}

/// Texts, organisations and mentions, each written once and known by its number.
struct Names<'t> {
    texts: HashMap<String, i64, FxBuildHasher>,
    organisations: HashMap<String, i64, FxBuildHasher>,
    mentions: i64,
    insert_text: Statement<'t>,
    insert_organisation: Statement<'t>,
    insert_mention: Statement<'t>,
}

impl<'t> Names<'t> {
    fn new(transaction: &'t Transaction<'_>) -> Names<'t> {
        let prepare = |sql| transaction.prepare(sql).unwrap();
        Names {
            texts: HashMap::default(),
            organisations: HashMap::default(),
            mentions: 0,
            insert_text: prepare("INSERT INTO text VALUES (?1, ?2)"),
            insert_organisation: prepare("INSERT INTO organisation VALUES (?1, ?2)"),
            insert_mention: prepare("INSERT INTO mention VALUES (?1, ?2, ?3, ?4, ?5)"),
        }
    }

    fn text(&mut self, text: &str) -> Option<i64> {
        if text.is_empty() {
            return None;
        }
        if let Some(number) = self.texts.get(text) {
            return Some(*number);
        }
        let number = self.texts.len() as i64 + 1;
        self.insert_text.execute((number, text)).unwrap();
        self.texts.insert(text.to_owned(), number);
        Some(number)
    }

    fn mention(&mut self, code: &str, name: &str, region: &str, ics: &str) -> Option<i64> {
        let organisation = match self.organisations.get(code) {
            Some(number) => *number,
            None => {
                let number = self.organisations.len() as i64 + 1;
                self.insert_organisation.execute((number, code)).unwrap();
                self.organisations.insert(code.to_owned(), number);
                number
            }
        };
        self.mentions += 1;
        let parts = (self.text(name), self.text(region), self.text(ics));
        self.insert_mention.execute((self.mentions, organisation, parts.0, parts.1, parts.2)).unwrap();
        Some(self.mentions)
    }
}

/// Gives the first and the last snapshot.
fn import_workforce(transaction: &Transaction<'_>, names: &mut Names<'_>, england: &England) -> (i64, i64) {
    let (mut mentions, mut dates, mut groups) = (Known::new(), Known::new(), Known::new());
    let (mut professions, mut levels, mut bands) = (Known::new(), Known::new(), Known::new());
    let mut insert = transaction.prepare(&insert_into("workforce_row", 13)).unwrap();
    let (mut id, mut first, mut last) = (0, i64::MAX, 0);
    each_record(&england.workforce, |record| {
        id += 1;
        let mention = mentions.get(csv_floor::cells(record, workforce::ORGANISATION), |_| {
            let text = |column: usize| str::from_utf8(&record[column]).unwrap();
            let [region, ics] = [workforce::REGION_NAME, workforce::ICS_NAME];
            names.mention(text(workforce::CODE), text(workforce::NAME), text(region), text(ics))
        });
        let snapshot = dates.get(&record[workforce::DATE], day);
        (first, last) = (first.min(snapshot), last.max(snapshot));
        let row = [
            Some(id),
            Some(record.position().unwrap().line() as i64),
            mention,
            professions.get(&record[workforce::CARE_SETTING], |text| names.text(profession(text))),
            Some(snapshot),
            groups.get(&record[workforce::STAFF_GROUP], |text| names.text(staff_group(text))),
            levels.get(&record[workforce::LEVEL], |text| names.text(&text[4..])),
            bands.get(&record[workforce::BAND], |text| names.text(band(text))),
            millionths(&record[workforce::FTE]),
            None,
            None,
            None,
            None,
        ];
        write(&mut insert, &row);
    });
    (first, last)
}

/// Gives the first and the last academic year.
fn import_placements(transaction: &Transaction<'_>, names: &mut Names<'_>, england: &England) -> (i64, i64) {
    let (mut mentions, mut professions, mut years) = (Known::new(), Known::new(), Known::new());
    let (mut heis, mut programmes, mut learners) = (Known::new(), Known::new(), Known::new());
    let (mut statuses, mut models, mut dates, mut teams) = (Known::new(), Known::new(), Known::new(), Known::new());
    let mut insert = transaction.prepare(&insert_into("placement_row", 16)).unwrap();
    let units = ["weeks", "hours", "days"].map(|unit| names.text(unit));
    let (mut id, mut first, mut last) = (0, i64::MAX, 0);
    each_record(&england.placements, |record| {
        id += 1;
        let mention = mentions.get(csv_floor::cells(record, placements::ORGANISATION), |_| {
            let text = |column: usize| str::from_utf8(&record[column]).unwrap();
            names.mention(text(placements::CODE), text(placements::NAME), "", "")
        });
        let year = years.get(&record[placements::YEAR], academic_year);
        (first, last) = (first.min(year), last.max(year));
        let measure = csv_floor::measure(record);
        let unit = measure.and_then(|(unit, _)| match unit {
            Unit::Weeks => units[0],
            Unit::Hours => units[1],
            Unit::Days => units[2],
        });
        let learner =
            |text: &str| if text == "apprentice" { LearnerType::Apprentice } else { LearnerType::PreRegistration };
        let row = [
            Some(id),
            Some(record.position().unwrap().line() as i64),
            mention,
            professions.get(&record[placements::PROFESSION], |text| names.text(profession(text))),
            Some(year),
            heis.get(&record[placements::HEI], |text| names.text(text)),
            programmes.get(&record[placements::PROGRAMME], |text| names.text(text)),
            learners.get(&record[placements::LEARNER], |text| names.text(learner(text).word())),
            statuses.get(&record[placements::STATUS], |text| names.text(status(text).word())),
            millionths(&record[placements::STUDENTS]),
            millionths(&record[placements::WEEKS_EACH]),
            unit,
            measure.map(|(_, amount)| amount),
            models.get(&record[placements::MODEL], |text| names.text(text)),
            dates.get(&record[placements::START], |date| (!date.is_empty()).then(|| day(date))),
            teams.get(&record[placements::TEAM], |text| names.text(text)),
        ];
        write(&mut insert, &row);
    });
    (first, last)
}

fn profession(text: &str) -> &'static str {
    static BUILT_IN: [Profession; 13] = Profession::BUILT_IN;
    BUILT_IN[Profession::recognise(text).unwrap().built_in().unwrap()].code()
}

fn staff_group(text: &str) -> &'static str {
    if text == "018_Allied health professions" { "allied health" } else { "support" }
}

fn band(text: &str) -> &'static str {
    let band = Band::ALL.into_iter().find(|band| text.strip_prefix("Band ") == Some(band.key()));
    band.unwrap_or(Band::NonAfc).key()
}

fn status(text: &str) -> PlacementStatus {
    PlacementStatus::ALL.into_iter().find(|status| status.word() == text).unwrap_or(PlacementStatus::Provided)
}

fn insert_into(table: &str, columns: usize) -> String {
    format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns].join(", "))
}

fn write(insert: &mut Statement<'_>, row: &[Option<i64>]) {
    for (position, cell) in (1..).zip(row) {
        insert.raw_bind_parameter(position, cell).unwrap();
    }
    insert.raw_execute().unwrap();
}

fn write_source(transaction: &Transaction<'_>, id: i64, kind: &str, rows: u64, first: i64, last: i64) {
    let sql = "INSERT INTO source VALUES (?1, 1, ?2, ?2, zeroblob(32), 0, '', '2026-01-01T00:00:00Z', 'UTF-8', ',',
               ?3, ?3, 0, 0, 1, ?3, ?4, ?5, 0, 0, 0, 0, zeroblob(16))";
    transaction.execute(sql, (id, kind, rows as i64, first, last)).unwrap();
}

/// The step of the import, and the state of its two sources.
fn write_step(transaction: &Transaction<'_>) {
    let now = "2026-01-01T00:00:00Z";
    transaction.execute("INSERT INTO step VALUES (1, 'import', ?1, 0)", [now]).unwrap();
    let paths = ["source/1/state", "source/1/overlap", "source/2/state", "source/2/overlap"];
    for (order, (path, value)) in (0..).zip(paths.iter().zip(["in force", "add", "in force", "add"])) {
        transaction.execute("INSERT INTO state VALUES (?1, ?2)", (path, value)).unwrap();
        transaction.execute("INSERT INTO change VALUES (1, ?1, ?2, NULL, ?3)", (order, path, value)).unwrap();
    }
}

/// Stops unless both plans hold the same rows: the numbers as they are, the texts that the others stand for.
fn same_rows(ours: &Path, floor: &Path) {
    let names = "JOIN mention m ON m.id = r.mention JOIN organisation o ON o.id = m.organisation
                 LEFT JOIN text name ON name.id = m.name LEFT JOIN text region ON region.id = m.region
                 LEFT JOIN text ics ON ics.id = m.ics";
    let tables = [
        ("workforce_row", "profession staff_group level band team", "snapshot fte preceptee_fte leave_fte vacancy_fte"),
        (
            "placement_row",
            "profession hei programme learner_type status unit model team",
            "year students weeks_per_student amount start_date",
        ),
    ];
    for (table, texts, numbers) in tables {
        let text = |column: &str| format!("(SELECT text FROM text WHERE id = r.{column})");
        let columns = texts.split(' ').map(text).chain(numbers.split(' ').map(|column| format!("r.{column}")));
        let columns = columns.collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT r.id, r.line, o.code, name.text, region.text, ics.text, {columns} FROM {table} r {names} ORDER BY r.id"
        );
        let (ours, floor) = (Connection::open(ours).unwrap(), Connection::open(floor).unwrap());
        let (mut ours, mut floor) = (ours.prepare(&sql).unwrap(), floor.prepare(&sql).unwrap());
        let columns = ours.column_count();
        let (mut ours, mut floor) = (ours.query([]).unwrap(), floor.query([]).unwrap());
        while let Some(row) = ours.next().unwrap() {
            let other = floor.next().unwrap().expect("the floor has as many rows");
            for column in 0..columns {
                assert_eq!(row.get_ref(column).unwrap(), other.get_ref(column).unwrap(), "{table}, column {column}");
            }
        }
        assert!(floor.next().unwrap().is_none(), "the floor has no row more");
    }
}
