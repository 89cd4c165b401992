//! The method: every setting with its meaning and its source, changing the results at once.

mod professions;

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{Key, RichText, ScrollArea, TextEdit, Ui};

use super::super::action::Action;
use super::super::document::Document;
use super::super::theme::{Tokens, size, space};
use super::super::widgets::{
    Callout, Choice, Tone, card, choose_many, choose_one, link_button, note, page_title, secondary, section_title,
    strong,
};
use super::assumptions::AssumptionsLog;
use super::peer_groups::{GroupLine, group_lines, peer_groups};
use crate::model::{Band, BenchmarkMethod, Facts, LearnerType, Profession, SETTINGS, SettingInfo, Settings};
use crate::session::{Command, ScenarioId, own_settings, own_settings_changed, scenario_settings};

/// What the page keeps between frames: what is being typed, and why it was not taken.
#[derive(Default)]
pub struct MethodPage {
    drafts: BTreeMap<String, Draft>,
    assumptions: AssumptionsLog,
    shown: Shown,
    /// Whether every built-in profession is listed with its names, or only those that the plan says
    /// something of.
    lists_professions: bool,
}

/// The settings on the page: the plan's, or those of the scenario looked at.
#[derive(Default)]
struct Shown {
    /// Which plan and revision, and which scenario, they are of.
    of: Option<(u64, u64, Option<ScenarioId>)>,
    settings: Settings,
    /// The keys that are changed: from the defaults, or from the plan's.
    changed: BTreeSet<String>,
    /// The professions that the plan has data of.
    with_data: BTreeSet<Profession>,
    peer_groups: Vec<GroupLine>,
}

/// Text in a field that is not yet a setting.
struct Draft {
    text: String,
    problem: Option<String>,
}

/// Settings that belong together, under one title.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "Benchmark",
        &[
            "benchmark_method",
            "reference_group",
            "reference_year",
            "minimum_organisations",
            "missing_return_as_zero",
            "mergers",
        ],
    ),
    (
        "Eligible FTE",
        &[
            "staff",
            "bands",
            "excluded_levels",
            "preceptees",
            "long_leave",
            "nearest_snapshot",
            "nearest_snapshot_months",
        ],
    ),
    ("Placement weeks", &["learner_types", "hours_per_week", "days_per_week"]),
    ("Status", &["threshold_above", "threshold_meets", "threshold_near"]),
    ("From a gap to placements", &["block_weeks", "placement_weeks_a_year"]),
];

impl MethodPage {
    /// Reads the settings anew where the document changed.
    pub fn follow(&mut self, document: &Document) {
        let of = (document.number, document.revision, document.looked_at);
        if self.shown.of == Some(of) {
            return;
        }
        if self.shown.of.is_none_or(|(plan, _, scenario)| (plan, scenario) != (of.0, of.2)) {
            // What was being typed was meant for another plan or scenario.
            self.drafts.clear();
        }
        let held = &document.contents.held;
        let own = document.looked_at.and_then(|id| held.scenario(id)).and_then(|stored| {
            let keys = own_settings(held, &stored).ok()?.into_iter().map(|(key, _)| key);
            Some((scenario_settings(held, &stored).ok()?, keys.collect()))
        });
        let (settings, changed) = own
            .unwrap_or_else(|| (document.contents.baseline.settings.clone(), held.settings.keys().cloned().collect()));
        let peer_groups = group_lines(document, &document.contents.baseline.settings);
        let cells = document.baseline.outcome.cells();
        let with_data = cells.professions().iter().copied().filter(|of| cells.has_data(*of)).collect();
        self.shown = Shown { of: Some(of), settings, changed, with_data, peer_groups };
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(880.0_f32.min(ui.available_width()));
            page_title(ui, "Method", "How a fair share is worked out. Every change shows at once, and can be undone.");
            in_words(ui);
            if document.looked_at.is_some() {
                of_scenario(ui, document, actions);
            }
            ui.add_enabled_ui(document.writer.is_some(), |ui| {
                for (title, keys) in GROUPS {
                    ui.add_space(space::CARD);
                    card(ui, |ui| {
                        section_title(ui, title);
                        for key in keys {
                            if let Some(info) = SETTINGS.iter().find(|info| info.key == *key) {
                                ui.add_space(space::SMALL);
                                self.setting(ui, document, info, actions);
                            }
                        }
                    });
                }
                ui.add_space(space::CARD);
                self.professions(ui, document, actions);
                ui.add_space(space::CARD);
                self.by_profession(ui, document, actions);
                ui.add_space(space::CARD);
                peer_groups(ui, &self.shown.peer_groups, actions);
                ui.add_space(space::CARD);
                self.assumptions.show(ui, document, actions);
            });
            ui.add_space(space::GROUP);
        });
    }

    /// One setting: name, control, meaning, source.
    fn setting(&mut self, ui: &mut Ui, document: &Document, info: &SettingInfo, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            ui.label(strong(info.label));
            self.control(ui, document, info.key, info.label, actions);
            if self.shown.changed.contains(info.key) {
                let of_plan = document.looked_at.map(|_| &document.contents.baseline.settings);
                let usual = of_plan.unwrap_or(&Settings::default()).get(info.key).unwrap_or_default();
                ui.label(RichText::new("changed").size(size::SECONDARY).color(Tokens::of(ui).accent));
                if link_button(ui, &format!("Back to {usual}")).clicked() {
                    actions.push(set(document, info.key, None));
                    self.drafts.remove(info.key);
                }
            }
        });
        if info.key == "reference_group" {
            self.hand_picked(ui, document, actions);
        }
        self.problem(ui, info.key);
        note(ui, &format!("{} Source: {}.", info.meaning, info.source));
        if info.key == "reference_year" {
            fixed_long_ago(ui, &self.shown.settings, document.results.outcome.facts());
        }
    }

    /// The control that fits the setting.
    fn control(&mut self, ui: &mut Ui, document: &Document, key: &str, label: &str, actions: &mut Vec<Action>) {
        let facts = document.results.outcome.facts();
        let value = self.shown.settings.get(key).unwrap_or_default();
        match control_of(key, &self.shown.settings, facts) {
            Control::One(choices) => {
                let words: Vec<&str> = choices.iter().map(|(_, word)| word.as_str()).collect();
                // A hand-picked list has many values; it stands under one word.
                let held = if value.starts_with(HAND_PICKED) { HAND_PICKED } else { value.as_str() };
                let held = if self.drafts.contains_key(key) { HAND_PICKED } else { held };
                let mut chosen = choices.iter().position(|(choice, _)| choice == held).unwrap_or(usize::MAX);
                if choose_one(ui, label, &words, &mut chosen).changed() {
                    self.drafts.remove(key);
                    if choices[chosen].0 == HAND_PICKED {
                        self.drafts.insert(key.to_owned(), Draft { text: HAND_PICKED.to_owned(), problem: None });
                    } else {
                        actions.push(set(document, key, Some(choices[chosen].0.clone())));
                    }
                }
            }
            Control::Many(things, choices) => {
                let held: BTreeSet<&str> = value.split(',').collect();
                let shown: Vec<Choice<'_>> = choices.iter().map(|(word, name)| Choice { name, short: word }).collect();
                let mut chosen: BTreeSet<usize> =
                    (0..choices.len()).filter(|index| held.contains(choices[*index].0.as_str())).collect();
                if choose_many(ui, things, &shown, &mut chosen).changed() {
                    let words: Vec<&str> = chosen.iter().map(|index| choices[*index].0.as_str()).collect();
                    actions.push(set(
                        document,
                        key,
                        Some(if words.is_empty() { "none".to_owned() } else { words.join(",") }),
                    ));
                }
            }
            Control::Switch => {
                let mut on = value == "yes";
                let word = if on { "yes" } else { "no" };
                if ui.checkbox(&mut on, word).accessible_name(label).changed() {
                    actions.push(set(document, key, Some(if on { "yes" } else { "no" }.to_owned())));
                }
            }
            Control::Text(width) => self.field(ui, document, key, label, width, actions),
        }
    }

    /// A field that holds a draft until Enter is pressed or the keyboard leaves it. Text that makes no
    /// sense stays there with the reason, and changes nothing.
    fn field(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        key: &str,
        label: &str,
        width: f32,
        actions: &mut Vec<Action>,
    ) {
        let held = self.shown.settings.get(key).unwrap_or_default();
        let mut text = self.drafts.get(key).map_or(held.clone(), |draft| draft.text.clone());
        // A profession's own length that is not given is that of all.
        let usual = key.strip_prefix("block_weeks.").and_then(|_| self.shown.settings.get("block_weeks"));
        let field = TextEdit::singleline(&mut text).desired_width(width).hint_text(usual.unwrap_or_default());
        let response = ui.add(field).accessible_name(label);
        if response.changed() {
            self.drafts.insert(key.to_owned(), Draft { text: text.clone(), problem: None });
        }
        if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.drafts.remove(key);
            return;
        }
        if !response.lost_focus() || !self.drafts.contains_key(key) {
            return;
        }
        let value = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match refusal(document, key, value.clone()) {
            None => {
                self.drafts.remove(key);
                actions.push(set(document, key, value));
            }
            problem => {
                // It is to be mended: the keyboard stays, unless it was taken elsewhere.
                if ui.input(|input| input.key_pressed(Key::Enter)) {
                    response.request_focus();
                }
                self.drafts.insert(key.to_owned(), Draft { text, problem });
            }
        }
    }

    /// The codes of a hand-picked reference group, where that is chosen.
    fn hand_picked(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        let key = "reference_group";
        let held = self.shown.settings.get(key).unwrap_or_default();
        let text = self.drafts.get(key).map_or(held, |draft| draft.text.clone());
        let Some(codes) = text.strip_prefix(HAND_PICKED) else { return };
        let mut codes = codes.to_owned();
        ui.horizontal_wrapped(|ui| {
            let label = secondary(ui, "Organisation codes, separated by commas");
            let label = ui.label(label);
            let response = ui.add(TextEdit::singleline(&mut codes).desired_width(320.0)).labelled_by(label.id);
            let text = format!("{HAND_PICKED}{codes}");
            if response.changed() {
                self.drafts.insert(key.to_owned(), Draft { text: text.clone(), problem: None });
            }
            if response.lost_focus() && self.drafts.contains_key(key) {
                if refusal(document, key, Some(text.clone())).is_none() {
                    self.drafts.remove(key);
                    actions.push(set(document, key, Some(text)));
                } else {
                    let problem = Some("Give at least one organisation's code, such as ZA1.".to_owned());
                    self.drafts.insert(key.to_owned(), Draft { text, problem });
                }
            }
        });
    }

    fn problem(&self, ui: &mut Ui, key: &str) {
        if let Some(problem) = self.drafts.get(key).and_then(|draft| draft.problem.as_deref()) {
            ui.label(RichText::new(problem).size(size::SECONDARY).color(Tokens::of(ui).error));
        }
    }

    /// What single professions have of their own: method, entered rate with its source, block length.
    fn by_profession(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        card(ui, |ui| {
            section_title(ui, "By profession");
            note(
                ui,
                "A profession may have its own method, an entered rate with its source, and its own block length.",
            );
            for profession in self.shown.settings.professions_set() {
                let own = self.shown.changed.iter().any(|key| key.ends_with(&format!(".{}", profession.code())));
                if !own
                    && !self.shown.with_data.contains(&profession)
                    && profession.built_in().is_some_and(|number| number >= Profession::FIRST.len())
                {
                    continue;
                }
                ui.add_space(space::SMALL);
                ui.label(strong(self.shown.settings.professions.name(profession).into_owned()));
                self.profession(ui, document, profession, actions);
            }
        });
    }

    fn profession(&mut self, ui: &mut Ui, document: &Document, profession: Profession, actions: &mut Vec<Action>) {
        let (code, name) = (profession.code(), self.shown.settings.professions.name(profession).into_owned());
        let method_key = format!("benchmark_method.{code}");
        let settings = &self.shown.settings;
        let own = settings.benchmark_method.own.get(&profession).copied();
        let usual = format!("as all ({})", settings.benchmark_method.usual.word());
        let entered = settings.benchmark_method.of(profession) == BenchmarkMethod::Set;
        let has_rate = settings.set_rate.contains_key(&profession);
        ui.horizontal_wrapped(|ui| {
            let mut words = vec![usual.as_str()];
            words.extend(BenchmarkMethod::ALL.map(BenchmarkMethod::word));
            let mut chosen = own.and_then(|m| BenchmarkMethod::ALL.iter().position(|o| *o == m)).map_or(0, |at| at + 1);
            if choose_one(ui, &format!("Benchmark method of {name}"), &words, &mut chosen).changed() {
                let method = chosen.checked_sub(1).map(|at| BenchmarkMethod::ALL[at].word().to_owned());
                actions.push(set(document, &method_key, method));
            }
            let fields = [
                ("set_rate", "Entered rate", 64.0, entered),
                ("set_rate_source", "its source", 220.0, has_rate),
                ("block_weeks", "Block length in weeks", 56.0, true),
            ];
            for (stem, label, width, shown) in fields {
                let key = format!("{stem}.{code}");
                if shown || self.drafts.contains_key(&key) {
                    let label_text = secondary(ui, label);
                    ui.label(label_text);
                    self.field(ui, document, &key, &format!("{label} of {name}"), width, actions);
                }
            }
        });
        for stem in ["set_rate", "set_rate_source", "block_weeks"] {
            self.problem(ui, &format!("{stem}.{code}"));
        }
    }
}

/// How a hand-picked reference group begins, as text.
const HAND_PICKED: &str = "organisations:";

/// Changes a setting of the plan, or gives the scenario looked at one of its own.
fn set(document: &Document, key: &str, value: Option<String>) -> Action {
    match document.looked_at {
        Some(_) => Action::OwnSetting(key.to_owned(), value),
        None => Action::Change(Command::Set { key: key.to_owned(), value }),
    }
}

/// Why a value is not taken; `None` where it is.
fn refusal(document: &Document, key: &str, value: Option<String>) -> Option<String> {
    let held = &document.contents.held;
    let changes = [(key.to_owned(), value.clone())];
    let refused = match document.looked_at.and_then(|id| held.scenario(id)) {
        Some(stored) => own_settings_changed(held, &stored, &changes).err(),
        None => Command::Set { key: key.to_owned(), value }.changes(held).err(),
    };
    refused.map(|error| in_labels(&error.to_string()))
}

/// A reason with the labels of the page in place of the keys by which files and the command line know settings.
fn in_labels(reason: &str) -> String {
    SETTINGS.iter().fold(reason.replacen("settings ", "", 1), |reason, SettingInfo { key, label, .. }| {
        let of_one = reason.replace(&format!("setting {key}."), &format!("{label} of "));
        let of_all = of_one.replace(&format!("setting {key}:"), &format!("{label}:"));
        of_all.replace(&format!("{key}="), &format!("{label} "))
    })
}

/// Says whose settings these are while a scenario is looked at.
fn of_scenario(ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
    let name = document.scenario_name();
    let title = format!("Settings of {name}");
    let text = "What is changed here is changed in this scenario alone; the plan's own settings stay as they are.";
    ui.add_space(space::SMALL);
    if Callout::new(Tone::Note, &title, text).actions(&["Show the plan's settings"]).show(ui).is_some() {
        actions.push(Action::LookAt(None));
    }
}

/// The method in one breath, with its source.
fn in_words(ui: &mut Ui) {
    ui.label(
        "Expected placement weeks = eligible FTE × benchmark rate. Gap = provided − expected. \
         Provision ratio = provided ÷ expected.",
    );
    note(
        ui,
        "After the CapitalAHP Fair Share Model for Practice Placements (Health Education England London, June 2021). \
         Its published weeks-per-FTE constants are not built in: a rate is worked out from the data, or entered with its source.",
    );
}

/// A fixed reference year of long ago is said to be one.
fn fixed_long_ago(ui: &mut Ui, settings: &Settings, facts: &Facts) {
    let crate::model::ReferenceYear::Fixed(year) = settings.reference_year else { return };
    let Some(latest) = facts.years().last().filter(|latest| latest.start() - year.start() > 5) else { return };
    let text = format!("{year} is more than five years before {latest}: practice may have changed since.");
    ui.label(RichText::new(text).size(size::SECONDARY).color(Tokens::of(ui).warning));
}

/// How a setting is chosen.
enum Control {
    /// One of these: value and word.
    One(Vec<(String, String)>),
    /// Several of these: what they are, value and name.
    Many(&'static str, Vec<(String, String)>),
    /// Yes or no.
    Switch,
    /// Typed.
    Text(f32),
}

fn control_of(key: &str, settings: &Settings, facts: &Facts) -> Control {
    let one = |choices: &[(&str, &str)]| {
        Control::One(choices.iter().map(|(value, word)| ((*value).to_owned(), (*word).to_owned())).collect())
    };
    match key {
        "benchmark_method" => one(&[
            ("observed", "observed: the group's own average"),
            ("demand", "demand: what the HEIs require, shared by workforce"),
            ("set", "set: a rate you enter"),
        ]),
        "staff" => one(&[("qualified", "qualified staff"), ("all", "all staff, support workers too")]),
        "mergers" => one(&[("applied", "count with their successor"), ("ignored", "stand by themselves")]),
        "long_leave" => one(&[("included", "included"), ("excluded", "excluded")]),
        "reference_year" => {
            let years = facts.years().iter().rev().map(|year| (year.to_string(), format!("{year} for every year")));
            Control::One([("own".to_owned(), "each year its own".to_owned())].into_iter().chain(years).collect())
        }
        "reference_group" => {
            let regions = facts.regions().into_iter().map(|region| (format!("region:{region}"), region.to_owned()));
            let all = [("all".to_owned(), "all organisations".to_owned())].into_iter();
            let picked = [(HAND_PICKED.to_owned(), "hand-picked organisations".to_owned())];
            let peers =
                settings.peer_groups.keys().map(|name| (format!("peer_group:{name}"), format!("peer group {name}")));
            Control::One(all.chain(regions).chain(peers).chain(picked).collect())
        }
        "missing_return_as_zero" | "nearest_snapshot" => Control::Switch,
        "bands" => {
            let bands = Band::ALL.into_iter().filter(|band| *band != Band::NotGiven);
            Control::Many("bands", bands.map(|band| (band.key().to_owned(), band.to_string())).collect())
        }
        "learner_types" => {
            Control::Many("learners", LearnerType::ALL.map(|l| (l.word().to_owned(), l.word().to_owned())).to_vec())
        }
        "excluded_levels" => {
            Control::Many("levels left out", facts.levels().into_iter().map(|level| (level.clone(), level)).collect())
        }
        "preceptees" => Control::Text(96.0),
        _ => Control::Text(72.0),
    }
}
