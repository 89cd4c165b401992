//! What a column can mean, and the headers that files give it.

use serde::{Deserialize, Serialize};

use super::Kind;

macro_rules! meanings {
    ($(#[doc = $doc:literal] $name:ident $word:literal: $words:expr;)*) => {
        /// What a column means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Meaning { $(#[doc = $doc] #[serde(rename = $word)] $name,)* }

        impl Meaning {
            /// Every meaning.
            pub const ALL: &[Meaning] = &[$(Meaning::$name,)*];

            /// The header it has in our own layout, which is its word in mappings: `org_code`.
            pub const fn word(self) -> &'static str {
                match self { $(Meaning::$name => $word,)* }
            }

            /// What it means, in a sentence.
            pub fn description(self) -> &'static str {
                match self { $(Meaning::$name => $doc,)* }.trim()
            }

            /// Folded headers, the best first: where two columns mean the same, the better name wins.
            const fn words(self) -> &'static [&'static str] {
                match self { $(Meaning::$name => &$words,)* }
            }
        }
    };
}

meanings! {
    /// The date (or academic year) at which a workforce was counted.
    Period "period": ["period", "date", "snapshot", "snapshotdate", "asat", "asatdate", "month", "monthend", "censusdate", "effectivedate"];
    /// The academic year.
    AcademicYear "academic_year": ["academicyear", "acadyear", "ay", "academicsession", "year"];
    /// When a placement began.
    StartDate "start_date": ["startdate", "start", "placementstartdate", "placementstart", "datefrom", "date", "period"];
    /// The organisation's code.
    OrgCode "org_code": [
        "orgcode", "organisationcode", "organizationcode", "odscode", "ods", "orgodscode", "organisationodscode",
        "trustcode", "providercode", "providerodscode", "providerorgcode", "reportingorgcode",
        "placementprovidercode", "hostcode", "hostorgcode", "employercode",
    ];
    /// The organisation's name.
    OrgName "org_name": [
        "orgname", "organisationname", "organizationname", "organisation", "organization", "org", "trust", "trustname",
        "provider", "providername", "reportingorgname", "placementprovider", "placementprovidername", "employer",
        "employername", "host", "hostorganisation",
    ];
    /// The region's name.
    Region "region": ["region", "regionname", "nhseregionname", "heeregionname", "nhsenglandregionname", "nhsenglandregion", "nhsregion"];
    /// The integrated care system's name.
    Ics "ics": ["ics", "icsname", "icb", "icbname", "system", "systemname", "integratedcaresystem", "integratedcareboard", "stp", "stpname"];
    /// What type of organisation it is: the cluster group of the published files.
    OrganisationType "organisation_type": [
        "organisationtype", "organizationtype", "orgtype", "clustergroup", "clustergroupname", "trusttype", "providertype",
    ];
    /// Whom the organisation is benchmarked with.
    BenchmarkGroup "benchmark_group": ["benchmarkgroup", "benchmarkgroupname", "benchmarkinggroup"];
    /// The widest staff group.
    MainStaffGroup "main_staff_group": ["mainstaffgroup"];
    /// A staff group between the widest and the most detailed.
    StaffGroup1 "staff_group_1": ["staffgroup1", "broadstaffgroup", "staffgroup1name"];
    /// The most detailed staff group, or the only one.
    StaffGroup "staff_group": ["staffgroup", "staffgroup2", "detailedstaffgroup", "staffgroup2name", "staffgroupname"];
    /// The profession.
    Profession "profession": [
        "profession", "area", "caresetting", "occupation", "ahpprofession", "professionname", "discipline",
        "caresettingorspecialty", "careareaorspecialty", "subject", "jobrole", "occupationname",
    ];
    /// The occupation code of the Electronic Staff Record: `S1E` is a qualified physiotherapist.
    OccupationCode "occupation_code": ["occupationcode", "occcode", "esroccupationcode", "occupationcodes", "nhsoccupationcode"];
    /// The level: therapist, manager, tutor, ….
    Level "level": ["level", "occupationlevel", "levelname"];
    /// The Agenda for Change band.
    Band "band": ["band", "afcband", "payband", "afcpayband", "afc", "grade", "paygrade", "payscale"];
    /// Full-time equivalents in post.
    Fte "fte": [
        "fte", "totalfte", "ftetotal", "wte", "totalwte", "wtetotal", "contractedfte", "contractedwte", "fteinpost",
        "wteinpost", "inpostfte", "inpostwte", "staffinpostfte", "staffinpostwte", "actualfte", "actualwte",
        "fulltimeequivalent", "fulltimeequivalents", "wholetimeequivalent", "ftecontracted", "wtecontracted",
    ];
    /// A value that is FTE or headcount as the data type says.
    Value "value": ["value", "total", "amount"];
    /// Whether a value is FTE or headcount.
    DataType "data_type": ["datatype", "measure", "measuretype"];
    /// People; never used for FTE.
    Headcount "headcount": ["headcount", "totalheadcount", "hc", "totalhc", "heads"];
    /// The team.
    Team "team": ["team", "teamname", "service"];
    /// The site.
    Site "site": ["site", "sitename"];
    /// Whether the staff are preceptees, or how many FTE of them.
    Preceptee "preceptee": ["preceptee", "preceptees", "precepteefte", "preceptorship", "inpreceptorship", "preceptorshipfte"];
    /// FTE on long leave.
    LeaveFte "leave_fte": ["leavefte", "longleavefte", "onleavefte", "maternityleavefte", "leavewte"];
    /// Vacancies.
    VacancyFte "vacancy_fte": ["vacancyfte", "vacancies", "vacantfte", "vacancywte", "vacantwte"];
    /// The university.
    Hei "hei": ["hei", "heiname", "university", "universityname", "highereducationinstitution", "educationprovider", "institution"];
    /// The programme.
    Programme "programme": ["programme", "programmename", "program", "course", "coursename"];
    /// Who the placement was for.
    LearnerType "learner_type": ["learnertype", "typeoflearner", "studenttype", "learner", "student"];
    /// What became of the placement.
    Status "placement_status": ["placementstatus", "status"];
    /// How many students.
    Students "students": [
        "students", "numberofstudents", "noofstudents", "studentcount", "totalstudents", "learners", "numberoflearners",
        "nooflearners",
    ];
    /// Weeks of each student's block.
    WeeksPerStudent "weeks_per_student": [
        "weeksperstudent", "weekseach", "placementlength", "placementlengthweeks", "lengthinweeks", "lengthweeks",
        "durationweeks", "durationinweeks", "numberofweeks", "noofweeks", "weeksperplacement",
    ];
    /// Placement weeks, a total for the row.
    PlacementWeeks "placement_weeks": [
        "placementweeks", "studentweeks", "totalplacementweeks", "totalstudentweeks", "weeksprovided",
        "placementweeksprovided", "placementweeksrequired", "weeksrequired", "requiredweeks", "requiredplacementweeks",
    ];
    /// Hours, a total for the row.
    Hours "hours": ["hours", "placementhours", "totalhours", "studenthours"];
    /// Days, a total for the row.
    Days "days": ["days", "placementdays", "totaldays", "studentdays"];
    /// The supervision model.
    Model "model": ["model", "supervisionmodel", "placementmodel"];
    /// When the organisation opened.
    OpenDate "open_date": ["opendate", "opened", "dateopened", "openingdate"];
    /// When the organisation closed.
    CloseDate "close_date": ["closedate", "closed", "dateclosed", "closingdate"];
    /// The organisation that closed.
    Predecessor "predecessor_code": ["predecessorcode", "predecessor", "predecessororgcode", "closedcode", "oldcode"];
    /// The organisation that took it over.
    Successor "successor_code": [
        "successorcode", "successor", "successororgcode", "succeedingorganisationcode", "newcode",
    ];
    /// When one organisation took over another.
    MergedOn "date": ["date", "mergedate", "mergerdate", "successiondate", "effectivedate", "legalstartdate"];
}

impl Meaning {
    /// The meanings that a file of `kind` has.
    pub const fn of(kind: Kind) -> &'static [Meaning] {
        use Meaning::*;
        match kind {
            Kind::Workforce => &[
                Period,
                AcademicYear,
                OrgCode,
                OrgName,
                Region,
                Ics,
                MainStaffGroup,
                StaffGroup1,
                StaffGroup,
                Profession,
                OccupationCode,
                Level,
                Band,
                Fte,
                Value,
                DataType,
                Headcount,
                Team,
                Site,
                Preceptee,
                LeaveFte,
                VacancyFte,
            ],
            Kind::Placements => &[
                AcademicYear,
                StartDate,
                OrgCode,
                OrgName,
                Region,
                Ics,
                Profession,
                Hei,
                Programme,
                LearnerType,
                Status,
                Students,
                WeeksPerStudent,
                PlacementWeeks,
                Hours,
                Days,
                Model,
                Team,
                Site,
            ],
            Kind::Organisations => {
                &[OrgCode, OrgName, Region, Ics, OrganisationType, BenchmarkGroup, OpenDate, CloseDate]
            }
            Kind::Mergers => &[Predecessor, Successor, MergedOn],
            Kind::Demand => {
                &[AcademicYear, StartDate, Profession, Hei, Programme, Students, WeeksPerStudent, PlacementWeeks]
            }
        }
    }

    /// How well a folded header names this meaning: 0 is the best; `None` if it does not.
    pub(super) fn rank(self, folded: &str, kind: Kind) -> Option<usize> {
        if self == Meaning::OrgName && kind == Kind::Organisations && folded == "name" {
            return Some(99);
        }
        if self == Meaning::OrgCode && kind == Kind::Organisations && folded == "code" {
            return Some(99);
        }
        self.words().iter().position(|word| *word == folded)
    }
}

/// A header as it is compared: letters and digits only, in lower case.
pub(super) fn fold_header(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(header: &str, kind: Kind) -> Option<Meaning> {
        Meaning::of(kind).iter().copied().find(|m| m.rank(&fold_header(header), kind).is_some())
    }

    #[test]
    fn the_published_headers_are_known() {
        for (header, want) in [
            ("Org code", Meaning::OrgCode),
            ("HEE_Region_Name", Meaning::Region),
            ("NHSE_Region_Name", Meaning::Region),
            ("ICS name", Meaning::Ics),
            ("Main Staff Group", Meaning::MainStaffGroup),
            ("Staff Group 2", Meaning::StaffGroup),
            ("Area", Meaning::Profession),
            ("Care Setting", Meaning::Profession),
            ("AfC Band", Meaning::Band),
            ("FTE", Meaning::Fte),
            ("Total FTE", Meaning::Fte),
            ("WTE", Meaning::Fte),
            ("ODS code", Meaning::OrgCode),
            ("Trust", Meaning::OrgName),
            ("Provider", Meaning::OrgName),
            ("Occupation", Meaning::Profession),
        ] {
            assert_eq!(meaning(header, Kind::Workforce), Some(want), "{header}");
        }
        assert_eq!(meaning("student weeks", Kind::Placements), Some(Meaning::PlacementWeeks));
    }

    #[test]
    fn days_lost_codes_of_regions_and_bare_weeks_are_not_mapped() {
        for header in ["FTE_DAYS_LOST", "FTE_DAYS_AVAILABLE", "HEE_Region_Code", "ICS code", "Headcount FTE ratio"] {
            assert_eq!(meaning(header, Kind::Workforce), None, "{header}");
        }
        assert_eq!(meaning("weeks", Kind::Placements), None);
    }
}
