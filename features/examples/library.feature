Feature: The same words run another trade's policy: a library's borrowing desk

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/examples/library/policy.toml" is in force
    And "Lin Tao" has registered with the company "Reading Room" giving
      | field       | value       |
      | reader-name | Lin Tao     |
      | card-number | R-0001-2207 |
      | mobile      | 13900139000 |
    And "Wei Hua" has registered with the company "Reading Room" giving
      | field       | value       |
      | reader-name | Wei Hua     |
      | card-number | R-0001-2208 |
    And these people act
      | who     | as     | role      |
      | Wei Hua | member | librarian |

  Scenario: Every data item of the library is accounted for
    Then every data item is accounted for by promises to collect, use, retain and keep it

  Scenario: A librarian sees a reader's card and not her whole number
    When "Wei Hua" reads "Lin Tao's account" for "reader"
    Then the answer is
      | item        | form   | value       |
      | reader-name | clear  | Lin Tao     |
      | card-number | clear  | R-0001-2207 |
      | mobile      | masked | 139****9000 |

  Scenario: A loan is the library's
    Given "Wei Hua" sends a "loan" for "lending" as "the loan"
      | field      | value                     |
      | book-title | Dream of the Red Chamber |
    Then "the loan" belongs to the company "Reading Room"
    When "Lin Tao" exports what the company holds
    Then it is refused with actor_denied
    When "Lin Tao" reads "the loan" for "marketing"
    Then it is refused with purpose_denied

  Scenario: One scan takes three covers and no fourth, and no fingerprint
    Given "Lin Tao" has agreed to "cover-search"
    And "Lin Tao" has granted the permission "camera"
    And "Lin Tao" has begun a "shelf-scan" called "the scan"
    And "Lin Tao" sends a "cover" for "cover-search" during "the scan"
      | field       | value       |
      | cover-photo | first photo |
    And "Lin Tao" sends a "cover" for "cover-search" during "the scan"
      | field       | value        |
      | cover-photo | second photo |
    When "Lin Tao" sends a "cover" for "cover-search" during "the scan"
      | field       | value       |
      | cover-photo | third photo |
    Then it is carried out
    When "Lin Tao" sends a "cover" for "cover-search" during "the scan"
      | field       | value        |
      | cover-photo | fourth photo |
    Then it is refused with feature_inactive
    When "Lin Tao" sends a "cover" for "cover-search" during "the scan"
      | field       | value              |
      | fingerprint | 0101-1101-0010-111 |
    Then it is refused with forbidden_field
    And exactly 3 records of "cover" are held

  Scenario: A reader's card goes two weeks after she leaves, not a moment later
    When "Lin Tao" cancels the own account
    And it is "2026-06-03T07:59:59+08:00" and the worker has run
    Then all is left of "Lin Tao's account"
    When it is "2026-06-03T09:00:00+08:00" and the worker has run
    Then nothing is left of "Lin Tao's account"
