//! What a mapping that was kept says of professions that its plan has no more.

use super::Mapping;
use super::meaning::Meaning;

const PROFESSION: Meaning = Meaning::Profession;

impl Mapping {
    /// The mapping without what it says of professions that the names it knows have not: each was the plan's when
    /// it was said, and was taken away since. With a sentence for each; the texts speak for themselves again.
    pub fn without_forgotten(mut self) -> (Mapping, Vec<String>) {
        let professions = self.professions.clone();
        let is_forgotten = |text: &String| professions.recognise(text.trim()).is_none();
        let mut told = Vec::new();
        if let Some(texts) = self.values.get_mut(&PROFESSION) {
            texts.retain(|text, means| {
                let gone = means.as_ref().filter(|means| is_forgotten(means));
                told.extend(gone.map(|means| told_of(&format!("{text:?} was said to be"), means)));
                gone.is_none()
            });
            if texts.is_empty() {
                self.values.remove(&PROFESSION);
            }
        }
        if self.constants.get(&PROFESSION).is_some_and(is_forgotten)
            && let Some(means) = self.constants.remove(&PROFESSION)
        {
            told.push(told_of("all rows were said to be of", &means));
        }
        if let Some(wide) = self.wide.as_mut().filter(|wide| wide.by == PROFESSION && !wide.columns.is_empty()) {
            wide.columns.retain(|column, means| {
                let gone = is_forgotten(means);
                told.extend(gone.then(|| told_of(&format!("the column {column:?} was said to be of"), means)));
                !gone
            });
            // Without any, every column would be one of them.
            if wide.columns.is_empty() {
                self.wide = None;
            }
        }
        (self, told)
    }
}

fn told_of(what: &str, means: &str) -> String {
    format!("{what} {means}, which is no profession of the plan any more; say again what it is")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Professions;

    #[test]
    fn what_names_a_profession_that_was_taken_away_is_told_and_all_else_stays() {
        let mut plan = Professions::default();
        plan.set("PLAY", "Play therapy").unwrap();
        let json = r#"{"columns":{"fte":"staff"},"constants":{"academic_year":"2018/19"},"values":{"profession":
            {"Toys":"PLAY","Garden":"HORT","Beds":" HORT ","Wards":null},"band":{"Senior":"Band 7"}}}"#;
        let kept = Mapping::from_json(json).unwrap().knowing(&plan);
        let (mapping, told) = kept.clone().without_forgotten();
        let left = json.replace(",\"Garden\":\"HORT\",\"Beds\":\" HORT \"", "");
        assert_eq!(mapping, Mapping::from_json(&left).unwrap().knowing(&plan));
        assert_eq!(told.len(), 2);
        let words = "which is no profession of the plan any more; say again what it is";
        assert_eq!(told[1], format!("\"Garden\" was said to be HORT, {words}"));
        plan.set("HORT", "Horticulture").unwrap();
        assert_eq!(kept.clone().knowing(&plan).without_forgotten(), (kept.knowing(&plan), Vec::new()));

        let whole = Mapping::from_json(r#"{"constants":{"profession":"ROSE"}}"#).unwrap().knowing(&plan);
        let (mapping, told) = whole.without_forgotten();
        assert!(mapping.is_plain());
        assert_eq!(told, [format!("all rows were said to be of ROSE, {words}")]);
        let json = r#"{"wide":{"of":"fte","by":"profession","columns":{"A":"PT","B":"ROSE"}}}"#;
        let (mapping, told) = Mapping::from_json(json).unwrap().knowing(&plan).without_forgotten();
        assert_eq!(mapping.wide.unwrap().columns.into_keys().collect::<Vec<_>>(), ["A"]);
        assert_eq!(told, [format!("the column \"B\" was said to be of ROSE, {words}")]);
    }
}
