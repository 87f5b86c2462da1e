Feature: The register of legal duties, and the review of the policy

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/jiku/policy.toml" is in force
    And these people act
      | who     | as    | role    |
      | Chen Lu | staff | officer |
      | Ma Rui  | staff | counsel |

  @jiku.keep.legal-compliance
  Scenario: A duty of law without a control or evidence is open, and one past its review is overdue
    Then the register says of "duty.law-register" "duty_open"
    When "Ma Rui" enters that the duty "duty.law-register" has to be done for "pipl-51"
    And "Ma Rui" enters that the duty "duty.law-register" has to be done for "pipl-54"
    Then the duty "duty.law-register" is open for "pipl-51, pipl-54"
    When "Ma Rui" enters that the duty "duty.law-register" was done for "pipl-51" at "2026-05-20T08:00:00+08:00" stating "law=PIPL; article=51; responsible=role.officer; proof=L-1"
    Then it is refused with duty_open
    And the refusal names the facts "control"
    When "Ma Rui" enters that the duty "duty.law-register" was done for "pipl-51" at "2026-05-20T08:00:00+08:00" stating "law=PIPL; article=51; control=protect; responsible=role.officer"
    Then it is refused with duty_open
    And the refusal names the facts "proof"
    When "Ma Rui" enters that the duty "duty.law-register" was done for "pipl-51" at "2026-05-20T08:00:00+08:00" stating "law=PIPL; article=51; control=protect; responsible=role.officer; proof=L-1"
    Then the duty "duty.law-register" for "pipl-51" is "met"
    And the duty "duty.law-register" is open for "pipl-54"
    When "Ma Rui" enters that the duty "duty.law-register" was done for "pipl-54" at "2026-05-20T08:00:00+08:00" to be reviewed at "2026-08-01T00:00:00+08:00" stating "law=PIPL; article=54; control=duty.policy-review; responsible=role.counsel; proof=L-2"
    Then the register says of "duty.law-register" "done"
    And the duty "duty.law-register" at "2026-08-01T00:00:01+08:00" is open for "pipl-54"
    And the duty "duty.law-register" for "pipl-54" at "2026-08-01T00:00:01+08:00" is "overdue"
    And the duty "duty.law-register" for "pipl-51" at "2027-05-20T08:00:01+08:00" is "overdue"
    When the API is asked for "duties/report?from=2026-05-01T00:00:00%2B08:00"
    Then the API answers "protect" as "in_force.0.facts.control" of "duty.law-register"

  @jiku.keep.continuous-review
  Scenario: A review stands for a year, ends in a reason or a version, and a change of law calls for another
    Then the duty "duty.policy-review" is "open"
    When "Chen Lu" enters that the duty "duty.policy-review" was done at "2026-05-20T09:00:00+08:00"
    Then it is carried out
    And the duty "duty.policy-review" is "open"
    When it is "2026-05-20T10:00:00+08:00"
    And "Chen Lu" enters that the duty "duty.policy-review" was done at "2026-05-20T10:00:00+08:00" stating "no-change=Nothing that the law asks for is missing"
    Then the duty "duty.policy-review" is "met"
    And the duty "duty.policy-review" at "2027-05-20T09:59:59+08:00" is "due"
    And the duty "duty.policy-review" at "2027-05-20T10:00:01+08:00" is "overdue"
    When it is "2026-10-01T09:00:00+08:00"
    And "Chen Lu" enters that the duty "duty.policy-review" has to be done anew since "2026-10-01T00:00:00+08:00"
    Then the duty "duty.policy-review" is "open"
    And the duty "duty.policy-review" at "2026-10-01T08:59:59+08:00" is "met"
    When it is "2026-10-08T09:00:00+08:00"
    And "Chen Lu" enters that the duty "duty.policy-review" was done at "2026-10-08T09:00:00+08:00" stating "new-version=2"
    Then the duty "duty.policy-review" is "met"
    And the report from "2026-05-01T00:00:00+08:00" until "2026-10-08T09:00:00+08:00" lists "2" as "new-version" of "duty.policy-review"
