Feature: What is erased leaves the backups, too

  Background:
    Given it is "2026-11-21T07:30:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field   | value       |
      | account | xiaoming    |
      | phone   | 13812345678 |
    And "Li Na" has registered without a company giving
      | field   | value       |
      | account | lina        |
      | phone   | 13900139000 |
    And these people act
      | who      | as    | role  |
      | Wu Qian  | staff | legal |
    And "Zhang Xiaoming" has agreed to "save-address"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called      | record        | for          | values                                                                               |
      | the address | saved-address | save-address | full-name=Zhang Xiaoming; phone=13812345678; delivery-address=ZHONGSHAN-ROAD-SENTINEL |
      | the office  | saved-address | save-address | full-name=Zhang Xiaoming; phone=13812345678; delivery-address=OFFICE-ROAD-SENTINEL    |
    And "Li Na" has agreed to "save-address"
    And "Li Na" has entered, with all that each needs
      | called     | record        | for          | values                                                                      |
      | her address | saved-address | save-address | full-name=Li Na; phone=13900139000; delivery-address=PEOPLE-ROAD-SENTINEL |

  @redeem.erase.backup-at-update
  Scenario Outline: A backup of an hour before the erasure is restored an hour after it: <loss>
    When it is "2026-11-21T08:00:00+08:00"
    And a backup is made, called "the backup of eight"
    And it is "2026-11-21T09:00:00+08:00"
    And "Zhang Xiaoming" erases "the address"
    And "Li Na" cancels the own account
    And the worker wakes
    And it is "2026-11-21T10:00:00+08:00"
    And <loss>
    Then no row or byte is left of "the address"
    And no row, key or byte is left of
      | what        |
      | her address |
    And "the office" is still stored, under a key
    And the ledger of the product verifies, body by body

    Examples:
      | loss                                                                                         |
      | the data is lost and "the backup of eight" is restored                                       |
      | the data and the ledger's mirror are lost and "the backup of eight" is restored without them |

  @redeem.erase.backup-at-update
  Scenario: When the cycle is over no backup opens any more that held it, and one that is left shows
    When it is "2026-11-21T08:00:00+08:00"
    And a backup is made, called "the backup of eight"
    And it is "2026-11-21T09:00:00+08:00"
    And "Zhang Xiaoming" erases "the address"
    And nobody asks for anything until "2026-11-22T07:30:00+08:00"
    And the newest backup is called "the next backup"
    And nobody asks for anything until "2026-12-21T07:59:59+08:00"
    Then the promise "protect" is "due"
    When it is "2026-12-21T08:00:01+08:00"
    Then the promise "protect" is "at-risk"
    When the worker wakes
    Then the promise "protect" is "due"
    And "the backup of eight" cannot be read any more, for its key is destroyed
    When the data is lost and "the next backup" is restored
    Then no row or byte is left of "the address"
    And these read back
      | what       | by             | for          | item  | value       |
      | the office | Zhang Xiaoming | save-address | phone | 138****5678 |
