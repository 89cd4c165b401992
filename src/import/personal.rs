//! Personal data, recognised by its header and left out (`files.md`, *Reading rules* 0).

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
        ] {
            assert!(is_personal(&fold_header(header)), "{header}");
        }
        for header in ["Region code", "Number of students", "Notes", "Staffing"] {
            assert!(!is_personal(&fold_header(header)), "{header}");
        }
    }
}
