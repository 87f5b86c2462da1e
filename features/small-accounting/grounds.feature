Feature: Without consent nothing is done but in the nine circumstances, each with its facts

  Background:
    Given it is "2025-03-03T09:00:00+08:00"
    And the policy "policies/small-accounting/policy.toml" is in force
    And what follows happens on "app"
    And "Li Lei" has registered without a company giving
      | field | value       |
      | phone | 13800138000 |
    And "Li Lei" has agreed to "device-service"
    And "Li Lei" has begun a "app-session" called "the session"
    And "Li Lei" sends a "device" for "device-service" during "the session" as "the report"
      | field        | value    |
      | device-model | Pixel 10 |
      | os-version   | 16       |
    And "Li Lei" withdraws the consent to "device-service"
    And these people act
      | who      | as    | role     |
      | Zhao Min | staff | officer  |
      | Sun Yan  | staff | security |

  @small-accounting.define.exceptions-declared
  Scenario: The nine grounds are those of the document, and each has its law
    Then the document in "en" says of "ground.national-security" "PIPL, article 13(1)(3)"
    And the document in "en" says of "ground.public-interest" "PIPL, article 13(1)(3) and (4)"
    And the document in "en" says of "ground.criminal" "PIPL, article 13(1)(3)"
    And the document in "en" says of "ground.vital" "PIPL, article 13(1)(4)"
    And the document in "en" says of "ground.self-disclosed" "PIPL, articles 13(1)(6) and 27"
    And the document in "en" says of "ground.public-source" "PIPL, articles 13(1)(6) and 27"
    And the document in "en" says of "ground.contract" "PIPL, article 13(1)(2)"
    And the document in "en" says of "ground.operation" "no entry, mobile number or questionnaire"
    And the document in "en" says of "ground.other-law" "PIPL, article 13(1)(7)"

  @small-accounting.define.exceptions-declared
  Scenario: Without a ground the consent is asked for, and one outside the list is none
    When "Sun Yan" reads "the report" for "device-service"
    Then it is refused with consent_withdrawn
    When "Zhao Min" approves the ground "ground.business-need" for "device-model" of "Li Lei" on "fault" asked by "Sun Yan" as "the wish"
    Then it is refused with basis_required

  @small-accounting.define.exceptions-declared
  Scenario: A ground without its facts is not approved, and nobody approves for himself
    When "Zhao Min" approves the ground "ground.operation" for "device-model" of "Li Lei" on "" asked by "Sun Yan" as "the fault"
    Then it is refused with basis_required
    When "Zhao Min" approves the ground "ground.operation" for "device-model" of "Li Lei" on "fault, items, subjects" asked by "Zhao Min" as "the fault"
    Then it is refused with actor_denied

  @small-accounting.define.exceptions-declared
  Scenario: A ground opens only the fields that it names, of whom it names, and is counted
    When "Zhao Min" approves the ground "ground.operation" for "phone" of "Li Lei" on "fault, items, subjects" asked by "Sun Yan" as "the phone"
    Then it is refused with field_not_allowed
    When "Zhao Min" approves the ground "ground.operation" for "device-model" of "Li Lei" on "fault, items, subjects" asked by "Sun Yan" as "the fault"
    And "Sun Yan" reads the "device-model" of "the report" for "device-service" during "the fault"
    Then the answer is
      | item         | form  | value    |
      | device-model | clear | Pixel 10 |
    And the promise "ground.operation" was carried out 2 times
    When "Sun Yan" reads the "os-version" of "the report" for "device-service" during "the fault"
    Then it is refused with consent_withdrawn
    When it is "2025-04-02T09:00:00+08:00"
    And "Sun Yan" reads the "device-model" of "the report" for "device-service" during "the fault"
    Then it is refused with consent_withdrawn
