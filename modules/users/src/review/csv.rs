use super::{HeldRole, StaffMember};
use contracts::Timestamp;
use kernel::web::csv_row;

const HEADER: [&str; 13] = [
    "email",
    "name",
    "role",
    "since",
    "granted_by",
    "proposed_by",
    "last_sign_in",
    "apps",
    "passkeys",
    "recovery_codes",
    "sessions",
    "disabled",
    "user",
];

/// `staff` as a table for spreadsheets (RFC 4180), a line for each role. Columns are only ever added, at the end.
pub fn review_csv(staff: &[StaffMember]) -> String {
    let lines = staff.iter().flat_map(|it| it.roles.iter().map(move |role| row(it, role)));
    [HEADER.join(",") + "\r\n"].into_iter().chain(lines).collect()
}

fn row(it: &StaffMember, role: &HeldRole) -> String {
    let cells = [
        it.email.clone(),
        it.name.clone(),
        role.role.to_owned(),
        role.since.to_string(),
        role.granted_by.clone().unwrap_or_default(),
        role.proposed_by.clone().unwrap_or_default(),
        it.last_sign_in.as_ref().map(Timestamp::to_string).unwrap_or_default(),
        it.apps.to_string(),
        it.passkeys.to_string(),
        it.recovery_codes.to_string(),
        it.sessions.to_string(),
        if it.disabled { "yes" } else { "no" }.to_owned(),
        it.user.to_string(),
    ];
    csv_row(cells.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::UserId;

    #[test]
    fn each_role_is_a_line_and_no_name_becomes_a_formula() {
        let role = |role| HeldRole {
            role,
            since: Timestamp(1_700_000_000_500_000),
            granted_by: None,
            proposed_by: None,
        };
        let it = StaffMember {
            user: UserId(uuid::Uuid::nil()),
            name: "=cmd(), \"Asha\"".into(),
            email: "asha@example.test".into(),
            disabled: false,
            roles: vec![role("admin"), role("finance")],
            last_sign_in: None,
            apps: 1,
            passkeys: 0,
            recovery_codes: 9,
            sessions: 2,
        };
        let text = review_csv(&[it]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert_eq!(
            lines[1],
            "asha@example.test,\"'=cmd(), \"\"Asha\"\"\",admin,2023-11-14T22:13:20.5Z,,,,1,0,9,2,no,\
             00000000-0000-0000-0000-000000000000"
        );
        assert!(lines[2].contains(",finance,"), "{text}");
    }
}
