//! The form that changes many cells at once: what, where, how much.

use eframe::egui::{TextEdit, Ui, vec2};

use super::super::super::document::Document;
use super::super::super::theme::space;
use super::super::super::widgets::{begin_line_for, choose_one, field_label, labelled_choice};
use super::super::filters::Filters;
use super::organisation::OrganisationField;
use crate::model::scenario::{CellField, Change, Scope};
use crate::model::{Decimal, Facts, Profession};
use crate::report::Deed;

/// What can be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Figures,
    TwoToOne,
    ExtraBlocks,
    Vacancies,
    NewTeam,
    Preceptees,
    Rate,
}

impl Kind {
    const ALL: [Kind; 7] = [
        Kind::Figures,
        Kind::TwoToOne,
        Kind::ExtraBlocks,
        Kind::Vacancies,
        Kind::NewTeam,
        Kind::Preceptees,
        Kind::Rate,
    ];

    const fn name(self) -> &'static str {
        match self {
            Kind::Figures => "Change FTE or placement weeks",
            Kind::TwoToOne => "Two students to one educator",
            Kind::ExtraBlocks => "Extra blocks",
            Kind::Vacancies => "Fill vacancies",
            Kind::NewTeam => "A new team",
            Kind::Preceptees => "Count preceptees differently",
            Kind::Rate => "Change the benchmark rate",
        }
    }

    const fn meaning(self) -> &'static str {
        match self {
            Kind::Figures => "Sets, adds to or scales one figure of every organisation chosen.",
            Kind::TwoToOne => {
                "The share of today's 1:1 placement weeks whose educator takes a second student; each brings as many weeks again."
            }
            Kind::ExtraBlocks => "So many more placements of so many weeks at every organisation chosen.",
            Kind::Vacancies => "The share of vacant posts that is filled comes on top of the FTE in post.",
            Kind::NewTeam => "Staff and placements that one organisation does not have yet.",
            Kind::Preceptees => {
                "How much of a preceptee counts: 100 % included, 0 % excluded. The benchmark is recalculated."
            }
            Kind::Rate => {
                "Placement weeks per FTE that everybody of the profession is measured by, in the year shown and in this scenario alone."
            }
        }
    }

    /// The fields it asks for, and what stands in them at first.
    const fn fields(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Kind::Figures | Kind::Rate => &[("Change", "")],
            Kind::TwoToOne => &[("Uptake in per cent", "30")],
            Kind::ExtraBlocks => &[("Blocks", "1"), ("Weeks in a block", "6")],
            Kind::Vacancies => &[("Filled in per cent", "100")],
            Kind::NewTeam => &[("FTE", ""), ("Placement weeks a year", "")],
            Kind::Preceptees => &[("Counted in per cent", "0")],
        }
    }
}

/// What the form says so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    pub kind: Kind,
    field: usize,
    texts: Vec<String>,
    pub note: String,
    /// All, those below their share, one; then the regions.
    scope: usize,
    organisation: OrganisationField,
    /// The profession of a new team or of a rate.
    profession: Profession,
}

/// The choices of *where* that stand before the regions.
const SCOPES: [&str; 3] = ["All organisations", "Those below their share", "One organisation"];

impl Form {
    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, document: &Document) {
        let facts = document.results.outcome.facts();
        let mut kind = Kind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        ui.horizontal_wrapped(|ui| {
            if choose_one(ui, "What", &Kind::ALL.map(Kind::name), &mut kind).changed() {
                *self =
                    Form { kind: Kind::ALL[kind], scope: self.scope, profession: self.profession, ..Form::default() };
                self.clear();
            }
            if self.asks_where() {
                let mut scopes = SCOPES.to_vec();
                let regions = facts.regions();
                if regions.len() > 1 {
                    scopes.extend(regions.iter().copied());
                }
                self.scope = self.scope.min(scopes.len() - 1);
                choose_one(ui, "Where", &scopes, &mut self.scope);
            }
            let of_one = match self.kind {
                Kind::NewTeam => Some("Profession of the team"),
                Kind::Rate => Some("Profession of the rate"),
                _ => None,
            };
            if let Some(label) = of_one {
                Filters::one_profession(ui, label, document, &mut self.profession);
            }
        });
        super::super::super::widgets::note(ui, self.kind.meaning());
        if self.kind == Kind::NewTeam || (self.asks_where() && self.scope == 2) {
            ui.add_space(space::TIGHT);
            self.organisation.show(ui, facts);
        }
        ui.add_space(space::SMALL);
        self.texts.resize(self.kind.fields().len(), String::new());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::CARD, space::SMALL);
            if self.kind == Kind::Figures {
                labelled_choice(ui, "Figure", &["Placement weeks", "FTE"], &mut self.field);
            }
            for ((label, _), text) in self.kind.fields().iter().zip(&mut self.texts) {
                let (hint, width) = match (self.kind, *label) {
                    (Kind::Rate, "Change") => ("3.5, +0.2, −0.2, *1.1, +10 %", 236.0),
                    (_, "Change") => ("132, +12, −12, *1.1, +10 %", 236.0),
                    _ => ("", 96.0),
                };
                labelled(ui, label, hint, text, width);
            }
            if matches!(self.kind, Kind::Figures | Kind::Rate) {
                labelled(ui, "Why (a note)", "may stay empty", &mut self.note, 220.0);
            }
        });
    }

    /// Which professions are meant, of those that the page shows: a team and a rate are of one, whatever is shown.
    pub fn professions(&self, shown: &[Profession]) -> Vec<Profession> {
        if matches!(self.kind, Kind::NewTeam | Kind::Rate) { vec![self.profession] } else { shown.to_vec() }
    }

    fn asks_where(&self) -> bool {
        !matches!(self.kind, Kind::NewTeam | Kind::Preceptees | Kind::Rate)
    }

    /// Which organisations are meant; `None` until one is chosen.
    pub fn scope(&self, facts: &Facts) -> Option<Scope> {
        let one = || {
            let organisation = facts.organisations().get(self.organisation.chosen? as usize)?;
            Some(Scope::Organisations([organisation.code.clone()].into()))
        };
        match (self.kind, self.scope) {
            (Kind::NewTeam, _) => one(),
            (Kind::Preceptees | Kind::Rate, _) | (_, 0) => Some(Scope::All),
            (_, 1) => Some(Scope::BelowShare),
            (_, 2) => one(),
            (_, region) => facts.regions().get(region - SCOPES.len()).map(|name| Scope::Region((*name).to_owned())),
        }
    }

    /// What is to be done; `None` while a field is empty.
    ///
    /// # Errors
    /// Which field is no figure, and why.
    pub fn deed(&self) -> Option<Result<Deed, String>> {
        let text = |at: usize| self.texts.get(at).map_or("", |text| text.trim());
        if (0..self.kind.fields().len()).any(|at| text(at).is_empty()) {
            return None;
        }
        let label = |at: usize| self.kind.fields().get(at).map_or("", |(label, _)| *label);
        let number = |at: usize| decimal(label(at), text(at));
        let change = || Change::typed(text(0)).map_err(|error| sentence(&error.to_string()));
        let field = if self.field == 0 { CellField::Weeks } else { CellField::Fte };
        Some(match self.kind {
            Kind::Figures => change().map(|change| Deed::Figure(field, change)),
            Kind::Rate => change().map(Deed::Rate),
            Kind::TwoToOne => share(label(0), text(0)).map(Deed::TwoToOne),
            Kind::Vacancies => share(label(0), text(0)).map(Deed::VacanciesFilled),
            Kind::ExtraBlocks => {
                let blocks = text(0).parse().map_err(|_| format!("Blocks: {:?} is no whole number.", text(0)));
                blocks.and_then(|blocks| Ok(Deed::ExtraBlocks(blocks, number(1)?)))
            }
            Kind::NewTeam => number(0).and_then(|fte| Ok(Deed::NewTeam(fte, number(1)?))),
            // A setting, not a deed: the page asks for it.
            Kind::Preceptees => return None,
        })
    }

    /// How much of a preceptee is to count, from 0 to 1, where the form asks for it.
    pub fn preceptees(&self) -> Option<Result<Decimal, String>> {
        let typed = self.texts.first().map_or("", |text| text.trim());
        let (label, _) = *self.kind.fields().first()?;
        (self.kind == Kind::Preceptees).then(|| match typed {
            "" => Err(format!("{label}: how much of a preceptee is to count?")),
            typed => share(label, typed),
        })
    }

    /// What stands in the fields at first, and again once what they said is done.
    pub fn clear(&mut self) {
        self.texts = self.kind.fields().iter().map(|(_, usual)| (*usual).to_owned()).collect();
        self.note.clear();
    }
}

/// A field under its label, in a line that wraps.
pub fn labelled(ui: &mut Ui, label: &str, hint: &str, text: &mut String, width: f32) {
    begin_line_for(ui, width);
    ui.vertical(|ui| {
        let name = field_label(ui, label);
        ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(width)).labelled_by(name.id);
    });
}

/// A plain number that is not below 0.
fn decimal(label: &str, text: &str) -> Result<Decimal, String> {
    let number: Decimal = text.parse().map_err(|reason| format!("{label}: {text:?} {reason}."))?;
    if number.is_negative() { Err(format!("{label}: {text:?} is below 0.")) } else { Ok(number) }
}

/// Per cent from 0 to 100 as a share from 0 to 1.
pub fn share(label: &str, text: &str) -> Result<Decimal, String> {
    let per_cent = decimal(label, text.trim_end_matches(['%', ' ']))?;
    if per_cent > Decimal::from_int(100) {
        return Err(format!("{label}: {text:?} is more than 100 per cent."));
    }
    per_cent.times(Decimal::from_millionths(10_000)).ok_or_else(|| format!("{label}: {text:?} is too large."))
}

fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let capital: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().collect());
    format!("{capital}{}.", letters.as_str())
}
