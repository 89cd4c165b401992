//! A made-up pair of files as large as England's: workforce in the NHS layout, placements in our tidy one.
//!
//! 230 organisations unless more are asked for, ten academic years, twelve snapshots. The same bytes every time. Workforce
//! stands in the order of the published files; placements stand as several universities' lists put one
//! after the other, so that the organisation changes from row to row and no cache of the last one helps.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The two files, and how many rows each has.
#[derive(Clone, Debug)]
pub struct England {
    pub workforce: PathBuf,
    pub placements: PathBuf,
    pub workforce_rows: u64,
    pub placement_rows: u64,
}

/// How many organisations England has, a fiftieth of it, and one with a million rows in either file.
pub const ENGLAND: u64 = 230;
pub const SMALL: u64 = 5;
pub const MILLION: u64 = 1_290;

/// Writes the pair of that many organisations into `folder`.
pub fn write(folder: &Path, organisations: u64) -> England {
    std::fs::create_dir_all(folder).unwrap();
    let organisations: Vec<Organisation> = (0..organisations).map(organisation).collect();
    let (workforce, placements) = (folder.join("workforce.csv"), folder.join("placements.csv"));
    let workforce_rows = write_workforce(&workforce, &organisations);
    let placement_rows = write_placements(&placements, &organisations);
    England { workforce, placements, workforce_rows, placement_rows }
}

const FIRST_YEAR: u64 = 2014;
const YEARS: u64 = 10;

/// Numbers that look random and are always the same (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn thrown_for(parts: &[u64]) -> Dice {
        parts.iter().fold(Dice(0x5EED), |dice, part| Dice(Dice(dice.0 ^ part).next()))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

struct Organisation {
    number: u64,
    code: String,
    name: String,
    region: u64,
    ics: u64,
    /// Its professions with their size in FTE.
    professions: Vec<(u64, u64)>,
}

fn organisation(number: u64) -> Organisation {
    let mut dice = Dice::thrown_for(&[1, number]);
    let code = format!("Z{number:04}");
    let form = dice.one_of(&["NHS Foundation Trust", "NHS Trust", "Community Health and Care NHS Trust"]);
    let name = format!("Made-up Vale {number:03} Hospitals {form}");
    let ics = number % 42;
    let present =
        |profession: &u64| Dice::thrown_for(&[2, number, *profession]).below(100) < SHARE[*profession as usize];
    let professions = (0..PROFESSIONS.len() as u64).filter(present).map(|profession| (profession, 4 + dice.below(160)));
    let professions = professions.collect();
    Organisation { number, code, name, region: ics % 7, ics, professions }
}

/// Each profession in the NHS layout and in ours.
const PROFESSIONS: [(&str, &str); 11] = [
    ("001_Chiropody / podiatry", "Podiatry"),
    ("002_Dietetics", "Dietetics"),
    ("003_Occupational Therapy", "Occupational therapy"),
    ("004_Orthoptics / optics", "Orthoptics"),
    ("005_Physiotherapy", "Physiotherapy"),
    ("006_Radiography (diagnostic)", "Diagnostic radiography"),
    ("007_Radiography (therapeutic)", "Therapeutic radiography"),
    ("008_Art / Music / Drama therapy", "Art, drama and music therapy"),
    ("009_Speech & language therapy", "Speech and language therapy"),
    ("010_Operating theatres", "Operating department practice"),
    ("011_Prosthetics and orthotics", "Prosthetics and orthotics"),
];

/// How many of a hundred organisations have each profession.
const SHARE: [u64; 11] = [55, 85, 97, 40, 98, 80, 25, 35, 85, 60, 12];

const QUALIFIED: &str = "001_Professionally qualified clinical staff,\"017_Scientific, therapeutic & technical staff\",\
                         018_Allied health professions";
const SUPPORT: &str = "021_Support to clinical staff,032_Support to ST&T staff,033_Support to AHPs";

/// Level and band of the lines that a department may have, with their share of it in per mille.
const LINES: [(&str, &str, &str, u64); 13] = [
    (QUALIFIED, "001_Consultant Therapist / Scientist", "Band 8b", 10),
    (QUALIFIED, "002_Manager", "Band 7", 15),
    (QUALIFIED, "002_Manager", "Band 8a", 30),
    (QUALIFIED, "002_Manager", "Band 8c", 15),
    (QUALIFIED, "003_Therapist", "Band 5", 190),
    (QUALIFIED, "003_Therapist", "Band 6", 350),
    (QUALIFIED, "003_Therapist", "Band 7", 280),
    (QUALIFIED, "003_Therapist", "Band 8a", 80),
    (QUALIFIED, "006_Technician", "Band 4", 12),
    (SUPPORT, "001_Assistant Practitioner", "Band 4", 30),
    (SUPPORT, "003_Helper / Assistant", "Band 2", 20),
    (SUPPORT, "003_Helper / Assistant", "Band 3", 70),
    (SUPPORT, "003_Helper / Assistant", "Non AfC Grade", 40),
];

fn write_workforce(path: &Path, organisations: &[Organisation]) -> u64 {
    let mut out = BufWriter::new(File::create(path).unwrap());
    writeln!(
        out,
        "Date,NHSE_Region_Code,NHSE_Region_Name,ICS code,ICS name,Org code,Org name,Main Staff Group,Staff Group 1,\
         Staff Group 2,Care Setting,Level,AfC Band,Total FTE"
    )
    .unwrap();
    let mut rows = 0;
    for day in snapshots() {
        for Organisation { number, code, name, region, ics, professions } in organisations {
            for group in [QUALIFIED, SUPPORT] {
                for (profession, size) in professions {
                    let mut now = Dice::thrown_for(&[3, *number, *profession, day]);
                    for (line, (_, level, band, share)) in LINES.iter().enumerate().filter(|(_, line)| line.0 == group)
                    {
                        let usual = (4..7).contains(&line);
                        let has_line = Dice::thrown_for(&[4, *number, *profession, line as u64]).below(100) < 73;
                        if !usual && !has_line {
                            continue;
                        }
                        let fte = fte(&mut now, size * share);
                        let setting = PROFESSIONS[*profession as usize].0;
                        writeln!(
                            out,
                            "{}-{:02}-{:02},YF{region},Fictional Region {region},QF{ics:02},Fictional Care System {ics},\
                             {code},{name},{group},{setting},{level},{band},{fte}",
                            day / 10_000,
                            day / 100 % 100,
                            day % 100,
                        )
                        .unwrap();
                        rows += 1;
                    }
                }
            }
        }
    }
    out.flush().unwrap();
    rows
}

/// A snapshot every September; the last two years have one in March, too.
fn snapshots() -> Vec<u64> {
    let years = FIRST_YEAR..FIRST_YEAR + YEARS;
    let september = years.map(|year| year * 10_000 + 930);
    let march = (FIRST_YEAR + YEARS - 1..=FIRST_YEAR + YEARS).map(|year| year * 10_000 + 331);
    let mut days: Vec<u64> = september.chain(march).collect();
    days.sort_unstable();
    days
}

/// About so many thousandths of an FTE, written as published files do: some whole, most with decimals.
fn fte(dice: &mut Dice, thousandths: u64) -> String {
    let hundred_thousandths = thousandths * (90 + dice.below(20)) + 20_000;
    match dice.below(10) {
        0..4 => format!("{}", 1 + hundred_thousandths / 100_000),
        4..8 => format!("{}.{}", hundred_thousandths / 100_000, 1 + hundred_thousandths / 10_000 % 9),
        _ => format!("{}.{:05}", hundred_thousandths / 100_000, hundred_thousandths % 100_000),
    }
}

fn write_placements(path: &Path, organisations: &[Organisation]) -> u64 {
    let mut out = BufWriter::new(File::create(path).unwrap());
    writeln!(
        out,
        "academic_year,org_code,org_name,profession,hei,programme,learner_type,placement_status,students,\
         weeks_per_student,placement_weeks,hours,days,model,start_date,team"
    )
    .unwrap();
    let mut rows = 0;
    for year in FIRST_YEAR..FIRST_YEAR + YEARS {
        for hei in 0..30 {
            // Each list goes through the organisations four times, with some of the professions each time.
            for round in 0..4 {
                for Organisation { number, code, name, professions, .. } in organisations {
                    for (profession, _) in professions {
                        let mut dice = Dice::thrown_for(&[5, year, hei, round, *number, *profession]);
                        if dice.below(1000) >= 98 {
                            continue;
                        }
                        let subject = PROFESSIONS[*profession as usize].1;
                        write!(
                            out,
                            "{year}/{:02},{code},{name},\"{subject}\",Made-up University {hei:02},",
                            (year + 1) % 100
                        )
                        .unwrap();
                        write_placement(&mut out, &mut dice, subject, year, hei);
                        rows += 1;
                    }
                }
            }
        }
    }
    out.flush().unwrap();
    rows
}

/// The rest of a placement row, from the programme on.
fn write_placement(out: &mut impl Write, dice: &mut Dice, subject: &str, year: u64, hei: u64) {
    let learner = dice.one_of(&["pre-registration", "pre-registration", "pre-registration", "", "apprentice"]);
    let degree = dice.one_of(&["BSc (Hons)", "BSc (Hons)", "MSc (pre-registration)"]);
    let status = dice.one_of(&["provided", "provided", "provided", "provided", "", "cancelled", "offered", "declined"]);
    let (students, each) = (1 + dice.below(6), dice.one_of(&[4, 5, 6, 6, 8]));
    let weeks = students * each;
    // Each university fills in the columns that it has.
    let measures = match hei % 10 {
        0 => format!("{students},,,{},", weeks * 75 / 2),
        1 => format!("{students},,,,{}", weeks * 5),
        2..5 => format!("{students},{each},,,"),
        _ => format!("{students},{each},{weeks},,"),
    };
    let model = dice.one_of(&["1:1", "1:1", "1:1", "2:1", "2:1", ""]);
    let start = match dice.below(20) {
        0 => String::new(),
        1..11 => format!("{year}-{:02}-{:02}", 9 + dice.below(4), 1 + dice.below(28)),
        _ => format!("{}-{:02}-{:02}", year + 1, 1 + dice.below(6), 1 + dice.below(28)),
    };
    let team = match dice.below(2) {
        0 => String::new(),
        _ => format!("Made-up team {}", dice.below(24)),
    };
    writeln!(out, "\"{degree} {subject}\",{learner},{status},{measures},{model},{start},{team}").unwrap();
}
