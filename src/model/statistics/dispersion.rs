//! Over-dispersion: how much more organisations vary than chance would explain.

use super::{Clustering, Provision};

/// The share of organisations at each end whose z-scores are clipped.
const WINSORISED_SHARE: f64 = 0.1;

/// How much the organisations of a comparison vary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dispersion {
    /// How many organisations it rests on, `N`. Below 10, what follows is unstable.
    pub organisations: usize,
    /// φ on the ratio's own scale, for the multiplicative adjustment.
    pub phi: f64,
    /// φ on the square-root scale, which the additive adjustment rests on.
    pub root_phi: f64,
    /// τ²: the variance between organisations themselves, on the square-root scale of the ratio.
    pub tau_squared: f64,
}

impl Dispersion {
    /// The dispersion of these organisations about a centre line `θ`.
    ///
    /// Ratio's own scale: `z = (W − θE)/√(θ·D·E)`. Square-root scale, on effective counts `O = W/D`,
    /// `e = E/D`: `s = 1/(2√e)`, `z = (√(O/e) − √θ)/s`. φ is [`phi`] of each, τ² is [`tau_squared`] with
    /// the weights `w = 1/s² = 4e`. About a centre of 0 nothing can vary: every z is 0.
    ///
    /// ```
    /// use fairshare::model::statistics::{Clustering, Dispersion, Provision};
    /// let observed = [100.0, 150.0, 180.0, 80.0, 120.0, 225.0];
    /// let expected = [108.0, 112.0, 165.0, 95.0, 100.0, 220.0];
    /// let provisions: Vec<Provision> =
    ///     observed.iter().zip(expected).map(|(w, e)| Provision::new(30.0, *w, e).unwrap()).collect();
    /// let counts = Clustering::of_usual_block(1.0).unwrap();
    /// let dispersion = Dispersion::about(1.0, &provisions, counts);
    /// assert!((dispersion.root_phi - 2.327178).abs() < 5e-7);
    /// assert!((dispersion.tau_squared - 0.00343978).abs() < 5e-9);
    /// ```
    pub fn about(centre: f64, provisions: &[Provision], clustering: Clustering) -> Dispersion {
        let z = z_scores(centre, provisions, clustering);
        let root_z: Vec<f64> = provisions.iter().map(|of| root_z_score(centre, *of, clustering)).collect();
        let weights: Vec<f64> = provisions.iter().map(|of| 4.0 * clustering.effective(of.expected())).collect();
        let root_phi = phi(&root_z);
        let tau_squared = tau_squared(root_phi, &weights);
        Dispersion { organisations: provisions.len(), phi: phi(&z), root_phi, tau_squared }
    }
}

/// How many standard deviations of chance each organisation lies from a centre line `θ`, in their order:
/// `z = (W − θE)/√(θ·D·E)`.
///
/// ```
/// use fairshare::model::statistics::{Clustering, Provision, z_scores};
/// // (230 − 200) ÷ √(5 × 200)
/// let provision = Provision::new(40.0, 230.0, 200.0).unwrap();
/// let z = z_scores(1.0, &[provision], Clustering::of_usual_block(5.0).unwrap());
/// assert!((z[0] - 0.948683).abs() < 5e-7);
/// ```
pub fn z_scores(centre: f64, provisions: &[Provision], clustering: Clustering) -> Vec<f64> {
    provisions.iter().map(|of| z_score(centre, *of, clustering)).collect()
}

/// How many standard deviations of chance an organisation lies from the centre line.
pub(super) fn z_score(centre: f64, provision: Provision, clustering: Clustering) -> f64 {
    let (provided, expected) = (provision.provided(), provision.expected());
    if centre <= 0.0 {
        return 0.0;
    }
    (provided - centre * expected) / (centre * clustering.factor() * expected).sqrt()
}

/// The same on the square-root scale, where the variance of a count does not depend on its mean.
pub(super) fn root_z_score(centre: f64, provision: Provision, clustering: Clustering) -> f64 {
    if centre <= 0.0 {
        return 0.0;
    }
    (provision.ratio().sqrt() - centre.sqrt()) * 2.0 * clustering.effective(provision.expected()).sqrt()
}

/// The z-scores with the lowest and highest tenth clipped to the 10th and 90th percentile (quantile type
/// 7, R's default), so that a few extreme organisations do not widen everybody's limits. None is dropped.
///
/// ```
/// use fairshare::model::statistics::winsorised;
/// // The 10th percentile of 1 … 6 is 1 + 0.1 × 5 = 1.5.
/// assert_eq!(winsorised(&[6.0, 1.0, 2.0, 3.0, 4.0, 5.0]), [5.5, 1.5, 2.0, 3.0, 4.0, 5.0]);
/// ```
pub fn winsorised(z: &[f64]) -> Vec<f64> {
    let mut sorted = z.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&sorted, WINSORISED_SHARE), quantile(&sorted, 1.0 - WINSORISED_SHARE));
    z.iter().map(|z| z.max(low).min(high)).collect()
}

/// Hyndman and Fan's quantile type 7 of sorted values; 0 of none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

/// φ, the dispersion factor: the mean square of the winsorised z-scores (Spiegelhalter 2005). 0 of none.
///
/// Above 1, the published method takes the organisations to vary more than chance would explain. That is
/// a cautious sign: where they differ by chance alone, the clipping leaves φ at 0.68 on average, not at 1.
///
/// ```
/// use fairshare::model::statistics::phi;
/// assert_eq!(phi(&[2.0, -2.0, 2.0, -2.0]), 4.0);
/// ```
pub fn phi(z: &[f64]) -> f64 {
    if z.is_empty() {
        return 0.0;
    }
    winsorised(z).iter().map(|z| z * z).sum::<f64>() / z.len() as f64
}

/// τ², the variance between organisations, by the method of moments (Spiegelhalter 2005; DerSimonian and
/// Laird): 0 if `N·φ < N − 1`, else `(N·φ − (N − 1)) / (Σw − Σw²/Σw)`; 0 for fewer than 2 organisations.
///
/// ```
/// use fairshare::model::statistics::tau_squared;
/// // (2 × 3 − 1) ÷ (8 − 32 ÷ 8)
/// assert_eq!(tau_squared(3.0, &[4.0, 4.0]), 1.25);
/// assert_eq!(tau_squared(0.4, &[4.0, 4.0]), 0.0);
/// ```
pub fn tau_squared(phi: f64, weights: &[f64]) -> f64 {
    if weights.len() < 2 {
        return 0.0;
    }
    let organisations = weights.len() as f64;
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|w| w * w).sum();
    let excess = organisations * phi - (organisations - 1.0);
    let spread = sum - squares / sum;
    if excess > 0.0 && spread > 0.0 { excess / spread } else { 0.0 }
}
