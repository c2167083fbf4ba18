import { render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { today } from '../../dossier/days';
import { DOSSIER, stamp } from '../../dossier/fixture';
import { resetDossier, unmount, commands } from '../../dossier/testHost';
import Toaster from '../../parts/Toaster.svelte';
import type { ItemId } from '../../host';
import { asId } from '../../testing/ids';
import { button, itemOf, show } from './testStep';

let dossier = resetDossier();
vi.mock('../../host/bindings', () => ({ commands: {} }));
vi.mock('../../host/host', () => import('../../dossier/testHost'));

beforeEach(() => {
  dossier = resetDossier();
});
afterEach(unmount);

function last() {
  const change = commands.changes.answerItem.mock.calls.at(-1)?.[1];
  return change && [change.item, change.answer];
}

const stands = (item: string) => itemOf(dossier, item);

describe('rows', () => {
  test('the first row is there to type in; empty rows are not kept', async () => {
    const user = await show('collect');
    const row = screen.getByRole('group', { name: "DGA's, rij 1" });
    await user.type(within(row).getByLabelText('Naam'), 'B. Voorbeeld');
    await user.tab();
    await waitFor(() =>
      expect(last()).toEqual([
        'directors',
        { kind: 'rows', rows: [[{ clear: 'B. Voorbeeld' }, { clear: '' }]], none: false },
      ]),
    );
    const group = screen.getByRole('group', { name: "DGA's" });
    await user.click(within(group).getByRole('button', { name: 'Voeg een rij toe' }));
    expect(screen.getByRole('group', { name: "DGA's, rij 2" })).toBeTruthy();
    expect(commands.changes.answerItem).toHaveBeenCalledTimes(1);
  });

  test('a row that is taken away can be put back', async () => {
    stands('directors').answer = {
      kind: 'rows',
      rows: [[{ clear: 'B. Voorbeeld' }, { clear: '1' }]],
      none: false,
    };
    const user = await show('collect');
    render(Toaster);
    const row = screen.getByRole('group', { name: "DGA's, rij 1" });
    await user.click(within(row).getByRole('button', { name: 'Haal rij 1 weg' }));
    await waitFor(() => expect(last()).toEqual(['directors', null]));
    await user.click(button('Maak ongedaan'));
    await waitFor(() =>
      expect(last()?.[1]).toMatchObject({ rows: [[{ clear: 'B. Voorbeeld' }, {}]] }),
    );
  });

  test('that there is none is an answer', async () => {
    const user = await show('collect');
    await user.click(screen.getByLabelText('Er is geen DGA'));
    await waitFor(() =>
      expect(last()).toEqual(['directors', { kind: 'rows', rows: [], none: true }]),
    );
    expect(screen.queryByRole('group', { name: "DGA's, rij 1" })).toBeNull();
  });

  test('rows that are mapped in a certain way are a list to work off', async () => {
    stands('mapping').answer = {
      kind: 'rows',
      rows: [
        [{ clear: '14' }, { clear: 'link' }],
        [{ clear: '15' }, { clear: 'add' }],
      ],
      none: false,
    };
    await show('collect');
    const notice = screen.getByText('Kijk het e-mailadres na:').parentElement;
    expect(notice?.textContent).toContain('Nummer 14');
    expect(notice?.textContent).not.toContain('Nummer 15');
  });

  test('a sealed row says so, and is no field until it is filled in anew', async () => {
    stands('directors').answer = {
      kind: 'rows',
      rows: [[{ sealed: 'c2VhbGVk' }, { sealed: 'c2VhbGVk' }]],
      none: false,
    };
    const user = await show('collect');
    const group = screen.getByRole('group', { name: "DGA's" });
    expect(within(group).getByText('Versleuteld.')).toBeTruthy();
    expect(document.body.textContent).not.toContain('c2VhbGVk');
    await user.click(within(group).getByRole('button', { name: 'Ontgrendel de sleutelring' }));
    expect(commands.retryKeychain).toHaveBeenCalledOnce();
    expect(commands.openDossier).toHaveBeenCalledTimes(2);
    await user.click(within(group).getByRole('button', { name: 'Vul opnieuw in' }));
    expect(within(group).getByLabelText('Naam')).toBeTruthy();
  });

  test('what follows from a result is shown as the host worked it out', async () => {
    stands('result').answer = {
      kind: 'rows',
      rows: [[{ clear: '3' }, { clear: '12.50' }]],
      none: false,
    };
    stands('result').product = '37.50';
    await show('collect');
    expect(screen.getByText('€ 37,50')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Budget').value).toBe('12,50');
  });
});

describe('products', () => {
  test('what the choice means is shown: what lifts it, how to stay lower, what else is needed', async () => {
    stands('functions').answer = { kind: 'set', ids: ['claims'] };
    stands('functions').outcome = {
      tier: 'plus',
      lifts: [{ product: 'claims', tier: 'plus' }],
      to_stay: [{ tier: 'start', without: ['claims'] }],
      needs: [{ extra: 'editor', because: ['claims'] }],
    };
    stands('functions-on').switching = { on: ['claims', 'editor'], off: [] };
    const user = await show('collect');
    expect(screen.getByText('wordt Plus')).toBeTruthy();
    expect(screen.getByText('Zonder declaraties blijft het Start.')).toBeTruthy();
    expect(screen.getByText('Het goedkeuren (declaraties)')).toBeTruthy();
    const todo = screen.getByRole('region', { name: 'Te doen in Loket' });
    expect(todo.textContent).toContain('MijnLoket - Declaraties');
    await user.click(screen.getByLabelText('Documenten'));
    await waitFor(() =>
      expect(last()).toEqual(['functions', { kind: 'set', ids: ['claims', 'docs'] }]),
    );
  });

  test('comparing waits for the choice', async () => {
    await show('collect');
    const link = screen.getByRole('link', { name: /Beantwoord eerst/ });
    expect(link.getAttribute('href')).toContain('veld=functions');
  });
});

describe('waiting', () => {
  test('begins with what the handbook knows, on the day it is', async () => {
    const user = await show('send');
    await user.click(button('Zet op wachten met andere gegevens'));
    await user.type(screen.getByLabelText(/Contactpersoon daar/), 'P. Proef');
    await user.click(button('Bevestig'));
    expect(commands.changes.startWait).toHaveBeenCalledOnce();
    expect(commands.changes.startWait.mock.calls[0]).toEqual([
      DOSSIER,
      {
        kind: 'startWait',
        step: 'send',
        item: 'answer-wait',
        waiting: expect.objectContaining({
          on: { clear: 'Loket, helpdesk' },
          contact: { clear: 'P. Proef' },
          since: today(),
          then: { clear: 'Bel de helpdesk.' },
        }) as unknown,
      },
    ]);
  });

  test('a day that does not exist is not sent', async () => {
    const user = await show('send');
    await user.click(button('Zet op wachten met andere gegevens'));
    await user.clear(screen.getByLabelText('Sinds'));
    await user.type(screen.getByLabelText('Sinds'), '31-02-2026');
    await user.click(button('Bevestig'));
    expect(commands.changes.startWait).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(screen.getByLabelText('Sinds'));
  });

  test('begins with one press, with what the handbook knows', async () => {
    const user = await show('send');
    await user.click(button('Zet op wachten'));
    expect(commands.changes.startWait).toHaveBeenCalledExactlyOnceWith(DOSSIER, {
      kind: 'startWait',
      step: 'send',
      item: 'answer-wait',
      waiting: expect.objectContaining({
        on: { clear: 'Loket, helpdesk' },
        since: today(),
        then: { clear: 'Bel de helpdesk.' },
      }) as unknown,
    });
  });

  test('a day to ask again that has passed is questioned once', async () => {
    const user = await show('send');
    await user.click(button('Zet op wachten met andere gegevens'));
    await user.clear(screen.getByLabelText('Vraag opnieuw op'));
    await user.type(screen.getByLabelText('Vraag opnieuw op'), '12-01-2020');
    await user.click(button('Bevestig'));
    expect(commands.changes.startWait).not.toHaveBeenCalled();
    expect(screen.getByText(/12 januari 2020 is al geweest/)).toBeTruthy();
    await user.click(button('Bevestig'));
    expect(commands.changes.startWait).toHaveBeenCalledOnce();
  });

  test('what was typed for it is there again', async () => {
    const user = await show('send');
    await user.click(button('Zet op wachten met andere gegevens'));
    await user.type(screen.getByLabelText(/Contactpersoon daar/), 'P. Proef');
    await unmount();
    const [, place, text] = commands.keepDraft.mock.lastCall ?? [];
    expect([place, JSON.parse(text ?? '')]).toEqual([
      'wait/answer-wait',
      expect.objectContaining({ contact: 'P. Proef' }),
    ]);
  });

  test('can be ended without having begun: it was there already', async () => {
    const user = await show('send');
    await user.click(button('Al ontvangen'));
    // Today, in one press; another day can be said afterwards.
    expect(commands.changes.endWait).toHaveBeenCalledWith(DOSSIER, {
      kind: 'endWait',
      step: 'send',
      item: 'answer-wait',
      on: today(),
    });
  });
});

describe('a form of another party', () => {
  test('shows values in its order, to copy one by one, and leads to what is missing', async () => {
    stands('directors').answer = {
      kind: 'rows',
      rows: [[{ clear: 'B. Voorbeeld' }, { clear: '1' }]],
      none: false,
    };
    stands('password').answer = { kind: 'kept' };
    const user = await show('send');
    await user.click(button('Kopieer personeelsnummer, rij 1'));
    expect(commands.copyText).toHaveBeenLastCalledWith('1');
    await user.click(button('Kopieer wachtwoord'));
    expect(commands.copyPassword).toHaveBeenCalledWith(DOSSIER, 'password');
    const missing = screen.getByRole('link', { name: 'Vul in' });
    expect(missing.getAttribute('href')).toContain('stap/make-user?veld=user-name');
    await user.click(button('Bewaar als CSV'));
    expect(commands.saveFile).toHaveBeenCalledWith({
      kind: 'form',
      dossier: DOSSIER,
      item: 'form',
    });
  });

  test('keeps filled in, sent and processed apart, each with its day', async () => {
    const user = await show('send');
    await user.click(screen.getByLabelText(/^Ingevuld/));
    await waitFor(() =>
      expect(last()).toEqual([
        'form',
        { kind: 'handedOver', filled: today(), sent: null, processed: null },
      ]),
    );
    await user.click(screen.getByLabelText(/^Verstuurd/));
    await waitFor(() => expect(last()?.[1]).toMatchObject({ filled: today(), sent: today() }));
    const day = screen.getByLabelText('Verstuurd op');
    await user.clear(day);
    await user.type(day, '19-11-2026');
    await user.tab();
    await waitFor(() => expect(last()?.[1]).toMatchObject({ sent: '2026-11-19' }));
  });

  test('what was sent was filled in: one press says both, and another day stays', async () => {
    const user = await show('send');
    await user.click(screen.getByLabelText(/^Verstuurd/));
    await waitFor(() =>
      expect(last()?.[1]).toEqual({
        kind: 'handedOver',
        filled: today(),
        sent: today(),
        processed: null,
      }),
    );
    await user.click(screen.getByRole('checkbox', { name: /^Verstuurd/ }));
    await waitFor(() => expect(last()?.[1]).toMatchObject({ filled: today(), sent: null }));
  });

  test('marks in quick succession are all kept, also while earlier ones are being saved', async () => {
    const user = await show('send');
    const saves: (() => void)[] = [];
    const answer = commands.changes.answerItem.getMockImplementation();
    commands.changes.answerItem.mockImplementation(async (...values) => {
      await new Promise<void>((done) => saves.push(done));
      if (!answer) throw new Error('the host answers');
      return answer(...values);
    });
    await user.click(screen.getByLabelText(/^Ingevuld/));
    await user.click(screen.getByLabelText(/^Verstuurd/));
    saves[0]?.();
    await waitFor(() => expect(saves).toHaveLength(2));
    await user.click(screen.getByLabelText(/^Verwerkt/));
    saves[1]?.();
    await waitFor(() => expect(saves).toHaveLength(3));
    saves[2]?.();
    const all = { kind: 'handedOver', filled: today(), sent: today(), processed: today() };
    await waitFor(() => expect(dossier.state.items[asId<ItemId>('form')]?.answer).toEqual(all));
  });
});

test('who answered stands at the field', async () => {
  stands('user-name').answer = { kind: 'value', value: { clear: 'koppel_asr' } };
  stands('user-name').stamp = stamp;
  await show('make-user');
  expect(screen.getByText(/Zelf ingevuld door NV/)).toBeTruthy();
});
