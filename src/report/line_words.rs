//! The rows that one line of a file became, in words: what the plan has of it.

use std::convert::Infallible;

use crate::model::{
    Activity, Decimal, DemandRow, MergerRow, OrganisationMention, OrganisationRow, PlacementRow, Profession,
    Professions, RowSink, StaffGroup, WorkforceRow, plain,
};

/// What a row says, as names and values; what it does not say is left out, and missing amounts are said.
pub type RowWords = Vec<(&'static str, String)>;

/// Takes rows and puts them into words. A line with a column for each year becomes several rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineWords {
    /// The rows, in their order.
    pub rows: Vec<RowWords>,
    professions: Professions,
}

impl RowSink for LineWords {
    type Error = Infallible;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        let mut words = organisation(&row.organisation);
        words.push(("Profession", self.name(row.profession)));
        words.push(("Snapshot", row.snapshot.to_string()));
        words.push(("Staff group", staff_group(row.staff_group).to_owned()));
        words.push(("Level", row.level.to_owned()));
        words.push(("Band", row.band.to_string()));
        words.push(("FTE", amount(row.fte.map(|fte| fte.amount()), "")));
        let parts = [
            ("Held by preceptees", row.preceptee_fte),
            ("On long leave", row.leave_fte),
            ("Vacant, outside the FTE", row.vacancy_fte),
        ];
        words.extend(parts.into_iter().filter_map(|(name, part)| Some((name, plain(part?.amount())))));
        words.push(("Team", row.team.to_owned()));
        self.take(words)
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Infallible> {
        let mut words = organisation(&row.organisation);
        words.push(("Profession", self.name(row.profession)));
        words.push(("Academic year", row.year.to_string()));
        words.push(("University", row.hei.to_owned()));
        words.push(("Programme", row.programme.to_owned()));
        words.push(("Learner type", row.learner_type.word().to_owned()));
        words.push(("Status", row.status.word().to_owned()));
        let (measure, unit) = match row.activity {
            Some(Activity::Weeks(weeks)) => (Some(weeks.amount()), " weeks"),
            Some(Activity::Hours(hours)) => (Some(hours.amount()), " hours"),
            Some(Activity::Days(days)) => (Some(days.amount()), " days"),
            None => (None, ""),
        };
        words.push(("Measure", amount(measure, unit)));
        words.extend(row.students.map(|students| ("Students", plain(students))));
        words.extend(row.weeks_per_student.map(|weeks| ("Weeks each", plain(weeks))));
        words.push(("Supervision model", row.model.to_owned()));
        words.extend(row.start_date.map(|day| ("Began", day.to_string())));
        words.push(("Team", row.team.to_owned()));
        self.take(words)
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), Infallible> {
        self.take(vec![
            ("Academic year", row.year.to_string()),
            ("Profession", self.name(row.profession)),
            ("University", row.hei.to_owned()),
            ("Programme", row.programme.to_owned()),
            ("Required", amount(row.weeks.map(|weeks| weeks.amount()), " weeks")),
        ])
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), Infallible> {
        let mut words = organisation(&row.organisation);
        words.push(("Organisation type", row.organisation_type.to_owned()));
        words.push(("Benchmark group", row.benchmark_group.to_owned()));
        words.extend(row.opened.map(|day| ("Opened", day.to_string())));
        words.extend(row.closed.map(|day| ("Closed", day.to_string())));
        self.take(words)
    }

    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), Infallible> {
        let mut words = vec![("Closed", row.predecessor.to_owned()), ("Taken over by", row.successor.to_owned())];
        words.extend(row.date.map(|day| ("On", day.to_string())));
        self.take(words)
    }
}

impl LineWords {
    /// Names professions as a plan does.
    pub fn naming(professions: Professions) -> LineWords {
        LineWords { rows: Vec::new(), professions }
    }

    fn name(&self, profession: Profession) -> String {
        self.professions.name(profession).into_owned()
    }

    fn take(&mut self, mut words: RowWords) -> Result<(), Infallible> {
        words.retain(|(_, value)| !value.is_empty());
        self.rows.push(words);
        Ok(())
    }
}

fn organisation(mention: &OrganisationMention<'_>) -> RowWords {
    vec![
        ("Organisation", format!("{} {}", mention.code, mention.name).trim_end().to_owned()),
        ("Region", mention.region.to_owned()),
        ("ICS", mention.ics.to_owned()),
    ]
}

fn amount(amount: Option<Decimal>, unit: &str) -> String {
    amount.map_or_else(|| "no value".to_owned(), |amount| format!("{}{unit}", plain(amount)))
}

const fn staff_group(group: StaffGroup) -> &'static str {
    match group {
        StaffGroup::NotGiven => "",
        StaffGroup::AlliedHealth => "allied health professions",
        StaffGroup::Ambulance => "ambulance staff",
        StaffGroup::OtherScientific => "other scientific, therapeutic and technical staff",
        StaffGroup::Support => "support staff",
        StaffGroup::Other => "another staff group",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LearnerType, PlacementStatus, PlacementWeeks, Profession};

    #[test]
    fn a_line_says_what_it_has_and_that_its_measure_is_missing() {
        let organisation = OrganisationMention { code: "ZA1", name: "Northmoor", ..OrganisationMention::default() };
        let mut words = LineWords::default();
        for weeks in [Some("12"), None] {
            let Ok(()) = words.placement(&PlacementRow {
                line: 7,
                organisation,
                profession: Profession::Pt,
                year: "2018/19".parse().unwrap(),
                hei: "Eastmere University",
                programme: "",
                learner_type: LearnerType::Apprentice,
                status: PlacementStatus::Offered,
                students: None,
                weeks_per_student: None,
                activity: weeks.map(|weeks| Activity::Weeks(PlacementWeeks::new(weeks.parse().unwrap()))),
                model: "2:1",
                start_date: None,
                team: "",
            });
        }
        let said =
            |row: usize| words.rows[row].iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>();
        assert_eq!(
            said(0).join("; "),
            "Organisation: ZA1 Northmoor; Profession: Physiotherapy; Academic year: 2018/19; University: Eastmere \
             University; Learner type: apprentice; Status: offered; Measure: 12 weeks; Supervision model: 2:1"
        );
        assert!(said(1).contains(&"Measure: no value".to_owned()));
    }
}
