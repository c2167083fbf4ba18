import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Employer } from '../../host';
import { employer, ok, refused } from '../../testing/samples';
import { EmployerDraft } from './draft.svelte';

const commands = vi.hoisted(() => ({
  saveEmployer: vi.fn<(employer: Employer) => unknown>(),
  keepEmployerDraft: vi.fn<(typed: Employer) => unknown>(),
  dropEmployerDraft: vi.fn<(id: string) => unknown>(),
}));
vi.mock('../../host/bindings', () => ({ commands }));

const NIL = '00000000-0000-0000-0000-000000000000';
const sent = (call: number) => commands.saveEmployer.mock.calls[call]?.[0];
/** Saves as the program does: an id for a new one, numbers without their spaces. */
const saves = (from: Employer) =>
  ok({
    employer: {
      ...from,
      id: from.id === NIL ? 'e9' : from.id,
      kvk: from.kvk?.replaceAll(' ', '') ?? null,
      changed: '2026-11-20T13:05:00Z',
    },
    dossiers: [],
    draft: null,
  });

beforeEach(() => {
  commands.keepEmployerDraft.mockReturnValue(ok(null));
  commands.dropEmployerDraft.mockReturnValue(ok(null));
});
afterEach(() => vi.resetAllMocks());

describe('an employer while it is filled in', () => {
  test('two quick saves make one employer', async () => {
    commands.saveEmployer.mockImplementation(saves);
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
    commands.saveEmployer.mockImplementation(saves);
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
    commands.saveEmployer
      .mockReturnValueOnce(
        refused({ code: 'wrong', fields: [{ field: 'kvk', problem: 'notAKvk' }] }),
      )
      .mockImplementation(saves);
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    draft.company.typed.kvk = '12';
    draft.company.typed.email = 'nieuw@bakker.example';
    expect(await draft.save()).toEqual([{ field: 'kvk', problem: 'notAKvk' }]);
    expect(sent(1)).toMatchObject({ kvk: '12345678', email: 'nieuw@bakker.example' });
    expect(draft.company.typed.kvk).toBe('12');
    expect(draft.savedAt).toBeUndefined();
  });

  test('empty administrations are not sent, and errors still point at the right one', async () => {
    const field = 'administrations.0.payroll_taxes_number';
    commands.saveEmployer
      .mockReturnValueOnce(refused({ code: 'wrong', fields: [{ field, problem: 'notAGuid' }] }))
      .mockImplementation(saves);
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
    commands.saveEmployer.mockImplementation(saves);
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    const undo = draft.remove(draft.administrations[0]?.key ?? -1);
    expect(draft.administrations).toHaveLength(0);
    undo();
    await draft.save();
    expect(sent(2)?.administrations[0]?.payroll_taxes_number).toBe('123456782L01');
  });

  test('a save that fails keeps everything that was typed', async () => {
    commands.saveEmployer.mockReturnValue(refused({ code: 'notSaved', why: 'diskFull' }));
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    draft.company.typed.company_name = 'Bakkerij';
    await draft.save();
    expect(draft.refused).toEqual({ code: 'notSaved', why: 'diskFull' });
    expect(draft.company.typed.company_name).toBe('Bakkerij');
    expect(draft.savedAt).toBeUndefined();
  });
});

describe('what does not read', () => {
  const wrongKvk = refused({ code: 'wrong', fields: [{ field: 'kvk', problem: 'notAKvk' }] });
  const kept = () => commands.keepEmployerDraft.mock.calls.at(-1)?.[0];

  test('is kept as typed, and goes when it is put right', async () => {
    commands.saveEmployer.mockReturnValueOnce(wrongKvk).mockImplementation(saves);
    const draft = new EmployerDraft(employer('e1', 'Bakker'));
    draft.company.typed.kvk = '12';
    await draft.save();
    expect(kept()).toMatchObject({ id: 'e1', kvk: '12' });
    expect(commands.dropEmployerDraft).not.toHaveBeenCalled();
    draft.company.typed.kvk = '12345678';
    await draft.save();
    expect(commands.dropEmployerDraft).toHaveBeenCalledExactlyOnceWith('e1');
  });

  test('is there again when the form is opened, and what was saved stands behind it', async () => {
    commands.saveEmployer.mockReturnValueOnce(wrongKvk).mockImplementation(saves);
    const saved = employer('e1', 'Bakker');
    const draft = new EmployerDraft(saved, { ...saved, kvk: '12' });
    expect(draft.resumed).toBe(true);
    expect(draft.company.typed.kvk).toBe('12');
    await draft.save();
    expect(sent(1)?.kvk).toBe(saved.kvk);
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
    commands.saveEmployer.mockReturnValueOnce(wrongKvk).mockImplementation(saves);
    const draft = new EmployerDraft();
    draft.company.typed.kvk = '12';
    await draft.keepTyped();
    expect(kept()).toMatchObject({ id: NIL, kvk: '12' });
    draft.company.typed.company_name = 'Bakker';
    await draft.save();
    expect(kept()).toMatchObject({ id: 'e9', kvk: '12' });
    expect(commands.dropEmployerDraft).toHaveBeenCalledExactlyOnceWith(NIL);
  });
});
