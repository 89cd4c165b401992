//! The docked panel that says where a figure comes from: formula, values, settings, edits, source rows.
//!
//! Pages say which figure was chosen; the panel, while it is open, has that explained beside the window
//! and follows every change of the plan.

mod rows;
mod view;

pub use view::explain_button;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Rect;

use self::rows::file_lines;
use super::document::Document;
use super::jobs::{Jobs, News};
use super::widgets::TableState;
use crate::model::explain::{Explanation, FigureKey, Formula};
use crate::model::scenario::Explainer;
use crate::model::{AcademicYear, Outcome};
use crate::report::{Beneath, FigureStory, StoryPart, TotalQuestion};
use crate::session::{PageQuestion, PlanNow, ScenarioId, StoredScenario};

/// Which figure is to be explained, as a page shows it.
#[derive(Clone, Debug)]
pub enum Question {
    /// A figure that the model explains.
    Figure {
        /// The figure.
        key: FigureKey,
        /// The one year whose rate the page measures every year by; `None` under the plan's own settings.
        reference: Option<AcademicYear>,
    },
    /// A figure of the baseline while a scenario is looked at.
    InBaseline {
        /// The figure.
        key: FigureKey,
        /// As of a figure that is shown.
        reference: Option<AcademicYear>,
    },
    /// A figure that adds up organisations.
    Total(Arc<TotalQuestion>),
    /// A figure that a page works out of others.
    Page {
        /// Which figure.
        question: Arc<PageQuestion>,
        /// The story as the page has it at hand: nothing need be worked out while its figures are shown.
        at_hand: Option<AtHand>,
    },
}

/// A story that a page can tell from what it has, and what that is of. Told beside the window: a rank names
/// everyone who lies apart.
#[derive(Clone)]
pub struct AtHand {
    /// The figures shown.
    pub of: Arc<Outcome>,
    /// The revision of the plan, where the story rests on more than these; else 0.
    pub at: u64,
    /// Tells the story; `None` where the page after all has none.
    pub tell: Arc<dyn Fn() -> Option<FigureStory> + Send + Sync>,
}

impl fmt::Debug for AtHand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AtHand").field("at", &self.at).finish_non_exhaustive()
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Question) -> bool {
        match (self, other) {
            (Question::Figure { key: a, reference: x }, Question::Figure { key: b, reference: y }) => a == b && x == y,
            (Question::InBaseline { key: a, reference: x }, Question::InBaseline { key: b, reference: y }) => {
                a == b && x == y
            }
            (Question::Total(a), Question::Total(b)) => a == b,
            (Question::Page { question: a, .. }, Question::Page { question: b, .. }) => a == b,
            _ => false,
        }
    }
}

impl Question {
    /// A figure under the plan's own settings.
    pub const fn new(key: FigureKey) -> Question {
        Question::Figure { key, reference: None }
    }

    /// A figure that a page works out of others, with what tells its story from what the page has.
    pub fn at_hand(
        question: PageQuestion,
        (of, at): (&Arc<Outcome>, u64),
        tell: impl Fn() -> Option<FigureStory> + Send + Sync + 'static,
    ) -> Question {
        let at_hand = AtHand { of: Arc::clone(of), at, tell: Arc::new(tell) };
        Question::Page { question: Arc::new(question), at_hand: Some(at_hand) }
    }

    /// A figure that a page counts or reads: its story is worked out when it is asked for.
    pub fn of_page(question: PageQuestion) -> Question {
        Question::Page { question: Arc::new(question), at_hand: None }
    }

    /// The one year whose rate the page measures every year by, if it does.
    fn reference(&self) -> Option<AcademicYear> {
        match self {
            Question::Figure { reference, .. } | Question::InBaseline { reference, .. } => *reference,
            _ => None,
        }
    }

    /// What a part of a story leads to: under the reference year of that story, and compared with the scenario that
    /// it compares with.
    pub fn beneath(beneath: Beneath, reference: Option<AcademicYear>, other: Option<ScenarioId>) -> Question {
        match beneath {
            Beneath::Figure(key) => Question::Figure { key, reference },
            Beneath::InBaseline(key) => Question::InBaseline { key, reference },
            Beneath::Total(question) => Question::Total(Arc::new(question)),
            Beneath::Change(question) => Question::of_page(PageQuestion::Change(question)),
            Beneath::Comparison(question) => Question::of_page(PageQuestion::Comparison(question)),
            Beneath::Rows(question) => Question::of_page(PageQuestion::Rows(question)),
            Beneath::Goal(question) => Question::of_page(PageQuestion::Goal(question)),
            Beneath::Swing(question) => Question::of_page(PageQuestion::Swing(*question)),
            Beneath::Difference(question) => Question::of_page(PageQuestion::Difference(question, other)),
        }
    }

    fn page(&self) -> Option<&PageQuestion> {
        match self {
            Question::Page { question, .. } => Some(question),
            _ => None,
        }
    }

    /// The same question where organisations have other numbers; `None` if its organisation is gone.
    fn renumbered(&self, of: &Outcome, outcome: &Outcome) -> Option<Question> {
        let renumbered = |key: &FigureKey| FigureKey::read(&key.text(of.facts()), outcome.facts()).ok();
        match self {
            Question::Figure { key, reference } => {
                Some(Question::Figure { key: renumbered(key)?, reference: *reference })
            }
            Question::InBaseline { key, reference } => {
                Some(Question::InBaseline { key: renumbered(key)?, reference: *reference })
            }
            // It names organisations by their regions and names.
            Question::Total(question) => Some(Question::Total(Arc::clone(question))),
            Question::Page { question, .. } => {
                let question = Arc::new(question.renumbered(of.facts(), outcome.facts())?);
                Some(Question::Page { question, at_hand: None })
            }
        }
    }
}

/// A question, and which figure beneath its answer is shown: parts of parts, told by what they are, so
/// that they are found again when the plan has changed.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    question: Question,
    path: Vec<(Formula, String)>,
}

/// A question, and the plan that it is asked of.
#[derive(Clone)]
struct Asking {
    asked: Asked,
    /// The figures shown.
    of: Arc<Outcome>,
    /// The revision of the plan, where the answer rests on more than the figures shown; else 0.
    at: u64,
}

impl Asking {
    /// Whether nothing that the answer rests on is another.
    fn is_same(&self, other: &Asking) -> bool {
        self.at == other.at && self.is_of(&other.of) && self.asked == other.asked
    }

    /// Whether the figures shown are those of an outcome.
    fn is_of(&self, outcome: &Arc<Outcome>) -> bool {
        Arc::ptr_eq(outcome, &self.of)
    }
}

/// What a job worked out.
pub struct Told {
    asking: Asking,
    /// What explains its figures, kept for the next question.
    by: Explainer,
    /// The explanation; `None` of a story that the model does not tell.
    whole: Option<Arc<Explanation>>,
    /// How much of the path led to a figure: a part that is no more leaves the figure above it.
    reached: usize,
    story: Arc<FigureStory>,
    /// Whether any of its parts has a value, and whether any leads on: found once, not in every frame.
    have_values: bool,
    parts_lead: bool,
    /// Which lines of the table of its source rows are those of files.
    file_lines: Vec<usize>,
}

/// The panel.
#[derive(Default)]
pub struct ExplainPanel {
    open: bool,
    /// What is to be shown, and the outcome whose numbers of organisations it has.
    wanted: Option<(Asked, Arc<Outcome>)>,
    /// The figures that led here, with their names.
    trail: Vec<(Asked, String)>,
    /// What was asked for last: late answers to anything else are dropped.
    running: Option<Asking>,
    told: Option<Arc<Told>>,
    /// Whether the figure asked for is gone with its organisation.
    gone: bool,
    parts: TableState,
    rows: TableState,
    /// Rises with every new answer.
    revision: u64,
    /// Whether another figure is told since the panel was drawn last: it is read from its beginning.
    from_the_top: bool,
    /// Whether the panel is to take the keyboard.
    focus: bool,
    /// Whether it stands in the place of the page.
    alone: bool,
    /// Where it was drawn last.
    place: Option<Rect>,
}

impl ExplainPanel {
    /// A plan was opened, or none is: nothing is asked of it yet.
    pub fn begin(&mut self) {
        *self = ExplainPanel { open: self.open, revision: self.revision + 1, ..ExplainPanel::default() };
    }

    /// Whether it shows.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Where it is drawn.
    pub fn place(&self) -> Rect {
        self.place.unwrap_or(Rect::NOTHING)
    }

    /// Opens or closes it.
    pub fn set_open(&mut self, open: bool) {
        self.open = open;
    }

    /// Whether it shows in the place of the page: it takes the keyboard as it does.
    pub fn stand_alone(&mut self, alone: bool) {
        self.focus |= alone && !self.alone;
        self.alone = alone;
    }

    /// A figure was chosen on a page: an open panel follows.
    pub fn choose(&mut self, question: Question, outcome: &Arc<Outcome>) {
        let asked = Asked { question, path: Vec::new() };
        let same = |(wanted, _): &(Asked, _)| wanted.question == asked.question;
        if !self.wanted.as_ref().is_some_and(same) {
            self.trail.clear();
            self.want(asked, outcome);
        }
    }

    /// A figure is to be explained. Asked once more, the keyboard goes into the panel.
    pub fn explain(&mut self, question: Question, outcome: &Arc<Outcome>) {
        let again = self.open && self.wanted.as_ref().is_some_and(|(wanted, _)| wanted.question == question);
        self.focus = again;
        self.choose(question, outcome);
        self.open = true;
    }

    fn want(&mut self, asked: Asked, outcome: &Arc<Outcome>) {
        (self.parts, self.rows) = (TableState::default(), TableState::default());
        self.gone = false;
        // A page that is still to follow the plan numbers organisations as its own figures do.
        let outcome = match &asked.question {
            Question::Page { at_hand: Some(at_hand), .. } => Arc::clone(&at_hand.of),
            _ => Arc::clone(outcome),
        };
        self.wanted = Some((asked, outcome));
    }

    /// One figure deeper: a part of the one shown, or after them one that stands beside it.
    fn drill(&mut self, part: usize) {
        let Some(told) = self.told.clone() else { return };
        let deeper = match told.shown() {
            Some(shown) => {
                let Some(part) = shown.parts.get(part) else { return };
                let mut deeper = told.asking.asked.clone();
                deeper.path.truncate(told.reached);
                deeper.path.push((part.formula, part.subject.clone()));
                deeper
            }
            None => {
                let mut every = told.story.parts.iter().chain(&told.story.beside);
                let Some(beneath) = every.nth(part).and_then(|part| part.beneath.clone()) else { return };
                let other = told.asking.asked.question.page().and_then(PageQuestion::names);
                let question = Question::beneath(beneath, told.story.reference, other);
                Asked { question, path: Vec::new() }
            }
        };
        self.trail.push((told.asking.asked.clone(), told.story.name.clone()));
        self.want(deeper, &told.asking.of);
    }

    /// Back to the figure that led here.
    fn back(&mut self) {
        let Some((asked, _)) = self.trail.pop() else { return };
        if let Some((_, outcome)) = self.wanted.take() {
            self.want(asked, &outcome);
        }
    }

    /// Sees to it that what is told fits the figure chosen and the plan as it is. Runs before drawing;
    /// does nothing where nothing changed.
    pub fn follow(&mut self, document: &Document, jobs: &Jobs) {
        if !self.open {
            return;
        }
        self.renumber(&document.results.outcome);
        let Some(asking) = self.asking(document) else { return };
        if self.told.as_ref().is_some_and(|told| told.asking.is_same(&asking))
            || self.running.as_ref().is_some_and(|running| running.is_same(&asking))
        {
            return;
        }
        let (outcome, page) = (&document.results.outcome, asking.asked.question.page());
        let other = page.and_then(PageQuestion::names).and_then(|id| document.contents.held.scenario(id));
        self.running = Some(asking.clone());
        let told = self.told.clone().filter(|told| Arc::ptr_eq(&told.asking.of, outcome));
        let (explainer, path) = (document.explainer(), document.path.clone());
        jobs.start("explaining a figure", move || {
            let known = told.as_ref().filter(|told| told.asking.asked.question == asking.asked.question);
            let known = known.and_then(|told| told.whole.clone());
            let by = told.map_or_else(explainer, |told| told.by.clone());
            News::Explained(Box::new(Told::work_out(asking, by, known, other, path)))
        });
    }

    /// The question as it is to be asked of the plan now; `None` without one.
    fn asking(&self, document: &Document) -> Option<Asking> {
        let (asked, _) = self.wanted.as_ref()?;
        // What else the answer rests on may change without the figures shown: any change of the plan asks again.
        let rests_on_more = asked.question.page().is_some_and(PageQuestion::rests_on_more);
        let at = if rests_on_more { document.revision } else { 0 };
        Some(Asking { asked: asked.clone(), of: Arc::clone(&document.results.outcome), at })
    }

    /// Organisations have other numbers once other files are loaded: the question is put anew by code.
    fn renumber(&mut self, outcome: &Arc<Outcome>) {
        let Some((asked, of)) = &mut self.wanted else { return };
        if std::ptr::eq(of.facts(), outcome.facts()) {
            return;
        }
        self.trail.retain_mut(|(asked, _)| {
            let moved = asked.question.renumbered(of, outcome);
            moved.map(|question| asked.question = question).is_some()
        });
        match asked.question.renumbered(of, outcome) {
            Some(question) => {
                asked.question = question;
                *of = Arc::clone(outcome);
            }
            None => {
                self.begin();
                self.gone = true;
            }
        }
    }

    /// A figure was explained beside the window.
    pub fn take(&mut self, told: Told) {
        if self.running.as_ref().is_some_and(|running| running.is_same(&told.asking)) {
            self.running = None;
            self.revision += 1;
            if self.told.as_ref().is_none_or(|before| before.asking.asked != told.asking.asked) {
                // Columns are as wide as this figure's values want them, not as those of the one before did.
                (self.parts, self.rows) = (TableState::default(), TableState::default());
                self.from_the_top = true;
            }
            self.told = Some(Arc::new(told));
        }
    }
}

impl Told {
    fn work_out(
        asking: Asking,
        by: Explainer,
        known: Option<Arc<Explanation>>,
        other: Option<StoredScenario>,
        path: PathBuf,
    ) -> Told {
        // Under a fixed reference year that is not the plan's, every figure is worked out again first.
        let measured =
            |reference: &Option<AcademicYear>| reference.map_or_else(|| by.clone(), |year| by.measured_by(year));
        let explain = || match &asking.asked.question {
            Question::Figure { key, reference } => Ok(measured(reference).explain(key)),
            Question::InBaseline { key, reference } => Ok(measured(reference).baseline().explain(key)),
            Question::Total(question) => Err(Arc::new(question.story(&by))),
            Question::Page { question, at_hand } => {
                let fits = |at_hand: &&AtHand| asking.at == at_hand.at && asking.is_of(&at_hand.of);
                let told = at_hand.as_ref().filter(fits).and_then(|at_hand| (at_hand.tell)());
                Err(Arc::new(match told {
                    Some(story) => story.under(&by),
                    None => {
                        let (outcome, by) = (Arc::clone(&asking.of), by.clone());
                        question.story(&PlanNow { outcome, by, other, path })
                    }
                }))
            }
        };
        let whole = match known.map_or_else(|| explain().map(Arc::new), Ok) {
            Ok(whole) => whole,
            Err(story) => {
                let file_lines = file_lines(&story.rows);
                let (have_values, parts_lead) = of_parts(&story);
                return Told { asking, by, whole: None, reached: 0, story, have_values, parts_lead, file_lines };
            }
        };
        let (figure, reached) = follow(&whole, &asking.asked.path);
        let story = FigureStory::of(figure, &asking.of);
        let story = Arc::new(match asking.asked.question.reference() {
            Some(year) => story.measured_by(year, asking.of.settings()),
            None => story,
        });
        let file_lines = file_lines(&story.rows);
        let (have_values, _) = of_parts(&story);
        Told { asking, by, whole: Some(whole), reached, story, have_values, parts_lead: true, file_lines }
    }

    /// The figure that is shown, where the model explains it.
    fn shown(&self) -> Option<&Explanation> {
        self.whole.as_ref().map(|whole| follow(whole, &self.asking.asked.path).0)
    }
}

/// Whether any part of a story has a value, and whether any leads on.
fn of_parts(story: &FigureStory) -> (bool, bool) {
    let some = |is: fn(&StoryPart) -> bool| story.parts.iter().any(is);
    (some(|part| !part.value.is_empty()), some(|part| part.beneath.is_some()))
}

/// The figure that a path leads to, or the last one on it that there is, and how much of the path that is.
fn follow<'a>(whole: &'a Explanation, path: &[(Formula, String)]) -> (&'a Explanation, usize) {
    let (mut at, mut reached) = (whole, 0);
    for (formula, subject) in path {
        // With an edit, the same figure has another formula.
        let is_it = |part: &&Explanation| {
            let same_figure = part.formula.measure().is_some() && part.formula.measure() == formula.measure();
            part.subject == *subject && (part.formula == *formula || same_figure)
        };
        let Some(part) = at.parts.iter().find(is_it) else { break };
        (at, reached) = (part, reached + 1);
    }
    (at, reached)
}
