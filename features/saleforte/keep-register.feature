Feature: The register of the system of protection

  Background:
    Given it is "2025-09-25T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And these people act
      | who         | as    | role     |
      | the officer | staff | officer  |
      | the guard   | staff | security |

  @saleforte.keep.security-system
  Scenario Outline: The system's <thing> has a version, an owner, a standard and a proof, and is looked at every year
    When "the guard" enters that the duty "duty.security-system" was done for "<thing>" at "2025-09-25T09:00:00+08:00" stating "version=2; responsible=role.security; standard=GB/T 35273-2020"
    Then it is refused with duty_open
    And the refusal names the facts "proof"
    When "the guard" enters that the duty "duty.security-system" was done for "<thing>" at "2025-09-25T09:00:00+08:00" stating "version=2; responsible=role.security; proof=S-1"
    Then it is refused with duty_open
    And the refusal names the facts "standard"
    And the duty "duty.security-system" for "<thing>" is "open"
    When "the guard" enters that the duty "duty.security-system" was done for "<thing>" at "2025-09-25T09:00:00+08:00" stating "version=2; responsible=role.security; standard=GB/T 35273-2020; proof=S-1"
    Then the duty "duty.security-system" for "<thing>" is "met"
    And the duty "duty.security-system" for "<thing>" at "2026-09-25T09:00:01+08:00" is "overdue"
    And the register says of "duty.security-system" "duty_open"

    Examples:
      | thing              |
      | description        |
      | encryption         |
      | trusted-protection |
      | access-control     |
      | training           |
