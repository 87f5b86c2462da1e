Feature: Photos and recordings are kept sealed, without the place where they were made, and gone with their record

  A photo that a telephone takes says where it was taken and with what. That is taken out before anything is kept.

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
    And these people act
      | who             | as      | role          |
      | Han Mei         | member  | administrator |
      | the supporter   | staff   | support       |
      | the guard       | staff   | security      |
      | the analyst     | staff   | product-team  |
      | the push sender | service | push-sender   |
    And "Han Mei" has accepted "notice.upload" for the company "Acme"

  @aink.use.images-ocr
  Scenario: A photo of a document comes back as it looks, to those who may see it and to nobody else
    Given "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has agreed to "improve-service"
    And "Li Lei" has granted the permission "camera"
    And "Li Lei" has begun a "capture" called "the capture"
    When "Li Lei" uploads a photo as the "image" of a "receipt" for "ocr-entry" during "the capture" as "the photo"
    Then it is carried out
    And 1 file is kept
    When "Li Lei" reads the file "image" of "the photo" for "ocr-entry"
    Then the file is a photo without its place and its device
    And the ledger says that "Li Lei" asked for "image" for "ocr-entry" and was answered
    When "Han Mei" reads the file "image" of "the photo" for "provide-service"
    Then the file is a photo without its place and its device
    When "the analyst" reads the file "image" of "the photo" for "improve-service"
    Then it is refused with purpose_denied
    When "Li Lei" reads the file "image" of "the photo" for "face-analysis"
    Then it is refused with purpose_denied

  @aink.collect.camera-only-in-feature
  Scenario: Nothing of a photo is taken in while the capture screen is closed
    Given "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has granted the permission "camera"
    When "Li Lei" uploads a photo as the "image" of a "receipt" for "ocr-entry"
    Then it is refused with feature_inactive
    And 0 files are kept

  @aink.use.images-ocr
  Scenario: A photo whose place cannot be taken out is refused, and nothing of it is kept
    Given "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has granted the permission "camera"
    And "Li Lei" has begun a "capture" called "the capture"
    When "Li Lei" uploads a HEIC photo as the "image" of a "receipt" for "ocr-entry" during "the capture"
    Then it is refused with malformed
    And 0 files are kept

  @aink.use.images-ocr
  Scenario Outline: Only a photo is taken as a photo, and none that is larger than stated: <what>
    Given "Li Lei" has agreed to "ocr-entry"
    And "Li Lei" has granted the permission "camera"
    And "Li Lei" has begun a "capture" called "the capture"
    When "Li Lei" uploads <what> as the "image" of a "receipt" for "ocr-entry" during "the capture"
    Then it is refused with <why>
    And 0 files are kept

    Examples:
      | what              | why       |
      | a recording       | malformed |
      | a paper           | malformed |
      | a photo of 20 MiB | too_large |

  @aink.use.voice-input
  Scenario: A recording is read to recognise it and for nothing else, and is gone within the hour
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "microphone"
    And "Li Lei" has begun a "voice-session" called "the session"
    When "Li Lei" uploads a recording as the "voice" of a "voice-sample" for "voice-recognition" during "the session" as "the sample"
    Then it is carried out
    When "Li Lei" reads the file "voice" of "the sample" for "voice-recognition"
    Then the file is a recording without its place and its device
    When "Li Lei" reads the file "voice" of "the sample" for "provide-service"
    Then it is refused with purpose_denied
    When it is "2026-05-20T10:00:00+08:00" and the worker has run
    Then 0 files are kept
    And nothing is left of "the sample"
