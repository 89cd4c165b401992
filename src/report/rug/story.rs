//! How a total of the rug is made: summed first, then divided, over the organisations beneath it.

use super::{Rug, RugLine, RugView};
use crate::model::explain::{FigureKey, Measure};
use crate::model::{Place, shown};
use crate::report::{Beneath, FigureStory, StoryPart};

impl Rug {
    /// The story of a group's cell; `None` where the group or the column is not there.
    pub fn story(&self, view: &RugView, group: u32, column: usize) -> Option<FigureStory> {
        let at = self.columns.get(column)?;
        let (head, outcome) = (view.groups.get(group as usize)?, &self.outcome);
        let start = view.lines.iter().position(|line| *line == RugLine::Group(group))?;
        let beneath = view.lines[start + 1..].iter().map_while(|line| match line {
            RugLine::Organisation { row, .. } => Some(&self.rows[*row as usize]),
            RugLine::Group(_) => None,
        });
        let members: Vec<_> = beneath.collect();
        let mut within = vec![false; outcome.facts().organisations().len()];
        members.iter().for_each(|row| within[row.organisation as usize] = true);
        let total = outcome.total(at.profession, at.year, |organisation| within[organisation as usize]);
        let cell = head.cells.get(column)?;
        let formula = "Placement weeks provided ÷ placement weeks expected, each summed first over the organisations with FTE, a return and a rate.";
        let values = format!("{} ÷ {} = {}", shown(total.provided, 2), shown(total.expected, 2), cell.text);
        let subject = format!("{}, {}, {}", head.name, outcome.profession_in_sentence(at.profession), at.year);
        let parts = members.iter().filter_map(|row| {
            let place = Place { year: at.year, organisation: row.organisation, profession: at.profession };
            let cell = row.cells.get(column).filter(|cell| cell.status.is_some())?;
            Some(StoryPart {
                name: row.name.clone(),
                value: cell.text.clone(),
                missing: cell.sort.is_none(),
                beneath: Some(Beneath::Figure(FigureKey::new(Measure::ProvisionRatio, place))),
            })
        });
        let parts = parts.collect();
        let story = FigureStory::plain("Provision ratio of a total", &subject, cell.text.clone(), formula, values);
        let missing = cell.sort.is_none().then(|| "Nobody beneath has FTE, a return and a rate.".to_owned());
        let counted = format!("{} organisations are counted.", cell.word);
        let notes = [counted, cell.remark.clone()].into_iter().filter(|note| !note.is_empty());
        Some(FigureStory {
            with_values: story.with_values.filter(|_| missing.is_none()),
            notes: if missing.is_none() { notes.collect() } else { Vec::new() },
            missing,
            reference: self.reference,
            parts,
            ..story
        })
    }
}
