Feature: Only authorised people have access: a course that is not too old, and a grant for one customer's data

  Background:
    Given it is "2025-09-25T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And these people act
      | who         | as       | role    |
      | the officer | staff    | officer |
      | the agent   | newcomer | support |
    And "the officer" enters that the duty "duty.training" was done for "the agent" at "2025-09-24T10:00:00+08:00" stating "course=Privacy 3"

  @saleforte.keep.training
  Scenario: Each person with a grant has a course of the last year, or is named; the report lists the courses
    Then the duty "duty.training" is open for ""
    When "the officer" grants "the agent" as "support" the purpose "support" because "Tickets of autumn" from "2025-09-25T10:00:00+08:00" until "2025-12-20T10:00:00+08:00"
    Then it is carried out
    And the duty "duty.training" is open for ""
    When "the officer" enters that the duty "duty.training" was done for "the agent" at "2025-09-25T10:00:00+08:00"
    Then it is refused with duty_open
    And the report from "2025-09-01T00:00:00+08:00" until "2025-09-25T10:00:00+08:00" lists "Privacy 3" as "course" of "duty.training"
    When it is "2026-09-01T10:00:00+08:00"
    And "the officer" grants "the agent" as "support" the purpose "support" because "Tickets of the year after" from "2026-09-01T10:00:00+08:00" until "2026-11-20T10:00:00+08:00"
    Then the duty "duty.training" at "2026-09-24T09:59:59+08:00" is open for ""
    And the duty "duty.training" at "2026-09-24T10:00:00+08:00" is open for "the agent"
    And the register says of "duty.training" at "2026-09-24T10:00:00+08:00" "duty_open"

  @saleforte.keep.access-control
  Scenario: A grant is for one customer's data, one purpose, the items it names, until its day
    Given "Li Lei" has registered with the company "Acme" giving
      | field | value              |
      | phone | 13800138000        |
      | email | li.lei@example.com |
    And "Han Mei" has registered with the company "Borealis" giving
      | field | value               |
      | phone | 13900139000         |
      | email | han.mei@example.com |
    And "Li Lei" has agreed to "support"
    And "Han Mei" has agreed to "support"
    And "Li Lei" has begun a "ticket" called "the question"
    And "Li Lei" sends a "ticket" for "support" during "the question" as "the exchange"
      | field         | value              |
      | reply-contact | 13800138000        |
      | support-text  | The report is late |
    And "Han Mei" has begun a "ticket" called "another question"
    And "Han Mei" sends a "ticket" for "support" during "another question" as "the exchange of Borealis"
      | field        | value            |
      | support-text | The map is empty |
    When "the agent" reads the "support-text" of "the exchange" for "support"
    Then it is refused with actor_denied
    When "the officer" grants "the agent" as "support" the purpose "support" with "support-text" in "Acme" because "Ticket 5" from "2025-09-25T10:00:00+08:00" until "2025-10-25T10:00:00+08:00"
    And it is "2025-10-25T09:59:59+08:00"
    And "the agent" reads the "support-text" of "the exchange" for "support"
    Then the answer is
      | item         | form  | value              |
      | support-text | clear | The report is late |
    When "the agent" reads the "reply-contact" of "the exchange" for "support"
    Then it is refused with actor_denied
    When "the agent" reads the "support-text" of "the exchange of Borealis" for "support"
    Then it is refused with tenant_denied
    When it is "2025-10-25T10:00:00+08:00"
    And "the agent" reads the "support-text" of "the exchange" for "support"
    Then it is refused with actor_denied
    When "the officer" grants "the officer" as "support" the purpose "support" because "Mine" from "2025-10-25T10:00:00+08:00" until "2025-10-26T10:00:00+08:00"
    Then it is refused with actor_denied
