//! The outcome: every figure of every organisation, profession and academic year under some settings.

use std::borrow::Cow;
use std::sync::Arc;

use super::benchmark::{self, NoRate, Rate};
use super::by_column::ByColumn;
use super::cells::{Cell, Cells};
use super::explain::{Plain, Recorder};
use super::members::{Members, Sums};
use super::{AcademicYear, BenchmarkMethod, Facts, Organisation, Profession, ReferenceYear, Settings};

/// All results of one plan under one set of settings.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What is loaded, from which the settings choose.
    loaded: Arc<Facts>,
    facts: Arc<Facts>,
    settings: Settings,
    cells: Cells,
    group: Arc<[bool]>,
    /// What the cells of each column add up to, under the method that its profession has.
    sums: ByColumn<Sums>,
    rates: ByColumn<Result<Rate, NoRate>>,
}

/// Which figure row is meant: organisation (by its number), profession and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The academic year.
    pub year: AcademicYear,
    /// The number of the organisation in [`Facts::organisations`].
    pub organisation: u32,
    /// The profession.
    pub profession: Profession,
}

impl Outcome {
    /// Works out every result. Pure: the same facts and settings give the same outcome.
    pub fn calculate(facts: Arc<Facts>, settings: Settings) -> Outcome {
        let chosen = facts.under(&settings);
        let cells = Cells::count(&chosen, &settings);
        Outcome::of_cells(facts, chosen, settings, cells)
    }

    /// The same facts under other settings, with columns for `years` (sorted, those of the facts among
    /// them): what a scenario's own settings and years start from.
    pub(crate) fn under(&self, settings: Settings, years: Vec<AcademicYear>) -> Outcome {
        let chosen = self.loaded.under(&settings);
        let cells = Cells::count_over(&chosen, &settings, years);
        Outcome::of_cells(Arc::clone(&self.loaded), chosen, settings, cells)
    }

    /// The same facts with the rate of one fixed year serving every year.
    pub(crate) fn measured_by(&self, year: AcademicYear) -> Outcome {
        let settings = Settings { reference_year: ReferenceYear::Fixed(year), ..self.settings.clone() };
        Outcome::calculate(Arc::clone(&self.facts), settings)
    }

    fn of_cells(loaded: Arc<Facts>, facts: Arc<Facts>, settings: Settings, cells: Cells) -> Outcome {
        let group = benchmark::reference_group(&facts, &settings).into();
        let years = cells.years().len();
        let (sums, rates) = (ByColumn::new(0, []), ByColumn::new(0, []));
        let mut outcome = Outcome { loaded, facts, settings, cells, group, sums, rates };
        let sums = outcome.cells.each_column();
        let sums = sums.map(|(profession, year)| Sums::of(&outcome.own_members(profession, year)));
        outcome.sums = ByColumn::new(years, sums.collect::<Vec<_>>());
        let rates = outcome.cells.each_column();
        let rates = rates.map(|(profession, year)| outcome.formed_rate(profession, year));
        outcome.rates = ByColumn::new(years, rates.collect::<Vec<_>>());
        outcome
    }

    /// The organisation under which the rows of this one count, because it took it over and the settings
    /// apply mergers; `None` if its rows are its own.
    pub fn counts_under(&self, code: &str) -> Option<&str> {
        let mergers = if self.settings.mergers { self.facts.mergers() } else { &[] };
        // They are sorted by the organisation that closed.
        let found = mergers.binary_search_by(|merger| merger.predecessor.as_str().cmp(code)).ok()?;
        Some(&mergers[found].successor)
    }

    /// What is loaded, with every row where its file has it.
    pub(crate) fn loaded(&self) -> &Facts {
        &self.loaded
    }

    /// Puts an edited cell in place of the one there; nothing for a year without columns. The rates of
    /// its column are the caller's to renew.
    pub(crate) fn put_cell(&mut self, place: Place, cell: Cell) {
        let (was, number) = (self.cells.replace(place, cell), self.cells.number(place.profession, place.year));
        let (Some(was), Some(number)) = (was, number) else { return };
        let Some(mut sums) = self.sums.get_mut(number).map(std::mem::take) else { return };
        sums.replace(place.organisation, &was, &self.own_members(place.profession, place.year));
        if let Some(held) = self.sums.get_mut(number) {
            *held = sums;
        }
    }

    /// Puts a rate in place of the one there.
    pub(crate) fn put_rate(&mut self, profession: Profession, year: AcademicYear, rate: Result<Rate, NoRate>) {
        let number = self.cells.number(profession, year);
        if let Some(held) = number.and_then(|number| self.rates.get_mut(number)) {
            *held = rate;
        }
    }

    /// The rate that the cells as they stand give.
    pub(crate) fn formed_rate(&self, profession: Profession, year: AcademicYear) -> Result<Rate, NoRate> {
        self.formed_rate_told(profession, year, &mut Plain)
    }

    /// The same while a story listens.
    pub(crate) fn formed_rate_told<R: Recorder>(
        &self,
        profession: Profession,
        year: AcademicYear,
        story: &mut R,
    ) -> Result<Rate, NoRate> {
        let year = match self.settings.reference_year {
            ReferenceYear::Own => year,
            ReferenceYear::Fixed(fixed) => fixed,
        };
        let (number, none) = (self.cells.number(profession, year), Sums::default());
        let sums = number.and_then(|number| self.sums.get(number)).unwrap_or(&none);
        let members = self.own_members(profession, year);
        benchmark::rate(&self.facts, &self.settings, self.cells.scale, &members, sums, story)
    }

    /// The organisations that would form a rate from the cells of one year, by the profession's method.
    fn own_members(&self, profession: Profession, year: AcademicYear) -> Members<'_> {
        self.members(self.settings.benchmark_method.of(profession), profession, year)
    }

    /// The facts it rests on.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The settings it rests on.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The cells it rests on.
    pub fn cells(&self) -> &Cells {
        &self.cells
    }

    /// The professions that there are, in order; see [`Cells::professions`].
    pub fn professions(&self) -> &[Profession] {
        self.cells.professions()
    }

    /// The profession of the plan that a text names: by code or by any of its names, also one that nobody
    /// added while data is of it.
    pub fn recognise_profession(&self, text: &str) -> Option<Profession> {
        let by_code = || Profession::of_code(&text.trim().to_uppercase());
        let named = self.settings.professions.recognise(text).or_else(by_code)?;
        self.cells.profession_number(named).map(|_| named)
    }

    /// What a profession is called in the plan.
    pub fn profession_name(&self, profession: Profession) -> Cow<'_, str> {
        self.settings.professions.name(profession)
    }

    /// The same inside a sentence, as far as it is no abbreviation in small letters.
    pub fn profession_in_sentence(&self, profession: Profession) -> String {
        self.settings.professions.in_sentence(profession)
    }

    /// The organisation at a place.
    pub fn organisation(&self, place: Place) -> &Organisation {
        &self.facts.organisations[place.organisation as usize]
    }

    /// Whether the organisation is in the reference group.
    pub fn in_reference_group(&self, organisation: u32) -> bool {
        self.group.get(organisation as usize).copied().unwrap_or(false)
    }

    /// The benchmark rate of a profession and year, or why there is none.
    pub fn rate(&self, profession: Profession, year: AcademicYear) -> Result<Rate, NoRate> {
        match self.cells.number(profession, year).and_then(|number| self.rates.get(number)) {
            Some(rate) => *rate,
            // An entered rate and one of a fixed year serve every year.
            None => self.formed_rate(profession, year),
        }
    }

    /// Every place that has workforce data or a return, sorted by year, organisation code, profession.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let organisations = 0..self.facts.organisations.len() as u32;
        let places = self.cells.years().iter().flat_map(move |year| {
            organisations.clone().flat_map(move |organisation| {
                let place = move |profession: &Profession| Place { year: *year, organisation, profession: *profession };
                self.professions().iter().map(place)
            })
        });
        places.filter(|place| self.cell(*place).exists())
    }

    /// The cell at a place.
    pub fn cell(&self, place: Place) -> Cell {
        let column = self.cells.column(place.profession, place.year);
        column.get(place.organisation as usize).copied().unwrap_or_default()
    }

    /// The organisations that would form a rate by a method from the cells of one year.
    pub(crate) fn members(&self, method: BenchmarkMethod, profession: Profession, year: AcademicYear) -> Members<'_> {
        Members { column: self.cells.column(profession, year), group: &self.group, method, profession, year }
    }
}
