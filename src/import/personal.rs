//! Personal data, recognised by its header and left out (`files.md`, *Reading rules* 0).
//!
//! One rule keeps names of people out: a column whose header is a word for people is read only where its
//! cells are what a reader of it expects (learner types, numbers of students, yes and no), and what is
//! none of that in it is never quoted. Such a column is never kept as text.

use super::meaning::Meaning;
use super::number::{self, DecimalMark};
use super::reading::{Assigned, Says};
use super::words;
use crate::model::{LearnerType, is_no_text};

/// Whether a folded header is a word for people: its cells may be types or numbers of them, or names.
pub(super) fn is_of_people(folded: &str) -> bool {
    ["learner", "learners", "student", "students", "preceptee", "preceptees"].contains(&folded)
}

/// Whether the cells of a column headed by a word for people are what `meaning` has: most of those that
/// say anything, or none does.
pub(super) fn are_no_names<'a>(
    meaning: Meaning,
    cells: impl Iterator<Item = &'a str>,
    assigned: &Assigned<'_>,
    mark: DecimalMark,
) -> bool {
    let fits = |cell: &str| match meaning {
        Meaning::LearnerType => assigned.says(cell) != Says::Nothing || LearnerType::of_text(cell).is_some(),
        Meaning::Preceptee => words::yes_or_no(cell).is_some() || number::read(cell, mark).is_ok(),
        _ => number::read(cell, mark).is_ok(),
    };
    let (mut all, mut fitting) = (0, 0);
    for cell in cells.filter(|cell| !is_no_text(cell)) {
        all += 1;
        fitting += usize::from(fits(cell));
    }
    fitting * 2 >= all
}

/// Whether a folded header, which no meaning claims, announces personal data.
pub(super) fn is_personal(folded: &str) -> bool {
    const EXACT: [&str; 10] =
        ["name", "names", "dob", "nino", "ninumber", "hcpc", "linemanager", "learner", "student", "trainee"];
    const ENDS: [&str; 7] = ["educator", "supervisor", "mentor", "preceptor", "coordinator", "assessor", "contact"];
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
    EXACT.contains(&folded)
        || ENDS.iter().any(|end| folded.ends_with(end))
        || PARTS.iter().chain(&NUMBERS).any(|part| folded.contains(part))
}

#[cfg(test)]
mod tests {
    use super::super::meaning::fold_header;
    use super::*;

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
            "Clinical educator",
            "Placement co-ordinator",
            "Long-arm supervisor",
            "Learner",
        ] {
            assert!(is_personal(&fold_header(header)), "{header}");
        }
        for header in ["Region code", "Number of students", "Notes", "Staffing", "Educators", "Supervision model"] {
            assert!(!is_personal(&fold_header(header)), "{header}");
        }
    }
}
