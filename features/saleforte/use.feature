Feature: What the data is used for: logs for what they are kept for, and sets in which nobody can be told for the rest

  Background:
    Given it is "2025-07-17T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Visitor" 1 to 20 have registered with the company "Acme" giving
      | field | value     |
      | phone | 138000##1 |
    And these people act
      | who         | as    | role         |
      | the analyst | staff | product-team |
      | the guard   | staff | security     |
      | the agent   | staff | support      |
      | the officer | staff | officer      |
    And "Visitor" 1 to 20 have agreed to "service-log"
    And "Visitor" 1 to 20 have agreed to "analysis"
    And "Visitor" 1 to 20 have sent a "service-log" for "service-log" during a "visit"
      | field        | value                |
      | browsing     | Company page         |
      | search-query | steel traders        |
      | access-time  | 2025-07-17T10:00:00Z |
      | ip-address   | 203.0.113.#          |

  @saleforte.use.logs-for-abnormal-accounts
  Scenario: Logs are read to find abnormal accounts, and for nothing that they are not kept for
    Given "Visitor" 1 to 1 have agreed to "abnormal-accounts"
    When "the guard" reads the "ip-address" of "Visitor 1's service-log" for "abnormal-accounts"
    Then the answer is
      | item       | form  | value       |
      | ip-address | clear | 203.0.113.1 |
    When "the guard" reads the "ip-address" of "Visitor 1's service-log" for "sales-scoring"
    Then it is refused with purpose_denied

  @saleforte.use.logs-for-abnormal-accounts
  Scenario: How the product fits devices is seen in counts without any account, and the raw log is not given for it
    Given "Visitor" 1 to 20 have agreed to "device-log"
    And "Visitor" 1 to 20 have agreed to "adaptability"
    And "Visitor" 1 to 20 have sent a "device" for "device-log" during a "visit"
      | field        | value    |
      | device-model | Phone X1 |
      | os-version   | 14       |
      | ip-address   | 203.0.113.# |
      | device-environment | app |
    When "the analyst" makes the set "device-statistics" of "device-model, os-version" for "adaptability" in "Acme" as "the counts"
    Then it is carried out
    When "the analyst" uses "the counts" for "adaptability"
    Then no row has the item "subject"
    And this shows
      | device-model | os-version | people |
      | Phone X1     | 14         | 20     |
    When "the analyst" makes the set "device-statistics" as they are for "adaptability" in "Acme"
    Then it is refused with masking_required
    When "the analyst" reads the "device-model" of "Visitor 1's device" for "adaptability"
    Then it is refused with purpose_denied

  @saleforte.use.deidentified-analysis
  Scenario Outline: De-identified data is analysed for what the policy says, and for nothing else: "<purpose>"
    When "the analyst" makes the set "analysis-sets" for "<purpose>" in "Acme"
    Then it ends with "<how>"

    Examples:
      | purpose           | how            |
      | analysis          | carried out    |
      | lead-ranking      | purpose_denied |
      | store-marketing   | purpose_denied |
      | abnormal-accounts | purpose_denied |

  @saleforte.use.deidentified-analysis
  Scenario: Nothing comes out by which a row is one person's
    When "the analyst" makes the set "analysis-sets" of "ip-address" for "analysis" in "Acme"
    Then it is refused with reidentification_denied
    When "the analyst" makes the set "analysis-sets" for "analysis" in "Acme" as "the set"
    And "the analyst" asks whose the rows of "the set" are for "analysis"
    Then it is refused with reidentification_denied
    When "the analyst" uses "the set" for "analysis"
    Then no row shows any of "13800, 203.0.113, 2025-07-17"
    And this shows
      | browsing     | search-query  | access-time | rows |
      | Company page | steel traders | 2025-07     | 20   |

  @saleforte.use.anonymised-without-consent
  Scenario: A set in which nobody can be told is used without asking anybody, also after one has withdrawn
    When "the analyst" makes the set "training-sets" for "analysis" in "Acme" as "the set"
    Then it is carried out
    And "the set" has 20 rows, and at least 20 people share what the fewest share
    And nothing in the store tells whose any row of "the set" is
    When "Visitor 1" withdraws the consent to "analysis"
    And "the analyst" uses "the set" for "analysis"
    Then it is carried out
    And no row has the item "subject"
    And no row shows any of "13800, 203.0.113, 2025-07-17"

  @saleforte.use.anonymised-without-consent
  Scenario: A group of one fewer than the policy says is refused
    When "Visitor 20" withdraws the consent to "analysis"
    And "the analyst" makes the set "training-sets" for "analysis" in "Acme"
    Then it is refused with reidentification_denied

  @saleforte.use.anonymised-without-consent
  Scenario Outline: Nobody is told whose a row is: <who>
    When "the analyst" makes the set "training-sets" for "analysis" in "Acme" as "the set"
    And "<who>" asks whose the rows of "the set" are for "analysis"
    Then it is refused with <code>

    Examples:
      | who         | code                    |
      | the analyst | reidentification_denied |
      | the guard   | actor_denied            |
      | the officer | actor_denied            |
      | Visitor 1   | actor_denied            |

  @saleforte.use.model-training-anonymous-only
  Scenario Outline: Rows that would tell of somebody are no training set: <items>
    When "the analyst" makes the set "training-sets" of "<items>" for "analysis" in "Acme"
    Then it is refused with reidentification_denied

    Examples:
      | items                |
      | phone                |
      | real-name            |
      | email                |
      | ip-address           |
      | browsing, imei       |

  @saleforte.use.model-training-anonymous-only
  Scenario: Text in which a number stands is no training set
    Given "Visitor" 1 to 20 have sent a "service-log" for "service-log" during a "visit"
      | field        | value            |
      | search-query | call 138 0000 0001 |
    When "the analyst" makes the set "training-sets" for "analysis" in "Acme"
    Then it is refused with reidentification_denied

  @saleforte.use.model-training-anonymous-only
  Scenario: Anonymous rows are, with what they were made of on record, and without those who withdrew or left
    Given "Visitor" 21 to 22 have registered with the company "Acme" giving
      | field | value     |
      | phone | 138000##1 |
    And "Visitor" 21 to 22 have agreed to "service-log"
    And "Visitor" 21 to 22 have agreed to "analysis"
    And "Visitor" 21 to 22 have sent a "service-log" for "service-log" during a "visit"
      | field        | value         |
      | browsing     | Another page  |
      | search-query | steel traders |
    When "Visitor 21" withdraws the consent to "analysis"
    And "Visitor 22" cancels the own account
    And "the analyst" makes the set "training-sets" for "analysis" in "Acme" as "the set"
    Then it is carried out
    And the ledger says of "the set" which it is, its items "access-time, browsing, search-query", its rows and its smallest group
    When "the analyst" uses "the set" for "analysis"
    Then this shows
      | browsing     | search-query  | access-time | rows |
      | Company page | steel traders | 2025-07     | 20   |

  @saleforte.use.model-training-anonymous-only
  Scenario: One company's data makes no set of another's
    Given "Stranger" 1 to 1 have registered with the company "Beta" giving
      | field | value     |
      | phone | 139000##1 |
    When "the analyst" makes the set "training-sets" for "analysis" in "Beta"
    Then it is refused with reidentification_denied
    When "the analyst" makes the set "training-sets" for "analysis" in "Acme" as "Acme's set"
    And "the analyst" uses "Acme's set" for "analysis" in "Beta"
    Then it is refused with not_found

  @saleforte.use.support-and-questionnaire-quality
  Scenario: Whoever improves the service reads answers masked, trains no model with them, and of what was not answered there is nothing
    Given "Visitor" 1 to 1 have agreed to "service-quality"
    And "Visitor 1" sends a "questionnaire" for "service-quality" as "the answer sheet"
      | field                | value                                       |
      | questionnaire-answer | 我是沈先生，电话13812345678，证号11010519491231002X |
    When "the analyst" reads the "questionnaire-answer" of "the answer sheet" for "service-quality"
    Then the answer is
      | item                 | form   | value                                       |
      | questionnaire-answer | masked | 我是沈先生，电话138****5678，证号1***************2X |
    When "the analyst" reads the "questionnaire-answer" of "the answer sheet" for "service-quality" as clear
    Then it is refused with masking_required
    When "the analyst" reads the "questionnaire-answer" of "the answer sheet" for "model-training"
    Then it is refused with purpose_denied
    And exactly 1 record of "questionnaire" is held

  @saleforte.use.device-information-purposes
  Scenario Outline: What identifies a device tells devices apart, keeps the service safe and is counted, and nothing else: <item> for <purpose>
    Given what follows happens on "android"
    And "Visitor" 1 to 1 have agreed to "device-identification"
    And "Visitor" 1 to 1 have agreed to "device-log"
    And "Visitor" 1 to 1 have agreed to "abnormal-accounts"
    And "Visitor" 1 to 1 have agreed to "statistics"
    And "Visitor" 1 to 1 have agreed to "store-marketing"
    And "Visitor" 1 to 1 have sent a "device-identifiers" for "device-identification" during a "visit"
      | field | value           |
      | imei  | 860000000000001 |
    And "Visitor" 1 to 1 have sent a "device" for "device-log" during a "visit"
      | field              | value       |
      | device-model       | Phone X1    |
      | os-version         | 14          |
      | ip-address         | 203.0.113.1 |
      | device-environment | app         |
    When "<who>" reads the "<item>" of "Visitor 1's <record>" for "<purpose>"
    Then it ends with "<how>"
    And the ledger says that "<who>" asked for "<item>" for "<purpose>" and was <outcome>

    Examples:
      | who         | item         | record             | purpose               | how            | outcome  |
      | the guard   | imei         | device-identifiers | device-identification | carried out    | answered |
      | the guard   | device-model | device             | abnormal-accounts     | carried out    | answered |
      | the analyst | imei         | device-identifiers | statistics            | purpose_denied | refused  |
      | the guard   | imei         | device-identifiers | abnormal-accounts     | purpose_denied | refused  |
      | the analyst | imei         | device-identifiers | personalised-marketing | purpose_denied | refused |
      | the analyst | imei         | device-identifiers | credit-scoring        | purpose_denied | refused  |
      | the analyst | imei         | device-identifiers | advertising           | purpose_denied | refused  |

  @saleforte.use.logs-anonymised
  Scenario: At its end a log goes into the anonymous set, where nobody can be told, and is itself gone; the ledger says so
    Given "Visitor" 21 to 22 have registered with the company "Acme" giving
      | field | value     |
      | phone | 138000##1 |
    And "Visitor" 21 to 22 have agreed to "service-log"
    And "Visitor" 21 to 22 have sent a "service-log" for "service-log" during a "visit"
      | field        | value        |
      | browsing     | Another page |
      | search-query | rare bolts   |
      | ip-address   | 203.0.113.#  |
    When nobody asks for anything until "2026-01-13T09:59:59+08:00"
    Then all is left of "Visitor 1's service-log"
    When nobody asks for anything until "2026-01-13T10:00:00+08:00"
    Then nothing is left of "Visitor 1's service-log"
    And nothing is left of "Visitor 21's service-log"
    And the log says that under "retention.logs" 22 records were "erased"
    And the log says that under "retention.logs" 20 records were "anonymised"
    Given the set into which "retention.logs" ended in "Acme" is called "the rest"
    Then "the rest" has 20 rows, and at least 20 people share what the fewest share
    And nothing in the store tells whose any row of "the rest" is
    When "the analyst" uses "the rest" for "analysis"
    Then this shows
      | browsing     | search-query  | access-time | rows |
      | Company page | steel traders | 2025-07     | 20   |
    And no row shows any of "13800, 203.0.113, rare bolts, 2025-07-17"
    And no row has the item "subject"
    When "the analyst" asks whose the rows of "the rest" are for "analysis"
    Then it is refused with reidentification_denied

  @saleforte.use.logs-anonymised
  Scenario: Whoever withdrew or closed her account goes into no set: her log is erased, and promptly
    When "Visitor 1" withdraws the consent to "service-log"
    And "Visitor 2" cancels the own account
    And nobody asks for anything until "2025-07-18T10:00:00+08:00"
    Then nothing is left of "Visitor 1's service-log"
    And nothing is left of "Visitor 2's service-log"
    And the log says that under "retention.logs" 0 records were "anonymised"
    When nobody asks for anything until "2026-01-13T10:00:00+08:00"
    Then nothing is left of "Visitor 3's service-log"
    And no set was made into which "retention.logs" ended in "Acme"
    And the log says that under "retention.logs" 20 records were "erased"

  @saleforte.use.logs-anonymised
  Scenario: A worker that comes late finds nothing to anonymise: what has ended is erased, and on record as late
    When it is "2026-01-14T10:00:01+08:00"
    Then none of these can be read: not_found
      | what                    | by        | for         |
      | Visitor 1's service-log | Visitor 1 | service-log |
    And the promise "retention.logs" is "at-risk"
    When the worker wakes
    Then nothing is left of "Visitor 1's service-log"
    And no set was made into which "retention.logs" ended in "Acme"
    And the promise "retention.logs" is "broken"

  @saleforte.use.logs-anonymised
  Scenario: As long as a person lets it be kept and no term is over, the log stays as it is
    When nobody asks for anything until "2026-01-12T23:59:59+08:00"
    And "the guard" reads the "ip-address" of "Visitor 1's service-log" for "service-log"
    Then it is carried out

  @saleforte.use.support-and-questionnaire-quality
  Scenario: Whoever wrote an answer is not told by her name in it, as far as her name is on file
    Given "Visitor" 1 to 1 have agreed to "service-quality"
    And "Visitor" 1 to 1 have agreed to "profile"
    And "Visitor" 1 to 1 have sent a "profile" for "profile"
      | field     | value  |
      | real-name | 沈万三 |
    And "Visitor 1" sends a "questionnaire" for "service-quality" as "the answer sheet"
      | field                | value                                        |
      | questionnaire-answer | 我叫沈万三（SHEN），请回电13812345678；沈万三敬上 |
    When "the analyst" reads the "questionnaire-answer" of "the answer sheet" for "service-quality"
    Then the answer is
      | item                 | form   | value                                       |
      | questionnaire-answer | masked | 我叫沈**（SHEN），请回电138****5678；沈**敬上 |
    When "the analyst" reads the "real-name" of "Visitor 1's profile" for "service-quality"
    Then it is refused with purpose_denied
