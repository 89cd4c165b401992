//! Settings as texts.

use super::*;
use crate::model::SETTINGS;

#[test]
fn every_setting_in_force_can_be_written_down_and_read_back() {
    let mut settings = Settings::default();
    for (key, value) in [
        ("benchmark_method.SLT", "set"),
        ("set_rate.SLT", "5"),
        ("set_rate_source.SLT", "RCSLT 2021, 25 days per WTE"),
        ("reference_group", "organisations:R1H,RJ1"),
        ("reference_year", "2018/19"),
        ("bands", "6,7,non-afc"),
        ("preceptees", "0.5"),
        ("excluded_levels", "002_Manager, Technician"),
        ("threshold_near", "75%"),
        ("block_weeks.PT", "5"),
        ("profession.PLAY", "Play therapy; play specialist"),
        ("profession.PT", "MSK outpatients"),
        ("block_weeks.Play therapy", "4"),
        ("benchmark_method.PLAY", "set"),
        ("set_rate.PLAY", "3"),
    ] {
        settings.set(key, value).unwrap();
    }
    let entries = settings.entries();
    let again = Settings::from_entries(entries.iter().map(|(k, v)| (k.as_str(), v.as_str()))).unwrap();
    assert_eq!(again, settings);
}

#[test]
fn every_setting_is_explained_and_has_a_default() {
    let settings = Settings::default();
    for info in &SETTINGS {
        assert!(!info.meaning.is_empty() && !info.source.is_empty(), "{}", info.key);
        assert!(
            ["profession", "set_rate", "set_rate_source", "peer_group"].contains(&info.key)
                || settings.get(info.key).is_some(),
            "{}",
            info.key
        );
    }
}

#[test]
fn a_value_that_makes_no_sense_is_refused_and_changes_nothing() {
    let before = Settings::default();
    let mut settings = before.clone();
    for (key, value) in [
        ("hours_per_week", "0"),
        ("hours_per_week", "-37.5"),
        ("hours_per_week", "lots"),
        ("preceptees", "1.5"),
        ("bands", "5,12"),
        ("minimum_organisations", "1"),
        ("reference_year", "2018/20"),
        ("reference_group", "region:"),
        ("set_rate", "5"),
        ("set_rate.SLT", "-1"),
        ("staff.PT", "all"),
        ("no_such", "1"),
        ("block_weeks.XX", "1"),
        ("profession", "Play therapy"),
        ("profession.", "Play therapy"),
        ("profession.8A", "Play therapy"),
        ("profession.PLAY", "Physiotherapy"),
    ] {
        assert!(settings.set(key, value).is_err(), "{key}={value}");
    }
    assert_eq!(settings, before);
}

#[test]
fn thresholds_out_of_order_are_refused_once_all_changes_are_in() {
    let mut settings = Settings::default();
    settings.set("threshold_meets", "1.2").unwrap();
    assert_eq!(
        settings.check().unwrap_err().to_string(),
        "settings threshold_near=0.8, threshold_meets=1.2, threshold_above=1.1 are out of order: near has to lie \
         below meets and meets below above; change them together"
    );
    settings.set("threshold_above", "130%").unwrap();
    assert_eq!(settings.check(), Ok(()));
    settings.set("threshold_near", "1.2").unwrap();
    assert!(settings.check().is_err(), "nobody could be near");
}

#[test]
fn peer_groups_are_named_and_the_reference_group_may_be_one() {
    let mut settings = Settings::default();
    settings.set("peer_group.South coast", "organisations:za1, ZA3").unwrap();
    settings.set("peer_group.London", "region:London").unwrap();
    settings.set("reference_group", "peer_group:south COAST").unwrap();
    assert_eq!(settings.get("reference_group").as_deref(), Some("peer_group:South coast"), "the name as it is kept");
    assert_eq!(settings.check(), Ok(()));
    let entries = settings.entries();
    assert!(entries.contains(&("peer_group.South coast".into(), "organisations:ZA1,ZA3".into())), "{entries:?}");
    let again = Settings::from_entries(entries.iter().map(|(k, v)| (k.as_str(), v.as_str()))).unwrap();
    assert_eq!(again, settings);
    for (key, value) in [
        ("peer_group.south coast", "region:London"),
        ("peer_group.", "region:London"),
        ("peer_group", "region:London"),
        ("peer_group. Fells", "region:London"),
        ("peer_group.Fells", "London"),
        ("peer_group.Fells", "ics:"),
        ("reference_group", "peer_group:"),
    ] {
        assert!(settings.set(key, value).is_err(), "{key}={value}");
    }
    assert_eq!(again, settings);
    settings.set("reference_group", "peer_group:Fells").unwrap();
    let refused = settings.check().unwrap_err().to_string();
    assert!(refused.contains("there are: London; South coast"), "{refused}");
}

#[test]
fn settings_of_a_profession_that_was_taken_away_are_kept_as_they_were_stored() {
    let stored = [("block_weeks.PLAY", "4"), ("profession.HORT", "Horticulture; radiotherapy")];
    let mut settings = Settings::from_entries(stored).unwrap();
    assert_eq!(settings.get("block_weeks.PLAY").as_deref(), Some("4"));
    assert!(settings.entries().contains(&("block_weeks.PLAY".into(), "4".into())));
    let refused = settings.set("block_weeks.PLAY", "5").unwrap_err().to_string();
    assert!(refused.contains("\"PLAY\" is none of this plan"), "{refused}");
    settings.set("profession.PLAY", "Play therapy").unwrap();
    settings.set("block_weeks.play", "5").unwrap();
    assert_eq!(settings.kept_key("block_weeks.play therapy"), "block_weeks.PLAY");
    assert_eq!(settings.kept_key("profession.play"), "profession.PLAY");
    assert_eq!(settings.kept_key("bands"), "bands");
    for group in ["peer_group.Physio", "peer_group.Coast"] {
        assert_eq!(settings.kept_key(group), group);
    }
}
