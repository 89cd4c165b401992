//! The allied health professions, in the field's order, and the names files know them by.

use std::fmt;

use super::OwnCode;

/// An allied health profession. Sorted in the order of `domain.md`: PT, OT and SLT come first, and those
/// that users add after all others, by their codes.
/// The first is what choosers begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profession {
    /// Physiotherapy.
    #[default]
    Pt,
    /// Occupational therapy.
    Ot,
    /// Speech and language therapy.
    Slt,
    /// Dietetics.
    Diet,
    /// Podiatry.
    Pod,
    /// Orthoptics.
    Orth,
    /// Diagnostic radiography.
    Drad,
    /// Therapeutic radiography.
    Trad,
    /// Art, drama and music therapy: one row in workforce data, so placements of the three fold into it.
    Arts,
    /// Operating department practice.
    Odp,
    /// Paramedics.
    Para,
    /// Prosthetics and orthotics.
    Po,
    /// Osteopathy.
    Ost,
    /// One that a user added, by its code. What it is called stands in
    /// [`Settings::professions`](super::Settings::professions).
    Own(OwnCode),
}

impl Profession {
    /// The professions that the program knows by itself, in order.
    pub const BUILT_IN: [Profession; 13] = [
        Profession::Pt,
        Profession::Ot,
        Profession::Slt,
        Profession::Diet,
        Profession::Pod,
        Profession::Orth,
        Profession::Drad,
        Profession::Trad,
        Profession::Arts,
        Profession::Odp,
        Profession::Para,
        Profession::Po,
        Profession::Ost,
    ];

    /// The three professions that the Fair Share Model was made for, shown first everywhere.
    pub const FIRST: [Profession; 3] = [Profession::Pt, Profession::Ot, Profession::Slt];

    /// The code used in files: `PT`.
    pub fn code(&self) -> &str {
        match (self, self.built_in()) {
            (Profession::Own(code), _) => code.as_str(),
            (_, number) => NAMES[number.unwrap_or(0)].0,
        }
    }

    /// Where it stands among [`Profession::BUILT_IN`]; `None` for one of a user's own.
    pub const fn built_in(self) -> Option<usize> {
        Some(match self {
            Profession::Pt => 0,
            Profession::Ot => 1,
            Profession::Slt => 2,
            Profession::Diet => 3,
            Profession::Pod => 4,
            Profession::Orth => 5,
            Profession::Drad => 6,
            Profession::Trad => 7,
            Profession::Arts => 8,
            Profession::Odp => 9,
            Profession::Para => 10,
            Profession::Po => 11,
            Profession::Ost => 12,
            Profession::Own(_) => return None,
        })
    }

    /// A number that no other profession has, whatever the plan, below 2⁴³: for keys of rows.
    pub fn number(self) -> u64 {
        match self {
            Profession::Own(code) => (1 << 42) | code.number(),
            built_in => built_in.built_in().unwrap_or(0) as u64,
        }
    }

    /// The profession with this number.
    pub fn of_number(number: u64) -> Option<Profession> {
        if number >> 42 == 1 {
            return OwnCode::of_number(number & ((1 << 42) - 1)).map(Profession::Own);
        }
        Profession::BUILT_IN.get(usize::try_from(number).ok()?).copied()
    }

    /// The name shown to people: `Physiotherapy`; `None` for one of a user's own, which the settings name.
    pub fn built_in_name(self) -> Option<&'static str> {
        self.built_in().map(|number| NAMES[number].1)
    }

    /// The profession with exactly this code, as it is stored: one of the program's, or one that a user may
    /// add, whether anybody has or not.
    ///
    /// ```
    /// use fairshare::model::Profession;
    /// assert_eq!(Profession::of_code("PT"), Some(Profession::Pt));
    /// assert_eq!(Profession::of_code("PLAY").map(|own| own.code().to_owned()).as_deref(), Some("PLAY"));
    /// assert_eq!(Profession::of_code("Play therapy"), None);
    /// ```
    pub fn of_code(code: &str) -> Option<Profession> {
        let built_in = Profession::BUILT_IN.into_iter().find(|profession| profession.code() == code);
        built_in.or_else(|| OwnCode::read(code).map(Profession::Own))
    }

    /// The built-in profession that a text names: its code, its name, or one of the names the real files
    /// use (NHS Workforce Statistics `Area` and `Care Setting`, the NHS Occupation Code Manual, short
    /// forms). A sort prefix (`005_`), case, spaces, `&` and punctuation do not matter. `None` if the
    /// text is no profession we know: it is never guessed. What a user calls professions besides is
    /// [`Professions::recognise`](super::Professions::recognise).
    ///
    /// ```
    /// use fairshare::model::Profession;
    /// assert_eq!(Profession::recognise("005_Physiotherapy"), Some(Profession::Pt));
    /// assert_eq!(Profession::recognise("Speech & Language Therapy"), Some(Profession::Slt));
    /// assert_eq!(Profession::recognise("Nursing"), None);
    /// ```
    pub fn recognise(text: &str) -> Option<Profession> {
        one_or_several(&fold(text), |wanted| {
            let is_it = |(code, name, others): &(&str, &str, &[&str])| {
                wanted == fold(code) || wanted == fold(name) || others.contains(&wanted)
            };
            Some(Profession::BUILT_IN[NAMES.iter().position(is_it)?])
        })
    }

    /// The folded names that files know a built-in one by, besides its code and its name.
    pub fn other_names(self) -> &'static [&'static str] {
        self.built_in().map_or(&[], |number| NAMES[number].2)
    }
}

/// Looks a folded name up, and then what it may be several of: *physiotherapists*, *ODPs*.
pub(super) fn one_or_several(folded: &str, look: impl Fn(&str) -> Option<Profession>) -> Option<Profession> {
    look(folded).or_else(|| look(folded.strip_suffix('s').filter(|one| !one.is_empty())?))
}

impl fmt::Display for Profession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Code, name, and the folded names that files use besides, in the singular.
const NAMES: [(&str, &str, &[&str]); 13] = [
    ("PT", "Physiotherapy", &["physio", "physiotherapist", "physical therapy", "physical therapist"]),
    ("OT", "Occupational therapy", &["occupational therapist"]),
    (
        "SLT",
        "Speech and language therapy",
        &[
            "salt",
            "speech therapy",
            "speech therapist",
            "speech language therapy",
            "speech language therapist",
            "speech and language therapist",
        ],
    ),
    ("DIET", "Dietetics", &["dietician", "dietitian", "nutrition and dietetics", "dietetics and nutrition"]),
    (
        "POD",
        "Podiatry",
        &[
            "chiropody podiatry",
            "podiatry chiropody",
            "chiropody and podiatry",
            "podiatry and chiropody",
            "chiropody",
            "chiropodist",
            "chiropodist podiatrist",
            "podiatrist chiropodist",
            "podiatrist",
        ],
    ),
    ("ORTH", "Orthoptics", &["orthoptics optics", "orthoptist"]),
    (
        "DRAD",
        "Diagnostic radiography",
        &["radiography diagnostic", "diagnostic radiographer", "radiographer diagnostic", "radiographers diagnostic"],
    ),
    (
        "TRAD",
        "Therapeutic radiography",
        &[
            "radiography therapeutic",
            "therapeutic radiographer",
            "radiographer therapeutic",
            "radiographers therapeutic",
            "therapy radiography",
            "therapy radiographer",
            "radiotherapy",
        ],
    ),
    (
        "ARTS",
        "Art, drama and music therapy",
        &[
            "art music drama therapy",
            "art music dramatherapy",
            "art drama music therapy",
            "art music and drama therapy",
            "arts therapy",
            "arts therapies",
            "arts therapist",
            "arts psychotherapist",
            "art therapy",
            "art therapist",
            "art psychotherapy",
            "art psychotherapist",
            "drama therapy",
            "drama therapist",
            "dramatherapy",
            "dramatherapist",
            "music therapy",
            "music therapist",
        ],
    ),
    (
        "ODP",
        "Operating department practice",
        &["operating theatres", "operating department practitioner", "operating department practitioner odp"],
    ),
    ("PARA", "Paramedics", &["paramedic", "paramedic science", "paramedicine", "ambulance", "ambulance paramedic"]),
    (
        "PO",
        "Prosthetics and orthotics",
        &[
            "p and o",
            "prosthetist",
            "orthotist",
            "prosthetics",
            "orthotics",
            "prosthetics orthotics",
            "prosthetist orthotist",
            "prosthetist and orthotist",
            "prosthetists and orthotists",
        ],
    ),
    ("OST", "Osteopathy", &["osteopath"]),
];

/// A text as it is compared: without its sort prefix (`005_`), in lower case, `&` read as *and*, every
/// run of spaces and punctuation one space.
pub(crate) fn fold(text: &str) -> String {
    let text = text.trim();
    let text = match text.split_once('_') {
        Some((prefix, rest)) if !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => text,
    };
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '&' {
            folded.push_str(if folded.ends_with(' ') || folded.is_empty() { "and " } else { " and " });
        } else if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_the_2017_workforce_file_are_known() {
        let cases = [
            ("001_Chiropody / podiatry", Profession::Pod),
            ("002_Dietetics", Profession::Diet),
            ("003_Occupational Therapy", Profession::Ot),
            ("004_Orthoptics / optics", Profession::Orth),
            ("005_Physiotherapy", Profession::Pt),
            ("006_Radiography (diagnostic)", Profession::Drad),
            ("007_Radiography (therapeutic)", Profession::Trad),
            ("008_Art / Music / Drama therapy", Profession::Arts),
            ("009_Speech & language therapy", Profession::Slt),
            ("018_Operating theatres", Profession::Odp),
            ("001_Ambulance", Profession::Para),
        ];
        for (text, profession) in cases {
            assert_eq!(Profession::recognise(text), Some(profession), "{text}");
        }
    }

    #[test]
    fn every_code_and_name_is_recognised_as_itself() {
        for (number, profession) in Profession::BUILT_IN.into_iter().enumerate() {
            assert_eq!((profession.built_in(), profession.number()), (Some(number), number as u64));
            assert_eq!(Profession::of_number(number as u64), Some(profession));
            assert_eq!(Profession::recognise(profession.code()), Some(profession));
            let name = profession.built_in_name().unwrap();
            assert_eq!(Profession::recognise(&name.to_uppercase()), Some(profession));
        }
    }

    #[test]
    fn every_profession_has_a_number_of_its_own() {
        for code in ["PLAY", "ZZZZZZZZ", "AA", "HORT2"] {
            let own = Profession::of_code(code).unwrap();
            assert!(own.number() < 1 << 43);
            assert_eq!(Profession::of_number(own.number()), Some(own));
        }
        assert_eq!(Profession::of_number(13), None);
        assert_eq!(Profession::of_number(u64::MAX), None);
    }

    #[test]
    fn what_is_no_profession_is_not_guessed() {
        for text in ["", "Total", "All staff groups", "Midwifery", "Multi therapies", "PTA"] {
            assert_eq!(Profession::recognise(text), None, "{text}");
        }
    }
}
