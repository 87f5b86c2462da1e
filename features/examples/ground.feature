Feature: Without consent nothing is done but on a ground that the policy lists

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/examples/repairs/policy.toml" is in force
    And "Lin Tao" has registered without a company giving
      | field      | value   |
      | rider-name | Lin Tao |
    And "Xu Ke" has registered without a company giving
      | field      | value |
      | rider-name | Xu Ke |
    And "Lin Tao" has agreed to "habits"
    And "Lin Tao" sends a "habit" for "habits" as "the habit"
      | field       | value                  |
      | riding-note | rides along the lake   |
      | riding-time | at seven               |
    And "Lin Tao" withdraws the consent to "habits"
    And these people act
      | who     | as    | role     |
      | Wei Hua | staff | workshop |
      | Chen Lu | staff | officer  |

  Scenario: Without a ground the consent is asked for
    When "Wei Hua" reads "the habit" for "habits"
    Then it is refused with consent_withdrawn

  Scenario: A ground outside the list, and one without its facts
    When "Chen Lu" approves the ground "ground.curiosity" for "riding-note" of "Lin Tao" on "a-wish" asked by "Wei Hua" as "the wish"
    Then it is refused with basis_required
    When "Chen Lu" approves the ground "ground.theft" for "riding-note" of "Lin Tao" on "" asked by "Wei Hua" as "the theft"
    Then it is refused with basis_required

  Scenario: Who asks does not approve, and nobody without the office does
    When "Chen Lu" approves the ground "ground.theft" for "riding-note" of "Lin Tao" on "police-letter" asked by "Chen Lu" as "the theft"
    Then it is refused with actor_denied
    When "Wei Hua" approves the ground "ground.theft" for "riding-note" of "Lin Tao" on "police-letter" asked by "Chen Lu" as "the theft"
    Then it is refused with actor_denied
    When "Chen Lu" approves the ground "ground.theft" for "rider-name" of "Lin Tao" on "police-letter" asked by "Wei Hua" as "the theft"
    Then it is refused with field_not_allowed

  Scenario: A ground opens what it names, of whom it names, until its end, and is counted
    Given "Chen Lu" approves the ground "ground.theft" for "riding-note" of "Lin Tao" on "police-letter" asked by "Wei Hua" as "the theft"
    When "Wei Hua" reads "the habit" for "habits" during "the theft"
    Then the answer is
      | item        | form  | value                |
      | riding-note | clear | rides along the lake |
    And the promise "ground.theft" was carried out 2 times
    When "Wei Hua" reads the "riding-time" of "the habit" for "habits" during "the theft"
    Then it is refused with consent_withdrawn
    When it is "2026-05-21T08:59:59+08:00"
    And "Wei Hua" reads "the habit" for "habits" during "the theft"
    Then it is carried out
    When it is "2026-05-21T09:00:00+08:00"
    And "Wei Hua" reads "the habit" for "habits" during "the theft"
    Then it is refused with consent_withdrawn
