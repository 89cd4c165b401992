//! What an organisation reference says of organisations, and groups made of it.

use super::*;
use crate::model::{GroupRule, Organisation, OrganisationMention, OrganisationRow};

fn listed(plan: Plan, code: &str, ics: &str, organisation_type: &str, benchmark_group: &str) -> Plan {
    let organisation = OrganisationMention { code, name: "", region: "London", ics };
    let row = OrganisationRow { organisation, organisation_type, benchmark_group, ..OrganisationRow::default() };
    let mut plan = plan;
    let Ok(()) = plan.facts.organisation(&row);
    plan
}

fn organisation(plan: Plan) -> Organisation {
    plan.outcome().facts().organisations()[0].clone()
}

#[test]
fn type_and_benchmark_group_are_those_of_the_reference_and_ties_go_to_the_smallest_text() {
    let one = organisation(listed(plan(), "ZA1", "QKK", "Acute", "Acute - Teaching"));
    assert_eq!((one.organisation_type.as_str(), one.benchmark_group.as_str()), ("Acute", "Acute - Teaching"));
    let [small, large] = ["Acute - Large", "Acute - Teaching"];
    for order in [[small, large], [large, small]] {
        let both = order.iter().fold(plan(), |plan, group| listed(plan, "ZA1", "", "", group));
        assert_eq!(organisation(both).benchmark_group, small);
    }
    let blank = organisation(listed(listed(plan(), "ZA1", "", "Acute", ""), "ZA1", "", "", ""));
    assert_eq!((blank.organisation_type.as_str(), blank.benchmark_group.as_str()), ("Acute", ""), "blank says nothing");
}

#[test]
fn an_ics_by_name_beats_its_code_whichever_reference_comes_first() {
    for order in [["QKK", "South East London"], ["South East London", "QKK"]] {
        let both = order.iter().fold(plan(), |plan, ics| listed(plan, "ZA1", ics, "", ""));
        assert_eq!(organisation(both).ics, "South East London");
    }
    let workforce = || {
        let organisation = OrganisationMention { code: "ZA1", ics: "Moor Coast", ..OrganisationMention::default() };
        plan().staff(WorkforceRow { organisation, ..staff("ZA1", Profession::Pt, "2018-09-30", "5") })
    };
    assert_eq!(organisation(listed(workforce(), "ZA1", "QKK", "", "")).ics, "Moor Coast");
    assert_eq!(organisation(listed(workforce(), "ZA1", "The Moors", "", "")).ics, "The Moors");
}

#[test]
fn a_group_of_a_type_or_a_benchmark_group_may_be_the_reference_group() {
    let region = || {
        let three = plan().pt("ZA1", "10", "40").pt("ZA2", "10", "20").pt("ZA3", "10", "90").pt("ZA4", "10", "10");
        let three = listed(three, "ZA1", "", "Acute", "Acute - Teaching");
        let three = listed(three, "ZA2", "", "acute", "Acute - Small");
        listed(three, "ZA3", "", "Community", "Acute - Teaching")
    };
    let rate_of = |plan: Plan| show(plan.figures("ZA4").rate.ok().map(|rate| rate.value()));
    let rate = |group: &str| rate_of(region().set("reference_group", group));
    assert_eq!((rate("type:Acute"), rate("benchmark_group:acute - teaching")), ("3.0000".into(), "6.5000".into()));
    let by_name = region().set("peer_group.Ours", "type:Acute").set("reference_group", "peer_group:Ours");
    assert_eq!(rate_of(by_name), "3.0000");
    for (text, count) in [("type:Acute", "2 organisations"), ("benchmark_group:Nowhere", "0 organisations")] {
        let rule = GroupRule::read(text).unwrap();
        assert_eq!((rule.to_string().as_str(), rule.count(region().outcome().facts()).as_str()), (text, count));
    }
    assert_eq!((GroupRule::read("type:"), GroupRule::read("benchmark_group: ")), (None, None));
}
