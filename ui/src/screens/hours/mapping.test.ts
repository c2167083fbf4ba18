import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import MappingSection from './MappingSection.svelte';
import { changes, mappingRow, text } from './samples';

vi.mock('../../host/bindings', () => ({ commands: {} }));

const user = userEvent.setup();

const normal = mappingRow('NORM', {
  choice: { kind: 'component', number: 2 },
  source: { kind: 'lastRun', run: 'r0' as never },
  rows: 23,
  open: false,
});
const options = [
  { choice: { kind: 'component' as const, number: 2 }, code: '2', label: 'Normale uren' },
  { choice: { kind: 'component' as const, number: 15 }, code: '15', label: 'Overuren 125 %' },
];
const props = () => ({
  of: 'code' as const,
  use: 'notUsed' as const,
  rows: [normal, mappingRow('REIS'), mappingRow('OV125')],
  options,
  previous: 'oktober',
  locked: false,
  onChange: changes(),
});

afterEach(cleanup);

test('missing ones come first, and how each was chosen stands beside it', async () => {
  const { container } = render(MappingSection, props());
  const names = screen.getAllByRole('rowheader').map((cell) => cell.textContent.trim());
  expect(names).toEqual(['REIS', 'OV125', 'NORM']);
  expect(screen.getByRole('row', { name: /NORM/ }).textContent).toContain('als in oktober');
  expect(screen.getByRole('row', { name: /REIS/ }).textContent).toContain('ontbreekt');
  screen.getByText('1 van 3 gekoppeld');
  expect((await audit(container)).violations).toEqual([]);
});

test('a row that was chosen stays where it is, so that no other comes under the pointer', async () => {
  const given = props();
  const { rerender } = render(MappingSection, given);
  const choice = { kind: 'component' as const, number: 15 };
  await rerender({
    rows: [normal, mappingRow('REIS', { choice, open: false }), mappingRow('OV125')],
  });
  const names = screen.getAllByRole('rowheader').map((cell) => cell.textContent.trim());
  expect(names).toEqual(['REIS', 'OV125', 'NORM']);
});

test('several rows are set at a time', async () => {
  const given = props();
  render(MappingSection, given);
  await user.click(screen.getByRole('checkbox', { name: 'Kies REIS' }));
  await user.click(screen.getByRole('checkbox', { name: 'Kies OV125' }));
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Waarde voor de gekozen rijen' }),
    '15 Overuren 125 %',
  );
  expect(given.onChange).toHaveBeenCalledWith({
    kind: 'map',
    of: 'code',
    names: ['REIS', 'OV125'],
    choice: { kind: 'component', number: 15 },
  });
});

test('what does not go along needs a reason', async () => {
  const given = props();
  render(MappingSection, given);
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Componentcode voor REIS' }),
    'Gaat niet mee',
  );
  await user.click(screen.getByRole('button', { name: 'Bewaar' }));
  screen.getByText('Schrijf er een reden bij');
  expect(given.onChange).not.toHaveBeenCalled();
  await user.type(screen.getByRole('textbox'), 'wordt los betaald');
  await user.click(screen.getByRole('button', { name: 'Bewaar' }));
  expect(given.onChange).toHaveBeenCalledWith({
    kind: 'map',
    of: 'code',
    names: ['REIS'],
    choice: { kind: 'notImported', reason: 'wordt los betaald' },
  });
});

test('proposals are taken over one by one or all at once', async () => {
  const proposal = {
    choice: { kind: 'component' as const, number: 15 },
    label: '15 Overuren 125 %',
    why: text('de naam lijkt erop'),
  };
  const rows = [mappingRow('OV125', { proposal }), mappingRow('OV', { proposal })];
  const given = { ...props(), rows };
  render(MappingSection, given);
  await user.click(
    screen.getByRole('button', { name: 'Neem het voorstel voor OV125 over: 15 Overuren 125 %' }),
  );
  await user.click(screen.getByRole('button', { name: 'Neem alle 2 voorstellen over' }));
  expect(given.onChange.mock.calls.map(([change]) => change)).toEqual([
    { kind: 'map', of: 'code', names: ['OV125'], choice: proposal.choice },
    {
      kind: 'mapEach',
      of: 'code',
      choices: [
        { name: 'OV125', choice: proposal.choice },
        { name: 'OV', choice: proposal.choice },
      ],
    },
  ]);
});

test('offline a number is typed, and a name is refused with a hint', async () => {
  const given = { ...props(), options: null };
  render(MappingSection, given);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Componentcode voor REIS' });
  await user.type(field, 'Reisuren{Enter}');
  screen.getByText('Vul het nummer in, niet de naam.');
  expect(field.value).toBe('Reisuren');
  expect(given.onChange).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, '0284{Enter}');
  expect(given.onChange).toHaveBeenCalledWith({
    kind: 'map',
    of: 'code',
    names: ['REIS'],
    choice: { kind: 'component', number: 284 },
  });
});

test('people that have the number of the file stay out of the way', async () => {
  render(MappingSection, {
    ...props(),
    of: 'person' as const,
    rows: [mappingRow('12', { fileName: 'S. Proef', open: false }), mappingRow('41')],
  });
  expect(screen.queryByText('S. Proef')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Toon alle 2' }));
  screen.getByText('S. Proef');
});

test('a ploeg is a number of 1 to 15, and one that is a number already needs nothing', async () => {
  const given = {
    ...props(),
    of: 'shift' as const,
    options: null,
    rows: [mappingRow('3', { open: false }), mappingRow('Nacht')],
  };
  const { container } = render(MappingSection, given);
  screen.getByRole('heading', { name: 'Ploegen' });
  expect(screen.getByRole('row', { name: /^Kies 3/ }).textContent).toContain(
    'nummer uit het bestand',
  );
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Ploeg voor Nacht' });
  await user.type(field, '16{Enter}');
  screen.getByText('Vul het nummer in, niet de naam.');
  expect(given.onChange).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, '2{Enter}');
  expect(given.onChange).toHaveBeenCalledWith({
    kind: 'map',
    of: 'shift',
    names: ['Nacht'],
    choice: { kind: 'shift', number: 2 },
  });
  expect((await audit(container)).violations).toEqual([]);
});
