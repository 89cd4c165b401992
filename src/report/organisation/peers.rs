//! The organisations that one is compared with, for one profession and year: those of its region, of
//! another group that it is in, or everyone.

use std::sync::Arc;

use super::super::overview;
use super::ProfileQuery;
use super::table::{Leads, ProfileCell, ProfileColumn, ProfileRow, ProfileTable};
use crate::model::explain::{FigureKey, Measure};
use crate::model::{GroupRule, Outcome, Place};
use crate::report::comparison::two_rules;
use crate::report::{
    ComparisonChoices, ComparisonColumn, ComparisonFigure, ComparisonOrder, ComparisonQuery, ComparisonTable,
    OfferedPeers, PeerChoice, TotalFigure, Whose, peers_of,
};

const COLUMNS: [ComparisonColumn; 4] =
    [ComparisonColumn::Ratio, ComparisonColumn::Interval, ComparisonColumn::Label, ComparisonColumn::Rank];

/// Among whom the organisation can be compared, each with n, and which of it is chosen: its region unless
/// someone chose, everyone where it has none. There is always everyone.
pub(super) fn choices(outcome: &Outcome, query: &ProfileQuery) -> (Vec<OfferedPeers>, usize) {
    let (facts, settings) = (outcome.facts(), outcome.settings());
    let groups = peers_of(outcome.organisation(query.place), settings).into_iter().filter_map(|choice| {
        let peers = choice.peers(facts, settings)?;
        Some(OfferedPeers { choice, count: peers.n(), name: overview::sentence(&peers.name) })
    });
    let everyone =
        OfferedPeers { choice: PeerChoice::Everyone, name: "Everyone".to_owned(), count: facts.organisations().len() };
    let choices: Vec<OfferedPeers> = groups.chain([everyone]).collect();
    let region = |choice: &PeerChoice| matches!(choice, PeerChoice::Rule(GroupRule::Region(_)));
    let wanted = |offered: &OfferedPeers| match &query.peers {
        Some(choice) => offered.choice == *choice,
        None => region(&offered.choice),
    };
    let chosen = choices.iter().position(wanted).unwrap_or(choices.len() - 1);
    (choices, chosen)
}

pub(super) fn table(outcome: &Arc<Outcome>, place: Place, among: &OfferedPeers) -> ProfileTable {
    let query = ComparisonQuery {
        year: place.year,
        profession: place.profession,
        compared: Whose::among(among.choice.clone()),
        choices: ComparisonChoices::default(),
    };
    let compared = ComparisonTable::build(outcome, query.clone());
    let query = Arc::new(query);
    let order = ComparisonOrder { search: String::new(), sort_by: ComparisonColumn::Ratio, descending: true };
    let rows = compared.order(&order).into_iter().map(|index| {
        let row = &compared.rows[index as usize];
        let cell = |column: ComparisonColumn| {
            let shown = row.cell(column);
            let leads = match column {
                ComparisonColumn::Ratio => Leads::Figure(FigureKey::new(Measure::ProvisionRatio, row.place), None),
                _ => {
                    let code = row.cell(ComparisonColumn::Code).text.clone();
                    Leads::Compared(Arc::clone(&query), ComparisonFigure::Of(code, column))
                }
            };
            ProfileCell { text: shown.text.clone(), missing: shown.missing, status: None, unstable: None, leads }
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
        format!("{}: nobody can be compared.", among.name)
    } else {
        let why = two_rules(&compared.rows).map_or(String::new(), |sentence| format!(" {}", sentence.text));
        format!(
            "{}: {}. Labels by the limits of their funnel; the rate stays the same.{why}",
            among.name, compared.count
        )
    };
    ProfileTable {
        title: "Peers".to_owned(),
        note,
        note_leads: Some(Leads::Total(compared.total(TotalFigure::Added))),
        columns: std::iter::once(name).chain(figures).collect(),
        rows,
    }
}
