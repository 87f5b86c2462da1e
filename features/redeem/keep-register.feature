Feature: The register of what people must do: each thing by itself, with what its record states and when it ends

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And these people act
      | who       | as    | role       |
      | Wei Hua   | staff | security   |
      | Zhou Ying | staff | protection |
      | Sun Lei   | staff | committee  |
      | Gao Min   | staff | chair      |

  @redeem.keep.reasonable-measures
  Scenario: Each measure has an owner, a proof and a review of its own, and the list is closed only when none is missing
    Then the duty "duty.measures" is "open"
    And the duty "duty.measures" is open for "transport, storage, masking, access-control, sign-in, code-inspection, log-analysis"
    When "Wei Hua" enters that the duty "duty.measures" was done for "transport" at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-101"
    And "Wei Hua" enters that the duty "duty.measures" was done for "storage" at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-102"
    And "Wei Hua" enters that the duty "duty.measures" was done for "masking" at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-103"
    And "Wei Hua" enters that the duty "duty.measures" was done for "access-control" at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-104"
    And "Wei Hua" enters that the duty "duty.measures" was done for "sign-in" at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-105"
    And "Wei Hua" enters that the duty "duty.measures" was done for "code-inspection" at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-106"
    Then the duty "duty.measures" is "open"
    And the duty "duty.measures" is open for "log-analysis"
    When "Wei Hua" enters that the duty "duty.measures" was done for "log-analysis" at "2026-11-20T10:00:00+08:00" to be reviewed at "2027-01-01T00:00:00+08:00" stating "responsible=role.protection; proof=SEC-107"
    Then the duty "duty.measures" for "log-analysis" is "met"
    And the duty "duty.measures" is "met"
    And the duty "duty.measures" for "log-analysis" at "2027-01-01T00:00:01+08:00" is "overdue"
    And the duty "duty.measures" for "transport" at "2027-01-01T00:00:01+08:00" is "met"
    And the register says of "duty.measures" at "2027-01-01T00:00:01+08:00" "duty_open"
    And the duty "duty.measures" at "2027-01-01T00:00:01+08:00" is open for "log-analysis"

  @redeem.keep.reasonable-measures
  Scenario Outline: A record that leaves out <what> is not entered, and the measure stays open
    When "Wei Hua" enters that the duty "duty.measures" was done for "storage" at "2026-11-20T10:00:00+08:00" stating "<facts>"
    Then it is refused with duty_open
    And the duty "duty.measures" for "storage" is "open"

    Examples:
      | what      | facts                     |
      | its owner | proof=SEC-102             |
      | its proof | responsible=role.security |

  @redeem.keep.reasonable-measures
  Scenario: What the policy does not name is not a measure of it
    When "Wei Hua" enters that the duty "duty.measures" was done for "moat" at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-1"
    Then it is refused with undeclared_field
    When "Zhou Ying" enters that the duty "duty.measures" was done for "storage" at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-102"
    Then it is refused with actor_denied
    When "Wei Hua" enters that the duty "duty.measures" was done at "2026-11-20T10:00:00+08:00" stating "responsible=role.security; proof=SEC-102"
    Then it is refused with malformed

  @redeem.keep.industry-standard-measures
  Scenario: Each measure names its standard and a rule that has not expired; the monthly report shows what is open
    When "Wei Hua" enters that the duty "duty.industry-standards" was done for "transport" at "2026-11-20T10:00:00+08:00" stating "rule=R-7; version=3; approved-on=2026-10-01"
    Then it is refused with duty_open
    And the duty "duty.industry-standards" for "transport" is "open"
    When "Wei Hua" enters that the duty "duty.industry-standards" was done for "transport" at "2026-11-20T10:00:00+08:00" to be reviewed at "2026-12-15T00:00:00+08:00" stating "standard=GB/T 35273-2020; rule=R-7; version=3; approved-on=2026-10-01"
    Then the duty "duty.industry-standards" for "transport" is "met"
    And the duty "duty.industry-standards" for "transport" at "2026-12-15T00:00:01+08:00" is "overdue"
    When it is "2027-01-01T00:00:00+08:00"
    And the API is asked for "duties/report?from=2026-12-01T00:00:00%2B08:00"
    Then the API answers "duty_open" as "code" of "duty.industry-standards"
    And the API answers "transport" as "in_force.0.thing" of "duty.industry-standards"
    And the API answers "GB/T 35273-2020" as "in_force.0.facts.standard" of "duty.industry-standards"

  @redeem.keep.code-inspection
  Scenario: A release without a result, or with a severe finding and no exception, is open
    When "Wei Hua" enters that the duty "duty.code-inspection" has to be done for "release-7"
    Then the duty "duty.code-inspection" for "release-7" is "open"
    And the register says of "duty.code-inspection" "duty_open"
    When "Wei Hua" enters that the duty "duty.code-inspection" was done for "release-7" at "2026-11-21T08:00:00+08:00" stating "tool=Scan 3"
    Then it is refused with duty_open
    When "Wei Hua" enters that the duty "duty.code-inspection" was done for "release-7" at "2026-11-21T08:00:00+08:00" stating "tool=Scan 3; findings=2"
    Then it is carried out
    And the duty "duty.code-inspection" for "release-7" is "open"
    When it is "2026-11-21T10:00:00+08:00"
    And "Wei Hua" enters that the duty "duty.code-inspection" was done for "release-7" at "2026-11-21T09:30:00+08:00" stating "tool=Scan 3; findings=2; exception=EX-4"
    Then the duty "duty.code-inspection" for "release-7" is "met"
    When "Wei Hua" enters that the duty "duty.code-inspection" was done for "release-8" at "2026-11-21T09:40:00+08:00" stating "tool=Scan 3; findings=0; none-severe=yes"
    And "Wei Hua" enters that the duty "duty.code-inspection" has to be done for "release-8"
    Then the duty "duty.code-inspection" for "release-8" is "met"
    And the register says of "duty.code-inspection" "done"
    When "Wei Hua" enters that the duty "duty.code-inspection" has to be done for "release-9"
    Then the duty "duty.code-inspection" is open for "release-9"
    And the report from "2026-11-01T00:00:00+08:00" until "2026-11-21T10:00:00+08:00" lists "2, 2, 0" as "findings" of "duty.code-inspection"

  @redeem.keep.management-specifications
  Scenario: Both specifications are kept with their version, and the report of a period lists what was in force in it
    When "Sun Lei" enters that the duty "duty.management-specifications" was done for "management" at "2026-03-01T09:00:00+08:00" stating "version=M-1; approved-on=2026-02-20"
    And "Sun Lei" enters that the duty "duty.management-specifications" was done for "management" at "2026-09-01T09:00:00+08:00" to be reviewed at "2027-02-01T00:00:00+08:00" stating "version=M-2; approved-on=2026-08-20"
    And "Sun Lei" enters that the duty "duty.management-specifications" was done for "development" at "2026-10-01T09:00:00+08:00" stating "version=D-1; approved-on=2026-09-20"
    Then the duty "duty.management-specifications" is "met"
    And the duty "duty.management-specifications" for "management" at "2027-02-01T00:00:01+08:00" is "overdue"
    And the report from "2026-11-01T00:00:00+08:00" until "2026-11-21T09:00:00+08:00" lists "M-2, D-1" as "version" of "duty.management-specifications"
    And the report from "2026-08-01T00:00:00+08:00" until "2026-11-21T09:00:00+08:00" lists "M-1, M-2, D-1" as "version" of "duty.management-specifications"
    And the report from "2026-09-01T09:00:00+08:00" until "2026-11-21T09:00:00+08:00" lists "M-2, D-1" as "version" of "duty.management-specifications"

  @redeem.keep.security-committee
  Scenario: A committee without a chair, a charter or a meeting in time is open
    Then the register says of "role.chair" "duty_open"
    When "Zhou Ying" appoints "Gao Min" to the office "role.chair" from "2026-11-01T00:00:00+08:00"
    And "Zhou Ying" appoints "Sun Lei" to the office "role.committee" from "2026-11-01T00:00:00+08:00"
    Then the register says of "role.chair" "held by Gao Min"
    And the register says of "role.committee" "held by Sun Lei"
    And the register says of "duty.security-committee" "duty_open"
    When "Gao Min" enters that the duty "duty.security-committee" was done at "2026-11-20T10:00:00+08:00" stating "meeting=2026-4"
    Then it is refused with duty_open
    When "Gao Min" enters that the duty "duty.security-committee" was done at "2026-11-20T10:00:00+08:00" stating "charter=C-1; meeting=2026-4"
    Then the register says of "duty.security-committee" "done"
    And the duty "duty.security-committee" at "2027-02-20T09:59:59+08:00" is "due"
    And the duty "duty.security-committee" at "2027-02-20T10:00:01+08:00" is "overdue"

  @redeem.keep.protection-department
  Scenario: A department without a head is open; what people ask and what leaks goes to it, and what waits too long shows
    Then the register says of "role.protection" "duty_open"
    When "Gao Min" appoints "Zhou Ying" to the office "role.protection" from "2026-11-21T09:00:00+08:00"
    Then the register says of "role.protection" "held by Zhou Ying"
    And the register says of "role.protection" at "2026-11-21T08:59:59+08:00" "duty_open"
    And the document in "en" says of "contact.officer" "privacy@redeem.example"
    When "a passer-by" writes to "contact.officer" by "email" about "leaks" as "the leak"
    Then the case "the leak" is answered for by "role.protection"
    When "a passer-by" writes to "contact.customer-service" by "email" about "rights" as "the request"
    Then the case "the request" is answered for by "role.protection"
    And "Zhou Ying" has to answer the cases "the leak, the request"
    When it is "2027-01-21T09:00:00+08:00"
    Then the case "the request" is overdue
