//! The organisations of the same region, for one profession and year.

use super::table::{Leads, ProfileCell, ProfileColumn, ProfileRow, ProfileTable};
use crate::model::explain::{FigureKey, Measure};
use crate::model::{Outcome, Place};
use crate::report::{Compared, ComparisonChoices, ComparisonColumn, ComparisonOrder, ComparisonQuery, ComparisonTable};

const COLUMNS: [ComparisonColumn; 4] =
    [ComparisonColumn::Ratio, ComparisonColumn::Interval, ComparisonColumn::Label, ComparisonColumn::Rank];

pub(super) fn table(outcome: &std::sync::Arc<Outcome>, place: Place) -> ProfileTable {
    let region = &outcome.organisation(place).region;
    let regions: Vec<String> = Some(region.clone()).filter(|region| !region.is_empty()).into_iter().collect();
    let who = regions.first().map_or_else(|| "all organisations (no region is given)".to_owned(), Clone::clone);
    let query = ComparisonQuery {
        year: place.year,
        profession: place.profession,
        compared: Compared { regions, peers: None },
        choices: ComparisonChoices::default(),
    };
    let compared = ComparisonTable::build(outcome, query);
    let order = ComparisonOrder { search: String::new(), sort_by: ComparisonColumn::Ratio, descending: true };
    let rows = compared.order(&order).into_iter().map(|index| {
        let row = &compared.rows[index as usize];
        let cell = |column: ComparisonColumn| {
            let shown = row.cell(column);
            let leads = Leads::Figure(FigureKey::new(Measure::ProvisionRatio, row.place), None);
            ProfileCell { text: shown.text.clone(), missing: shown.missing, status: None, leads }
        };
        ProfileRow {
            key: row.place.organisation.into(),
            name: row.name.clone(),
            own: row.place.organisation == place.organisation,
            cells: COLUMNS.map(cell).into(),
        }
    });
    let name = ProfileColumn { title: "Organisation", unit: "" };
    let figures = COLUMNS.map(|column| ProfileColumn { title: column.title(), unit: column.unit() });
    let rows: Vec<ProfileRow> = rows.collect();
    let note = if rows.is_empty() {
        format!("Nobody in {who} can be compared.")
    } else {
        format!("{who}: {}. Labels by the limits of the funnel.", compared.count)
    };
    ProfileTable { title: "Peers".to_owned(), note, columns: std::iter::once(name).chain(figures).collect(), rows }
}
