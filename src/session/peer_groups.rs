//! Peer groups of a plan: settings by the name of the group, so that they are made, changed, taken away and
//! brought back as every other setting. Only a new name concerns more than one place.

use crate::model::scenario::What;
use crate::model::{PEER_GROUP, PEERS};
use crate::store::Change;

use super::command::settings_changed;
use super::scenario::Field;
use super::{CommandError, PlanState};

/// A group under another name: the group, the reference group if it is that, and every scenario's edit that
/// makes it so.
pub(super) fn rename(plan: &PlanState, from: &str, to: &str) -> Result<(String, Vec<Change>), CommandError> {
    let settings = plan.settings()?;
    let held = |name: &str| settings.peer_group(name).map(|(held, rule)| (held.to_owned(), rule.to_string()));
    let Some((from, rule)) = held(from) else {
        return Err(CommandError::NoPeerGroup { name: from.to_owned() });
    };
    let to = to.trim();
    if held(to).is_some_and(|(other, _)| other != from) {
        return Err(CommandError::Name { name: to.to_owned(), reason: "is another peer group's; choose another" });
    }
    let mut wanted = vec![(format!("{PEER_GROUP}{from}"), None), (format!("{PEER_GROUP}{to}"), Some(rule))];
    if to == from {
        return Ok((format!("peer group {from} keeps its name"), Vec::new()));
    }
    let is_it = |value: &str| value.strip_prefix(PEERS) == Some(&from);
    if settings.get("reference_group").is_some_and(|value| is_it(&value)) {
        wanted.push(("reference_group".to_owned(), Some(format!("{PEERS}{to}"))));
    }
    let label = format!("peer group {from} renamed {to}");
    let (label, mut changes) = settings_changed(plan, Some(&label), &wanted)?;
    for stored in super::scenarios_of(plan) {
        for held in stored.edits {
            let Ok(mut edit) = held.edit else { continue };
            match &mut edit.what {
                What::Setting { key, value, .. } if key == "reference_group" && is_it(value) => {
                    *value = format!("{PEERS}{to}");
                }
                _ => continue,
            }
            let path = Field::Edit(held.number).path(stored.id);
            changes.push(Change::new(path, Some(&held.text), Some(&edit.to_string())));
        }
    }
    Ok((label, changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Command;

    fn make(plan: &mut PlanState, command: &Command) -> String {
        let (label, changes) = command.changes(plan).unwrap();
        plan.follow(&changes);
        label
    }

    fn set(key: &str, value: Option<&str>) -> Command {
        Command::Set { key: key.into(), value: value.map(Into::into) }
    }

    fn rename(from: &str, to: &str) -> Command {
        Command::RenamePeerGroup { from: from.into(), to: to.into() }
    }

    /// A group that is the reference group of the plan and of a scenario.
    fn plan() -> PlanState {
        let mut plan = PlanState::default();
        let label = make(&mut plan, &set("peer_group.Coast", Some("organisations:ZA2,za1")));
        assert_eq!(label, "Peer group Coast not set → organisations:ZA1,ZA2");
        make(&mut plan, &set("peer_group.North", Some("region:North Fells")));
        let edit = "*\t*\t*\tsetting:reference_group\tpeer_group:Coast".parse().unwrap();
        make(&mut plan, &Command::new_scenario("Ours", vec![edit]));
        make(&mut plan, &set("reference_group", Some("peer_group:Coast")));
        plan
    }

    #[test]
    fn a_new_name_goes_wherever_the_old_one_stood() {
        let mut plan = plan();
        let (label, changes) = rename("coast", "South coast").changes(&plan).unwrap();
        assert_eq!((label.as_str(), changes.len()), ("peer group Coast renamed South coast", 4));
        plan.follow(&changes);
        let settings = plan.settings().unwrap();
        assert_eq!(settings.get("reference_group").as_deref(), Some("peer_group:South coast"));
        assert_eq!(settings.get("peer_group.South coast").as_deref(), Some("organisations:ZA1,ZA2"));
        assert_eq!(settings.get("peer_group.Coast"), None);
        let scenario = &super::super::scenarios_of(&plan)[0];
        assert_eq!(scenario.edits[0].text, "*\t*\t*\tsetting:reference_group\tpeer_group:South coast\t");
        assert_eq!(
            make(&mut plan, &rename("South coast", "SOUTH COAST")),
            "peer group South coast renamed SOUTH COAST"
        );
        assert!(rename("SOUTH COAST", "north").changes(&plan).is_err(), "another's name");
        assert!(rename("Nobody", "Somebody").changes(&plan).is_err());
        assert!(rename("North", "a=b").changes(&plan).is_err());
    }

    #[test]
    fn a_scenario_may_have_a_group_of_its_own() {
        let mut plan = plan();
        let scenario = &super::super::scenarios_of(&plan)[0];
        let wanted = [
            ("peer_group.Hills".to_owned(), Some("ics:Made-up System".to_owned())),
            ("reference_group".to_owned(), Some("peer_group:Hills".to_owned())),
        ];
        let command = crate::session::own_settings_changed(&plan, scenario, &wanted).unwrap();
        make(&mut plan, &command);
        let scenario = &super::super::scenarios_of(&plan)[0];
        let own = crate::session::own_settings(&plan, scenario).unwrap();
        let own: Vec<String> = own.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(own, ["peer_group.Hills=ics:Made-up System", "reference_group=peer_group:Hills"]);
        let wanted = [("reference_group".to_owned(), Some("peer_group:Nobody".to_owned()))];
        assert!(crate::session::own_settings_changed(&plan, scenario, &wanted).is_err());
    }

    #[test]
    fn a_group_that_is_the_reference_group_cannot_be_taken_away() {
        let mut plan = plan();
        let refused = set("peer_group.Coast", None).changes(&plan).unwrap_err().to_string();
        assert!(
            refused.contains("\"Coast\" is the reference group") && refused.contains("choose another"),
            "{refused}"
        );
        assert!(set("reference_group", Some("peer_group:Hills")).changes(&plan).is_err());
        make(&mut plan, &set("reference_group", None));
        make(&mut plan, &set("peer_group.Coast", None));
        assert_eq!(plan.settings().unwrap().peer_groups.len(), 1);
    }
}
