Feature: Each kind of data has its period and its criterion; laws, holds, complaints and agreements move it

  Nobody has to ask for an erasure: the clock moves, and the worker does what is due.

  Background:
    Given it is "2025-07-17T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Shen Yi" has registered with the company "Acme" giving
      | field | value               |
      | phone | 13800138000         |
      | email | shen.yi@example.com |
    And "Tan Rui" has registered with the company "Acme" giving
      | field | value               |
      | phone | 13900139000         |
      | email | tan.rui@example.com |
    And these people act
      | who         | as      | role       |
      | the officer | staff   | officer    |
      | the lawyer  | staff   | legal      |
      | the agent   | staff   | support    |
      | the biller  | staff   | billing    |
      | the organiser | staff | operations |
      | the shop    | service |            |

  @saleforte.retain.necessary-period
  Scenario Outline: A pair of field and purpose without an end is not published: <what>
    When it is published as version "V1.1" with "<new>" in place of "<old>"
    Then the publication is refused with policy_invalid because of "<finding>"

    Examples:
      | what    | old                          | new         | finding       |
      | no rule | covers = ['campaign-entry']  | covers = [] | retain/no-end |

  @saleforte.retain.necessary-period
  Scenario: Thirty days after the rewards were sent the entrant's number is gone, to the second
    Given "Shen Yi" has agreed to "campaign"
    And "Shen Yi" has begun a "campaign" called "the draw"
    And "Shen Yi" sends a "campaign-entry" for "campaign" during "the draw" as "the entry"
      | field         | value       |
      | entrant-phone | 13800138000 |
    When it is "2025-07-20T15:00:00+08:00"
    And "the shop" says that "rewards.sent" happened to "the entry"
    Then it is carried out
    When nobody asks for anything until "2025-08-19T14:59:59+08:00"
    Then these read back
      | what      | by            | for      | item          | value       |
      | the entry | the organiser | campaign | entrant-phone | 13800138000 |
    When it is "2025-08-19T15:00:00+08:00"
    Then none of these can be read: not_found
      | what      | by            | for      |
      | the entry | the organiser | campaign |
    When the worker wakes
    Then nothing is left of "the entry"

  @saleforte.retain.necessary-period
  Scenario: Of two purposes the later end holds, and for that purpose only
    When it is published as version "V1.1" with "from = 'purpose.ended'\nneeded-for = ['campaign', 'service-quality']\nwithin = 'at once'\nthen = 'erase'\nfound-by = 'transaction'\nsooner = [{ from = 'minor.found', within = 'at once' }]\ncriterion = { zh-Hans = '改进活动的服务，以及联系" in place of "from = 'record.created'\nwithin = 'setting.campaign-longest'\nthen = 'erase'\nfound-by = 'transaction'\nsooner = [\n  { from = 'rewards.sent', for = 'setting.campaign-kept' },\n  { from = 'consent.withdrawn', within = 'setting.promptly' },\n  { from = 'account.cancelled', within = 'setting.promptly' },\n  { from = 'tenant.cancelled', within = 'setting.promptly' },\n  { from = 'minor.found', within = 'at once' },\n]\ncriterion = { zh-Hans = '联系"
    Then the version "V1.1" is in force
    When it is published as version "V1.2" with "reads = { support-text = 'masked', questionnaire-answer = 'masked', entrant-phone = 'clear' }" in place of "reads = { support-text = 'masked', questionnaire-answer = 'masked' }"
    Then the version "V1.2" is in force
    Given "Shen Yi" has agreed to "campaign"
    And "Shen Yi" has agreed to "service-quality"
    And "Shen Yi" has begun a "campaign" called "the draw"
    And "Shen Yi" sends a "campaign-entry" for "campaign" during "the draw" as "the entry"
      | field         | value       |
      | entrant-phone | 13800138000 |
    When "Shen Yi" ends "the draw"
    Then none of these can be read: restricted
      | what      | by            | for      |
      | the entry | the organiser | campaign |
    And these read back
      | what      | by      | for             | item          | value       |
      | the entry | Shen Yi | service-quality | entrant-phone | 13800138000 |
    When "Shen Yi" withdraws the consent to "service-quality"
    Then nothing is left of "the entry"

  # ── Laws and agreements ───────────────────────────────────────────────────────────────────────────────────

  @saleforte.retain.legal-exception
  Scenario: A hold names law, article, fields and end; what a law lets us keep is no ground
    Given "Shen Yi" has begun a "ticket" called "the question"
    And "Shen Yi" has agreed to "support"
    And "Shen Yi" sends a "ticket" for "support" during "the question" as "the exchange"
      | field         | value                    |
      | support-text  | The invoice was wrong    |
      | reply-contact | shen.yi@example.com      |
    When "the lawyer" holds "support-text" of "the exchange" on "ground.permitted-by-law" asked by "the officer" until "2028-01-01T00:00:00+08:00" as "the hold"
      | fact      | on file    |
      | law       | Civil Code |
      | provision | article 188 |
    Then it is refused with basis_required
    When "the lawyer" holds "support-text" of "the exchange" on "ground.keep-for-law" asked by "the officer" as "the hold"
      | fact      | on file    |
      | law       | Civil Code |
      | provision | article 188 |
    Then it is refused with basis_required
    When "the lawyer" holds "support-text" of "the exchange" on "ground.keep-for-law" asked by "the officer" until "2028-01-01T00:00:00+08:00" as "the hold"
      | fact      | on file    |
      | law       | Civil Code |
      | provision | article 188 |
    Then it is carried out
    When nobody asks for anything until "2026-01-15T00:00:00+08:00" but the worker wakes every 10 days
    Then of "the exchange" the item "reply-contact" is not there and "support-text" is
    And none of these can be read: restricted
      | what         | by        | for     |
      | the exchange | the agent | support |
    And these read back
      | what         | by         | for       | item         | value                 |
      | the exchange | the lawyer | held-data | support-text | The invoice was wrong |
    When "Shen Yi" erases "the exchange"
    Then it is refused with retention_locked until "2028-01-01T00:00:00+08:00"
    And the refusal names "ground.keep-for-law" and the law "Civil Code, article 188"
    When nobody asks for anything until "2027-12-31T23:59:59+08:00" but the worker wakes every 60 days
    Then of "the exchange" nothing but the hold "the hold" is left
    When nobody asks for anything until "2028-01-01T00:00:00+08:00"
    Then nothing is left of "the exchange"

  @saleforte.retain.ecommerce-three-years
  Scenario: An order that was completed: three years from the day after, whoever asks, and not a field more
    Given "Shen Yi" has begun an "order" called "ordering"
    And "Shen Yi" sends an "order" for "order" during "ordering" as "order 31"
      | field           | value               |
      | product-ordered | Seats for a year    |
      | order-number    | 31                  |
      | ordered-at      | 2025-07-17T10:00:00 |
      | amount-paid     | 2999.00             |
    And "Shen Yi" sends an "order-contact" for "order" during "ordering" as "the contact of order 31"
      | field       | value       |
      | order-name  | Shen Yi     |
      | order-phone | 13800138000 |
    When it is "2025-08-01T16:30:00+08:00"
    And "the shop" says that "order.completed" happened to "order 31"
    Then it is carried out
    When "Shen Yi" erases "order 31"
    Then it is refused with retention_locked until "2028-08-02T00:00:00+08:00"
    And the refusal names "retention.transaction-records" and the law "E-commerce Law"
    When "Shen Yi" cancels the own account
    And nobody asks for anything until "2025-08-02T16:30:00+08:00"
    Then nothing is left of "the contact of order 31"
    And nothing is left of "Shen Yi's account"
    And none of these can be read: restricted
      | what     | by         | for   |
      | order 31 | the biller | order |
    And these read back
      | what     | by          | for             | item        | value   |
      | order 31 | the officer | legal-retention | amount-paid | 2999.00 |
    When nobody asks for anything until "2028-08-01T23:59:59+08:00" but the worker wakes every 60 days
    Then all is left of "order 31"
    When nobody asks for anything until "2028-08-02T00:00:00+08:00"
    Then nothing is left of "order 31"

  @saleforte.retain.ecommerce-three-years
  Scenario: Completed on the last day of February of a leap year
    Given it is "2028-02-20T10:00:00+08:00"
    And "Shen Yi" has begun an "order" called "ordering"
    And "Shen Yi" sends an "order" for "order" during "ordering" as "the order"
      | field           | value               |
      | product-ordered | Seats for a year    |
      | order-number    | 32                  |
      | ordered-at      | 2028-02-20T10:00:00 |
      | amount-paid     | 2999.00             |
    When it is "2028-02-29T09:00:00+08:00"
    And "the shop" says that "order.completed" happened to "the order"
    And "Shen Yi" cancels the own account
    And nobody asks for anything until "2031-02-28T23:59:59+08:00" but the worker wakes every 60 days
    Then all is left of "the order"
    When nobody asks for anything until "2031-03-01T00:00:00+08:00"
    Then nothing is left of "the order"

  @saleforte.retain.ecommerce-three-years
  Scenario: An order that was not completed is kept by no law
    Given "Shen Yi" has begun an "order" called "ordering"
    And "Shen Yi" sends an "order" for "order" during "ordering" as "the order"
      | field           | value               |
      | product-ordered | Seats for a year    |
      | order-number    | 33                  |
      | ordered-at      | 2025-07-17T10:00:00 |
      | amount-paid     | 2999.00             |
    When "Shen Yi" erases "the order"
    Then it is carried out
    And nothing is left of "the order"

  # ── Criteria ──────────────────────────────────────────────────────────────────────────────────────────────

  @saleforte.retain.criterion-transaction
  Scenario: A rule rests on one of four criteria, and one that names none is not published
    Then the version in force states "transaction" as "found-by" of "retention.order"
    And the document in "en" says of "retention.order" "Criterion: To complete transactions related to you, keep business records, and answer your inquiries or complaints."
    When it is published as version "V1.1" with "then = 'erase'\nsooner = [\n  { from = 'account.cancelled', within = 'setting.promptly' },\n  { from = 'tenant.cancelled', within = 'setting.promptly' },\n  { from = 'minor.found', within = 'at once' },\n]\nextends = ['complaint']\ncriterion = { zh-Hans = '完成交易" in place of "then = 'erase'\nfound-by = 'transaction'\nsooner = [\n  { from = 'account.cancelled', within = 'setting.promptly' },\n  { from = 'tenant.cancelled', within = 'setting.promptly' },\n  { from = 'minor.found', within = 'at once' },\n]\nextends = ['complaint']\ncriterion = { zh-Hans = '完成交易"
    Then the publication is refused with policy_invalid because of "retain/no-criterion" at "retention.order"

  @saleforte.retain.criterion-transaction
  Scenario: As long as a complaint about an order is open its end waits, and no longer
    Given "Shen Yi" has begun an "order" called "ordering"
    And "Shen Yi" sends an "order" for "order" during "ordering" as "the order"
      | field           | value               |
      | product-ordered | Seats for a year    |
      | order-number    | 31                  |
      | ordered-at      | 2025-07-17T10:00:00 |
      | amount-paid     | 2999.00             |
    And "Shen Yi" sends an "order" for "order" during "ordering" as "the other order"
      | field           | value               |
      | product-ordered | Seats for a year    |
      | order-number    | 32                  |
      | ordered-at      | 2025-07-17T10:00:00 |
      | amount-paid     | 2999.00             |
    When it is "2028-06-20T10:00:00+08:00"
    And "Tan Rui" opens a "complaint" about "the order" called "a stranger's complaint"
    Then it is refused with not_found
    When "Shen Yi" opens a "complaint" about "the order" called "the complaint"
    Then it is carried out
    When "Shen Yi" opens a "complaint" about "the order" called "the second complaint"
    And nobody asks for anything until "2028-09-01T10:00:00+08:00"
    Then nothing is left of "the other order"
    And these read back
      | what      | by         | for   | item        | value   |
      | the order | the biller | order | amount-paid | 2999.00 |
    When "Shen Yi" ends "the complaint"
    Then all is left of "the order"
    When it is "2028-09-14T11:00:00+08:00"
    And "Shen Yi" ends "the second complaint"
    Then none of these can be read: not_found
      | what      | by         | for   |
      | the order | the biller | order |
    And nothing is left of "the order"

  @saleforte.retain.criterion-transaction
  Scenario: A complaint that is closed within the time changes nothing
    Given "Shen Yi" has begun an "order" called "ordering"
    And "Shen Yi" sends an "order" for "order" during "ordering" as "the order"
      | field           | value               |
      | product-ordered | Seats for a year    |
      | order-number    | 31                  |
      | ordered-at      | 2025-07-17T10:00:00 |
      | amount-paid     | 2999.00             |
    And "Shen Yi" opens a "complaint" about "the order" called "the complaint"
    When it is "2025-08-01T10:00:00+08:00"
    And "Shen Yi" ends "the complaint"
    Then all is left of "the order"
    When nobody asks for anything until "2028-07-17T10:00:00+08:00" but the worker wakes every 60 days
    Then nothing is left of "the order"

  @saleforte.retain.criterion-security-and-quality
  Scenario: One verification cycle of the log, 180 days to the second
    Then the version in force states "safety-and-quality" as "found-by" of "retention.logs"
    Given "Shen Yi" has begun a "visit" called "the visit"
    And "Shen Yi" has agreed to "service-log"
    And "Shen Yi" sends a "service-log" for "service-log" during "the visit" as "the log"
      | field        | value               |
      | search-query | stainless bolts M8  |
      | access-time  | 2025-07-17T10:00:00 |
    When nobody asks for anything until "2026-01-13T09:59:59+08:00" but the worker wakes every 30 days
    Then these read back
      | what    | by      | for         | item         | value              |
      | the log | Shen Yi | service-log | search-query | stainless bolts M8 |
    When it is "2026-01-13T10:00:00+08:00"
    Then none of these can be read: not_found
      | what    | by      | for         |
      | the log | Shen Yi | service-log |

  @saleforte.retain.criterion-security-and-quality
  Scenario: A cycle without a number is not published
    When it is published as version "V1.1" with "default = 'until no longer useful'\nmax = '1 year'\n\n[setting.identifier-kept]" in place of "default = '180 days'\nmax = '1 year'\n\n[setting.identifier-kept]"
    Then the publication is refused with policy_invalid because of "read/period"

  @saleforte.retain.criterion-explicit-consent
  Scenario: Who explicitly agrees to a longer time for her chats has it for her chats, and takes it back
    Given "Shen Yi" has agreed to "whatsapp-chat"
    And "Tan Rui" has agreed to "whatsapp-chat"
    And "Shen Yi" has begun a "whatsapp-conversation" called "a talk"
    And "Tan Rui" has begun a "whatsapp-conversation" called "another's talk"
    And "Shen Yi" has begun a "ticket" called "the question"
    And "Shen Yi" has agreed to "support"
    And "Shen Yi" sends a "whatsapp-chat" for "whatsapp-chat" during "a talk" as "the chat"
      | field        | value            |
      | chat-account | 8613800138000    |
      | chat-message | See you at nine  |
    And "Tan Rui" sends a "whatsapp-chat" for "whatsapp-chat" during "another's talk" as "another's chat"
      | field        | value            |
      | chat-account | 8613900139000    |
      | chat-message | See you at ten   |
    And "Shen Yi" sends a "ticket" for "support" during "the question" as "the exchange"
      | field        | value                 |
      | support-text | The invoice was wrong |
    When it is "2025-08-01T10:00:00+08:00"
    And "Shen Yi" agrees to "retention.support"
    Then it is refused with purpose_denied
    When "Shen Yi" agrees to "retention.chats"
    Then it is carried out
    When "Shen Yi" sends a "whatsapp-chat" for "whatsapp-chat" during "a talk" as "a later chat"
      | field        | value            |
      | chat-account | 8613800138000    |
      | chat-message | And at eleven    |
    And nobody asks for anything until "2026-01-13T10:00:00+08:00" but the worker wakes every 20 days
    Then nothing is left of "another's chat"
    And nothing is left of "the exchange"
    And these read back
      | what     | by      | for           | item         | value           |
      | the chat | Shen Yi | whatsapp-chat | chat-message | See you at nine |
    When nobody asks for anything until "2027-01-13T09:59:59+08:00" but the worker wakes every 60 days
    Then these read back
      | what     | by      | for           | item         | value           |
      | the chat | Shen Yi | whatsapp-chat | chat-message | See you at nine |
    When nobody asks for anything until "2027-01-13T10:00:00+08:00"
    Then nothing is left of "the chat"
    And all is left of "a later chat"
    When "Shen Yi" withdraws the consent to "retention.chats"
    And nobody asks for anything until "2027-01-14T10:00:00+08:00"
    Then nothing is left of "a later chat"

  @saleforte.retain.criterion-explicit-consent
  Scenario: Accepting the policy is no agreement to a longer time
    Given "Shen Yi" has agreed to "whatsapp-chat"
    And "Shen Yi" has begun a "whatsapp-conversation" called "a talk"
    And "Shen Yi" sends a "whatsapp-chat" for "whatsapp-chat" during "a talk" as "the chat"
      | field        | value            |
      | chat-account | 8613800138000    |
      | chat-message | See you at nine  |
    When "Shen Yi" agrees to "retention.chats" by "acceptance"
    Then it is refused with malformed
    When nobody asks for anything until "2026-01-13T10:00:00+08:00" but the worker wakes every 20 days
    Then nothing is left of "the chat"

  @saleforte.retain.criterion-special
  Scenario: A special clause that was signed: its fields, until its day
    Given "Shen Yi" has begun a "ticket" called "the question"
    And "Shen Yi" has agreed to "support"
    And "Shen Yi" sends a "ticket" for "support" during "the question" as "the exchange"
      | field         | value                 |
      | support-text  | The invoice was wrong |
      | reply-contact | shen.yi@example.com   |
    When "the lawyer" holds "support-text" of "the exchange" on "ground.keep-as-agreed" asked by "the officer" until "2026-09-01T00:00:00+08:00" as "the clause"
    Then it is refused with agreement_missing
    When "the lawyer" holds "" of "the exchange" on "ground.keep-as-agreed" asked by "the officer" until "2026-09-01T00:00:00+08:00" as "the clause"
      | fact      | on file                                       |
      | agreement | Dispute agreement SF-2025-17, signed 2025-07-17 |
    Then it is refused with agreement_missing
    When "the lawyer" holds "support-text" of "the exchange" on "ground.keep-as-agreed" asked by "the officer" until "2026-09-01T00:00:00+08:00" as "the clause"
      | fact      | on file                                       |
      | agreement | Dispute agreement SF-2025-17, signed 2025-07-17 |
    Then it is carried out
    When nobody asks for anything until "2026-08-31T23:59:59+08:00" but the worker wakes every 30 days
    And "Shen Yi" erases "the exchange"
    Then it is refused with retention_locked until "2026-09-01T00:00:00+08:00"
    When nobody asks for anything until "2026-09-01T00:00:00+08:00"
    Then nothing is left of "the exchange"

  @saleforte.retain.expired-delete-or-anonymise
  Scenario: At its end the value is refused before the sweep has run, and then gone; the ledger says how
    Given "Shen Yi" has begun a "visit" called "the visit"
    And "Shen Yi" has agreed to "service-log"
    And "Shen Yi" has entered, with all that each needs
      | called  | record      | for         | values                                                          |
      | the log | service-log | service-log | search-query=stainless bolts M8; access-time=2025-07-17T10:00:00 |
    When it is "2026-01-13T10:00:00+08:00"
    Then none of these can be read: not_found
      | what    | by      | for         |
      | the log | Shen Yi | service-log |
    When the worker wakes
    Then no row or byte is left of "the log"
    And the log says that under "retention.logs" 1 record was "erased"

  @saleforte.retain.expired-delete-or-anonymise
  Scenario: Under a hold it is locked instead
    Given "Shen Yi" has begun an "order" called "ordering"
    And "Shen Yi" sends an "order" for "order" during "ordering" as "the order"
      | field           | value               |
      | product-ordered | Seats for a year    |
      | order-number    | 31                  |
      | ordered-at      | 2025-07-17T10:00:00 |
      | amount-paid     | 2999.00             |
    And "the lawyer" holds "amount-paid" of "the order" on "ground.keep-for-law" asked by "the officer" until "2031-01-01T00:00:00+08:00" as "the hold"
      | fact      | on file              |
      | law       | Tax Collection Law   |
      | provision | article 29 of its rules |
    When nobody asks for anything until "2028-07-17T10:00:00+08:00" but the worker wakes every 60 days
    Then none of these can be read: restricted
      | what      | by         | for   |
      | the order | the biller | order |
    When "Shen Yi" erases "the order"
    Then it is refused with retention_locked until "2031-01-01T00:00:00+08:00"
