/** Commands of a host for tests: it holds one dossier and stores its changes. */
import { vi } from 'vitest';
import type {
  DossierChange,
  DossierId,
  DossierState,
  FileRequest,
  ItemId,
  OpenDossier,
} from '../host';
import { stamp } from './fixture';

const ok = <Data>(data: Data) => Promise.resolve({ status: 'ok' as const, data });

type Changed = Promise<{ status: 'ok'; data: DossierState }>;
type ChangeOf<Kind extends DossierChange['kind']> = Extract<DossierChange, { kind: Kind }>;

/** A change of one kind, as a test looks at it: `(id, change)`. */
function changeOf<Kind extends DossierChange['kind']>(
  _: Kind,
  make: (change: ChangeOf<Kind>) => Changed,
) {
  return vi.fn((_: string, change: ChangeOf<Kind>) => make(change));
}

/** What each kind of change does to a dossier, behind `changeDossier`. */
function fakeChanges(take: (change: (state: DossierState) => DossierState) => Changed) {
  const same = () => take((state) => state);
  return {
    answerItem: changeOf('answerItem', ({ item, answer }) =>
      take((state) => {
        const found = state.items[item];
        if (found) Object.assign(found, { answer, stamp: answer && stamp });
        return state;
      }),
    ),
    completeStep: changeOf('completeStep', ({ step }) =>
      take((state) => {
        const found = state.steps.find((one) => one.step === step);
        if (found) Object.assign(found, { status: { kind: 'done' }, completed: stamp });
        return state;
      }),
    ),
    answerAndComplete: changeOf('answerAndComplete', same),
    assign: changeOf('assign', same),
    reopenStep: changeOf('reopenStep', same),
    setStepAside: changeOf('setStepAside', same),
    startWait: changeOf('startWait', same),
    endWait: changeOf('endWait', same),
    addNote: changeOf('addNote', same),
    setDue: changeOf('setDue', same),
    signOff: changeOf('signOff', () => take((state) => ({ ...state, signed_off: stamp }))),
    countersign: changeOf('countersign', same),
    reopen: changeOf('reopen', () => take((state) => ({ ...state, signed_off: null }))),
    undo: changeOf('undo', same),
    goOn: changeOf('goOn', same),
    takeFromRun: changeOf('takeFromRun', same),
    moveToNewest: changeOf('moveToNewest', same),
  };
}

/** The commands of a host that holds one dossier and stores its changes. */
export function fakeCommands(dossier: () => OpenDossier) {
  const take = (change: (state: DossierState) => DossierState) => {
    const open = dossier();
    open.state = change(structuredClone(open.state));
    return ok(open.state);
  };
  const change = (state: DossierState) => state;
  const changes = fakeChanges(take);
  return {
    openDossier: vi.fn(() => ok(structuredClone(dossier()))),
    changes,
    changeDossier: vi.fn((id: string, change: DossierChange) => {
      const made = changes[change.kind] as (id: string, change: DossierChange) => Changed;
      return made(id, change);
    }),
    checkDossier: vi.fn(() => take(change)),
    previewLoketChange: vi.fn(() => ok<unknown>(null)),
    applyLoketChange: vi.fn(() => ok<unknown>(null)),
    stopRun: vi.fn(() => ok(null)),
    keepDraft: vi.fn<(dossier: string | null, place: string, text: string) => unknown>(() =>
      ok(null),
    ),
    newerVersion: vi.fn(() => ok<unknown[]>([])),
    moveToNewest: vi.fn(() => ok(structuredClone(dossier()))),
    removeDossier: vi.fn(() => ok(null)),
    makePassword: vi.fn((_: DossierId, item: ItemId) =>
      take((state) => {
        const found = state.items[item];
        if (found) found.answer = { kind: 'kept' };
        return state;
      }),
    ),
    replacePassword: vi.fn(() => take(change)),
    setPassword: vi.fn((_: DossierId, item: ItemId) =>
      take((state) => {
        const found = state.items[item];
        if (found) found.answer = { kind: 'kept' };
        return state;
      }),
    ),
    hasPassword: vi.fn(() => ok(true)),
    copyPassword: vi.fn(() => ok(null)),
    showPassword: vi.fn(() => ok(null)),
    forgetPassword: vi.fn(() => take(change)),
    keychain: vi.fn(() => ok({ state: 'ready', unsealed: true, key_computer: null })),
    retryKeychain: vi.fn(() => ok({ state: 'ready', unsealed: true, key_computer: null })),
    useSessionOnly: vi.fn(() => ok({ state: 'sessionOnly', unsealed: false, key_computer: null })),
    copyText: vi.fn(() => ok(null)),
    openPage: vi.fn(() => ok(null)),
    openSource: vi.fn(() => ok(null)),
    openMessage: vi.fn(() => ok(null)),
    messageTemplate: vi.fn(() => ok<unknown>(null)),
    setMessageText: vi.fn<(id: string, item: ItemId, text: unknown) => Changed>(() => take(change)),
    saveFile: vi.fn(({ kind }: FileRequest) => ok({ name: `${kind}.csv`, recorded: true })),
    dossierHistory: vi.fn(() => ok<unknown[]>([])),
    files: vi.fn(() => ok<unknown[]>([])),
    handbooks: vi.fn(() => ok<unknown[]>([])),
  };
}
