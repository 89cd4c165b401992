//! A made-up plan of England's size in one year: every organisation has every profession.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use fairshare::import::Kind;
use fairshare::session::{self, Command, FileToRead, PlanState};
use fairshare::store::{Cancel, ImportRequest, PlanWriter};

use crate::common::england::Dice;
use crate::common::plan::{OWN, professions};

/// A plan with so many organisations, made once.
pub fn plan(folder: &Path, organisations: usize) -> PathBuf {
    let plan = folder.join("region.fairshare");
    if plan.exists() {
        return plan;
    }
    let mut workforce = "academic_year,org_code,org_name,region,ics,profession,band,fte\n".to_owned();
    let mut placements = "academic_year,org_code,profession,students,weeks_per_student\n".to_owned();
    for organisation in 0..organisations {
        for profession in professions() {
            let mut dice = Dice::thrown_for(&[7, profession.number(), organisation as u64]);
            let code = profession.code();
            let fte = dice.below(1_500) as f64 / 10.0 + 1.0;
            let name = format!("Made-up University Hospitals NHS Foundation Trust {organisation}");
            let (region, ics) = (organisation % 7, organisation % 42);
            writeln!(workforce, "2018/19,Z{organisation:04},{name},Region {region},System {ics},{code},Band 6,{fte}")
                .unwrap();
            let students = (fte * (0.4 + dice.below(80) as f64 / 100.0)).ceil();
            writeln!(placements, "2018/19,Z{organisation:04},{code},{students},{}", 4 + dice.below(3) * 2).unwrap();
        }
    }
    let files = [("workforce.csv", workforce, Kind::Workforce), ("placements.csv", placements, Kind::Placements)];
    let files = files.map(|(name, text, kind)| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        FileToRead::at(path, kind)
    });
    let mut writer = PlanWriter::create(&plan).unwrap();
    let own = Command::Set { key: format!("profession.{OWN}"), value: Some("Play therapy".to_owned()) };
    let (label, changes) = own.changes(&PlanState::read(writer.reader()).unwrap()).unwrap();
    writer.apply(&label, &changes).unwrap();
    session::import(&mut writer, &files, &ImportRequest::default(), &Cancel::new(), &mut |_, _| ()).unwrap();
    plan
}
