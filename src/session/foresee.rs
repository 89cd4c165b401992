//! What an import of one file would come to, before anything is stored: its data report, what it would not
//! understand, and what it would change of what the plan has.

use std::path::Path;

use super::intake::{FileToRead, IntakeError, Origin, Step, source_facts};
use super::mergers::{Checked, ListedMerger, Lists};
use crate::import::{Kind, KnownOrganisation, Mapping, ReadError, Survey, What, survey_into, survey_path_into};
use crate::model::RowSink;
use crate::store::{Cancel, ImportOutcome, PlanReader, SourceState, StoreError};

/// What an import of a file would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreseen {
    /// The data report, and what would not be understood.
    pub survey: Survey,
    /// What it would change of what the plan has; where it overlaps earlier files, the question is open.
    pub changes: ImportOutcome,
    /// Of a list of mergers, the rows that contradict nothing of it or of the plan; the others are findings.
    pub mergers: Vec<ListedMerger>,
}

impl From<Survey> for Foreseen {
    /// A file that changes nothing of what the plan has.
    fn from(survey: Survey) -> Foreseen {
        Foreseen { survey, changes: ImportOutcome::default(), mergers: Vec::new() }
    }
}

/// Goes through a file by its mapping and holds it against the plan at `plan`, writing nothing. `known` are the
/// organisations of the plan; `cancel` stops the comparison, `progress` the reading.
///
/// # Errors
/// The file is refused, somebody cancelled, or what the disk says.
pub fn foresee(
    file: &FileToRead,
    plan: Option<&Path>,
    known: &[KnownOrganisation],
    cancel: &Cancel,
    progress: Step<'_>,
) -> Result<Foreseen, IntakeError> {
    let mapping = file.mapping.clone().unwrap_or_default();
    let reader = match plan.map(PlanReader::open).transpose() {
        Ok(reader) => reader,
        Err(error) => {
            log::warn!("a file is looked at without the plan: {error}");
            None
        }
    };
    let has_any = |reader: &PlanReader| -> Result<bool, StoreError> {
        let alike =
            |source: &crate::store::SourceRecord| source.kind == file.kind && source.state == SourceState::InForce;
        Ok(reader.sources()?.iter().any(alike))
    };
    let Some(reader) = reader.filter(|reader| has_any(reader).unwrap_or(true)) else {
        let mut lists = Lists::default();
        let (survey, mergers) = survey(file, &mapping, known, &mut lists, &mut crate::import::Nowhere, progress)?;
        return Ok(Foreseen { mergers, ..survey.into() });
    };
    let (changes, (survey, mergers)) = reader.foresee(file.kind, file.instead_of, cancel, |sink| {
        let mut lists = Lists::default();
        if file.kind == Kind::Mergers {
            reader.mergers(file.instead_of, &mut |source, row| lists.hold(source, row))?;
        }
        let (survey, mergers) = survey(file, &mapping, known, &mut lists, sink, progress)?;
        Ok::<_, IntakeError>((source_facts(&survey.report), (survey, mergers)))
    })?;
    Ok(Foreseen { survey, changes, mergers })
}

/// Goes through a file on top of the `lists` of mergers that hold already.
fn survey<S: RowSink>(
    file: &FileToRead,
    mapping: &Mapping,
    known: &[KnownOrganisation],
    lists: &mut Lists,
    sink: &mut S,
    progress: Step<'_>,
) -> Result<(Survey, Vec<ListedMerger>), IntakeError>
where
    IntakeError: From<ReadError<S::Error>>,
{
    let mut checked = Checked::new(sink, lists, &file.name());
    let mut survey = match &file.origin {
        Origin::Path(path) => survey_path_into(path, file.kind, mapping, known, &mut checked, progress)?,
        Origin::Built { name, bytes } => {
            let what = What { name, size: Some(bytes.len() as u64), kind: file.kind, mapping };
            survey_into(&what, *bytes, known, &mut checked, progress)?
        }
    };
    survey.report.findings.splice(0..0, checked.findings);
    Ok((survey, checked.rows))
}

impl From<ReadError<StoreError>> for IntakeError {
    fn from(error: ReadError<StoreError>) -> IntakeError {
        match error {
            ReadError::Import(error) => IntakeError::Import(error),
            ReadError::Sink(error) => IntakeError::Store(error),
            ReadError::Cancelled => IntakeError::Store(StoreError::Cancelled),
        }
    }
}

impl From<ReadError<std::convert::Infallible>> for IntakeError {
    fn from(error: ReadError<std::convert::Infallible>) -> IntakeError {
        match error {
            ReadError::Import(error) => IntakeError::Import(error),
            ReadError::Sink(never) => match never {},
            ReadError::Cancelled => IntakeError::Store(StoreError::Cancelled),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Progress;
    use crate::session::import;
    use crate::store::{ImportRequest, OnOverlap, PlanWriter};
    use std::ops::ControlFlow;
    use std::path::PathBuf;

    const FIRST: &str = "period,org_code,profession,fte\n2018-09-30,RJ1,PT,3\n2018-09-30,RJ2,PT,4\n";
    const NEXT: &str =
        "period,org_code,profession,fte\n2018-09-30,RJ1,PT,3\n2018-09-30,RJ2,PT,4.5\n2018-09-30,RJ9,Podiatry,1\n";

    struct Desk {
        folder: tempfile::TempDir,
        plan: PlanWriter,
    }

    impl Desk {
        fn with(name: &str, text: &str, kind: Kind) -> Desk {
            let folder = tempfile::tempdir().unwrap();
            let plan = PlanWriter::create(&folder.path().join("Region.fairshare")).unwrap();
            let mut desk = Desk { folder, plan };
            let file = desk.file(name, text, kind);
            desk.import(&file, None);
            desk
        }

        fn file(&self, name: &str, text: &str, kind: Kind) -> FileToRead {
            let path = self.folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            FileToRead::at(path, kind).with(Mapping::default())
        }

        fn import(&mut self, file: &FileToRead, on_overlap: Option<OnOverlap>) -> ImportOutcome {
            let request = ImportRequest { label: "import".to_owned(), on_overlap };
            let files = std::slice::from_ref(file);
            import(&mut self.plan, files, &request, &Cancel::new(), &mut |_, _| {}).unwrap().outcome
        }

        fn foresee(&self, file: &FileToRead) -> Foreseen {
            let (plan, before) = (self.path(), std::fs::read(self.path()).unwrap());
            let seen = foresee(file, Some(&plan), &[], &Cancel::new(), &mut |_| ControlFlow::Continue(()));
            assert_eq!(std::fs::read(&plan).unwrap(), before, "nothing is written");
            seen.unwrap()
        }

        fn path(&self) -> PathBuf {
            self.plan.reader().path().to_owned()
        }
    }

    #[test]
    fn what_a_newer_edition_is_said_to_change_is_what_it_then_changes() {
        let mut desk = Desk::with("staff.csv", FIRST, Kind::Workforce);
        let source = desk.plan.reader().sources().unwrap()[0].id;
        let file = desk.file("newer.csv", NEXT, Kind::Workforce).in_place_of(source);
        let seen = desk.foresee(&file);
        assert_eq!(seen.survey.report.used.rows, 3);
        let told = seen.changes.editions[0].clone();
        let rows = (told.rows.same, told.rows.different, told.rows.added, told.rows.gone);
        assert_eq!(
            (rows, told.before.fte.to_string(), told.after.fte.to_string()),
            ((1, 1, 1, 0), "7".into(), "8.5".into())
        );
        assert_eq!(seen.changes.overlap, None);
        let done = desk.import(&file, None);
        let edition = &done.editions[0];
        assert_eq!((edition.rows, edition.before, edition.after), (told.rows, told.before, told.after));
    }

    #[test]
    fn a_newer_edition_of_what_a_later_file_partly_replaced_says_whose_word_stays() {
        let mut desk = Desk::with("staff.csv", FIRST, Kind::Workforce);
        let source = desk.plan.reader().sources().unwrap()[0].id;
        let word = desk.file("word.csv", "period,org_code,profession,fte\n2018-09-30,RJ2,PT,9\n", Kind::Workforce);
        desk.import(&word, Some(OnOverlap::Replace));
        let file = desk.file("newer.csv", NEXT, Kind::Workforce).in_place_of(source);
        let told = desk.foresee(&file).changes;
        assert_eq!(told.overlap, None, "what was answered for the cells of the earlier edition holds");
        let [edition] = &told.editions[..] else { panic!("{told:?}") };
        assert_eq!((edition.before.fte.to_string(), edition.after.fte.to_string()), ("7".into(), "8.5".into()));
        // The plan counts 3 of RJ1 and the 9 of the later file; of RJ9 one more comes.
        let (before, after) = edition.in_plan.totals.unwrap();
        assert_eq!((before.fte.to_string(), after.fte.to_string()), ("12".into(), "13".into()));
        let stays = edition.in_plan.whose_word_stays().unwrap();
        assert_eq!(stays, "1 cell of word.csv (source 2) stays, which came later: this edition does not count there");
        assert_eq!(desk.import(&file, None).editions[0].in_plan, edition.in_plan);
    }

    #[test]
    fn a_newer_edition_that_meets_others_in_new_cells_asks_and_the_answer_holds_for_all() {
        let mut desk = Desk::with("staff.csv", FIRST, Kind::Workforce);
        let source = desk.plan.reader().sources().unwrap()[0].id;
        let word = "period,org_code,profession,fte\n2018-09-30,RJ2,PT,9\n2018-09-30,RJ9,Podiatry,2\n";
        let word = desk.file("word.csv", word, Kind::Workforce);
        desk.import(&word, Some(OnOverlap::Replace));
        let file = desk.file("newer.csv", NEXT, Kind::Workforce).in_place_of(source);
        let told = desk.foresee(&file).changes;
        let overlap = told.overlap.unwrap();
        let sums = [overlap.before, overlap.if_replaced, overlap.if_added].map(|totals| totals.fte.to_string());
        assert_eq!((overlap.cells, sums), (2, ["11", "5.5", "16.5"].map(str::to_owned)));
        assert_eq!(told.editions[0].in_plan.totals, None, "that depends on the answer");
        let request = |on_overlap| ImportRequest { label: "import".to_owned(), on_overlap };
        let files = std::slice::from_ref(&file);
        let asked = import(&mut desk.plan, files, &request(None), &Cancel::new(), &mut |_, _| {});
        assert!(matches!(asked, Err(IntakeError::Store(StoreError::Overlap(_)))));
        let (before, after) = desk.import(&file, Some(OnOverlap::Replace)).editions[0].in_plan.totals.unwrap();
        assert_eq!((before.fte.to_string(), after.fte.to_string()), ("14".into(), "8.5".into()));
        desk.plan.undo().unwrap();
        let (before, after) = desk.import(&file, Some(OnOverlap::Add)).editions[0].in_plan.totals.unwrap();
        assert_eq!((before.fte.to_string(), after.fte.to_string()), ("14".into(), "19.5".into()));
    }

    #[test]
    fn the_same_file_once_more_counts_again_where_a_later_one_replaced_some_of_it() {
        let mut desk = Desk::with("staff.csv", FIRST, Kind::Workforce);
        let word = desk.file("word.csv", "period,org_code,profession,fte\n2018-09-30,RJ2,PT,9\n", Kind::Workforce);
        desk.import(&word, Some(OnOverlap::Replace));
        let file = desk.file("staff.csv", FIRST, Kind::Workforce);
        let told = desk.foresee(&file).changes;
        let over = told.unchanged[0].whose_word_stays().unwrap();
        assert_eq!(over, "1 cell of word.csv (source 2) stays, which came later");
        let overlap = told.overlap.unwrap();
        let sums = [overlap.before, overlap.if_replaced].map(|totals| totals.fte.to_string());
        assert_eq!((overlap.cells, sums), (1, ["9", "4"].map(str::to_owned)));
        for answer in [None, Some(OnOverlap::Add), Some(OnOverlap::Refuse)] {
            let done = desk.import(&file, answer);
            assert_eq!((done.unchanged, done.step), (told.unchanged.clone(), None), "{answer:?}");
        }
        let done = desk.import(&file, Some(OnOverlap::Replace));
        let (before, after) = done.editions[0].in_plan.totals.unwrap();
        assert_eq!((before.fte.to_string(), after.fte.to_string()), ("12".into(), "7".into()));
        // All of it counts now: nothing is left to do.
        let again = desk.import(&file, Some(OnOverlap::Replace));
        assert_eq!((again.unchanged.len(), again.step), (1, None));
        assert!(
            desk.plan
                .reader()
                .sources()
                .unwrap()
                .iter()
                .all(|s| s.name == "staff.csv" || s.state != SourceState::InForce)
        );
    }

    #[test]
    fn an_overlap_is_told_before_it_is_asked_about_and_the_same_bytes_change_nothing() {
        let mut desk = Desk::with("staff.csv", FIRST, Kind::Workforce);
        let file = desk.file("other.csv", NEXT, Kind::Workforce);
        let seen = desk.foresee(&file).changes.overlap.unwrap();
        assert_eq!((seen.cells, seen.answer, seen.if_added.fte.to_string()), (2, None, "14.5".to_owned()));
        let done = desk.import(&file, Some(OnOverlap::Replace)).overlap.unwrap();
        assert_eq!(crate::store::OverlapReport { answer: None, ..done }, seen);
        let again = desk.foresee(&file).changes;
        assert_eq!((again.unchanged.len(), again.editions.len(), again.overlap), (1, 0, None));
    }

    #[test]
    fn placements_references_and_demand_are_compared_too() {
        let placed =
            "academic_year,org_code,profession,hei,placement_weeks\n2018/19,RJ1,PT,Uni,6\n2018/19,RJ1,PT,New,4\n";
        let desk = Desk::with("placed.csv", placed, Kind::Placements);
        let more = desk.file("more.csv", &placed.replace("New,4", "New,5"), Kind::Placements);
        let told = desk.foresee(&more).changes.overlap.unwrap();
        assert_eq!(
            (told.cells, told.before.weeks.to_string(), told.if_replaced.weeks.to_string()),
            (2, "10".into(), "11".into())
        );
        assert_eq!((told.rows_if_replaced.same, told.rows_if_replaced.different), (1, 1));
        let listed = "org_code,org_name\nRJ1,One\n";
        let desk = Desk::with("listed.csv", listed, Kind::Organisations);
        let source = desk.plan.reader().sources().unwrap()[0].id;
        let newer = desk.file("newer.csv", "org_code,org_name\nRJ1,Two\nRJ2,Three\n", Kind::Organisations);
        let told = desk.foresee(&newer.in_place_of(source)).changes.editions[0].rows;
        assert_eq!((told.same, told.different, told.added, told.gone), (0, 1, 1, 0));
        let demand = "academic_year,profession,hei,placement_weeks\n2018/19,PT,Uni,60\n";
        let desk = Desk::with("demand.csv", demand, Kind::Demand);
        let newer = desk.file("newer.csv", &demand.replace("60", "66"), Kind::Demand);
        assert_eq!(desk.foresee(&newer).changes.overlap.unwrap().if_replaced.weeks.to_string(), "66");
    }

    #[test]
    fn a_plan_that_changes_while_the_file_is_read_is_looked_at_again_and_cancelling_is_heard() {
        let mut desk = Desk::with("staff.csv", FIRST, Kind::Workforce);
        let file = desk.file("other.csv", NEXT, Kind::Workforce);
        let plan = desk.path();
        let mut readings = 0;
        let mut step = |_: Progress| {
            readings += 1;
            if readings == 1 {
                desk.plan.undo().unwrap();
            }
            ControlFlow::Continue(())
        };
        let seen = foresee(&file, Some(&plan), &[], &Cancel::new(), &mut step).unwrap();
        assert_eq!((seen.changes.overlap, readings), (None, 2), "what it overlapped was undone meanwhile");
        desk.plan.redo().unwrap();
        let stopped = foresee(&file, Some(&plan), &[], &Cancel::new(), &mut |_| ControlFlow::Break(()));
        assert!(matches!(stopped, Err(IntakeError::Store(StoreError::Cancelled))));
    }
}
