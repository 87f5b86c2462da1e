Feature: The register of the means of protection

  Background:
    Given it is "2025-03-03T09:00:00+08:00"
    And the policy "policies/small-accounting/policy.toml" is in force
    And these people act
      | who     | as    | role     |
      | Guo Wei | staff | security |

  @small-accounting.keep.commercially-acceptable-means
  Scenario: Each means has an owner and a review; an empty register is not met
    Then the duty "duty.measures-review" is "open"
    And the duty "duty.measures-review" is open for "encryption, access-control, backup, patching"
    When "Guo Wei" enters that the duty "duty.measures-review" was done for "encryption" at "2025-03-03T09:00:00+08:00"
    Then it is refused with duty_open
    And the refusal names the facts "responsible"
    When "Guo Wei" enters that the duty "duty.measures-review" was done for "encryption" at "2025-03-03T09:00:00+08:00" stating "responsible=role.security"
    And "Guo Wei" enters that the duty "duty.measures-review" was done for "access-control" at "2025-03-03T09:00:00+08:00" stating "responsible=role.security"
    And "Guo Wei" enters that the duty "duty.measures-review" was done for "backup" at "2025-03-03T09:00:00+08:00" stating "responsible=role.security"
    Then the duty "duty.measures-review" is open for "patching"
    When "Guo Wei" enters that the duty "duty.measures-review" was done for "patching" at "2025-03-03T09:00:00+08:00" stating "responsible=role.security"
    Then the duty "duty.measures-review" is "met"
    And the duty "duty.measures-review" at "2026-03-03T08:59:59+08:00" is "due"
    And the duty "duty.measures-review" at "2026-03-03T09:00:01+08:00" is "overdue"
    When the API is asked for "duties"
    Then the API answers "met" as "standing" of "duty.measures-review"
    And the API answers "role.security" as "entries.0.facts.responsible" of "duty.measures-review"
