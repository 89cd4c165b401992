//! What a person is told about each setting: its name, what it means, where it comes from.

/// What a person is told about one setting.
#[derive(Clone, Copy, Debug)]
pub struct SettingInfo {
    /// The key in plan files, on the command line and in reports.
    pub key: &'static str,
    /// The name on the screen.
    pub label: &'static str,
    /// What it means, in one line.
    pub meaning: &'static str,
    /// Where the default or the rule comes from.
    pub source: &'static str,
    /// What a value looks like.
    pub values: &'static str,
    /// Whether `key.PT` sets it for one profession.
    pub by_profession: bool,
}

const FAIR_SHARE: &str = "CapitalAHP Fair Share Model, HEE London 2021";

/// Every setting, in the order in which the method uses them.
pub const SETTINGS: [SettingInfo; 25] = [
    SettingInfo {
        key: "profession",
        label: "Profession",
        meaning: "What your files call a profession besides the names that are built in, and professions of your own. Every later import knows them.",
        source: "Yours",
        values: "names parted by semicolons, by code (profession.PLAY=Play therapy; play specialist)",
        by_profession: false,
    },
    SettingInfo {
        key: "benchmark_method",
        label: "Benchmark method",
        meaning: "How the rate, placement weeks per eligible FTE, is made: the group's own average, the HEIs' demand shared by workforce, or a rate you enter.",
        source: "observed: CapitalAHP Fair Share Model, HEE London 2021; demand: NHS Education for Scotland 2011",
        values: "observed, demand or set",
        by_profession: true,
    },
    SettingInfo {
        key: "set_rate",
        label: "Entered rate",
        meaning: "Placement weeks per eligible FTE per year, used where the method is set.",
        source: "Yours: name it under the rate's source, for example the RCSLT expectation of 2021, 25 days per WTE = 5 weeks",
        values: "weeks per FTE such as 5, by profession (set_rate.SLT)",
        by_profession: true,
    },
    SettingInfo {
        key: "set_rate_source",
        label: "Source of the entered rate",
        meaning: "Where the entered rate comes from, so that it can be defended.",
        source: "Yours",
        values: "a sentence, by profession (set_rate_source.SLT)",
        by_profession: true,
    },
    SettingInfo {
        key: "peer_group",
        label: "Peer group",
        meaning: "Organisations to compare with, chosen and named before results are looked at.",
        source: "Yours",
        values: "region:NAME, ics:NAME, type:NAME, benchmark_group:NAME or organisations:CODE,CODE, by name \
                 (peer_group.Coast)",
        by_profession: false,
    },
    SettingInfo {
        key: "reference_group",
        label: "Reference group",
        meaning: "Whose average the observed rate is. What you filter on the screen never changes it.",
        source: FAIR_SHARE,
        values: "all, region:NAME, ics:NAME, type:NAME, benchmark_group:NAME, organisations:CODE,CODE or \
                 peer_group:NAME",
        by_profession: false,
    },
    SettingInfo {
        key: "reference_year",
        label: "Reference year",
        meaning: "Each year measured by its own average, or every year by one fixed year's.",
        source: "The Fair Share Model was built on 2018/19, a stable year before the pandemic",
        values: "own, or a year such as 2018/19",
        by_profession: false,
    },
    SettingInfo {
        key: "minimum_organisations",
        label: "Organisations an observed rate needs",
        meaning: "An organisation cannot be its own benchmark.",
        source: "This program's rule",
        values: "a whole number from 2",
        by_profession: false,
    },
    SettingInfo {
        key: "missing_return_as_zero",
        label: "Count a missing return as 0 weeks",
        meaning: "Missing is not zero: switch this on only if you know that no return means no placements.",
        source: "This program's rule",
        values: "yes or no",
        by_profession: false,
    },
    SettingInfo {
        key: "mergers",
        label: "Organisations that were taken over",
        meaning: "Whether their rows count as those of the organisation that took them over, where a list of mergers is loaded.",
        source: "This program's rule",
        values: "applied or ignored",
        by_profession: false,
    },
    SettingInfo {
        key: "staff",
        label: "Staff who count",
        meaning: "Qualified staff of the profession, or support staff too.",
        source: FAIR_SHARE,
        values: "qualified or all",
        by_profession: false,
    },
    SettingInfo {
        key: "excluded_levels",
        label: "Levels left out",
        meaning: "Levels inside the staff group that do not host students, such as managers or tutors.",
        source: "This program's rule: all levels count unless switched off",
        values: "levels separated by commas, or none",
        by_profession: false,
    },
    SettingInfo {
        key: "bands",
        label: "Bands that count",
        meaning: "Agenda for Change bands of staff who host students. Rows without a band always count.",
        source: FAIR_SHARE,
        values: "bands separated by commas: 5,6,7,8,8a,8b,8c,8d,9, also non-afc, vsm, other",
        by_profession: false,
    },
    SettingInfo {
        key: "preceptees",
        label: "Preceptees",
        meaning: "How much of a preceptee's FTE counts, where the workforce data says who is one.",
        source: "Included by default; the North West's reformed allocation excludes them (Mersey Care NHS FT, 2023)",
        values: "included, excluded, or a weight from 0 to 1",
        by_profession: false,
    },
    SettingInfo {
        key: "long_leave",
        label: "Staff on long leave",
        meaning: "Whether their FTE counts, where the workforce data gives it.",
        source: "This program's rule",
        values: "included or excluded",
        by_profession: false,
    },
    SettingInfo {
        key: "nearest_snapshot",
        label: "Use the nearest snapshot",
        meaning: "Where a year has no workforce data, take the snapshot closest to 31 January of that year.",
        source: "This program's rule; every figure that rests on it says so",
        values: "yes or no",
        by_profession: false,
    },
    SettingInfo {
        key: "nearest_snapshot_months",
        label: "How far the nearest snapshot may lie",
        meaning: "In months before or after 31 January.",
        source: "This program's rule",
        values: "a whole number of months",
        by_profession: false,
    },
    SettingInfo {
        key: "hours_per_week",
        label: "Hours in a placement week",
        meaning: "Turns hours on placement into placement weeks.",
        source: "NMET: one placement week is 37.5 hours",
        values: "hours such as 37.5",
        by_profession: false,
    },
    SettingInfo {
        key: "days_per_week",
        label: "Days in a placement week",
        meaning: "Turns days on placement into placement weeks.",
        source: "37.5 hours in days of 7.5 hours",
        values: "days such as 5",
        by_profession: false,
    },
    SettingInfo {
        key: "learner_types",
        label: "Learners who count",
        meaning: "Whose placement weeks count towards provided.",
        source: FAIR_SHARE,
        values: "pre-registration, apprentice, return to practice, international; separated by commas",
        by_profession: false,
    },
    SettingInfo {
        key: "threshold_above",
        label: "Above from",
        meaning: "Provision ratio from which an organisation is above its share.",
        source: "This program's rule",
        values: "a ratio such as 1.1, or 110%",
        by_profession: false,
    },
    SettingInfo {
        key: "threshold_meets",
        label: "Meets from",
        meaning: "Provision ratio from which an organisation meets its share.",
        source: FAIR_SHARE,
        values: "a ratio such as 1, or 100%",
        by_profession: false,
    },
    SettingInfo {
        key: "threshold_near",
        label: "Near from",
        meaning: "Provision ratio from which an organisation is near its share.",
        source: "This program's rule",
        values: "a ratio such as 0.8, or 80%",
        by_profession: false,
    },
    SettingInfo {
        key: "block_weeks",
        label: "Block length",
        meaning: "Weeks of one placement, used to turn a gap into placements.",
        source: "This program's rule: 6 weeks unless you know better",
        values: "weeks such as 6",
        by_profession: true,
    },
    SettingInfo {
        key: "placement_weeks_a_year",
        label: "Weeks a year in which placements run",
        meaning: "Used to turn a gap into students at a time.",
        source: "This program's rule",
        values: "weeks from 1 to 53",
        by_profession: false,
    },
];
