import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Employer, Wrong } from '../../host';
import { employer, ok, refused } from '../../testing/samples';
import { EmployerDraft } from './draft.svelte';

const commands = vi.hoisted(() => ({
  saveEmployerCard: vi.fn<(typed: Employer) => unknown>(),
  dropEmployerDraft: vi.fn<(id: string) => unknown>(),
  keepEmployerDraft: vi.fn<(typed: Employer) => unknown>(),
}));
vi.mock('../../host/bindings', () => ({ commands }));

const wrongKvk: Wrong = { field: 'kvk', problem: 'notAKvk' };
const NIL = '00000000-0000-0000-0000-000000000000';
const sent = (call: number) => commands.saveEmployerCard.mock.calls[call]?.[0];
/** Saves as the program does: an id for a new one, numbers without their spaces. */
const savedCard = (from: Employer, more: Partial<Employer> = {}) => ({
  employer: {
    ...from,
    id: from.id === NIL ? 'e9' : from.id,
    kvk: from.kvk?.replaceAll(' ', '') ?? null,
    changed: '2026-11-20T13:05:00Z',
    ...more,
  },
  dossiers: [],
  draft: null,
});
const saves = (typed: Employer) => ok({ card: savedCard(typed), wrong: [] });
/** Saves all but a field that does not read, which has what it was before. */
const savesWithout =
  (wrong: Wrong, before: Partial<Employer> = {}) =>
  (typed: Employer) =>
    ok({ card: savedCard(typed, before), wrong: [wrong] });

beforeEach(() => {
  commands.dropEmployerDraft.mockReturnValue(ok(null));
  commands.keepEmployerDraft.mockReturnValue(ok(null));
});
afterEach(() => vi.resetAllMocks());

describe('an employer while it is filled in', () => {
  test('two quick saves make one employer', async () => {
    commands.saveEmployerCard.mockImplementation(saves);
    const draft = new EmployerDraft();
    draft.company.typed.company_name = 'Bakker';
    const first = draft.save();
    draft.company.typed.email = 'a@bakker.example';
    await Promise.all([first, draft.save()]);
    expect([sent(0)?.id, sent(1)?.id]).toEqual([NIL, 'e9']);
    expect(draft.id).toBe('e9');
    expect(draft.savedAt).toBe('2026-11-20T13:05:00Z');
  });

  test('a value comes back in the form in which it is kept, unless it was typed on', async () => {
    commands.saveEmployerCard.mockImplementation(saves);
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    draft.company.typed.kvk = '12 34 56 78';
    const saving = draft.save();
    await saving;
    expect(draft.company.typed.kvk).toBe('12345678');
    draft.company.typed.kvk = '87 65 43 21';
    const again = draft.save();
    await Promise.resolve();
    await Promise.resolve();
    draft.company.typed.kvk = '87 65 43 22';
    await again;
    expect(draft.company.typed.kvk).toBe('87 65 43 22');
  });

  test('a field that does not read stays as typed; the others are saved with what it was before', async () => {
    commands.saveEmployerCard.mockImplementation(savesWithout(wrongKvk, { kvk: '12345678' }));
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    draft.company.typed.kvk = '12';
    draft.company.typed.email = 'nieuw@bakker.example';
    expect(await draft.save()).toEqual([{ field: 'kvk', problem: 'notAKvk' }]);
    expect(sent(0)).toMatchObject({ kvk: '12', email: 'nieuw@bakker.example' });
    expect(commands.saveEmployerCard).toHaveBeenCalledOnce();
    expect(draft.company.typed).toMatchObject({ kvk: '12', email: 'nieuw@bakker.example' });
    expect(draft.company.kept).toMatchObject({ kvk: '12345678', email: 'nieuw@bakker.example' });
    expect(draft.savedAt).toBeUndefined();
  });

  test('empty administrations are not sent, and errors still point at the right one', async () => {
    const field = 'administrations.0.payroll_taxes_number';
    commands.saveEmployerCard.mockImplementation(savesWithout({ field, problem: 'notAGuid' }));
    const draft = new EmployerDraft(employer('e1', 'Bakker', { administrations: [] }));
    draft.add();
    draft.add();
    const second = draft.administrations[1];
    if (second) second.typed.payroll_taxes_number = '12';
    const wrong = await draft.save();
    expect(sent(0)?.administrations).toHaveLength(1);
    expect(wrong[0]?.field).toBe('administrations.1.payroll_taxes_number');
  });

  test('an administration that was taken away can be put back', async () => {
    commands.saveEmployerCard.mockImplementation(saves);
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    const undo = draft.remove(draft.administrations[0]?.key ?? -1);
    expect(draft.administrations).toHaveLength(0);
    undo();
    await draft.save();
    expect(sent(2)?.administrations[0]?.payroll_taxes_number).toBe('123456782L01');
  });

  test('a save that fails keeps everything that was typed', async () => {
    commands.saveEmployerCard.mockReturnValue(refused({ code: 'notSaved', why: 'diskFull' }));
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    draft.company.typed.company_name = 'Bakkerij';
    await draft.save();
    expect(draft.refused).toEqual({ code: 'notSaved', why: 'diskFull' });
    expect(draft.company.typed.company_name).toBe('Bakkerij');
    expect(draft.savedAt).toBeUndefined();
  });
});

describe('what does not read', () => {
  test('is sent as typed, and nothing is thrown away when it is put right: the program does that', async () => {
    commands.saveEmployerCard
      .mockImplementationOnce(savesWithout(wrongKvk, { kvk: '12345678' }))
      .mockImplementation(saves);
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    draft.company.typed.kvk = '12';
    await draft.save();
    expect(sent(0)).toMatchObject({ id: 'e1', kvk: '12' });
    draft.company.typed.kvk = '12345678';
    expect(await draft.save()).toEqual([]);
    expect(draft.savedAt).toBe('2026-11-20T13:05:00Z');
    expect(commands.dropEmployerDraft).not.toHaveBeenCalled();
  });

  test('is there again when the form is opened, and what was saved stands behind it', async () => {
    const saved = employer('e1', 'Bakker');
    const draft = new EmployerDraft(saved, { ...saved, kvk: '12' });
    commands.saveEmployerCard.mockImplementation(savesWithout(wrongKvk, { kvk: saved.kvk }));
    expect(draft.resumed).toBe(true);
    expect(draft.company.typed.kvk).toBe('12');
    await draft.save();
    expect(draft.company.kept.kvk).toBe(saved.kvk);
    expect(draft.resumed).toBe(true);
    commands.saveEmployerCard.mockImplementation(saves);
    draft.company.typed.kvk = '12345678';
    await draft.save();
    expect(draft.resumed).toBe(false);
  });

  test('is thrown away on purpose only: then what was saved stands there', async () => {
    const saved = employer('e1', 'Bakker');
    const more = [...saved.administrations, ...saved.administrations];
    const draft = new EmployerDraft(saved, { ...saved, kvk: '12', administrations: more });
    await draft.discard();
    expect(commands.dropEmployerDraft).toHaveBeenCalledExactlyOnceWith('e1');
    expect(draft.company.typed.kvk).toBe(saved.kvk);
    expect(draft.administrations).toHaveLength(saved.administrations.length);
    expect(draft.resumed).toBe(false);
  });

  test('of a new employer without a name is kept, and follows it to its own card', async () => {
    const empty: Wrong = { field: 'company_name', problem: 'empty' };
    commands.saveEmployerCard.mockReturnValueOnce(ok({ card: null, wrong: [wrongKvk, empty] }));
    const draft = new EmployerDraft();
    draft.company.typed.kvk = '12';
    await draft.save();
    expect(sent(0)).toMatchObject({ id: NIL, kvk: '12' });
    expect([draft.exists, draft.company.typed.kvk]).toEqual([false, '12']);
    commands.saveEmployerCard.mockImplementation(savesWithout(wrongKvk, { kvk: null }));
    draft.company.typed.company_name = 'Bakker';
    await draft.save();
    expect(sent(1)).toMatchObject({ id: NIL, company_name: 'Bakker', kvk: '12' });
    expect([draft.id, draft.company.typed.kvk]).toEqual(['e9', '12']);
    await draft.discard();
    expect(commands.dropEmployerDraft).toHaveBeenCalledExactlyOnceWith('e9');
  });
});
