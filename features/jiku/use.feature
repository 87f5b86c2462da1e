Feature: What the data is used for: visits in counts alone, and what a ticket needs

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/jiku/policy.toml" is in force
    And what follows happens on "website"
    And "Visitor" 1 to 5 have registered without a company giving
      | field      | value              |
      | visitor-id | 7f3a19c2-5e0b-## |
    And these people act
      | who       | as    | role      |
      | the web team | staff | webmaster |
      | Wei Hua   | staff | sales     |
      | Li Jun    | staff | support   |
    And "Visitor" 1 to 5 have agreed to "site-statistics"
    And "Visitor" 1 to 5 have sent a "page-count" for "site-statistics"
      | field        | value      |
      | page-path    | /products  |
      | source-class | search     |

  @jiku.use.analytics-solely
  Scenario: Visits are answered in counts
    When "the web team" makes the set "site-report" for "site-statistics" as "the report"
    Then it is carried out
    When "the web team" uses "the report" for "site-statistics"
    Then this shows
      | page-path | source-class | people |
      | /products | search       | 5      |
    And no row has the item "subject"

  @jiku.use.analytics-solely
  Scenario Outline: And for nothing else: <purpose>
    When "the web team" makes the set "site-report" for "<purpose>"
    Then it is refused with purpose_denied
    When "the web team" makes the set "site-report" for "site-statistics" as "the report"
    And "the web team" uses "the report" for "<purpose>"
    Then it is refused with purpose_denied

    Examples:
      | purpose               |
      | marketing             |
      | sales-follow-up       |
      | pricing               |
      | security-profiling    |
      | product-information   |

  @jiku.use.analytics-solely
  Scenario: One visitor's counts are read by nobody, and are joined with no other record
    When "the web team" reads the "page-path" of "Visitor 1's page-count" for "site-statistics"
    Then it is refused with purpose_denied
    When "the web team" makes the set "site-report" of "email" for "site-statistics"
    Then it is refused with reidentification_denied

  @jiku.use.analytics-not-identifying
  Scenario Outline: What is counted takes nothing that points to a visitor: <field>
    When "Visitor 1" sends a "page-count" for "site-statistics" as "the count"
      | field        | value     |
      | page-path    | /products |
      | source-class | search    |
      | <field>      | <value>   |
    Then it is refused with undeclared_field
    And the ledger names the field "<field>" and not its value

    Examples:
      | field        | value               |
      | email        | lin.tao@example.com |
      | phone        | 13800138000         |
      | full-name    | Lin Tao             |
      | visitor-id   | 7f3a19c2-5e0b-41    |
      | ip-address   | 203.0.113.77        |
      | account-id   | 4711                |

  @jiku.use.analytics-not-identifying
  Scenario: A page that four visitors saw shows in no count, and how many rows were left out is on record
    Given "Visitor" 1 to 4 have sent a "page-count" for "site-statistics"
      | field        | value   |
      | page-path    | /prices |
      | source-class | direct  |
    When "the web team" makes the set "site-report" for "site-statistics" as "the report"
    And "the web team" uses "the report" for "site-statistics"
    Then this shows
      | page-path | source-class | people |
      | /products | search       | 5      |
    And no row shows any of "/prices, direct"
    And nothing in the store tells whose any row of "the report" is

  @jiku.use.technical-support
  Scenario: Support reads the customer's particulars within her open case, the number masked; in lists the address, too
    Given "Visitor 1" has entered, with all that each needs
      | called   | record          | for                 | values                                                          |
      | the form | evaluation-form | evaluation-handling | full-name=Lin Tao; email=lin.tao@example.com; phone=13800138000 |
    And "Visitor 2" has entered, with all that each needs
      | called         | record          | for                 | values                                                      |
      | the other form | evaluation-form | evaluation-handling | full-name=Xu Ke; email=xu.ke@example.com; phone=13900139000 |
    And "Visitor 1" has begun a "support-case" called "the case"
    When "Li Jun" reads "the form" for "technical-support" during "the case"
    Then the answer is
      | item      | form   | value               |
      | full-name | clear  | Lin Tao             |
      | email     | clear  | lin.tao@example.com |
      | phone     | masked | ******              |
    When "Li Jun" reads the "email" of "the form" for "technical-support" during "the case" as masked
    Then the answer is
      | item  | form   | value            |
      | email | masked | l***@example.com |
    When "Li Jun" reads the "phone" of "the form" for "technical-support" during "the case" as clear
    Then it is refused with masking_required
    When "Li Jun" reads the "email" of "the other form" for "technical-support" during "the case"
    Then it is refused with purpose_denied
    When "Wei Hua" reads the "email" of "the form" for "technical-support" during "the case"
    Then it is refused with actor_denied

  @jiku.use.technical-support
  Scenario: Without an open case nothing is read for it, and no more once it is closed
    Given "Visitor 1" has entered, with all that each needs
      | called   | record          | for                 | values                                                          |
      | the form | evaluation-form | evaluation-handling | full-name=Lin Tao; email=lin.tao@example.com; phone=13800138000 |
    When "Li Jun" reads the "email" of "the form" for "technical-support"
    Then it is refused with purpose_denied
    Given "Visitor 1" has begun a "support-case" called "the case"
    When "Li Jun" reads the "email" of "the form" for "technical-support" during "the case"
    Then it is carried out
    When "Visitor 1" ends "the case"
    And "Li Jun" reads the "email" of "the form" for "technical-support" during "the case"
    Then it is refused with purpose_denied
