//! Collects rows into [`Facts`], whatever their order, and lets later editions replace earlier ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::hash::Hash;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::by_cell::Placing;
use super::facts::{
    BlockFact, MomentCell, PartsOfFte, PlacedRow, PlacementClass, PlacementFacts, RequiredRow, ReturnCell, StaffClass,
    StaffRow, Vacancy, WorkforceFacts,
};
use super::{
    AcademicYear, DemandRow, Facts, Organisation, OrganisationMention, OrganisationRow, PlacementRow, Profession,
    RowSink, Snapshot, WorkforceRow, fold,
};

/// Which source the rows that follow belong to, and how it lies over the sources before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// The source, as the plan numbers it (files given without a plan: 0, 1, 2, …).
    pub source: u32,
    /// Files imported together share a batch, and never replace each other. Batches only grow.
    pub batch: u32,
    /// Whether its cells replace those of earlier batches (an edition of the same thing) or add to them.
    pub replaces: bool,
}

/// Collects rows into facts.
#[derive(Debug, Default)]
pub struct FactsBuilder {
    layer: Layer,
    organisations: Interner<String>,
    names: Vec<NameOf>,
    levels: Interner<String>,
    heis: Interner<String>,
    models: Interner<String>,
    workforce: Gathered<(u32, Profession, Snapshot), StaffFact>,
    classes: Interner<StaffClass>,
    placements: GatheredPlacements,
    demand: BTreeMap<(Profession, AcademicYear), Vec<RequiredRow>>,
}

/// One readable or missing workforce row.
#[derive(Clone, Copy, Debug)]
struct StaffFact {
    class: u32,
    line: u32,
    fte: Option<i64>,
    preceptee: Option<i64>,
    leave: i64,
    vacancy: Option<i64>,
}

impl FactsBuilder {
    /// Says which source the rows that follow belong to. Sources come in the order of their batches.
    pub fn begin_source(&mut self, layer: Layer) {
        self.layer = layer;
    }

    /// The facts: replaced rows left out, organisations sorted by code, cells in their order.
    pub fn finish(self) -> Facts {
        let mut order: Vec<u32> = (0..self.organisations.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.organisations.get(*a).cmp(self.organisations.get(*b)));
        let mut rank = vec![0_u32; order.len()];
        for (new, old) in order.iter().enumerate() {
            rank[*old as usize] = new as u32;
        }
        let organisations = order.iter().map(|old| self.organisation(*old)).collect();
        let workforce = workforce_facts(&self.workforce, &rank, self.classes.into_values());
        let placements = placement_facts(&self.placements, &rank, self.models.into_values());
        let years: BTreeSet<AcademicYear> = (workforce.moments_of_year.iter().map(|(year, _)| *year))
            .chain(placements.cells.iter().map(|cell| cell.year))
            .collect();
        Facts {
            organisations,
            years: years.into_iter().collect(),
            workforce,
            placements,
            demand: self.demand.into_iter().collect(),
        }
    }

    fn organisation(&self, id: u32) -> Organisation {
        let names = &self.names[id as usize];
        Organisation {
            code: self.organisations.get(id).clone(),
            name: names.name.text.clone(),
            region: names.region.text.clone(),
            ics: names.ics.text.clone(),
        }
    }

    fn mention(&mut self, mention: OrganisationMention<'_>, authority: Authority) -> u32 {
        let id = self.organisations.id_of(mention.code);
        if id as usize == self.names.len() {
            self.names.push(NameOf::default());
        }
        let names = &mut self.names[id as usize];
        names.name.offer(mention.name, authority);
        names.region.offer(mention.region, authority);
        // The reference gives the ICS as a code (`QMJ`); a name from anywhere else reads better.
        names.ics.offer(mention.ics, if authority == Authority::Reference { Authority::Code } else { authority });
        id
    }
}

impl RowSink for FactsBuilder {
    type Error = Infallible;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        let organisation = self.mention(row.organisation, Authority::Workforce(row.snapshot.day()));
        let level = self.levels.id_of(row.level);
        let key = [row.profession as u64, row.staff_group as u64, row.band as u64];
        let key = key.iter().fold(u64::from(level), |key, part| (key << 8) | part);
        let class = self.classes.id_with(key, || StaffClass {
            profession: row.profession,
            staff_group: row.staff_group,
            level: fold(row.level),
            band: row.band,
        });
        let fact = StaffFact {
            class,
            line: short(row.line),
            fte: row.fte.map(|fte| fte.amount().millionths()),
            preceptee: row.preceptee_fte.map(|fte| fte.amount().millionths()),
            leave: row.leave_fte.map_or(0, |fte| fte.amount().millionths()),
            vacancy: row.vacancy_fte.map(|fte| fte.amount().millionths()),
        };
        self.workforce.add((organisation, row.profession, row.snapshot), fact, self.layer);
        Ok(())
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Infallible> {
        let organisation = self.mention(row.organisation, Authority::Placements);
        let hei = self.heis.id_of(row.hei);
        let class = PlacementClass { status: row.status, learner_type: row.learner_type };
        let model = self.models.id_of(row.model);
        let placed = PlacedRow { activity: row.activity, model, line: short(row.line), class: class.index() as u8 };
        // Students and weeks of each; nothing unless the row says both.
        let block = match (row.students, row.weeks_per_student) {
            (Some(students), Some(weeks_each)) => [students.millionths(), weeks_each.millionths()],
            _ => [0, 0],
        };
        self.placements.add((organisation, row.profession, row.year, hei), (placed, block), self.layer);
        Ok(())
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), Infallible> {
        let weeks = row.weeks.map(|weeks| weeks.amount().millionths());
        let required = RequiredRow { source: self.layer.source, line: short(row.line), weeks };
        self.demand.entry((row.profession, row.year)).or_default().push(required);
        Ok(())
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), Infallible> {
        self.mention(row.organisation, Authority::Reference);
        Ok(())
    }
}

/// A line in four bytes; past four thousand million lines it is only said where a file ends.
fn short(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// How much a name weighs: the reference first, then the latest workforce snapshot, then placements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Authority {
    Code,
    Placements,
    Workforce(Date),
    Reference,
}

/// The weightiest text so far; ties go to the smallest text, so that order never matters.
#[derive(Clone, Debug, Default)]
struct BestText {
    text: String,
    authority: Option<Authority>,
}

impl BestText {
    fn offer(&mut self, text: &str, authority: Authority) {
        let better = match self.authority {
            None => true,
            Some(held) => authority > held || (authority == held && text < self.text.as_str()),
        };
        if better && !text.is_empty() {
            self.text.clear();
            self.text.push_str(text);
            self.authority = Some(authority);
        }
    }
}

#[derive(Clone, Debug, Default)]
struct NameOf {
    name: BestText,
    region: BestText,
    ics: BestText,
}

/// Numbers values in the order in which they come. Rows repeat the value before them more often than
/// not, so that one is looked at first.
#[derive(Debug)]
struct Interner<T> {
    values: Vec<T>,
    by_text: HashMap<String, u32>,
    by_key: FxHashMap<u64, u32>,
    last: u32,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Interner { values: Vec::new(), by_text: HashMap::new(), by_key: FxHashMap::default(), last: 0 }
    }
}

impl<T> Interner<T> {
    fn len(&self) -> usize {
        self.values.len()
    }

    fn get(&self, id: u32) -> &T {
        &self.values[id as usize]
    }

    fn into_values(self) -> Vec<T> {
        self.values
    }

    fn id_with(&mut self, key: u64, make: impl FnOnce() -> T) -> u32 {
        let values = &mut self.values;
        *self.by_key.entry(key).or_insert_with(|| {
            values.push(make());
            values.len() as u32 - 1
        })
    }
}

impl Interner<String> {
    fn id_of(&mut self, text: &str) -> u32 {
        if self.values.get(self.last as usize).is_some_and(|last| last == text) {
            return self.last;
        }
        self.last = match self.by_text.get(text) {
            Some(id) => *id,
            None => {
                self.values.push(text.to_owned());
                let id = self.values.len() as u32 - 1;
                self.by_text.insert(text.to_owned(), id);
                id
            }
        };
        self.last
    }
}

/// Placement rows by organisation, profession, year and HEI, each with its students and the weeks of each.
type GatheredPlacements = Gathered<(u32, Profession, AcademicYear, u32), (PlacedRow, [i64; 2])>;

/// Rows under the cells they belong to, with the batch that replaces each cell, if any.
#[derive(Debug)]
struct Gathered<K, F> {
    keys: Vec<K>,
    ids: FxHashMap<K, u32>,
    /// By cell: the newest replacing batch that has a row there. Rows of earlier batches do not count.
    replaced_by: Vec<u32>,
    /// The cell of each fact, apart from it: they are looked through more often.
    cells: Vec<u32>,
    facts: Vec<F>,
    /// The first fact of each source.
    layers: Vec<(usize, Layer)>,
    last: Option<(K, u32)>,
}

impl<K, F> Default for Gathered<K, F> {
    fn default() -> Self {
        Gathered {
            keys: Vec::new(),
            ids: FxHashMap::default(),
            replaced_by: Vec::new(),
            cells: Vec::new(),
            facts: Vec::new(),
            layers: Vec::new(),
            last: None,
        }
    }
}

impl<K: Copy + Eq + Hash, F> Gathered<K, F> {
    fn add(&mut self, key: K, fact: F, layer: Layer) {
        if self.layers.last().is_none_or(|(_, last)| *last != layer) {
            self.layers.push((self.facts.len(), layer));
        }
        let id = match self.last {
            Some((last, id)) if last == key => id,
            _ => *self.ids.entry(key).or_insert_with(|| {
                self.keys.push(key);
                self.replaced_by.push(0);
                self.keys.len() as u32 - 1
            }),
        };
        self.last = Some((key, id));
        if layer.replaces {
            self.replaced_by[id as usize] = layer.batch;
        }
        self.cells.push(id);
        self.facts.push(fact);
    }

    /// The rows in force, by number, each with the number of its cell among `keys` and its source.
    fn in_force(&self) -> impl Iterator<Item = (usize, u32, u32)> {
        let mut layers = self.layers.iter().peekable();
        let mut layer = Layer::default();
        self.cells.iter().enumerate().filter_map(move |(index, cell)| {
            while let Some((_, next)) = layers.next_if(|(first, _)| *first <= index) {
                layer = *next;
            }
            (layer.batch >= self.replaced_by[*cell as usize]).then_some((index, *cell, layer.source))
        })
    }
}

fn workforce_facts(
    gathered: &Gathered<(u32, Profession, Snapshot), StaffFact>,
    rank: &[u32],
    classes: Vec<StaffClass>,
) -> WorkforceFacts {
    let sort_key = |id: u32| {
        let (organisation, profession, moment) = gathered.keys[id as usize];
        (profession, rank[organisation as usize], moment)
    };
    let mut order: Vec<u32> = (0..gathered.keys.len() as u32).collect();
    order.sort_unstable_by_key(|id| sort_key(*id));
    let mut place = vec![0_u32; order.len()];
    let mut facts = WorkforceFacts { classes, ..WorkforceFacts::default() };
    for (new, old) in order.iter().enumerate() {
        place[*old as usize] = new as u32;
        let (profession, organisation, moment) = sort_key(*old);
        facts.cells.push(MomentCell {
            organisation,
            profession,
            moment,
            source: 0,
            readable: false,
            knows_preceptees: false,
            theatres: false,
        });
    }
    let mut parts = Vec::new();
    let mut rows = Placing::new(order.len(), gathered.in_force().map(|(_, old, _)| place[old as usize]));
    for (index, old, source) in gathered.in_force() {
        let (cell, fact) = (place[old as usize], &gathered.facts[index]);
        if let Some(fte) = fact.vacancy {
            facts.vacancies.push(Vacancy { cell, class: fact.class, fte });
        }
        let row = rows.put(cell, source, StaffRow::new(fact.fte, fact.class, fact.line));
        if fact.fte.is_none() {
            continue;
        }
        let known = &mut facts.cells[cell as usize];
        if !known.readable {
            known.source = source;
        }
        known.readable = true;
        known.knows_preceptees |= fact.preceptee.is_some();
        known.theatres |= facts.classes[fact.class as usize].is_operating_theatres();
        let preceptee = fact.preceptee.unwrap_or(0);
        if preceptee != 0 || fact.leave != 0 {
            parts.push(PartsOfFte { row, preceptee, leave: fact.leave });
        }
    }
    facts.rows = rows.finish();
    facts.set_parts(parts);
    facts.moments_of_year = moments_of_year(&facts.cells);
    facts
}

/// How many different moments were loaded for each year. Dates and whole-year rows are counted apart:
/// where a year has dates, its whole-year rows make no further moment.
fn moments_of_year(cells: &[MomentCell]) -> Vec<(AcademicYear, u16)> {
    let moments: BTreeSet<Snapshot> = cells.iter().filter(|cell| cell.readable).map(|cell| cell.moment).collect();
    let mut dates: BTreeMap<AcademicYear, u16> = BTreeMap::new();
    for moment in moments {
        if let Some(year) = moment.academic_year() {
            let count = dates.entry(year).or_default();
            match moment {
                Snapshot::On(_) => *count += 1,
                Snapshot::In(_) => *count = (*count).max(1),
            }
        }
    }
    dates.into_iter().collect()
}

fn placement_facts(gathered: &GatheredPlacements, rank: &[u32], models: Vec<String>) -> PlacementFacts {
    let cell_of = |id: usize| {
        let (organisation, profession, year, _hei) = gathered.keys[id];
        (profession, year, rank[organisation as usize])
    };
    let mut cells: Vec<(Profession, AcademicYear, u32)> = (0..gathered.keys.len()).map(cell_of).collect();
    cells.sort_unstable();
    cells.dedup();
    let place: Vec<u32> =
        (0..gathered.keys.len()).map(|id| cells.binary_search(&cell_of(id)).map_or(0, |place| place as u32)).collect();
    let mut facts = PlacementFacts { models, ..PlacementFacts::default() };
    for (profession, year, organisation) in cells {
        facts.cells.push(ReturnCell { organisation, profession, year, readable: false });
    }
    let mut blocks: BTreeMap<(u32, u8, i64), i64> = BTreeMap::new();
    let mut rows = Placing::new(facts.cells.len(), gathered.in_force().map(|(_, old, _)| place[old as usize]));
    for (index, old, source) in gathered.in_force() {
        let (cell, (row, [students, weeks_each])) = (place[old as usize], &gathered.facts[index]);
        facts.cells[cell as usize].readable |= row.activity.is_some();
        if *students > 0 && *weeks_each > 0 && row.activity.is_some() {
            let sum: &mut i64 = blocks.entry((cell, row.class, *weeks_each)).or_default();
            *sum = sum.saturating_add(*students);
        }
        rows.put(cell, source, *row);
    }
    let block = |((cell, class, weeks_each), students)| BlockFact { cell, class, weeks_each, students };
    facts.blocks = blocks.into_iter().map(block).collect();
    facts.rows = rows.finish();
    facts
}
