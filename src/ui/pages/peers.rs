//! Choosing among whom organisations are compared. It never changes a rate.

use eframe::egui::{Button, RichText, ScrollArea, Ui};

use super::super::action::{Action, PeerGroupForm};
use super::super::document::Document;
use super::super::theme::{Tokens, regular, size, space};
use super::super::widgets::{elide_middle, menu_button};
use super::filters::Filters;
use crate::model::counted;
use crate::report::{PeerChoice, sentence};

/// Names on the button lose their middle beyond this.
const WIDEST: f32 = 200.0;

impl Filters {
    /// Chooses a group, or makes one. The button says which, and how many organisations it has.
    pub fn peer_choice(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        let all =
            counted(document.results.outcome.facts().organisations().len() as u64, "organisation", "organisations");
        let (shown, told) = match self.chosen_peers() {
            Some(peers) => {
                let n = peers.n();
                let name = sentence(&peers.name);
                let short = elide_middle(ui, &name, &regular(size::BODY), WIDEST);
                let short = short.as_deref().unwrap_or(&name);
                let told = format!("{name}, {}", counted(n as u64, "organisation", "organisations"));
                (format!("{short} (n = {n})"), told)
            }
            None => ("Compared among everyone".to_owned(), format!("everyone, {all}")),
        };
        let mut chosen = None;
        menu_button(ui, &format!("Compared among: {told}"), shown, false, |ui| {
            ui.set_min_width(280.0);
            ui.set_max_width(420.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().interact_size.y = space::TARGET;
            // What makes a new one stays in sight beneath the list.
            let list = (ui.available_height() - 2.0 * space::TARGET).min(360.0);
            ScrollArea::vertical().max_height(list).show(ui, |ui| {
                let mut offer = |ui: &mut Ui, choice: &PeerChoice, words: &str| {
                    let button = Button::selectable(*choice == self.peers, words).truncate();
                    if ui.add(button).clicked() {
                        chosen = Some(choice.clone());
                        ui.close();
                    }
                };
                offer(ui, &PeerChoice::Everyone, &format!("Everyone, {all}"));
                for section in self.offered_peers() {
                    ui.add_space(space::TIGHT);
                    let title = RichText::new(section.title).font(regular(size::SMALL));
                    ui.label(title.color(Tokens::of(ui).secondary));
                    for group in &section.groups {
                        offer(ui, &group.choice, &group.words());
                    }
                }
            });
            ui.separator();
            ui.add_enabled_ui(document.writer.is_some(), |ui| {
                if ui.button("New peer group…").clicked() {
                    actions.push(Action::AskPeerGroup(PeerGroupForm::New));
                    ui.close();
                }
            });
        });
        if let Some(choice) = chosen {
            self.peers = choice;
        }
    }
}
