Feature: Who applies to have the account closed, by customer service or by e-mail, proves who asks, and nothing more

  # That the assets are settled is confirmed whatever the way: `notice.cancellation` waits for that in the product, too.
  Background:
    Given it is "2025-09-25T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Li Lei" has registered with the company "Acme" giving
      | field | value              |
      | phone | 13800138000        |
      | email | li.lei@example.com |
    And "Han Mei" has registered with the company "Acme" giving
      | field | value       |
      | phone | 13900139000 |
    And the "account" of "Li Lei", read for "account", is called "Li Lei's account"
    And these people act
      | who         | as      | role    |
      | the officer | staff   | officer |
      | the agent   | staff   | support |
      | the mailbox | service |         |

  @saleforte.erase.cancel-channels
  Scenario Outline: An application is taken with its time and its due date, and is carried out once it is proven who sent it: <contact> by <way>
    When "Li Lei" writes to "<contact>" by "<way>" about "right.close" as "the application"
    Then it is carried out
    And the case "the application" came through "<contact>" by "<way>" at "2025-09-25T10:00:00+08:00"
    And the case "the application" is due at "2025-10-23T00:00:00+08:00"
    And the case "the application" is answered for by "role.officer"
    When "the officer" closes the account of "Li Lei" in the case "the application"
    Then it is refused with identity_unverified
    And nothing is missing but "proof"
    And these read back
      | what             | by     | for     | item  | value       |
      | Li Lei's account | Li Lei | account | phone | 13800138000 |
    When "the agent" enters that "Li Lei" has proven to have sent the case "the application"
    Then it is refused with actor_denied
    When "the officer" enters that "Li Lei" has proven to have sent the case "the application"
    And "Li Lei" confirms what closing the account brings about
    And "the agent" closes the account of "Li Lei" in the case "the application"
    Then it is refused with actor_denied
    When "the officer" closes the account of "Li Lei" in the case "the application"
    Then it is carried out
    And none of these can be read: account_disabled
      | what             | by     | for     |
      | Li Lei's account | Li Lei | account |
    When "the officer" answers the case "the application"
    And nobody asks for anything until "2025-09-26T10:00:00+08:00"
    Then no row, key or byte is left of
      | what             |
      | Li Lei's account |
    And the certificate of the erasure of "Li Lei" says that nothing is due

    Examples:
      | contact            | way   |
      | contact.support    | page  |
      | contact.protection | email |

  @saleforte.erase.cancel-channels
  Scenario: A stranger who applies in her name changes nothing
    When "the mailbox" writes to "contact.protection" by "email" about "right.close" for "Li Lei" as "the stranger's mail"
    Then it is carried out
    When "Li Lei" confirms what closing the account brings about
    And "the officer" closes the account of "Li Lei" in the case "the stranger's mail"
    Then it is refused with identity_unverified
    When "the officer" enters that "Han Mei" has proven to have sent the case "the stranger's mail"
    Then it is refused with identity_unverified
    When "the officer" closes the account of "Li Lei" in the case "the stranger's mail"
    Then it is refused with identity_unverified
    When "Han Mei" writes to "contact.support" by "page" about "right.close" as "her own"
    When "the officer" enters that "Han Mei" has proven to have sent the case "her own"
    And "the officer" closes the account of "Li Lei" in the case "her own"
    Then it is refused with identity_unverified
    When "Han Mei" writes to "contact.support" by "page" about "right.delete" as "another wish"
    And "the officer" enters that "Han Mei" has proven to have sent the case "another wish"
    And "the officer" closes the account of "Han Mei" in the case "another wish"
    Then it is refused with conflict
    And these read back
      | what             | by     | for     | item  | value       |
      | Li Lei's account | Li Lei | account | phone | 13800138000 |

  @saleforte.erase.cancel-channels
  Scenario: What is not carried out by its time is overdue; both ways are told, and what is asked
    When "Li Lei" writes to "contact.support" by "page" about "right.close" as "the application"
    And it is "2025-10-23T00:00:01+08:00" and the worker has run
    Then the case "the application" is overdue
    And the document in "en" says of "right.close" "contact@saleforte-ai.com"
    And the document in "en" says of "right.close" "Customer service on the website"
    And the document in "en" says of "right.close" "nothing but proof of that is demanded"
    And the document in "zh-Hans" says of "right.close" "除证明身份外，不要求任何其他材料"
