//! Plans small enough to compare by hand.

use super::*;
use crate::model::statistics::{Label, LimitsAt};
use crate::model::{
    Activity, Band, Decimal, Facts, FactsBuilder, Fte, LearnerType, OrganisationMention, PlacementRow, PlacementStatus,
    PlacementWeeks, RowSink, Settings, Snapshot, StaffGroup, WorkforceRow,
};
use crate::report::{FigureStory, PeerChoice};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Organisations as code, region, FTE and weeks (`-` for no row), physiotherapy in 2018/19, rate 5 a week.
pub(in crate::report) fn outcome(organisations: &[(&str, &str, &str, &str)]) -> (Arc<Facts>, Arc<Outcome>) {
    let year: AcademicYear = "2018/19".parse().unwrap();
    let mut facts = FactsBuilder::default();
    for (code, region, fte, weeks) in organisations {
        let organisation = OrganisationMention { code, name: "", region, ics: "" };
        if *fte != "-" {
            let Ok(()) = facts.workforce(&WorkforceRow {
                line: 2,
                organisation,
                profession: Profession::Pt,
                snapshot: Snapshot::In(year),
                staff_group: StaffGroup::AlliedHealth,
                level: "",
                band: Band::B6,
                fte: Some(Fte::new(decimal(fte))),
                preceptee_fte: None,
                leave_fte: None,
                vacancy_fte: None,
                team: "",
            });
        }
        if *weeks != "-" {
            let Ok(()) = facts.placement(&PlacementRow {
                line: 2,
                organisation,
                profession: Profession::Pt,
                year,
                hei: "",
                programme: "",
                learner_type: LearnerType::PreRegistration,
                status: PlacementStatus::Provided,
                students: None,
                weeks_per_student: None,
                activity: Some(Activity::Weeks(PlacementWeeks::new(decimal(weeks)))),
                model: "",
                start_date: None,
                team: "",
            });
        }
    }
    let mut settings = Settings::default();
    for (key, value) in [("benchmark_method.PT", "set"), ("set_rate.PT", "5"), ("block_weeks.PT", "5")] {
        settings.set(key, value).unwrap();
    }
    let facts = Arc::new(facts.finish());
    (Arc::clone(&facts), Arc::new(Outcome::calculate(facts, settings)))
}

fn query(regions: &[&str]) -> ComparisonQuery {
    ComparisonQuery {
        year: "2018/19".parse().unwrap(),
        profession: Profession::Pt,
        compared: Whose::of_regions(regions.iter().map(|region| (*region).to_owned()).collect()),
        choices: ComparisonChoices::default(),
    }
}

/// 40 FTE × 5 weeks = 200 expected, D = 5: limits 1 ± 1.96 × √(5 ÷ 200) = 0.69 to 1.31, and 0.51 to 1.49.
pub(in crate::report) const FIVE: [(&str, &str, &str, &str); 7] = [
    ("ZA1", "North", "40", "420"),
    ("ZA2", "North", "40", "190"),
    ("ZA3", "South", "40", "60"),
    ("ZA4", "South", "4", "40"),
    ("ZA5", "South", "40", "-"),
    ("ZA6", "South", "-", "30"),
    ("ZA7", "South", "40", "130"),
];

#[test]
fn labels_match_the_limits_drawn_and_small_numbers_have_none() {
    let table = ComparisonTable::build(&outcome(&FIVE).1, query(&[]));
    let text = |row: usize, column| table.rows[row].cell(column).text.as_str();
    let labels: Vec<&str> = (0..5).map(|row| text(row, ComparisonColumn::Label)).collect();
    assert_eq!(labels, ["much higher", "as expected", "much lower", "unstable", "lower"]);
    for row in table.rows.iter().filter(|row| row.standing.unstable.is_none()) {
        let limits: LimitsAt = table.statistics.limits.at(row.provision.expected());
        assert_eq!(row.standing.label, Some(Label::of(row.standing.ratio, limits)));
    }
    assert_eq!(text(3, ComparisonColumn::Quarter), "no quarter");
    assert_eq!(text(3, ComparisonColumn::Status), "above", "the status word stays");
    assert_eq!(text(0, ComparisonColumn::Quarter), "highest quarter");
    assert_eq!(text(0, ComparisonColumn::Ratio), "210 %");
    // The highest ratio; the wide interval of the small one reaches as far.
    assert_eq!(text(0, ComparisonColumn::Rank), "1 (1–2)");
}

#[test]
fn it_says_n_of_n_who_is_left_out_and_what_is_drawn() {
    let table = ComparisonTable::build(&outcome(&FIVE).1, query(&[]));
    assert_eq!(table.count, "5 of 7 organisations");
    assert_eq!(table.left_out, "Not included: 1 without a return, 1 without workforce data");
    assert_eq!(
        table.caption,
        "Fair share line (100 %; pooled mean 102.4 %). 95 % and 99.8 % limits: blocks of weeks D = 5.00, \
         the usual block length; plain limits; N = 5."
    );
    assert_eq!(
        table.summary,
        "5 of 7 organisations: 1 much higher, 1 as expected, 1 lower, 1 much lower, 1 unstable and unlabelled."
    );
    assert!(
        table.sentences.iter().any(|sentence| sentence.text.starts_with("Plain limits: 5 organisations are too few"))
    );
    assert!(table.sentences.iter().all(|sentence| !sentence.text.contains("statistically")));
}

#[test]
fn a_region_narrows_who_is_compared_and_never_the_rate() {
    let (facts, outcome) = outcome(&FIVE);
    let mut settings = outcome.settings().clone();
    settings.set("peer_group.Coast", "organisations:ZA3,ZA1").unwrap();
    let outcome = Arc::new(Outcome::calculate(facts, settings));
    let (all, south) =
        (ComparisonTable::build(&outcome, query(&[])), ComparisonTable::build(&outcome, query(&["South"])));
    assert_eq!(south.count, "3 of 5 organisations");
    assert_eq!(south.rate, all.rate);
    assert_eq!(south.title("Ratio"), "Ratio, physiotherapy, 2018/19");
    assert_eq!((south.who.as_str(), all.who.as_str()), ("South: 3 of 5.", "All organisations: 5 of 7."));
    let coast = Whose::among(PeerChoice::Named("Coast".into()));
    let peers = ComparisonTable::build(&outcome, ComparisonQuery { compared: coast, ..query(&[]) });
    assert_eq!((peers.rows.len(), peers.who.as_str()), (2, "Peer group Coast: 2 of 2."));
    assert_eq!(peers.rate, all.rate);
    let ratios = |table: &ComparisonTable, code: &str| {
        let row = table.rows.iter().find(|row| row.cell(ComparisonColumn::Code).text == code);
        row.map(|row| (row.standing.ratio, row.standing.rank.place))
    };
    assert_eq!(
        (ratios(&peers, "ZA3"), ratios(&all, "ZA3")),
        (Some((0.3, 2)), Some((0.3, 5))),
        "its rank is the group's"
    );
    assert!(
        peers.sentences.iter().any(|said| said.text.starts_with("Compared among peer group Coast")),
        "{:?}",
        peers.sentences
    );
    assert!(!all.sentences.iter().any(|said| said.text.starts_with("Compared among")));
}

#[test]
fn rows_are_searched_and_sorted_with_missing_last_and_nothing_else_changes() {
    let table = ComparisonTable::build(&outcome(&FIVE).1, query(&[]));
    let order = |search: &str, sort_by, descending| {
        table.order(&ComparisonOrder { search: search.into(), sort_by, descending })
    };
    assert_eq!(order("", ComparisonColumn::Ratio, true), [0, 3, 1, 4, 2]);
    assert_eq!(order("", ComparisonColumn::Label, true), [0, 1, 4, 2, 3]);
    assert_eq!(order("", ComparisonColumn::Label, false), [2, 4, 1, 0, 3]);
    assert_eq!(order("za3", ComparisonColumn::Ratio, true), [2]);
}

#[test]
fn without_anyone_to_compare_there_is_an_empty_table_and_no_panic() {
    let table = ComparisonTable::build(&outcome(&[("ZA1", "", "10", "-")]).1, query(&[]));
    assert_eq!((table.rows.len(), table.count.as_str()), (0, "0 of 1 organisation"));
}

#[test]
fn the_figures_in_its_sentences_are_told() {
    let (_, outcome) = outcome(&FIVE);
    let table = ComparisonTable::build(&outcome, query(&["South"]));
    let told: Vec<_> = table.sentences.iter().filter_map(|sentence| sentence.told.clone()).collect();
    let totals = [TotalFigure::Added, TotalFigure::Ratio].map(ComparisonTold::Total);
    let figures = [ComparisonFigure::Clustering, ComparisonFigure::Dispersion, ComparisonFigure::Unstable];
    let figures = figures.map(ComparisonTold::Figure);
    assert_eq!(told, [&totals[..], &figures[..]].concat());
    let by = crate::model::scenario::Explainer::Baseline(Arc::clone(&outcome));
    // ZA3, ZA4 and ZA7 of the south: 60 + 40 + 130 of 200 + 20 + 200, which is the pooled mean that is written.
    let ratio = table.total(TotalFigure::Ratio).story(&by);
    assert_eq!(ratio.with_values.as_deref(), Some("230.00 ÷ 420.00 = 55 %"));
    assert!((table.statistics.limits.centre.pooled - 230.0 / 420.0).abs() < 1e-12);
    assert_eq!(table.total(TotalFigure::Added).story(&by).value, "3 organisations");
    let clustering = table.told(ComparisonFigure::Clustering).story(&outcome);
    assert_eq!(
        (clustering.value.as_str(), clustering.with_values.as_deref()),
        ("5.00 weeks", Some("a block of 5.00 weeks"))
    );
    assert_eq!(
        clustering.notes[0],
        "Were weeks counted as independent, 2 × (1 − Φ(1.96 ÷ √5.00)) = 38 % of average organisations would lie \
         outside the 95 % limits."
    );
    // θ = 230 ÷ 420: z = −49.5 ÷ √548, 29.0 ÷ √54.8 and 20.5 ÷ √548, clipped at −1.52 and 3.32:
    // φ = (2.30 + 11.00 + 0.77) ÷ 3.
    let dispersion = table.told(ComparisonFigure::Dispersion).story(&outcome);
    assert!(
        dispersion
            .with_values
            .as_deref()
            .is_some_and(|values| values.starts_with("mean of z² over 3 organisations = 4.69")),
        "{dispersion:?}"
    );
}

#[test]
fn a_figure_that_rests_on_everyone_is_told_of_the_plan_as_it_is_by_then() {
    let (_, before) = outcome(&FIVE);
    let table = ComparisonTable::build(&before, query(&["South"]));
    let rank = table.told(ComparisonFigure::Of("ZA3".into(), ComparisonColumn::Rank));
    let row = table.rows.iter().find(|row| row.name == "ZA3").unwrap();
    assert_eq!(rank.story(&before).with_values, table.story(row, ComparisonColumn::Rank).unwrap().with_values);
    let values = |outcome: &Arc<Outcome>| rank.story(outcome).with_values.unwrap();
    assert!(values(&before).starts_with("place 3 of 3"), "{}", values(&before));
    // ZA7 provides nothing to speak of, so ZA3 comes before it.
    let later = FIVE.map(|row| if row.0 == "ZA7" { (row.0, row.1, row.2, "1") } else { row });
    assert!(values(&outcome(&later).1).starts_with("place 2 of 3"));
    // Without a return there is nothing to compare.
    let gone = FIVE.map(|row| if row.0 == "ZA3" { (row.0, row.1, row.2, "-") } else { row });
    let story = rank.story(&outcome(&gone).1);
    assert_eq!((story.value.as_str(), story.with_values), ("missing", None));
    assert!(story.missing.unwrap().starts_with("ZA3 is not among those compared"));
}

/// Blocks of ZA1 and ZA2 that say students and weeks each, in a region of three.
fn with_blocks() -> Arc<Outcome> {
    let files = [
        (
            crate::import::Kind::Workforce,
            "w.csv",
            "period,org_code,profession,band,fte\n2018-09-30,ZA1,PT,Band 6,40\n2018-09-30,ZA2,PT,Band 6,40\n",
        ),
        (
            crate::import::Kind::Placements,
            "p.csv",
            "academic_year,org_code,profession,students,weeks_per_student\n2018/19,ZA1,PT,40,4\n2018/19,ZA1,PT,20,8\n\
             2018/19,ZA2,PT,40,5\n",
        ),
    ];
    crate::report::tests::outcome_of_files(&files)
}

#[test]
fn blocks_are_told_organisation_by_organisation_and_sum_to_d() {
    let outcome = with_blocks();
    let table = ComparisonTable::build(&outcome, query(&[]));
    let clustering = table.told(ComparisonFigure::Clustering).story(&outcome);
    // 40 × 4² + 20 × 8² = 1,920 over 320 weeks, 40 × 5² = 1,000 over 200.
    let values = clustering.with_values.unwrap();
    assert_eq!(values, "2,920.0 ÷ 520.0 = 5.62 weeks; 100 students, 5.20 weeks each in the mean");
    let parts: Vec<&str> = clustering.parts.iter().map(|part| part.value.as_str()).collect();
    assert_eq!(parts, ["1,920.0 ÷ 320.0", "1,000.0 ÷ 200.0"]);
    assert!(clustering.parts.iter().all(|part| matches!(part.beneath, Some(crate::report::Beneath::Figure(_)))));
}

#[test]
fn over_dispersion_is_told_by_the_z_of_each_and_their_mean_square() {
    let (_, outcome) = outcome(&FIVE);
    let table = ComparisonTable::build(&outcome, query(&[]));
    let story = table.told(ComparisonFigure::Dispersion).story(&outcome);
    let z = |value: &str| -> f64 {
        let last = value.rsplit(' ').next().unwrap();
        last.replace('−', "-").parse().unwrap()
    };
    let each: Vec<f64> =
        story.parts.iter().filter(|part| part.name.starts_with("z of ")).map(|part| z(&part.value)).collect();
    assert_eq!(each.len(), table.rows.len());
    let mean = each.iter().map(|z| z * z).sum::<f64>() / each.len() as f64;
    assert!((mean - table.statistics.dispersion.phi).abs() < 0.05, "{mean} {:?}", table.statistics.dispersion);
    // The sum that leads on: the pooled mean, D, then everyone.
    assert_eq!(story.parts[0].name, "Pooled mean, θ");
    assert!(matches!(&story.parts[1].beneath, Some(crate::report::Beneath::Comparison(_))));
}

#[test]
fn a_rank_says_who_lies_wholly_above_and_below() {
    let (_, outcome) = outcome(&FIVE);
    let table = ComparisonTable::build(&outcome, query(&[]));
    for row in &table.rows {
        let values = table.story(row, ComparisonColumn::Rank).unwrap().with_values.unwrap();
        let interval = |row: &ComparisonRow| row.standing.interval;
        let above = table.rows.iter().filter(|other| interval(other).low > interval(row).high).count();
        let below = table.rows.iter().filter(|other| interval(other).high < interval(row).low).count();
        let brackets = format!("1 + {above} = {}, 5 − {below} = {}", row.standing.rank.from, row.standing.rank.to);
        assert!(values.ends_with(&brackets), "{values} is not {brackets}");
        let apart = |lies: &str| {
            let story = table.story(row, ComparisonColumn::Rank).unwrap();
            story.parts.iter().filter(|part| part.name.starts_with(&format!("Wholly {lies}: "))).count()
        };
        assert_eq!((apart("above"), apart("below")), (above, below));
    }
}

#[test]
fn what_d_rests_on_is_told_with_the_value_in_force_and_who_set_it() {
    use crate::model::scenario::{Edit, Explainer, Scenario, ScenarioState};
    let outcome = with_blocks();
    let settings = |story: &FigureStory| -> Vec<String> {
        story.settings.iter().map(|used| format!("{} ({})", used.words, used.from.split(';').next().unwrap())).collect()
    };
    let table = ComparisonTable::build(&outcome, query(&[]));
    let question = table.told(ComparisonFigure::Clustering);
    assert_eq!(settings(&question.story(&outcome))[0], "Learners who count: pre-registration,apprentice (Default)");
    // Under a scenario it says which of them the scenario sets, and of which scenario the figure is.
    let scenario = Scenario { name: "No apprentices".to_owned(), ..Scenario::default() };
    let mut state = ScenarioState::open(Arc::clone(&outcome), scenario);
    let edit: Edit = "*\t*\t*\tsetting:learner_types\tpre-registration\t".parse().unwrap();
    state.push(vec![edit]).unwrap();
    let under = question.story(&Arc::new(state.outcome().clone())).under(&Explainer::Scenario(Arc::new(state)));
    assert_eq!(under.scenario.as_deref(), Some("No apprentices"));
    assert_eq!(settings(&under)[0], "Learners who count: pre-registration (Set in this scenario)");
    // Without blocks that say students and weeks each: the usual block, with its length.
    let placements = "academic_year,org_code,profession,placement_weeks\n2018/19,ZA1,PT,40\n2018/19,ZA2,PT,50\n";
    let workforce = "period,org_code,profession,band,fte\n2018-09-30,ZA1,PT,Band 6,40\n2018-09-30,ZA2,PT,Band 6,40\n";
    let plain = crate::report::tests::outcome_of_files(&[
        (crate::import::Kind::Workforce, "w.csv", workforce),
        (crate::import::Kind::Placements, "p.csv", placements),
    ]);
    let usual = question.story(&plain);
    assert_eq!(usual.value, "6.00 weeks");
    assert!(settings(&usual)[0].ends_with(": 6 (Default)"), "{usual:?}");
}
