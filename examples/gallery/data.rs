//! Made-up organisations, their figures formatted once.

use std::borrow::Cow;

use fairshare::model::Status;
use fairshare::ui::widgets::{Bar, BarsModel, Cell, Column, RowKey, Sort, TableModel};

const PLACES: [&str; 12] = [
    "Northmoor",
    "Fellside",
    "Harrowdale",
    "Ashcombe Vale",
    "Kirkby",
    "St Brannock’s",
    "Wyreham",
    "Thornley and District",
    "Seaton Point",
    "Marlow Cross",
    "Eskwater",
    "Longridge",
];
const KINDS: [&str; 6] = [
    "University Hospitals NHS Foundation Trust",
    "Community Health",
    "Hospitals NHS Trust",
    "Partnership and Children’s Services NHS Foundation Trust",
    "Teaching Hospitals",
    "Hospice",
];

pub struct Organisations {
    columns: Vec<Column>,
    rows: Vec<Row>,
    longest: f64,
    revision: u64,
}

struct Row {
    key: u64,
    name: String,
    figures: Option<(f64, f64, f64)>,
    shown: [String; 5],
    status: Status,
    spoken: String,
}

fn one(value: f64) -> String {
    format!("{value:.1}").replace('-', "−")
}

impl Organisations {
    pub fn made_up(count: usize) -> Self {
        let mut seed = 7u64;
        let mut random = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as f64 / f64::from(1u32 << 31)
        };
        let rows: Vec<Row> =
            (0..count).map(|n| row(n, 8.0 + random() * random() * 320.0, 0.45 + random() * 0.8)).collect();
        let longest = rows.iter().filter_map(|r| r.figures).fold(0.0, |max: f64, f| max.max(f.1).max(f.2));
        let columns = vec![
            Column::name("organisation", "Organisation"),
            Column::figure("fte", "FTE").meaning("Full-time equivalent staff in post that the settings count."),
            Column::figure("expected", "Expected").unit("weeks").meaning("Eligible FTE × benchmark rate."),
            Column::figure("provided", "Provided").unit("weeks"),
            Column::figure("gap", "Gap").unit("weeks").meaning("Provided − expected."),
            Column::figure("ratio", "Ratio"),
            Column::text("status", "Status").min_width(92.0),
        ];
        let mut all = Self { columns, rows, longest, revision: 0 };
        all.sort(&Sort { column: "gap".to_owned(), descending: false });
        all
    }

    pub fn sort(&mut self, sort: &Sort) {
        let value = |row: &Row| {
            let (fte, expected, provided) = row.figures?;
            Some(match sort.column.as_str() {
                "fte" => fte,
                "expected" => expected,
                "provided" => provided,
                "ratio" => provided / expected,
                _ => provided - expected,
            })
        };
        self.rows.sort_by(|a, b| {
            let order = match sort.column.as_str() {
                "organisation" => a.name.cmp(&b.name),
                "status" => a.status.cmp(&b.status),
                // Rows without a figure come last either way round.
                _ => match (value(a), value(b)) {
                    (Some(a), Some(b)) => a.total_cmp(&b),
                    (a, b) => return b.is_some().cmp(&a.is_some()),
                },
            };
            if sort.descending { order.reverse() } else { order }
        });
        self.revision += 1;
    }

    pub fn ratios(&self) -> impl Iterator<Item = (f64, Status)> {
        self.rows.iter().filter_map(|row| row.figures.map(|(_, expected, provided)| (provided / expected, row.status)))
    }
}

fn row(n: usize, fte: f64, level: f64) -> Row {
    let name = match n / 72 {
        0 => format!("{} {}", PLACES[n * 5 % 12], KINDS[(n * 5 / 12 + n) % 6]),
        more => format!("{} {} ({more})", PLACES[n % 12], KINDS[(n / 12) % 6]),
    };
    let expected = fte * 3.516;
    if n % 11 == 8 {
        let no = "no return".to_owned();
        return Row {
            key: n as u64,
            name,
            figures: None,
            shown: [one(fte), one(expected), no.clone(), no.clone(), no],
            status: Status::NoReturn,
            spoken: format!("no return, {} placement weeks expected", one(expected)),
        };
    }
    let provided = (expected * level * 1.12).round();
    let ratio = provided / expected;
    let status = match ratio {
        r if r >= 1.1 => Status::Above,
        r if r >= 1.0 => Status::Meets,
        r if r >= 0.8 => Status::Near,
        _ => Status::Below,
    };
    Row {
        key: n as u64,
        spoken: format!("{} of {} placement weeks expected, {status}", one(provided), one(expected)),
        name,
        figures: Some((fte, expected, provided)),
        shown: [one(fte), one(expected), one(provided), one(provided - expected), format!("{:.0} %", ratio * 100.0)],
        status,
    }
}

impl TableModel for Organisations {
    fn columns(&self) -> &[Column] {
        &self.columns
    }
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(self.rows[row].key)
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn row_name(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(&self.rows[row].name)
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let row = &self.rows[row];
        match column {
            0 => Cell::text(&row.name),
            6 => Cell::status(row.status),
            c if row.figures.is_none() && c > 2 => Cell::missing(&row.shown[c - 1]),
            3 if row.key == 6 => Cell::text(&row.shown[2]).remark("edited in this scenario, was 480.0"),
            c => Cell::text(&row.shown[c - 1]),
        }
    }
}

impl BarsModel for Organisations {
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(self.rows[row].key)
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn longest(&self) -> f64 {
        self.longest
    }
    fn bar(&self, row: usize) -> Bar<'_> {
        let row = &self.rows[row];
        Bar {
            name: Cow::Borrowed(&row.name),
            expected: row.figures.map(|f| f.1).or(row.shown[1].parse().ok()),
            provided: row.figures.map(|f| f.2),
            status: row.status,
            label: Cow::Borrowed(&row.shown[2]),
        }
    }

    fn figures(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(&self.rows[row].spoken)
    }
}
