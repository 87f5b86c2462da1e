Feature: Part or all of it is erased, everybody who got it is told, and a closed account does not come back

  Background:
    Given it is "2025-07-17T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Shen Yi" has registered with the company "Acme" giving
      | field | value               |
      | phone | 13800138000         |
      | email | shen.yi@example.com |
    And these people act
      | who              | as      | role    |
      | the officer      | staff   | officer |
      | the biller       | staff   | billing |
      | the shop         | service |         |
      | the chat service | service |         |
    And an agreement with "cm" is on file
    And an agreement with "ycloud" is on file
    And an agreement with "rongcloud" is on file
    And "Shen Yi" is shown "notice.chat-providers"
    And "Shen Yi" has agreed to "instagram-chat"
    And "Shen Yi" has agreed to "whatsapp-chat"
    And "Shen Yi" has begun an "instagram-conversation" called "the first chat"
    And "Shen Yi" sends an "instagram-chat" for "instagram-chat" during "the first chat" as "the profile at CM"
      | field             | value                 |
      | chat-account      | shenyi.sells          |
      | chat-profile-name | Shen Yi sells kettles |
      | chat-message      | Two kettles, please   |
    And "Shen Yi" has begun a "whatsapp-conversation" called "the second chat"
    And "Shen Yi" sends a "whatsapp-chat" for "whatsapp-chat" during "the second chat" as "the profile at YCloud"
      | field             | value                 |
      | chat-account      | +8613800138000        |
      | chat-profile-name | Shen Yi sells kettles |
      | chat-message      | Three kettles, please |
    And "the chat service" releases to "cm" for "instagram-chat" from "the profile at CM" during "the first chat"
      | item              | form  |
      | chat-profile-name | clear |
    And "the chat service" releases to "ycloud" for "whatsapp-chat" from "the profile at YCloud" during "the second chat"
      | item              | form  |
      | chat-profile-name | clear |

  @saleforte.erase.notify-recipients
  Scenario: Those who got the profile are told, and no other; who stays silent gets nothing more
    When "Shen Yi" erases "the profile at CM, the profile at YCloud"
    Then of the erasure of "Shen Yi" these are told
      | recipient | asks  | items             | state |
      | cm        | erase | chat-profile-name | due   |
      | ycloud    | erase | chat-profile-name | due   |
    And "cm" has until "2025-07-18T10:00:00+08:00" for the erasure of "Shen Yi"
    When it is "2025-07-18T09:59:59+08:00" and the worker has run
    And "the officer" enters that "cm" was told of the erasure of "Shen Yi"
    And "the officer" enters that "ycloud" was told of the erasure of "Shen Yi"
    And "the officer" enters that "ycloud" confirmed the erasure of "Shen Yi"
    And it is "2025-07-19T09:59:59+08:00" and the worker has run
    Then of the erasure of "Shen Yi" these are told
      | recipient | asks  | items             | state     |
      | cm        | erase | chat-profile-name | overdue   |
      | ycloud    | erase | chat-profile-name | confirmed |
    Given "Shen Yi" sends an "instagram-chat" for "instagram-chat" during "the first chat" as "the new profile at CM"
      | field             | value               |
      | chat-account      | shenyi.sells        |
      | chat-profile-name | Shen Yi, once more  |
      | chat-message      | Four kettles        |
    When "the chat service" releases to "cm" for "instagram-chat" from "the new profile at CM" during "the first chat"
      | item              | form  |
      | chat-profile-name | clear |
    Then it is refused with suspended

  @saleforte.erase.notify-exceptions
  Scenario: One with an authorisation of its own, and a copy of it, is asked nothing; without a copy it is told
    When "the officer" files the authorisation of "Shen Yi" to "ycloud" of "2025-07-01" without a copy
    Then it is refused with basis_required
    When "the officer" files the authorisation of "Shen Yi" to "cm" of "2025-07-01"
    Then it is carried out
    When "Shen Yi" erases "the profile at CM, the profile at YCloud"
    Then of the erasure of "Shen Yi" these are told
      | recipient | asks    | items             | state   |
      | cm        | nothing | chat-profile-name | excused |
      | ycloud    | erase   | chat-profile-name | due     |
    And the authorisation of "2025-07-01" is why "cm" is asked nothing about "Shen Yi"

  @saleforte.erase.notify-exceptions
  Scenario: One that a law makes keep it is told to stop using it
    When it is published as version "V1.1" with "product = { zh-Hans = 'YCloud API', en = 'YCloud API' }\nkeeps-by-law = { zh-Hans = '《新加坡公司法》第一百九十九条', en = 'Companies Act 1967 of Singapore, section 199' }" in place of "product = { zh-Hans = 'YCloud API', en = 'YCloud API' }"
    And "Shen Yi" erases "the profile at YCloud"
    Then of the erasure of "Shen Yi" these are told
      | recipient | asks     | items             | state |
      | ycloud    | restrict | chat-profile-name | due   |
    And the law "Companies Act 1967" is why "ycloud" keeps what it was sent

  @saleforte.erase.part
  Scenario: Single items go, here and from what is restored; the others stay, and the certificate says which went
    Given "Shen Yi" has entered, with all that each needs
      | called      | record  | for     | values                                                                                              |
      | the profile | profile | profile | nickname=Kettle-Queen-of-Yiwu; avatar=portrait-of-the-queen; wechat-number=shenyi8888; work-unit=Yiwu Kettles |
    And a backup is made, called "the backup of before"
    When "Shen Yi" erases "avatar, wechat-number" of "the profile"
    Then it is carried out
    And of the erasure of "Shen Yi" nobody is told
    And the certificate of the erasure of "Shen Yi" says that these items went
      | item          | values |
      | avatar        | 1      |
      | wechat-number | 1      |
    And the certificate of the erasure of "Shen Yi" says that nothing is due
    And the certificate of the erasure of "Shen Yi" is signed, and a changed letter shows
    And of "the profile" the item "avatar" is gone and "nickname" is there
    And of "the profile" the item "wechat-number" is gone and "work-unit" is there
    And no value that was entered lies in clear in any file
    When "Shen Yi" reads the "avatar" of "the profile" for "profile"
    Then it is refused with not_found
    When "Shen Yi" reads the "wechat-number" of "the profile" for "profile"
    Then it is refused with not_found
    When "Shen Yi" erases "avatar" of "the profile"
    Then it is refused with not_found
    And these read back
      | what        | by      | for     | item      | value                |
      | the profile | Shen Yi | profile | nickname  | Kettle-Queen-of-Yiwu |
      | the profile | Shen Yi | profile | work-unit | Yiwu Kettles         |
    When the data is lost and "the backup of before" is restored
    And "Shen Yi" reads the "avatar" of "the profile" for "profile"
    Then it is refused with not_found
    And of "the profile" the item "wechat-number" is gone and "work-unit" is there
    And these read back
      | what        | by      | for     | item     | value                |
      | the profile | Shen Yi | profile | nickname | Kettle-Queen-of-Yiwu |

  # A telephone number or an e-mail address opens an account: either may go, not both.
  @saleforte.erase.part
  Scenario: What a basic function needs does not go while the account is open; the way is to close it
    Given the "account" of "Shen Yi", read for "account", is called "Shen Yi's account"
    When "Shen Yi" erases "email" of "Shen Yi's account"
    Then it is carried out
    When "Shen Yi" erases "phone" of "Shen Yi's account"
    Then it is refused with request_refused
    And the way that is named is "close-account"
    When "Shen Yi" erases "Shen Yi's account"
    Then it is refused with request_refused
    And these read back
      | what              | by      | for     | item  | value       |
      | Shen Yi's account | Shen Yi | account | phone | 13800138000 |
    When "Shen Yi" cancels the own account
    Then it is carried out

  @saleforte.erase.close-account-for-all @saleforte.erase.cancel-delete-or-anonymise
  Scenario: Closing erases all, but for the orders of the law, locked and listed
    Given the "account" of "Shen Yi", read for "account", is called "Shen Yi's account"
    And "Shen Yi" has entered, with all that each needs
      | called      | record  | for     | values                                                  |
      | the profile | profile | profile | nickname=Kettle-Queen-of-Yiwu; wechat-number=shenyi8888 |
    And "Shen Yi" has begun an "order" called "ordering"
    And "Shen Yi" sends an "order" for "order" during "ordering" as "order 31"
      | field           | value               |
      | product-ordered | Seats for a year    |
      | order-number    | 31                  |
      | ordered-at      | 2025-07-17T10:00:00 |
      | amount-paid     | 2999.00             |
    And "the shop" says that "order.completed" happened to "order 31"
    When "Shen Yi" cancels the own account at once
    Then it is refused with notice_missing
    When "Shen Yi" cancels the own account
    Then it is carried out
    When nobody asks for anything until "2025-07-18T10:00:00+08:00"
    Then no row, key or byte is left of
      | what              |
      | Shen Yi's account |
      | the profile       |
    And nothing is left of "the profile at CM"
    And nothing is left of "the profile at YCloud"
    And none of these can be read: restricted
      | what     | by         | for   |
      | order 31 | the biller | order |
    And these read back
      | what     | by          | for             | item        | value   |
      | order 31 | the officer | legal-retention | amount-paid | 2999.00 |
    And the certificate of the erasure of "Shen Yi" says that nothing is due
    And the certificate of the erasure of "Shen Yi" says that these stay
      | what     | item            | promise                       |
      | order 31 | amount-paid     | retention.transaction-records |
      | order 31 | order-number    | retention.transaction-records |
      | order 31 | ordered-at      | retention.transaction-records |
      | order 31 | product-ordered | retention.transaction-records |
    And of the erasure of "Shen Yi" these are told
      | recipient | asks  | items             | state   |
      | cm        | erase | chat-profile-name | overdue |
      | ycloud    | erase | chat-profile-name | overdue |

  @saleforte.erase.cancel-stops-services
  Scenario: At the instant of closing, every service of it stops; only the tellings go on
    When "Shen Yi" cancels the own account
    Then none of these can be read: account_disabled
      | what              | by      | for            |
      | Shen Yi's account | Shen Yi | account        |
      | the profile at CM | Shen Yi | instagram-chat |
    When "Shen Yi" sends an "instagram-chat" for "instagram-chat" during "the first chat"
      | field        | value        |
      | chat-account | shenyi.sells |
      | chat-message | Hello?       |
    Then it is refused with account_disabled
    When "the chat service" sends "Shen Yi" a "transfer-notice" message for "account" over "in-app"
    Then it is refused with account_disabled
    When "the chat service" releases to "ycloud" for "whatsapp-chat" from "the profile at YCloud" during "the second chat"
      | item              | form  |
      | chat-profile-name | clear |
    Then it is refused with account_disabled
    When "the officer" enters that "cm" was told of the erasure of "Shen Yi"
    Then it is carried out

  @saleforte.erase.cancel-irreversible
  Scenario: Closing cannot be undone; who comes back is new, with nothing of before and no consent
    When "Shen Yi" cancels the own account
    And it is "2025-07-17T10:00:01+08:00"
    And "Shen Yi" agrees to "instagram-chat"
    Then it is refused with account_disabled
    When "Shen Yi" cancels the own account
    Then it is refused with account_disabled
    When nobody asks for anything until "2025-07-18T10:00:00+08:00"
    And "Shen Yi again" registers with the company "Acme" giving
      | field | value               |
      | phone | 13800138000         |
    Then it is carried out
    And exactly 1 record of "account" is held
    And exactly 0 records of "instagram-chat" are held
    Given "Shen Yi again" has begun an "instagram-conversation" called "the new chat"
    When "Shen Yi again" sends an "instagram-chat" for "instagram-chat" during "the new chat"
      | field        | value        |
      | chat-account | shenyi.sells |
      | chat-message | Hello again  |
    Then it is refused with feature_inactive
