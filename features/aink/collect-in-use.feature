Feature: Location, camera, microphone and push: only while they are used

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/aink/policy.toml" is in force
    And "Li Lei" has registered with the company "Acme" giving
      | field        | value              |
      | username     | lilei              |
      | email        | li.lei@example.com |
      | company-name | Acme Trading Co    |
    And "Han Mei" has registered with the company "Acme" giving
      | field    | value               |
      | username | hanmeimei           |
      | email    | han.mei@example.com |
    And these people act
      | who                 | as      | role          |
      | Han Mei             | member  | administrator |
      | the app             | service |               |
      | the timer           | service |               |
      | the push sender     | service | push-sender   |
      | the billing service | service |               |
    And "Han Mei" has accepted "notice.upload" for the company "Acme"

  @aink.collect.feature-and-permission
  Scenario Outline: <item> needs the feature and the permission: <enabled>, <granted>
    Given "Li Lei" has <enabled> the feature "<purpose>"
    And "Li Lei" has <granted> the permission "<permission>"
    And "Li Lei" has begun a "<activity>" called "the use"
    When "Li Lei" sends a "<kind>" for "<purpose>" during "the use" as "the capture"
      | field  | value   |
      | <item> | <value> |
    Then it ends with "<end>"
    And exactly <held> records of "<kind>" are held

    Examples:
      | purpose           | permission   | activity      | kind         | item       | value           | enabled     | granted     | end               | held |
      | attendance        | location     | check-in      | check-in     | location   | 38.914,121.6147 | enabled     | granted     | carried out       | 1    |
      | attendance        | location     | check-in      | check-in     | location   | 38.914,121.6147 | enabled     | not granted | permission_denied | 0    |
      | attendance        | location     | check-in      | check-in     | location   | 38.914,121.6147 | not enabled | granted     | feature_inactive  | 0    |
      | attendance        | location     | check-in      | check-in     | location   | 38.914,121.6147 | not enabled | not granted | feature_inactive  | 0    |
      | ocr-entry         | camera       | capture       | receipt      | image      | photo of paper  | enabled     | granted     | carried out       | 1    |
      | ocr-entry         | camera       | capture       | receipt      | image      | photo of paper  | enabled     | not granted | permission_denied | 0    |
      | ocr-entry         | camera       | capture       | receipt      | image      | photo of paper  | not enabled | granted     | feature_inactive  | 0    |
      | ocr-entry         | camera       | capture       | receipt      | image      | photo of paper  | not enabled | not granted | feature_inactive  | 0    |
      | voice-recognition | microphone   | voice-session | voice-sample | voice      | spoken words    | enabled     | granted     | carried out       | 1    |
      | voice-recognition | microphone   | voice-session | voice-sample | voice      | spoken words    | enabled     | not granted | permission_denied | 0    |
      | voice-recognition | microphone   | voice-session | voice-sample | voice      | spoken words    | not enabled | granted     | feature_inactive  | 0    |
      | voice-recognition | microphone   | voice-session | voice-sample | voice      | spoken words    | not enabled | not granted | feature_inactive  | 0    |
      | notify            | notification | request       | push         | push-token | 740f4707bebcf74 | enabled     | granted     | carried out       | 1    |
      | notify            | notification | request       | push         | push-token | 740f4707bebcf74 | enabled     | not granted | permission_denied | 0    |
      | notify            | notification | request       | push         | push-token | 740f4707bebcf74 | not enabled | granted     | feature_inactive  | 0    |
      | notify            | notification | request       | push         | push-token | 740f4707bebcf74 | not enabled | not granted | feature_inactive  | 0    |

  @aink.collect.feature-and-permission
  Scenario: A permission for the camera does not open the microphone
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "camera"
    And "Li Lei" has begun a "voice-session" called "the session"
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session"
      | field | value        |
      | voice | spoken words |
    Then it is refused with permission_denied

  @aink.collect.only-while-using
  Scenario Outline: A sample counts when it was captured within its session: <when>
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "microphone"
    And it is "2026-05-20T10:00:00+08:00"
    And "Li Lei" has begun a "voice-session" called "the first session"
    And it is "2026-05-20T10:05:00+08:00"
    And "Li Lei" ends "the first session"
    And it is "2026-05-20T10:10:00+08:00"
    And "Li Lei" has begun a "voice-session" called "the second session"
    And it is "2026-05-20T10:11:00+08:00"
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "<session>" captured at "<at>"
      | field | value        |
      | voice | spoken words |
    Then it ends with "<end>"
    And exactly <held> records of "voice-sample" are held

    Examples:
      | when                                    | session            | at                        | end              | held |
      | a second before the first began         | the first session  | 2026-05-20T09:59:59+08:00 | feature_inactive | 0    |
      | when the first began, delivered late    | the first session  | 2026-05-20T10:00:00+08:00 | carried out      | 1    |
      | when the first ended, delivered late    | the first session  | 2026-05-20T10:05:00+08:00 | carried out      | 1    |
      | a second after the first ended          | the first session  | 2026-05-20T10:05:01+08:00 | feature_inactive | 0    |
      | a second before the first, under second | the second session | 2026-05-20T09:59:59+08:00 | feature_inactive | 0    |
      | a second after the first, under second  | the second session | 2026-05-20T10:05:01+08:00 | feature_inactive | 0    |
      | within the second                       | the second session | 2026-05-20T10:10:30+08:00 | carried out      | 1    |

  @aink.collect.revoke-each-permission
  Scenario: The microphone is revoked in the middle of a session; camera and location go on
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has agreed to "attendance"
    And "Li Lei" has granted the permission "microphone"
    And "Li Lei" has granted the permission "camera"
    And "Li Lei" has granted the permission "location"
    And "Li Lei" has begun a "voice-session" called "the session"
    And "Li Lei" has begun a "capture" called "the capture"
    And "Li Lei" has begun a "check-in" called "the check-in"
    And it is "2026-05-20T10:00:00+08:00"
    When "Li Lei" revokes the permission "microphone"
    Then it is carried out
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" captured at "2026-05-20T10:00:00+08:00"
      | field | value        |
      | voice | spoken words |
    Then it is refused with permission_denied
    When "Li Lei" sends a "receipt" for "ocr-entry" during "the capture"
      | field | value          |
      | image | photo of paper |
    Then it is carried out
    When "Li Lei" sends a "check-in" for "attendance" during "the check-in"
      | field    | value           |
      | location | 38.914,121.6147 |
    Then it is carried out

  @aink.collect.revoke-each-permission
  Scenario: Granting again opens from then on and admits nothing from between
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "microphone"
    And "Li Lei" has begun a "voice-session" called "the session"
    And it is "2026-05-20T10:00:00+08:00"
    When "Li Lei" revokes the permission "microphone"
    And it is "2026-05-20T10:20:00+08:00"
    And "Li Lei" grants the permission "microphone"
    And it is "2026-05-20T10:21:00+08:00"
    And "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" captured at "2026-05-20T10:00:00+08:00"
      | field | value        |
      | voice | spoken words |
    Then it is refused with permission_denied
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" captured at "2026-05-20T10:19:59+08:00"
      | field | value        |
      | voice | spoken words |
    Then it is refused with permission_denied
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" captured at "2026-05-20T10:20:00+08:00"
      | field | value        |
      | voice | spoken words |
    Then it is carried out
    And exactly 1 record of "voice-sample" is held

  @aink.collect.revoke-each-permission
  Scenario Outline: No revocation is refused or made to wait: <permission>
    When "Li Lei" revokes the permission "<permission>"
    Then it is carried out
    When "Li Lei" grants the permission "<permission>"
    And "Li Lei" revokes the permission "<permission>"
    Then it is carried out
    When "Li Lei" revokes the permission "<permission>"
    Then it is carried out
    When "Li Lei" grants the permission "<permission>"
    And "the billing service" suspends the company "Acme"
    And "Li Lei" revokes the permission "<permission>"
    Then it is carried out
    And the permission "<permission>" of "Li Lei" is revoked

    Examples:
      | permission   |
      | location     |
      | camera       |
      | microphone   |
      | notification |

  @aink.collect.location-once
  Scenario: One check-in takes one location
    Given "Li Lei" has agreed to "attendance"
    And "Li Lei" has granted the permission "location"
    And "Li Lei" has begun a "check-in" called "the check-in"
    When "Li Lei" sends a "check-in" for "attendance" during "the check-in" as "the point"
      | field    | value           |
      | location | 38.914,121.6147 |
    Then it is carried out
    And "the point" belongs to "Li Lei"
    When "Li Lei" sends a "check-in" for "attendance" during "the check-in"
      | field    | value           |
      | location | 38.915,121.6150 |
    Then it is refused with feature_inactive
    And exactly 1 record of "check-in" is held

  @aink.collect.location-once
  Scenario: A check-in that somebody else began takes no location
    Given "Li Lei" has agreed to "attendance"
    And "Li Lei" has granted the permission "location"
    And "Han Mei" has begun a "check-in" called "the manager's check-in"
    When "Li Lei" sends a "check-in" for "attendance" during "the manager's check-in"
      | field    | value           |
      | location | 38.914,121.6147 |
    Then it is refused with feature_inactive
    When "the timer" begins a "check-in" called "the timer's check-in"
    Then it is refused with actor_denied
    When "the timer" sends a "check-in" for "attendance" about "Li Lei" in "Acme"
      | field    | value           |
      | location | 38.914,121.6147 |
    Then it is refused with feature_inactive
    When "Li Lei" sends a "check-in" for "attendance"
      | field    | value           |
      | location | 38.914,121.6147 |
    Then it is refused with feature_inactive

  @aink.collect.no-continuous-tracking
  Scenario: Two points in one message are refused whole
    Given "Li Lei" has agreed to "attendance"
    And "Li Lei" has granted the permission "location"
    And "Li Lei" has begun a "check-in" called "the check-in"
    When "Li Lei" sends a "check-in" for "attendance" during "the check-in"
      | field    | value           |
      | location | 38.914,121.6147 |
      | location | 38.915,121.6150 |
    Then it is refused with forbidden_field
    And exactly 0 records of "check-in" are held

  @aink.collect.no-continuous-tracking
  Scenario: A point from the background is refused
    Given "Li Lei" has agreed to "attendance"
    And "Li Lei" has granted the permission "location"
    And "Li Lei" has begun a "check-in" called "the check-in"
    When "Li Lei" sends a "check-in" for "attendance" during "the check-in" from the "background"
      | field    | value           |
      | location | 38.914,121.6147 |
    Then it is refused with forbidden_field

  @aink.collect.no-continuous-tracking
  Scenario: A day with two check-ins leaves two points and nothing between
    Given "Li Lei" has agreed to "attendance"
    And "Li Lei" has granted the permission "location"
    And "Li Lei" has begun a "check-in" called "the morning"
    And "Li Lei" sends a "check-in" for "attendance" during "the morning"
      | field    | value           |
      | location | 38.914,121.6147 |
    And it is "2026-05-20T13:00:00+08:00"
    When "Li Lei" sends a "check-in" for "attendance" during "the morning"
      | field    | value           |
      | location | 38.920,121.6200 |
    Then it is refused with feature_inactive
    When it is "2026-05-20T18:00:00+08:00"
    And "Li Lei" begins a "check-in" called "the evening"
    And "Li Lei" sends a "check-in" for "attendance" during "the evening"
      | field    | value           |
      | location | 38.914,121.6147 |
    Then it is carried out
    And exactly 2 records of "check-in" are held

  @aink.collect.camera-only-in-feature
  Scenario: A photo is taken only while the capture screen is open
    Given "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has granted the permission "camera"
    When "Li Lei" sends a "receipt" for "ocr-entry"
      | field | value          |
      | image | photo of paper |
    Then it is refused with feature_inactive
    When "Li Lei" begins a "capture" called "the capture"
    And "Li Lei" sends a "receipt" for "ocr-entry" during "the capture" as "the photo"
      | field | value          |
      | image | photo of paper |
    Then it is carried out
    And "the photo" belongs to the company "Acme"
    And "the photo" is filed in the category "business"
    When it is "2026-05-20T09:10:00+08:00"
    And "Li Lei" ends "the capture"
    And it is "2026-05-20T09:10:01+08:00"
    And "Li Lei" sends a "receipt" for "ocr-entry" during "the capture"
      | field | value          |
      | image | photo of paper |
    Then it is refused with feature_inactive
    And exactly 1 record of "receipt" is held

  @aink.collect.voice-only-active
  Scenario Outline: A recording lies within the session in which it was made: <what>
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "microphone"
    And it is "2026-05-20T10:00:00+08:00"
    And "Li Lei" has begun a "voice-session" called "the session"
    And it is "2026-05-20T10:05:00+08:00"
    And "Li Lei" ends "the session"
    And it is "2026-05-20T10:06:00+08:00"
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" captured at "<from>" until "<to>"
      | field | value        |
      | voice | spoken words |
    Then it ends with "<end>"
    And exactly <held> records of "voice-sample" are held

    Examples:
      | what                 | from                      | to                        | end              | held |
      | all of it            | 2026-05-20T10:00:00+08:00 | 2026-05-20T10:05:00+08:00 | carried out      | 1    |
      | it begins too early  | 2026-05-20T09:59:59+08:00 | 2026-05-20T10:05:00+08:00 | feature_inactive | 0    |
      | it runs past the end | 2026-05-20T10:00:00+08:00 | 2026-05-20T10:05:01+08:00 | feature_inactive | 0    |
      | it lies behind it    | 2026-05-20T10:05:01+08:00 | 2026-05-20T10:05:30+08:00 | feature_inactive | 0    |

  @aink.collect.voice-only-active
  Scenario: A source that always listens is refused, and nobody else begins the session
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "microphone"
    And "Li Lei" has begun a "voice-session" called "the session"
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" from the "background"
      | field | value        |
      | voice | spoken words |
    Then it is refused with feature_inactive
    When "the timer" begins a "voice-session" called "another session"
    Then it is refused with actor_denied

  @aink.collect.push-identifier
  Scenario: The push token and nothing else, with the permission
    Given "Li Lei" has agreed to "notify"
    When "Li Lei" sends a "push" for "notify"
      | field      | value                            |
      | push-token | 740f4707bebcf74f9b7c25d48e335894 |
    Then it is refused with permission_denied
    When "Li Lei" grants the permission "notification"
    And "Li Lei" sends a "push" for "notify"
      | field      | value                            |
      | push-token | 740f4707bebcf74f9b7c25d48e335894 |
      | imei       | 490154203237518                  |
    Then it is refused with undeclared_field
    When "Li Lei" sends a "push" for "notify" as "the push"
      | field      | value                            |
      | push-token | 740f4707bebcf74f9b7c25d48e335894 |
    Then it is carried out
    And "the push" belongs to "Li Lei"
    And "the push" holds "push-token" and nothing else
    When "the push sender" reads "the push" for "notify"
    Then the answer is
      | item       | form  | value                            |
      | push-token | clear | 740f4707bebcf74f9b7c25d48e335894 |

  @aink.collect.push-can-be-disabled
  Scenario: Push turned off in the system settings sends nothing and leaves no token
    Given "Li Lei" has agreed to "notify"
    And "Li Lei" has agreed to "device-log"
    And "Li Lei" has granted the permission "notification"
    And an agreement with "apns" is on file
    And "Li Lei" sends a "push" for "notify" as "the push"
      | field      | value                            |
      | push-token | 740f4707bebcf74f9b7c25d48e335894 |
    When "the push sender" releases the "push-token" of "the push" to "apns" for "notify"
    Then it is carried out
    When "the push sender" sends "Li Lei" a "service-notice" message for "notify" over "push"
    Then it is carried out
    When "Li Lei" revokes the permission "notification"
    And "the push sender" releases the "push-token" of "the push" to "apns" for "notify"
    Then it is refused with permission_denied
    When "the push sender" sends "Li Lei" a "service-notice" message for "notify" over "push"
    Then it is refused with permission_denied
    When it is "2026-05-20T09:00:00+08:00" and the worker has run
    Then nothing is left of "the push"
    When "the push sender" sends "Li Lei" a "service-notice" message for "notify" over "in-app"
    Then it is carried out
    When "the app" sends a "notification" for "provide-service" about "Li Lei" in "Acme" as "the notice"
      | field       | value                             |
      | notice-text | An invoice waits for your approval |
    And "Li Lei" reads "the notice" for "provide-service"
    Then the answer is
      | item        | form  | value                             |
      | notice-text | clear | An invoice waits for your approval |
    When "Li Lei" sends a "device" for "device-log"
      | field        | value     |
      | device-model | iPhone 16 |
    Then it is carried out
    When "Li Lei" sends a "voucher" for "provide-service"
      | field        | value                       |
      | voucher-text | travel costs of the quarter |
    Then it is carried out
