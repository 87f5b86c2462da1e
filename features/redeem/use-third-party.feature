Feature: Data from elsewhere is used on record, and looked over

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field   | value       |
      | account | xiaoming    |
      | phone   | 13812345678 |
    And these people act
      | who                 | as      | role       |
      | Chen Lu             | staff   | protection |
      | the sign-in service | service | sign-in    |
    And "Zhang Xiaoming" has agreed to "third-party-login"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called      | record              | for               | values                                        |
      | the binding | third-party-account | third-party-login | third-party-id=wx-7f3a19c2; nickname=xiaoming |

  @redeem.use.third-party-data-lawful
  Scenario: The review is open until it is done, stands until its time is over, and each use is in the ledger with its purpose
    Then the duty "duty.third-party-data" is "open"
    When "Zhang Xiaoming" reads the "nickname" of "the binding" for "third-party-login"
    Then it is carried out
    And the ledger says that "Zhang Xiaoming" asked for "nickname" for "third-party-login" and was answered
    When "Zhang Xiaoming" reads the "nickname" of "the binding" for "profile"
    Then the ledger says that "Zhang Xiaoming" asked for "nickname" for "profile" and was refused
    When "the sign-in service" enters that the duty "duty.third-party-data" was done at "2026-11-21T09:00:00+08:00"
    Then it is refused with actor_denied
    When "Chen Lu" enters that the duty "duty.third-party-data" was done at "2026-11-21T09:00:00+08:00"
    Then the duty "duty.third-party-data" is "met"
    And the duty "duty.third-party-data" at "2036-11-21T09:00:00+08:00" is "overdue"
