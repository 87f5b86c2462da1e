//! The table of rules. A rule is one file; its documentation is its manual page; its function pushes what it finds.

mod app;
mod calendar;
mod claim;
mod consent;
mod duty;
pub(crate) mod form;
mod gdpr;
mod ground;
mod incident;
pub(crate) mod law;
mod minors;
pub(crate) mod names;
mod read;
mod retain;
mod right;
mod share;
mod texts;

use crate::check::rule::{
    Rule,
    RuleSet::{Gdpr, Language, Pipl},
};
use crate::finding::Severity::{Error, Info, Warning};

/// Whether a rule rests on something not being there.
macro_rules! whole {
    () => {
        false
    };
    (whole) => {
        true
    };
}

/// Lists rules by code: file, severity, sets, and `whole` for one that needs the whole file to have been read. What stands
/// under `files` is found while a file is read, and has a page only.
macro_rules! rules {
    (
        files { $($reader:ident { $($read:ident $rcode:literal $rseverity:ident;)* })* }
        $($area:ident { $($rule:ident $code:literal $severity:ident [$($set:ident),+] $($whole:ident)?;)* })*
    ) => {
        /// Every rule of the readers and the checker, in the order of the reference.
        pub static RULES: &[Rule] = &[
            $($(Rule {
                code: $rcode,
                severity: $rseverity,
                sets: &[Language],
                file: include_str!(concat!(stringify!($reader), "/", stringify!($read), ".rs")),
                run: None,
                whole: false,
            },)*)*
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
    files {
        calendar {
            date_twice "calendar/date-twice" Error;
            holiday_at_work "calendar/holiday-at-work" Error;
            made_up_more "calendar/made-up-more" Error;
            no_source "calendar/no-source" Error;
            not_a_date "calendar/not-a-date" Error;
            not_a_weekend "calendar/not-a-weekend" Error;
            not_a_year "calendar/not-a-year" Error;
            nothing_off "calendar/nothing-off" Error;
            off_and_work "calendar/off-and-work" Error;
            outside_year "calendar/outside-year" Error;
            reversed "calendar/reversed" Error;
            unreadable "calendar/unreadable" Error;
            year_twice "calendar/year-twice" Error;
        }
        read {
            date "read/date" Error;
            empty_text "read/empty-text" Error;
            hidden "read/hidden" Error;
            language "read/language" Error;
            missing_key "read/missing-key" Error;
            name "read/name" Error;
            not_utf_8 "read/not-utf-8" Error;
            period "read/period" Error;
            syntax "read/syntax" Error;
            too_large "read/too-large" Error;
            twice "read/twice" Error;
            type_ "read/type" Error;
            unknown_key "read/unknown-key" Error;
            unpublished "read/unpublished" Error;
        }
    }
    app {
        chinese "app/chinese" Warning [Pipl];
        first_run "app/first-run" Warning [Pipl] whole;
        permission_notice "app/permission-notice" Warning [Pipl] whole;
        ticked "app/ticked" Warning [Pipl, Gdpr];
    }
    claim {
        absolute "claim/absolute" Warning [Language];
        anonymous "claim/anonymous" Warning [Pipl, Gdpr];
        nobody "claim/nobody" Warning [Language];
        stays "claim/stays" Warning [Pipl, Gdpr];
    }
    consent {
        automatic "consent/automatic" Warning [Pipl, Gdpr];
        bundled "consent/bundled" Warning [Pipl, Gdpr];
        cookie "consent/cookie" Error [Pipl, Gdpr];
        implied "consent/implied" Error [Pipl, Gdpr];
        no_without "consent/no-without" Info [Pipl];
        of_tenant "consent/of-tenant" Warning [Pipl, Gdpr];
        open_ended "consent/open-ended" Warning [Pipl, Gdpr];
    }
    duty {
        audit "duty/audit" Info [Pipl] whole;
        audit_often "duty/audit-often" Warning [Pipl];
        export_renewal "duty/export-renewal" Info [Pipl] whole;
        impact_assessment "duty/impact-assessment" Info [Pipl] whole;
        large_platform "duty/large-platform" Warning [Pipl] whole;
        minors_audit "duty/minors-audit" Warning [Pipl] whole;
    }
    form {
        absurd "form/absurd" Error [Language];
        awaits "form/awaits" Error [Language];
        blank "form/blank" Error [Language];
        consent_kind "form/consent-kind" Error [Language];
        country "form/country" Error [Language];
        drawn_readable "form/drawn-readable" Error [Language];
        email "form/email" Error [Language];
        event_loop "form/event-loop" Error [Language];
        file_size "form/file-size" Info [Language];
        hashed_read "form/hashed-read" Error [Language];
        member "form/member" Error [Language];
        needless "form/needless" Info [Language];
        never_met "form/never-met" Error [Language] whole;
        no_class "form/no-class" Error [Language];
        no_effect "form/no-effect" Error [Language] whole;
        no_language "form/no-language" Error [Language];
        noise "form/noise" Error [Language];
        noise_groups "form/noise-groups" Error [Language];
        noise_loss "form/noise-loss" Error [Language];
        noise_purpose "form/noise-purpose" Error [Language];
        not_a_file "form/not-a-file" Error [Language];
        open_personal "form/open-personal" Error [Language];
        setting "form/setting" Error [Language];
        suite "form/suite" Error [Language];
        time_zone "form/time-zone" Error [Language];
        unclassified_field "form/unclassified-field" Error [Language];
    }
    gdpr {
        answer_late "gdpr/answer-late" Error [Gdpr];
        automated_basis "gdpr/automated-basis" Error [Gdpr];
        automated_effect "gdpr/automated-effect" Error [Gdpr];
        automated_special "gdpr/automated-special" Error [Gdpr];
        basis_law "gdpr/basis-law" Warning [Gdpr];
        basis_unknown "gdpr/basis-unknown" Error [Gdpr];
        child_age "gdpr/child-age" Warning [Gdpr];
        child_consent "gdpr/child-consent" Error [Gdpr];
        consequence "gdpr/consequence" Error [Gdpr];
        criminal_data "gdpr/criminal-data" Warning [Gdpr];
        fee "gdpr/fee" Warning [Gdpr];
        impact_assessment "gdpr/impact-assessment" Warning [Gdpr] whole;
        incident_report "gdpr/incident-report" Error [Gdpr];
        interests_objection "gdpr/interests-objection" Error [Gdpr];
        joint_arrangement "gdpr/joint-arrangement" Error [Gdpr];
        objection_told "gdpr/objection-told" Error [Gdpr] whole;
        officer "gdpr/officer" Warning [Gdpr];
        place_outside "gdpr/place-outside" Warning [Gdpr];
        processor_terms "gdpr/processor-terms" Warning [Gdpr];
        recipients_told "gdpr/recipients-told" Warning [Gdpr];
        records "gdpr/records" Info [Gdpr] whole;
        representative "gdpr/representative" Warning [Gdpr];
        rights "gdpr/rights" Error [Gdpr] whole;
        source_late "gdpr/source-late" Error [Gdpr];
        source_silent "gdpr/source-silent" Warning [Gdpr] whole;
        special_category "gdpr/special-category" Error [Gdpr];
        supervisory_authority "gdpr/supervisory-authority" Error [Gdpr] whole;
        transfer_adequacy "gdpr/transfer-adequacy" Warning [Gdpr];
        transfer_basis "gdpr/transfer-basis" Error [Gdpr];
        transfer_copy "gdpr/transfer-copy" Warning [Gdpr];
        transfer_derogation "gdpr/transfer-derogation" Warning [Gdpr];
    }
    ground {
        copied "ground/copied" Warning [Pipl];
        keep "ground/keep" Error [Language];
        no_law "ground/no-law" Warning [Pipl];
        wide "ground/wide" Warning [Pipl];
    }
    incident {
        authority "incident/authority" Info [Pipl];
        content "incident/content" Warning [Pipl, Gdpr];
        late "incident/late" Info [Pipl];
        no_channel "incident/no-channel" Warning [Pipl, Gdpr];
        vague "incident/vague" Warning [Pipl, Gdpr];
    }
    law {
        answer_late "law/answer-late" Warning [Pipl];
        answer_start "law/answer-start" Info [Pipl];
        automated_told "law/automated-told" Warning [Pipl, Gdpr];
        change_notice "law/change-notice" Warning [Pipl, Gdpr];
        contact_officer "law/contact-officer" Info [Pipl, Gdpr];
        contact_way "law/contact-way" Error [Pipl, Gdpr];
        controller_name "law/controller-name" Warning [Pipl, Gdpr];
        cookie_life "law/cookie-life" Warning [Pipl, Gdpr];
        dates "law/dates" Error [Pipl, Gdpr];
        duty_unnamed "law/duty-unnamed" Warning [Pipl, Gdpr];
        marketing_stop "law/marketing-stop" Warning [Pipl, Gdpr];
        measures "law/measures" Info [Pipl];
        merger "law/merger" Info [Pipl] whole;
        missing_change "law/missing-change" Error [Pipl, Gdpr] whole;
        missing_contact "law/missing-contact" Error [Pipl, Gdpr] whole;
        missing_controller "law/missing-controller" Error [Pipl, Gdpr] whole;
        missing_incident "law/missing-incident" Error [Pipl, Gdpr] whole;
        missing_minors "law/missing-minors" Error [Pipl] whole;
        missing_policy "law/missing-policy" Error [Language] whole;
        missing_protect "law/missing-protect" Error [Pipl, Gdpr] whole;
        missing_right "law/missing-right" Error [Pipl, Gdpr] whole;
        no_legitimate_interests "law/no-legitimate-interests" Error [Pipl];
        not_sensitive "law/not-sensitive" Warning [Pipl];
        officer_due "law/officer-due" Error [Pipl] whole;
        over_collection "law/over-collection" Warning [Pipl];
        personalised "law/personalised" Warning [Pipl, Gdpr];
        place_outside "law/place-outside" Error [Language];
        prohibited "law/prohibited" Error [Language];
        public_disclosure "law/public-disclosure" Warning [Pipl];
        public_source "law/public-source" Warning [Pipl] whole;
        purpose_open "law/purpose-open" Warning [Pipl, Gdpr];
        recipient_abroad "law/recipient-abroad" Error [Pipl];
        recipient_agreement "law/recipient-agreement" Error [Pipl, Gdpr];
        refusal_reason "law/refusal-reason" Warning [Pipl, Gdpr];
        remedy "law/remedy" Info [Pipl, Gdpr] whole;
        representative "law/representative" Error [Pipl];
        retention_floor "law/retention-floor" Warning [Pipl];
        rights_incomplete "law/rights-incomplete" Warning [Pipl] whole;
        rights_relatives "law/rights-relatives" Info [Pipl] whole;
        sensitive_class "law/sensitive-class" Error [Pipl];
        sensitive_necessity "law/sensitive-necessity" Error [Pipl];
        separate_consent "law/separate-consent" Error [Pipl];
        transfer_silent "law/transfer-silent" Warning [Pipl] whole;
        transfer_unclear "law/transfer-unclear" Warning [Pipl];
        wrong_article "law/wrong-article" Info [Pipl];
    }
    minors {
        age "minors/age" Warning [Pipl];
        guardian_rights "minors/guardian-rights" Warning [Pipl] whole;
        guardian_told "minors/guardian-told" Info [Pipl];
        older "minors/older" Info [Pipl];
        rules "minors/rules" Error [Pipl];
        unclear "minors/unclear" Warning [Pipl];
    }
    names {
        covered "names/covered" Info [Language];
        idle "names/idle" Warning [Language] whole;
        look_alike "names/look-alike" Warning [Language];
        near "names/near" Info [Language];
        twice "names/twice" Warning [Language];
        unaccounted "names/unaccounted" Error [Language] whole;
        unknown "names/unknown" Error [Language] whole;
        unworded "names/unworded" Warning [Language];
    }
    retain {
        after_cancellation "retain/after-cancellation" Error [Pipl, Gdpr];
        contradicted "retain/contradicted" Warning [Pipl, Gdpr];
        ends_twice "retain/ends-twice" Error [Language];
        length "retain/length" Error [Language];
        log_before_backup "retain/log-before-backup" Error [Language];
        needed_for "retain/needed-for" Error [Language];
        no_criterion "retain/no-criterion" Error [Language];
        no_end "retain/no-end" Error [Language] whole;
        outlives_account "retain/outlives-account" Warning [Pipl];
        restricted "retain/restricted" Error [Language];
        short_disclosure_log "retain/short-disclosure-log" Warning [Pipl];
        short_log "retain/short-log" Warning [Pipl];
        survives_own_end "retain/survives-own-end" Error [Language];
        unresolved "retain/unresolved" Error [Language] whole;
        unwarned "retain/unwarned" Warning [Pipl, Gdpr] whole;
    }
    right {
        hindered "right/hindered" Warning [Pipl, Gdpr];
        narrowed "right/narrowed" Warning [Pipl, Gdpr];
        no_way "right/no-way" Error [Pipl, Gdpr];
    }
    share {
        agreement_terms "share/agreement-terms" Info [Pipl];
        contract_end "share/contract-end" Info [Pipl, Gdpr];
        export_consent "share/export-consent" Error [Pipl];
        export_mechanism "share/export-mechanism" Warning [Pipl];
        export_told "share/export-told" Warning [Pipl];
        foreign_authority "share/foreign-authority" Warning [Pipl, Gdpr];
        no_purpose "share/no-purpose" Error [Pipl, Gdpr];
        payment_role "share/payment-role" Info [Pipl];
        policy_link "share/policy-link" Warning [Pipl, Gdpr];
        processor_details "share/processor-details" Info [Pipl];
        provide_consent "share/provide-consent" Error [Pipl];
        recipient_details "share/recipient-details" Warning [Pipl, Gdpr];
        unnamed "share/unnamed" Warning [Pipl, Gdpr];
        unused "share/unused" Error [Pipl, Gdpr];
    }
    texts {
        blank "texts/blank" Warning [Language];
        brackets "texts/brackets" Warning [Language];
        doubled "texts/doubled" Warning [Language];
        fragment "texts/fragment" Info [Language];
        grammar "texts/grammar" Info [Language];
        hidden "texts/hidden" Error [Language];
        leftover "texts/leftover" Error [Language];
        leftover_note "texts/leftover-note" Warning [Language];
        look_alike "texts/look-alike" Error [Language];
        menu "texts/menu" Warning [Language];
        missing_translation "texts/missing-translation" Error [Language];
        mixed "texts/mixed" Warning [Language];
        no_link "texts/no-link" Warning [Language];
        open_list "texts/open-list" Warning [Pipl, Gdpr];
        punctuation "texts/punctuation" Info [Language];
        reserved_address "texts/reserved-address" Warning [Language];
        second_name "texts/second-name" Warning [Language];
        spaces "texts/spaces" Info [Language];
        vague "texts/vague" Warning [Pipl, Gdpr];
        variant "texts/variant" Warning [Language];
    }
}
