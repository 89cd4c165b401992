//! The dialog that makes, changes and renames a peer group: its name first, then who belongs, before anyone
//! looks at results.

use std::collections::BTreeSet;

use eframe::egui::{Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::action::{Action, PeerGroupForm};
use super::dialog::{Pressed, buttons};
use super::theme::{Tokens, regular, size, space};
use super::widgets::{
    choose_one, choose_within, elide_middle, field_label, link_button, note, page_title, search_field,
};
use crate::model::{Facts, GroupRule, Settings, counted};
use crate::report::{PeerChoice, PeerSection, offered_peers};
use crate::session::{Command, PlanState};

/// What is asked, and what is said so far.
pub struct PeerGroupDialog {
    form: PeerGroupForm,
    plan: Box<PlanState>,
    settings: Settings,
    name: String,
    /// Whether anything was typed as name: a name that is not yet one is not told off.
    typed: bool,
    /// How it is made: by hand, or by the section after that number.
    how: usize,
    sections: Vec<PeerSection>,
    /// Which group of the section.
    group: usize,
    picked: BTreeSet<String>,
    search: String,
    /// Every organisation as code and name, by name, and which of them the search finds.
    organisations: Vec<(String, String)>,
    found: Vec<usize>,
}

impl PeerGroupDialog {
    /// Asks about a peer group of this plan.
    pub fn new(form: PeerGroupForm, plan: &PlanState, facts: &Facts, settings: &Settings) -> PeerGroupDialog {
        let held = match &form {
            PeerGroupForm::New => None,
            PeerGroupForm::Change(name) | PeerGroupForm::Rename(name) => settings.peer_group(name),
        };
        let ruled = |section: &PeerSection| !matches!(section.groups[0].choice, PeerChoice::Named(_));
        let sections: Vec<PeerSection> = offered_peers(facts, settings).into_iter().filter(ruled).collect();
        let place = |rule: &GroupRule| {
            let is_it = |choice: &PeerChoice| *choice == PeerChoice::Rule(rule.clone());
            sections.iter().enumerate().find_map(|(number, section)| {
                let group = section.groups.iter().position(|group| is_it(&group.choice))?;
                Some((number + 1, group))
            })
        };
        let (how, group) = held.and_then(|(_, rule)| place(rule)).unwrap_or((0, 0));
        let picked = match held {
            Some((_, GroupRule::Organisations(codes))) => codes.clone(),
            Some((_, rule)) => rule.codes(facts).into_iter().collect(),
            None => BTreeSet::new(),
        };
        let name = |name: &str, code: &str| if name.is_empty() { code.to_owned() } else { name.to_owned() };
        let organisations = facts.organisations().iter().map(|of| (of.code.clone(), name(&of.name, &of.code)));
        let mut organisations: Vec<(String, String)> = organisations.collect();
        organisations.sort_by_cached_key(|(code, name)| (name.to_lowercase(), code.clone()));
        let name = held.map_or_else(String::new, |(name, _)| name.to_owned());
        let found = (0..organisations.len()).collect();
        PeerGroupDialog {
            form,
            plan: Box::new(plan.clone()),
            settings: settings.clone(),
            name,
            typed: false,
            how,
            sections,
            group,
            picked,
            search: String::new(),
            organisations,
            found,
        }
    }

    /// Draws it, and says what was asked for.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Action> {
        let (title, sentence, button) = match &self.form {
            PeerGroupForm::New => (
                "New peer group".to_owned(),
                "Name it and say who belongs before you look at results. It is kept in the plan; the benchmark rate stays as it is.",
                "Make the peer group",
            ),
            PeerGroupForm::Change(name) => (format!("Who belongs to {name}"), "", "Keep"),
            PeerGroupForm::Rename(name) => (format!("Rename {name}"), "", "Rename"),
        };
        page_title(ui, &title, sentence);
        if !matches!(self.form, PeerGroupForm::Change(_)) {
            let label = field_label(ui, "Name");
            let field = ui.add(TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY).char_limit(60));
            let field = field.labelled_by(label.id);
            self.typed |= field.changed();
            if ui.memory(|memory| memory.focused().is_none()) {
                field.request_focus();
            }
        }
        if !matches!(self.form, PeerGroupForm::Rename(_)) {
            ui.add_space(space::SMALL);
            self.who(ui);
        }
        let refusal = self.refusal();
        if let Some(refusal) = refusal.as_ref().filter(|_| self.typed) {
            let words = RichText::new(refusal).size(size::SECONDARY);
            ui.label(words.color(Tokens::of(ui).error));
        }
        buttons(ui, button, refusal.is_none()).map(|pressed| match pressed {
            Pressed::Cancel => Action::CloseDialog,
            Pressed::Done => Action::KeepPeerGroup { command: self.command(), name: self.name.trim().to_owned() },
        })
    }

    /// Who belongs, with n.
    fn who(&mut self, ui: &mut Ui) {
        field_label(ui, "Who belongs");
        ui.horizontal_wrapped(|ui| {
            let mut ways = vec!["Picked by hand".to_owned()];
            ways.extend(self.sections.iter().map(|section| format!("Everyone of one {}", section.kind)));
            let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
            if choose_one(ui, "Made", &ways, &mut self.how).changed() {
                self.group = 0;
            }
            if let Some(section) = self.how.checked_sub(1).and_then(|number| self.sections.get(number)) {
                let words: Vec<String> = section.groups.iter().map(|group| group.words()).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                choose_within(ui, "Group", &words, &mut self.group, 320.0);
            }
        });
        if self.how == 0 {
            self.by_hand(ui);
        }
        note(ui, &format!("n = {}.", self.n()));
    }

    /// Every organisation with a box to tick; of many only those in sight are drawn.
    fn by_hand(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let field = search_field(ui, "Find organisations", &mut self.search, 200.0);
            if field.lost_focus() {
                // Enter ends the search, and does not make the group.
                ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            }
            if field.changed() {
                let needle = self.search.trim().to_lowercase();
                let has = |text: &str| text.to_lowercase().contains(&needle);
                let found = |at: &usize| has(&self.organisations[*at].0) || has(&self.organisations[*at].1);
                self.found = (0..self.organisations.len()).filter(found).collect();
            }
            let all = format!("Tick all {}", self.found.len());
            if link_button(ui, &all).clicked() {
                self.picked.extend(self.found.iter().map(|at| self.organisations[*at].0.clone()));
            }
            if link_button(ui, "Untick them").clicked() {
                for at in &self.found {
                    self.picked.remove(&self.organisations[*at].0);
                }
            }
        });
        // As much as a small window leaves.
        let height = (ui.ctx().content_rect().height() - 400.0).clamp(2.0 * space::TARGET, 240.0);
        ui.spacing_mut().interact_size.y = space::TARGET;
        let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        scroll.show_rows(ui, space::TARGET, self.found.len(), |ui, range| {
            for at in &self.found[range] {
                let (code, name) = &self.organisations[*at];
                let mut ticked = self.picked.contains(code);
                let whole = format!("{name}   {code}");
                // A name on two lines would be higher than its row.
                let short =
                    elide_middle(ui, &whole, &regular(size::BODY), ui.available_width() - space::GROUP - space::SMALL);
                let shown = short.as_deref().unwrap_or(&whole);
                if ui.checkbox(&mut ticked, shown).accessible_name(&whole).changed() {
                    match ticked {
                        true => self.picked.insert(code.clone()),
                        false => self.picked.remove(code),
                    };
                }
            }
        });
    }

    fn n(&self) -> usize {
        match self.how.checked_sub(1).and_then(|number| self.sections.get(number)) {
            Some(section) => section.groups.get(self.group).map_or(0, |group| group.count),
            None => self.picked.len(),
        }
    }

    fn rule(&self) -> GroupRule {
        let section = self.how.checked_sub(1).and_then(|number| self.sections.get(number));
        match section.and_then(|section| section.groups.get(self.group)).map(|group| &group.choice) {
            Some(PeerChoice::Rule(rule)) => rule.clone(),
            _ => GroupRule::Organisations(self.picked.clone()),
        }
    }

    fn command(&self) -> Command {
        let name = self.name.trim();
        let n = counted(self.n() as u64, "organisation", "organisations");
        let set = |label: String| Command::SetAll {
            label,
            changes: vec![(format!("peer_group.{name}"), Some(self.rule().to_string()))],
        };
        match &self.form {
            PeerGroupForm::New => set(format!("peer group {name} made, {n}")),
            PeerGroupForm::Change(_) => set(format!("peer group {name} changed, {n}")),
            PeerGroupForm::Rename(from) => Command::RenamePeerGroup { from: from.clone(), to: name.to_owned() },
        }
    }

    /// Why it cannot be kept as it is.
    fn refusal(&self) -> Option<String> {
        let renamed = matches!(self.form, PeerGroupForm::Rename(_));
        if self.form == PeerGroupForm::New && self.settings.peer_group(self.name.trim()).is_some() {
            return Some(format!("There is a peer group {} already; choose another name.", self.name.trim()));
        }
        if self.name.trim().is_empty() {
            return Some("Give it a name.".to_owned());
        }
        if !renamed && self.n() == 0 {
            return Some("Tick at least one organisation.".to_owned());
        }
        self.command().changes(&self.plan).err().map(|refusal| refusal.to_string())
    }
}
