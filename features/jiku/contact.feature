Feature: How Jiku is reached: its name, its address, e-mail and letters

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/jiku/policy.toml" is in force
    And what follows happens on "website"
    And "Lin Tao" has registered without a company giving
      | field      | value            |
      | visitor-id | 7f3a19c2-5e0b-41 |
    And these people act
      | who     | as    | role    |
      | Chen Lu | staff | officer |
      | Wei Hua | staff | sales   |

  @jiku.contact.company
  Scenario: Name, address and postal code, exactly
    Then the version in force states "Jiku Technology (Shanghai) Co., Ltd." as "name.en" of "controller"
    And the version in force states "Room 7-1788, No. 500 Loushanguan Road, Changning District, Shanghai, China" as "address.en" of "controller"
    And the version in force states "200051" as "postcode" of "controller"
    And the document in "en" says of "controller" "Room 7-1788, No. 500 Loushanguan Road, Changning District, Shanghai, China. Postal code: 200051."
    And the document in "zh-Hans" says of "controller" "中国上海市长宁区娄山关路 500 号 7-1788 室"
    And the document in "en" says of "contact.privacy-desk" "Jiku Technology (Shanghai) Co., Ltd., Room 7-1788, No. 500 Loushanguan Road, Changning District, Shanghai, China, zip code 200051"
    When the API is asked for "contacts"
    Then the API answers "email, post" as "ways" of "contact.privacy-desk"

  @jiku.contact.email
  Scenario: Without an address to write to the text cannot be published
    Given the file "policies/jiku/policy.toml"
    When the table "contact.privacy-desk" is taken out of the file
    And the file is published
    Then the publication is refused with policy_invalid because of "law/missing-contact"

  @jiku.contact.email
  Scenario: A blank address is seen
    Given the file "policies/jiku/policy.toml"
    When "email = ''" stands in the file in place of "email = 'privacy@jiku.example'"
    And the file is published
    Then the publication is refused with policy_invalid because of "form/blank" at "contact.privacy-desk"

  @jiku.contact.email
  Scenario: A message to the address becomes a case with the time of its arrival
    Then the document in "en" says of "contact.privacy-desk" "privacy@jiku.example"
    And the document in "zh-Hans" says of "contact.privacy-desk" "privacy@jiku.example"
    When the API is asked for "contacts"
    Then the API answers "privacy@jiku.example" as "email" of "contact.privacy-desk"
    When it is "2026-05-20T22:41:07+08:00"
    And "a visitor" writes to "contact.privacy-desk" by "email" about "questions" with a "letter" for "letter-answering" as "the inquiry"
      | field       | value                   |
      | letter-text | Do you keep my address? |
    Then it is carried out
    And the case "the inquiry" came through "contact.privacy-desk" by "email" at "2026-05-20T22:41:07+08:00"
    And the case "the inquiry" is answered for by "role.officer"
    And the case "the inquiry" is due at "2026-06-04T22:41:07+08:00"
    When "Chen Lu" reads the case "the inquiry"
    Then the answer is
      | item        | form  | value                   |
      | letter-text | clear | Do you keep my address? |
    When "Wei Hua" reads the case "the inquiry"
    Then it is refused with actor_denied

  @jiku.contact.email
  Scenario: No other way is a channel
    When "a visitor" writes to "contact.privacy-desk" by "phone" about "questions" as "the call"
    Then it is refused with channel_denied
    And the refusal names the channels "contact.privacy-desk.email, contact.privacy-desk.post"

  # Left out: the scan of the letter; a scanned page is a file, and files come with connectors. Its text is kept encrypted.
  @jiku.contact.post
  Scenario: A letter is a case like a message, entered with the day of its arrival
    Given it is "2026-05-22T17:00:00+08:00"
    And "Please show me my data." is looked for, too
    When "Chen Lu" writes to "contact.privacy-desk" by "post" about "right.access" for "Lin Tao" arrived at "2026-05-20T09:00:00+08:00" with a "letter" for "letter-answering" as "the letter"
      | field       | value                     |
      | letter-text | Please show me my data.   |
    Then it is carried out
    And the case "the letter" came through "contact.privacy-desk" by "post" at "2026-05-20T09:00:00+08:00"
    And the case "the letter" was entered in time
    And the case "the letter" is answered for by "role.officer"
    And no value that was entered lies in clear in any file
    When "Wei Hua" reads the case "the letter"
    Then it is refused with actor_denied

  @jiku.contact.post
  Scenario: Two working days to enter it, and no day before it arrived
    Given it is "2026-05-22T17:00:00+08:00"
    When "Chen Lu" writes to "contact.privacy-desk" by "post" about "right.delete" for "Lin Tao" arrived at "2026-05-19T09:00:00+08:00" as "the late letter"
    Then the case "the late letter" was entered late
    When "Chen Lu" writes to "contact.privacy-desk" by "post" about "right.delete" for "Lin Tao" arrived at "2026-05-22T17:00:01+08:00" as "the early letter"
    Then it is refused with malformed

  @jiku.contact.post
  Scenario: A letter and a message have the same term
    When "Chen Lu" writes to "contact.privacy-desk" by "post" about "questions" for "Lin Tao" arrived at "2026-05-20T09:00:00+08:00" as "the letter"
    And "Lin Tao" writes to "contact.privacy-desk" by "email" about "questions" as "the message"
    Then the case "the letter" is due at "2026-06-04T09:00:00+08:00"
    And the case "the message" is due at "2026-06-04T09:00:00+08:00"
