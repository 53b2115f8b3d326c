//! The health dialog in sentences. No Qt.

use crate::{
    contracts::capitalised,
    language::{retold, tr, tr_n},
    services::health::HealthCheck,
};

/// A check as the window shows it; what is copied for a ticket stays English.
pub(super) fn told(check: &HealthCheck) -> HealthCheck {
    let told = |sentence: &Option<String>| sentence.as_deref().map(|sentence| retold(sentence).into_owned());
    HealthCheck {
        name: retold(&check.name).into_owned(),
        found: retold(&check.found).into_owned(),
        limits: told(&check.limits),
        remedy: told(&check.remedy),
        ..check.clone()
    }
}

/// A number as a word, as far as people write it so.
fn number(count: usize) -> String {
    match count {
        1 => tr!("one").to_owned(),
        2 => tr!("two").to_owned(),
        3 => tr!("three").to_owned(),
        4 => tr!("four").to_owned(),
        count => count.to_string(),
    }
}

/// Whether one can begin, and what is not as it should be.
pub(super) fn title(limited: usize, missing: usize) -> String {
    let (some, others) = (capitalised(&number(limited)), number(missing));
    match (limited, missing) {
        (0, 0) => tr!("You can start. Everything answers.").to_owned(),
        (1, 0) => tr!("You can start. One service is limited.").to_owned(),
        (_, 0) => tr!("You can start. {limited} services are limited.", limited = some),
        (0, 1) => tr!("You can start. One service is missing.").to_owned(),
        (0, _) => tr!("You can start. {missing} services are missing.", missing = capitalised(&others)),
        (1, 1) => tr!("You can start. One service is limited and one is missing.").to_owned(),
        (1, _) => tr!("You can start. One service is limited and {missing} are missing.", missing = others),
        (_, 1) => tr!("You can start. {limited} services are limited and one is missing.", limited = some),
        (..) => {
            tr!("You can start. {limited} services are limited and {missing} are missing.", limited = some, missing = others)
        }
    }
}

/// The same in few words.
pub(super) fn summary(limited: usize, missing: usize) -> String {
    match (limited, missing) {
        (0, 0) => tr!("All services ready").to_owned(),
        (count, 0) => tr_n!(count, "{count} service limited", "{count} services limited", count),
        (0, count) => tr_n!(count, "{count} service missing", "{count} services missing", count),
        (limited, missing) => tr!("{limited} limited, {missing} missing", limited, missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language::testing::in_french, services::health::HealthState};

    #[test]
    fn titles_read_as_sentences() {
        assert_eq!(title(2, 1), "You can start. Two services are limited and one is missing.");
        assert_eq!(title(1, 3), "You can start. One service is limited and three are missing.");
        assert_eq!(title(1, 0), "You can start. One service is limited.");
        assert_eq!(title(0, 0), "You can start. Everything answers.");
        assert_eq!(summary(2, 1), "2 limited, 1 missing");
        assert_eq!((summary(1, 0), summary(0, 2)), ("1 service limited".to_owned(), "2 services missing".to_owned()));
        let french = in_french(|| (title(2, 1), title(7, 0), summary(0, 2)));
        assert_eq!(french.0, "Vous pouvez commencer. Deux services sont limités et un est absent.");
        assert_eq!(french.1, "Vous pouvez commencer. 7 services sont limités.");
        assert_eq!(french.2, "2 services absents");
    }

    #[test]
    fn what_a_check_found_is_told_with_its_figures() {
        let limits = "History and pictures may stop being kept.";
        let disk =
            HealthCheck::trouble("disk", "Disk space", HealthState::Limited, "1.8 GiB free where the database is", limits, None);
        assert_eq!(told(&disk), disk);
        let french = in_french(|| told(&disk));
        assert_eq!((french.name.as_str(), french.found.as_str()), ("Espace disque", "1,8\u{a0}Gio libres là où se trouve la base"));
        assert!(french.limits.is_some_and(|limits| limits.starts_with("L’historique")) && french.id == "disk");
    }
}
