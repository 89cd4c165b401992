//! The plan's peer groups as a list: who belongs, how many, and what can be done with each.

use eframe::egui::Ui;

use super::super::action::{Action, PeerGroupForm};
use super::super::document::Document;
use super::super::theme::space;
use super::super::widgets::{card, link_button, note, secondary, section_title, strong};
use crate::model::{GroupRule, Settings};
use crate::report::{rule_words, sentence};
use crate::session::Command;

/// A group as its line shows it, worked out when the plan changes.
pub struct GroupLine {
    name: String,
    who: String,
}

/// The lines of every group of the plan, by name.
pub fn group_lines(document: &Document, settings: &Settings) -> Vec<GroupLine> {
    let facts = document.results.outcome.facts();
    let who = |rule: &GroupRule| match rule {
        GroupRule::Organisations(_) => format!("Picked by hand: {}", rule.count(facts)),
        _ => format!("{}: {}", sentence(&rule_words(rule)), rule.count(facts)),
    };
    settings.peer_groups.iter().map(|(name, rule)| GroupLine { name: name.clone(), who: who(rule) }).collect()
}

/// Draws them.
pub fn peer_groups(ui: &mut Ui, lines: &[GroupLine], actions: &mut Vec<Action>) {
    card(ui, |ui| {
        section_title(ui, "Peer groups");
        note(
            ui,
            "Organisations that are compared among themselves. A group is chosen on the pages Compare and Rug and on an \
             organisation's page, and never changes a rate there; the reference group may be one.",
        );
        for GroupLine { name, who } in lines {
            ui.add_space(space::SMALL);
            ui.horizontal_wrapped(|ui| {
                ui.label(strong(name));
                let who = secondary(ui, who);
                ui.label(who);
                let mut offer = |ui: &mut Ui, word: &str, action: &dyn Fn() -> Action| {
                    if link_button(ui, word).accessible_name(format!("{} {name}", word.trim_end_matches('…'))).clicked()
                    {
                        actions.push(action());
                    }
                };
                offer(ui, "Change…", &|| Action::AskPeerGroup(PeerGroupForm::Change(name.clone())));
                offer(ui, "Rename…", &|| Action::AskPeerGroup(PeerGroupForm::Rename(name.clone())));
                offer(ui, "Remove", &|| {
                    let label = format!("peer group {name} taken away");
                    Action::Change(Command::SetAll { label, changes: vec![(format!("peer_group.{name}"), None)] })
                });
            });
        }
        ui.add_space(space::SMALL);
        if ui.button("New peer group…").clicked() {
            actions.push(Action::AskPeerGroup(PeerGroupForm::New));
        }
    });
}
