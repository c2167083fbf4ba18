//! What was found, in Dutch: what it is, where it stands and what can be done.

use super::amount_format::{FormatQuestion, Unit, UnitReason};
use super::finding::{Finding, FindingKind, LeftOut, Sensitive};
use super::sheet::{FileKind, Position, column_letters};

/// How many places are named; of more the number is said.
const NAMED: usize = 8;

/// A finding in one sentence, with its places.
pub fn sentence(finding: &Finding) -> String {
    let places = places(&finding.places);
    let what = what(&finding.kind);
    if places.is_empty() { what } else { format!("{places}: {what}") }
}

/// Where something stands: `rij 3, 5`, `cel F7`, `wk 46, rij 7`.
pub fn places(places: &[Position]) -> String {
    let named: Vec<String> = places.iter().take(NAMED).map(place).collect();
    let rest = places.len().saturating_sub(NAMED);
    let more = if rest > 0 { format!(" en nog {rest}") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

fn place(place: &Position) -> String {
    let sheet = if place.sheet.is_empty() { String::new() } else { format!("{}, ", place.sheet) };
    match place.column {
        Some(column) => format!("{sheet}rij {} (cel {}{})", place.row, column_letters(column), place.row),
        None => format!("{sheet}rij {}", place.row),
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence for each kind")]
fn what(kind: &FindingKind) -> String {
    match kind {
        FindingKind::Misnamed { is } => {
            format!("De naam van het bestand belooft iets anders: het is {}. Het is als zodanig gelezen.", file_kind(*is))
        }
        FindingKind::HiddenUnknown => {
            "In dit soort bestand is niet te zien welke rijen en kolommen verborgen zijn. Kijk dat zelf na.".to_owned()
        }
        FindingKind::NoHead { sheet } if sheet.is_empty() => {
            "Er is geen kop gevonden. Kies de rij met de namen van de kolommen.".to_owned()
        }
        FindingKind::NoHead { sheet } => format!("Op blad '{sheet}' is geen kop gevonden. Kies de rij met de namen van de kolommen."),
        FindingKind::NoPersonColumn => "Geen kolom met personeelsnummers gevonden. Kies welke kolom dat is.".to_owned(),
        FindingKind::NoAmountColumn => "Geen kolom met uren of bedragen gevonden. Kies welke kolom dat is.".to_owned(),
        FindingKind::Sheets { proposed, control } if control.is_empty() => {
            format!("Welke bladen tellen mee? Voorstel: {}.", proposed.join(", "))
        }
        FindingKind::Sheets { proposed, control } => format!(
            "Welke bladen tellen mee? Voorstel: {}. {} bevat dezelfde uren nog eens en is het controletotaal.",
            proposed.join(", "),
            control.join(", ")
        ),
        FindingKind::ControlSheet { sheet } => {
            format!("Blad '{sheet}' bevat dezelfde uren nog eens. Het is alleen vergeleken en klopt.")
        }
        FindingKind::HiddenSheet { sheet } => format!("Blad '{sheet}' is verborgen en is niet voorgesteld."),
        FindingKind::SheetNotRead { sheet, hours: false } => format!("Blad '{sheet}' is niet gelezen."),
        FindingKind::SheetNotRead { sheet, hours: true } => {
            format!("Blad '{sheet}' lijkt uren te bevatten en is niet gelezen: het is niet gekozen, of de koppen zijn anders. Klopt dat?")
        }
        FindingKind::DroppedColumn { head, holds } => {
            format!("Kolom '{head}' bevat {} en is niet gelezen.", sensitive(*holds))
        }
        FindingKind::HiddenColumn { head } => format!("Kolom '{head}' is verborgen en is niet voorgesteld."),
        FindingKind::HiddenRows { filtered: true } => {
            "Verborgen door een filter. Tellen deze rijen mee?".to_owned()
        }
        FindingKind::HiddenRows { filtered: false } => "Verborgen. Tellen deze rijen mee?".to_owned(),
        FindingKind::SameAmounts { used, other } => {
            format!("'{other}' zegt hetzelfde als '{used}'. Gebruikt wordt '{used}'; '{other}' niet.")
        }
        FindingKind::ColumnsDisagree { used, other, .. } => {
            format!("'{other}' zegt iets anders dan '{used}'. Gebruikt wordt '{used}'. Klopt dat?")
        }
        FindingKind::AmountsNotUsed { columns } => {
            format!("In deze kolommen staan aantallen die niet meegaan: {}. Klopt dat?", columns.join(", "))
        }
        FindingKind::AmountFormat { column, question } => format(column, question),
        FindingKind::Currency { column } => format!("In kolom '{column}' staan bedragen met een euroteken: het zijn euro's."),
        FindingKind::DateOrder { column } => {
            format!("In kolom '{column}' kan 5/11 zowel 5 november als 11 mei zijn. Geen datum in het bestand beslist dat. Kies de volgorde.")
        }
        FindingKind::NoPerson => "Uren zonder personeelsnummer. Ze horen bij niemand; de persoon erboven is niet ingevuld.".to_owned(),
        FindingKind::NotANumber { person } => {
            format!("'{person}' is geen personeelsnummer van Loket. Kies eenmaal wie dit is.")
        }
        FindingKind::LeadingZeros { person } => {
            format!("Personeelsnummer {person} komt met en zonder nullen ervoor voor. Is dat dezelfde persoon?")
        }
        FindingKind::Contracts { person, contracts } => format!(
            "Personeelsnummer {person} heeft contract {}. Kies per contract eenmaal welk dienstverband het is; tot dan gaat er van {person} niets mee.",
            contracts.join(" en ")
        ),
        FindingKind::SeveralNames { person, names } => {
            format!("Personeelsnummer {person} heeft meer namen: {}. Het nummer telt.", names.join(", "))
        }
        FindingKind::NoCode => "Uren zonder code.".to_owned(),
        FindingKind::AmountUnreadable => "Dit is niet als uren of bedrag te lezen. Verbeter de cel of laat de rij weg.".to_owned(),
        FindingKind::AmountOtherFormat => {
            "Anders geschreven dan de rest van de kolom. Verbeter de cel of kies een andere schrijfwijze voor de kolom.".to_owned()
        }
        FindingKind::AmountNoValue => "De cel bevat een fout of een formule zonder waarde. Open het bestand in Excel, bewaar het en kies het opnieuw.".to_owned(),
        FindingKind::AmountIsDate => "Hier staat een datum en geen aantal.".to_owned(),
        FindingKind::AmountMerged => {
            "Dit aantal staat in een samengevoegde cel over meer rijen. Bij welke rij het hoort is niet te zien.".to_owned()
        }
        FindingKind::Negative => {
            "Negatieve uren. Een correctie is de juiste waarde in de periode zelf, niet een negatief aantal in een latere.".to_owned()
        }
        FindingKind::TooLarge => "1000 uur of meer kan niet in Loket.".to_owned(),
        FindingKind::TooManyDecimals { decimals } => {
            format!("Meer dan {decimals} decimalen. Verbeter de cel, of kies dat er wordt afgerond.")
        }
        FindingKind::RowTooWide => {
            "De rij heeft meer velden dan de kop; de waarden kunnen in een verkeerde kolom staan. Vaak is dat een komma die niet tussen \
             aanhalingstekens staat. Verbeter de rij of maak de export opnieuw."
                .to_owned()
        }
        FindingKind::NoDate => "Uren zonder datum.".to_owned(),
        FindingKind::DateUnreadable => "Dit is niet als datum te lezen.".to_owned(),
        FindingKind::NoSuchDay => "Deze dag bestaat niet.".to_owned(),
        FindingKind::OtherWeekday => "De dag van de week hoort niet bij deze datum.".to_owned(),
        FindingKind::OtherPeriod { period } => format!("Valt buiten periode {period}. Deze uren gaan niet mee; splits het bestand."),
        FindingKind::SeveralPeriods { periods } => {
            let periods: Vec<String> = periods.iter().map(ToString::to_string).collect();
            format!("Het bestand bevat meer perioden: {}. Kies er een.", periods.join(", "))
        }
        FindingKind::SeveralAdministrations { administrations } => {
            format!("Het bestand bevat meer administraties: {}. Maak er een bestand per administratie van.", administrations.join(", "))
        }
        FindingKind::StillRunning => "Deze dienst loopt nog. Tellen de uren tot nu toe mee?".to_owned(),
        FindingKind::RunsOn => "Deze dienst loopt door in de volgende periode en telt geheel op de dag waarop hij begon.".to_owned(),
        FindingKind::DoubleRow => "Dezelfde persoon, code, afdeling en dag met hetzelfde aantal: dubbel?".to_owned(),
        FindingKind::AddsToEarlier => {
            "De meeste uren zijn negatief: dit lijkt een aanvulling op een eerder bestand. Met Overschrijven gaan dan uren verloren.".to_owned()
        }
        FindingKind::SurchargeExceeds { person, code, surcharge, hours } => {
            format!("{person} heeft {} uur '{code}' en {} uur in totaal.", surcharge.written(2, ','), hours.written(2, ','))
        }
        FindingKind::LeftOut { why } => left_out(*why).to_owned(),
        FindingKind::ControlDiffers { column, file, rows } => format!(
            "Het totaal van '{column}' in het bestand is {}, de rijen samen zijn {}.",
            file.written(2, ','),
            rows.written(2, ',')
        ),
        FindingKind::ControlRounding { column, file, rows } => format!(
            "Het totaal van '{column}' in het bestand is {}, de rijen samen zijn {}: een verschil door afronden.",
            file.written(2, ','),
            rows.written(2, ',')
        ),
        FindingKind::ControlVisible { column, file, rows } => format!(
            "Het totaal van '{column}' ({}) is dat van de zichtbare rijen; alle rijen samen zijn {}.",
            file.written(2, ','),
            rows.written(2, ',')
        ),
        FindingKind::ControlOfText { column, file, rows } => format!(
            "Het totaal van '{column}' in het bestand is {}: de formule telt tekst op. De rijen samen zijn {}.",
            file.written(2, ','),
            rows.written(2, ',')
        ),
        FindingKind::Rounded { person, code, exact, written } => {
            format!("{person} '{code}': {exact} is eenmaal afgerond, aan het eind, op {written}.")
        }
        FindingKind::FifthWeek { period } => {
            format!("Periode {period} heeft vijf weken: het jaar heeft week 53. Met component 998 wordt de vijfde week niet uitbetaald.")
        }
        FindingKind::SumTooLarge { person, code } => format!("{person} '{code}': samen 1000 uur of meer, dat kan niet in Loket."),
    }
}

fn format(column: &str, question: &FormatQuestion) -> String {
    match question {
        FormatQuestion::Unit { proposed, other, why } => {
            let why = match why {
                UnitReason::Head => "de kop zegt het en de waarden passen erbij",
                UnitReason::LargeWholeNumbers => "het zijn hele getallen die groot zijn voor uren",
                UnitReason::DecimalsBelowSixty => {
                    "alle decimalen zijn kleiner dan 60 en kunnen dus ook minuten zijn"
                }
                UnitReason::Currency => "er staan eurotekens onder een kop die uren zegt",
                UnitReason::PartsOfADay => "er staan tijden en getallen door elkaar, of delen van een dag",
            };
            format!(
                "Wat staat er in kolom '{column}': {} of {}? Voorstel: {}, want {why}.",
                unit(*proposed),
                unit(*other),
                unit(*proposed)
            )
        }
        FormatQuestion::Decimal => {
            format!("Is in kolom '{column}' de komma of de punt het decimaalteken? Geen rij beslist dat.")
        }
        FormatQuestion::Thousands => {
            format!("Is 1.000 in kolom '{column}' duizend of een? De andere rijen zeggen duizend.")
        }
    }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "uren",
        Unit::Minutes => "minuten",
        Unit::Seconds => "seconden",
        Unit::HoursMinutes => "uren.minuten (7.30 is 7 uur 30)",
        Unit::Days => "delen van een dag",
        Unit::Money => "euro's",
        Unit::Pieces => "aantallen",
    }
}

fn left_out(why: LeftOut) -> &'static str {
    match why {
        LeftOut::Title => "Titel boven de kop.",
        LeftOut::Total => "Totaal: telt niet mee en is vergeleken.",
        LeftOut::NoAmount => "Geen uren in deze rij.",
        LeftOut::RepeatedHead => "De kop nog een keer.",
        LeftOut::Hidden => "Verborgen, en gekozen dat dit niet meetelt.",
        LeftOut::Running => "Loopt nog, en gekozen dat dit niet meetelt.",
        LeftOut::OtherPeriod => "Van een andere periode; gaat daar mee.",
        LeftOut::Chosen => "Gekozen dat deze rij niet meegaat.",
    }
}

fn sensitive(holds: Sensitive) -> &'static str {
    match holds {
        Sensitive::Bsn => "burgerservicenummers",
        Sensitive::Iban => "rekeningnummers",
        Sensitive::Wage => "lonen of tarieven",
        Sensitive::BirthDate => "geboortedatums",
    }
}

fn file_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Text => "tekst",
        FileKind::Xlsx => "een werkmap (xlsx)",
        FileKind::Xls => "een werkmap (xls)",
        FileKind::Xlsb => "een werkmap (xlsb)",
        FileKind::Ods => "een werkmap (ods)",
        FileKind::Html => "een webpagina",
    }
}
