use proptest::prelude::*;

use super::*;

/// Cells that meet the readers' branches far more often than chance would.
fn cell() -> impl Strategy<Value = String> {
    let known = [
        "",
        "RJ1",
        "PT",
        "Physiotherapy",
        "Total",
        "England",
        "2018-09-30",
        "2018/19",
        "30/09/2018",
        "2008-09",
        "1.5",
        "-1",
        "NaN",
        "1e309",
        "*",
        "[c]",
        "(12)",
        "\"1,234.5\"",
        "\"",
        "\"\"",
        "Band 5",
        "provided",
        "Source: x",
        "é",
        "\u{feff}",
        "1,5",
        "\r",
        "\n",
    ];
    prop_oneof![8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,8}"]
}

fn table() -> impl Strategy<Value = String> {
    let header = prop::sample::select(vec![
        "period,org_code,profession,fte",
        "academic_year,org_code,profession,placement_weeks,students,weeks_per_student,status",
        "Date,Org code,Staff Group 2,Area,AfC Band,FTE",
        "org_code,org_name,region",
        "academic_year,profession,hei,placement_weeks",
    ]);
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..8), 0..12);
    (header, rows, prop::sample::select(vec!["\n", "\r\n", "\r"])).prop_map(|(header, rows, end)| {
        let lines = rows.iter().map(|row| row.join(","));
        std::iter::once(header.to_owned()).chain(lines).collect::<Vec<_>>().join(end)
    })
}

proptest! {
    /// `try_read_bytes` checks that used, rejected and ignored rows are all that was read.
    #[test]
    fn no_text_makes_the_reader_panic_or_lose_a_row(text in table()) {
        for kind in Kind::ALL {
            if let Ok((report, rows)) = try_read_bytes(kind, text.as_bytes()) {
                let missing = report.ignored.get(&crate::import::Ignored::MissingValue).map_or(0, |tally| tally.rows);
                prop_assert_eq!(rows.len() as u64, report.used.rows + missing);
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for kind in Kind::ALL {
            drop(try_read_bytes(kind, &bytes));
        }
        drop(crate::import::guess_kind("f", &bytes));
    }
}
