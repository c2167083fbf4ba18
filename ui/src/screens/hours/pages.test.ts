import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EmployerId, FileDrop, HoursRunId, HoursRunSummary, HoursView } from '../../host';
import { asId } from '../../testing/ids';
import { employer, noor, ok, refused } from '../../testing/samples';
import Hours from './Hours.svelte';
import HoursRun from './HoursRun.svelte';
import { fileView, finding, notRead, runView, stamp, text } from './samples';

const commands = vi.hoisted(() => ({
  hoursRuns: vi.fn(),
  hoursStarts: vi.fn(),
  createHoursRun: vi.fn(),
  startHoursRunWithSameFile: vi.fn(),
  openHoursRun: vi.fn(),
  chooseHoursFile: vi.fn(),
  takeDroppedFile: vi.fn(),
  watchDroppedFiles: vi.fn(),
  stopHoursFile: vi.fn(),
  changeHoursRun: vi.fn(),
  makeUploadFile: vi.fn(),
  practiceHoursFiles: vi.fn(),
  hoursDrafts: vi.fn(),
  keepHoursDraft: vi.fn(),
  saveFile: vi.fn(),
  employers: vi.fn(),
  copyText: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({
  channelTo: (tell: unknown) => tell,
  progressTo: (tell: unknown) => tell,
}));

const user = userEvent.setup();
/** Who is told of dropped files: once for the whole program. */
let tellDrop: ((drop: FileDrop) => void) | undefined;
const november = { year: 2026, kind: 'month' as const, number: 11 };

function summary(run: string, over: Partial<HoursRunSummary> = {}): HoursRunSummary {
  return {
    run: asId(run),
    employer: asId('e1'),
    administration: 395,
    period: november,
    status: 'made',
    created: stamp.at,
    changed: stamp.at,
    actor: noor,
    people: 2,
    rows: 2,
    totals: [],
    sha256: 'abc',
    uploaded: null,
    signedOff: null,
    ...over,
  };
}

beforeEach(() => {
  window.location.hash = '#/uren';
  commands.practiceHoursFiles.mockReturnValue(ok([]));
  commands.hoursRuns.mockReturnValue(ok([summary('r1')]));
  commands.hoursDrafts.mockReturnValue(ok({}));
  commands.keepHoursDraft.mockReturnValue(ok(null));
  commands.employers.mockReturnValue(
    ok([{ employer: employer('e1', 'Café De Proef'), dossiers: 0, open: 0 }]),
  );
  commands.watchDroppedFiles.mockImplementation((channel: typeof tellDrop) => {
    tellDrop = channel;
    return ok(null);
  });
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe('the list', () => {
  test('a period and the way to the next one', async () => {
    commands.createHoursRun.mockReturnValue(ok({ run: runView(), file: null, loket: notRead }));
    const { container } = render(Hours);
    const row = await screen.findByRole('row', { name: /Café De Proef/ });
    within(row).getByText('november 2026');
    expect((await audit(container)).violations).toEqual([]);
    await user.click(within(row).getByRole('button', { name: 'Begin met december 2026' }));
    expect(commands.createHoursRun).toHaveBeenCalledWith('e1', 395, { ...november, number: 12 });
  });

  test('a new period has what is known filled in', async () => {
    commands.hoursRuns.mockReturnValue(ok([]));
    commands.hoursStarts.mockReturnValue(
      ok([
        {
          administration: { clientNumber: 395, name: 'Winkel', payrollTaxesNumber: null },
          kind: 'month',
          proposed: runView().period,
          periods: [runView().period],
        },
      ]),
    );
    commands.createHoursRun.mockReturnValue(ok({ run: runView(), file: null, loket: notRead }));
    render(Hours);
    await user.click(await screen.findByRole('button', { name: 'Nieuwe loonperiode' }));
    await screen.findByRole('option', { name: 'november 2026' });
    await user.click(screen.getByRole('button', { name: 'Begin' }));
    expect(commands.createHoursRun).toHaveBeenCalledWith('e1', 395, november);
  });

  test('who presses Begin before it is known what can be begun does not press in vain', async () => {
    let known: (answer: Awaited<ReturnType<typeof ok>>) => void = () => undefined;
    commands.hoursRuns.mockReturnValue(ok([]));
    commands.hoursStarts.mockReturnValue(new Promise((resolve) => (known = resolve)));
    commands.createHoursRun.mockReturnValue(ok({ run: runView(), file: null, loket: notRead }));
    render(Hours);
    await user.click(await screen.findByRole('button', { name: 'Nieuwe loonperiode' }));
    await user.click(screen.getByRole('button', { name: 'Begin' }));
    expect(commands.createHoursRun).not.toHaveBeenCalled();
    const administration = { clientNumber: 395, name: 'Winkel', payrollTaxesNumber: null };
    const { period } = runView();
    known(await ok([{ administration, kind: 'month', proposed: period, periods: [period] }]));
    await vi.waitFor(() =>
      expect(commands.createHoursRun).toHaveBeenCalledWith('e1', 395, november),
    );
  });

  test('that an administration has to be chosen is no longer said once one is', async () => {
    const one = (clientNumber: number, name: string) => ({
      administration: { clientNumber, name, payrollTaxesNumber: null },
      kind: 'month',
      proposed: runView().period,
      periods: [runView().period],
    });
    commands.hoursRuns.mockReturnValue(ok([]));
    commands.hoursStarts.mockReturnValue(ok([one(395, 'Winkel'), one(396, 'Bakkerij')]));
    render(Hours);
    await user.click(await screen.findByRole('button', { name: 'Nieuwe loonperiode' }));
    const field = await screen.findByRole('combobox', { name: 'Administratie' });
    await user.click(screen.getByRole('button', { name: 'Begin' }));
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await user.selectOptions(field, '396');
    expect(field.getAttribute('aria-invalid')).not.toBe('true');
    expect(commands.createHoursRun).not.toHaveBeenCalled();
  });

  test('without employers the way to them is shown', async () => {
    commands.hoursRuns.mockReturnValue(ok([]));
    commands.employers.mockReturnValue(ok([]));
    render(Hours);
    await screen.findByRole('link', { name: 'Naar Werkgevers' });
  });
});

describe('the page of a run', () => {
  const open = (view: HoursView) => {
    commands.openHoursRun.mockReturnValue(ok(view));
    return render(HoursRun, { route: { name: 'hoursRun', run: asId<HoursRunId>('r1') } });
  };

  test('first the file is asked for, and what is in it is shown', async () => {
    commands.chooseHoursFile.mockReturnValue(
      ok({ run: runView(), file: fileView(), loket: notRead }),
    );
    const { container } = open({ run: runView(), file: null, loket: notRead });
    await screen.findByRole('heading', { name: 'Uren naar Loket, november 2026' });
    await user.click(screen.getByRole('button', { name: 'Kies urenbestand' }));
    await screen.findByText('uren-november.csv, 64 rijen');
    screen.getByText('De kolom BSN is niet gelezen en gaat niet mee. Loket heeft die niet nodig.');
    expect(screen.getAllByRole('link', { name: '1 fout' })).toHaveLength(2);
    expect((await audit(container)).violations).toEqual([]);
  });

  test('a run that was closed asks for its file again by name', async () => {
    const known = { name: 'uren-november.csv', sha256: 'a', rows: 64, stamp };
    open({ run: runView({ knownFile: known }), file: null, loket: notRead });
    await screen.findByRole('heading', { name: 'Kies het bestand opnieuw' });
    screen.getByText(/daarom is uren-november.csv weer nodig/);
  });

  test('a file that is not read is said with what to do', async () => {
    commands.chooseHoursFile.mockReturnValue(
      refused({
        code: 'hoursFile',
        fault: { kind: 'password' },
        why: text('Haal het wachtwoord eraf.'),
      }),
    );
    open({ run: runView(), file: null, loket: notRead });
    await user.click(await screen.findByRole('button', { name: 'Kies urenbestand' }));
    await screen.findByText('Haal het wachtwoord eraf.');
    screen.getByText('Het bestand zelf is niet veranderd.');
  });

  test('a file that is dropped is taken by its token', async () => {
    commands.takeDroppedFile.mockReturnValue(
      ok({ run: runView(), file: fileView(), loket: notRead }),
    );
    open({ run: runView(), file: null, loket: notRead });
    await screen.findByRole('button', { name: 'Kies urenbestand' });
    tellDrop?.({ kind: 'over', x: 1, y: 1 });
    await screen.findByText('Laat los om dit urenbestand te lezen');
    tellDrop?.({ kind: 'dropped', token: 7, name: 'uren.csv', x: 1, y: 1 });
    await screen.findByText('uren-november.csv, 64 rijen');
    expect(commands.takeDroppedFile.mock.calls[0]?.slice(0, 2)).toEqual(['r1', 7]);
  });

  test('reading a large file shows its rows and can be stopped', async () => {
    let tell: ((progress: unknown) => void) | undefined;
    let end: ((answer: unknown) => void) | undefined;
    commands.stopHoursFile.mockReturnValue(ok(null));
    commands.chooseHoursFile.mockImplementation((_: string, channel: typeof tell) => {
      tell = channel;
      return new Promise((done) => (end = done));
    });
    open({ run: runView(), file: null, loket: notRead });
    await user.click(await screen.findByRole('button', { name: 'Kies urenbestand' }));
    tell?.({ stage: 'opening', rows: 100_000 });
    await screen.findByText('100.000 rijen gelezen');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(commands.stopHoursFile).toHaveBeenCalledOnce();
    end?.({ status: 'error', error: { code: 'cancelled' } });
    await vi.waitFor(() => expect(screen.queryByText('100.000 rijen gelezen')).toBeNull());
    expect(await screen.findByText('Gestopt. Er is niets gelezen.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Kies urenbestand' }));
    expect(screen.queryByText('Gestopt. Er is niets gelezen.')).toBeNull();
  });

  test('the upload file is made, and its stages follow', async () => {
    const made = {
      name: 'uren-395-2026-11.csv',
      sha256: 'abc',
      people: 2,
      rows: 2,
      totals: [],
      stamp,
    };
    const file = fileView({ stops: [], findings: [] });
    commands.makeUploadFile.mockReturnValue(
      ok({ run: runView({ made: [made], status: 'made' }), file, loket: notRead }),
    );
    commands.changeHoursRun.mockReturnValue(
      ok({
        run: runView({ made: [made], status: 'uploaded', uploaded: '2026-11-20' }),
        file,
        loket: notRead,
      }),
    );
    open({ run: runView(), file, loket: notRead });
    await user.click(await screen.findByRole('button', { name: 'Maak bestand' }));
    await screen.findByText(/cel voor cel teruggelezen/);
    await user.click(screen.getByRole('checkbox', { name: /^Verzonden/ }));
    expect(commands.changeHoursRun.mock.calls[0]?.[1]).toMatchObject({ kind: 'uploaded' });
    screen.getByRole('button', { name: 'Begin met december 2026' });
  });

  test('a file of another employer goes to a run of that, with the same file', async () => {
    const way = {
      kind: 'otherRun' as const,
      text: text('Begin met aansluiting 777 van Restaurant De Proef, met hetzelfde bestand'),
      employer: asId<EmployerId>('e2'),
      administration: 777,
      period: november,
    };
    const started = { run: runView({ id: asId('r2') }), file: null, loket: notRead };
    commands.startHoursRunWithSameFile.mockReturnValue(ok(started));
    const findings = [finding('a', { kind: 'otherEmployer', waysOut: [way] })];
    open({ run: runView(), file: fileView({ findings }), loket: notRead });
    await user.click(await screen.findByRole('button', { name: /^Begin met aansluiting 777 van/ }));
    const { startHoursRunWithSameFile } = commands;
    expect(startHoursRunWithSameFile).toHaveBeenCalledExactlyOnceWith('r1', 'e2', 777, november);
    await vi.waitFor(() => expect(window.location.hash).toBe('#/uren/r2'));
  });

  const made = {
    name: 'uren-395-2026-11.csv',
    sha256: 'abc',
    people: 2,
    rows: 2,
    totals: [],
    stamp,
  };

  test('what was made is not said to fit when something was chosen since', async () => {
    open({
      run: runView({ made: [made], status: 'busy' }),
      file: fileView({ stops: [] }),
      loket: notRead,
    });
    await screen.findByText(/past niet meer bij dit urenbestand of je keuzes/);
    screen.getByRole('button', { name: 'Maak bestand' });
    expect(screen.queryByText(/cel voor cel teruggelezen/)).toBeNull();
  });

  test('a run whose hours are in Loket is completed, and opened again', async () => {
    const run = { made: [made], uploaded: '2026-11-20' };
    commands.changeHoursRun.mockReturnValue(
      ok({
        run: runView({ ...run, status: 'signedOff', signedOff: stamp }),
        file: null,
        loket: notRead,
      }),
    );
    open({ run: runView({ ...run, status: 'uploaded' }), file: null, loket: notRead });
    await user.click(await screen.findByRole('button', { name: 'Rond deze loonperiode af' }));
    expect(commands.changeHoursRun).toHaveBeenLastCalledWith('r1', { kind: 'signOff' });
    await screen.findByText(/^Afgerond door Noor/);
    await user.click(screen.getByRole('button', { name: 'Heropen' }));
    expect(commands.changeHoursRun).toHaveBeenLastCalledWith('r1', { kind: 'reopen' });
  });

  test('a run whose hours are not in Loket cannot be completed, and says when it can', async () => {
    open({ run: runView({ made: [made], status: 'made' }), file: null, loket: notRead });
    await user.click(await screen.findByRole('button', { name: 'Rond deze loonperiode af' }));
    expect(commands.changeHoursRun).not.toHaveBeenCalled();
    screen.getByText('Dit kan als de uren zijn verzonden.');
  });

  test('a note that was not finished is there again, and goes once it is saved', async () => {
    commands.hoursDrafts.mockReturnValue(ok({ note: 'Gebeld met' }));
    const note = { text: 'Gebeld met de werkgever', stamp };
    commands.changeHoursRun.mockReturnValue(
      ok({ run: runView({ notes: [note] }), file: null, loket: notRead }),
    );
    open({ run: runView(), file: null, loket: notRead });
    const field = await screen.findByRole('textbox', { name: 'Nieuwe notitie' });
    expect((field as HTMLTextAreaElement).value).toBe('Gebeld met');
    await user.type(field, ' de werkgever');
    await vi.waitFor(() =>
      expect(commands.keepHoursDraft).toHaveBeenLastCalledWith(
        'r1',
        'note',
        'Gebeld met de werkgever',
      ),
    );
    await user.click(screen.getByRole('button', { name: 'Bewaar notitie' }));
    const text = 'Gebeld met de werkgever';
    expect(commands.changeHoursRun).toHaveBeenLastCalledWith('r1', { kind: 'addNote', text });
    await screen.findByText(text);
    await vi.waitFor(() =>
      expect(commands.keepHoursDraft).toHaveBeenLastCalledWith('r1', 'note', ''),
    );
  });

  test('the report is made, and a day of the month to be told is chosen', async () => {
    commands.saveFile.mockReturnValue(refused({ code: 'cancelled' }));
    commands.changeHoursRun.mockReturnValue(ok({ run: runView(), file: null, loket: notRead }));
    const { container } = open({ run: runView(), file: null, loket: notRead });
    await user.click(await screen.findByRole('button', { name: 'Verslag als PDF' }));
    expect(commands.saveFile).toHaveBeenCalledWith({ kind: 'hoursReportPdf', run: 'r1' });
    await user.click(screen.getByRole('button', { name: 'Verslag als webpagina' }));
    expect(commands.saveFile).toHaveBeenLastCalledWith({ kind: 'hoursReportHtml', run: 'r1' });
    await user.selectOptions(screen.getByRole('combobox', { name: /^Dag van de maand/ }), 'Dag 25');
    const options = { ...runView().options, dueDay: 25 };
    await vi.waitFor(() =>
      expect(commands.changeHoursRun).toHaveBeenLastCalledWith('r1', {
        kind: 'setOptions',
        options,
      }),
    );
    expect((await audit(container)).violations).toEqual([]);
  });
});
