Feature: What anybody can ask of a policy

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/examples/library/policy.toml" is in force

  Scenario: The document says what the policy says
    Then the document is published in "en, zh-Hans, zh-Hant"
    And the document in "en" says "1 Reading Lane"
    And the document in "en" does not say "fingerprint reader"
    And the document in "en" says of "contact.desk" "desk@shelf.example"
    And the document in "en" does not say of "contact.desk" "Reading Lane"
    And the document in "en" says of "right.access"
      """
      See your data. Answered within 10 working days. Where to ask: desk@shelf.example.
      """

  Scenario: Each data item is accounted for
    Then "mobile" is collected for "purpose.reader, purpose.door"
    And "mobile" is used for "purpose.reader, purpose.door"
    And "mobile" goes to ""
    And "mobile" ends by "retention.reader, retention.visits"
    And the recipients are ""

  Scenario: A version is in force from its day on
    Then no version is in force at "2026-03-31T23:59:59+08:00"
    And the version in force at "2026-04-01T00:00:00+08:00" is "3"
    And the version in force states "desk@shelf.example" as "email" of "contact.desk"
    And the version in force states "questions, rights, guardians" as "for" of "contact.desk"
    And the version in force states "14" as "under" of "minors"

  Scenario: Working days are counted by the official calendar
    Then what falls under "right.access" at "2026-09-30T10:00:00+08:00" is due at "2026-10-21T00:00:00+08:00"

  Scenario: The API answers the same
    When the API is asked for "policy"
    Then the API answers "3" as "version"
    And the API answers "en, zh-Hans, zh-Hant" as "languages"
    When the API is asked for "data"
    Then the API answers "Mobile number" as "label.en" of "data.mobile"
    And the API answers "purpose.reader" as "collect.1.promise" of "data.mobile"
    When the API is asked for "recipients"
    Then the API lists ""

  Scenario: A file is checked before anybody publishes it
    Given the file "policies/examples/library/policy.toml"
    Then check finds no error
    When "covers = []" stands in the file in place of "covers = ['loan']"
    Then check finds "retain/no-end" at "record.loan"
    And check does not find "retain/no-end" at "record.reader"
    When the file is published
    Then the publication is refused with policy_invalid because of "retain/no-end" at "record.loan"

  Scenario: A table is taken out, and rows are added
    Given the file "policies/examples/library/policy.toml"
    When the table "protect" is taken out of the file
    Then check finds "law/missing-protect"
    When these rows are added to the file
      """
      [protect]
      suite = "aes-256-gcm"
      key-sensitive = ["mobile", "door-code"]
      backup-every = "24 hours"
      backup-keep = "14 days"
      measures = ["Everything in transit is encrypted with TLS."]
      """
    Then check does not find "law/missing-protect"
