//! Occupation codes of the Electronic Staff Record, as far as they are of allied health professions.
//!
//! Transcribed from the *NHS Occupation Code Manual*, version 22.1 (NHS England, Open Government Licence
//! v3.0): matrix S (allied health professions) and the AHP rows of matrix H (support). A code is made
//! of the matrix, the level and the profession: `S1E` is a therapist in physiotherapy. Codes that are no
//! longer valid are kept, since old extracts have them.

use super::{Profession, Professions, StaffGroup, fold};

/// What an occupation code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occupation {
    pub level: &'static str,
    pub profession: Profession,
    pub group: StaffGroup,
}

/// The matrix and the level: what the level is called, its staff group, and the professions it has.
const LEVELS: [(&str, &str, StaffGroup, &str); 13] = [
    ("H1", "Healthcare Assistant", StaffGroup::Support, "GHJKL"),
    ("H2", "Support Worker", StaffGroup::Support, "GHJKL"),
    ("S0", "AHP Manager", StaffGroup::AlliedHealth, "ABCDEFGHIJTV"),
    ("S1", "Therapist", StaffGroup::AlliedHealth, "ABCDEFGHIJTV"),
    ("S2", "Scientist", StaffGroup::AlliedHealth, "D"),
    ("S4", "Technician", StaffGroup::AlliedHealth, "ACDFIT"),
    ("S5", "Assistant Practitioner", StaffGroup::Support, "ABCDEFGHIJTV"),
    ("S6", "Instructor/Teacher", StaffGroup::AlliedHealth, "CEHJ"),
    ("S7", "Tutor", StaffGroup::AlliedHealth, "ACDEFGJ"),
    ("S8", "Student/Trainee", StaffGroup::Support, "ABCDEFGHIJTV"),
    ("S9", "Assistant", StaffGroup::Support, "ABCDEFGHIJTV"),
    ("SA", "Consultant Therapist/Scientist", StaffGroup::AlliedHealth, "ABCDEFGHIJ"),
    // Before operating department practitioners were allied health professionals.
    ("SA", "Consultant Therapist/Scientist", StaffGroup::OtherScientific, "T"),
];

/// How many codes there are.
#[cfg(test)]
pub(crate) fn count() -> usize {
    LEVELS.iter().map(|(_, _, _, letters)| letters.len()).sum()
}

/// What a text that begins with an occupation code says: `S1E`, `S1E|Therapist in Physiotherapy`.
pub(crate) fn read(text: &str) -> Option<Occupation> {
    let code = text.trim().split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let code = code.to_ascii_uppercase();
    let (level, letter) = (code.get(..2)?, code.get(2..)?);
    if letter.len() != 1 {
        return None;
    }
    let (_, name, group, _) =
        LEVELS.into_iter().find(|(key, _, _, letters)| *key == level && letters.contains(letter))?;
    let profession = if level.starts_with('H') { of_support(letter) } else { of_ahp(letter) };
    Some(Occupation { level: name, profession: profession?, group })
}

fn of_ahp(letter: &str) -> Option<Profession> {
    Some(match letter {
        "A" => Profession::Pod,
        "B" => Profession::Diet,
        "C" => Profession::Ot,
        "D" => Profession::Orth,
        "E" => Profession::Pt,
        "F" => Profession::Drad,
        "G" => Profession::Trad,
        "H" => Profession::Arts,
        "I" => Profession::Po,
        "J" => Profession::Slt,
        "T" => Profession::Odp,
        "V" => Profession::Ost,
        _ => return None,
    })
}

fn of_support(letter: &str) -> Option<Profession> {
    Some(match letter {
        "G" => Profession::Pod,
        "H" => Profession::Ot,
        "J" => Profession::Pt,
        "K" => Profession::Drad,
        "L" => Profession::Slt,
        _ => return None,
    })
}

/// The profession of a text, and its level where the text names one too: a profession, an occupation
/// code, or a job role of the Electronic Staff Record (`Physiotherapist Manager`). `plan` has the plan's
/// names beside the built-in ones; a code goes before them.
pub(crate) fn profession(text: &str, plan: &Professions) -> Option<(Profession, Option<Occupation>)> {
    if let Some(occupation) = read(text) {
        return Some((occupation.profession, Some(occupation)));
    }
    if let Some(profession) = plan.recognise(text) {
        return Some((profession, None));
    }
    let folded = fold(text);
    let role = [" specialist practitioner", " advanced practitioner", " manager", " consultant", " specialist"];
    let name = role.into_iter().find_map(|role| folded.strip_suffix(role))?;
    plan.recognise(name).map(|profession| (profession, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_level_profession_and_group() {
        for (text, level, profession, group) in [
            ("S1E", "Therapist", Profession::Pt, StaffGroup::AlliedHealth),
            ("s1e", "Therapist", Profession::Pt, StaffGroup::AlliedHealth),
            ("S1J|Therapist in Speech & Language Therapy", "Therapist", Profession::Slt, StaffGroup::AlliedHealth),
            ("S9C - Assistant", "Assistant", Profession::Ot, StaffGroup::Support),
            ("H1J", "Healthcare Assistant", Profession::Pt, StaffGroup::Support),
            ("SAT", "Consultant Therapist/Scientist", Profession::Odp, StaffGroup::OtherScientific),
        ] {
            assert_eq!(read(text), Some(Occupation { level, profession, group }), "{text}");
        }
    }

    #[test]
    fn what_is_no_code_of_the_manual_is_none() {
        for text in ["", "S1", "S1Z", "S1EE", "S3E", "H1A", "SLT", "N6A", "PT", "Physiotherapy", "é1E"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn job_roles_name_a_profession_and_assistants_do_not() {
        for (text, want) in [
            ("Physiotherapist Specialist Practitioner", Some(Profession::Pt)),
            ("Occupational Therapist Manager", Some(Profession::Ot)),
            ("Radiographer - Diagnostic, Manager", Some(Profession::Drad)),
            ("Physiotherapy Assistant", None),
            ("Manager", None),
            ("Specialist Nurse Practitioner", None),
        ] {
            assert_eq!(profession(text, &Professions::default()).map(|(profession, _)| profession), want, "{text}");
        }
    }
}
