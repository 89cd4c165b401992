//! From files to the button, as a user would go: without a window and without files.

use std::ops::ControlFlow;

use super::*;
use crate::import::{KnownOrganisation, Meaning, What, inspect, survey};

/// The files of a folder, and the assistant that hears of them.
#[derive(Default)]
struct Desk {
    assistant: Assistant,
    texts: Vec<(String, String)>,
    remembered: Option<Mapping>,
}

impl Desk {
    fn with(files: &[(&str, &str)]) -> Desk {
        Desk::that_remembers(None, files)
    }

    fn that_remembers(remembered: Option<Mapping>, files: &[(&str, &str)]) -> Desk {
        let texts = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let mut desk = Desk { texts, remembered, ..Desk::default() };
        let paths = files.iter().map(|(name, _)| PathBuf::from(name)).collect();
        let orders = desk.assistant.add(paths);
        desk.work(orders);
        desk
    }

    /// Does what was ordered, until nothing is left to find out.
    fn work(&mut self, orders: impl IntoIterator<Item = Order>) {
        let mut orders: Vec<Order> = orders.into_iter().collect();
        while let Some(order) = orders.pop() {
            orders.extend(self.answer(&order));
        }
    }

    fn answer(&mut self, order: &Order) -> Option<Order> {
        let (Order::Look(job) | Order::Check(job, _)) = order;
        let name = job.path.display().to_string();
        let text = self.texts.iter().find(|(other, _)| *other == name).map_or("", |(_, text)| text.as_str());
        match order {
            Order::Look(job) => {
                let remembered = self.remembered.clone().filter(|_| job.fresh);
                let found = inspect(&name, text.as_bytes(), remembered.as_ref().unwrap_or(&job.mapping));
                let seen = found
                    .map(|found| Seen {
                        found,
                        is_remembered: remembered.is_some(),
                        mapping: remembered,
                        forgotten: Vec::new(),
                    })
                    .map_err(|error| error.to_string());
                self.assistant.looked(job, seen)
            }
            Order::Check(job, kind) => {
                let what = What { name: &name, size: None, kind: *kind, mapping: &job.mapping };
                let known: [KnownOrganisation; 0] = [];
                let survey = survey(&what, text.as_bytes(), &known, &mut |_| ControlFlow::Continue(()));
                self.assistant.checked(job, survey.map(Into::into).map_err(|error| error.to_string()));
                None
            }
        }
    }

    fn decide(&mut self, decision: Decision) {
        let id = self.file().id;
        let order = self.assistant.decide(id, &decision);
        self.work(order);
    }

    fn file(&self) -> &Waiting {
        self.assistant.selected().unwrap()
    }

    fn card(&self) -> String {
        let card = self.file().card();
        let step = card.step.map_or("nothing to do", Step::name);
        let remarks = if card.remarks.is_empty() { String::new() } else { format!(" [{}]", card.remarks.join(", ")) };
        format!("{} ({}), {}: {}{remarks}; {step}", card.name, card.what, card.state.word(), card.words)
    }

    fn steps(&self) -> String {
        let words = Step::ALL.map(|step| format!("{} {}", step.name(), self.file().standing_words(step)));
        format!("{}; shows {}", words.join(", "), self.file().step().name())
    }
}

const PLAIN: &str = "period,org_code,staff_group,profession,band,fte\n\
    2018-09-30,RJ1,Allied health professions,PT,6,1.5\n\
    2018-09-30,RJ2,Allied health professions,OT,6,2\n";

#[test]
fn a_file_of_which_everything_is_known_is_one_press_away() {
    let desk = Desk::with(&[("staff.csv", PLAIN)]);
    assert_eq!(desk.card(), "staff.csv (workforce), ready: All 2 rows used: 3.5 FTE; nothing to do");
    assert_eq!(desk.steps(), "File workforce, Columns all there, Values all known, Report 2 rows used; shows Report");
    let button = desk.assistant.button();
    assert_eq!((button.text.as_str(), button.ready, button.remark.as_str()), ("Import 2 rows", true, ""));
}

#[test]
fn the_step_that_lacks_something_shows_and_each_choice_leads_on() {
    let text = "as at,trust,staff,who\n30/09/2018,Guy's,3,Physiotherpy\n30/09/2018,Guy's,4,Nursing\n";
    let mut desk = Desk::with(&[("own.csv", text)]);
    assert_eq!(
        desk.card(),
        "own.csv (workforce), needs you: No organisation code column (trust: a name is not a code), no FTE column, \
         no profession column; Columns"
    );
    assert_eq!(desk.steps(), "File workforce, Columns 3 missing, Values waiting, Report waiting; shows Columns");
    assert!(!desk.assistant.button().ready);
    desk.decide(Decision::Column(Meaning::Fte, "staff".to_owned()));
    desk.decide(Decision::Column(Meaning::Profession, "who".to_owned()));
    assert_eq!(desk.file().look().unwrap().columns.missing(), 1);
    desk.decide(Decision::Constant(Meaning::OrgCode, " RJ1".to_owned()));
    assert_eq!(
        desk.card(),
        "own.csv (workforce), ready: 0 of 2 rows used [2 unknown]; Values",
        "{:?}",
        desk.file().values()
    );
    let suggestions = every_suggestion(desk.file().values());
    assert_eq!(
        suggestions,
        Decision::Values(vec![(Meaning::Profession, "Physiotherpy".to_owned(), Some("PT".to_owned()))])
    );
    desk.decide(suggestions);
    desk.decide(Decision::Values(vec![(Meaning::Profession, "Nursing".to_owned(), None)]));
    assert_eq!(desk.card(), "own.csv (workforce), ready: 1 of 2 rows used: 3 FTE; nothing to do");
    // What was said of a text stays in sight, and can be taken back.
    let said: Vec<&Assigned> = desk.file().values().iter().map(|line| &line.assigned).collect();
    assert_eq!(said, [&Assigned::Aside, &Assigned::Means("PT".to_owned())]);
    desk.decide(Decision::ValueAsItIs(Meaning::Profession, "Physiotherpy".to_owned()));
    desk.decide(Decision::ValueAsItIs(Meaning::Profession, "Nursing".to_owned()));
    assert!(desk.file().mapping.values.is_empty());
}

#[test]
fn files_together_are_one_press_and_what_cannot_be_read_stays() {
    let mut desk = Desk::with(&[
        ("a.csv", PLAIN),
        ("absence.csv", "DATE,ORG_CODE,FTE_DAYS_LOST\n30/04/2024,RJ1,12\n"),
        ("b.csv", PLAIN),
        ("note.csv", ""),
    ]);
    let button = desk.assistant.button();
    assert_eq!(button.text, "Import 4 rows");
    assert_eq!(
        button.remark,
        "from 2 files, together as one step; 2 files cannot be imported as they are, and stay here"
    );
    let ready = desk.assistant.ready();
    let ids: Vec<FileId> = ready.iter().map(|(id, _)| *id).collect();
    desk.assistant.imported(&ids);
    let left: Vec<String> = desk.assistant.files().iter().map(|file| file.card().words).collect();
    assert_eq!(
        left,
        ["No FTE column (FTE_DAYS_LOST is not FTE), no profession column", "Is empty; choose a file with a header row"]
    );
    assert_eq!(desk.file().card().state, CardState::NeedsYou);
    assert_eq!(desk.assistant.button().remark, "No file can be imported as it is");
}

#[test]
fn while_a_file_is_gone_through_nothing_can_be_pressed_and_late_answers_are_dropped() {
    let mut assistant = Assistant::default();
    let Some(Order::Look(early)) = assistant.add(vec!["a.csv".into()]).pop() else { panic!("no look was ordered") };
    assert!(!assistant.button().ready);
    let id = early.file;
    let Some(Order::Look(late)) = assistant.decide(id, &Decision::Kind(Kind::Demand)) else { panic!("no new look") };
    assert_eq!(assistant.looked(&early, Err("no longer of interest".to_owned())), None);
    assert_eq!(assistant.selected().unwrap().refusal(), None);
    assert_eq!(late.mapping.kind, Some(Kind::Demand));
    assistant.leave_out(Some(id));
    assert_eq!(assistant.looked(&late, Err("gone".to_owned())), None);
    assert!(assistant.is_empty() && assistant.selected().is_none());
}

#[test]
fn a_row_that_is_chosen_as_the_header_takes_the_columns_chosen_by_their_old_names_with_it() {
    let text = "Extract of the year\ncode,when,what,fte\nRJ1,2018-09-30,PT,2\n";
    let mut desk = Desk::with(&[("x.csv", text)]);
    desk.decide(Decision::HeaderRow(Some(1)));
    assert_eq!(desk.file().standing(Step::File), Standing::Needed("not recognised".to_owned()));
    assert_eq!(desk.file().card().state, CardState::NeedsYou);
    desk.decide(Decision::HeaderRow(None));
    desk.decide(Decision::Kind(Kind::Workforce));
    for (meaning, column) in [(Meaning::OrgCode, "code"), (Meaning::Period, "when"), (Meaning::Profession, "what")] {
        desk.decide(Decision::Column(meaning, column.to_owned()));
    }
    assert_eq!(desk.card(), "x.csv (workforce), ready: 1 row used: 2 FTE; nothing to do");
    desk.decide(Decision::HeaderRow(Some(1)));
    assert!(desk.file().mapping.columns.is_empty());
}

#[test]
fn a_column_gives_one_meaning_only_and_a_constant_takes_its_place() {
    let column = |meaning, name: &str| Decision::Column(meaning, name.to_owned());
    let mapping = column(Meaning::Fte, "A").applied_to(&Mapping::default());
    let mapping = column(Meaning::LeaveFte, "A").applied_to(&mapping);
    assert_eq!(mapping.to_json(), "{\n  \"columns\": {\n    \"leave_fte\": \"A\"\n  }\n}\n");
    let mapping = Decision::Constant(Meaning::LeaveFte, "0".to_owned()).applied_to(&mapping);
    assert!(mapping.columns.is_empty() && mapping.check().is_ok());
    let mapping = Decision::Without(Meaning::LeaveFte).applied_to(&mapping);
    assert_eq!((mapping.constants.len(), mapping.columns[&Meaning::LeaveFte].as_ref()), (0, None));
    assert_eq!(Decision::AsFound(Meaning::LeaveFte).applied_to(&mapping), Mapping::default());
}

#[test]
fn another_kind_forgets_what_it_does_not_have() {
    let mapping = Mapping::from_json(
        r#"{"kind":"placements","columns":{"hours":"H","profession":"P"},"constants":{"model":"1:1"},
            "per_student":["hours"],"wide":{"of":"placement_weeks","by":"academic_year"}}"#,
    );
    let mapping = Decision::Kind(Kind::Workforce).applied_to(&mapping.unwrap());
    assert_eq!(mapping, Mapping::from_json(r#"{"kind":"workforce","columns":{"profession":"P"}}"#).unwrap());
}

#[test]
fn several_columns_of_one_measure_are_offered_shown_and_taken_back() {
    let text = "org_code,profession,Sep-17,Sep-18\nRJ1,PT,1.5,2\n";
    let mut desk = Desk::with(&[("wide.csv", text)]);
    let better = desk.file().look().unwrap().found.better[0].mapping.clone();
    let order = desk.assistant.map(desk.file().id, better);
    desk.work(order);
    assert_eq!(desk.card(), "wide.csv (workforce), ready: All 2 rows used: 3.5 FTE; nothing to do");
    let needed = &desk.file().look().unwrap().columns.needed;
    assert_eq!(needed[2].lines[0].given, Given::Several(2));
    assert_eq!(needed[2].lines[0].reason, "one column for each date of the snapshot: Sep-17, Sep-18");
    desk.decide(Decision::AsFound(Meaning::Fte));
    assert_eq!(desk.file().mapping.wide, None);
}

#[test]
fn what_the_plan_remembers_is_taken_once_and_not_after_the_user_said_something() {
    let remembered = Mapping::from_json(r#"{"columns":{"fte":"staff"}}"#).unwrap();
    let text = "period,org_code,profession,staff\n2018-09-30,RJ1,PT,2\n";
    let mut desk = Desk::that_remembers(Some(remembered), &[("own.csv", text)]);
    assert_eq!(desk.card(), "own.csv (workforce), ready: 1 row used: 2 FTE; nothing to do");
    assert!(desk.file().is_remembered);
    desk.decide(Decision::Without(Meaning::Fte));
    assert_eq!(desk.file().card().state, CardState::NeedsYou);
    let order = desk.assistant.map(desk.file().id, Mapping::default());
    desk.work(order);
    assert!(!desk.file().is_remembered && desk.file().mapping == Mapping::default());
}

#[test]
fn a_file_in_place_of_a_source_begins_with_its_mapping_and_says_so() {
    let text = "period,org_code,profession,staff\n2018-09-30,RJ1,PT,2\n";
    let mut desk = Desk { texts: vec![("new.csv".into(), text.into())], ..Desk::default() };
    let instead = Instead { source: crate::store::SourceId(3), name: "old.csv".to_owned() };
    let mapping = Mapping::from_json(r#"{"columns":{"fte":"staff"}}"#).unwrap();
    let order = desk.assistant.add_instead("new.csv".into(), instead, mapping);
    desk.work([order]);
    assert_eq!(desk.card(), "new.csv (workforce, in place of old.csv), ready: 1 row used: 2 FTE; nothing to do");
    let (_, file) = desk.assistant.ready().remove(0);
    assert_eq!(file.instead_of, Some(crate::store::SourceId(3)));
}

#[test]
fn a_kind_that_was_shown_stays_while_columns_are_corrected_and_so_does_the_step() {
    let text = "Year,Trust,Trust name,Service,University,Status,Wks\n2018-19,RAA,One Trust,Physio,Uni A,provided,30\n";
    let mut desk = Desk::with(&[("odd.csv", text)]);
    let kind = desk.file().kind();
    assert_eq!((kind, desk.file().step()), (Some(Kind::Placements), Step::Columns));
    for (meaning, column) in [
        (Meaning::OrgCode, "Trust"),
        (Meaning::OrgName, "Trust name"),
        (Meaning::Profession, "Service"),
        (Meaning::PlacementWeeks, "Wks"),
    ] {
        desk.decide(Decision::Column(meaning, column.to_owned()));
        assert_eq!((desk.file().kind(), desk.file().step()), (kind, Step::Columns), "{column}");
    }
    assert_eq!(desk.card(), "odd.csv (placements), ready: 1 row used: 30 placement weeks; nothing to do");
    // Said by the user it is another kind, and the step stays.
    desk.decide(Decision::Kind(Kind::Organisations));
    assert_eq!((desk.file().kind(), desk.file().step()), (Some(Kind::Organisations), Step::Columns));
}

#[test]
fn a_table_with_a_column_for_each_profession_is_no_list_of_organisations() {
    let text = "\"Qualified AHP FTE\"\n\nOrg code,Org name,Physiotherapy,Occupational therapy,Speech and language \
                therapy\nRAA,One Trust,12.5,10,*\nRAB,Two Trust,30,8.2,4\nTotal,,42.5,18.2,4\n";
    let mut desk = Desk::with(&[("wide.csv", text)]);
    assert_eq!(
        desk.card(),
        "wide.csv (workforce), needs you: No date column, no FTE column, no profession column; Columns"
    );
    let better = desk.file().look().unwrap().found.better[0].clone();
    assert_eq!(
        better.reason,
        "one column of FTE for each profession: \"Physiotherapy\", \"Occupational therapy\", \"Speech and language \
         therapy\""
    );
    let order = desk.assistant.map(desk.file().id, better.mapping);
    desk.work(order);
    assert_eq!(desk.card(), "wide.csv (workforce), needs you: No date column; Columns");
    desk.decide(Decision::Constant(Meaning::AcademicYear, "2018/19".to_owned()));
    // The suppressed cell is missing, and the three of the total row are no organisation's.
    assert_eq!(desk.card(), "wide.csv (workforce), ready: 5 of 9 rows used: 64.7 FTE; nothing to do");
    let ignored = &desk.file().told().unwrap().ignored;
    assert!(
        ignored.iter().any(|(reason, rows)| *reason == "aggregate row" && rows.starts_with("3 rows")),
        "{ignored:?}"
    );
}
