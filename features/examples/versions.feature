Feature: A version is in force from its day on, and nothing is taken under it before

  Scenario: A version that comes can be read, and nothing is collected under it
    Given it is "2026-03-31T23:59:59+08:00"
    And the policy "policies/examples/repairs/policy.toml" is published
    Then the version "2" is coming
    When "Lin Tao" registers without a company giving
      | field      | value   |
      | rider-name | Lin Tao |
    Then it is refused with policy_not_accepted
    When it is "2026-04-01T00:00:00+08:00"
    Then the version "2" is in force
    When "Lin Tao" registers without a company giving
      | field      | value   |
      | rider-name | Lin Tao |
    Then it is carried out

  Scenario: The next version takes over on its day
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/examples/repairs/policy.toml" is in force
    When it is published as version "3" with "effective = 2026-06-01" in place of "effective = 2026-04-01"
    Then the version "2" is in force
    And the version "3" is coming
    When it is "2026-06-01T00:00:00+08:00"
    Then the version "2" is past
    And the version "3" is in force
