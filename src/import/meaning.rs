//! What a column can mean, and the headers that files give it.

use super::Kind;

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident: $words:expr;)*) => {
        /// What a column means. The first of its names is the one in our own layout.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Meaning { $($(#[$doc])* $name,)* }

        impl Meaning {
            /// Every meaning.
            pub const ALL: &[Meaning] = &[$(Meaning::$name,)*];

            /// Folded headers, the best first: where two columns mean the same, the better name wins.
            const fn words(self) -> &'static [&'static str] {
                match self { $(Meaning::$name => &$words,)* }
            }
        }
    };
}

meanings! {
    /// The date (or academic year) at which a workforce was counted.
    Period: ["period", "date", "snapshot", "snapshotdate", "asat", "asatdate", "month", "monthend", "censusdate", "effectivedate"];
    /// The academic year.
    AcademicYear: ["academicyear", "acadyear", "ay", "academicsession", "year"];
    /// When a placement began.
    StartDate: ["startdate", "start", "placementstartdate", "placementstart", "datefrom", "date", "period"];
    /// The organisation's code.
    OrgCode: [
        "orgcode", "organisationcode", "organizationcode", "odscode", "ods", "orgodscode", "organisationodscode",
        "trustcode", "providercode", "providerodscode", "providerorgcode", "reportingorgcode",
        "placementprovidercode", "hostcode", "hostorgcode", "employercode",
    ];
    /// The organisation's name.
    OrgName: [
        "orgname", "organisationname", "organizationname", "organisation", "organization", "org", "trust", "trustname",
        "provider", "providername", "reportingorgname", "placementprovider", "placementprovidername", "employer",
        "employername", "host", "hostorganisation",
    ];
    /// The region's name.
    Region: ["region", "regionname", "nhseregionname", "heeregionname", "nhsenglandregionname", "nhsenglandregion", "nhsregion"];
    /// The integrated care system's name.
    Ics: ["ics", "icsname", "icb", "icbname", "system", "systemname", "integratedcaresystem", "integratedcareboard", "stp", "stpname"];
    /// The widest staff group.
    MainStaffGroup: ["mainstaffgroup"];
    /// A staff group between the widest and the most detailed.
    StaffGroup1: ["staffgroup1", "broadstaffgroup", "staffgroup1name"];
    /// The most detailed staff group, or the only one.
    StaffGroup: ["staffgroup", "staffgroup2", "detailedstaffgroup", "staffgroup2name", "staffgroupname"];
    /// The profession.
    Profession: [
        "profession", "area", "caresetting", "occupation", "ahpprofession", "professionname", "discipline",
        "caresettingorspecialty", "careareaorspecialty", "subject",
    ];
    /// The level: therapist, manager, tutor, ….
    Level: ["level", "occupationlevel", "levelname"];
    /// The Agenda for Change band.
    Band: ["band", "afcband", "payband", "afcpayband", "afc", "grade", "paygrade", "payscale"];
    /// Full-time equivalents in post.
    Fte: [
        "fte", "totalfte", "ftetotal", "wte", "totalwte", "wtetotal", "contractedfte", "contractedwte", "fteinpost",
        "wteinpost", "inpostfte", "inpostwte", "staffinpostfte", "staffinpostwte", "actualfte", "actualwte",
        "fulltimeequivalent", "fulltimeequivalents", "wholetimeequivalent", "ftecontracted", "wtecontracted",
    ];
    /// A value that is FTE or headcount as the data type says.
    Value: ["value", "total", "amount"];
    /// Whether a value is FTE or headcount.
    DataType: ["datatype", "measure", "measuretype"];
    /// People; never used for FTE.
    Headcount: ["headcount", "totalheadcount", "hc", "totalhc", "heads"];
    /// The team.
    Team: ["team", "teamname", "service"];
    /// The site.
    Site: ["site", "sitename"];
    /// Whether the staff are preceptees, or how many FTE of them.
    Preceptee: ["preceptee", "preceptees", "precepteefte", "preceptorship", "inpreceptorship", "preceptorshipfte"];
    /// FTE on long leave.
    LeaveFte: ["leavefte", "longleavefte", "onleavefte", "maternityleavefte", "leavewte"];
    /// Vacancies.
    VacancyFte: ["vacancyfte", "vacancies", "vacantfte", "vacancywte", "vacantwte"];
    /// The university.
    Hei: ["hei", "heiname", "university", "universityname", "highereducationinstitution", "educationprovider", "institution"];
    /// The programme.
    Programme: ["programme", "programmename", "program", "course", "coursename"];
    /// Who the placement was for.
    LearnerType: ["learnertype", "typeoflearner", "studenttype", "learner"];
    /// What became of the placement.
    Status: ["placementstatus", "status"];
    /// How many students.
    Students: [
        "students", "numberofstudents", "noofstudents", "studentcount", "totalstudents", "learners", "numberoflearners",
        "nooflearners",
    ];
    /// Weeks of each student's block.
    WeeksPerStudent: [
        "weeksperstudent", "weekseach", "placementlength", "placementlengthweeks", "lengthinweeks", "lengthweeks",
        "durationweeks", "durationinweeks", "numberofweeks", "noofweeks", "weeksperplacement",
    ];
    /// Placement weeks, a total for the row.
    PlacementWeeks: [
        "placementweeks", "studentweeks", "totalplacementweeks", "totalstudentweeks", "weeksprovided",
        "placementweeksprovided", "placementweeksrequired", "weeksrequired", "requiredweeks", "requiredplacementweeks",
    ];
    /// Hours, a total for the row.
    Hours: ["hours", "placementhours", "totalhours", "studenthours"];
    /// Days, a total for the row.
    Days: ["days", "placementdays", "totaldays", "studentdays"];
    /// The supervision model.
    Model: ["model", "supervisionmodel", "placementmodel"];
    /// When the organisation opened.
    OpenDate: ["opendate", "opened", "dateopened", "openingdate"];
    /// When the organisation closed.
    CloseDate: ["closedate", "closed", "dateclosed", "closingdate"];
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
            Kind::Organisations => &[OrgCode, OrgName, Region, Ics, OpenDate, CloseDate],
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

/// Whether a folded header, which no meaning claims, announces personal data.
pub(super) fn is_personal(folded: &str) -> bool {
    const EXACT: [&str; 12] = [
        "name",
        "names",
        "dob",
        "nino",
        "ninumber",
        "hcpc",
        "educator",
        "practiceeducator",
        "supervisor",
        "linemanager",
        "student",
        "mentor",
    ];
    const PARTS: [&str; 26] = [
        "surname",
        "forename",
        "firstname",
        "lastname",
        "middlename",
        "fullname",
        "preferredname",
        "staffname",
        "studentname",
        "employeename",
        "learnername",
        "educatorname",
        "supervisorname",
        "managername",
        "contactname",
        "email",
        "birth",
        "nationalinsurance",
        "employeen",
        "employeeid",
        "staffn",
        "staffid",
        "assignmentnumber",
        "payroll",
        "studentid",
        "learnerid",
    ];
    const NUMBERS: [&str; 8] =
        ["studentnumber", "studentno", "nhsnumber", "nhsno", "hcpcn", "phone", "mobile", "personalidentifier"];
    EXACT.contains(&folded) || PARTS.iter().chain(&NUMBERS).any(|part| folded.contains(part))
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

    #[test]
    fn personal_data_is_recognised_by_its_header() {
        for header in [
            "Name",
            "First name",
            "E-mail address",
            "email",
            "Date of birth",
            "DOB",
            "Employee Number",
            "Employee_no",
            "Staff No",
            "NHS number",
            "Student number",
            "Student ID",
            "Surname",
            "HCPC number",
            "Educator",
        ] {
            assert!(is_personal(&fold_header(header)), "{header}");
        }
        for header in ["Region code", "Number of students", "Notes", "Staffing"] {
            assert!(!is_personal(&fold_header(header)), "{header}");
        }
    }
}
