//! Rows of numbers that grow with the row, and a count of how many cells were asked for.

use std::borrow::Cow;
use std::cell::Cell as Counter;

use fairshare::model::Status;
use fairshare::ui::widgets::{Bar, BarsModel, Cell, Column, RowKey, Sort, TableModel};

pub struct Numbers {
    columns: Vec<Column>,
    rows: Vec<(u64, String)>,
    revision: u64,
    asked: Counter<usize>,
}

impl Numbers {
    pub fn new(count: usize) -> Self {
        Self {
            columns: vec![
                Column::name("organisation", "Organisation"),
                Column::figure("fte", "FTE"),
                Column::figure("gap", "Gap").unit("placement weeks"),
                Column::figure("ratio", "Ratio"),
                Column::text("status", "Status"),
            ],
            rows: (0..count).map(|n| (n as u64, format!("Organisation {n:02}"))).collect(),
            revision: 0,
            asked: Counter::new(0),
        }
    }

    pub fn name(&self, row: usize) -> &str {
        &self.rows[row].1
    }

    pub fn asked(&self) -> usize {
        self.asked.get()
    }

    pub fn sort(&mut self, sort: &Sort) {
        self.rows.sort();
        if sort.descending {
            self.rows.reverse();
        }
        self.revision += 1;
    }
}

impl TableModel for Numbers {
    fn columns(&self) -> &[Column] {
        &self.columns
    }
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(self.rows[row].0)
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn row_name(&self, row: usize) -> Cow<'_, str> {
        Cow::Owned(format!("{}, Physiotherapy", self.rows[row].1))
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.asked.set(self.asked.get() + 1);
        let (key, name) = &self.rows[row];
        match column {
            0 => Cell::text(name),
            1 => Cell::text(format!("{key}.0")),
            2 if *key == 5 => Cell::missing("no return"),
            2 => Cell::text(format!("−{key}.5")),
            3 => Cell::text("92 %"),
            _ => Cell::status(if *key == 0 { Status::Meets } else { Status::Near }),
        }
    }
}

impl BarsModel for Numbers {
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(self.rows[row].0)
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn longest(&self) -> f64 {
        self.rows.len() as f64
    }
    fn bar(&self, row: usize) -> Bar<'_> {
        let (key, name) = &self.rows[row];
        let expected = (*key as f64).max(10.0);
        Bar {
            name: Cow::Owned(format!("{name}, Physiotherapy")),
            expected: Some(expected),
            provided: Some(expected - 2.5),
            status: Status::Near,
            label: Cow::Owned(format!("{:.1}", expected - 2.5)),
        }
    }
    fn figures(&self, row: usize) -> Cow<'_, str> {
        let expected = self.bar(row).expected.unwrap();
        Cow::Owned(format!("{:.1} of {expected:.1} expected", expected - 2.5))
    }
}
