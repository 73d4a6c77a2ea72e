//! The people of the demo. Their passwords are printed by it and open nothing else.

use crate::NewUser;
use kernel::web::Role;

/// Who can sign in to a fresh demo: four of the staff, a creator and a donor.
pub fn demo_users() -> Vec<NewUser> {
    [
        ("admin@demo.test", "Demo admin", "marigold-delta-admin", Role::Admin),
        ("moderator@demo.test", "Demo moderator", "marigold-delta-moderator", Role::Moderator),
        ("support@demo.test", "Demo support", "marigold-delta-support", Role::Support),
        ("finance@demo.test", "Demo finance", "marigold-delta-finance", Role::Finance),
        // What moves much money takes two of them.
        ("finance2@demo.test", "Demo finance, the second", "marigold-delta-finance2", Role::Finance),
        ("creator@demo.test", "Demo creator", "marigold-delta-creator", Role::Creator),
        ("donor@demo.test", "Demo donor", "marigold-delta-donor", Role::Donor),
    ]
    .map(|(email, name, password, role)| NewUser {
        email: email.to_owned(),
        name: name.to_owned(),
        password: password.to_owned().into(),
        roles: vec![role],
    })
    .into()
}
