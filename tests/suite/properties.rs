//! What holds on every plan, tried on random ones.

use std::sync::Arc;

use fairshare::model::*;
use proptest::prelude::*;

/// What a random plan says of one organisation: FTE in hundredths for each snapshot, and weeks in tenths.
#[derive(Clone, Debug)]
struct Site {
    fte: Vec<u32>,
    weeks: Option<u32>,
    hours: Option<u32>,
}

fn site() -> impl Strategy<Value = Site> {
    let fte = prop::collection::vec(prop_oneof![Just(0), 1..50_000_u32], 0..4);
    (fte, prop::option::weighted(0.8, 0..9_000_u32), prop::option::weighted(0.3, 0..20_000_u32))
        .prop_map(|(fte, weeks, hours)| Site { fte, weeks, hours })
}

fn region() -> impl Strategy<Value = Vec<Site>> {
    prop::collection::vec(site(), 2..12)
}

const SNAPSHOTS: [&str; 3] = ["2018-09-30", "2018-12-31", "2019-03-31"];
const HUNDREDTH: i64 = 10_000;

fn year() -> AcademicYear {
    "2018/19".parse().unwrap()
}

fn hundredths(amount: u32) -> Decimal {
    Decimal::from_millionths(i64::from(amount) * HUNDREDTH)
}

fn facts(region: &[Site], weeks_times: u32, reversed: bool) -> Facts {
    let mut builder = FactsBuilder::default();
    let codes: Vec<String> = (0..region.len()).map(|index| format!("Z{index:02}")).collect();
    let mut sites: Vec<(&String, &Site)> = codes.iter().zip(region).collect();
    if reversed {
        sites.reverse();
    }
    for (code, site) in sites {
        let organisation = OrganisationMention { code, name: "", region: "", ics: "" };
        for (fte, day) in site.fte.iter().zip(SNAPSHOTS) {
            let Ok(()) = builder.workforce(&WorkforceRow {
                line: 2,
                organisation,
                profession: Profession::Pt,
                snapshot: Snapshot::On(day.parse().unwrap()),
                staff_group: StaffGroup::AlliedHealth,
                level: "",
                band: Band::B6,
                fte: Some(Fte::new(hundredths(*fte))),
                preceptee_fte: None,
                leave_fte: None,
                vacancy_fte: None,
                team: "",
            });
        }
        let weeks = site.weeks.map(|weeks| Activity::Weeks(PlacementWeeks::new(hundredths(weeks * 10 * weeks_times))));
        let hours = site.hours.map(|hours| Activity::Hours(Hours::new(hundredths(hours * 10 * weeks_times))));
        for activity in [weeks, hours].into_iter().flatten() {
            let Ok(()) = builder.placement(&PlacementRow {
                line: 2,
                organisation,
                profession: Profession::Pt,
                year: year(),
                hei: "",
                programme: "",
                learner_type: LearnerType::PreRegistration,
                status: PlacementStatus::Provided,
                students: None,
                weeks_per_student: None,
                activity: Some(activity),
                model: "",
                start_date: None,
                team: "",
            });
        }
    }
    builder.finish()
}

fn outcome(region: &[Site]) -> Outcome {
    Outcome::calculate(Arc::new(facts(region, 1, false)), Settings::default())
}

fn every_figure(outcome: &Outcome) -> Vec<(Place, Figures)> {
    outcome.places().map(|place| (place, outcome.figures(place))).collect()
}

/// Whether the organisation formed the observed rate.
fn formed(figures: &Figures) -> bool {
    figures.fte_share.is_some()
}

fn text(figure: Option<Fraction>) -> Option<String> {
    figure.map(|figure| fixed(figure, 12))
}

proptest! {
    #[test]
    fn gaps_of_those_that_formed_an_observed_rate_sum_to_exactly_zero(region in region()) {
        let figures = every_figure(&outcome(&region));
        let gaps = figures.iter().filter(|(_, figures)| formed(figures)).filter_map(|(_, figures)| figures.gap);
        let sum = gaps.fold(Fraction::ZERO, Fraction::plus);
        prop_assert_eq!(sum.numerator(), 0);
    }

    #[test]
    fn scaling_every_weeks_figure_scales_the_rate_and_leaves_every_ratio(region in region(), times in 2..9_u32) {
        let scaled = Outcome::calculate(Arc::new(facts(&region, times, false)), Settings::default());
        for ((_, before), (_, after)) in every_figure(&outcome(&region)).iter().zip(every_figure(&scaled)) {
            let rate = |figures: &Figures| figures.rate.ok().map(|rate| rate.value());
            if let (Some(before), Some(after)) = (rate(before), rate(&after)) {
                let times = Fraction::new(times.into(), 1).unwrap();
                let scaled = Fraction::new(before.numerator() * times.numerator(), before.denominator()).unwrap();
                prop_assert_eq!(scaled, after);
            }
            prop_assert_eq!(before.ratio, after.ratio);
        }
    }

    #[test]
    fn an_organisation_without_a_return_changes_no_rate(region in region(), fte in 1..50_000_u32) {
        let mut larger = region.clone();
        larger.push(Site { fte: vec![fte], weeks: None, hours: None });
        let rate = |region: &[Site]| {
            let rate = outcome(region).rate(Profession::Pt, year());
            rate.ok().map(|rate| (rate.value(), rate.organisations))
        };
        // The rows of the new organisation may add a second snapshot to the year, never to another organisation.
        prop_assert_eq!(rate(&region), rate(&larger));
    }

    #[test]
    fn an_organisation_exactly_on_its_share_meets_it(fte in 1..50_000_u32, rate in 1..100_u32, sites in 2..6_usize) {
        // Every organisation provides exactly `rate` tenths of a week for each hundredth of an FTE.
        let region: Vec<Site> = (0..sites)
            .map(|n| Site { fte: vec![fte + n as u32], weeks: Some((fte + n as u32) * rate), hours: None })
            .collect();
        for (_, figures) in every_figure(&outcome(&region)) {
            prop_assert_eq!(figures.status, Status::Meets);
            prop_assert_eq!(figures.placements_to_close, Some(0));
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(region in region()) {
        let reversed = Outcome::calculate(Arc::new(facts(&region, 1, true)), Settings::default());
        for ((place, a), (same_place, b)) in every_figure(&outcome(&region)).iter().zip(every_figure(&reversed)) {
            prop_assert_eq!(*place, same_place);
            prop_assert_eq!((text(a.expected), text(a.gap), a.status), (text(b.expected), text(b.gap), b.status));
        }
    }

    #[test]
    fn what_is_shown_changes_no_rate(region in region(), shown in prop::collection::vec(any::<bool>(), 12)) {
        let outcome = outcome(&region);
        let in_scope = |organisation: u32| shown[organisation as usize];
        let total = outcome.total(Profession::Pt, year(), in_scope);
        prop_assert_eq!(total.rate.ok(), outcome.rate(Profession::Pt, year()).ok());
        let gaps = every_figure(&outcome).into_iter().filter(|(place, figures)| in_scope(place.organisation) && figures.rate.is_ok() && figures.cell.fte > 0);
        let sum = gaps.filter_map(|(_, figures)| figures.gap).fold(Fraction::ZERO, Fraction::plus);
        prop_assert_eq!(total.gap(), sum);
    }

    #[test]
    fn a_missing_figure_is_missing_and_nothing_is_infinite(region in region()) {
        let outcome = outcome(&region);
        for (place, figures) in every_figure(&outcome) {
            let site = &region[outcome.organisation(place).code[1..].parse::<usize>().unwrap()];
            prop_assert_eq!(figures.eligible_fte.is_some(), !site.fte.is_empty());
            prop_assert_eq!(figures.provided.is_some(), site.weeks.is_some() || site.hours.is_some());
            prop_assert_eq!(figures.status.has_ratio(), figures.ratio.is_some());
            prop_assert!(figures.ratio.is_none_or(|ratio| ratio.to_f64().is_finite()));
            prop_assert_eq!(figures.gap.is_some(), figures.placements_to_close.is_some());
        }
    }
}
