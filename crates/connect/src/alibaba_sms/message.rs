//! The two values that a message carries.

use std::fmt;

use zeroize::Zeroizing;

/// A phone number and the code to send to it. Both are wiped when dropped and never shown.
pub struct Message {
    phone: Zeroizing<String>,
    code: Zeroizing<String>,
}

/// Why two values are no message. The values themselves are not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageInvalid {
    /// Not one mainland mobile number.
    #[error("expected the number of a mobile phone in mainland China")]
    Phone,
    /// Not a code.
    #[error("expected a code of 4 to 8 digits")]
    Code,
}

impl Message {
    /// A message from a phone number and a code.
    ///
    /// *Shape*: `1` and ten digits, alone or after `+86`, `86` or `0086`; a code of 4 to 8 digits.
    ///
    /// # Errors
    /// The first value that is not of its shape.
    pub fn new(phone: Zeroizing<String>, code: Zeroizing<String>) -> Result<Self, MessageInvalid> {
        let bare = mainland(&phone).ok_or(MessageInvalid::Phone)?;
        if !((4..=8).contains(&code.len()) && all_digits(&code)) {
            return Err(MessageInvalid::Code);
        }
        Ok(Self { phone: Zeroizing::new(bare.to_owned()), code })
    }

    /// The number's 11 digits.
    pub(super) fn phone(&self) -> &str {
        &self.phone
    }

    pub(super) fn code(&self) -> &str {
        &self.code
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Message(phone, code)")
    }
}

fn mainland(text: &str) -> Option<&str> {
    let bare = ["+86", "0086", "86", ""].into_iter().filter_map(|prefix| text.strip_prefix(prefix));
    bare.into_iter().find(|digits| digits.len() == 11 && digits.starts_with('1') && all_digits(digits))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone_of(phone: &str, code: &str) -> Result<String, MessageInvalid> {
        let message = Message::new(Zeroizing::new(phone.into()), Zeroizing::new(code.into()))?;
        assert_eq!(format!("{message:?}"), "Message(phone, code)");
        Ok(message.phone().to_owned())
    }

    #[test]
    fn one_mainland_number_in_each_of_its_spellings() {
        for phone in ["13900000000", "+8613900000000", "8613900000000", "008613900000000"] {
            assert_eq!(phone_of(phone, "1234"), Ok("13900000000".into()), "{phone}");
        }
        for phone in ["", "1390000000", "13900000000,13900000001", "23900000000", "+85213900000000", "1390000000a"] {
            assert_eq!(phone_of(phone, "1234"), Err(MessageInvalid::Phone), "{phone}");
        }
    }

    #[test]
    fn a_code_is_four_to_eight_digits() {
        assert!(phone_of("13900000000", "12345678").is_ok());
        for code in ["", "123", "123456789", "12a4", "1234\""] {
            assert_eq!(phone_of("13900000000", code), Err(MessageInvalid::Code), "{code}");
        }
    }
}
