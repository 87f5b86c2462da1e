//! The table of rules. A rule is one file; its documentation is its manual page; its function pushes what it finds.

pub(crate) mod form;
pub(crate) mod law;
pub(crate) mod names;
mod read;
mod retain;
mod texts;

use crate::check::rule::{
    Rule,
    RuleSet::{Gdpr, Language, Pipl},
};
use crate::finding::Severity::{Error, Warning};

/// Whether a rule rests on something not being there.
macro_rules! whole {
    () => {
        false
    };
    (whole) => {
        true
    };
}

/// Lists rules by code: file, severity, sets, and `whole` for one that needs the whole file to have been read.
macro_rules! rules {
    (
        reader { $($read:ident $rcode:literal $rseverity:ident;)* }
        $($area:ident { $($rule:ident $code:literal $severity:ident [$($set:ident),+] $($whole:ident)?;)* })*
    ) => {
        /// Every rule of the reader and the checker, in the order of the reference.
        pub static RULES: &[Rule] = &[
            $(Rule {
                code: $rcode,
                severity: $rseverity,
                sets: &[Language],
                file: include_str!(concat!("read/", stringify!($read), ".rs")),
                run: None,
                whole: false,
            },)*
            $($(Rule {
                code: $code,
                severity: $severity,
                sets: &[$($set),+],
                file: include_str!(concat!(stringify!($area), "/", stringify!($rule), ".rs")),
                run: Some($area::$rule::check),
                whole: whole!($($whole)?),
            },)*)*
        ];
    };
}

rules! {
    reader {
        empty_text "read/empty-text" Error;
        language "read/language" Error;
        missing_key "read/missing-key" Error;
        name "read/name" Error;
        not_utf_8 "read/not-utf-8" Error;
        period "read/period" Error;
        syntax "read/syntax" Error;
        too_large "read/too-large" Error;
        type_ "read/type" Error;
        unknown_key "read/unknown-key" Error;
        unpublished "read/unpublished" Error;
    }
    form {
        consent_kind "form/consent-kind" Error [Language];
        drawn_readable "form/drawn-readable" Error [Language];
        hashed_read "form/hashed-read" Error [Language];
        no_class "form/no-class" Error [Language];
        no_language "form/no-language" Error [Language];
        open_personal "form/open-personal" Error [Language];
        setting "form/setting" Error [Language];
        suite "form/suite" Error [Language];
        time_zone "form/time-zone" Error [Language];
    }
    law {
        missing_change "law/missing-change" Error [Pipl, Gdpr] whole;
        missing_contact "law/missing-contact" Error [Pipl, Gdpr] whole;
        missing_controller "law/missing-controller" Error [Pipl, Gdpr] whole;
        missing_incident "law/missing-incident" Error [Pipl, Gdpr] whole;
        missing_minors "law/missing-minors" Error [Pipl] whole;
        missing_policy "law/missing-policy" Error [Language] whole;
        missing_protect "law/missing-protect" Error [Pipl, Gdpr] whole;
        missing_right "law/missing-right" Error [Pipl, Gdpr] whole;
        place_outside "law/place-outside" Error [Language];
        prohibited "law/prohibited" Error [Language];
        recipient_abroad "law/recipient-abroad" Error [Pipl];
        recipient_agreement "law/recipient-agreement" Error [Pipl, Gdpr];
        sensitive_necessity "law/sensitive-necessity" Error [Pipl];
        separate_consent "law/separate-consent" Error [Pipl];
    }
    names {
        idle "names/idle" Warning [Language] whole;
        unaccounted "names/unaccounted" Error [Language] whole;
        unknown "names/unknown" Error [Language] whole;
    }
    retain {
        length "retain/length" Error [Language];
        log_before_backup "retain/log-before-backup" Error [Language];
        no_end "retain/no-end" Error [Language] whole;
        short_log "retain/short-log" Warning [Pipl];
        survives_own_end "retain/survives-own-end" Error [Language];
        unresolved "retain/unresolved" Error [Language] whole;
    }
    texts {
        hidden "texts/hidden" Error [Language];
        leftover "texts/leftover" Error [Language];
        missing_translation "texts/missing-translation" Error [Language];
    }
}
