//! Collects rows into [`Facts`], whatever their order, and lets later editions replace earlier ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::hash::Hash;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::facts::{
    BlockFact, Demand, MomentCell, PartOfFte, PlacementClass, PlacementFacts, ReturnCell, StaffClass, Vacancy,
    WorkforceFacts,
};
use super::{
    AcademicYear, Activity, DemandRow, Facts, Organisation, OrganisationMention, OrganisationRow, PlacementRow,
    Profession, RowSink, Snapshot, WorkforceRow, fold,
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
    placements: Gathered<(u32, Profession, AcademicYear), PlacementFact>,
    demand: BTreeMap<(Profession, AcademicYear), Demand>,
}

/// One readable or missing workforce row.
#[derive(Clone, Copy, Debug)]
struct StaffFact {
    class: u32,
    fte: Option<i64>,
    preceptee: Option<i64>,
    leave: i64,
    vacancy: Option<i64>,
}

/// One readable or missing placement row.
#[derive(Clone, Copy, Debug)]
struct PlacementFact {
    class: u8,
    model: u32,
    activity: Option<Activity>,
    /// Students and weeks of each, in millionths; nothing unless the row says both.
    block: [i64; 2],
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
            fte: row.fte.map(|fte| fte.amount().millionths()),
            preceptee: row.preceptee_fte.map(|fte| fte.amount().millionths()),
            leave: row.leave_fte.map_or(0, |fte| fte.amount().millionths()),
            vacancy: row.vacancy_fte.map(|fte| fte.amount().millionths()),
        };
        self.workforce.add((organisation, row.profession, row.snapshot), WHOLE, fact, self.layer);
        Ok(())
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Infallible> {
        let organisation = self.mention(row.organisation, Authority::Placements);
        let hei = self.heis.id_of(row.hei);
        let class = PlacementClass { status: row.status, learner_type: row.learner_type };
        let model = self.models.id_of(row.model);
        let block = match (row.students, row.weeks_per_student) {
            (Some(students), Some(weeks_each)) => [students.millionths(), weeks_each.millionths()],
            _ => [0, 0],
        };
        let fact = PlacementFact { class: class.index() as u8, model, activity: row.activity, block };
        self.placements.add((organisation, row.profession, row.year), hei, fact, self.layer);
        Ok(())
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), Infallible> {
        let demand = self.demand.entry((row.profession, row.year)).or_default();
        match row.weeks {
            Some(weeks) => demand.weeks += i128::from(weeks.amount().millionths()),
            None => demand.incomplete = true,
        }
        Ok(())
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), Infallible> {
        self.mention(row.organisation, Authority::Reference);
        Ok(())
    }
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

/// The part of a cell that is all of it.
const WHOLE: u32 = 0;

/// Rows under the cells they belong to, with what replaces them. A later edition replaces cells part by
/// part: those of placements have a part for each HEI, those of workforce are whole.
#[derive(Debug)]
struct Gathered<K, F> {
    keys: Vec<K>,
    ids: FxHashMap<K, u32>,
    /// The newest replacing batch that has a row in a part of a cell; rows of earlier batches do not
    /// count. Nearly always empty, so that nothing is looked up row by row.
    replaced_by: FxHashMap<(u32, u32), u32>,
    /// Cell, part, fact.
    facts: Vec<(u32, u32, F)>,
    /// The first fact of each source.
    layers: Vec<(usize, Layer)>,
    last: Option<(K, u32)>,
}

impl<K, F> Default for Gathered<K, F> {
    fn default() -> Self {
        Gathered {
            keys: Vec::new(),
            ids: FxHashMap::default(),
            replaced_by: FxHashMap::default(),
            facts: Vec::new(),
            layers: Vec::new(),
            last: None,
        }
    }
}

impl<K: Copy + Eq + Hash, F> Gathered<K, F> {
    fn add(&mut self, key: K, part: u32, fact: F, layer: Layer) {
        if self.layers.last().is_none_or(|(_, last)| *last != layer) {
            self.layers.push((self.facts.len(), layer));
        }
        let id = match self.last {
            Some((last, id)) if last == key => id,
            _ => *self.ids.entry(key).or_insert_with(|| {
                self.keys.push(key);
                self.keys.len() as u32 - 1
            }),
        };
        self.last = Some((key, id));
        if layer.replaces {
            self.replaced_by.insert((id, part), layer.batch);
        }
        self.facts.push((id, part, fact));
    }

    /// The rows that count, each with the number of its cell among `keys` and its source.
    fn in_force(&self) -> impl Iterator<Item = (u32, u32, &F)> {
        let mut layers = self.layers.iter().peekable();
        let mut layer = Layer::default();
        self.facts.iter().enumerate().filter_map(move |(index, (cell, part, fact))| {
            while let Some((_, next)) = layers.next_if(|(first, _)| *first <= index) {
                layer = *next;
            }
            let replaced = !self.replaced_by.is_empty()
                && self.replaced_by.get(&(*cell, *part)).is_some_and(|batch| layer.batch < *batch);
            (!replaced).then_some((*cell, layer.source, fact))
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
    for (old, source, fact) in gathered.in_force() {
        let cell = place[old as usize];
        if let Some(fte) = fact.vacancy {
            facts.vacancies.push(Vacancy { cell, class: fact.class, fte });
        }
        let Some(fte) = fact.fte else {
            facts.missing.push((cell, fact.class));
            continue;
        };
        let known = &mut facts.cells[cell as usize];
        if !known.readable {
            known.source = source;
        }
        known.readable = true;
        known.knows_preceptees |= fact.preceptee.is_some();
        known.theatres |= facts.classes[fact.class as usize].is_operating_theatres();
        facts.cell.push(cell);
        facts.class.push(fact.class);
        facts.fte.push(fte);
        let preceptee = fact.preceptee.unwrap_or(0);
        if preceptee != 0 || fact.leave != 0 {
            facts.parts.push(PartOfFte { cell, class: fact.class, fte, preceptee, leave: fact.leave });
        }
    }
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

fn placement_facts(
    gathered: &Gathered<(u32, Profession, AcademicYear), PlacementFact>,
    rank: &[u32],
    models: Vec<String>,
) -> PlacementFacts {
    let sort_key = |id: u32| {
        let (organisation, profession, year) = gathered.keys[id as usize];
        (profession, year, rank[organisation as usize])
    };
    let mut order: Vec<u32> = (0..gathered.keys.len() as u32).collect();
    order.sort_unstable_by_key(|id| sort_key(*id));
    let mut place = vec![0_u32; order.len()];
    let mut facts = PlacementFacts { models, ..PlacementFacts::default() };
    for (new, old) in order.iter().enumerate() {
        place[*old as usize] = new as u32;
        let (profession, year, organisation) = sort_key(*old);
        facts.cells.push(ReturnCell { organisation, profession, year, readable: false });
    }
    let mut blocks: BTreeMap<(u32, u8, i64), i64> = BTreeMap::new();
    for (old, _, fact) in gathered.in_force() {
        let cell = place[old as usize];
        let [students, weeks_each] = fact.block;
        if students > 0 && weeks_each > 0 && fact.activity.is_some() {
            let sum = blocks.entry((cell, fact.class, weeks_each)).or_default();
            *sum = sum.saturating_add(students);
        }
        match fact.activity {
            None => facts.missing.push((cell, fact.class)),
            Some(activity) => {
                facts.cells[cell as usize].readable = true;
                facts.cell.push(cell);
                facts.class.push(fact.class);
                facts.activity.push(activity);
                facts.model.push(fact.model);
            }
        }
    }
    let block = |((cell, class, weeks_each), students)| BlockFact { cell, class, weeks_each, students };
    facts.blocks = blocks.into_iter().map(block).collect();
    facts
}
