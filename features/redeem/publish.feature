Feature: What people can ask of the document, and get an answer

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force

  @redeem.notice.eight-topics
  Scenario Outline: The eight topics that are announced each have a part that answers: <topic>
    Then the document in "en" says of "statement.lifecycle" "<topic>"
    And the document in "zh-Hans" says of "statement.lifecycle" "八个主题"
    And the document in "en" says of "<promise>" "<says>"

    Examples:
      | topic                           | promise                     | says                                     |
      | collection and use              | purpose.account             | Open and use your account                |
      | sharing, transfer and disclosure | ground.share-consent       | You agreed beforehand                    |
      | protection and storage          | transfer                    | stored entirely in mainland China        |
      | how you manage it               | right.withdraw              | Withdraw consent                         |
      | minors                          | minors                      | Anyone under 18                          |
      | deleting the account            | right.close                 | Every record goes at once                |
      | notices and changes             | change.material             | Announced 30 days before                 |
      | how to contact us               | contact.customer-service    | service@redeem.example                   |

  # The order of the parts and their titles are the renderer's, one table for all policies: list and body cannot differ.
  @redeem.notice.eight-topics
  Scenario: The published text was faulted where a name and a chapter were blank
    Given the file "policies/redeem/as-written.policy.toml"
    Then check finds "read/empty-text" at "contact.contact-us"
    And check finds "law/missing-incident"

  @redeem.notice.concise-with-links
  Scenario: What is explained elsewhere is a link, and its target stands in the same document in every language
    Then the document is published in "zh-Hans, zh-Hant, en"
    And the document in "en" says "[Redemption order](#record.order)"
    And the document in "en" says of "record.order" "Redemption order"
    And the document in "zh-Hans" says "[兑换订单](#record.order)"
    And the document in "zh-Hant" says "(#record.order)"

  @redeem.notice.concise-with-links
  Scenario: A term whose explanation is nowhere is not published
    When it is published as version "2" with "collects = ['ordr']" in place of "collects = ['order']"
    Then the publication is refused with policy_invalid because of "names/unknown" at "purpose.redemption"

  @redeem.collect.function-needs-basic
  Scenario Outline: What a function needs, of which kind it is, and what stops without it: <function>
    Then the document in "en" says of "purpose.<function>" "<kind>"
    And the document in "en" says of "purpose.<function>" "<records>"
    And the document in "en" says of "purpose.<function>" "<without>"

    Examples:
      | function     | kind                   | records                                  | without                                     |
      | account      | A basic function       | We record: Account information           | No account can be opened                    |
      | redemption   | A basic function       | We record: Redemption order              | That order cannot be handled                |
      | profile      | An additional function | We record: Profile                       | A default picture is shown                  |
      | save-address | An additional function | We record: Saved delivery details        | You can fill them in with each order        |
      | nearby       | An additional function | We record: Location                      | You can search by the name of a district    |
      | dial         | An additional function | We record: Call                          | You can dial the number yourself            |

  @redeem.collect.function-needs-basic
  Scenario: Exactly the information that a function names is bound to it
    Then "full-name" is collected for "purpose.redemption, purpose.cross-border-redemption, purpose.save-address"
    And "gender" is collected for "purpose.profile"
    And "latitude" is collected for "purpose.nearby"
    And "called-number" is collected for "purpose.dial"
    When the API is asked for "data"
    Then the API answers "purpose.profile" as "collect.0.promise" of "data.gender"
    And the API answers "profile" as "collect.0.record" of "data.gender"
    When the API is asked for "promises/purpose.weather/evidence"
    Then the API refuses it with "not_found"

  @redeem.retain.shortest-period
  Scenario Outline: How long an item is kept, and by what rule: <item>
    Then "<item>" ends by "<rules>"
    And the document in "en" says of "<rule>" "<says>"

    Examples:
      | item           | rules                                                   | rule                        | says                                        |
      | latitude       | retention.positions                                     | retention.positions         | within 24 hours after the record is made    |
      | voice          | retention.voice                                         | retention.voice             | Gone when the search is answered            |
      | redeemed-goods | retention.redemption-orders                             | retention.redemption-orders | How the period was found                    |
      | gender         | retention.account                                       | retention.account           | The shortest time                           |
      | phone          | retention.account, retention.redemption-orders, retention.return-call | retention.return-call | Gone once the call is made        |

  @redeem.retain.shortest-period
  Scenario: A longer period needs another reason than the one that was given for the shorter
    When it is published as version "2" with these lines in the row "retention.redemption-orders"
      """
      within = "3 years"
      """
    Then the publication is refused with policy_invalid
    And the publication is refused because of "retention.redemption-orders"
    When it is published as version "2" with these lines in the row "retention.redemption-orders"
      """
      within = "3 years"
      criterion = { zh-Hans = "处理换货、投诉以及商品三年质量保证所需的时间。", en = "The time in which goods are exchanged, complaints come in and the three years' warranty of the goods runs." }
      """
    Then the version "2" is in force

  @redeem.retain.shortest-period
  Scenario: An item without an end is not published
    When it is published as version "2" with "covers = []" in place of "covers = ['position']"
    Then the publication is refused with policy_invalid because of "retain/no-end" at "latitude"

  @redeem.rights.four-rights
  Scenario Outline: Each of the four rights has a way in: <right>
    Then the document in "en" says of "right.<right>" "Where to ask"
    And the document in "en" says of "right.<right>" "<way>"
    When it is published as version "2" without its table "right.<right>"
    Then the publication is refused with policy_invalid because of "law/missing-right"

    Examples:
      | right    | way                                        |
      | access   | My data                                    |
      | correct  | on the page of your profile                |
      | delete   | on each page that lets you clear data      |
      | withdraw | turn the device's function off             |

  @redeem.rights.four-rights
  Scenario: The published text has a heading and no way in
    Given the file "policies/redeem/as-written.policy.toml"
    Then check finds "read/empty-text" at "right.access"
    And check finds "law/missing-right"

  # Where the app opens a mail or a share is the app's; the document tells beside what a statement stands.
  @redeem.notice.channels-not-encrypted
  Scenario: That e-mail and messages may not be encrypted is said in three languages
    Then the document in "en" says of "statement.communication-risk" "cannot be guaranteed to be fully encrypted"
    And the document in "zh-Hans" says of "statement.communication-risk" "无法保证完全加密"
    And the document in "zh-Hant" says of "statement.communication-risk" "無法保證完全加密"
    And the version in force states "communication" as "topic" of "statement.communication-risk"

  @redeem.notice.password-advice
  Scenario: Complex passwords are advised, and a simple one is not refused for that
    Then the document in "en" says of "statement.password-advice" "We advise complex passwords"
    And the document in "zh-Hans" says of "statement.password-advice" "建议您使用复杂密码"
    And the version in force states "password" as "topic" of "statement.password-advice"
    And the version in force states "data.password" as "beside" of "statement.password-advice"
    When "Li Na" registers without a company giving
      | field    | value    |
      | account  | lina     |
      | password | 12345678 |
    Then it is carried out

  @redeem.incident.best-effort-security
  Scenario Outline: The promise of security stands beside the measures, and each measure of management has an entry: <duty>
    Then the document in "en" says of "statement.security" "by the measures that this policy lists"
    And the version in force states "protect, incident" as "beside" of "statement.security"
    And the document in "en" says of "<duty>" "Proof"
    And the document in "en" says of "<duty>" "Owner"

    Examples:
      | duty                           |
      | duty.measures                  |
      | duty.code-inspection           |
      | duty.security-committee        |
      | duty.protection-department     |
      | duty.emergency-organisation    |
      | duty.accessor-confidentiality  |

  @redeem.notice.policy-will-be-updated
  Scenario: Each version has its time, and none is altered
    Then no version is in force at "2026-10-31T23:59:59+08:00"
    And the version in force at "2026-11-21T09:00:00+08:00" is "1"
    And the document in "en" says of "statement.versions" "never altered or removed"
    When it is published under the same version with "within = '1 day'" in place of "within = 'setting.position-kept'"
    Then the publication is refused with policy_invalid
    And the version in force at "2026-11-21T09:00:00+08:00" is "1"

  @redeem.notice.policy-will-be-updated
  Scenario: All versions are told, each with its times and with what changed in it, promise by promise
    When it is "2026-12-01T09:00:00+08:00"
    And it is published as version "2" with "effective = 2026-12-21" in place of "effective = 2026-11-01"
    And it is published as version "3" with these lines in the row "purpose.save-address"
      """
      reads = { full-name = "masked", phone = "masked", delivery-address = "clear" }
      """
    And the API is asked for "versions"
    Then the API answers "2026-11-21T01:00:00Z" as "published_at" of "1"
    And the API answers "2026-10-31T16:00:00Z" as "effective_at" of "1"
    And the API answers "in-force" as "force" of "1"
    And the API answers "2026-12-01T01:00:00Z" as "published_at" of "2"
    And the API answers "2026-12-20T16:00:00Z" as "effective_at" of "2"
    And the API answers "coming" as "force" of "2"
    And the API answers "" as "changes" of "1"
    And the API answers "purpose.save-address" as "changes.1.promise" of "3"
    And the API answers "widened" as "changes.1.verdict" of "3"
    And the API answers "true" as "changes.1.material" of "3"
