Feature: What the policy speaks of, what is personal, what is sensitive, and what counts as agreeing

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    And these people act
      | who       | as    | role       |
      | Wei Hua   | staff | support    |
      | Sun Li    | staff | fulfilment |
      | Zhou Ying | staff | protection |

  @redeem.define.policy-covers-lifecycle
  Scenario Outline: Each of the nine topics has a promise that people can read: <topic>
    Then the document in "en" says of "<promise>" "<says>"
    And the document in "en" says of "statement.lifecycle" "<topic>"

    Examples:
      | topic    | promise               | says                                  |
      | collect  | purpose.redemption    | We record: Redemption order           |
      | use      | statement.continuing  | is used for its purposes              |
      | store    | transfer              | stored entirely in mainland China     |
      | share    | ground.share-consent  | You agreed beforehand                 |
      | transfer | ground.transfer-law   | Only what the document demands        |
      | access   | right.access          | Answered within 15 working days       |
      | update   | right.correct         | The old value can be read no longer   |
      | delete   | right.delete          | It cannot be brought back             |
      | protect  | protect               | Everything in transit is encrypted    |

  @redeem.define.policy-covers-lifecycle
  Scenario Outline: A version that is silent on a topic is refused: <topic>
    When it is published as version "2" without its table "<table>"
    Then the publication is refused with policy_invalid because of "<code>"

    Examples:
      | topic    | table                   | code                |
      | collect  | purpose.profile         | names/unaccounted   |
      | store    | retention.positions     | retain/no-end       |
      | use      | purpose.nearby          | names/unaccounted   |
      | protect  | protect                 | law/missing-protect |
      | access   | right.access            | law/missing-right   |
      | update   | right.correct           | law/missing-right   |
      | delete   | right.delete            | law/missing-right   |

  @redeem.define.personal-information
  Scenario: A field without a class is refused, and so is one that says it is about nobody while it is read as a person's
    When it is published as version "2" with these rows added
      """
      [data.redemption-history]
      label = { zh-Hans = "兑换记录", en = "Redemption history" }
      sensitive = false
      """
    Then the publication is refused with policy_invalid because of "form/no-class" at "data.redemption-history"
    When it is published as version "2" with these rows added
      """
      [data.redemption-history]
      label = { zh-Hans = "兑换记录", en = "Redemption history" }
      class = "content"
      sensitive = false
      keep = "open"
      """
    Then the publication is refused with policy_invalid because of "form/open-personal" at "data.redemption-history"

  # That a field without a class stands in a record of a person, and is refused for that, the language does not see.
  @redeem.define.personal-information
  Scenario: What was redeemed is personal: it is sealed, ends with the account, and stands in the person's own answer
    Given "Zhang Xiaoming" has begun a "redemption-order" called "order 77"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "order 77" as "the order"
      | field            | value                        |
      | redeemed-goods   | a thermos flask              |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |
    Then "redeemed-goods" ends by "retention.redemption-orders"
    When "Zhang Xiaoming" exports the own data
    Then it is carried out
    And the answer holds "redeemed-goods" of "the order" as "a thermos flask"

  @redeem.define.sensitive-information
  Scenario Outline: Each sensitive item names the harm that its leak can do: <item>
    Then the version in force states "true" as "sensitive" of "data.<item>"
    And the version in force states "<harms>" as "harms" of "data.<item>"
    And the document in "en" says of "data.<item>" "Sensitive"

    Examples:
      | item             | harms                |
      | phone            | property, person     |
      | password         | property, reputation |
      | nickname         | reputation           |
      | latitude         | person               |
      | longitude        | person               |
      | precise-location | person               |

  @redeem.define.sensitive-information
  Scenario: An item of a kind that the law calls sensitive is not published without the mark
    When it is published as version "2" with these rows added
      """
      [data.redemption-note]
      label = { zh-Hans = "兑换备注", en = "Note on a redemption" }
      class = "health"
      """
    Then the publication is refused with policy_invalid because of "law/sensitive-class" at "data.redemption-note"

  @redeem.define.sensitive-information @redeem.define.sensitive-network-identity
  Scenario: A mark of sensitive data is taken away by two people together, and by nobody alone
    When it is published as version "2" with these lines in the row "data.nickname"
      """
      sensitive = false
      """
    Then the publication is refused with policy_invalid
    And the publication is refused because of "data.nickname"
    And the version in force states "true" as "sensitive" of "data.nickname"
    When it is published as version "2" with these lines in the row "data.nickname", approved by "Wei Hua"
      """
      sensitive = false
      """
    Then the publication is refused because of "data.nickname"
    When it is published as version "2" with these lines in the row "data.nickname", approved by "Wei Hua" and "Wei Hua"
      """
      sensitive = false
      """
    Then the publication is refused because of "data.nickname"
    When it is published as version "2" with these lines in the row "data.nickname", approved by "Wei Hua" and "Sun Li"
      """
      sensitive = false
      """
    Then it is published, as "Wei Hua" and "Sun Li" approved
    And the version in force states "false" as "sensitive" of "data.nickname"

  @redeem.define.sensitive-information
  Scenario: Nothing sensitive is published without saying why it is needed and what it does
    When it is published as version "2" with these rows added
      """
      [data.fingerprint]
      label = { zh-Hans = "指纹", en = "Fingerprint" }
      class = "biometric"
      sensitive = true
      """
    Then the publication is refused with policy_invalid because of "law/sensitive-necessity" at "data.fingerprint"

  @redeem.define.sensitive-network-identity
  Scenario: The nickname is sensitive and is read partly hidden; sign-in passwords never come out
    Given "Zhang Xiaoming" has enabled the feature "profile"
    And "Zhang Xiaoming" sends a "profile" for "profile" as "the profile"
      | field    | value       |
      | nickname | mountaincat |
    When "Zhang Xiaoming" reads "the profile" for "profile"
    Then the answer is
      | item     | form   | value |
      | nickname | masked | m***  |
    Given the "account" of "Zhang Xiaoming", read for "account", is called "the account"
    When "Zhang Xiaoming" reads "the account" for "account"
    Then the answer is
      | item    | form   | value       |
      | account | masked | x***        |
      | phone   | masked | 138****5678 |
    When "Wei Hua" reads the "nickname" of "the profile" for "profile"
    Then it is refused with actor_denied

  @redeem.define.sensitive-network-identity
  Scenario: A partner gets neither nickname nor password
    Then the recipient "service-partner" gets exactly
      | item           | form  |
      | account        | token |
      | hardware-model | clear |
      | os-type        | clear |
      | device-id-code | token |
      | latitude       | clear |
      | longitude      | clear |
    And "nickname" goes to "recipient.chosen-affiliate"
    And "password" goes to ""

  @redeem.define.sensitive-phone-and-location
  Scenario: Staff see a phone number partly hidden, and its whole value is refused to them
    Given "Zhang Xiaoming" has begun a "redemption-order" called "order 77"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "order 77" as "the order"
      | field            | value                        |
      | redeemed-goods   | a thermos flask              |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |
    When "Sun Li" reads "the order" for "redemption"
    Then the answer is
      | item             | form   | value             |
      | redeemed-goods   | clear  | a thermos flask   |
      | full-name        | masked | 张**              |
      | phone            | masked | 138****5678       |
      | delivery-address | masked | 北京市海淀区****** |
    When "Sun Li" reads the "phone" of "the order" for "process-request"
    Then it is refused with actor_denied

  @redeem.define.sensitive-phone-and-location
  Scenario: Coordinates are shown to nobody but the person who searched
    Given "Zhang Xiaoming" has enabled the feature "nearby"
    And "Zhang Xiaoming" has granted the permission "location"
    And "Zhang Xiaoming" has begun a "nearby-search" called "the search"
    And "Zhang Xiaoming" sends a "position" for "nearby" during "the search" as "the point"
      | field     | value    |
      | latitude  | 39.98    |
      | longitude | 116.31   |
    When "Wei Hua" reads "the point" for "nearby"
    Then it is refused with actor_denied
    When "Zhang Xiaoming" reads "the point" for "nearby"
    Then the answer is
      | item      | form  | value  |
      | latitude  | clear | 39.98  |
      | longitude | clear | 116.31 |

  @redeem.define.continued-use-is-agreement
  Scenario: Accepting is an act; going on using the app is none
    Then the version in force states "explicit-act" as "accepted-by" of "policy"
    And the document in "en" says of "statement.acceptance" "is no consent"
    When "Li Na" registers without a company without accepting the policy giving
      | field   | value |
      | account | lina  |
    Then it is refused with policy_not_accepted

  @redeem.define.continued-use-is-agreement
  Scenario: However long somebody uses the app, a feature stays closed until she agrees to it
    Given "Zhang Xiaoming" has begun a "redemption-order" called "order 77"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "order 77" as "the order"
      | field            | value                        |
      | redeemed-goods   | a thermos flask              |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |
    When it is "2027-03-21T09:00:00+08:00"
    And "Zhang Xiaoming" sends a "saved-address" for "save-address" as "the address"
      | field            | value                        |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |
    Then it is refused with feature_inactive
    When "Zhang Xiaoming" agrees to "save-address"
    And "Zhang Xiaoming" sends a "saved-address" for "save-address" as "the address"
      | field            | value                        |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |
    Then it is carried out

  @redeem.define.continued-use-is-agreement
  Scenario: Going on after being told of a version is on record, once, and serves for no consent
    Given "Zhang Xiaoming" has agreed to "save-address"
    When it is "2026-11-25T09:00:00+08:00"
    And it is published as version "2" with "reads = { full-name = 'masked', phone = 'masked', delivery-address = 'clear' }" in place of "reads = { full-name = 'masked', phone = 'masked', delivery-address = 'masked' }"
    # Nobody has told her yet: her use says nothing.
    And "Zhang Xiaoming" begins a "redemption-order" called "order 76"
    Then it is carried out
    And it is not on record that "Zhang Xiaoming" used "policy" of version "2"
    And "Zhang Xiaoming" is not asked to accept the policy
    And "Zhang Xiaoming" is asked again for "purpose.save-address"
    When it is "2026-11-26T09:00:00+08:00"
    And "Zhang Xiaoming" is shown the policy
    Then it is on record that "Zhang Xiaoming" was shown "policy" of version "2" by "screen" at "2026-11-26T09:00:00+08:00"
    And it is not on record that "Zhang Xiaoming" used "policy" of version "2"
    When it is "2026-11-26T09:00:01+08:00"
    And "Zhang Xiaoming" begins a "redemption-order" called "order 77"
    Then it is on record that "Zhang Xiaoming" used "policy" of version "2" by "used" at "2026-11-26T09:00:01+08:00"
    And it is not on record that "Zhang Xiaoming" accepted "policy" of version "2"
    # What widened waits for her own consent, however long she goes on.
    When it is "2027-03-01T09:00:00+08:00"
    And "Zhang Xiaoming" sends a "saved-address" for "save-address" as "the address"
      | field            | value                        |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |
    Then it is refused with consent_required
    When "Zhang Xiaoming" agrees to "save-address"
    And "Zhang Xiaoming" sends a "saved-address" for "save-address" as "the address"
      | field            | value                        |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |
    Then it is carried out
    And "Zhang Xiaoming" is asked again for ""

  @redeem.define.continued-use-is-agreement
  Scenario: Who is told before the version is in force has agreed to nothing by using the one before
    When it is published as version "2" with "effective = 2026-12-21" in place of "effective = 2026-11-01"
    And "Zhang Xiaoming" is shown the policy of version "2"
    And "Zhang Xiaoming" begins a "redemption-order" called "order 76"
    Then it is not on record that "Zhang Xiaoming" used "policy" of version "2"
    When it is "2026-12-21T00:00:00+08:00"
    And "Zhang Xiaoming" begins a "redemption-order" called "order 77"
    Then it is on record that "Zhang Xiaoming" used "policy" of version "2" by "used" at "2026-12-21T00:00:00+08:00"

  @redeem.define.continued-use-is-agreement
  Scenario: A basic purpose that is new waits for the policy to be accepted, or for its own consent
    When it is published as version "2" with these rows added
      """
      [purpose.gift-record]
      label = { zh-Hans = "记录您收到的礼品", en = "Record the gifts that you got" }
      function = "basic"
      basis = "consent"
      consent = "separate"
      collects = ["profile"]
      reads = { nickname = "masked" }
      by = ["subject"]
      without = { zh-Hans = "其他功能不受影响。", en = "Everything else works." }

      [purpose.gift-delivery]
      label = { zh-Hans = "寄送礼品", en = "Send gifts" }
      function = "basic"
      basis = "contract"
      collects = ["profile"]
      reads = { nickname = "masked" }
      by = ["subject"]
      without = { zh-Hans = "其他功能不受影响。", en = "Everything else works." }
      """
    And "Zhang Xiaoming" sends a "profile" for "gift-record"
      | field    | value       |
      | nickname | mountaincat |
    Then it is refused with consent_required
    When "Zhang Xiaoming" is shown the policy
    And "Zhang Xiaoming" sends a "profile" for "gift-delivery"
      | field    | value       |
      | nickname | mountaincat |
    Then it is refused with policy_not_accepted
    And "Zhang Xiaoming" is asked to accept the policy because of "purpose.gift-delivery"
    When "Zhang Xiaoming" accepts the policy
    Then it is carried out
    When "Zhang Xiaoming" sends a "profile" for "gift-delivery"
      | field    | value       |
      | nickname | mountaincat |
    Then it is carried out
    And "Zhang Xiaoming" is not asked to accept the policy

  @redeem.define.continued-use-is-agreement
  Scenario: What takes a right away waits for an explicit consent, so no version does
    Then the version in force states "true" as "keeps-rights" of "change.material"
    And the version in force states "true" as "asks-again" of "change.material"
    And the document in "en" says of "change.material" "No right of yours is reduced without your explicit consent."
    When it is published as version "2" with these lines in the row "right.access"
      """
      within = "20 working days"
      """
    Then the publication is refused with rights_reduced
    And the publication is refused because of "right.access"
