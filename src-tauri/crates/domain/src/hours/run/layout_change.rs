//! What a choice of the user does to the layout of a file.

use super::LayoutChange;
use crate::answer::Personal;
use crate::hours::layout::Layout;
use crate::hours::roles::Role;

/// Puts one choice into a layout. A column that is not there any more is passed over.
pub(super) fn apply(layout: &mut Layout, change: &LayoutChange) {
    match change {
        LayoutChange::Role { column, role } => {
            let _ = column.clear().map(|column| layout.assign(column, *role));
        }
        LayoutChange::Format { column, format } => {
            if let Some(column) = column.clear().and_then(|column| layout.column_mut(column)) {
                column.format = *format;
            }
        }
        LayoutChange::Sheets { sheets } => {
            let name = |sheet: &Personal| sheet.clear().map(str::to_owned);
            layout.sheets = sheets.as_ref().map(|sheets| sheets.iter().filter_map(name).collect());
        }
        LayoutChange::DateOrder { order } => layout.date_order = *order,
        LayoutChange::HiddenRows { count } => layout.hidden_rows = *count,
        LayoutChange::Running { count } => layout.running = *count,
        LayoutChange::Correction { allowed } => layout.correction = *allowed,
        LayoutChange::Rounding { allowed } => layout.round = *allowed,
        LayoutChange::ClockTimes { used } => {
            layout.clock_times = *used;
            if *used == Some(true) {
                // The same hours do not count twice.
                layout.clear(Role::Amount);
            }
        }
        LayoutChange::JoinCodes { joined } => layout.join_codes(*joined),
        LayoutChange::RepeatedHour { hour } => layout.repeated_hour = *hour,
    }
}
