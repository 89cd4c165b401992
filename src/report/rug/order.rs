//! Which rows of a rug show, in which order, under which groups with their totals.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::overview::SortKey;
use super::{Rug, RugCell, RugGrouping, cell, sort_key};
use crate::model::count;
use crate::report::Peers;

/// A row, and which time it stands there.
type Standing = (u32, u32);

/// What is shown of a rug. Filters never change a rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RugOrder {
    /// Region names; empty for all.
    pub regions: Vec<String>,
    /// Only organisations of this group; `None` for everyone.
    pub peers: Option<Arc<Peers>>,
    /// Only organisations whose name or code has this in it; empty for all.
    pub search: String,
    /// The columns shown; an organisation without anything in them is left out.
    pub columns: Vec<usize>,
    /// By what organisations are grouped.
    pub grouping: RugGrouping,
    /// The column that rows are sorted by; `None` sorts by name.
    pub sort_by: Option<usize>,
    /// Largest first.
    pub descending: bool,
}

/// One line of a rug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RugLine {
    /// A group with its totals: the number of it among [`RugView::groups`].
    Group(u32),
    /// An organisation.
    Organisation {
        /// The number of it among [`Rug::rows`].
        row: u32,
        /// Where it stands in several groups, which time this is, from 0, in the order of their names.
        time: u32,
    },
}

/// A group's name and totals.
#[derive(Clone, Debug)]
pub struct RugGroup {
    /// `London: 31 organisations`.
    pub name: String,
    /// A total for each column.
    pub cells: Vec<RugCell>,
}

/// The lines that show.
#[derive(Clone, Debug, Default)]
pub struct RugView {
    /// Groups with their totals.
    pub groups: Vec<RugGroup>,
    /// Lines from top to bottom.
    pub lines: Vec<RugLine>,
    /// How many organisations are among them.
    pub organisations: usize,
}

impl Rug {
    /// The lines that an order shows: groups sorted as their rows are, each above its organisations. The
    /// totals are of the organisations that show.
    pub fn view(&self, order: &RugOrder) -> RugView {
        let organisations = self.outcome.facts().organisations();
        let scope = super::super::Scope { regions: order.regions.clone(), ..Default::default() };
        let needle = order.search.trim().to_lowercase();
        let settings = self.outcome.settings();
        let mut by_group: BTreeMap<&str, Vec<Standing>> = BTreeMap::new();
        let mut shown = 0;
        for (index, row) in self.rows.iter().enumerate() {
            let of = &organisations[row.organisation as usize];
            let found = |text: &str| text.to_lowercase().contains(&needle);
            let anything =
                order.columns.iter().any(|column| row.cells.get(*column).is_some_and(|c| c.status.is_some()));
            let within = scope.has_organisation(of) && order.peers.as_ref().is_none_or(|peers| peers.has(of));
            if anything && within && (needle.is_empty() || found(&of.name) || found(&of.code)) {
                shown += 1;
                for (time, group) in (0..).zip(order.grouping.of(of, settings)) {
                    by_group.entry(group).or_default().push((index as u32, time));
                }
            }
        }
        let mut groups: Vec<(SortKey, RugGroup, Vec<Standing>)> =
            by_group.into_iter().map(|(name, rows)| self.group(order, name, rows)).collect();
        groups.sort_by(|a, b| a.0.compare(&b.0, order.descending));
        let mut view = RugView { organisations: shown, ..RugView::default() };
        for (_, group, rows) in groups {
            view.lines.push(RugLine::Group(view.groups.len() as u32));
            view.lines.extend(rows.into_iter().map(|(row, time)| RugLine::Organisation { row, time }));
            view.groups.push(group);
        }
        view
    }

    fn group(&self, order: &RugOrder, name: &str, mut rows: Vec<Standing>) -> (SortKey, RugGroup, Vec<Standing>) {
        let mut within = vec![false; self.outcome.facts().organisations().len()];
        for (row, _) in &rows {
            within[self.rows[*row as usize].organisation as usize] = true;
        }
        let total = |(profession, year)| self.outcome.total(profession, year, |of| within[of as usize]);
        let columns = self.columns.iter().map(|column| (column.profession, column.year));
        let cells: Vec<RugCell> = columns.map(|at| cell::of_total(&total(at), self.outcome.settings())).collect();
        let key = |cells: &[RugCell], name: &str| match order.sort_by {
            Some(column) => sort_key(cells.get(column).and_then(|cell| cell.sort)),
            None => SortKey::Text(name.to_lowercase()),
        };
        let mut keyed: Vec<(SortKey, Standing)> = rows
            .drain(..)
            .map(|(row, time)| {
                let of = &self.rows[row as usize];
                (key(&of.cells, &of.name), (row, time))
            })
            .collect();
        keyed.sort_by(|a, b| a.0.compare(&b.0, order.descending).then(a.1.cmp(&b.1)));
        let title = if name.is_empty() { order.grouping.missing() } else { name };
        let plural = if keyed.len() == 1 { "organisation" } else { "organisations" };
        let group = RugGroup { name: format!("{title}: {} {plural}", count(keyed.len() as u64)), cells };
        let sort = key(&group.cells, title);
        (sort, group, keyed.into_iter().map(|(_, row)| row).collect())
    }
}
