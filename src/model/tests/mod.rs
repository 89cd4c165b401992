//! Plans small enough to work out by hand.

mod blocks;
mod doubts;
mod eligible;
mod mergers;
mod own_professions;
mod rates;
mod references;
mod scenario;
mod statuses;
mod weeks;

use std::sync::Arc;

use jiff::civil::Date;

use super::*;

/// A plan being put together, row by row.
#[derive(Default)]
pub(super) struct Plan {
    facts: FactsBuilder,
    settings: Settings,
}

pub(super) fn plan() -> Plan {
    Plan::default()
}

pub(super) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn year(text: &str) -> AcademicYear {
    text.parse().unwrap()
}

fn staff<'a>(code: &'a str, profession: Profession, moment: &str, fte: &str) -> WorkforceRow<'a> {
    let snapshot = match moment.parse::<Date>() {
        Ok(day) => Snapshot::On(day),
        Err(_) => Snapshot::In(year(moment)),
    };
    WorkforceRow {
        line: 2,
        organisation: OrganisationMention { code, ..OrganisationMention::default() },
        profession,
        snapshot,
        staff_group: StaffGroup::AlliedHealth,
        level: "Therapist",
        band: Band::B6,
        fte: if fte == "*" { None } else { Some(Fte::new(decimal(fte))) },
        preceptee_fte: None,
        leave_fte: None,
        vacancy_fte: None,
        team: "",
    }
}

fn placement<'a>(code: &'a str, profession: Profession, in_year: &str, activity: Option<Activity>) -> PlacementRow<'a> {
    PlacementRow {
        line: 2,
        organisation: OrganisationMention { code, ..OrganisationMention::default() },
        profession,
        year: year(in_year),
        hei: "University of Northmoor",
        programme: "",
        learner_type: LearnerType::PreRegistration,
        status: PlacementStatus::Provided,
        students: None,
        weeks_per_student: None,
        activity,
        model: "",
        start_date: None,
        team: "",
    }
}

impl Plan {
    /// A September snapshot of qualified physiotherapists, and their placement weeks, in 2018/19.
    pub fn pt(self, code: &str, fte: &str, weeks: &str) -> Plan {
        self.fte(code, Profession::Pt, "2018-09-30", fte).weeks(code, Profession::Pt, "2018/19", weeks)
    }

    pub fn fte(self, code: &str, profession: Profession, moment: &str, fte: &str) -> Plan {
        self.staff(staff(code, profession, moment, fte))
    }

    pub fn weeks(self, code: &str, profession: Profession, in_year: &str, weeks: &str) -> Plan {
        let activity = (weeks != "*").then(|| Activity::Weeks(PlacementWeeks::new(decimal(weeks))));
        self.placement(placement(code, profession, in_year, activity))
    }

    pub fn staff(mut self, row: WorkforceRow<'_>) -> Plan {
        let Ok(()) = self.facts.workforce(&row);
        self
    }

    pub fn placement(mut self, row: PlacementRow<'_>) -> Plan {
        let Ok(()) = self.facts.placement(&row);
        self
    }

    pub fn demand(mut self, profession: Profession, in_year: &str, weeks: &str) -> Plan {
        let weeks = Some(PlacementWeeks::new(decimal(weeks)));
        let row = DemandRow { line: 2, year: year(in_year), profession, hei: "", programme: "", weeks };
        let Ok(()) = self.facts.demand(&row);
        self
    }

    pub fn layer(mut self, layer: Layer) -> Plan {
        self.facts.begin_source(layer);
        self
    }

    pub fn set(mut self, key: &str, value: &str) -> Plan {
        self.settings.set(key, value).unwrap();
        self
    }

    pub fn outcome(self) -> Outcome {
        Outcome::calculate(Arc::new(self.facts.finish()), self.settings)
    }

    /// The figures of physiotherapy in 2018/19 at one organisation.
    pub fn figures(self, code: &str) -> Figures {
        self.outcome().at(code, Profession::Pt, "2018/19")
    }
}

impl Outcome {
    pub(super) fn at(&self, code: &str, profession: Profession, in_year: &str) -> Figures {
        let organisation = self.facts().organisations().iter().position(|o| o.code == code).unwrap() as u32;
        self.figures(Place { year: year(in_year), organisation, profession })
    }
}

/// A figure as files show it; `-` where it is missing.
pub(super) fn show(figure: Option<Fraction>) -> String {
    figure.map_or("-".into(), |figure| fixed(figure, 4))
}
