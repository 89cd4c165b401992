//! A fuzzer inside the test: bytes are taken from the cases, cut, doubled and changed, and read as every
//! kind. Nothing may panic, and no row may be lost. The seeds of what once broke are kept as cases.
//!
//! `FAIRSHARE_FUZZ_SECONDS=600` lets it run for ten minutes, and then says on which seeds.

use std::time::{Duration, Instant};

use super::cases::{W, read_mapped};
use super::made;
use super::*;
use crate::import::{Mapping, inspect};

/// Seeds that once made something go wrong.
const KEPT: [u64; 3] = [0, 1, 0x5EED];

/// A small generator of numbers (xorshift), so that a seed gives the same bytes on every machine.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % most.max(1)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

fn corpus() -> Vec<Vec<u8>> {
    let texts = [
        "period,org_code,profession,band,level,fte,preceptee,vacancy_fte\n2018-09-30,RJ1,005_Physiotherapy,Band 5,Therapist,\"1,234.5\",yes,2\n30/09/2017,RJ2,S1E,8a,,[c],,\nTotal,,,,,9,,\nSource: x\n",
        "academic_year;org_code;org_name;profession;students;weeks_per_student;hours;status;start_date\n2018/19;G6V2S;Guy's;PT;2;6,5;75;cancelled;2018-09-01\n",
        "\u{feff}\u{feff}Title\n\norg_code\tprofession\tSep-18\tSep-19\nRJ1\tPT\t1\t*\n",
        "predecessor_code|successor_code|date\nRQN|RYJ|01/10/2007\n",
        "academic_year,profession,hei,placement_weeks\r2018/19,PT,\"North\nmoor\",4.70E-02\r",
        "Org,,Profession,In post,,period\ncode,name,,FTE,HC,\nRJ1,Café,PT,1,2,2018-09-30\n",
    ];
    let mut corpus: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    corpus.push(texts[0].encode_utf16().flat_map(u16::to_le_bytes).collect());
    corpus.push([vec![0xFF, 0xFE], texts[1].encode_utf16().flat_map(u16::to_le_bytes).collect()].concat());
    corpus.push(texts[5].chars().map(|c| c as u8).collect());
    let rows =
        made::row("", &["period", "org_code", "profession", "fte"]) + &made::row("", &["2018-09-30", "RJ1", "PT", "1"]);
    corpus.push(made::xlsx(&made::smallest()));
    corpus.push(made::ods(&made::table("Staff", &rows)));
    corpus
}

const MAPPINGS: [&str; 7] = [
    "",
    r#"{"wide":{"of":"fte","by":"period"}}"#,
    r#"{"header_row":0,"columns":{"fte":"column 2"},"constants":{"period":"2018-09-30","org_code":"RJ1","profession":"PT"}}"#,
    r#"{"header_row":2,"header_rows":2,"decimal_mark":"comma","date_order":"month_first"}"#,
    r#"{"values":{"profession":{"PT":"OT","Total":null},"org_code":{"RJ1":"RJ2","x":null}},"fte_is_establishment":true}"#,
    r#"{"encoding":"utf-16be","delimiter":"|"}"#,
    r#"{"per_student":["hours","placement_weeks"],"constants":{"academic_year":"2018/19"}}"#,
];

const PIECES: [&[u8]; 22] = [
    b"\"",
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xE9",
    b"\xC3",
    b"PK\x03\x04",
    b"1e309",
    b"-",
    b"Total",
    b"2009-10",
    b"<",
    b"</row>",
    b"99999999999999999999",
    b"<c r=\"XFD1048577\">",
    b"<row r=\"0\">",
];

/// One file of the fuzzer.
fn bytes_of(seed: u64, corpus: &[Vec<u8>]) -> (Vec<u8>, &'static str) {
    let mut random = Random::new(seed);
    let mut bytes = random.pick(corpus).clone();
    for _ in 0..random.below(9) {
        let (at, length) = (random.below(bytes.len() + 1), random.below(12));
        let end = (at + length).min(bytes.len());
        match random.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, random.pick(&PIECES).iter().copied())),
            2 => drop(bytes.splice(at..end, random.pick(&PIECES).iter().copied())),
            3 => bytes[at..end].iter_mut().for_each(|byte| *byte = byte.wrapping_add(1)),
            4 => {
                let doubled = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, doubled));
            }
            _ => bytes.truncate(bytes.len().saturating_sub(random.below(40))),
        }
    }
    (bytes, *random.pick(&MAPPINGS))
}

fn run(seed: u64, corpus: &[Vec<u8>]) {
    let (bytes, mapping) = bytes_of(seed, corpus);
    for kind in Kind::ALL {
        if let Ok((report, rows)) = read_mapped(kind, &bytes, mapping) {
            let missing = report.ignored.get(&crate::import::Ignored::MissingValue).map_or(0, |tally| tally.rows);
            // The sink of these tests does not write mergers down.
            let told = if kind == Kind::Mergers { report.used.rows } else { rows.len() as u64 };
            assert_eq!(told, report.used.rows + missing, "seed {seed} as {kind}");
            assert_eq!(report.rejected.rows, report.rejected_rows.len() as u64, "seed {seed} as {kind}");
        }
    }
    drop(inspect("f", &bytes[..], &Mapping::from_json(mapping).unwrap_or_default()));
    drop(crate::import::guess_kind("f", &bytes));
}

#[test]
fn nothing_panics_and_no_row_is_lost() {
    let corpus = corpus();
    KEPT.into_iter().for_each(|seed| run(seed, &corpus));
    let seconds = std::env::var("FAIRSHARE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let (start, time) = (Instant::now(), seconds.map(Duration::from_secs));
    let mut seed = 1000;
    while time.map_or(seed < 1400, |time| start.elapsed() < time) {
        run(seed, &corpus);
        seed += 1;
    }
    if time.is_some() {
        eprintln!("seeds 1000 to {seed}");
    }
}

/// Workbooks whose parts are changed before they are packed: what an archive's checksum would hide.
#[test]
fn workbooks_with_parts_that_make_no_sense_do_not_panic() {
    let (mut read, mut refused) = (0, 0);
    for seed in 0..600u64 {
        let mut random = Random::new(seed);
        let mut change = |text: &str| {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..random.below(4) {
                let at = random.below(bytes.len() + 1);
                let end = (at + random.below(8)).min(bytes.len());
                drop(bytes.splice(at..end, random.pick(&PIECES).iter().copied()));
            }
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let rows = change(&made::smallest());
        let properties = change(r#"<workbookPr date1904="1"/>"#);
        let texts = change(r#"<sst uniqueCount="1"><si><t>a</t></si></sst>"#);
        let xlsx = made::xlsx_with(&properties, &rows, &[("xl/sharedStrings.xml", texts.as_bytes())]);
        let cells =
            r#"<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1"/>"#;
        let table = change(&made::table(
            "Staff",
            &(made::row("", &["period", "org_code", "profession", "fte"])
                + &made::row("table:number-rows-repeated=\"2\"", &["2018-09-30", "RJ1", "PT", cells])),
        ));
        for bytes in [xlsx, made::ods(&table)] {
            match read_mapped(W, &bytes, "") {
                Ok(_) => read += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert!(read > 100 && refused > 100, "{read} read, {refused} refused");
}
