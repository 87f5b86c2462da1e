//! Countries, and which rule set is the law of which.

use crate::RuleSet;

/// The officially assigned codes. *Source*: ISO 3166-1 alpha-2, 249 codes, unchanged since 2011.
const CODES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU \
    MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ \
    UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// The European Economic Area. *Source*: the Union's member states, and Iceland, Liechtenstein and Norway by decision 154/2018 of the
/// EEA Joint Committee.
const EEA: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

fn among(codes: &str, code: &str) -> bool {
    codes.split(' ').any(|known| known == code)
}

/// Whether `code` is a country's, in capitals.
///
/// ```
/// assert!(policy::is_country("CN") && !policy::is_country("ZZ") && !policy::is_country("cn"));
/// ```
#[must_use]
pub fn is_country(code: &str) -> bool {
    among(CODES, code)
}

/// The rule set that is the law of a controller whose seat is in `country`; nothing where no set is.
///
/// ```
/// use policy::{RuleSet, law_of};
/// assert_eq!([law_of("CN"), law_of("NO"), law_of("US")], [Some(RuleSet::Pipl), Some(RuleSet::Gdpr), None]);
/// ```
#[must_use]
pub fn law_of(country: &str) -> Option<RuleSet> {
    match country {
        "CN" => Some(RuleSet::Pipl),
        code if among(EEA, code) => Some(RuleSet::Gdpr),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{CODES, EEA, is_country};

    #[test]
    fn every_code_is_two_capitals_and_stands_once() {
        let codes: Vec<&str> = CODES.split(' ').collect();
        assert!(codes.windows(2).all(|pair| matches!(pair, [one, other] if one < other)), "in order");
        assert!(codes.iter().all(|code| code.len() == 2 && code.chars().all(|letter| letter.is_ascii_uppercase())));
        assert_eq!((codes.len(), EEA.split(' ').count()), (249, 30));
        assert!(EEA.split(' ').all(is_country));
        assert!(!["", "ZZ", "cn", "CHN", "C", "CN DE", " "].into_iter().any(is_country));
    }
}
