Feature: What the data is used for

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/aink/policy.toml" is in force
    And "Li Lei" has registered with the company "Acme" giving
      | field    | value              |
      | username | lilei              |
      | email    | li.lei@example.com |
    And "Han Mei" has registered with the company "Acme" giving
      | field    | value               |
      | username | hanmeimei           |
      | email    | han.mei@example.com |
    And "Zhao Liu" has registered with the company "Bolt" giving
      | field    | value                |
      | username | zhaoliu              |
      | email    | zhao.liu@example.com |
    And these people act
      | who             | as      | role          |
      | Han Mei         | member  | administrator |
      | the supporter   | staff   | support       |
      | the guard       | staff   | security      |
      | the analyst     | staff   | product-team  |
      | the push sender | service | push-sender   |
    And "Han Mei" has accepted "notice.upload" for the company "Acme"

  @aink.use.closed-purposes
  Scenario: A purpose of the list is answered, and the ledger says who asked for what and why
    Given "Li Lei" sends an "invoice" for "provide-service" as "the invoice"
      | field          | value       |
      | invoice-number | 26952000001 |
      | invoice-amount | 1200.00     |
    When "Han Mei" reads the "invoice-amount" of "the invoice" for "provide-service"
    Then the answer is
      | item           | form  | value   |
      | invoice-amount | clear | 1200.00 |
    And the ledger says that "Han Mei" asked for "invoice-amount" for "provide-service" and was answered

  @aink.use.closed-purposes
  Scenario Outline: No purpose but those of the list: "<purpose>"
    Given "Li Lei" sends an "invoice" for "provide-service" as "the invoice"
      | field          | value       |
      | invoice-number | 26952000001 |
      | invoice-amount | 1200.00     |
    When "Han Mei" reads the "invoice-amount" of "the invoice" for "<purpose>"
    Then it is refused with purpose_denied
    And the ledger says that "Han Mei" asked for "invoice-amount" for "<purpose>" and was refused

    Examples:
      | purpose        |
      | marketing      |
      | profiling      |
      | credit-scoring |
      | model-training |
      |                |

  @aink.use.provide-service
  Scenario: The company's own people read its invoices, others do not
    Given "Li Lei" sends an "invoice" for "provide-service" as "the invoice"
      | field          | value       |
      | invoice-number | 26952000001 |
      | invoice-amount | 1200.00     |
      | buyer-name     | Wang Fang   |
    When "Li Lei" reads "the invoice" for "provide-service"
    Then the answer is
      | item           | form  | value       |
      | invoice-number | clear | 26952000001 |
      | invoice-amount | clear | 1200.00     |
      | buyer-name     | clear | Wang Fang   |
    When "Zhao Liu" reads "the invoice" for "provide-service" in "Acme"
    Then it is refused with tenant_denied

  @aink.use.location-attendance
  Scenario: A check-in location is read for attendance, by the employee and the company's attendance staff
    Given "Wu Jun" has registered with the company "Acme" giving
      | field    | value              |
      | username | wujun              |
      | email    | wu.jun@example.com |
    And these people act
      | who    | as     | role       |
      | Wu Jun | member | attendance |
    And "Li Lei" has agreed to "attendance"
    And "Li Lei" has granted the permission "location"
    And "Li Lei" has begun a "check-in" called "the check-in"
    And "Li Lei" sends a "check-in" for "attendance" during "the check-in" as "the point"
      | field    | value           |
      | location | 38.914,121.6147 |
    When "Li Lei" reads "the point" for "attendance"
    Then the answer is
      | item     | form  | value           |
      | location | clear | 38.914,121.6147 |
    When "Wu Jun" reads "the point" for "attendance"
    Then the answer is
      | item     | form  | value           |
      | location | clear | 38.914,121.6147 |
    When "Han Mei" reads "the point" for "attendance"
    Then it is refused with actor_denied

  @aink.use.location-attendance
  Scenario Outline: A check-in location is read for nothing but attendance: <purpose>
    Given "Li Lei" has agreed to "attendance"
    And "Li Lei" has agreed to "improve-service"
    And "Li Lei" has agreed to "assistant"
    And "Li Lei" has granted the permission "location"
    And "Li Lei" has begun a "check-in" called "the check-in"
    And "Li Lei" has begun an "assistant-session" called "the chat"
    And "the supporter" has begun a "ticket" called "the ticket"
    And "Li Lei" sends a "check-in" for "attendance" during "the check-in" as "the point"
      | field    | value           |
      | location | 38.914,121.6147 |
    When "<who>" reads the "location" of "the point" for "<purpose>" in "Acme" during "<activity>"
    Then it is refused with purpose_denied

    Examples:
      | who           | purpose         | activity     |
      | the analyst   | improve-service | the ticket   |
      | the guard     | security        | the ticket   |
      | the supporter | support         | the ticket   |
      | Li Lei        | assistant       | the chat     |
      | Li Lei        | account         | the check-in |
      | Li Lei        | provide-service | the check-in |
      | Li Lei        | navigation      | the check-in |

  @aink.use.images-ocr
  Scenario: A photo of a document is read to enter its text, and shown to its company
    Given "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has granted the permission "camera"
    And "Li Lei" has begun a "capture" called "the capture"
    And "Li Lei" sends a "receipt" for "ocr-entry" during "the capture" as "the photo"
      | field | value            |
      | image | photo of receipt |
    When "Li Lei" reads "the photo" for "ocr-entry"
    Then the answer is
      | item  | form  | value            |
      | image | clear | photo of receipt |
    When "Han Mei" reads "the photo" for "provide-service"
    Then the answer is
      | item  | form  | value            |
      | image | clear | photo of receipt |

  @aink.use.images-ocr
  Scenario Outline: A photo of a document is read for nothing else: <purpose>
    Given "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has agreed to "improve-service"
    And "Li Lei" has agreed to "assistant"
    And "Li Lei" has granted the permission "camera"
    And "Li Lei" has begun a "capture" called "the capture"
    And "Li Lei" has begun an "assistant-session" called "the chat"
    And "Li Lei" sends a "receipt" for "ocr-entry" during "the capture" as "the photo"
      | field | value            |
      | image | photo of receipt |
    When "<who>" reads the "image" of "the photo" for "<purpose>" in "Acme" during "the chat"
    Then it is refused with purpose_denied

    Examples:
      | who         | purpose         |
      | Li Lei      | face-analysis   |
      | the analyst | improve-service |
      | Li Lei      | assistant       |
      | the guard   | security        |

  @aink.use.voice-input
  Scenario Outline: A recording is read to recognise it and for nothing else: <purpose>
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has agreed to "improve-service"
    And "Li Lei" has agreed to "assistant"
    And "Li Lei" has granted the permission "microphone"
    And "Li Lei" has begun a "voice-session" called "the session"
    And "Li Lei" has begun an "assistant-session" called "the chat"
    And "the supporter" has begun a "ticket" called "the ticket"
    And "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" as "the recording"
      | field | value              |
      | voice | enter this invoice |
    When "<who>" reads the "voice" of "the recording" for "<purpose>" in "Acme" during "<activity>"
    Then it ends with "<end>"

    Examples:
      | who           | purpose           | activity    | end            |
      | Li Lei        | voice-recognition | the session | carried out    |
      | Li Lei        | assistant         | the chat    | purpose_denied |
      | Li Lei        | provide-service   | the session | purpose_denied |
      | Li Lei        | voiceprint        | the session | purpose_denied |
      | the analyst   | improve-service   | the ticket  | purpose_denied |
      | the guard     | security          | the ticket  | purpose_denied |
      | the supporter | support           | the ticket  | purpose_denied |

  @aink.use.voice-input
  Scenario Outline: A recording goes to nobody: <recipient>
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "microphone"
    And "Li Lei" has begun a "voice-session" called "the session"
    And an agreement with "alibaba-oss" is on file
    And an agreement with "dashscope" is on file
    And "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" as "the recording"
      | field | value              |
      | voice | enter this invoice |
    When "Li Lei" releases the "voice" of "the recording" to "<recipient>" for "voice-recognition" during "the session"
    Then it is refused with no_recipient

    Examples:
      | recipient     |
      | alibaba-oss   |
      | alibaba-sms   |
      | alipay        |
      | dashscope     |
      | apns          |
      | speech-vendor |

  @aink.use.service-notifications
  Scenario Outline: People are sent service notifications and updates, not marketing: <class> over <channel>
    Given "Li Lei" has agreed to "notify"
    And "Li Lei" has granted the permission "notification"
    When "the push sender" sends "Li Lei" a "<class>" message for "notify" over "<channel>"
    Then it ends with "<end>"

    Examples:
      | class          | channel | end            |
      | service-notice | in-app  | carried out    |
      | service-notice | email   | carried out    |
      | service-notice | push    | carried out    |
      | marketing      | in-app  | purpose_denied |
      | marketing      | email   | purpose_denied |
      | marketing      | push    | purpose_denied |

  @aink.use.push-business-notifications
  Scenario Outline: The push token is read to send notifications, and for nothing else: <purpose>
    Given "Li Lei" has agreed to "notify"
    And "Li Lei" has granted the permission "notification"
    And "Li Lei" sends a "push" for "notify" as "the push"
      | field      | value                            |
      | push-token | 740f4707bebcf74f9b7c25d48e335894 |
    When "<who>" reads the "push-token" of "the push" for "<purpose>"
    Then it ends with "<end>"

    Examples:
      | who             | purpose         | end            |
      | the push sender | notify          | carried out    |
      | the guard       | security        | purpose_denied |
      | the push sender | analytics       | purpose_denied |
      | the push sender | identify-device | purpose_denied |

  @aink.use.push-business-notifications
  Scenario Outline: No promotion goes through the push token: for <purpose>
    Given "Li Lei" has agreed to "notify"
    And "Li Lei" has granted the permission "notification"
    When "the push sender" sends "Li Lei" a "<class>" message for "<purpose>" over "push"
    Then it is refused with purpose_denied

    Examples:
      | class          | purpose   |
      | promotion      | notify    |
      | promotion      | promotion |
      | service-notice | promotion |

  @aink.use.support
  Scenario: Within an open ticket the account is read, the fields that identify masked; without one nothing is
    Given "the supporter" has begun a "ticket" called "the ticket"
    When "the supporter" reads the "email" of "Li Lei's account" for "support" during "the ticket"
    Then the answer is
      | item  | form   | value            |
      | email | masked | l***@example.com |
    When "the supporter" reads the "email" of "Li Lei's account" for "support" during "the ticket" as clear
    Then it is refused with masking_required
    When "the supporter" reads the "email" of "Li Lei's account" for "support"
    Then it is refused with actor_denied
    When "the supporter" reads the "email" of "Zhao Liu's account" for "support" during "the ticket"
    Then it is refused with actor_denied

  @aink.use.security
  Scenario Outline: Who keeps the system secure reads what was logged of devices and of what was done with them, and nothing that the company's people enter: <item>
    Given "Li Lei" has agreed to "device-log"
    And "Li Lei" has agreed to "attendance"
    And "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "location"
    And "Li Lei" has granted the permission "camera"
    And "Li Lei" has granted the permission "microphone"
    And "Li Lei" has entered, with all that each needs
      | called      | record       | for               | values                                                                                     |
      | the device  | device       | device-log        | device-model=Phone X1; os-version=14; access-time=2026-05-20T09:00:00Z; activity=signed in |
      | the invoice | invoice      | provide-service   | invoice-number=26952000001; invoice-amount=1200.00                                         |
      | the payroll | payroll      | provide-service   | employee-name=Wang Fang; salary=9000.00                                                    |
      | the point   | check-in     | attendance        | location=38.914,121.6147                                                                   |
      | the photo   | receipt      | ocr-entry         | image=photo of a receipt                                                                   |
      | the voice   | voice-sample | voice-recognition | voice=enter this invoice                                                                   |
    When "the guard" reads the "<item>" of "<what>" for "security" in "Acme"
    Then it ends with "<how>"
    And the ledger says that "the guard" asked for "<item>" for "security" and was <outcome>

    Examples:
      | item           | what              | how            | outcome  |
      | device-model   | the device        | carried out    | answered |
      | access-time    | the device        | carried out    | answered |
      | activity       | the device        | carried out    | answered |
      | invoice-amount | the invoice       | purpose_denied | refused  |
      | salary         | the payroll       | purpose_denied | refused  |
      | location       | the point         | purpose_denied | refused  |
      | image          | the photo         | purpose_denied | refused  |
      | voice          | the voice         | purpose_denied | refused  |
      | email          | Li Lei's account  | purpose_denied | refused  |

  @aink.use.improve-service
  Scenario: The service is improved with counts of devices and of what is done, of five people and more, and of no one by herself
    Given "Worker" 1 to 5 have registered with the company "Core" giving
      | field    | value              |
      | username | worker##           |
      | email    | w##@example.com    |
    And "Worker" 1 to 5 have agreed to "device-log"
    And "Worker" 1 to 5 have agreed to "improve-service"
    And "Worker" 1 to 5 have sent a "device" for "device-log"
      | field        | value                |
      | device-model | Phone X1             |
      | os-version   | 14                   |
      | access-time  | 2026-05-20T09:00:00Z |
      | activity     | invoice entered      |
    And "Worker" 1 to 4 have sent a "device" for "device-log"
      | field        | value                |
      | device-model | Phone Z9             |
      | os-version   | 14                   |
      | access-time  | 2026-05-20T09:00:00Z |
      | activity     | invoice entered      |
    When "the analyst" makes the set "usage" for "improve-service" in "Core" as "the counts"
    And "the analyst" uses "the counts" for "improve-service"
    Then this shows
      | device-model | os-version | access-time | activity        | people |
      | Phone X1     | 14         | 2026-05     | invoice entered | 5      |
    And no row has the item "subject"
    And nothing in the store tells whose any row of "the counts" is

  @aink.use.improve-service
  Scenario Outline: No row leaves for it, and nothing that a company entered comes into it: <item>
    Given "Li Lei" has agreed to "device-log"
    And "Li Lei" has agreed to "improve-service"
    And "Li Lei" has entered, with all that each needs
      | called      | record  | for             | values                                                                                     | about  |
      | the device  | device  | device-log      | device-model=Phone X1; os-version=14; access-time=2026-05-20T09:00:00Z; activity=signed in | Li Lei |
      | the invoice | invoice | provide-service | invoice-number=26952000001; invoice-amount=1200.00; buyer-name=Li Lei                      | Li Lei |
      | the payroll | payroll | provide-service | employee-name=Li Lei; salary=9000.00                                                       | Li Lei |
    When "the analyst" reads the "<item>" of "<what>" for "improve-service" in "Acme"
    Then it is refused with purpose_denied
    When "the analyst" makes the set "usage" of "<item>" for "improve-service" in "Acme"
    Then it ends with "<how>"

    Examples:
      | item           | what             | how                     |
      | device-model   | the device       | purpose_denied          |
      | activity       | the device       | purpose_denied          |
      | email          | Li Lei's account | reidentification_denied |
      | invoice-amount | the invoice      | reidentification_denied |
      | buyer-name     | the invoice      | reidentification_denied |
      | salary         | the payroll      | reidentification_denied |
