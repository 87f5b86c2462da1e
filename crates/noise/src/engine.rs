//! The mechanism, by `OpenDP`.

use crate::{Fault, Loss};
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::error::Error;
use opendp::measurements::make_laplace;
use opendp::measures::MaxDivergence;
use opendp::metrics::L1Distance;

/// How often the scale is nudged until its loss, which is rounded up, is no more than was asked for.
const NUDGES: u32 = 64;

pub(crate) fn blur(numbers: &[i64], loss: Loss) -> Result<Vec<i64>, Fault> {
    let fault = |error: Error| Fault::Mechanism(error.to_string());
    // Down by a step: decimals are not exact, and what is spent is at most what is said.
    let epsilon = (f64::from(loss.epsilon_thousandths) / 1000.0).next_down();
    let one = i64::from(loss.at_most);
    let mut scale = f64::from(loss.at_most) / epsilon;
    for _ in 0..NUDGES {
        let domain = VectorDomain::new(AtomDomain::<i64>::new_non_nan());
        let laplace = make_laplace::<_, _, MaxDivergence>(domain, L1Distance::<i64>::default(), scale, None);
        let laplace = laplace.map_err(fault)?;
        if laplace.map(&one).map_err(fault)? <= epsilon {
            return laplace.invoke(&numbers.to_vec()).map_err(fault);
        }
        scale = scale.next_up();
    }
    Err(Fault::Mechanism("no scale has this loss".to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::{Fault, Loss, blur};

    const RELEASES: u32 = 2000;

    /// The noise of so many releases of one number beside a 0.
    fn noise(exact: i64, loss: Loss) -> (Vec<i64>, Vec<i64>) {
        let each = |_| {
            let blurred = blur(&[exact, 0], loss).expect("a release");
            let [first, second] = blurred.as_slice() else { panic!("two numbers in, {} out", blurred.len()) };
            (first - exact, *second)
        };
        (0..RELEASES).map(each).unzip()
    }

    /// The share of `noise` that `is` says yes to.
    fn share(noise: &[i64], is: impl Fn(i64) -> bool) -> f64 {
        f64::from(u32::try_from(noise.iter().filter(|one| is(**one)).count()).expect("few")) / f64::from(RELEASES)
    }

    /// Of the discrete Laplace distribution of scale s, with q = exp(-1/s): P(0) = (1-q)/(1+q), P(|X| > k) = 2q^(k+1)/(1+q), and
    /// it is symmetric. Each share of n = 2000 is the mean of n independent trials, so by Hoeffding it misses its probability by
    /// t or more with probability at most 2 exp(-2nt²). For t = 0.08 that is 2 exp(-25.6) < 1.6e-11; sixteen shares
    /// are looked at, so that one of them misses by chance in fewer than 3e-10 runs. No noise has P(0) = 1, a constant is all on one
    /// side, noise of twice the scale misses P(0) by more than 0.1.
    #[test]
    fn the_noise_is_that_of_the_mechanism_whatever_the_number() {
        const MISS: f64 = 0.08;
        for (exact, epsilon_thousandths, at_most) in [(120, 1000, 1), (0, 1000, 2)] {
            let loss = Loss { epsilon_thousandths, at_most };
            let q = (-f64::from(epsilon_thousandths) / 1000.0 / f64::from(at_most)).exp();
            let none = (1.0 - q) / (1.0 + q);
            let beyond = |k: i32| 2.0 * q.powi(k + 1) / (1.0 + q);
            let (first, second) = noise(exact, loss);
            for noise in [first, second] {
                let below = (1.0 - none) / 2.0;
                for (what, share, expected) in [
                    ("none", share(&noise, |one| one == 0), none),
                    ("below", share(&noise, |one| one < 0), below),
                    ("above", share(&noise, |one| one > 0), below),
                    ("beyond 2", share(&noise, |one| one.abs() > 2), beyond(2)),
                ] {
                    assert!((share - expected).abs() < MISS, "{what} of {loss:?}: {share} for {expected}");
                }
            }
        }
    }

    /// The mean of n = 2000 releases at ε = 1. The noise is sub-exponential: E exp(λX) = (1-q)² / ((1-q e^λ)(1-q e^-λ)) with q = 1/e.
    /// By Chernoff P(mean ≥ t) ≤ exp(-n(λt - ln E exp(λX))); at t = 0.25 and λ = 0.13 the exponent is
    /// 2000 (0.0325 - 0.01575) = 33.5, so that the mean is off by more on either side in fewer than 2 exp(-33.5) < 6e-15 runs.
    #[test]
    fn the_mean_of_many_releases_is_the_number() {
        let (first, second) = noise(120, Loss { epsilon_thousandths: 1000, at_most: 1 });
        for noise in [first, second] {
            let sum = i32::try_from(noise.iter().sum::<i64>()).expect("a small sum");
            let mean = f64::from(sum) / f64::from(RELEASES);
            assert!(mean.abs() < 0.25, "the mean of the noise is {mean}");
        }
    }

    #[test]
    fn the_same_question_has_another_answer_each_time() {
        let loss = Loss { epsilon_thousandths: 100, at_most: 1 };
        // Forty numbers of noise of scale 10 are the same with probability below 0.06^40.
        assert_ne!(blur(&[7; 40], loss), blur(&[7; 40], loss));
    }

    #[test]
    fn no_loss_at_all_is_no_release() {
        for (epsilon_thousandths, at_most) in [(0, 1), (1, 0)] {
            assert_eq!(blur(&[1], Loss { epsilon_thousandths, at_most }), Err(Fault::NoLoss));
        }
    }
}
