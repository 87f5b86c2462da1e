Feature: What people must do and prove, and who holds which office

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/examples/repairs/policy.toml" is in force
    And these people act
      | who     | as      | role     |
      | Wei Hua | staff   | workshop |
      | Chen Lu | staff   | officer  |
      | the app | service |          |

  Scenario: A duty is open until it is proved, and open again from its review on
    Then the register says of "duty.audit" "duty_open"
    When "Chen Lu" enters that the duty "duty.audit" was done at "2026-05-18T10:00:00+08:00"
    Then it is carried out
    And the register says of "duty.audit" "done"
    And the proof of "duty.audit" ends at "2027-05-18T10:00:00+08:00"
    And the register says of "duty.audit" at "2027-05-18T09:59:59+08:00" "done"
    And the register says of "duty.audit" at "2027-05-18T10:00:00+08:00" "duty_open"
    And the register says of "duty.audit" at "2026-05-20T08:59:59+08:00" "duty_open"

  Scenario: A review may be sooner than the policy says, and not later
    When "Chen Lu" enters that the duty "duty.audit" was done at "2026-05-18T10:00:00+08:00" to be reviewed at "2026-08-01T00:00:00+08:00"
    Then the proof of "duty.audit" ends at "2026-08-01T00:00:00+08:00"
    When it is "2026-05-21T09:00:00+08:00"
    And "Chen Lu" enters that the duty "duty.audit" was done at "2026-05-21T09:00:00+08:00" to be reviewed at "2029-01-01T00:00:00+08:00"
    Then the proof of "duty.audit" ends at "2027-05-21T09:00:00+08:00"

  Scenario: Only its owner enters it, and only what was done
    When "Wei Hua" enters that the duty "duty.audit" was done at "2026-05-18T10:00:00+08:00"
    Then it is refused with actor_denied
    When "Chen Lu" enters that the duty "duty.audit" was done at "2026-05-20T09:00:01+08:00"
    Then it is refused with malformed
    When "Chen Lu" enters that the duty "duty.fire-drill" was done at "2026-05-18T10:00:00+08:00"
    Then it is refused with undeclared_field

  Scenario: An office with nobody in it shows at once
    Then the register says of "role.officer" "duty_open"
    When "Wei Hua" appoints "Ma Rui" to the office "role.officer" from "2026-05-01T00:00:00+08:00" until "2026-06-01T00:00:00+08:00"
    Then the register says of "role.officer" "held by Ma Rui"
    And the register says of "role.officer" at "2026-04-30T23:59:59+08:00" "duty_open"
    And the register says of "role.officer" at "2026-06-01T00:00:00+08:00" "duty_open"
    When "the app" appoints "Ma Rui" to the office "role.officer" from "2026-06-01T00:00:00+08:00"
    Then it is refused with actor_denied
    When "Wei Hua" appoints "Ma Rui" to the office "role.officer" from "2026-06-01T00:00:00+08:00"
    Then the register says of "role.officer" at "2026-06-01T00:00:00+08:00" "held by Ma Rui"

  Scenario: The API tells the register, the contacts, the rights and the versions
    When the API is asked for "duties"
    Then the API lists "duty.audit, duty.backup-drill, duty.training, role.officer, role.workshop"
    And the API answers "duty_open" as "code" of "role.officer"
    When the API is asked for "contacts"
    Then the API answers "protection@spoke.example" as "email" of "contact.protection"
    And the API answers "email, phone, post, page" as "ways" of "contact.workshop"
    And the API answers "role.officer" as "by" of "contact.protection"
    When the API is asked for "rights"
    Then the API answers "10 working days" as "within" of "right.access"
    When the API is asked for "versions"
    Then the API answers "in-force" as "0.force"

  Scenario: A sound drill of a backup proves the duty to hold one, a failed one opens it
    Then the register says of "duty.backup-drill" "duty_open"
    And the doctor finds that the drills are not in order
    When a backup is made, called "the backup"
    And a drill of "the backup" is held
    Then the register says of "duty.backup-drill" "done"
    And the proof of "duty.backup-drill" ends at "2026-08-20T09:00:00+08:00"
    And the doctor finds that the drills are in order
    When it is "2026-05-21T09:00:00+08:00"
    And a drill of a damaged copy of "the backup" is held
    Then the register says of "duty.backup-drill" "duty_open"
    And the doctor finds that the drills are not in order
    When it is "2026-05-22T09:00:00+08:00"
    And a drill of "the backup" is held
    Then the register says of "duty.backup-drill" "done"
    And the register says of "duty.backup-drill" at "2026-08-22T08:59:59+08:00" "done"
    And the register says of "duty.backup-drill" at "2026-08-22T09:00:00+08:00" "duty_open"
    When it is "2026-08-22T09:00:00+08:00"
    Then the doctor finds that the drills are not in order
