//! Random plans with everything that rows, settings and scenarios can say.

use std::collections::BTreeMap;
use std::sync::Arc;

use fairshare::model::explain::FigureKey;
use fairshare::model::scenario::*;
use fairshare::model::*;
use proptest::prelude::*;

use super::{check, keys};

#[derive(Clone, Debug)]
struct Staff {
    site: u8,
    profession: Profession,
    moment: &'static str,
    group: StaffGroup,
    band: Band,
    fte: Option<u32>,
    parts: Option<(u32, u32)>,
}

#[derive(Clone, Debug)]
struct Placed {
    site: u8,
    profession: Profession,
    year: &'static str,
    status: PlacementStatus,
    learner_type: LearnerType,
    activity: Option<(u8, u32)>,
}

#[derive(Clone, Debug)]
struct Plan {
    staff: Vec<Staff>,
    placed: Vec<Placed>,
    required: Vec<Option<u32>>,
    settings: Vec<(&'static str, &'static str)>,
}

/// A profession of the user's own.
fn own() -> Profession {
    Profession::of_code("PLAY").unwrap()
}

fn profession() -> impl Strategy<Value = Profession> {
    prop_oneof![4 => Just(Profession::Pt), 1 => Just(Profession::Ot), 1 => Just(own())]
}

fn staff() -> impl Strategy<Value = Staff> {
    let moment = prop_oneof![
        4 => Just("2018-09-30"), 2 => Just("2019-03-31"), 1 => Just("2018/19"), 1 => Just("2019-09-30"), 1 => Just("2019/20")
    ];
    let group = prop_oneof![5 => Just(StaffGroup::AlliedHealth), 1 => Just(StaffGroup::Support), 1 => Just(StaffGroup::NotGiven)];
    let band =
        prop_oneof![4 => Just(Band::B6), 1 => Just(Band::B3), 1 => Just(Band::NonAfc), 1 => Just(Band::NotGiven)];
    let fte = prop::option::weighted(0.9, prop_oneof![1 => Just(0), 6 => 1..5_000_u32]);
    let parts = prop::option::weighted(0.3, (0..3_000_u32, 0..3_000_u32));
    (0..6_u8, profession(), moment, group, band, fte, parts).prop_map(
        |(site, profession, moment, group, band, fte, parts)| Staff {
            site,
            profession,
            moment,
            group,
            band,
            fte,
            parts,
        },
    )
}

fn placed() -> impl Strategy<Value = Placed> {
    let year = prop_oneof![4 => Just("2018/19"), 1 => Just("2019/20")];
    let status = prop_oneof![5 => Just(PlacementStatus::Provided), 1 => Just(PlacementStatus::Offered), 1 => Just(PlacementStatus::Declined)];
    let learner = prop_oneof![
        5 => Just(LearnerType::PreRegistration), 1 => Just(LearnerType::Apprentice), 1 => Just(LearnerType::International)
    ];
    let activity = prop::option::weighted(0.9, (0..3_u8, 0..90_000_u32));
    (0..6_u8, profession(), year, status, learner, activity).prop_map(
        |(site, profession, year, status, learner_type, activity)| Placed {
            site,
            profession,
            year,
            status,
            learner_type,
            activity,
        },
    )
}

fn setting() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("preceptees", "excluded"),
        ("preceptees", "0.3"),
        ("long_leave", "excluded"),
        ("staff", "all"),
        ("bands", "6,non-afc"),
        ("hours_per_week", "36"),
        ("days_per_week", "4.5"),
        ("learner_types", "international,apprentice"),
        ("missing_return_as_zero", "yes"),
        ("nearest_snapshot", "yes"),
        ("reference_year", "2018/19"),
        ("reference_group", "organisations:Z0,Z1,Z2"),
        ("minimum_organisations", "3"),
        ("benchmark_method.PT", "demand"),
        ("benchmark_method.PT", "set"),
        ("set_rate.PT", "2.5"),
        ("block_weeks.PT", "4.5"),
        ("block_weeks.PLAY", "3"),
        ("benchmark_method.PLAY", "set"),
        ("set_rate.PLAY", "1.5"),
        ("profession.PLAY", "Play therapy"),
        ("threshold_meets", "90%"),
    ])
}

fn plan() -> impl Strategy<Value = Plan> {
    (
        prop::collection::vec(staff(), 0..40),
        prop::collection::vec(placed(), 0..30),
        prop::collection::vec(prop::option::weighted(0.9, 0..90_000_u32), 0..3),
        prop::collection::vec(setting(), 0..4),
    )
        .prop_map(|(staff, placed, required, settings)| Plan { staff, placed, required, settings })
}

fn hundredths(amount: u32) -> Decimal {
    Decimal::from_millionths(i64::from(amount) * 10_000)
}

const CODES: [&str; 6] = ["Z0", "Z1", "Z2", "Z3", "Z4", "Z5"];

fn outcome(plan: &Plan) -> Arc<Outcome> {
    let mut facts = FactsBuilder::default();
    let mention = |site: u8| OrganisationMention { code: CODES[usize::from(site)], ..OrganisationMention::default() };
    for (line, row) in (2..).zip(&plan.staff) {
        facts.begin_source(Layer { source: u32::from(row.site % 2), batch: 0, replaces: false });
        let snapshot = match row.moment.parse() {
            Ok(day) => Snapshot::On(day),
            Err(_) => Snapshot::In(row.moment.parse().unwrap()),
        };
        let fte = row.fte.map(hundredths);
        let part = |part: Option<u32>| part.zip(fte).map(|(part, fte)| Fte::new(hundredths(part).min(fte)));
        let Ok(()) = facts.workforce(&WorkforceRow {
            line,
            organisation: mention(row.site),
            profession: row.profession,
            snapshot,
            staff_group: row.group,
            level: "",
            band: row.band,
            fte: fte.map(Fte::new),
            preceptee_fte: part(row.parts.map(|(preceptee, _)| preceptee)),
            leave_fte: part(row.parts.map(|(_, leave)| leave)),
            vacancy_fte: None,
            team: "",
        });
    }
    for (line, row) in (2..).zip(&plan.placed) {
        facts.begin_source(Layer { source: 2, batch: 0, replaces: false });
        let activity = row.activity.map(|(unit, amount)| match unit {
            0 => Activity::Weeks(PlacementWeeks::new(hundredths(amount))),
            1 => Activity::Hours(Hours::new(hundredths(amount))),
            _ => Activity::Days(Days::new(hundredths(amount))),
        });
        let Ok(()) = facts.placement(&PlacementRow {
            line,
            organisation: mention(row.site),
            profession: row.profession,
            year: row.year.parse().unwrap(),
            hei: "",
            programme: "",
            learner_type: row.learner_type,
            status: row.status,
            students: None,
            weeks_per_student: None,
            activity,
            model: "",
            start_date: None,
            team: "",
        });
    }
    for (line, weeks) in (2..).zip(&plan.required) {
        facts.begin_source(Layer { source: 3, batch: 0, replaces: false });
        let weeks = weeks.map(|weeks| PlacementWeeks::new(hundredths(weeks)));
        let year = "2018/19".parse().unwrap();
        let Ok(()) = facts.demand(&DemandRow { line, year, profession: Profession::Pt, hei: "", programme: "", weeks });
    }
    let settings = Settings::from_entries(plan.settings.iter().copied()).unwrap();
    Arc::new(Outcome::calculate(Arc::new(facts.finish()), settings))
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..9_000_u32).prop_map(|to| Change::Set(hundredths(to))),
        (0..9_000_u32).prop_map(|more| Change::Add(hundredths(more))),
        (0..500_u32).prop_map(|less| Change::Add(Decimal::from_millionths(-hundredths(less).millionths()))),
        (0..30_u32).prop_map(|by| Change::Scale(hundredths(by * 10))),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let year = || {
        prop_oneof![4 => Just("2018/19"), 1 => Just("2019/20"), 1 => Just("2022/23")]
            .prop_map(|year| year.parse().unwrap())
    };
    let field = prop_oneof![Just(CellField::Fte), Just(CellField::Weeks)];
    let cell = (field, 0..6_usize, profession(), year(), change())
        .prop_map(|(field, site, of, year, change)| Edit::cell(field, CODES[site], of, year, change, ""));
    let rate = (year(), change()).prop_map(|(year, change)| Edit::rate(Profession::Pt, year, change, ""));
    let in_scenarios =
        setting().prop_filter("a scenario names no profession", |(key, _)| !key.starts_with("profession."));
    let own = in_scenarios.prop_map(|(key, value)| {
        let (key, profession) = key.split_once('.').map_or((key, None), |(key, of)| (key, Profession::of_code(of)));
        Edit { what: What::setting(key, profession, value).unwrap(), note: String::new() }
    });
    prop_oneof![8 => cell, 2 => rate, 1 => own]
}

/// Every place with a figure, and some without any.
fn every_key(outcome: &Outcome) -> Vec<FigureKey> {
    let organisations = 0..outcome.facts().organisations().len() as u32;
    let all = organisations.flat_map(|organisation| {
        let years = outcome.cells().years().iter();
        years.map(move |year| Place { year: *year, organisation, profession: Profession::Pt })
    });
    all.chain(outcome.places().filter(|place| place.profession != Profession::Pt)).flat_map(keys).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_of_a_random_plan_says_how_it_was_made(plan in plan()) {
        let outcome = outcome(&plan);
        let mut sites: BTreeMap<(u32, u32), &str> = BTreeMap::new();
        for (line, row) in (2..).zip(&plan.staff) {
            sites.insert((u32::from(row.site % 2), line), CODES[usize::from(row.site)]);
        }
        for (line, row) in (2..).zip(&plan.placed) {
            sites.insert((2, line), CODES[usize::from(row.site)]);
        }
        for key in every_key(&outcome) {
            let told = outcome.explain(&key);
            check(&outcome, &key, &told);
            // Rows are those of the organisation that the part is about.
            for part in told.all() {
                let Some(key) = part.key.as_ref().filter(|_| !part.rows.is_empty()) else { continue };
                let code = &outcome.organisation(key.place).code;
                let stands = |row: &explain::RowRef| sites.get(&(row.source, row.line)).copied();
                prop_assert!(part.rows.iter().all(|row| stands(row) == Some(code)), "{:?}", part);
            }
        }
    }

    #[test]
    fn every_figure_of_a_random_scenario_says_how_it_was_made(
        plan in plan(), edits in prop::collection::vec(edit(), 0..8), held in any::<bool>()
    ) {
        let benchmark = if held { Benchmark::Held } else { Benchmark::Recalculated };
        let scenario = Scenario { name: "Try".into(), benchmark, edits, ..Scenario::default() };
        let state = ScenarioState::open(outcome(&plan), scenario);
        for key in every_key(state.outcome()) {
            check(state.outcome(), &key, &state.explain(&key));
        }
    }
}
