//! Between which countries the GDPR lets data move.

/// The European Economic Area, ISO 3166-1 alpha-2.
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Countries of which the Commission has decided that they protect personal data as well, early in 2026. GDPR 45.
pub(in crate::check) const ADEQUATE: [&str; 14] =
    ["AD", "AR", "BR", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY"];

/// Countries of which it has decided so for some recipients: commercial organisations, and those that are certified.
pub(in crate::check) const PARTLY_ADEQUATE: [&str; 2] = ["CA", "US"];

/// Whether data that goes there stays inside.
pub(in crate::check) fn in_eea(country: &str) -> bool {
    EEA.contains(&country)
}
