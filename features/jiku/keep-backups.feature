Feature: What is kept stays at home, and can be given back

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/jiku/policy.toml" is in force
    And what follows happens on "website"
    And "Lin Tao" has registered without a company giving
      | field      | value            |
      | visitor-id | 7f3a19c2-5e0b-41 |
    And these people act
      | who     | as    | role       |
      | Chen Lu | staff | officer    |
      | Wei Hua | staff | sales      |
      | He Ming | staff | researcher |
    And "Lin Tao" has agreed to "evaluation-handling"
    And "Lin Tao" has begun a "product-evaluation" called "the evaluation"
    And "Lin Tao" sends an "evaluation-form" for "evaluation-handling" during "the evaluation" as "the form"
      | field     | value               |
      | full-name | Lin Tao             |
      | email     | lin.tao@example.com |
      | phone     | 13800138000         |

  @jiku.keep.mainland-storage
  Scenario: Data, backups and the ledger's mirror stand in the mainland, or nothing is created
    Then an installation may stand here
      | region         | answer        |
      | cn-shanghai    | accepted      |
      | cn-hongkong    | region_denied |
      | ap-southeast-1 | region_denied |
      | us-east-1      | region_denied |
    And its backups may stand here
      | region         | answer        |
      | cn-shanghai    | accepted      |
      | cn-hongkong    | region_denied |
      | ap-southeast-1 | region_denied |
    And its ledger's mirror may stand here
      | region         | answer        |
      | cn-shanghai    | accepted      |
      | cn-hongkong    | region_denied |
      | us-east-1      | region_denied |
    And moved to "cn-hongkong" it does not start: region_denied

  @jiku.keep.technical-organizational
  Scenario: Nobody reads without a grant, a changed byte shows, and after a loss the last backup gives back what was not erased
    When "He Ming" reads "the form" for "evaluation-handling"
    Then it is refused with actor_denied
    When "Wei Hua" releases the "email" of "the form" to "unlisted-vendor" for "evaluation-handling"
    Then it is refused with no_recipient
    And any one bit of the "email" in "the form" turned over is tampered to "Wei Hua" reading for "evaluation-handling"
    And no entry of the ledger is altered, taken out or swapped on the disk without its place being named
    When a backup is made, called "the backup"
    Then a drill of "the backup" finds everything
    When the data is lost and "the backup" is restored
    Then these read back
      | what     | by      | for                 | item  | value               |
      | the form | Wei Hua | evaluation-handling | email | lin.tao@example.com |
    And the ledger of the product verifies, body by body
