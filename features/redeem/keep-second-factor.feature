Feature: A password alone opens no personal data: staff prove a second factor, and again when its time is over

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field   | value       |
      | account | xiaoming    |
      | phone   | 13812345678 |
    And these people act
      | who     | as    | role       |
      | Guo Wei | staff | security   |
      | Chen Lu | staff | protection |
      | Ma Rui  | staff | protection |
    And "Guo Wei" has signed in with a password only

  @redeem.keep.multi-factor
  Scenario: With a password only nothing is read; a second factor opens for a quarter of an hour
    When "Guo Wei" reads the "account" of "Zhang Xiaoming" for "security", the whole record
    Then it is refused with second_factor_required
    And the way that is named is "prove-factor"
    Given "Guo Wei" has set up an authenticator app
    When "Guo Wei" reads the "account" of "Zhang Xiaoming" for "security", the whole record
    Then it is refused with second_factor_required
    When "Guo Wei" enters the code of his app
    Then it is accepted
    When it is "2026-11-21T09:14:59+08:00"
    And "Guo Wei" reads the "account" of "Zhang Xiaoming" for "security", the whole record
    Then it is carried out
    When it is "2026-11-21T09:15:00+08:00"
    And "Guo Wei" reads the "account" of "Zhang Xiaoming" for "security", the whole record
    Then it is refused with second_factor_required
    When "Guo Wei" enters the code of his app
    And "Guo Wei" reads the "account" of "Zhang Xiaoming" for "security", the whole record
    Then it is carried out
    And the ledger holds no code and no secret of "Guo Wei", and 2 entries about "factor.proved"

  @redeem.keep.multi-factor
  Scenario: A code serves once, also after a restart and on several devices at once
    Given "Guo Wei" has set up an authenticator app
    When "Guo Wei" enters the code of his app
    Then it is accepted
    When "Guo Wei" enters the code of his app
    Then it is refused with second_factor_required
    When the engine is stopped and started again
    And "Guo Wei" enters the code of his app
    Then it is refused with second_factor_required
    When it is "2026-11-21T09:00:30+08:00"
    And "Guo Wei" enters the code of his app of 30 seconds ago
    Then it is refused with second_factor_required
    When "Guo Wei" enters the code of her app on 2 devices at once
    And it is "2026-11-21T09:02:00+08:00"
    And "Guo Wei" enters the code of his app of 60 seconds ago
    Then it is refused with second_factor_required
    When "Guo Wei" enters the code of his app of 30 seconds ago
    Then it is accepted
    When "Guo Wei" enters the code of his app in 30 seconds
    Then it is accepted
    When "Guo Wei" enters the code of his app
    Then it is refused with second_factor_required

  @redeem.keep.multi-factor
  Scenario: Who has a second factor enrols no other; recovery codes serve once each; two people reset it
    Given "Guo Wei" has set up an authenticator app
    When "Guo Wei" enters recovery code 1
    Then it is refused with second_factor_required
    When "Guo Wei" enters the code of his app
    And "Guo Wei" sets up another authenticator app
    Then it is refused with actor_denied
    When it is "2026-11-21T10:00:00+08:00"
    And "Guo Wei" enters recovery code 3
    Then it is accepted
    When "Guo Wei" reads the "account" of "Zhang Xiaoming" for "security", the whole record
    Then it is carried out
    When "Guo Wei" enters recovery code 3
    Then it is refused with second_factor_required
    When "Chen Lu" resets the second factor of "Guo Wei"
    Then it is refused with actor_denied
    When "Guo Wei" resets the second factor of "Guo Wei" together with "Chen Lu"
    Then it is refused with actor_denied
    When "Chen Lu" resets the second factor of "Guo Wei" together with "Ma Rui"
    Then it is carried out
    When "Guo Wei" reads the "account" of "Zhang Xiaoming" for "security", the whole record
    Then it is refused with second_factor_required
    When "Guo Wei" enters recovery code 4
    Then it is refused with second_factor_required
    Given "Guo Wei" has set up an authenticator app
    When "Guo Wei" enters the code of his app
    And "Guo Wei" reads the "account" of "Zhang Xiaoming" for "security", the whole record
    Then it is carried out
    And the ledger holds no code and no secret of "Guo Wei", and 1 entry about "factor.reset"

  @redeem.keep.multi-factor
  Scenario: After five wrong codes in a row none is heard for a quarter of an hour, the right one included
    Given "Guo Wei" has set up an authenticator app
    When "Guo Wei" enters 5 wrong codes
    And "Guo Wei" enters the code of his app
    Then it is refused with rate_limited
    When the engine is stopped and started again
    And it is "2026-11-21T09:14:59+08:00"
    And "Guo Wei" enters the code of his app
    Then it is refused with rate_limited
    When it is "2026-11-21T09:15:00+08:00"
    And "Guo Wei" enters the code of his app
    Then it is accepted
