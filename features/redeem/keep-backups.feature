Feature: What is kept is neither damaged nor lost

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field   | value       |
      | account | xiaoming    |
      | phone   | 13812345678 |
    And "Zhang Xiaoming" has agreed to "save-address"
    And "Zhang Xiaoming" has agreed to "offers"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called      | record        | for          | values                                                                               |
      | the address | saved-address | save-address | full-name=Zhang Xiaoming; phone=13812345678; delivery-address=ZHONGSHAN-ROAD-SENTINEL |

  @redeem.keep.no-damage-or-loss
  Scenario: A changed byte is noticed, and the last backup gives the value back with all that belongs to it
    When a backup is made, called "the backup"
    Then any one bit of the "delivery-address" in "the address" turned over is tampered to "Zhang Xiaoming" reading for "save-address"
    When "Zhang Xiaoming" withdraws the consent to "offers"
    And the data is lost and "the backup" is restored
    Then these read back
      | what        | by             | for          | item  | value       |
      | the address | Zhang Xiaoming | save-address | phone | 138****5678 |
    And "Zhang Xiaoming" is asked again for ""
    When "Zhang Xiaoming" cancels the own account
    And the worker wakes
    Then no row or byte is left of "the address"

  @redeem.keep.no-damage-or-loss
  Scenario: Cut off anywhere, a backup and a restore leave the old state or the new one
    When a backup and its restore are cut off after each of their steps, and each time "Zhang Xiaoming" reads "the address" for "save-address"
    Then the ledger of the product verifies, body by body

  @redeem.keep.no-damage-or-loss
  Scenario: A damaged backup is told as such, and nothing half is restored
    When a backup is made, called "the backup"
    And a backup is made, called "another"
    Then no damaged, cut, swapped or foreign copy of "the backup" is restored, "another" being another one

  @redeem.keep.residency-prc
  Scenario: Nothing of it stands outside the mainland: refused at the start and at a change, and nothing is created
    Then an installation may stand here
      | region         | answer        |
      | cn-shanghai    | accepted      |
      | ap-southeast-1 | region_denied |
      | cn-hongkong    | region_denied |
    And its backups may stand here
      | region         | answer        |
      | cn-shanghai    | accepted      |
      | cn-hongkong    | region_denied |
    And its ledger's mirror may stand here
      | region         | answer        |
      | cn-shanghai    | accepted      |
      | ap-southeast-1 | region_denied |
    And moved to "ap-southeast-1" it does not start: region_denied

  @redeem.keep.no-damage-or-loss
  Scenario: A drill restores the backup beside the running house, and finds what is damaged
    When a backup is made, called "the backup"
    Then a drill of "the backup" finds everything
