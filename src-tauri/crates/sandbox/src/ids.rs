//! Fixed ids: what a thing is and whose it is can be read from its GUID, so nothing has to be looked up.

use uuid::Uuid;

/// The kinds of things that have an id; the number is the first part of the GUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Kind {
    Provider = 0xa000_0001,
    Employer = 0xe000_0001,
    Administration = 0xad00_0001,
    JournalProfile = 0xb000_0001,
    CostCenter = 0xcc00_0001,
    CostUnit = 0xcd00_0001,
    Department = 0xde00_0001,
    DistributionUnit = 0xdf00_0001,
    Employee = 0xee00_0001,
    Employment = 0xef00_0001,
    User = 0xaa00_0001,
    Team = 0xab00_0001,
    Right = 0xac00_0001,
    Product = 0xba00_0001,
    Bundle = 0xbb00_0001,
    Role = 0xbc00_0001,
    Activity = 0xbd00_0001,
    Application = 0xbe00_0001,
    Label = 0xbf00_0001,
    CollectiveAction = 0xca00_0001,
    ActionItem = 0xcb00_0001,
    Run = 0xda00_0001,
}

/// The id of the `index`th thing of this kind that belongs to `owner` (0 when it belongs to nobody).
pub(crate) fn id(kind: Kind, owner: u16, index: u32) -> Uuid {
    let low = u128::from(owner) << 32 | u128::from(index);
    Uuid::from_u128(u128::from(kind as u32) << 96 | 0x4000_8000_u128 << 48 | low)
}

/// Owner and index of an id, when it is one of this kind.
pub(crate) fn read(kind: Kind, given: Uuid) -> Option<(u16, u32)> {
    let bits = given.as_u128();
    let owner = u16::try_from(bits >> 32 & 0xffff).ok()?;
    let index = u32::try_from(bits & 0xffff_ffff).ok()?;
    (id(kind, owner, index) == given).then_some((owner, index))
}

/// The id of the fictional office.
pub fn provider_id() -> Uuid {
    id(Kind::Provider, 0, 1)
}

/// The id of the employer with this number: 1 to 14 are described in the list of employers, more are made for tests.
pub fn employer_id(number: u16) -> Uuid {
    id(Kind::Employer, 0, u32::from(number))
}

/// The id of the user that was made as the `number`th: users of the office first, in the order of the data file.
pub fn user_id(number: u32) -> Uuid {
    id(Kind::User, 0, number)
}

#[cfg(test)]
mod tests {
    use super::{Kind, employer_id, id, read};

    #[test]
    fn an_id_tells_whose_it_is() {
        assert_eq!(employer_id(14).to_string(), "e0000001-0000-4000-8000-00000000000e");
        let employment = id(Kind::Employment, 14, 9_999);
        assert_eq!(read(Kind::Employment, employment), Some((14, 9_999)));
        assert_eq!(read(Kind::Employee, employment), None);
    }
}
