import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HoursRunId } from '../../host';
import { toast } from '../../parts/toast.svelte';
import { startRouter } from '../../shell/router.svelte';
import { asId } from '../../testing/ids';
import { employer, ok, refused } from '../../testing/samples';
import { keepDropped } from '../../shell/drops.svelte';
import Hours from './Hours.svelte';
import MappingTools from './MappingTools.svelte';
import { text } from './samples';

const commands = vi.hoisted(() => ({
  hoursRuns: vi.fn(),
  hoursStarts: vi.fn(),
  employers: vi.fn(),
  saveHoursMapping: vi.fn(),
  checkUploadFile: vi.fn(),
  checkUploadAgain: vi.fn(),
  saveMendedUpload: vi.fn(),
  watchDroppedFiles: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({ channelTo: (tell: unknown) => tell }));

const user = userEvent.setup();
const other = {
  run: 'r2',
  employer: 'e1',
  administration: 395,
  period: { year: 2026, kind: 'month', number: 10 },
};
const upload = {
  name: 'van-een-ander.csv',
  sha256: 'ab',
  administration: 395,
  employer: 'Café De Proef',
  people: 2,
  rows: 3,
  totals: [{ component: 2, total: '20.5' }],
  findings: [
    {
      kind: 'decimalSign',
      level: 'error',
      text: text('Het decimaalteken is een punt.'),
      mended: true,
      places: [{ sheet: '', row: 2, cell: 'D2' }],
      count: 1,
    },
  ],
  mended: 7 as number | null,
  period: null,
  periods: [
    {
      period: { year: 2026, kind: 'month' as const, number: 11 },
      id: 202611,
      first: '2026-11-01',
      last: '2026-11-30',
      words: text('november 2026'),
    },
  ],
  profile: 'loket-2015',
  profiles: ['loket-2015', 'loket-2015-empty-is-zero'],
};

beforeEach(() => {
  window.location.hash = '#/uren';
  commands.hoursRuns.mockReturnValue(ok([]));
  commands.employers.mockReturnValue(
    ok([{ employer: employer('e1', 'Café De Proef'), dossiers: 0, open: 0 }]),
  );
  commands.watchDroppedFiles.mockReturnValue(ok(null));
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

test('an upload file is checked with the place of each, and a mended one is saved', async () => {
  commands.checkUploadFile.mockReturnValue(ok(upload));
  commands.saveMendedUpload.mockReturnValue(ok('van-een-ander-verbeterd.csv'));
  const { container } = render(Hours);
  await user.click(await screen.findByRole('button', { name: 'Controleer een uploadbestand' }));
  const section = await screen.findByRole('region', { name: 'Gecontroleerd: van-een-ander.csv' });
  within(section).getByText('Het decimaalteken is een punt.');
  within(section).getByText(/cel D2.*goed in het verbeterde bestand/);
  within(section).getByText('395, Café De Proef');
  within(section).getByText(/^20,5/);
  expect((await audit(container)).violations).toEqual([]);
  await user.click(within(section).getByRole('button', { name: 'Bewaar het verbeterde bestand' }));
  expect(commands.saveMendedUpload).toHaveBeenCalledWith(7);
  expect(toast()?.text).toContain('van-een-ander-verbeterd.csv');
  await user.click(within(section).getByRole('button', { name: 'Sluiten' }));
  expect(screen.queryByRole('region', { name: /^Gecontroleerd/ })).toBeNull();
});

test('an upload file is checked for another period and by another layout', async () => {
  commands.checkUploadFile.mockReturnValue(ok(upload));
  const november = upload.periods[0];
  commands.checkUploadAgain.mockReturnValue(ok({ ...upload, period: november }));
  const { container } = render(Hours);
  await user.click(await screen.findByRole('button', { name: 'Controleer een uploadbestand' }));
  await screen.findByText(/^Zonder loonperiode is onbekend/);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Loonperiode' }), 'november 2026');
  expect(commands.checkUploadAgain).toHaveBeenCalledWith(november?.period, 'loket-2015');
  await vi.waitFor(() => expect(screen.queryByText(/^Zonder loonperiode/)).toBeNull());
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Wat een lege cel in dit bestand betekent' }),
    'Zet het in Loket op 0',
  );
  expect(commands.checkUploadAgain).toHaveBeenLastCalledWith(
    november?.period,
    'loket-2015-empty-is-zero',
  );
  expect((await audit(container)).violations).toEqual([]);
});

test('an upload file in order is said to have the right form, and one that cannot be mended is not', async () => {
  commands.checkUploadFile.mockReturnValueOnce(ok({ ...upload, findings: [], mended: null }));
  render(Hours);
  const check = await screen.findByRole('button', { name: 'Controleer een uploadbestand' });
  await user.click(check);
  await screen.findByText(/heeft de vorm die Loket inleest/);
  commands.checkUploadFile.mockReturnValueOnce(ok({ ...upload, mended: null }));
  await user.click(check);
  await screen.findByText(/niet herstellen zonder te raden/);
  expect(screen.queryByRole('button', { name: 'Bewaar het verbeterde bestand' })).toBeNull();
});

test('a file that was dropped on the card of an employer starts a period for it', async () => {
  window.location.hash = '#/uren?werkgever=e1';
  commands.hoursStarts.mockReturnValue(ok([]));
  const stop = startRouter();
  keepDropped({ token: 3, name: 'uren-november.csv' });
  render(Hours);
  await screen.findByText(/^Voor uren-november.csv\./);
  expect(commands.hoursStarts).toHaveBeenCalledWith('e1');
  stop();
});

test('a mapping comes from another period and from a file, and goes to a file', async () => {
  commands.hoursRuns.mockReturnValue(ok([other, { ...other, run: 'r1' }]));
  commands.saveHoursMapping.mockReturnValue(ok(null));
  const taken = vi.fn(() => Promise.resolve(true));
  render(MappingTools, { run: asId<HoursRunId>('r1'), onCopy: taken, onOpen: taken });
  await user.click(screen.getByRole('button', { name: 'Neem koppelingen over' }));
  await user.click(await screen.findByRole('button', { name: 'Neem over' }));
  screen.getByText('Kies een loonperiode', { selector: '[id$=error], [id$=error] *' });
  await user.selectOptions(
    screen.getByRole('combobox'),
    'Café De Proef, aansluiting 395, oktober 2026',
  );
  await user.click(screen.getByRole('button', { name: 'Neem over' }));
  expect(taken).toHaveBeenCalledWith('r2');
  await user.click(screen.getByRole('button', { name: 'Open koppelbestand' }));
  expect(taken).toHaveBeenCalledTimes(2);
  await user.click(screen.getByRole('button', { name: 'Bewaar koppelingen' }));
  await user.click(screen.getByRole('checkbox', { name: /^Ook medewerkers/ }));
  await user.click(screen.getByRole('button', { name: 'Kies waar' }));
  expect(commands.saveHoursMapping).toHaveBeenCalledWith('r1', true);
  expect(toast()?.text).toBe('De koppelingen zijn bewaard');
});

test('a mapping that is not saved says why', async () => {
  commands.saveHoursMapping.mockReturnValue(
    refused({ code: 'notWritten', why: { kind: 'failed' } }),
  );
  const taken = vi.fn(() => Promise.resolve(false));
  render(MappingTools, { run: asId<HoursRunId>('r1'), onCopy: taken, onOpen: taken });
  await user.click(screen.getByRole('button', { name: 'Bewaar koppelingen' }));
  await user.click(screen.getByRole('button', { name: 'Kies waar' }));
  await screen.findByRole('alert');
});
