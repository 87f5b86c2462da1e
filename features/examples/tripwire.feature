Feature: Records that nobody has a reason to open: whoever opens one is noticed, and is told nothing

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/examples/library/policy.toml" is in force
    And "Wei Hua" has registered with the company "Reading Room" giving
      | field       | value       |
      | reader-name | Wei Hua     |
      | card-number | R-0001-2208 |
    And these people act
      | who     | as     | role      |
      | Wei Hua | member | librarian |
    And "Wei Hua" sends a "loan" for "lending" as "a loan"
      | field      | value                    |
      | book-title | Dream of the Red Chamber |
    And the operator plants the member "Shen Yue" in "Reading Room" giving
      | field       | value       |
      | reader-name | Shen Yue    |
      | card-number | R-0001-2299 |
    And the operator plants a "loan" for "lending" by "Shen Yue" as "the trap"
      | field      | value              |
      | book-title | Records of the Sun |

  Scenario: A loan that is real is read, and nothing is raised
    When "Wei Hua" reads "a loan" for "lending"
    Then it is carried out
    And 0 alerts of a tripwire were raised
    And 2 tripwires stand

  Scenario: Whoever reads the planted loan gets what any loan gives, and an alert names him
    When "Wei Hua" reads "the trap" for "lending"
    Then the answer is
      | item       | form  | value              |
      | book-title | clear | Records of the Sun |
    And 1 alert of a tripwire was raised
    And an alert of a tripwire names "Wei Hua", "lending" and "the trap"
    And every alert of a tripwire waits
    When the engine is stopped and started again
    Then 1 alert of a tripwire was raised
    And no entry of the ledger is altered, taken out or swapped on the disk without its place being named

  Scenario: What is refused opens nothing
    When "Wei Hua" reads "the trap" for "marketing"
    Then it is refused with purpose_denied
    And 0 alerts of a tripwire were raised

  Scenario: One that was opened is known: it is taken up, and that looks into its alerts
    When "Wei Hua" reads "the trap" for "lending"
    Then 1 alert of a tripwire was raised
    When the operator takes up "the trap"
    Then every alert of a tripwire is looked into
    And 1 tripwire stands
    When "Wei Hua" reads "the trap" for "lending"
    Then it is refused with not_found

  Scenario: Nobody's data becomes a trap
    When the operator plants a "loan" for "lending" by "Wei Hua" as "another"
      | field      | value       |
      | book-title | Water Marsh |
    Then nothing is planted, and 2 tripwires stand
