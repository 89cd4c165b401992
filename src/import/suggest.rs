//! The known word that is closest to an unknown one: offered to the user, never applied by itself.

use std::collections::BTreeSet;

use super::meaning::Meaning;
use crate::model::{Band, LearnerType, PlacementStatus, Professions, fold};

/// A known word for an unknown text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Under which meaning the mapping takes it.
    pub meaning: Meaning,
    /// What the mapping takes: `PT`, `8a`, `RJ1`.
    pub value: String,
    /// What people read: *Physiotherapy*.
    pub shown: String,
}

/// An organisation that the plan, or the file itself, knows by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownOrganisation {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// How alike two texts must be, from 0 to 1, to be worth a suggestion.
const ALIKE: f64 = 0.7;

/// The closest known word for a text that says nothing to us as `meaning`.
pub(super) fn closest(
    meaning: Meaning,
    text: &str,
    organisations: &[KnownOrganisation],
    professions: &Professions,
) -> Option<Suggestion> {
    let organisation = matches!(meaning, Meaning::OrgName | Meaning::OrgCode);
    let folded = if organisation { own_words(text) } else { fold(text) };
    let candidates = candidates(meaning, organisations, professions);
    let scored = candidates.into_iter().map(|(known, suggestion)| (alike(&folded, &known), suggestion));
    // Of those that are just as alike the first counts: PT, OT and SLT come first.
    let (score, suggestion) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (score >= ALIKE).then_some(suggestion)
}

/// The words that a mapping takes for `meaning`, each once, in the order in which people look for them.
pub fn known_words(
    meaning: Meaning,
    organisations: &[KnownOrganisation],
    professions: &Professions,
) -> Vec<Suggestion> {
    let mut words: Vec<Suggestion> = Vec::new();
    let mut known = BTreeSet::new();
    for (_, suggestion) in candidates(meaning, organisations, professions) {
        if known.insert(suggestion.value.clone()) {
            words.push(suggestion);
        }
    }
    words
}

fn candidates(
    meaning: Meaning,
    organisations: &[KnownOrganisation],
    professions: &Professions,
) -> Vec<(String, Suggestion)> {
    let word = |known: &str, meaning: Meaning, value: &str, shown: &str| {
        (fold(known), Suggestion { meaning, value: value.to_owned(), shown: shown.to_owned() })
    };
    match meaning {
        Meaning::Profession => professions
            .all()
            .flat_map(|profession| {
                let shown = professions.name(profession);
                let built_in = profession.other_names().iter().copied();
                let others = built_in.chain(professions.other_names(profession).iter().map(String::as_str));
                others.chain([&*shown]).map(|name| word(name, meaning, profession.code(), &shown)).collect::<Vec<_>>()
            })
            .collect(),
        Meaning::Band => Band::ALL
            .into_iter()
            .filter(|band| !matches!(band, Band::NotGiven | Band::Other))
            .map(|band| word(&band.to_string(), meaning, band.key(), &band.to_string()))
            .collect(),
        Meaning::Level => crate::model::LEVELS.into_iter().map(|level| word(level, meaning, level, level)).collect(),
        Meaning::StaffGroup => ["Allied health professions", "AHPs", "Ambulance staff", "Support to AHPs"]
            .into_iter()
            .map(|name| {
                let group = if name == "AHPs" { "Allied health professions" } else { name };
                word(name, meaning, group, group)
            })
            .collect(),
        Meaning::LearnerType => LearnerType::ALL
            .into_iter()
            .map(|learner| word(learner.word(), meaning, learner.word(), learner.word()))
            .collect(),
        Meaning::Status => {
            let others = ["delivered", "completed", "unused", "withdrawn"].into_iter().zip([
                PlacementStatus::Provided,
                PlacementStatus::Provided,
                PlacementStatus::Offered,
                PlacementStatus::Cancelled,
            ]);
            let all = PlacementStatus::ALL.into_iter().map(|status| (status.word(), status)).chain(others);
            all.map(|(name, status)| word(name, meaning, status.word(), status.word())).collect()
        }
        Meaning::OrgName | Meaning::OrgCode => organisations
            .iter()
            .filter(|organisation| !organisation.name.is_empty())
            .map(|o| {
                let suggestion = word(&o.name, Meaning::OrgCode, &o.code, &format!("{} {}", o.code, o.name)).1;
                (own_words(&o.name), suggestion)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What an organisation's name has for itself: without the words that half of them share, which would
/// make any two alike.
fn own_words(name: &str) -> String {
    const SHARED: [&str; 9] = ["nhs", "foundation", "trust", "ft", "the", "and", "of", "ltd", "limited"];
    let folded = fold(name);
    let own: Vec<&str> = folded.split(' ').filter(|word| !SHARED.contains(word)).collect();
    if own.is_empty() { folded } else { own.join(" ") }
}

/// How alike two folded texts are: the same but for a slip of the keys, one inside the other, or one the
/// other cut short word by word (*occ therapy*).
fn alike(text: &str, known: &str) -> f64 {
    let slip = strsim::normalized_damerau_levenshtein(text, known);
    let inside = known.len() >= 5 && format!(" {text} ").contains(&format!(" {known} "));
    let mut rest = known.split(' ');
    let cut = text.len() >= 3
        && text.split(' ').next().map(|word| word.get(..1)) == known.split(' ').next().map(|word| word.get(..1))
        && text.split(' ').all(|short| rest.by_ref().any(|word| word.starts_with(short)));
    // Of two names inside a text the longer one says more.
    let inside = if inside { 0.8 + (known.len() as f64 / 1000.0).min(0.1) } else { 0.0 };
    slip.max(inside).max(if cut { 0.9 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(meaning: Meaning, text: &str) -> Option<String> {
        let known = [
            KnownOrganisation { code: "RJ1".into(), name: "Guy's and St Thomas' NHS Foundation Trust".into() },
            KnownOrganisation { code: "RJ2".into(), name: "Lewisham and Greenwich NHS Trust".into() },
            KnownOrganisation { code: "RXP".into(), name: "County Durham and Darlington NHS Foundation Trust".into() },
        ];
        closest(meaning, text, &known, &Professions::default()).map(|suggestion| suggestion.value)
    }

    #[test]
    fn each_known_word_is_offered_once() {
        let known = |meaning| {
            known_words(meaning, &[], &Professions::default()).into_iter().map(|word| word.value).collect::<Vec<_>>()
        };
        assert_eq!(known(Meaning::Status), ["provided", "offered", "declined", "cancelled"]);
        assert_eq!(known(Meaning::Profession).len(), crate::model::Profession::BUILT_IN.len());
        assert_eq!(known(Meaning::Team), [""; 0]);
    }

    #[test]
    fn slips_short_forms_and_longer_texts_find_their_word() {
        for (meaning, text, want) in [
            (Meaning::Profession, "Physiotherpy", Some("PT")),
            (Meaning::Profession, "MSK physiotherapy outpatients", Some("PT")),
            (Meaning::Profession, "Occ Therapy", Some("OT")),
            (Meaning::Profession, "Speech & Lang Therapy", Some("SLT")),
            (Meaning::Profession, "Radiograpy (diagnostic)", Some("DRAD")),
            (Meaning::Profession, "Midwifery", None),
            (Meaning::Profession, "Nursing", None),
            (Meaning::Profession, "", None),
            (Meaning::Band, "Bandd 6", Some("6")),
            (Meaning::Status, "canceld", Some("cancelled")),
            (Meaning::Status, "delivrd", Some("provided")),
            (Meaning::LearnerType, "pre-reg students", None),
            (Meaning::LearnerType, "apprentis", Some("apprentice")),
            (Meaning::StaffGroup, "AHP", Some("Allied health professions")),
            (Meaning::Level, "Therapst", Some("therapist")),
            (Meaning::OrgName, "Guys and St Thomas NHS Foundation Trust", Some("RJ1")),
            (Meaning::OrgName, "Lewisham & Greenwich NHS Trust", Some("RJ2")),
            (Meaning::OrgName, "Anytown Hospice", None),
            (Meaning::OrgName, "Lewisham NHS FT", Some("RJ2")),
            (Meaning::OrgName, "Camden and Islington NHS Foundation Trust", None),
            (Meaning::OrgName, "NHS Trust", None),
            (Meaning::Team, "x", None),
        ] {
            assert_eq!(suggested(meaning, text).as_deref(), want, "{text}");
        }
    }
}
