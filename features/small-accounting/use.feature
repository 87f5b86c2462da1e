Feature: What the data is used for: the service's stability and its improvement, in counts that tell of nobody

  Background:
    Given it is "2026-08-31T10:00:00+08:00"
    And the policy "policies/small-accounting/policy.toml" is in force
    And what follows happens on "app"
    And "User" 1 to 10 have registered without a company giving
      | field | value     |
      | phone | 138000##1 |
    And these people act
      | who            | as    | role       |
      | the analyst    | staff | analyst    |
      | the maintainer | staff | maintainer |
      | the agent      | staff | support    |
      | the sender     | service | sender   |
      | the risk engine | service | risk-engine |
      | the matcher    | service | content  |
      | the guard      | staff | security   |
      | the counsel    | staff | counsel    |
    And "User" 1 to 10 have agreed to "device-service"
    And "User" 1 to 10 have agreed to "analysis"
    And "User" 1 to 10 have sent a "device" for "device-service" during an "app-session"
      | field        | value    |
      | user-id      | user-##  |
      | device-model | Phone X1 |
      | os-version   | 14       |

  @small-accounting.use.analysis-improve
  Scenario: An analysis gets counts of ten users and more, and no identifier
    When "the analyst" makes the set "traffic" of "device-model" for "analysis" as "the counts"
    Then it is carried out
    When "the analyst" uses "the counts" for "analysis"
    Then this shows
      | device-model | people |
      | Phone X1     | 10     |
    And no row has the item "subject"
    And no row has the item "user-id"
    And nothing in the store tells whose any row of "the counts" is

  @small-accounting.use.analysis-improve
  Scenario: A row of one user, or a group of nine, is refused
    When "the analyst" reads the "device-model" of "User 1's device" for "analysis"
    Then it is refused with purpose_denied
    When "User 10" withdraws the consent to "analysis"
    And "the analyst" makes the set "traffic" of "device-model" for "analysis"
    Then it is refused with purpose_denied

  @small-accounting.use.analysis-improve
  Scenario: Counts are not used for advertising, and by nobody but the analysts
    When "the analyst" makes the set "traffic" of "device-model" for "advertising"
    Then it is refused with purpose_denied
    When "the analyst" makes the set "traffic" of "device-model" for "analysis" as "the counts"
    And "the analyst" uses "the counts" for "advertising"
    Then it is refused with purpose_denied
    When "the agent" uses "the counts" for "analysis"
    Then it is refused with actor_denied

  @small-accounting.use.stability-monitoring
  Scenario: Stability is watched with events and devices, whose they are is masked, and nothing else is read
    Given "User" 1 to 1 have agreed to "stability"
    When "the maintainer" reads "User 1's device" for "stability"
    Then the answer is
      | item         | form   | value    |
      | device-model | clear  | Phone X1 |
      | os-version   | clear  | 14       |
      | user-id      | masked | ******   |
    When "the maintainer" reads the "user-id" of "User 1's device" for "stability" as clear
    Then it is refused with masking_required
    When "the maintainer" reads the "phone" of "User 1's account" for "stability"
    Then it is refused with purpose_denied

  @small-accounting.use.customer-care
  Scenario: Support reads within an open ticket, the number masked, each reading on record; without a ticket nothing
    Given "the agent" has begun a "ticket" called "the ticket"
    When "the agent" reads the "phone" of "User 1's account" for "support-ticket" during "the ticket"
    Then it is carried out
    And the answer is
      | item  | form   | value       |
      | phone | masked | 138****0011 |
    When "the agent" reads the "phone" of "User 1's account" for "support-ticket"
    Then it is refused with actor_denied
    When "the agent" reads the "phone" of "User 1's account" for "support-ticket" during "the ticket" as clear
    Then it is refused with masking_required

  @small-accounting.use.risk-purposes
  Scenario Outline: Habits, software and risky addresses are read to keep the account safe, and for nothing else: <item> for <purpose>
    Given "User" 1 to 1 have agreed to "account-risk"
    And "User" 1 to 1 have agreed to "service-matching"
    And "User" 1 to 1 have sent a "risk-check" for "account-risk" during an "app-session"
      | field         | value              |
      | network-habit | evenings, at home  |
      | software-list | a ledger, a browser |
      | risky-url     | http://example.test |
    And "the agent" has begun a "ticket" called "the ticket"
    When "<who>" reads the "<item>" of "User 1's risk-check" for "<purpose>" during "the ticket"
    Then it ends with "<how>"

    Examples:
      | who             | item          | purpose        | how            |
      | the risk engine | network-habit | account-risk   | carried out    |
      | the risk engine | software-list | account-risk   | carried out    |
      | the risk engine | risky-url     | account-risk   | carried out    |
      | the sender      | network-habit | advertising    | purpose_denied |
      | the analyst     | software-list | analysis       | purpose_denied |
      | the agent       | risky-url     | support-ticket | purpose_denied |
      | the agent       | network-habit | support-ticket | purpose_denied |
      | the matcher     | software-list | service-matching | purpose_denied |

  @small-accounting.use.device-purposes
  Scenario Outline: What is known of the device serves the account's safety, the law and the service, and nothing else: <purpose>
    Given "User" 1 to 1 have agreed to "stability"
    And "User" 1 to 1 have agreed to "notify"
    And "User" 1 to 1 have agreed to "traffic"
    And "User 1" has granted the permission "notification"
    And "User 1" has begun a "support-request" called "the chat"
    When "<who>" reads the "device-model" of "User 1's device" for "<purpose>" during "the chat"
    Then it ends with "<how>"

    Examples:
      | who            | purpose        | how            |
      | User 1         | device-service | carried out    |
      | the guard      | device-service | carried out    |
      | the maintainer | stability      | carried out    |
      | the agent      | support        | purpose_denied |
      | the sender     | advertising    | purpose_denied |
      | the sender     | notify         | purpose_denied |
      | the analyst    | traffic        | purpose_denied |

  @small-accounting.use.device-purposes
  Scenario: What a law asks for is answered on its ground, with what the demand names, and nothing without it
    When "the counsel" reads the "device-model" of "User 1's device" for "legal-request"
    Then it is refused with purpose_denied

  @small-accounting.use.traffic-and-faults
  Scenario: Traffic is counted in totals: of one user nothing, of nine nothing, of ten a count
    Given "User" 1 to 10 have agreed to "traffic"
    And "User" 1 to 10 have sent a "log" for "device-service" during an "app-session"
      | field        | value                |
      | access-time  | 2026-08-31T10:00:00Z |
      | access-count | 3                    |
      | log-event    | entry saved          |
    When "the analyst" reads the "access-count" of "User 1's log" for "traffic"
    Then it is refused with purpose_denied
    When "the analyst" makes the set "traffic" of "access-count" for "traffic" as "the counts"
    And "the analyst" uses "the counts" for "traffic"
    Then this shows
      | access-count | people |
      | 3            | 10     |
    And no row has the item "subject"
    When "User 10" withdraws the consent to "traffic"
    And "the analyst" makes the set "traffic" of "access-count" for "traffic"
    Then it is refused with purpose_denied

  @small-accounting.use.traffic-and-faults
  Scenario: A fault is looked into within its ticket, with the rows of the one user, and no longer than it is open
    Given "User" 1 to 1 have agreed to "technical"
    And "the maintainer" has begun a "ticket" called "the ticket"
    When "the maintainer" reads "User 1's device" for "technical" during "the ticket"
    Then the answer is
      | item         | form  | value    |
      | device-model | clear | Phone X1 |
      | os-version   | clear | 14       |
    When "the maintainer" reads "User 2's device" for "technical" during "the ticket"
    Then it is refused with consent_required
    When "the maintainer" ends "the ticket"
    And "the maintainer" reads "User 1's device" for "technical" during "the ticket"
    Then it is refused with actor_denied

  @small-accounting.use.monitor-use
  Scenario Outline: How the service is used is watched with times, counts and kinds of events alone: <item>
    Given "User" 1 to 1 have agreed to "usage-monitor"
    And "User" 1 to 1 have agreed to "bookkeeping"
    And "User" 1 to 1 have sent a "log" for "device-service" during an "app-session"
      | field        | value                |
      | access-time  | 2026-08-31T10:00:00Z |
      | access-count | 3                    |
      | log-event    | entry saved          |
    And "User" 1 to 1 have sent an "entry" for "bookkeeping"
      | field         | value               |
      | entry-amount  | 38.50               |
      | entry-account | 6222021234567890128 |
      | entry-note    | lunch               |
    When "the analyst" reads the "<item>" of "User 1's <record>" for "usage-monitor"
    Then it ends with "<how>"

    Examples:
      | item          | record  | how            |
      | access-time   | log     | carried out    |
      | access-count  | log     | carried out    |
      | log-event     | log     | carried out    |
      | entry-amount  | entry   | purpose_denied |
      | entry-account | entry   | purpose_denied |
      | entry-note    | entry   | purpose_denied |
      | phone         | account | purpose_denied |
      | user-id       | account | purpose_denied |

  @small-accounting.use.provide-maintain
  Scenario: Who keeps the books reads them in full; who maintains the service sees amounts and notes masked, within a ticket; nobody else anything
    Given "User" 1 to 2 have agreed to "bookkeeping"
    And "User" 1 to 1 have sent an "entry" for "bookkeeping"
      | field         | value               |
      | entry-amount  | 1238.50             |
      | entry-account | 6222021234567890128 |
      | entry-note    | lunch with 张小明, 13812345678 |
    When "User 1" reads "User 1's entry" for "bookkeeping"
    Then the answer is
      | item          | form  | value               |
      | entry-amount  | clear | 1238.50             |
      | entry-account | clear | 6222021234567890128 |
      | entry-note    | clear | lunch with 张小明, 13812345678 |
    When "User 2" reads "User 1's entry" for "bookkeeping"
    Then it is refused with actor_denied
    When "the maintainer" reads "User 1's entry" for "bookkeeping"
    Then it is refused with actor_denied
    When "the maintainer" reads "User 1's entry" for "maintenance"
    Then it is refused with actor_denied
    Given "the maintainer" has begun a "ticket" called "the ticket"
    When "the maintainer" reads "User 1's entry" for "maintenance" during "the ticket"
    Then the answer is
      | item         | form   | value  |
      | entry-amount | masked | ****** |
      | entry-note   | masked | ****** |
    When "the maintainer" reads the "entry-amount" of "User 1's entry" for "maintenance" during "the ticket" as clear
    Then it is refused with masking_required
    When "the maintainer" reads the "entry-account" of "User 1's entry" for "maintenance" during "the ticket"
    Then it is refused with purpose_denied

  @small-accounting.use.technical-problems
  Scenario Outline: Technical problems are looked into with logs and devices; what stands in the books takes more than that: <item>
    Given "User" 1 to 1 have agreed to "technical"
    And "User" 1 to 1 have agreed to "bookkeeping"
    And "User" 1 to 1 have sent a "log" for "device-service" during an "app-session"
      | field        | value                |
      | access-time  | 2026-08-31T10:00:00Z |
      | access-count | 3                    |
      | log-event    | entry saved          |
    And "User" 1 to 1 have sent an "entry" for "bookkeeping"
      | field         | value               |
      | entry-amount  | 38.50               |
      | entry-account | 6222021234567890128 |
      | entry-note    | lunch               |
    And "the maintainer" has begun a "ticket" called "the ticket"
    When "the maintainer" reads the "<item>" of "User 1's <record>" for "technical" during "the ticket"
    Then it ends with "<how>"

    Examples:
      | item         | record | how            |
      | device-model | device | carried out    |
      | os-version   | device | carried out    |
      | log-event    | log    | carried out    |
      | access-time  | log    | carried out    |
      | entry-amount | entry  | purpose_denied |
      | entry-note   | entry  | purpose_denied |

  @small-accounting.use.technical-problems
  Scenario: What stands in the books is seen masked, within the ticket alone, and is closed with it
    Given "User" 1 to 1 have agreed to "bookkeeping"
    And "User" 1 to 1 have sent an "entry" for "bookkeeping"
      | field         | value               |
      | entry-amount  | 38.50               |
      | entry-account | 6222021234567890128 |
      | entry-note    | lunch               |
    When "the maintainer" reads "User 1's device" for "technical"
    Then it is refused with consent_required
    Given "the maintainer" has begun a "ticket" called "the ticket"
    When "the maintainer" reads "User 1's entry" for "maintenance" during "the ticket"
    Then the answer is
      | item         | form   | value  |
      | entry-amount | masked | ****** |
      | entry-note   | masked | ****** |
    When "the maintainer" ends "the ticket"
    And "the maintainer" reads "User 1's entry" for "maintenance" during "the ticket"
    Then it is refused with actor_denied
