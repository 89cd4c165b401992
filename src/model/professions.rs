//! What a plan calls professions besides the names that the program knows by itself, and the professions
//! that its user added.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::profession::{fold, one_or_several};
use super::{
    Band, LearnerType, OwnCode, PlacementStatus, Profession, StaffGroup, is_level, is_missing, is_no_text, occupation,
};

/// What stands between names.
const BETWEEN: char = ';';
/// The longest name, in characters: it stands in lists, titles and lines of text.
const LONGEST_NAME: usize = 60;
/// How many professions a user may add. Far more than there are; rows are keyed by small numbers.
const MOST: usize = 200;

/// The words for sums over professions, and for no profession: no code and no name can be one of them.
const TAKEN: [&str; 15] = [
    "all", "total", "totals", "subtotal", "any", "none", "no", "na", "other", "unknown", "england", "national", "vsm",
    "afc", "ahp",
];

/// The names of a plan: further ones of built-in professions, and those of the professions that were added,
/// of which the first is the one that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Professions {
    names: BTreeMap<Profession, Vec<String>>,
    /// By folded name. A built-in name goes before all of them.
    by_name: BTreeMap<String, Profession>,
}

impl Professions {
    /// The profession that a text names in this plan: as [`Profession::recognise`], or by a name or a code
    /// of the plan's own. Never guessed.
    ///
    /// ```
    /// use fairshare::model::{Profession, Professions};
    /// let mut plan = Professions::default();
    /// plan.set("PT", "MSK outpatients").unwrap();
    /// plan.set("PLAY", "Play therapy; play specialist").unwrap();
    /// assert_eq!(plan.recognise("MSK Outpatients"), Some(Profession::Pt));
    /// assert_eq!(plan.recognise("Play specialists"), plan.recognise("play"));
    /// assert_eq!(plan.recognise("Nursing"), None);
    /// ```
    pub fn recognise(&self, text: &str) -> Option<Profession> {
        Profession::recognise(text).or_else(|| {
            if self.by_name.is_empty() {
                return None;
            }
            one_or_several(&fold(text), |name| self.by_name.get(name).copied())
        })
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// What a profession is called: by its name, or by its code if it is one that nobody added, or that was
    /// taken away while rows still name it.
    pub fn name(&self, profession: Profession) -> Cow<'_, str> {
        if let Some(name) = profession.built_in_name() {
            return name.into();
        }
        match self.names.get(&profession).and_then(|names| names.first()) {
            Some(name) => name.into(),
            None => profession.code().to_owned().into(),
        }
    }

    /// The same inside a sentence: `physiotherapy`, `play therapy`, but `BSL interpreting`.
    pub fn in_sentence(&self, profession: Profession) -> String {
        let name = self.name(profession);
        let mut letters = name.chars();
        match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if !second.is_uppercase() => {
                first.to_lowercase().chain(name.chars().skip(1)).collect()
            }
            _ => name.into_owned(),
        }
    }

    /// The professions that were added, in order.
    pub fn own(&self) -> impl Iterator<Item = Profession> {
        self.names.keys().copied().filter(|profession| profession.built_in().is_none())
    }

    /// Every profession of the plan, in order: the built-in ones and those that were added.
    pub fn all(&self) -> impl Iterator<Item = Profession> {
        Profession::BUILT_IN.into_iter().chain(self.own())
    }

    /// Whether rows may be of it: it is built in, or was added.
    pub fn has(&self, profession: Profession) -> bool {
        profession.built_in().is_some() || self.names.contains_key(&profession)
    }

    /// The plan's further names of a profession, as they were given; without the one that is shown.
    pub fn other_names(&self, profession: Profession) -> &[String] {
        let names = self.names.get(&profession).map_or(&[][..], Vec::as_slice);
        if profession.built_in().is_some() { names } else { names.get(1..).unwrap_or_default() }
    }

    /// Each profession with its names as [`Professions::set`] takes them, in order.
    pub fn entries(&self) -> impl Iterator<Item = (Profession, String)> {
        self.names.iter().map(|(profession, names)| (*profession, joined(names)))
    }

    /// The names of one profession as [`Professions::set`] takes them; `None` if the plan has none.
    pub fn get(&self, profession: Profession) -> Option<String> {
        self.names.get(&profession).map(|names| joined(names))
    }

    /// Gives a profession its names, parted by semicolons, in place of those that the plan gave it: further
    /// names of a built-in one; name and further names of one of the user's own.
    ///
    /// # Errors
    /// What is wrong with the code or a name, and what next; nothing is changed then.
    pub fn set(&mut self, code: &str, names: &str) -> Result<(), String> {
        let profession = self.profession_of(code)?;
        let names = split(names);
        if names.is_empty() {
            let example = if profession.built_in().is_some() { "MSK outpatients" } else { "Play therapy" };
            return Err(format!("has no name; give one or more, parted by semicolons, for example {example}"));
        }
        for name in &names {
            self.check_name(profession, name)?;
        }
        let added = self.names.insert(profession, names).is_none() && profession.built_in().is_none();
        if added && self.own().count() > MOST {
            self.names.remove(&profession);
            return Err(format!("is one too many: a plan has at most {MOST} professions of its own"));
        }
        self.index();
        Ok(())
    }

    /// A code for a new profession of this name; `None` where none fits, or the name cannot be one.
    ///
    /// ```
    /// use fairshare::model::Professions;
    /// let plan = Professions::default();
    /// assert_eq!(plan.code_for("Play therapy").as_deref(), Some("PLAY"));
    /// assert_eq!(plan.code_for("Physiotherapy"), None);
    /// ```
    pub fn code_for(&self, name: &str) -> Option<String> {
        let folded = fold(name).to_uppercase();
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let cut = |word: &str, longest: usize| word.chars().take(longest).collect::<String>();
        let first = cut(words.first()?, 8);
        let initials: String = words.iter().filter_map(|word| word.chars().next()).take(8).collect();
        let numbered = (2..=9).map(|number| format!("{}{number}", cut(&first, 7)));
        let mut codes = [first.clone(), initials, cut(&words.concat(), 8)].into_iter().chain(numbered);
        let is_free = |code: &String| Profession::of_code(code).is_some_and(|profession| !self.has(profession));
        codes.find(|code| is_free(code) && self.clone().set(code, name).is_ok())
    }

    /// The same for names that are stored. One that the program has since learnt as another profession's
    /// is kept, and means what the program says; nothing that a plan holds is lost.
    pub(crate) fn take(&mut self, profession: Profession, names: &str) {
        self.names.insert(profession, split(names));
        self.index();
    }

    /// The profession whose names a key may give.
    fn profession_of(&self, code: &str) -> Result<Profession, String> {
        let code = code.trim();
        if let Some(known) = self.recognise(code) {
            let is_code = known.code().eq_ignore_ascii_case(code);
            return match known.built_in() {
                _ if is_code => Ok(known),
                Some(_) => Err(format!("is a name of {}; write profession.{known}=", self.name(known))),
                None => Err(format!("is a name of {}, which is {known}; choose another code", self.name(known))),
            };
        }
        let capitals = code.to_uppercase();
        let band = Band::of_text(&capitals);
        let is_band = OwnCode::read(&capitals).is_some() && !matches!(band, Band::Other | Band::NotGiven);
        if TAKEN.contains(&capitals.to_lowercase().as_str()) || is_consultant(&capitals) || is_band {
            return Err("means something else in files (a total, a band, an occupation code); choose another code \
                        such as PLAY"
                .to_owned());
        }
        OwnCode::read(&capitals).map(Profession::Own).ok_or_else(|| {
            "cannot be a code: take 2 to 8 letters and digits that begin with two letters, such as PLAY".to_owned()
        })
    }

    fn check_name(&self, of: Profession, name: &str) -> Result<(), String> {
        let folded = fold(name);
        let refused = |why: &str| Err(format!("cannot be called {name:?}: {why}"));
        if name.chars().any(char::is_control) {
            return refused("it has a control character");
        }
        if name.chars().count() > LONGEST_NAME {
            return refused("it is longer than 60 characters");
        }
        if !folded.contains(char::is_alphabetic) {
            return refused("a name has letters");
        }
        let forms = forms(&folded);
        let total = folded.ends_with(" total") || folded.starts_with("total ") || folded.starts_with("all ");
        if total || forms.iter().any(|form| TAKEN.contains(&form.as_str())) {
            return refused("files mean a total or no profession by that");
        }
        if is_no_text(name) || is_missing(name) || is_missing(&folded) {
            return refused("files mark a missing value by that");
        }
        if let Some(code) = occupation::read(&folded) {
            return refused(&format!("files mean {} by that, as an occupation code", self.name(code.profession)));
        }
        if forms.iter().any(|form| StaffGroup::of_text(form) != StaffGroup::Other) {
            return refused("files mean a staff group by that");
        }
        let is_band = |form: &String| {
            form == "band" || form.starts_with("band ") || !matches!(Band::of_text(form), Band::Other | Band::NotGiven)
        };
        if forms.iter().any(is_band) {
            return refused("files mean a pay band by that");
        }
        if forms.iter().any(|form| is_level(form)) {
            return refused("files mean a level by that, such as therapist or manager");
        }
        if forms.iter().any(|form| PlacementStatus::of_text(form).is_some() || LearnerType::of_text(form).is_some()) {
            return refused("files mean what became of a placement by that, or for whom it was");
        }
        match self.recognise(name) {
            Some(other) if other != of => {
                refused(&format!("that is a name of {} ({other}) already; take it from there first", self.name(other)))
            }
            Some(same) if same.built_in().is_some() && Profession::recognise(name).is_some() => {
                refused(&format!("the program knows it by that name already ({same})"))
            }
            _ => Ok(()),
        }
    }

    fn index(&mut self) {
        let mut by_name = BTreeMap::new();
        for (profession, names) in &self.names {
            for name in names.iter().map(String::as_str).chain([profession.code()]) {
                by_name.entry(fold(name)).or_insert(*profession);
            }
        }
        self.by_name = by_name;
    }
}

/// The names in a text, each once.
fn split(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in text.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty()) {
        if !names.iter().any(|other| fold(other) == fold(name)) {
            names.push(name.to_owned());
        }
    }
    names
}

fn joined(names: &[String]) -> String {
    names.join("; ")
}

/// A folded name, and what else it is read as: one of several, or several of one.
fn forms(folded: &str) -> [String; 3] {
    let one = folded.strip_suffix('s').unwrap_or(folded);
    [folded.to_owned(), one.to_owned(), format!("{folded}s")]
}

/// `SAE`: an occupation code of a consultant, the only ones without a digit.
fn is_consultant(code: &str) -> bool {
    code.len() == 3 && code.starts_with("SA")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Professions {
        let mut plan = Professions::default();
        plan.set("play", "Play therapy; Play specialist;play  Therapy; ").unwrap();
        plan.set("PT", "MSK outpatients").unwrap();
        plan
    }

    fn own(code: &str) -> Profession {
        Profession::Own(OwnCode::read(code).unwrap())
    }

    #[test]
    fn own_professions_and_further_names_are_recognised() {
        let plan = plan();
        for (text, want) in [
            ("PLAY", Some(own("PLAY"))),
            ("012_Play Therapy", Some(own("PLAY"))),
            ("play specialists", Some(own("PLAY"))),
            ("msk out-patients", None),
            ("MSK Outpatients", Some(Profession::Pt)),
            ("Physiotherapy", Some(Profession::Pt)),
            ("Nursing", None),
            ("", None),
        ] {
            assert_eq!(plan.recognise(text), want, "{text}");
        }
        assert_eq!(plan.name(own("PLAY")), "Play therapy");
        assert_eq!(plan.name(own("HORT")), "HORT", "one that nobody added is known by its code");
        assert_eq!(plan.in_sentence(Profession::Slt), "speech and language therapy");
        assert_eq!(
            (plan.in_sentence(own("PLAY")), plan.in_sentence(own("HORT"))),
            ("play therapy".into(), "HORT".into())
        );
        assert_eq!(plan.get(own("PLAY")).as_deref(), Some("Play therapy; Play specialist"));
        assert_eq!(plan.other_names(own("PLAY")), ["Play specialist"]);
        assert_eq!(plan.other_names(Profession::Pt), ["MSK outpatients"]);
    }

    #[test]
    fn own_professions_stand_after_the_built_in_ones_by_code() {
        let mut plan = plan();
        plan.set("HORT", "Horticultural therapy").unwrap();
        let codes: Vec<String> = plan.all().map(|profession| profession.to_string()).collect();
        assert_eq!(codes[12..], ["OST", "HORT", "PLAY"]);
        assert!(plan.all().is_sorted());
    }

    #[test]
    fn clashes_are_refused_in_words() {
        for (code, names, words) in [
            ("ART", "Art therapy", "that is a name of Art, drama and music therapy (ARTS)"),
            ("HORT", "Play specialists", "that is a name of Play therapy (PLAY) already"),
            ("HORT", "msk outpatients", "that is a name of Physiotherapy (PT) already"),
            ("PT", "physio", "the program knows it by that name already"),
            ("physio", "x", "is a name of Physiotherapy; write profession.PT="),
            ("HORT", "Total", "a total or no profession"),
            ("HORT", "All therapies", "a total or no profession"),
            ("HORT", "12", "a name has letters"),
            ("HORT", "5", "a name has letters"),
            ("HORT", "Band 5", "files mean a pay band by that"),
            ("HORT", "B5", "files mean a pay band by that"),
            ("HORT", "8a", "files mean a pay band by that"),
            ("HORT", "Band 10", "files mean a pay band by that"),
            ("PT", "afc band 6", "files mean a pay band by that"),
            ("PLAY", "Play therapy; Very senior managers", "files mean a pay band by that"),
            ("HORT", "Therapist", "files mean a level by that"),
            ("HORT", "Support workers", "files mean a level by that"),
            ("HORT", "cancelled", "files mean what became of a placement by that"),
            ("HORT", "Apprentice", "files mean what became of a placement by that"),
            ("BAND5", "Anything", "means something else in files"),
            ("HORT", "[c]", "a missing value"),
            ("HORT", "C", "a missing value"),
            ("PT", "n/a", "a missing value"),
            ("HORT", "#N/A", "a missing value"),
            ("HORT", "Horticulture; [x]", "a missing value"),
            ("HORT", "S1E", "files mean Physiotherapy by that, as an occupation code"),
            ("PT", "012_s1c", "files mean Occupational therapy by that"),
            ("HORT", "Allied health profession", "a staff group"),
            ("HORT", "Support to AHPs", "a staff group"),
            ("HORT", "AHPs", "a total or no profession"),
            ("HORT", " ; ", "has no name"),
            ("PT", "", "has no name"),
            ("8A", "Anything", "cannot be a code"),
            ("B5", "Anything", "cannot be a code"),
            ("2018", "Anything", "cannot be a code"),
            ("S1E", "Anything", "cannot be a code"),
            ("SAE", "Anything", "means something else in files"),
            ("ALL", "Anything", "means something else in files"),
            ("HORTICULTURE", "Anything", "cannot be a code"),
        ] {
            let mut refusing = plan();
            let refused = refusing.set(code, names).unwrap_err();
            assert!(refused.contains(words), "{code}={names}: {refused}");
            assert_eq!(refusing, plan(), "{code}={names} changed something");
        }
    }

    #[test]
    fn names_that_the_program_has_learnt_since_are_kept_and_mean_what_it_says() {
        let mut plan = plan();
        plan.take(own("HORT"), "Horticulture; radiotherapy");
        assert_eq!(plan.recognise("radiotherapy"), Some(Profession::Trad));
        assert_eq!(plan.recognise("horticulture"), Some(own("HORT")));
        assert_eq!(plan.get(own("HORT")).as_deref(), Some("Horticulture; radiotherapy"));
    }
}
