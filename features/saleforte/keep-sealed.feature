Feature: Six kinds of harm do not reach what is kept, and each attempt is on record

  Background:
    Given it is "2025-09-25T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Shen Yi" has registered with the company "Acme" giving
      | field | value               |
      | phone | 13800138000         |
      | email | shen.yi@example.com |
    And "Tan Rui" has registered with the company "Beta" giving
      | field | value               |
      | phone | 13900139000         |
      | email | tan.rui@example.com |
    And these people act
      | who         | as    | role       |
      | the officer | staff | officer    |
      | the agent   | staff | support    |
      | the intern  | staff |            |
    And the "account" of "Shen Yi", read for "account", is called "S's account"
    And the "account" of "Tan Rui", read for "account", is called "T's account"
    And "13800138000" is looked for, too
    And "13900139000" is looked for, too

  @saleforte.keep.encryption
  Scenario: Name, phone, number and chat lie in clear in no file
    Given "Shen Yi" has begun a "ticket" called "the question"
    And "Shen Yi" has agreed to "support"
    And "shen.yi@example.com" is looked for, too
    And "Shen Yi" has agreed to "campaign"
    And "Shen Yi" has begun a "campaign" called "the draw"
    And "Shen Yi" sends a "campaign-entry" for "campaign" during "the draw" as "the entry"
      | field         | value                  |
      | entrant-name  | SHEN-YI-SENTINEL       |
      | entrant-phone | 13811112222            |
      | entrant-email | sentinel@example.com   |
    And "SHEN-YI-SENTINEL" is looked for, too
    And "13811112222" is looked for, too
    When a backup is made, called "the backup"
    And the worker wakes
    Then no value that was entered lies in clear in any file
    And the same search would find "SHEN-YI-SENTINEL" written as
      | a form                           |
      | SHEN-YI-SENTINEL                 |
      | 5348454e2d59492d53454e54494e454c |

  @saleforte.keep.encryption
  Scenario: One company's keys open nothing of another's
    Given "Shen Yi" has entered, with all that each needs
      | called   | record | for                 | values                                           |
      | the lead | lead   | customer-management | lead-name=LEAD-SENTINEL; lead-contact=13811113333 |
    When somebody copies the rows of "the lead" into "Beta" behind the engine's back
    Then reading "the copy of the lead" as "Tan Rui" for "customer-management" ends in tampered

  @saleforte.keep.encryption
  Scenario: Nothing is asked and nothing is sent without TLS
    Then a server of this installation answers over TLS, and plain text with nothing of what was asked
    And without TLS a server does not listen on "0.0.0.0:0": insecure_transport

  @saleforte.keep.six-protections
  Scenario: Read, used, altered, published, lost and erased without right: none of it happens, and each is on record
    When "the intern" reads the "phone" of "S's account" for "account"
    Then it is refused with actor_denied
    When "Shen Yi" reads the "phone" of "S's account" for "customer-management"
    Then it is refused with purpose_denied
    And any one bit of the "phone" in "S's account" turned over is tampered to "Shen Yi" reading for "account"
    When "the intern" erases "S's account"
    Then it is refused with actor_denied
    When a backup is made, called "the backup"
    And the data is lost and "the backup" is restored
    Then these read back
      | what        | by      | for     | item  | value       |
      | S's account | Shen Yi | account | phone | 13800138000 |
    And the ledger of the product verifies, body by body
