//! What is read of users, rights, products and connections: what decides whether a call is allowed.

use super::{Method, Operation};

/// The users of an employer.
pub const GET_EMPLOYER_USERS: &Operation = &Operation {
    activity: "GetEmployerUsersByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/users",
    version: "SSO_gebruiker",
    purpose_nl: "De koppelgebruiker bij een werkgever vinden",
    purpose_en: "Find the coupling user of an employer",
};

/// The rights of a user at an employer.
pub const GET_EMPLOYER_USER_AUTHORIZATIONS: &Operation = &Operation {
    activity: "GetEmployerUserAuthorizationsByEmployerIdAndUserId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/users/{userId}/authorizations",
    version: "2018-01-01",
    purpose_nl: "De rechten van de koppelgebruiker controleren",
    purpose_en: "Check the rights of the coupling user",
};

/// The users of an office.
pub const GET_PROVIDER_USERS: &Operation = &Operation {
    activity: "GetProviderUsersByProviderId",
    method: Method::Get,
    path: "/v2/providers/{providerId}/users",
    version: "SSO_gebruiker",
    purpose_nl: "Zien of de koppelgebruiker een kantoorgebruiker is",
    purpose_en: "See whether the coupling user is a user of the office",
};

/// The teams of an office.
pub const GET_AUTHORIZATION_GROUPS: &Operation = &Operation {
    activity: "GetAuthorizationGroupsByProviderId",
    method: Method::Get,
    path: "/v2/providers/{providerId}/authorizationgroups",
    version: "2018-01-01",
    purpose_nl: "Het team van de koppelgebruiker vinden",
    purpose_en: "Find the team of the coupling user",
};

/// The rights of a team.
pub const GET_AUTHORIZATION_GROUP_AUTHORIZATIONS: &Operation = &Operation {
    activity: "GetAuthorizationGroupAuthorizationsByAuthorizationGroupId",
    method: Method::Get,
    path: "/v2/providers/authorizationgroups/{authorizationGroupId}/authorizations",
    version: "2018-01-01",
    purpose_nl: "De rechten van een team controleren",
    purpose_en: "Check the rights of a team",
};

/// The employers of a team.
pub const GET_AUTHORIZATION_GROUP_EMPLOYERS: &Operation = &Operation {
    activity: "GetAuthorizationGroupEmployersByAuthorizationGroupId",
    method: Method::Get,
    path: "/v2/providers/authorizationgroups/{authorizationGroupId}/employers",
    version: "2018-01-01",
    purpose_nl: "Controleren of een team bij de werkgever kan",
    purpose_en: "Check that a team reaches the employer",
};

/// The users of a team.
pub const GET_AUTHORIZATION_GROUP_USERS: &Operation = &Operation {
    activity: "GetAuthorizationGroupUsersByAuthorizationGroupId",
    method: Method::Get,
    path: "/v2/providers/authorizationgroups/{authorizationGroupId}/users",
    version: "2018-01-01",
    purpose_nl: "Controleren wie er in een team zit",
    purpose_en: "Check who is in a team",
};

/// The products of an employer, without paging.
pub const GET_EMPLOYER_MODULES: &Operation = &Operation {
    activity: "GetModulesByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/modules",
    version: "2018-01-01",
    purpose_nl: "Controleren of de nodige producten aan staan",
    purpose_en: "Check that the products needed are on",
};

/// The products of an office, without paging.
pub const GET_PROVIDER_MODULES: &Operation = &Operation {
    activity: "GetModulesByProviderId",
    method: Method::Get,
    path: "/v2/providers/{providerId}/modules",
    version: "2018-01-01",
    purpose_nl: "Zien welke producten je kantoor kan aanzetten",
    purpose_en: "See which products your office can switch on",
};

/// What the signed-in user may do at an employer, without paging.
pub const GET_AUTHORIZATIONS: &Operation = &Operation {
    activity: "GetAuthorizationsByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/authorizations",
    version: "2019-02-11",
    purpose_nl: "Zien wat je zelf bij deze werkgever mag",
    purpose_en: "See what you may do yourself at this employer",
};

/// Which rights and products give which activity.
pub const GET_AUTHORIZATION_MODEL: &Operation = &Operation {
    activity: "GetAuthorizationModelByBearerToken",
    method: Method::Get,
    path: "/authorizationmodel",
    version: "2018-01-01",
    purpose_nl: "Uitleggen welk recht of product er ontbreekt",
    purpose_en: "Explain which right or product is missing",
};

/// The applications that an employer can connect, without a paging block.
pub const GET_EMPLOYER_APPLICATIONS: &Operation = &Operation {
    activity: "GetAvailableApplicationsByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/applications",
    version: "2018-01-01",
    purpose_nl: "Zien welke koppelingen er voor een werkgever zijn",
    purpose_en: "See which connections there are for an employer",
};

/// The users that an application is connected through.
pub const GET_LINKED_USERS: &Operation = &Operation {
    activity: "GetLinkedUsersByEmployerIdAndApplicationId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/applications/{applicationId}/users",
    version: "2018-01-01",
    purpose_nl: "Controleren of een koppeling er al is",
    purpose_en: "Check whether a connection is there already",
};

/// All of them.
pub(super) const ALL_SETTINGS: &[&Operation] = &[
    GET_EMPLOYER_USERS,
    GET_EMPLOYER_USER_AUTHORIZATIONS,
    GET_PROVIDER_USERS,
    GET_AUTHORIZATION_GROUPS,
    GET_AUTHORIZATION_GROUP_AUTHORIZATIONS,
    GET_AUTHORIZATION_GROUP_EMPLOYERS,
    GET_AUTHORIZATION_GROUP_USERS,
    GET_EMPLOYER_MODULES,
    GET_PROVIDER_MODULES,
    GET_AUTHORIZATIONS,
    GET_AUTHORIZATION_MODEL,
    GET_EMPLOYER_APPLICATIONS,
    GET_LINKED_USERS,
];
