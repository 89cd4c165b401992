//! The organisations of one profession and year, compared.

use super::{
    Adjustment, Centre, CentreLine, Clustering, Confidence, CurvePoint, Dispersion, Interval, Label, LimitMethod,
    Limits, LimitsAt, Method, OverDispersion, Provision, Quarter, Rank, Unstable, WhyAdjustment, ranks,
};

/// What the reader chose. Every choice is shown with the comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choices {
    /// Which centre line is drawn.
    pub centre: CentreLine,
    /// How far weeks come in blocks, from the data or by default.
    pub clustering: Clustering,
    /// How limits are drawn where nothing adjusts them.
    pub limits: LimitMethod,
    /// How far they allow for true differences between organisations.
    pub over_dispersion: OverDispersion,
}

impl Choices {
    /// The defaults: the fair share line, clustered normal limits, over-dispersion as usual.
    pub fn usual(clustering: Clustering) -> Choices {
        Choices {
            centre: CentreLine::default(),
            clustering,
            limits: LimitMethod::default(),
            over_dispersion: OverDispersion::default(),
        }
    }
}

/// Everything that a page draws and an export writes of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The limits: the centre line, D, the method and the adjustment that are drawn.
    pub limits: Limits,
    /// The limits as curves from left to right, a point for every organisation among them.
    pub curve: Vec<CurvePoint>,
    /// N, φ and τ², whether or not they were used.
    pub dispersion: Dispersion,
    /// Why the limits are adjusted as they are.
    pub why: WhyAdjustment,
    /// Every organisation, in the order they were given.
    pub organisations: Vec<Standing>,
}

/// Where one organisation stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Expected placement weeks: its place on the horizontal axis.
    pub expected: f64,
    /// Its provision ratio.
    pub ratio: f64,
    /// The 95 % interval of the ratio.
    pub interval: Interval,
    /// The 99.8 % interval of the ratio.
    pub wide_interval: Interval,
    /// The limits at its size.
    pub limits: LimitsAt,
    /// Whether and why its figures are unstable.
    pub unstable: Option<Unstable>,
    /// Its label by the limits that are drawn; none where its figures are unstable.
    pub label: Option<Label>,
    /// Its rank among all, with its interval.
    pub rank: Rank,
    /// Its quarter among those with stable figures; none where its own are not, or fewer than four are.
    pub quarter: Option<Quarter>,
}

/// Compares the organisations of one profession and year.
///
/// All given organisations form the pooled mean, φ, τ² and the ranks; quarters are formed among those
/// with stable figures. φ and τ² say how far organisations differ from each other, and are taken about
/// the pooled mean whichever line is drawn: about the fair share line, a shortfall that all have in
/// common would widen the limits until it no longer showed. Without organisations the comparison is empty.
///
/// ```
/// use fairshare::model::statistics::*;
/// // Three organisations of 200 expected weeks each, in blocks of 5 weeks.
/// let provisions = [420.0, 190.0, 60.0].map(|weeks| Provision::new(40.0, weeks, 200.0).unwrap());
/// let choices = Choices::usual(Clustering::of_usual_block(5.0).unwrap());
/// let comparison = compare(&provisions, choices);
/// let labels: Vec<_> = comparison.organisations.iter().map(|of| of.label.unwrap().word()).collect();
/// // The limits are 1 ± 1.96 × √(5 ÷ 200) = 0.69 to 1.31, and 0.51 to 1.49.
/// assert_eq!(labels, ["much higher", "as expected", "much lower"]);
/// assert_eq!(comparison.organisations[1].rank, Rank { place: 2, from: 2, to: 2 });
/// assert!(comparison.why.to_string().starts_with("Plain limits: 3 organisations are too few"));
/// ```
pub fn compare(provisions: &[Provision], choices: Choices) -> Comparison {
    let Choices { clustering, limits: method, .. } = choices;
    let centre = Centre::of(choices.centre, provisions);
    let dispersion = Dispersion::about(centre.pooled, provisions, clustering);
    let (adjustment, why) = Adjustment::choose(choices.over_dispersion, dispersion);
    let limits = Limits { centre, clustering, method, adjustment };
    let organisations = standings(provisions, &limits);
    Comparison { limits, curve: limits.curve(provisions), dispersion, why, organisations }
}

fn standings(provisions: &[Provision], limits: &Limits) -> Vec<Standing> {
    let clustering = limits.clustering;
    let interval = |of: &Provision| Interval::of_ratio(*of, clustering, Confidence::NinetyFive);
    let with_intervals: Vec<(f64, Interval)> = provisions.iter().map(|of| (of.ratio(), interval(of))).collect();
    let ranks = ranks(&with_intervals);
    let unstable: Vec<Option<Unstable>> = provisions.iter().map(|of| Unstable::of(*of, clustering)).collect();
    let quarters = stable_quarters(provisions, &unstable);
    (0..provisions.len())
        .map(|index| {
            let (ratio, interval) = with_intervals[index];
            let at = limits.at(provisions[index].expected());
            Standing {
                expected: provisions[index].expected(),
                ratio,
                interval,
                wide_interval: Interval::of_ratio(provisions[index], clustering, Confidence::NinetyNinePointEight),
                limits: at,
                unstable: unstable[index],
                label: unstable[index].is_none().then(|| Label::of(ratio, at)),
                rank: ranks[index],
                quarter: quarters[index],
            }
        })
        .collect()
}

/// The quarter of every organisation with stable figures, among those.
fn stable_quarters(provisions: &[Provision], unstable: &[Option<Unstable>]) -> Vec<Option<Quarter>> {
    let stable = provisions.iter().zip(unstable).filter(|(_, mark)| mark.is_none());
    let ratios: Vec<f64> = stable.map(|(of, _)| of.ratio()).collect();
    let mut quarters = Quarter::of(&ratios).unwrap_or_default().into_iter();
    unstable.iter().map(|mark| if mark.is_none() { quarters.next() } else { None }).collect()
}

impl Comparison {
    /// What is drawn and why, a sentence each: the number of organisations, the centre line, the blocks,
    /// the limits.
    pub fn sentences(&self) -> Vec<String> {
        let count = match self.organisations.len() {
            1 => "1 organisation is compared.".into(),
            count => format!("{count} organisations are compared."),
        };
        let mut sentences =
            vec![count, self.limits.centre.sentence(), self.limits.clustering.sentence(), self.why.to_string()];
        if self.limits.method == LimitMethod::ExactPoisson && self.limits.adjustment != Adjustment::None {
            sentences.push("Adjusted limits are published in normal form only, and are drawn so.".into());
        }
        sentences
    }

    /// The published methods behind what is drawn and written.
    pub fn methods(&self) -> Vec<Method> {
        vec![
            Method::CLUSTERING,
            self.limits.drawn_method(),
            Method::EXACT_INTERVAL,
            Method::BYAR,
            Method::RANKS,
            Method::QUARTERS,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_says_what_is_drawn_and_by_which_methods() {
        let weeks = |of: u32| if of.is_multiple_of(2) { 40.0 } else { 200.0 };
        let provisions: Vec<_> = (0..12).filter_map(|of| Provision::new(30.0, weeks(of), 150.0)).collect();
        let Some(clustering) = Clustering::of_usual_block(5.0) else { panic!("above 0") };
        let choices = Choices { limits: LimitMethod::ExactPoisson, ..Choices::usual(clustering) };
        let comparison = compare(&provisions, choices);
        let sentences = comparison.sentences();
        assert_eq!(sentences[0], "12 organisations are compared.");
        assert!(sentences[1].contains("The pooled mean of these organisations is 80.0 %."), "{sentences:?}");
        assert!(sentences[3].contains("multiplicative over-dispersion"), "{sentences:?}");
        assert!(sentences[4].contains("in normal form only"), "{sentences:?}");
        assert_eq!(comparison.methods()[1], Method::MULTIPLICATIVE);
        let plain = compare(&provisions[..9], choices);
        assert_eq!((plain.sentences().len(), plain.methods()[1]), (4, Method::EXACT_POISSON));
    }
}
