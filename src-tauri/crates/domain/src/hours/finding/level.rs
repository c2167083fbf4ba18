//! How serious each kind of finding is, the same for every file.

use super::{FindingKind, Level};
use crate::hours::amount_format::FormatQuestion;

impl FindingKind {
    /// How serious it is, the same for every file.
    pub fn level(&self) -> Level {
        match self {
            Self::NoHead { .. }
            | Self::NoPersonColumn
            | Self::NoAmountColumn
            | Self::NoPerson
            | Self::NotANumber { .. }
            | Self::NoCode
            | Self::AmountUnreadable
            | Self::AmountOtherFormat
            | Self::AmountNoValue
            | Self::AmountIsDate
            | Self::AmountMerged
            | Self::ClockTimes { .. }
            | Self::Negative
            | Self::TooLarge
            | Self::TooManyDecimals { .. }
            | Self::RowTooWide
            | Self::NoDate
            | Self::DateUnreadable
            | Self::NoSuchDay
            | Self::OtherWeekday
            | Self::OtherPeriod { .. }
            | Self::PeriodNotStated
            | Self::SeveralPeriods { .. }
            | Self::SeveralAdministrations { .. }
            | Self::OtherAdministration { .. }
            | Self::OtherEmployer { .. }
            | Self::NoAdministration
            | Self::ControlDiffers { .. }
            | Self::SumTooLarge { .. }
            | Self::PersonUnknown { .. }
            | Self::NotEmployed { .. }
            | Self::SeveralEmployments { .. }
            | Self::SamePersonTwice { .. }
            | Self::AddFirst { .. }
            | Self::CodeNotMapped { .. }
            | Self::ComponentUnknown { .. }
            | Self::DepartmentNotMapped { .. }
            | Self::UnitUnknown { .. }
            | Self::ShiftUnknown { .. }
            | Self::ShiftNotMapped { .. }
            | Self::PersonNotChosen { .. }
            | Self::ProductOff
            | Self::NoImportRight
            | Self::PeriodClosed => Level::Error,
            Self::Sheets { .. }
            | Self::HiddenRows { .. }
            | Self::AmountFormat { .. }
            | Self::DateOrder { .. }
            | Self::LeadingZeros { .. }
            | Self::Contracts { .. }
            | Self::StillRunning
            | Self::RepeatedHour
            | Self::ColumnsDisagree { chosen: false, .. }
            | Self::AddsToEarlier
            | Self::NumbersDiffer { .. } => Level::Question,
            Self::ColumnsDisagree { .. }
            | Self::SheetNotRead { hours: true, .. }
            | Self::AmountsNotUsed { .. }
            | Self::SeveralNames { .. }
            | Self::RunsOn
            | Self::DoubleRow
            | Self::SurchargeExceeds { .. }
            | Self::ControlRounding { .. }
            | Self::ControlOfText { .. }
            | Self::FifthWeek { .. }
            | Self::PersonNotSeen { .. }
            | Self::SameNameInLoket { .. }
            | Self::EmploymentUnclear { .. }
            | Self::SecondRun { .. }
            | Self::TotalDiffers { .. }
            | Self::TooManyHours { .. }
            | Self::WithoutHours { .. }
            | Self::PeriodApproved => Level::Warning,
            Self::Misnamed { .. }
            | Self::HiddenUnknown
            | Self::ControlSheet { .. }
            | Self::HiddenSheet { .. }
            | Self::SheetNotRead { .. }
            | Self::DroppedColumn { .. }
            | Self::HiddenColumn { .. }
            | Self::SameAmounts { .. }
            | Self::Currency { .. }
            | Self::ClockWithoutDay
            | Self::LeftOut { .. }
            | Self::LeftForPeriod { .. }
            | Self::LeftForAdministration { .. }
            | Self::ControlVisible { .. }
            | Self::Rounded { .. }
            | Self::OnlyForces { .. }
            | Self::Filtered { .. }
            | Self::NotRead { .. } => Level::Note,
        }
    }

    /// Whether nothing at all goes up before it is answered: it concerns the whole file.
    pub fn stops_everything(&self) -> bool {
        matches!(
            self,
            Self::NoHead { .. }
                | Self::NoPersonColumn
                | Self::NoAmountColumn
                | Self::Sheets { .. }
                | Self::DateOrder { .. }
                | Self::SeveralAdministrations { .. }
                | Self::AddsToEarlier
        ) || matches!(self, Self::AmountFormat { question, .. } if !matches!(question, FormatQuestion::Thousands))
    }
}
