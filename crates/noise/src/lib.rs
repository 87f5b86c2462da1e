//! Blurs the numbers of a statistic by noise that is large beside what one person adds to them.
//!
//! Promises: what is learnt of anybody from one release is bounded by its privacy loss (pure differential privacy, people being
//! added or taken away), if nobody counts more often in it than is said. A number of 0 is blurred as any other, and blurred
//! numbers may be below 0. Does not promise: that nobody counts too often; that what is released again adds up to little.
//!
//! The noise is the discrete Laplace distribution of `OpenDP`, which samples it without floating point; its random numbers are
//! those of `rand`: ChaCha20, seeded by the operating system. It is built with the feature `engine` only; without it every
//! call ends in [`Fault::NoEngine`].
//!
//! Source: A. Ghosh, T. Roughgarden, M. Sundararajan, Universally Utility-Maximizing Privacy Mechanisms (2012).

#[cfg(feature = "engine")]
mod engine;

/// What one release may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// The privacy loss of the release, in thousandths; above 0.
    pub epsilon_thousandths: u32,
    /// How often one person counts in all its numbers together; 1 at least.
    pub at_most: u32,
}

/// Why nothing is blurred.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Built without the mechanism.
    #[error(
        "this `yinuo` was built without noise for statistics: build one with \
         `cargo build --release -p cli --features statistics`"
    )]
    NoEngine,
    /// A loss, or a count of one person, of 0.
    #[error("a statistic needs a privacy loss above 0, in which a person counts once at least")]
    NoLoss,
    /// The mechanism failed.
    #[error("the numbers cannot be blurred: {0}")]
    Mechanism(String),
}

/// Whether the mechanism is there.
///
/// # Errors
/// [`Fault::NoEngine`] if it was not built in.
pub const fn ready() -> Result<(), Fault> {
    if cfg!(feature = "engine") { Ok(()) } else { Err(Fault::NoEngine) }
}

/// The numbers of one release, blurred: each alike, in the same order.
///
/// # Errors
/// [`Fault`]; then nothing of the numbers may be given out.
///
/// # Example
/// ```
/// let loss = noise::Loss { epsilon_thousandths: 500, at_most: 1 };
/// match noise::blur(&[120, 0], loss) {
///     Ok(blurred) => assert_eq!(blurred.len(), 2),
///     Err(fault) => assert_eq!(fault, noise::Fault::NoEngine),
/// }
/// assert!(noise::blur(&[120, 0], noise::Loss { epsilon_thousandths: 0, at_most: 1 }).is_err());
/// ```
pub fn blur(numbers: &[i64], loss: Loss) -> Result<Vec<i64>, Fault> {
    if loss.epsilon_thousandths == 0 || loss.at_most == 0 {
        return Err(Fault::NoLoss);
    }
    engine(numbers, loss)
}

#[cfg(feature = "engine")]
use engine::blur as engine;

#[cfg(not(feature = "engine"))]
const fn engine(_: &[i64], _: Loss) -> Result<Vec<i64>, Fault> {
    Err(Fault::NoEngine)
}

#[cfg(all(test, not(feature = "engine")))]
mod tests {
    use super::{Fault, Loss, blur};

    #[test]
    fn without_the_mechanism_nothing_is_released_and_it_is_said_what_to_build() {
        let fault = blur(&[1, 2, 3], Loss { epsilon_thousandths: 1000, at_most: 1 }).expect_err("nothing");
        assert_eq!(fault, Fault::NoEngine);
        assert!(fault.to_string().contains("--features statistics"), "{fault}");
    }
}
