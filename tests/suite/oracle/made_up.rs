//! Plans made up by a die: few organisations, and as many odd things as the rules speak of.

use std::convert::Infallible;

use fairshare::model::*;
use jiff::civil::{Date, date};

/// Two built-in professions and one of a user's own, whom half of the plans have not added.
pub fn professions() -> [Profession; 3] {
    [Profession::Pt, Profession::Odp, Profession::of_code("PLAY").unwrap()]
}

pub fn years() -> impl Iterator<Item = AcademicYear> {
    (2016..2020).filter_map(AcademicYear::starting)
}

/// Numbers that look random and are always the same (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    fn chance(&mut self, in_ten: u64) -> bool {
        self.below(10) < in_ten
    }
}

/// A workforce row; amounts in millionths.
#[derive(Clone, Debug)]
pub struct Staff {
    pub code: String,
    pub profession: Profession,
    pub moment: Snapshot,
    pub group: StaffGroup,
    pub level: &'static str,
    pub band: Band,
    pub fte: Option<i64>,
    pub preceptee: Option<i64>,
    pub leave: Option<i64>,
}

/// A placement row.
#[derive(Clone, Debug)]
pub struct Placed {
    pub code: String,
    pub profession: Profession,
    pub year: AcademicYear,
    pub status: PlacementStatus,
    pub learner: LearnerType,
    pub activity: Option<Activity>,
}

/// A made-up plan.
pub struct MadeUp {
    pub staff: Vec<Staff>,
    pub placed: Vec<Placed>,
    pub demand: Vec<(Profession, AcademicYear, Option<i64>)>,
    pub settings: Settings,
}

const DAYS: [Date; 8] = [
    date(2015, 9, 30),
    date(2016, 9, 30),
    date(2017, 1, 31),
    date(2017, 9, 30),
    date(2018, 3, 31),
    date(2018, 7, 31),
    date(2018, 8, 1),
    date(2020, 7, 31),
];

impl MadeUp {
    pub fn of(seed: u64) -> MadeUp {
        let dice = &mut Dice(seed);
        let codes: Vec<String> = (0..2 + dice.below(6)).map(|number| format!("Z{number}")).collect();
        let (mut staff, mut placed) = (Vec::new(), Vec::new());
        for code in &codes {
            for profession in professions() {
                for _ in 0..dice.below(9) {
                    staff.push(MadeUp::staff(dice, code, profession));
                }
                for _ in 0..dice.below(7) {
                    placed.push(MadeUp::placed(dice, code, profession));
                }
            }
        }
        let demand = (0..dice.below(6)).map(|_| {
            let weeks = dice.chance(8).then(|| 1_000_000 * dice.below(400) as i64);
            (dice.one_of(&professions()), dice.one_of(&years().collect::<Vec<_>>()), weeks)
        });
        let demand = demand.collect();
        MadeUp { staff, placed, demand, settings: settings(dice) }
    }

    fn staff(dice: &mut Dice, code: &str, profession: Profession) -> Staff {
        let moment = if dice.chance(8) {
            Snapshot::On(dice.one_of(&DAYS))
        } else {
            Snapshot::In(dice.one_of(&years().collect::<Vec<_>>()))
        };
        let fte = dice.chance(9).then(|| dice.one_of(&[0, 1_000_000, 3_333_333, 10_000_000, 12_340_000]));
        let part = |dice: &mut Dice| fte.filter(|_| dice.chance(3)).map(|fte| fte / dice.one_of(&[1, 2, 3]));
        let groups = [StaffGroup::AlliedHealth, StaffGroup::NotGiven, StaffGroup::Support, StaffGroup::OtherScientific];
        Staff {
            code: code.to_owned(),
            profession,
            moment,
            group: dice.one_of(&groups),
            level: dice.one_of(&["Therapist", "Manager", ""]),
            band: dice.one_of(&[Band::B4, Band::B6, Band::B8, Band::NotGiven, Band::NonAfc]),
            fte,
            preceptee: part(dice),
            leave: part(dice),
        }
    }

    fn placed(dice: &mut Dice, code: &str, profession: Profession) -> Placed {
        let amount =
            Decimal::from_millionths(dice.one_of(&[0, 500_000, 6_000_000, 30_000_000, 37_500_000, 75_000_000]));
        let activity = match dice.below(7) {
            0 => None,
            1 | 2 => Some(Activity::Hours(Hours::new(amount))),
            3 => Some(Activity::Days(Days::new(amount))),
            _ => Some(Activity::Weeks(PlacementWeeks::new(amount))),
        };
        Placed {
            code: code.to_owned(),
            profession,
            year: dice.one_of(&years().collect::<Vec<_>>()),
            status: if dice.chance(7) { PlacementStatus::Provided } else { dice.one_of(&PlacementStatus::ALL) },
            learner: dice.one_of(&LearnerType::ALL),
            activity,
        }
    }

    /// The plan as the model takes it.
    pub fn facts(&self) -> Facts {
        let mut builder = FactsBuilder::default();
        self.give(&mut builder).unwrap_or_else(|never| match never {});
        builder.finish()
    }

    fn give(&self, builder: &mut FactsBuilder) -> Result<(), Infallible> {
        let mention = |code| OrganisationMention { code, ..OrganisationMention::default() };
        let fte = |millionths: Option<i64>| millionths.map(|fte| Fte::new(Decimal::from_millionths(fte)));
        for row in &self.staff {
            builder.workforce(&WorkforceRow {
                line: 2,
                organisation: mention(&row.code),
                profession: row.profession,
                snapshot: row.moment,
                staff_group: row.group,
                level: row.level,
                band: row.band,
                fte: fte(row.fte),
                preceptee_fte: fte(row.preceptee),
                leave_fte: fte(row.leave),
                vacancy_fte: None,
                team: "",
            })?;
        }
        for row in &self.placed {
            builder.placement(&PlacementRow {
                line: 2,
                organisation: mention(&row.code),
                profession: row.profession,
                year: row.year,
                hei: "",
                programme: "",
                learner_type: row.learner,
                status: row.status,
                students: None,
                weeks_per_student: None,
                activity: row.activity,
                model: "",
                start_date: None,
                team: "",
            })?;
        }
        for (profession, year, weeks) in &self.demand {
            let weeks = weeks.map(|weeks| PlacementWeeks::new(Decimal::from_millionths(weeks)));
            let (profession, year) = (*profession, *year);
            builder.demand(&DemandRow { line: 2, year, profession, hei: "", programme: "", weeks })?;
        }
        Ok(())
    }
}

fn settings(dice: &mut Dice) -> Settings {
    let choices: [(&str, &[&str]); 14] = [
        ("benchmark_method", &["observed", "observed", "observed", "demand", "set"]),
        ("set_rate.PT", &["5", "0"]),
        ("reference_group", &["all", "all", "organisations:Z0,Z1,Z3"]),
        ("reference_year", &["own", "own", "2017/18"]),
        ("minimum_organisations", &["2", "3"]),
        ("missing_return_as_zero", &["no", "no", "yes"]),
        ("staff", &["qualified", "all"]),
        ("excluded_levels", &["none", "manager"]),
        ("bands", &["5,6,7,8", "4,6,non-afc"]),
        ("preceptees", &["included", "excluded", "0.5"]),
        ("long_leave", &["included", "excluded"]),
        ("nearest_snapshot", &["no", "yes"]),
        ("nearest_snapshot_months", &["24", "6"]),
        ("hours_per_week", &["37.5", "36"]),
    ];
    let mut settings = Settings::default();
    if dice.chance(5) {
        settings.set("profession.PLAY", "Play therapy").unwrap();
        settings.set("set_rate.PLAY", dice.one_of(&["4", "0.5"])).unwrap();
    }
    for (key, values) in choices {
        settings.set(key, dice.one_of(values)).unwrap();
    }
    settings
}
