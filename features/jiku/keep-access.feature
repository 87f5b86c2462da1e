Feature: Who of the company's people may read: a signed undertaking, a grant with its need, and nothing beside

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/jiku/policy.toml" is in force
    And what follows happens on "website"
    And "Lin Tao" has registered without a company giving
      | field      | value            |
      | visitor-id | 7f3a19c2-5e0b-41 |
    And these people act
      | who     | as       | role    |
      | Chen Lu | staff    | officer |
      | Wei Hua | newcomer | sales   |
      | Gao Min | newcomer | sales   |
    And "Lin Tao" has agreed to "evaluation-handling"
    And "Lin Tao" has begun a "product-evaluation" called "the evaluation"
    And "Lin Tao" sends an "evaluation-form" for "evaluation-handling" during "the evaluation" as "the form"
      | field     | value               |
      | full-name | Lin Tao             |
      | email     | lin.tao@example.com |
    And "Chen Lu" enters that the duty "duty.confidentiality" was done for "Wei Hua" at "2026-05-19T10:00:00+08:00"
    And "Chen Lu" enters that the duty "duty.confidentiality" was done for "Gao Min" at "2026-05-19T10:00:00+08:00"

  @jiku.keep.need-to-know
  Scenario: A grant is one person's, for what it names, until its end to the second
    When "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is refused with actor_denied
    When "Chen Lu" grants "Wei Hua" as "sales" the purpose "evaluation-handling" with "email" because "Evaluation 12" from "2026-05-20T10:00:00+08:00" until "2026-06-20T10:00:00+08:00"
    Then it is carried out
    When "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is refused with actor_denied
    When it is "2026-05-20T10:00:00+08:00"
    And "Wei Hua" reads "the form" for "evaluation-handling"
    Then the answer is
      | item  | form  | value               |
      | email | clear | lin.tao@example.com |
    When "Wei Hua" reads the "full-name" of "the form" for "evaluation-handling"
    Then it is refused with actor_denied
    When "Gao Min" reads "the form" for "evaluation-handling"
    Then it is refused with actor_denied
    When it is "2026-06-20T09:59:59+08:00"
    And "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is carried out
    When it is "2026-06-20T10:00:00+08:00"
    And "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is refused with actor_denied
    And the grants are "Evaluation 12: over"

  @jiku.keep.need-to-know
  Scenario: A grant that is not used for ninety days lapses; a use puts that off
    When "Chen Lu" grants "Wei Hua" as "sales" the purpose "evaluation-handling" because "Evaluation 12" from "2026-05-20T09:00:00+08:00" until "2026-08-18T09:00:00+08:00"
    Then it is carried out
    When "Chen Lu" grants "Gao Min" as "sales" the purpose "evaluation-handling" because "Evaluation 12" from "2026-05-20T09:00:00+08:00" until "2026-08-18T09:00:01+08:00"
    Then it is refused with malformed
    When it is published as version "2" with "grant-unused = '10 days'" in place of "grant-unused = '90 days'"
    And it is "2026-05-30T08:59:59+08:00"
    And "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is carried out
    When it is "2026-06-09T08:59:58+08:00"
    And "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is carried out
    When it is "2026-06-19T08:59:58+08:00"
    And "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is refused with actor_denied

  @jiku.keep.need-to-know
  Scenario: Who leaves loses every grant at that moment, and nobody grants herself
    Given "Chen Lu" grants "Wei Hua" as "sales" the purpose "evaluation-handling" because "Evaluation 12" from "2026-05-20T09:00:00+08:00" until "2026-06-20T09:00:00+08:00"
    And "Chen Lu" grants "Wei Hua" as "sales" the purpose "customer-contact" because "Evaluation 13" from "2026-05-20T09:00:00+08:00" until "2026-06-20T09:00:00+08:00"
    When "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is carried out
    When "Chen Lu" ends the grants of "Wei Hua"
    And "Wei Hua" reads "the form" for "evaluation-handling"
    Then it is refused with actor_denied
    When "Wei Hua" reads "the form" for "customer-contact"
    Then it is refused with actor_denied
    And the grants are "Evaluation 12: over; Evaluation 13: over"
    When the API is asked for "grants"
    Then the API answers "false" as "0.live"
    And the API answers "false" as "1.live"
    When "Gao Min" grants "Gao Min" as "sales" the purpose "evaluation-handling" because "Mine" from "2026-05-20T09:00:00+08:00" until "2026-06-20T09:00:00+08:00"
    Then it is refused with actor_denied
    When "Chen Lu" grants "Chen Lu" as "sales" the purpose "evaluation-handling" because "Mine" from "2026-05-20T09:00:00+08:00" until "2026-06-20T09:00:00+08:00"
    Then it is refused with actor_denied

  @jiku.keep.confidentiality-obligation
  Scenario: Without a signed undertaking there is no grant, and with its end there is no access
    Given these people act
      | who    | as       | role  |
      | Ma Rui | newcomer | sales |
    When "Chen Lu" grants "Ma Rui" as "sales" the purpose "evaluation-handling" because "Evaluation 12" from "2026-05-20T09:00:00+08:00" until "2026-06-20T09:00:00+08:00"
    Then it is refused with agreement_missing
    When "Ma Rui" reads "the form" for "evaluation-handling"
    Then it is refused with agreement_missing
    When "Chen Lu" enters that the duty "duty.confidentiality" was done for "Ma Rui" at "2026-05-20T09:00:00+08:00" to be reviewed at "2026-06-01T00:00:00+08:00"
    And "Chen Lu" grants "Ma Rui" as "sales" the purpose "evaluation-handling" because "Evaluation 12" from "2026-05-20T09:00:00+08:00" until "2026-06-20T09:00:00+08:00"
    Then it is carried out
    And the duty "duty.confidentiality" is open for ""
    When it is "2026-05-31T23:59:59+08:00"
    And "Ma Rui" reads "the form" for "evaluation-handling"
    Then it is carried out
    When it is "2026-06-01T00:00:00+08:00"
    And "Ma Rui" reads "the form" for "evaluation-handling"
    Then it is refused with agreement_missing
    And the duty "duty.confidentiality" is open for "Ma Rui"
