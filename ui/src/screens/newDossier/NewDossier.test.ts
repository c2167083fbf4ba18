import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRouter } from '../../shell/router.svelte';
import {
  boardRow,
  book,
  employer,
  ok,
  officeBook,
  packed,
  refused,
  summary,
} from '../../testing/samples';
import NewDossier from './NewDossier.svelte';
import { asId } from '../../testing/ids';

const commands = vi.hoisted(() => ({
  handbooks: vi.fn(),
  employers: vi.fn(),
  board: vi.fn(),
  startDossiers: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));

let stop: () => void;
function at(hash: string) {
  history.replaceState(null, '', hash);
  stop = startRouter();
}
beforeEach(() => {
  commands.handbooks.mockReturnValue(ok([book('asr-werkgever'), officeBook]));
  commands.employers.mockReturnValue(
    ok([
      { employer: employer('e3', 'Zuivel'), dossiers: 0, open: 0 },
      { employer: employer('e1', 'Bakker'), dossiers: 1, open: 1 },
      { employer: employer('e2', 'Café'), dossiers: 1, open: 0 },
    ]),
  );
  commands.board.mockReturnValue(
    ok(
      packed({
        rows: [
          boardRow('d1', 'Bakker', { employer: asId('e1') }),
          boardRow('d2', 'Café', { employer: asId('e2'), signed_off: '2026-01-01T10:00:00Z' }),
        ],
        today: '2026-11-20',
        employers: 3,
      }),
    ),
  );
});
afterEach(() => {
  cleanup();
  stop();
  vi.resetAllMocks();
});

test('says who has an open dossier already, and starts the others in one go', async () => {
  commands.startDossiers.mockReturnValue(ok([summary('n1'), summary('n2')]));
  at('#/nieuw?handboek=asr-werkgever');
  const { container } = render(NewDossier);
  const user = userEvent.setup();
  expect(
    (await screen.findByRole('link', { name: 'Open het dossier van Bakker' })).getAttribute('href'),
  ).toBe('#/dossiers/d1');
  expect(screen.queryByRole('checkbox', { name: 'Bakker' })).toBeNull();
  const { violations } = await audit(container, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Kies alle 2' }));
  await user.type(screen.getByLabelText(/Streefdatum/), '1-12-2026');
  await user.click(screen.getByRole('button', { name: 'Begin 2 dossiers' }));
  expect(commands.startDossiers).toHaveBeenCalledExactlyOnceWith(
    'asr-werkgever',
    expect.arrayContaining(['e2', 'e3']),
    '2026-12-01',
  );
  expect(window.location.hash).toBe('#/');
});

test('one dossier opens at once', async () => {
  commands.startDossiers.mockReturnValue(ok([summary('n1')]));
  at('#/nieuw?handboek=asr-werkgever&werkgever=e2');
  render(NewDossier);
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Begin dossier' }));
  expect(commands.startDossiers).toHaveBeenCalledWith('asr-werkgever', ['e2'], null);
  expect(window.location.hash).toBe('#/dossiers/n1');
});

test('all that are found, and none', async () => {
  at('#/nieuw?handboek=asr-werkgever');
  render(NewDossier);
  const user = userEvent.setup();
  await user.type(await screen.findByRole('searchbox'), 'zui');
  await user.click(screen.getByRole('button', { name: 'Kies deze werkgever' }));
  await user.clear(screen.getByRole('searchbox'));
  expect(screen.getByRole('checkbox', { name: 'Zuivel' })).toHaveProperty('checked', true);
  expect(screen.getByRole('checkbox', { name: 'Café' })).toHaveProperty('checked', false);
  expect(screen.getByText('1 werkgever gekozen')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Kies geen werkgever' }));
  expect(screen.getByText('Nog geen werkgever gekozen')).toBeTruthy();
});

test('what is missing is said on Doorgaan', async () => {
  at('#/nieuw');
  render(NewDossier);
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText(/Streefdatum/), '31-2-2026');
  await user.click(screen.getByRole('button', { name: 'Begin dossier' }));
  const errors = await screen.findByRole('region', { name: 'Er is een probleem' });
  expect(
    within(errors)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Kies een handboek', 'Streefdatum: vul een datum in die bestaat, zoals 24-11-2026']);
  expect(commands.startDossiers).not.toHaveBeenCalled();
});

test('the office handbook needs no employer', async () => {
  commands.startDossiers.mockReturnValue(ok([summary('n1')]));
  at('#/nieuw?handboek=asr-kantoor');
  render(NewDossier);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Begin dossier' }));
  expect(commands.startDossiers).toHaveBeenCalledWith('asr-kantoor', [], null);
});

test('an office dossier that is open is opened, not begun again', async () => {
  const open = boardRow('k1', null, { employer: null, handbook: asId('asr-kantoor') });
  commands.board.mockReturnValue(ok(packed({ rows: [open], today: '2026-11-20', employers: 3 })));
  at('#/nieuw?handboek=asr-kantoor');
  render(NewDossier);
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Open dossier' }));
  expect(window.location.hash).toBe('#/dossiers/k1');
  expect(commands.startDossiers).not.toHaveBeenCalled();
});

test('without a name it says where to fill that in, and keeps the choice', async () => {
  commands.startDossiers.mockReturnValue(refused({ code: 'needsName' }));
  at('#/nieuw?handboek=asr-werkgever&werkgever=e2');
  render(NewDossier);
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Begin dossier' }));
  expect((await screen.findByRole('link', { name: 'Instellingen' })).getAttribute('href')).toBe(
    '#/instellingen',
  );
  expect(screen.getByRole('checkbox', { name: 'Café' })).toHaveProperty('checked', true);
});
