//! Which rows of a rug show, in which order, under which groups with their totals.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::overview::{self, SortKey};
use super::{Rug, RugCell, RugColumn, RugGrouping, cell, sort_key};
use crate::model::count;
use crate::report::Whose;

/// A row, and which time it stands there.
type Standing = (u32, u32);

/// What is shown of a rug. Filters never change a rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RugOrder {
    /// Whose rows.
    pub whose: Whose,
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
    /// What the organisations have in common, as the files say it; empty where they say nothing.
    pub of: String,
    /// `London: 31 organisations`.
    pub name: String,
    /// A total for each column. Shared with the view before where the same organisations are beneath.
    pub cells: Arc<[RugCell]>,
    /// The rows beneath, in the order of [`Rug::rows`].
    members: Vec<u32>,
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
    /// totals are of the organisations that show. Looks at every row: beside the window.
    ///
    /// Totals are added up only of groups that `before`, another view of this rug, does not have with the
    /// same organisations beneath.
    pub fn view(&self, order: &RugOrder, before: Option<&RugView>) -> RugView {
        let organisations = self.outcome.facts().organisations();
        let settings = self.outcome.settings();
        let wanted = order.whose.wanted(self.outcome.facts(), settings);
        let mut by_group: BTreeMap<&str, Vec<Standing>> = BTreeMap::new();
        let mut shown = 0;
        for (index, row) in self.rows.iter().enumerate() {
            let anything =
                order.columns.iter().any(|column| row.cells.get(*column).is_some_and(|c| c.status.is_some()));
            if anything && wanted[row.organisation as usize] {
                shown += 1;
                let groups = order.grouping.of(&organisations[row.organisation as usize], settings);
                for (time, group) in (0..).zip(groups) {
                    by_group.entry(group).or_default().push((index as u32, time));
                }
            }
        }
        let mut groups: Vec<(SortKey, RugGroup, Vec<Standing>)> =
            by_group.into_iter().map(|(name, rows)| self.group(order, name, rows, before)).collect();
        groups.sort_by(|a, b| a.0.compare(&b.0, order.descending));
        let mut view = RugView { organisations: shown, ..RugView::default() };
        for (_, group, rows) in groups {
            view.lines.push(RugLine::Group(view.groups.len() as u32));
            view.lines.extend(rows.into_iter().map(|(row, time)| RugLine::Organisation { row, time }));
            view.groups.push(group);
        }
        view
    }

    fn group(
        &self,
        order: &RugOrder,
        of: &str,
        rows: Vec<Standing>,
        before: Option<&RugView>,
    ) -> (SortKey, RugGroup, Vec<Standing>) {
        let members: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
        let held = before.and_then(|view| view.groups.iter().find(|group| group.members == members));
        let cells = held.map_or_else(|| self.totals(&members), |group| Arc::clone(&group.cells));
        let key = |cells: &[RugCell], name: &str| match order.sort_by {
            Some(column) => sort_key(cells.get(column).and_then(|cell| cell.sort)),
            None => SortKey::Text(name.to_lowercase()),
        };
        let keyed = rows.into_iter().map(|(row, time)| {
            let of = &self.rows[row as usize];
            (key(&of.cells, &of.name), (row, time))
        });
        let mut keyed: Vec<(SortKey, Standing)> = keyed.collect();
        keyed.sort_by(|a, b| a.0.compare(&b.0, order.descending).then(a.1.cmp(&b.1)));
        let title = if of.is_empty() { overview::sentence(order.grouping.missing()) } else { of.to_owned() };
        let plural = if keyed.len() == 1 { "organisation" } else { "organisations" };
        let sort = key(&cells, &title);
        let name = format!("{title}: {} {plural}", count(keyed.len() as u64));
        let group = RugGroup { of: of.to_owned(), name, cells, members };
        (sort, group, keyed.into_iter().map(|(_, row)| row).collect())
    }

    /// A total for each column, over these rows.
    fn totals(&self, members: &[u32]) -> Arc<[RugCell]> {
        let mut within = vec![false; self.outcome.facts().organisations().len()];
        members.iter().for_each(|row| within[self.rows[*row as usize].organisation as usize] = true);
        let total = |column: &RugColumn| self.outcome.total(column.profession, column.year, |of| within[of as usize]);
        self.columns.iter().map(|column| cell::of_total(&total(column), self.outcome.settings())).collect()
    }
}
