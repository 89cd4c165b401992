//! The rates of a scenario: held or formed by the edited data, then edited themselves.

use super::Benchmark;
use super::edit::What;
use super::fold::changed_rate;
use super::refusal::Refusal;
use super::state::ScenarioState;
use crate::model::{AcademicYear, NoRate, Profession, Rate, ReferenceYear};

impl ScenarioState {
    /// The years whose rate the cells of `year` form.
    pub(super) fn years_measured_by(&self, year: AcademicYear) -> impl Iterator<Item = AcademicYear> {
        let reference = self.outcome.settings().reference_year;
        let years = self.outcome.cells().years().iter().copied();
        years.filter(move |of| match reference {
            ReferenceYear::Own => *of == year,
            ReferenceYear::Fixed(fixed) => fixed == year,
        })
    }

    pub(super) fn refresh_columns(&mut self, columns: &[(Profession, AcademicYear)]) {
        for (profession, year) in columns {
            self.refresh_rate(*profession, *year);
        }
    }

    pub(super) fn refresh_every_rate(&mut self) {
        let columns: Vec<(Profession, AcademicYear)> = self.outcome.cells().each_column().collect();
        self.refresh_columns(&columns);
        for (edit, fate) in self.scenario.edits.iter().zip(&mut self.fates) {
            if let What::Rate { year, .. } = edit.what
                && !self.outcome.cells().years().contains(&year)
            {
                fate.conflict = Some(Refusal::NoSuchYear { year });
            }
            if let What::Rate { profession, .. } = edit.what
                && self.outcome.cells().profession_number(profession).is_none()
            {
                fate.conflict = Some(Refusal::UnknownProfession { profession });
            }
        }
    }

    /// The rate before its own edits: held, or formed by the edited data.
    pub(crate) fn unedited_rate(&self, profession: Profession, year: AcademicYear) -> Result<Rate, NoRate> {
        let formed = self.outcome.formed_rate(profession, year);
        let recalculate = self.scenario.benchmark == Benchmark::Recalculated || self.own.recalculate(profession);
        if recalculate { formed } else { held(self.baseline.rate(profession, year), formed) }
    }

    /// Makes the rate of one profession and year again: held or from the whole column, then the edits
    /// of it in order.
    pub(super) fn refresh_rate(&mut self, profession: Profession, year: AcademicYear) {
        let known = self.outcome.cells().years().contains(&year);
        let is_in_plan = self.outcome.cells().profession_number(profession).is_some();
        let mut rate = self.unedited_rate(profession, year);
        let scale = self.outcome.cells().scale;
        for (edit, fate) in self.scenario.edits.iter().zip(&mut self.fates) {
            let What::Rate { profession: of, year: in_year, change } = edit.what else { continue };
            if of != profession || in_year != year {
                continue;
            }
            if !is_in_plan {
                fate.conflict = Some(Refusal::UnknownProfession { profession });
                continue;
            }
            if !known {
                fate.conflict = Some(Refusal::NoSuchYear { year });
                continue;
            }
            match changed_rate(rate, change, scale, profession, year) {
                Ok(after) => (rate, fate.conflict) = (Ok(after), None),
                Err(reason) => fate.conflict = Some(reason),
            }
        }
        self.outcome.put_rate(profession, year, rate);
    }
}

/// The baseline's rate; marked as held where the edited data would give another.
fn held(baseline: Result<Rate, NoRate>, formed: Result<Rate, NoRate>) -> Result<Rate, NoRate> {
    if baseline == formed { baseline } else { baseline.map(Rate::held) }
}
