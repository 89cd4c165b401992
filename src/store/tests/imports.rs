use super::*;

#[test]
fn rows_of_every_kind_come_back_exactly_as_they_were_given() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let no_date = WorkforceRow {
        snapshot: Snapshot::In(AcademicYear::starting(2019).unwrap()),
        organisation: OrganisationMention { code: "X-BRIARWOOD", ..OrganisationMention::default() },
        profession: Profession::Para,
        staff_group: StaffGroup::NotGiven,
        level: "",
        band: Band::NotGiven,
        preceptee_fte: Some(Fte::new(decimal("0.000001"))),
        team: "Crew É",
        ..physios(7, "RJ1", "")
    };
    let hours = PlacementRow {
        activity: Some(Activity::Hours(Hours::new(decimal("37.5")))),
        learner_type: LearnerType::International,
        status: PlacementStatus::Cancelled,
        students: None,
        start_date: None,
        ..students(3, "RJ1", "", "")
    };
    let need = DemandRow {
        line: 2,
        year: AcademicYear::starting(2018).unwrap(),
        profession: Profession::Slt,
        hei: "City",
        programme: "",
        weeks: Some(PlacementWeeks::new(decimal("1000000"))),
    };
    let closed = OrganisationRow {
        line: 1,
        organisation: organisation("TAJ", "Black Country"),
        organisation_type: "Mental Health",
        benchmark_group: "",
        opened: Some(date(1, 1, 1)),
        closed: None,
    };
    let own = WorkforceRow { profession: Profession::of_code("PLAY").unwrap(), ..physios(11, "RJ1", "0") };
    let rows = [physios(2, "RJ1", "12.25"), no_date, physios(9, "RJ1", "-0"), own];
    let placements = [students(2, "RJ1", "12", "City"), hours];
    let outcome = plan
        .import(&ImportRequest { label: "import of 4 files".into(), on_overlap: None }, &Cancel::new(), |files| {
            files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
                rows.iter().try_for_each(|row| sink.workforce(row))?;
                Ok(facts("workforce.csv"))
            })?;
            files.source(SourceKind::Placements, |sink| -> Result<_, StoreError> {
                placements.iter().try_for_each(|row| sink.placement(row))?;
                Ok(facts("nmet.csv"))
            })?;
            files.source(SourceKind::Demand, |sink| -> Result<_, StoreError> {
                sink.demand(&need)?;
                Ok(facts("demand.csv"))
            })?;
            files.source(SourceKind::Organisations, |sink| -> Result<_, StoreError> {
                sink.organisation(&closed)?;
                Ok(facts("etr.csv"))
            })?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(outcome.sources.len(), 4);
    assert!(outcome.sources.iter().all(|source| source.batch == 1));
    drop(plan);

    let mut given = Recorder::default();
    let layer = |source| Layer { source, batch: 1, replaces: false };
    given.begin_source(layer(1));
    rows.iter().for_each(|row| given.workforce(row).unwrap());
    given.begin_source(layer(2));
    placements.iter().for_each(|row| given.placement(row).unwrap());
    given.begin_source(layer(3));
    given.demand(&need).unwrap();
    given.begin_source(layer(4));
    given.organisation(&closed).unwrap();
    assert_eq!(loaded(&desk.plan), given);
    let mut line = Recorder::default();
    PlanReader::open(&desk.plan).unwrap().lines(SourceId(2), &[3], &mut line).unwrap();
    PlanReader::open(&desk.plan).unwrap().lines(SourceId(2), &[9], &mut line).unwrap();
    let mut hours_alone = Recorder::default();
    hours_alone.placement(&hours).unwrap();
    assert_eq!(line, hours_alone, "one line by itself, and no row on a line without any");
    let sources = PlanReader::open(&desk.plan).unwrap().sources().unwrap();
    assert_eq!(sources, outcome.sources);
    assert_eq!(sources[0].totals.fte, decimal("12.25"));
    assert_eq!((sources[1].totals.weeks, sources[1].totals.hours), (decimal("12"), decimal("37.5")));
    sound(&desk.plan);
}

#[test]
fn what_the_reader_found_stays_with_the_source() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let finding = Finding {
        severity: Severity::Warning,
        code: "unknown-profession",
        line: Some(4),
        column: "Area".into(),
        value: "Midwifery".into(),
        message: "Midwifery is not an allied health profession; its rows were left out".into(),
        count: 3,
    };
    let counts = RowCounts { read: 4, used: 1, rejected: 3, ignored: 0 };
    let request = ImportRequest::default();
    plan.import(&request, &Cancel::new(), |files| {
        files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
            sink.workforce(&physios(2, "RJ1", "1"))?;
            Ok(SourceFacts { counts, findings: vec![finding.clone()], ..facts("workforce.csv") })
        })?;
        Ok::<_, StoreError>(())
    })
    .unwrap();
    let reader = PlanReader::open(&desk.plan).unwrap();
    let kept = reader.findings(SourceId(1)).unwrap();
    assert_eq!((kept[0].code.as_str(), kept[0].line, kept[0].count), (finding.code, finding.line, 3));
    assert_eq!((&kept[0].message, kept[0].severity), (&finding.message, finding.severity));
    assert_eq!(reader.sources().unwrap()[0].counts, counts);
    sound(&desk.plan);
}

#[test]
fn a_later_file_with_the_same_cells_asks_first() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "march.csv", None, &[physios(2, "RJ1", "10"), physios(3, "RJ1", "2")]).unwrap();
    let before = loaded(&desk.plan);
    for answer in [None, Some(OnOverlap::Refuse)] {
        let Err(StoreError::Overlap(report)) = import(&mut plan, "april.csv", answer, &[physios(2, "RJ1", "11")])
        else {
            panic!("no question")
        };
        assert_eq!((report.cells, report.sources[0].id), (1, SourceId(1)));
        assert_eq!(report.before.fte, decimal("12"));
        assert_eq!((report.if_replaced.fte, report.if_added.fte), (decimal("11"), decimal("23")));
    }
    assert_eq!(loaded(&desk.plan), before);
    assert_eq!(plan.reader().history().unwrap().len(), 1);
    // Another organisation is another cell.
    import(&mut plan, "other.csv", None, &[physios(2, "RAS", "11")]).unwrap();
    sound(&desk.plan);
}

#[test]
fn the_question_names_the_three_choices() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "march.csv", None, &[physios(2, "RJ1", "10")]).unwrap();
    let question = import(&mut plan, "april.csv", None, &[physios(2, "RJ1", "11")]).unwrap_err();
    assert_eq!(question.exit_status(), 1);
    assert_eq!(
        question.to_string(),
        "1 cell is already in the plan, from march.csv (source 1); nothing was imported: say whether the new rows \
         replace those cells, add to them, or are refused (--on-overlap replace, add or refuse)"
    );
}

#[test]
fn a_new_edition_replaces_the_old_one_and_undo_brings_it_back() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "first.csv", None, &[physios(2, "RJ1", "10")]).unwrap();
    import(&mut plan, "second.csv", Some(OnOverlap::Replace), &[physios(2, "RJ1", "11"), physios(3, "RAS", "4")])
        .unwrap();
    let states = |plan: &PlanWriter| -> Vec<SourceState> {
        plan.reader().sources().unwrap().iter().map(|source| source.state).collect()
    };
    assert_eq!(states(&plan), [SourceState::Replaced, SourceState::InForce]);
    assert!(plan.reader().sources().unwrap()[1].replaces);
    // The first edition is not in force any more, so it can come again, as an edition of its own.
    let again = import(&mut plan, "first.csv", Some(OnOverlap::Replace), &[physios(2, "RJ1", "10")]).unwrap();
    let report = again.overlap.unwrap();
    assert_eq!((report.before.fte, report.if_replaced.fte), (decimal("11"), decimal("10")));
    assert_eq!(states(&plan), [SourceState::Replaced, SourceState::InForce, SourceState::InForce]);
    plan.undo().unwrap().unwrap();
    plan.undo().unwrap().unwrap();
    assert_eq!(states(&plan), [SourceState::InForce, SourceState::Undone, SourceState::Undone]);
    assert_eq!(loaded(&desk.plan).0.len(), 2);
    sound(&desk.plan);
}

#[test]
fn a_removed_edition_gives_way_to_the_one_it_had_replaced() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "first.csv", None, &[physios(2, "RJ1", "10")]).unwrap();
    let before = loaded(&desk.plan);
    import(&mut plan, "second.csv", Some(OnOverlap::Replace), &[physios(2, "RJ1", "11")]).unwrap();
    let changes = plan.reader().removal_of(SourceId(2)).unwrap();
    plan.apply("removal of second.csv", &changes).unwrap();
    assert_eq!(loaded(&desk.plan), before);
}

#[test]
fn an_added_file_adds_and_says_the_totals_before_and_after() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "east.csv", None, &[physios(2, "RJ1", "10")]).unwrap();
    let rows = [physios(2, "RJ1", "5"), physios(3, "RAS", "7")];
    let report = import(&mut plan, "west.csv", Some(OnOverlap::Add), &rows).unwrap().overlap.unwrap();
    assert_eq!((report.before.fte, report.if_added.fte), (decimal("10"), decimal("15")));
    assert!(plan.reader().sources().unwrap().iter().all(|source| source.state == SourceState::InForce));
}

#[test]
fn placements_of_another_university_are_another_cell() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let mut take = |name: &str, hei| {
        plan.import(&ImportRequest::default(), &Cancel::new(), |files| {
            files.source(SourceKind::Placements, |sink| -> Result<_, StoreError> {
                sink.placement(&students(2, "RJ1", "6", hei))?;
                Ok(facts(name))
            })?;
            Ok::<_, StoreError>(())
        })
    };
    take("city.csv", "City").unwrap();
    take("brunel.csv", "Brunel").unwrap();
    assert!(matches!(take("city-2.csv", "City"), Err(StoreError::Overlap(_))));
}

#[test]
fn the_same_bytes_again_change_nothing() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let rows = [physios(2, "RJ1", "10")];
    import(&mut plan, "march.csv", None, &rows).unwrap();
    let before = std::fs::read(&desk.plan).unwrap();
    let outcome = import(&mut plan, "march.csv", None, &rows).unwrap();
    assert_eq!((outcome.step, outcome.sources.len()), (None, 0));
    assert_eq!(outcome.unchanged, [Unchanged { name: "march.csv".into(), source: SourceId(1), over: Vec::new() }]);
    assert_eq!(std::fs::read(&desk.plan).unwrap(), before);
    // Beside a new file the known one is left out, and the new one is stored without a gap.
    let request = ImportRequest::default();
    let outcome = plan.import(&request, &Cancel::new(), |files| {
        for (name, code) in [("march.csv", "RJ1"), ("other.csv", "RAS")] {
            files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
                sink.workforce(&physios(2, code, "10"))?;
                Ok(facts(name))
            })?;
        }
        Ok::<_, StoreError>(())
    });
    let outcome = outcome.unwrap();
    assert_eq!((outcome.sources.len(), outcome.unchanged.len()), (1, 1));
    assert_eq!(loaded(&desk.plan).0.len(), 4);
    sound(&desk.plan);
}

#[test]
fn a_cancelled_or_failed_import_leaves_the_plan_as_it_was() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "march.csv", None, &[physios(2, "RJ1", "10")]).unwrap();
    let before = std::fs::read(&desk.plan).unwrap();
    let cancel = Cancel::new();
    let stopped = plan.import(&ImportRequest::default(), &cancel, |files| {
        files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
            for line in 2..50_000 {
                sink.workforce(&physios(line, "RAS", "1"))?;
                if line == 20_000 {
                    cancel.cancel();
                }
            }
            Ok(facts("big.csv"))
        })?;
        Ok::<_, StoreError>(())
    });
    assert!(matches!(stopped, Err(StoreError::Cancelled)));
    let failed = plan.import(&ImportRequest::default(), &Cancel::new(), |files| {
        files.source(SourceKind::Workforce, |sink| {
            sink.workforce(&physios(2, "RAS", "1"))?;
            Err(StoreError::Reading("line 3: a quote is not closed".into()))
        })?;
        Ok::<_, StoreError>(())
    });
    assert_eq!(failed.unwrap_err().to_string(), "line 3: a quote is not closed");
    assert_eq!(std::fs::read(&desk.plan).unwrap(), before);
    assert_eq!(plan.reader().next_redo().unwrap(), None);
    import(&mut plan, "april.csv", None, &[physios(2, "RAS", "10")]).unwrap();
    sound(&desk.plan);
}

#[test]
fn an_import_that_goes_on_after_an_error_is_given_up() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let outcome = plan.import(&ImportRequest::default(), &Cancel::new(), |files| {
        let first = files.source(SourceKind::Workforce, |sink| {
            sink.workforce(&physios(2, "RAS", "1"))?;
            Err(StoreError::Reading("broken".into()))
        });
        assert!(first.is_err());
        Ok::<_, StoreError>(())
    });
    assert!(matches!(outcome, Err(StoreError::Panicked(_))));
    assert_eq!(loaded(&desk.plan).0.len(), 0);
    sound(&desk.plan);
}

#[test]
fn the_same_bytes_read_otherwise_take_the_place_of_their_source() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let mut take = |name: &str, mapping: &str, on_overlap, rows: &[WorkforceRow<'_>]| {
        let request = ImportRequest { label: format!("import of {name}"), on_overlap };
        plan.import(&request, &Cancel::new(), |files| {
            files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
                rows.iter().try_for_each(|row| sink.workforce(row))?;
                Ok(SourceFacts { mapping: mapping.into(), ..facts(name) })
            })?;
            Ok::<_, StoreError>(())
        })
    };
    take("march.csv", "one", None, &[physios(2, "RJ1", "10"), physios(3, "RAS", "4"), physios(4, "RAS", "4")]).unwrap();
    take("newer.csv", "", Some(OnOverlap::Replace), &[physios(2, "RAS", "7")]).unwrap();
    // Read otherwise, RJ1 has another figure, one row of RAS is gone, and RQM came.
    let again = [physios(3, "RAS", "4"), physios(2, "RJ1", "12"), physios(9, "RQM", "1")];
    let outcome = take("march.csv", "two", None, &again).unwrap();
    let edition = &outcome.editions[0];
    assert_eq!((edition.of, edition.source, edition.name.as_str()), (SourceId(1), SourceId(3), "march.csv"));
    assert_eq!((edition.before.fte, edition.after.fte), (decimal("18"), decimal("17")));
    assert_eq!(edition.rows, RowChanges { same: 1, different: 1, added: 1, gone: 1 });
    assert_eq!((outcome.replaced, outcome.overlap), (vec![SourceId(1)], None));
    // It lies where its predecessor lay: under the newer file.
    let told = loaded(&desk.plan).0;
    let layers: Vec<&String> = told.iter().filter(|line| line.starts_with("Layer")).collect();
    assert_eq!(
        layers,
        ["Layer { source: 3, batch: 1, replaces: false }", "Layer { source: 2, batch: 2, replaces: true }"]
    );
    assert_eq!(take("march.csv", "two", None, &again).unwrap().unchanged.len(), 1);
    sound(&desk.plan);
    plan.undo().unwrap().unwrap();
    let states: Vec<SourceState> = plan.reader().sources().unwrap().iter().map(|source| source.state).collect();
    assert_eq!(states, [SourceState::InForce, SourceState::InForce, SourceState::Undone]);
}

#[test]
fn another_sheet_of_the_same_workbook_takes_the_place_of_none() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let mut take = |sheet: &str, row: WorkforceRow<'_>| {
        plan.import(&ImportRequest::default(), &Cancel::new(), |files| {
            files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
                sink.workforce(&row)?;
                let (mapping, encoding) = (format!("sheet {sheet}"), format!("xlsx, sheet {sheet}"));
                Ok(SourceFacts { mapping, encoding, ..facts("staff.xlsx") })
            })?;
            Ok::<_, StoreError>(())
        })
    };
    take("North", physios(2, "RJ1", "10")).unwrap();
    let outcome = take("South", physios(2, "RAS", "4")).unwrap();
    assert!(outcome.editions.is_empty() && outcome.replaced.is_empty());
    let states: Vec<SourceState> = plan.reader().sources().unwrap().iter().map(|source| source.state).collect();
    assert_eq!(states, [SourceState::InForce, SourceState::InForce]);
}

#[test]
fn a_corrected_file_that_meets_others_anew_asks() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let mut take = |name: &str, mapping: &str, on_overlap, rows: &[WorkforceRow<'_>]| {
        plan.import(&ImportRequest { label: String::new(), on_overlap }, &Cancel::new(), |files| {
            files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
                rows.iter().try_for_each(|row| sink.workforce(row))?;
                Ok(SourceFacts { mapping: mapping.into(), ..facts(name) })
            })?;
            Ok::<_, StoreError>(())
        })
    };
    take("one.csv", "a", None, &[physios(2, "RJ1", "10")]).unwrap();
    take("two.csv", "a", None, &[physios(2, "RAS", "4")]).unwrap();
    let met = take("one.csv", "b", None, &[physios(2, "RAS", "10")]);
    assert!(matches!(met, Err(StoreError::Overlap(_))));
    let outcome = take("one.csv", "b", Some(OnOverlap::Add), &[physios(2, "RAS", "10")]).unwrap();
    assert_eq!(outcome.overlap.unwrap().if_added.fte, decimal("14"));
    // The answer holds for the next correction.
    assert!(take("one.csv", "c", None, &[physios(2, "RAS", "11")]).is_ok());
    sound(&desk.plan);
}

#[test]
fn a_newer_edition_takes_the_place_of_a_source_whole_and_says_what_changed() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "march.csv", None, &[physios(2, "RJ1", "10"), physios(3, "RAS", "4")]).unwrap();
    let mut instead = |name: &str, of: SourceId, rows: &[WorkforceRow<'_>]| {
        plan.import(&ImportRequest::default(), &Cancel::new(), |files| {
            files.instead_of(of);
            files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
                rows.iter().try_for_each(|row| sink.workforce(row))?;
                Ok(facts(name))
            })?;
            Ok::<_, StoreError>(())
        })
    };
    let outcome = instead("second.csv", SourceId(1), &[physios(2, "RJ1", "10")]).unwrap();
    assert_eq!(outcome.editions[0].rows, RowChanges { same: 1, different: 0, added: 0, gone: 1 });
    let refused = instead("third.csv", SourceId(1), &[physios(2, "RJ1", "11")]).unwrap_err().to_string();
    assert!(refused.starts_with("third.csv: the source that it is to replace is not in force"), "{refused}");
    // One row, under its layer.
    assert_eq!(loaded(&desk.plan).0.len(), 2);
    sound(&desk.plan);
}

#[test]
fn an_overlap_says_what_becomes_of_the_rows() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "a.csv", None, &[physios(2, "RJ1", "10"), physios(3, "RJ1", "4"), physios(4, "RAS", "4")])
        .unwrap();
    let rows = [physios(7, "RJ1", "4"), physios(8, "RJ1", "11"), physios(9, "RJ1", "5"), physios(9, "RQM", "5")];
    let Err(StoreError::Overlap(report)) = import(&mut plan, "b.csv", None, &rows) else { panic!("no question") };
    // Of the rows of RJ1 one is the same, one has another figure, one is new; RAS and RQM are not met.
    assert_eq!(report.rows_if_replaced, RowChanges { same: 1, different: 1, added: 1, gone: 0 });
    import(&mut plan, "b.csv", Some(OnOverlap::Replace), &rows).unwrap();
    let Err(StoreError::Overlap(report)) = import(&mut plan, "c.csv", None, &rows[..1]) else { panic!("no question") };
    // What b.csv replaced is not there any more.
    assert_eq!(report.rows_if_replaced, RowChanges { same: 1, different: 0, added: 0, gone: 2 });
}
