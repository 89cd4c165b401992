//! What if: scenarios small enough to work out by hand, and properties on random ones.

mod benchmark;
mod comparison;
mod edits;
mod goals;
mod levers;
mod properties;

use super::*;
use crate::model::scenario::*;

/// Three physiotherapy teams in 2018/19: ΣW ÷ ΣF = (40 + 20 + 30) ÷ 30 = 3 weeks per FTE.
fn three() -> Plan {
    plan().pt("ZA1", "10", "40").pt("ZA2", "10", "20").pt("ZA3", "10", "30")
}

fn edits(lines: &[&str]) -> Vec<Edit> {
    lines.iter().map(|line| line.replace(' ', "\t").parse().unwrap()).collect()
}

fn scenario(benchmark: Benchmark, lines: &[&str]) -> Scenario {
    Scenario { name: "Try".into(), benchmark, edits: edits(lines), ..Scenario::default() }
}

/// The scenario of these lines over a plan; spaces stand for tabs.
fn state(plan: Plan, benchmark: Benchmark, lines: &[&str]) -> ScenarioState {
    ScenarioState::open(Arc::new(plan.outcome()), scenario(benchmark, lines))
}

/// Physiotherapy in 2018/19 at one organisation.
fn pt(state: &ScenarioState, code: &str) -> Figures {
    state.outcome().at(code, Profession::Pt, "2018/19")
}

fn rate(state: &ScenarioState) -> String {
    show(state.outcome().rate(Profession::Pt, year("2018/19")).ok().map(|rate| rate.value()))
}

fn place(outcome: &Outcome, code: &str) -> Place {
    let organisation = outcome.facts().organisations().iter().position(|o| o.code == code).unwrap() as u32;
    Place { year: year("2018/19"), organisation, profession: Profession::Pt }
}

fn conflicts(state: &ScenarioState) -> Vec<(usize, String)> {
    state.conflicts().map(|conflict| (conflict.index, conflict.reason.to_string())).collect()
}

/// Whether two outcomes are the same in every cell and rate.
fn same(a: &Outcome, b: &Outcome) -> bool {
    let years = a.cells().years();
    years == b.cells().years()
        && a.settings() == b.settings()
        && a.professions() == b.professions()
        && a.professions().iter().all(|profession| {
            let profession = *profession;
            years.iter().all(|year| {
                a.cells().column(profession, *year) == b.cells().column(profession, *year)
                    && a.rate(profession, *year) == b.rate(profession, *year)
            })
        })
}
