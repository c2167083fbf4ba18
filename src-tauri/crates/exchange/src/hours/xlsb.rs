//! XLSB, the binary workbook of Excel, cell by cell.

use std::io::Cursor;

use calamine::{Reader, Xlsb, XlsbError};
use domain::hours::read_fault::ReadFault;
use domain::hours::sheet::Sheet;

use super::package;
use super::progress::ReadProgress;
use super::workbook::{mark_sum, names, put, value_of};

pub(super) fn read(bytes: &[u8], progress: &ReadProgress) -> Result<Vec<Sheet>, ReadFault> {
    let mut archive = package::open(bytes)?;
    for (part, _) in package::look_through(&mut archive)? {
        if package::is_sheet(&part) && has_short_cells(&package::whole(&mut archive, &part)?) {
            return Err(ReadFault::Damaged);
        }
    }
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|fault| xlsb_fault(&fault))?;
    let mut sheets = Vec::new();
    for (name, hidden) in names(workbook.sheets_metadata()) {
        let mut sheet = Sheet::new(&name);
        sheet.hidden = hidden;
        sheet.shows_hidden = false;
        {
            let mut cells = workbook.worksheet_cells_reader(&name).map_err(|fault| xlsb_fault(&fault))?;
            while let Some(cell) = cells.next_cell().map_err(|fault| xlsb_fault(&fault))? {
                put(
                    &mut sheet,
                    cell.get_position(),
                    value_of(cell.get_value().clone()),
                    |_| false,
                    progress,
                )?;
            }
        }
        sheet.finish();
        let mut formulas = workbook.worksheet_cells_reader(&name).map_err(|fault| xlsb_fault(&fault))?;
        while let Some(cell) = formulas.next_formula().map_err(|fault| xlsb_fault(&fault))? {
            mark_sum(&mut sheet, cell.get_position(), cell.get_value());
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Whether a sheet has cells without their column, which stand behind the cell before them. Excel does not write them, some programs
/// do, and calamine passes over them: hours would be missing without a word.
fn has_short_cells(part: &[u8]) -> bool {
    let mut rest = part;
    // A number in seven bits a byte, of at most so many.
    let number = |most: usize, rest: &mut &[u8]| -> Option<usize> {
        let mut number = 0;
        for at in 0..most {
            let (byte, behind) = rest.split_first()?;
            *rest = behind;
            number |= usize::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    };
    while let (Some(kind), Some(length)) = (number(2, &mut rest), number(4, &mut rest)) {
        // BrtShortBlank to BrtShortIsst.
        if (12..=18).contains(&kind) {
            return true;
        }
        let Some(behind) = rest.get(length..) else { return false };
        rest = behind;
    }
    false
}

fn xlsb_fault(fault: &XlsbError) -> ReadFault {
    if matches!(fault, XlsbError::Password) { ReadFault::Password } else { ReadFault::Damaged }
}
