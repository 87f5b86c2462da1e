Feature: The user deletes her account herself, and what is erased is beyond anybody's reach

  Background:
    Given it is "2026-08-31T10:00:00+08:00"
    And the policy "policies/small-accounting/policy.toml" is in force
    And what follows happens on "app"
    And an agreement with "sms-carrier" is on file
    And "Lin Xia" has registered without a company giving
      | field   | value       |
      | phone   | 13800138000 |
    And these people act
      | who       | as      | role     |
      | the guard | staff   | security |
      | the app   | service |          |
    And "Lin Xia" has agreed to "bookkeeping"
    And "Lin Xia" has agreed to "device-service"
    And the "account" of "Lin Xia", read for "account", is called "Lin Xia's account"
    And "Lin Xia" has entered, with all that each needs
      | called      | record          | for            | values                                                      |
      | the entry   | entry           | bookkeeping    | entry-amount=8888.00; entry-note=the ring for Mother's 60th |
      | the log     | log             | device-service | log-event=opened the ledger of May                          |
      | the message | support-message | support        | support-text=My total is off by 1                           |

  @small-accounting.erase.delete-account
  Scenario: Closed by herself, at once for every use, and gone within the bound; the number registers anew
    When "Lin Xia" cancels the own account
    Then it is carried out
    And the answer says that all of it is gone by "2026-09-15T10:00:00+08:00"
    And none of these can be read: account_disabled
      | what              | by      | for         |
      | Lin Xia's account | Lin Xia | account     |
      | the entry         | Lin Xia | bookkeeping |
    And the certificate of the erasure of "Lin Xia" says that work is due
    When nobody asks for anything until "2026-09-15T10:00:00+08:00"
    Then no row, key or byte is left of
      | what              |
      | Lin Xia's account |
      | the entry         |
      | the log           |
      | the message       |
    And the certificate of the erasure of "Lin Xia" says that nothing is due
    And the certificate of the erasure of "Lin Xia" says that these stay
      | what | item | promise |
    When "Lin Xia again" registers without a company giving
      | field   | value       |
      | phone   | 13800138000 |
    Then it is carried out
    And exactly 1 record of "account" is held
    And exactly 0 records of "entry" are held

  @small-accounting.erase.protected-deletion
  Scenario: An entry that is erased is in no file, no backup and no index, and the ledger proves it without the value
    Given a backup is made, called "the backup of before"
    When "Lin Xia" erases "the entry"
    Then it is carried out
    And none of these can be read: not_found
      | what      | by      | for         |
      | the entry | Lin Xia | bookkeeping |
    And no row or byte is left of "the entry"
    And the certificate of the erasure of "Lin Xia" says that these went
      | class     | values |
      | financial | 2      |
    And the ledger of the product verifies, body by body
    When the data is lost and "the backup of before" is restored
    Then none of these can be read: not_found
      | what      | by      | for         |
      | the entry | Lin Xia | bookkeeping |
    And no row or byte is left of "the entry"
    And these read back
      | what    | by        | for            | item      | value                    |
      | the log | the guard | device-service | log-event | opened the ledger of May |
