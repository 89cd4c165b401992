//! Where no rate can be formed: the page says so, and offers the remedies in one press.

use eframe::egui::Ui;

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::route::Page;
use super::super::super::theme::space;
use super::super::super::widgets::{Callout, Tone};
use crate::model::{AcademicYear, NoRate};
use crate::report::OverviewView;
use crate::session::Command;

/// Says why figures are missing for the professions shown, with what can be done about it.
pub fn remedies(ui: &mut Ui, document: &Document, view: Option<&OverviewView>, actions: &mut Vec<Action>) {
    if document.results.covered.never_meet() && !document.contents.baseline.settings.nearest_snapshot {
        return years_never_meet(ui, document, actions);
    }
    let Some(view) = view else { return };
    let without: Vec<(&str, NoRate)> =
        view.headlines.iter().filter_map(|h| h.no_rate.map(|reason| (h.profession.code(), reason))).collect();
    let Some((_, reason)) = without.first() else { return };
    let codes: Vec<&str> = without.iter().map(|(code, _)| *code).collect();
    let covered = &document.results.covered;
    if let Some((missing, there)) = covered.one_kind_only() {
        let text =
            format!("The plan has {there}, and no file of {missing} yet: nothing can be compared before it has.");
        let title = format!("No {missing} loaded yet");
        let actions_offered = [&*format!("Add files of {missing}…")];
        if Callout::new(Tone::Warning, &title, &text).actions(&actions_offered).show(ui).is_some() {
            actions.push(Action::AddFiles);
        }
        ui.add_space(space::SMALL);
        return;
    }
    let title = format!("No benchmark rate for {}", codes.join(", "));
    let text = format!("{reason}. An organisation cannot be its own benchmark.");
    let text = if matches!(reason, NoRate::TooFewOrganisations { .. }) { text } else { format!("{reason}.") };
    let pressed = Callout::new(Tone::Warning, &title, &text)
        .actions(&["Load other organisations…", "Enter a rate", "Use the HEIs' demand"])
        .show(ui);
    match pressed {
        Some(0) => actions.push(Action::AddFiles),
        Some(1) => {
            let method =
                codes.iter().map(|code| (format!("benchmark_method.{code}"), Some("set".to_owned()))).collect();
            let label = format!("entered rates for {}", codes.join(", "));
            actions.push(Action::Change(Command::SetAll { label, changes: method }));
            actions.push(Action::Go(Page::Method));
        }
        Some(_) => {
            let method =
                codes.iter().map(|code| (format!("benchmark_method.{code}"), Some("demand".to_owned()))).collect();
            let label = format!("demand as the benchmark of {}", codes.join(", "));
            actions.push(Action::Change(Command::SetAll { label, changes: method }));
        }
        None => {}
    }
    ui.add_space(space::SMALL);
}

fn years_never_meet(ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
    let list = |years: &[AcademicYear]| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let covered = &document.results.covered;
    let text = format!(
        "Workforce data is for {}; placements are for {}. The nearest snapshot can stand in for a year without one; \
         every figure that rests on it says so.",
        list(&covered.workforce),
        list(&covered.placements)
    );
    let pressed = Callout::new(Tone::Warning, "No year has both workforce and placements", &text)
        .actions(&["Use the nearest snapshot", "Add files…"])
        .show(ui);
    match pressed {
        Some(0) => {
            let (key, value) = ("nearest_snapshot".to_owned(), Some("yes".to_owned()));
            actions.push(Action::Change(Command::Set { key, value }));
        }
        Some(_) => actions.push(Action::AddFiles),
        None => {}
    }
    ui.add_space(space::SMALL);
}
