Feature: Guessing leads nowhere, and what was altered is found

  Background:
    Given it is "2025-09-25T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Shen Yi" has registered with the company "Acme" giving
      | field    | value               |
      | phone    | 13800138000         |
      | email    | shen.yi@example.com |
      | password | Horse-staple-9      |
    And "Tan Rui" has registered with the company "Beta" giving
      | field | value               |
      | phone | 13900139000         |
      | email | tan.rui@example.com |
    And these people act
      | who                 | as      | role     |
      | the security        | staff   | security |
      | the sign-in service | service | sign-in  |
    And the "account" of "Shen Yi", read for "account", is called "S's account"
    And the "account" of "Tan Rui", read for "account", is called "T's account"

  @saleforte.keep.trusted-protection
  Scenario: Ten wrong sign-ins lock the account for an hour, whatever is entered then; the process may end in between
    When "the sign-in service" compares 9 wrong values with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"
    And the engine is stopped and started again
    Then 0 alerts of "alarm.wrong-passwords" were raised
    When "the sign-in service" compares 1 wrong values with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"
    Then 1 alert of "alarm.wrong-passwords" was raised
    And the newest alert of "alarm.wrong-passwords" waits
    When "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"
    Then it is refused with suspended
    When it is "2025-09-25T10:59:59+08:00"
    And "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"
    Then it is refused with suspended
    When it is "2025-09-25T11:00:00+08:00"
    And "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"
    Then it is accepted

  @saleforte.keep.trusted-protection
  Scenario: A right password ends the counting, and another account is not touched
    When "the sign-in service" compares 9 wrong values with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"
    And "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"
    Then it is accepted
    When "the sign-in service" compares 9 wrong values with the "password" for "account" of the "account" in "Acme" whose "phone" is "13800138000"
    Then 0 alerts of "alarm.wrong-passwords" were raised

  @saleforte.keep.trusted-protection
  Scenario: What is moved, put back or taken out is found on the next read or check
    Then the "phone" of "T's account" put in place of the "phone" of "S's account" is tampered to "Shen Yi" for "account"
    And any one bit of the "email" in "S's account" turned over is tampered to "Shen Yi" reading for "account"
    And the "email" of "S's account" taken out is tampered to "Shen Yi" for "account"
    And with a root key of 16 bytes nothing opens
    And no entry of the ledger is altered, taken out or swapped on the disk without its place being named
