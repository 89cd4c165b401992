//! One open plan: how files and plans become an outcome, and what a user's command changes. The window
//! and the command line both go through here, so that they cannot differ.

mod assumption;
mod baseline;
mod command;
mod foresee;
mod intake;
mod live_scenario;
mod mappings;
mod mergers;
mod meta;
mod organisation_rows;
mod own_settings;
mod page_question;
mod peer_groups;
mod plan_state;
mod sample;
mod scenario;
mod scenario_command;
mod source_story;
mod step_words;

pub use assumption::{Assumption, AssumptionAct, AssumptionField, AssumptionId, assumptions_of};
pub use baseline::{Baseline, facts_of_files};
pub use command::{Command, CommandError, settings_of};
pub use foresee::{Foreseen, foresee};
pub use intake::{FileToRead, Intake, IntakeError, Origin, fill, import, label};
pub use live_scenario::{LiveScenario, NotApplied, push};
pub use mappings::remembered_mapping;
pub use mergers::{CONTRADICTORY_MERGER, ListedMerger, contradictions};
pub use meta::{meta, meta_assuming, meta_under, now};
pub use organisation_rows::organisation_rows;
pub use own_settings::{own_settings, own_settings_changed, scenario_settings};
pub use page_question::{PageQuestion, PlanNow};
pub use plan_state::PlanState;
pub use sample::{sample_files, sample_plan};
pub use scenario::{ScenarioId, StoredEdit, StoredScenario, scenarios_of};
pub use scenario_command::{ScenarioAct, without_replaced};
pub use source_story::{SourceFigure, totals};
pub use step_words::{step_note, step_words};
