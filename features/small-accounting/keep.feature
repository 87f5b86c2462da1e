Feature: What is kept stays sealed, whatever is done to the house

  Background:
    Given it is "2025-03-03T09:00:00+08:00"
    And the policy "policies/small-accounting/policy.toml" is in force
    And what follows happens on "app"
    And "Li Lei" has registered without a company giving
      | field | value       |
      | phone | 13800138000 |
    And these people act
      | who      | as    | role       |
      | Zhou Jie | staff | maintainer |
    And "Li Lei" has agreed to "bookkeeping"
    And "Li Lei" has entered, with all that each needs
      | called    | record | for         | values                                                                          |
      | the lunch | entry  | bookkeeping | entry-amount=38.50; entry-account=6222021234567890128; entry-note=LUNCH-SENTINEL |
    And "13800138000" is looked for, too

  @small-accounting.keep.safe-while-maintained
  Scenario Outline: A change of the <which> keys that is cut off anywhere leaves everything sealed and readable
    When a change of the <which> keys is cut off after each of its steps, and each time "Li Lei" reads "the lunch" for "bookkeeping"
    Then no value that was entered lies in clear in any file
    When a backup is made, called "the backup"
    And the <which> keys are changed
    And the data is lost and "the backup" is restored
    And "Li Lei" reads "the lunch" for "bookkeeping"
    Then it is carried out
    And no value that was entered lies in clear in any file
    And the ledger of the product verifies, body by body

    Examples:
      | which    |
      | root     |
      | tenants' |

  @small-accounting.keep.safe-while-maintained
  Scenario: While the house is being mended nobody may do more than before
    When a change of the root keys is cut off after "Begun"
    And "Zhou Jie" reads "the lunch" for "bookkeeping"
    Then it is refused with actor_denied
    When "Zhou Jie" reads "the lunch" for "maintenance"
    Then it is refused with actor_denied
    When the root keys are changed
    And "Zhou Jie" reads "the lunch" for "bookkeeping"
    Then it is refused with actor_denied

  @small-accounting.keep.safe-while-maintained
  Scenario: A backup and a restore that are cut off anywhere leave nothing in clear, and the old state or the new one
    When a backup and its restore are cut off after each of their steps, and each time "Li Lei" reads "the lunch" for "bookkeeping"
    Then no value that was entered lies in clear in any file
    When "Zhou Jie" reads "the lunch" for "bookkeeping"
    Then it is refused with actor_denied

  @small-accounting.keep.confidentiality-integrity
  Scenario: What is altered, taken out or swapped behind the engine's back is told, with its place
    Given "Li Lei" has entered, with all that each needs
      | called     | record | for         | values                                                                            |
      | the dinner | entry  | bookkeeping | entry-amount=99.90; entry-account=6222029876543210987; entry-note=DINNER-SENTINEL |
    Then any one bit of the "entry-note" in "the lunch" turned over is tampered to "Li Lei" reading for "bookkeeping"
    And the "entry-note" of "the dinner" put in place of the "entry-note" of "the lunch" is tampered to "Li Lei" for "bookkeeping"
    And the "entry-note" of "the lunch" taken out is tampered to "Li Lei" for "bookkeeping"
    And no entry of the ledger is altered, taken out or swapped on the disk without its place being named

  @small-accounting.keep.confidentiality-integrity
  Scenario: Who is nobody reads nothing
    Given these people act
      | who        | as      | role |
      | a stranger | service |      |
    When "a stranger" reads "the lunch" for "bookkeeping"
    Then it is refused with actor_denied
