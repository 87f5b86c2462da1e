Feature: What the data is used for: shown to nobody in full who need not see it, and counted so that nobody can be told

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And these people act
      | who      | as      | role         |
      | Ma Rui   | staff   | analyst      |
      | Gao Fei  | staff   | product-team |
      | Wei Hua  | staff   | support      |
      | Wu Qian  | staff   | legal        |
      | the guard | staff  | security     |
    And "Person" 1 to 8 have registered without a company giving
      | field   | value       |
      | account | person##    |
      | phone   | 138000##1   |
    And "Person" 1 to 8 have agreed to "analysis"
    And "Person" 1 to 8 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Person ##                 |
      | phone            | 138000##1                 |
      | delivery-address | 浙江省宁波市海曙区中山西路#号 |

  @redeem.use.processing-desensitised
  Scenario: A correlation sees stand-ins, the same for one person throughout the set
    When "Ma Rui" makes the set "correlation" for "analysis" as "the set"
    Then it is carried out
    And the ledger says of "the set" which it is, its items "account, device-id-code, full-name, phone, redeemed-goods", its rows and its smallest group
    And "the set" has 16 rows, and at least 5 people share what the fewest share
    When "Ma Rui" uses "the set" for "analysis"
    Then it is carried out
    And no row shows any of "Person 0, person0, 13800"
    And 8 different stand-ins of "phone" show, and each is one person's

  @redeem.use.processing-desensitised
  Scenario: The next set has other stand-ins for the same people
    When "Ma Rui" makes the set "correlation" for "analysis" as "the set"
    And "Ma Rui" uses "the set" for "analysis"
    Given the stand-ins of "phone" are noted
    When "Ma Rui" makes the set "correlation" for "analysis" as "the next set"
    And "Ma Rui" uses "the next set" for "analysis"
    Then 8 different stand-ins of "phone" show, and each is one person's
    And none of the stand-ins of "phone" was seen before

  @redeem.use.processing-desensitised
  Scenario Outline: The column as it is, is refused: <items>
    When "Ma Rui" makes the set "correlation" of "<items>" as they are for "analysis"
    Then it is refused with masking_required

    Examples:
      | items                 |
      | phone                 |
      | full-name             |
      | account               |
      | redeemed-goods, phone |

  @redeem.use.deidentified-cannot-identify
  Scenario: What a set holds of the people in it: no name, no number, no address, no group of fewer than five
    When "Ma Rui" makes the set "correlation" for "analysis" as "the set"
    And "Ma Rui" uses "the set" for "analysis"
    Then no row has the item "delivery-address"
    And no row has the item "password"
    And no row shows any of "Person 0, person0, 13800, 宁波, 中山西路"
    And this shows
      | redeemed-goods | rows |
      |                | 8    |
      | A kettle       | 8    |

  @redeem.use.deidentified-cannot-identify
  Scenario: A group of four is refused, and nothing is left of the set
    Given "Person" 1 to 4 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value       |
      | redeemed-goods   | A samovar   |
      | full-name        | Person ##   |
      | phone            | 138000##1   |
      | delivery-address | 杭州市西湖区#号 |
    When "Ma Rui" makes the set "correlation" for "analysis"
    Then it is refused with reidentification_denied
    Given "Person" 5 to 5 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value       |
      | redeemed-goods   | A samovar   |
      | full-name        | Person ##   |
      | phone            | 138000##1   |
      | delivery-address | 杭州市西湖区#号 |
    When "Ma Rui" makes the set "correlation" for "analysis"
    # The three who bought no samovar are told by all their rows together.
    Then it is refused with reidentification_denied
    Given "Person" 6 to 8 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value       |
      | redeemed-goods   | A samovar   |
      | full-name        | Person ##   |
      | phone            | 138000##1   |
      | delivery-address | 杭州市西湖区#号 |
    When "Ma Rui" makes the set "correlation" for "analysis" as "the set"
    Then it is carried out
    And "the set" has 24 rows, and at least 8 people share what the fewest share

  @redeem.use.deidentified-cannot-identify
  Scenario: Two sets that differ by one person would tell of her
    Given "Person" 9 to 9 have registered without a company giving
      | field   | value     |
      | account | person##  |
      | phone   | 138000##1 |
    When "Ma Rui" makes the set "correlation" of "account" for "analysis" as "the set"
    Then it is carried out
    Given "Person" 9 to 9 have agreed to "analysis"
    When "Ma Rui" makes the set "correlation" of "account" for "analysis"
    Then it is refused with reidentification_denied

  @redeem.use.deidentified-cannot-identify
  Scenario Outline: Nothing is asked for that would point to somebody: <item>
    When "Ma Rui" makes the set "correlation" of "<item>" for "analysis"
    Then it is refused with reidentification_denied

    Examples:
      | item             |
      | delivery-address |
      | ip-address       |
      | nickname         |

  @redeem.use.deidentified-cannot-identify
  Scenario: Whose a row is, is told to nobody, and what is stored of a person is not read for it
    When "Ma Rui" makes the set "correlation" for "analysis" as "the set"
    And "Ma Rui" asks whose the rows of "the set" are for "analysis"
    Then it is refused with reidentification_denied
    When "Ma Rui" reads the "phone" of "Person 3's order" for "analysis"
    Then it is refused with purpose_denied
    When "Ma Rui" reads the "phone" of "Person 3's order" for "analysis" as clear
    Then it is refused with purpose_denied
    When "Ma Rui" reads the "phone" of "Person 3's order" for "redemption"
    Then it is refused with actor_denied

  @redeem.use.deidentified-allowed
  Scenario: The set is used for its purpose, by its role, and nobody is asked again
    When "Ma Rui" makes the set "correlation" for "analysis" as "the set"
    And "Ma Rui" uses "the set" for "analysis"
    Then it is carried out
    When "Ma Rui" uses "the set" for "improve-service"
    Then it is refused with purpose_denied
    When "Gao Fei" uses "the set" for "analysis"
    Then it is refused with actor_denied

  @redeem.use.deidentified-allowed
  Scenario: Who has left is in the set no more, whatever of hers a law still keeps
    When "Ma Rui" makes the set "correlation" for "analysis" as "the set"
    And "Wu Qian" holds "redeemed-goods" of "Person 3's order" on "ground.keep-for-law" asked by "Wei Hua" until "2026-12-21T09:00:00+08:00" as "the extension"
      | fact      | on file        |
      | law       | E-commerce Law |
      | provision | article 31     |
    And "Person 3" cancels the own account
    And "Ma Rui" uses "the set" for "analysis"
    Then it is carried out
    And no row shows any of "Person 0, person0, 13800"
    And this shows
      | redeemed-goods | rows |
      |                | 7    |
      | A kettle       | 7    |
    And nothing in the store tells which rows of "the set" are of "Person 3"

  @redeem.use.display-masked
  Scenario: What is displayed is masked, to the person herself, too
    Given "Person" 1 to 1 have agreed to "save-address"
    And "Person 1" sends a "saved-address" for "save-address" as "the address"
      | field            | value                        |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 浙江省宁波市海曙区中山西路12号 |
    When "Person 1" reads "the address" for "save-address"
    Then the answer is
      | item             | form   | value                    |
      | full-name        | masked | 张**                     |
      | phone            | masked | 138****5678              |
      | delivery-address | masked | 浙江省宁波市海曙区******  |

  @redeem.use.display-masked
  Scenario Outline: A display that asks for the value as it is, is refused: <item> to <who>
    When "<who>" reads the "<item>" of "<what>" for "<purpose>" as clear
    Then it is refused with masking_required

    Examples:
      | who      | item             | what             | purpose    |
      | Person 1 | phone            | Person 1's order | redemption |
      | Person 1 | full-name        | Person 1's order | redemption |
      | Person 1 | delivery-address | Person 1's order | redemption |

  @redeem.use.display-masked
  Scenario: Service sees the number masked within a ticket, and not at all without one
    Given "Wei Hua" has begun a "ticket" called "the ticket"
    When "Wei Hua" reads the "phone" of "Person 1's order" for "support" during "the ticket"
    Then the answer is
      | item  | form   | value       |
      | phone | masked | 138****0011 |
    When "Wei Hua" reads the "phone" of "Person 1's order" for "support" during "the ticket" as clear
    Then it is refused with masking_required
    When "Wei Hua" reads the "phone" of "Person 1's order" for "support"
    Then it is refused with actor_denied
    When "Person 1" exports the own data
    Then the answer holds "phone" of "Person 1's order" as "13800000011"

  @redeem.use.commercialise-without-disclosure
  Scenario: What may be shown to others is counts of groups, with what it holds and its smallest group on record
    Given "Person" 1 to 8 have agreed to "improve-service"
    And "Person" 1 to 4 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value         |
      | redeemed-goods   | A samovar     |
      | full-name        | Person ##     |
      | phone            | 138000##1     |
      | delivery-address | 杭州市西湖区#号 |
    When "Gao Fei" makes the set "statistics" for "improve-service" as "the trend"
    Then it is carried out
    And the ledger says of "the trend" which it is, its items "hardware-model, os-type, redeemed-goods", its rows and its smallest group
    When "Gao Fei" uses "the trend" for "improve-service"
    Then this shows
      | redeemed-goods | people |
      | A kettle       | 8      |
    And no row shows any of "A samovar, Person 0, person0, 13800"
    And nothing in the store tells whose any row of "the trend" is

  @redeem.use.commercialise-without-disclosure
  Scenario Outline: With anything of one person it is no such set: <items>
    Given "Person" 1 to 8 have agreed to "improve-service"
    When "Gao Fei" makes the set "statistics" of "<items>" for "improve-service"
    Then it is refused with reidentification_denied

    Examples:
      | items                          |
      | nickname                       |
      | redeemed-goods, phone          |
      | device-id-code                 |
      | account                        |

  @redeem.use.commercialise-without-disclosure
  Scenario: A row for each person leaves to no buyer, whatever is agreed with one, and nothing is sold
    Given "Person" 1 to 8 have agreed to "improve-service"
    When "Gao Fei" releases the "redeemed-goods" of "Person 1's order" to "the-buyer" for "improve-service"
    Then it is refused with no_recipient
    When "Gao Fei" makes the set "statistics" for "data-sale"
    Then it is refused with purpose_denied
    When "Gao Fei" reads the "redeemed-goods" of "Person 1's order" for "improve-service"
    Then it is refused with purpose_denied
