//! Every figure says how it was made: its formula, the values in it, the settings and edits it used,
//! the figures it was made from, and so on down to the rows of the source files.
//!
//! There is one calculation, and it runs twice. The functions that make a figure take a `Recorder`:
//! `Plain` listens to nothing and compiles away; a `Story` keeps what it is told while the same code
//! works one figure out again. So the story cannot differ from the number.

mod explanation;
mod formula;
mod inputs;
mod measure;
mod recorder;
mod row_ref;
mod story;
mod words;

pub use explanation::{EditUsed, Explanation, FigureValue, SettingFrom, SettingUsed};
pub use formula::{Formula, FormulaInfo};
pub use measure::{FigureKey, Measure, NotAFigureKey};
pub(crate) use recorder::{Figured, Heading, Plain, Recorder, Subject};
pub use row_ref::{Counted, NotCounted, RowRef, RowUnit};
pub(crate) use story::Story;

use super::Outcome;

impl Outcome {
    /// How a figure was made. The key's scenario is taken as this outcome's name; where a scenario's
    /// edits changed the figure, its [`ScenarioState`](super::scenario::ScenarioState) tells more.
    ///
    /// Costs a pass over the rows that the figure rests on: those of every organisation of the
    /// reference group where a benchmark rate is part of it.
    pub fn explain(&self, key: &FigureKey) -> Explanation {
        Story::of(self, None, key)
    }
}
