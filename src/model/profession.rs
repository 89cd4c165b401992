//! The allied health professions, in the field's order, and the names files know them by.

use std::fmt;

/// An allied health profession. Sorted in the order of `domain.md`: PT, OT and SLT come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Profession {
    /// Physiotherapy.
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
}

impl Profession {
    /// Every profession, in order.
    pub const ALL: [Profession; 13] = [
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
    pub const fn code(self) -> &'static str {
        NAMES[self as usize].0
    }

    /// The name shown to people: `Physiotherapy`.
    pub const fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The profession a text names: its code, its name, or one of the names the real files use
    /// (NHS Workforce Statistics `Area` and `Care Setting`, the NHS Occupation Code Manual, short
    /// forms). A sort prefix (`005_`), case, spaces, `&` and punctuation do not matter. `None` if the
    /// text is no profession we know: it is never guessed.
    ///
    /// ```
    /// use fairshare::model::Profession;
    /// assert_eq!(Profession::recognise("005_Physiotherapy"), Some(Profession::Pt));
    /// assert_eq!(Profession::recognise("Speech & Language Therapy"), Some(Profession::Slt));
    /// assert_eq!(Profession::recognise("Nursing"), None);
    /// ```
    pub fn recognise(text: &str) -> Option<Profession> {
        let folded = fold(text);
        let named = |wanted: &str| {
            Profession::ALL.into_iter().find(|p| {
                let (code, name, others) = NAMES[*p as usize];
                wanted == fold(code) || wanted == fold(name) || others.contains(&wanted)
            })
        };
        // Several of them are the same profession: *physiotherapists*, *ODPs*.
        named(&folded).or_else(|| named(folded.strip_suffix('s').filter(|one| !one.is_empty())?))
    }
}

impl Profession {
    /// The folded names that files know it by, besides its code and its name.
    pub(crate) fn other_names(self) -> &'static [&'static str] {
        NAMES[self as usize].2
    }
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
        for profession in Profession::ALL {
            assert_eq!(Profession::recognise(profession.code()), Some(profession));
            assert_eq!(Profession::recognise(&profession.name().to_uppercase()), Some(profession));
        }
    }

    #[test]
    fn what_is_no_profession_is_not_guessed() {
        for text in ["", "Total", "All staff groups", "Midwifery", "Multi therapies", "PTA"] {
            assert_eq!(Profession::recognise(text), None, "{text}");
        }
    }
}
