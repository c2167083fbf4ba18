import { screen, waitFor, within } from '@testing-library/svelte';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DOSSIER, ok, refused, text } from '../../dossier/fixture';
import { resetDossier, unmount, commands } from '../../dossier/testHost';
import type { MessageTemplate, ReadyMessage } from '../../host';
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

function message(): ReadyMessage {
  const found = itemOf(dossier, 'request').message;
  if (!found) throw new Error('it is a message');
  return found;
}

describe('a message', () => {
  test('with a hole in it is not offered: what is missing is asked for', async () => {
    await show('send');
    expect(screen.getByText(/^Ontbreekt nog: /).textContent).toContain(
      'Ontbreekt nog: e-mail van je kantoor, e-mail van de werkgever, gebruikersnaam.',
    );
    const links = screen.getAllByRole('link', { name: /^Vul aan: / });
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Vul aan: e-mail van je kantoor', '#/instellingen'],
      ['Vul aan: e-mail van de werkgever', expect.stringMatching(/^#\/werkgevers\/.*\/wijzigen$/)],
      ['Vul aan: gebruikersnaam', expect.stringContaining('/stap/make-user?veld=user-name')],
    ]);
    for (const name of ['Kopieer alles', 'Kopieer het bericht', 'Open in mailprogramma']) {
      expect(screen.queryByRole('button', { name }), name).toBeNull();
    }
  });

  test('is copied part by part or whole, opened, and marked as sent', async () => {
    message().missing = [];
    const user = await show('send');
    expect(screen.queryByText(/^Ontbreekt nog: /)).toBeNull();
    await user.click(button('Kopieer het adres'));
    expect(commands.copyText).toHaveBeenLastCalledWith('api@loket.example');
    await user.click(button('Kopieer het onderwerp'));
    expect(commands.copyText).toHaveBeenLastCalledWith('Verzoek');
    await user.click(button('Kopieer alles'));
    expect(commands.copyText).toHaveBeenLastCalledWith(
      'Aan: api@loket.example\nOnderwerp: Verzoek\n\nBeste lezer\n…',
    );
    await user.click(button('Open in mailprogramma'));
    expect(commands.openMessage).toHaveBeenCalledWith(DOSSIER, 'request');
    await user.click(button('Markeer als verstuurd'));
    expect(last()).toEqual(['request', { kind: 'sent' }]);
    expect(await screen.findByText(/^Verstuurd: NV/)).toBeTruthy();
  });
});

describe("the office's own text of a message", () => {
  const template: MessageTemplate = {
    text: { subject: 'Verzoek', body: 'Beste lezer\n' },
    source: 'handbook',
    handbook: { subject: 'Verzoek', body: 'Beste lezer\n' },
    difference: [],
    changed: [],
    places: [
      { name: 'office.name', item: null },
      { name: 'user-name', item: text('Gebruikersnaam') },
      { name: 'missing:rights', item: text('Rechten') },
    ],
  };
  const own: MessageTemplate = {
    ...template,
    text: { subject: 'Vraag', body: 'Hoi' },
    source: 'officeBeforeChange',
    difference: [
      { subject: true, kind: 'before', text: 'Verzoek' },
      { subject: true, kind: 'after', text: 'Vraag' },
    ],
    changed: [
      { subject: false, kind: 'before', text: 'Goedendag' },
      { subject: false, kind: 'after', text: 'Beste lezer' },
    ],
  };

  async function edit(shown: MessageTemplate) {
    commands.messageTemplate.mockImplementation(() => ok(shown));
    const user = await show('send');
    await user.click(button(/^Pas de tekst aan voor je kantoor/));
    return {
      user,
      dialog: within(await screen.findByRole('dialog', { name: 'Tekst van dit bericht' })),
    };
  }

  test('is typed on the message itself, with what the app fills in, and saved', async () => {
    const { user, dialog } = await edit(template);
    expect(commands.messageTemplate).toHaveBeenCalledWith(DOSSIER, 'request');
    expect(
      dialog.queryByRole('button', { name: 'Terug naar de tekst van het handboek' }),
    ).toBeNull();
    await user.clear(dialog.getByLabelText('Onderwerp'));
    await user.type(dialog.getByLabelText('Onderwerp'), 'Vraag');
    await user.click(dialog.getByText('Wat de app kan invullen (3)'));
    expect(dialog.getByText('naam van je kantoor')).toBeTruthy();
    expect(dialog.getByText('ontbrekende rechten bij: Rechten')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Zet {user-name} in het bericht' }));
    await user.click(dialog.getByRole('button', { name: 'Bewaar de tekst' }));
    expect(commands.setMessageText).toHaveBeenCalledExactlyOnceWith(DOSSIER, 'request', {
      subject: 'Vraag',
      body: expect.stringContaining('{user-name}') as string,
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: 'Tekst van dit bericht' })).toBeNull(),
    );
  });

  test('with a place that does not exist says which, keeps what was typed and shows which there are', async () => {
    commands.setMessageText.mockImplementationOnce(
      () => refused({ code: 'unknownPlaces', places: ['{kantoor}'] }) as never,
    );
    const { user, dialog } = await edit(template);
    await user.type(dialog.getByLabelText('Bericht'), ' van {{kantoor}');
    await user.click(dialog.getByRole('button', { name: 'Bewaar de tekst' }));
    expect(await dialog.findByText('Dit kan de app niet invullen: {kantoor}')).toBeTruthy();
    expect(dialog.getByLabelText<HTMLTextAreaElement>('Bericht').value).toBe(
      'Beste lezer van {kantoor}',
    );
    expect(dialog.getByText('naam van je kantoor').closest('details')?.open).toBe(true);
  });

  test('without a subject says so at its field', async () => {
    commands.setMessageText.mockImplementationOnce(
      () => refused({ code: 'wrong', fields: [{ field: 'subject', problem: 'empty' }] }) as never,
    );
    const { user, dialog } = await edit(template);
    await user.clear(dialog.getByLabelText('Onderwerp'));
    await user.click(dialog.getByRole('button', { name: 'Bewaar de tekst' }));
    expect(await dialog.findByText('Vul in: Onderwerp')).toBeTruthy();
  });

  test('says so, shows what differs and what changed, and goes back to the handbook', async () => {
    message().source = 'officeBeforeChange';
    const { user, dialog } = await edit(own);
    expect(screen.getByText(/Het handboek heeft nu een andere tekst/)).toBeTruthy();
    expect(dialog.getByText('Wat er in het handboek is veranderd')).toBeTruthy();
    expect(dialog.getByText('Goedendag')).toBeTruthy();
    await user.click(dialog.getByText('Verschil met de tekst van het handboek'));
    expect(dialog.getByText('Handboek')).toBeTruthy();
    expect(dialog.getByText('Je kantoor')).toBeTruthy();
    await user.click(dialog.getByText('Wat de app kan invullen (3)'));
    const { violations } = await audit(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Terug naar de tekst van het handboek' }));
    expect(commands.setMessageText).toHaveBeenCalledExactlyOnceWith(DOSSIER, 'request', null);
  });

  test('that is not finished is there again, until it is thrown away', async () => {
    dossier.drafts = { 'message/request/body': 'Half af' };
    const { user, dialog } = await edit(template);
    expect(dialog.getByLabelText<HTMLTextAreaElement>('Bericht').value).toBe('Half af');
    expect(dialog.getByLabelText<HTMLInputElement>('Onderwerp').value).toBe('Verzoek');
    await user.click(dialog.getByRole('button', { name: 'Annuleren' }));
    await waitFor(() =>
      expect(commands.keepDraft).toHaveBeenCalledWith(DOSSIER, 'message/request/body', ''),
    );
    expect(commands.setMessageText).not.toHaveBeenCalled();
  });
});
