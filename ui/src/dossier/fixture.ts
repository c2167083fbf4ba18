/** A dossier for tests: a small handbook with a line of each kind, and a host that remembers answers. */
import type {
  CheckState,
  DossierId,
  DossierState,
  EventId,
  Handbook,
  HistoryLine,
  Item,
  ItemId,
  ItemState,
  OpenDossier,
  Stamp,
  Step,
  StepState,
  Text,
  VerdictOutcome,
} from '../host';
import { asId } from '../testing/ids';

export const DOSSIER = asId<DossierId>('0195a000-0000-7000-8000-000000000001');
export const text = (nl: string): Text => ({ nl, en: `${nl} (en)` });
export const stamp: Stamp = {
  actor: { name: 'Noor Voorbeeld', initials: 'NV' },
  at: '2026-11-20T10:36:00Z',
};

/** Something that happened, by who started the dossier. */
export function historyLine(
  event: string,
  what: HistoryLine['what'],
  more: Partial<HistoryLine> = {},
): HistoryLine {
  return {
    ...{ id: asId<EventId>(event), stamp, what, step: null, item: null, value: null },
    ...{ undone: false, clock_back: false },
    ...more,
  };
}

function item(name: string, label: string, ask: Item['ask'], more: Partial<Item> = {}): Item {
  return { id: asId(name), label: text(label), ask, ...more };
}

const products: Item['ask'] = {
  kind: 'products',
  tiers: [
    { id: 'start', name: text('Start'), always: [text('Loonstroken')] },
    { id: 'plus', name: text('Plus') },
  ],
  options: [
    { id: 'docs', product: 'MijnLoket - Documenten', text: text('Documenten'), tier: 'start' },
    {
      id: 'claims',
      product: 'MijnLoket - Declaraties',
      text: text('Declaraties'),
      tier: 'plus',
      needs: ['editor'],
    },
  ],
  extras: [{ id: 'editor', product: 'Workflow editor', text: text('Het goedkeuren') }],
};

const steps: Step[] = [
  {
    id: asId('make-user'),
    part: text('Klaarzetten in Loket'),
    title: text('Maak een eigen gebruiker in Loket'),
    hint: text('Alleen voor deze koppeling.'),
    who: 'office',
    place: { loket: ['Werkgever', 'Gebruikers'] },
    items: [
      item('office-name', 'Naam van je kantoor', {
        kind: 'field',
        type: 'text',
        fill: 'office.name',
      }),
      item('is-new', 'De gebruiker is nieuw', { kind: 'confirm' }),
      item('user-name', 'Gebruikersnaam', { kind: 'field', type: 'gebruikersnaam' }),
      item('password', 'Wachtwoord', {
        kind: 'secret',
        username: asId('user-name'),
        holder: text('Alleen jij'),
      }),
      item('level', 'Waar maak je hem?', {
        kind: 'choice',
        options: [
          { id: 'employer', text: text('Werkgever') },
          { id: 'office', text: text('Kantoor') },
        ],
      }),
      item('rights', 'Rechten', { kind: 'rights', rights: ['viewWages', 'viewHrm'] }),
      item(
        'team',
        'Naam van het team',
        { kind: 'field', type: 'text' },
        { when: { item: asId('level'), is: ['office'] } },
      ),
    ],
    help: [
      {
        problem: text('Er is al een gebruiker'),
        advice: text('Maak een nieuwe.'),
        page: { label: 'Uitleg bij Loket', url: 'https://helpdesk.loket.example/' },
      },
    ],
  },
  {
    id: asId('collect'),
    part: text('Aanmelden'),
    title: text('Verzamel de gegevens'),
    hint: text('In de volgorde van het formulier.'),
    who: 'office',
    items: [
      item('directors', "DGA's", {
        kind: 'list',
        columns: [
          { id: 'name', label: text('Naam'), type: 'text', personal: true },
          {
            id: 'number',
            label: text('Personeelsnummer'),
            type: 'personeelsnummer',
            personal: true,
          },
        ],
        none: text('Er is geen DGA'),
      }),
      item('mapping', 'Wie hoort waar?', {
        kind: 'mapping',
        from: { id: 'number', label: text('Nummer'), type: 'personeelsnummer' },
        to: {
          id: 'action',
          label: text('Wat je doet'),
          type: 'choice',
          options: [
            { id: 'add', text: text('Toevoegen') },
            { id: 'link', text: text('Koppelen') },
          ],
        },
        remind: { to: 'link', text: text('Kijk het e-mailadres na') },
      }),
      item('result', 'Wat toont de bladzijde?', {
        kind: 'result',
        fields: [
          { id: 'people', label: text('Medewerkers'), type: 'number' },
          { id: 'budget', label: text('Budget'), type: 'bedrag' },
        ],
        product: { label: text('Samen'), of: ['people', 'budget'] },
      }),
      item('functions', 'Wat wil de werkgever?', products),
      item('functions-on', 'Wat staat er aan?', { kind: 'products', compare: asId('functions') }),
    ],
  },
  {
    id: asId('send'),
    title: text('Stuur de aanmelding'),
    hint: text('Veld voor veld.'),
    who: 'office',
    after: [asId('make-user')],
    items: [
      item('request', 'Vraag het aan', {
        kind: 'message',
        to: '',
        subject: text('Verzoek'),
        body: text('Beste lezer'),
      }),
      item('answer-wait', 'Wacht op antwoord', {
        kind: 'wait',
        on: text('Loket, helpdesk'),
        for: text('het recht'),
        days: 6,
        then: text('Bel de helpdesk.'),
      }),
      item('form', 'Neem over in het formulier', {
        kind: 'hand-over',
        fields: [asId('office-name'), asId('user-name'), asId('password'), asId('directors')],
      }),
    ],
  },
];

export const handbook: Handbook = {
  id: asId('proef'),
  version: 1,
  title: text('Aanmelden bij Proef'),
  short: text('Proef'),
  partner: 'Proef',
  scope: 'employer',
  generation: 'rest',
  summary: text('Een proef.'),
  sources: [
    {
      title: 'Handleiding',
      url: 'https://voorbeeld.example/',
      dated: '2016-08',
      read: '2026-11-02',
    },
  ],
  warnings: [{ text: text('Let op.') }],
  afterwards: text('Daarna gebeurt het vanzelf.'),
  leads_to: [asId('vervolg')],
  steps,
};

/** The check of an item, with its result in Loket. */
export function check(outcome: VerdictOutcome | null, more: Partial<CheckState> = {}): CheckState {
  const evidence = [
    { operations: ['GetUsersByEmployerId'], at: '2026-11-20T13:02:00Z', digest: 'aa' },
  ];
  return {
    id: 'userHasRights',
    verdict: outcome && { outcome, remarks: [], evidence },
    stamp,
    unseen: null,
    last_met: null,
    went_on: null,
    can_do: false,
    ...more,
  };
}

const noItem: ItemState = {
  applies: true,
  answer: null,
  fell_away_by: null,
  origin: null,
  stamp: null,
  proposal: null,
  warning: null,
  findings: [],
  went_on: null,
  check: null,
  run: null,
  in_loket: null,
  rows_in_loket: null,
  choices_in_loket: null,
  arrived: null,
  outcome: null,
  switching: null,
  product: null,
  message: null,
};

function stepState(step: Step): StepState {
  return {
    step: step.id,
    status: { kind: 'notStarted' },
    who: step.who,
    lines: step.items?.length ?? 0,
    filled: 0,
    completed: null,
    waiting: null,
    wait_item: null,
  };
}

/** A dossier that was just started. Change what a test needs. */
export function opened(): OpenDossier {
  const items: Record<ItemId, ItemState> = {};
  for (const step of steps) {
    for (const { id } of step.items ?? []) items[id] = { ...noItem, findings: [] };
  }
  items[asId<ItemId>('office-name')] = {
    ...noItem,
    proposal: {
      value: { clear: 'Kantoor Voorbeeld' },
      origin: { source: { kind: 'settings' }, at: '2026-11-02T09:00:00Z' },
    },
  };
  items[asId<ItemId>('team')] = { ...noItem, applies: false };
  items[asId<ItemId>('request')] = {
    ...noItem,
    message: {
      to: 'api@loket.example',
      subject: 'Verzoek',
      body: 'Beste lezer\n…',
      missing: [
        { kind: 'fill', fill: 'office.email' },
        { kind: 'fill', fill: 'employer.email' },
        { kind: 'item', item: asId('user-name') },
      ],
      source: 'handbook',
    },
  };
  items[asId<ItemId>('functions')] = {
    ...noItem,
    outcome: { tier: 'start', lifts: [], to_stay: [], needs: [] },
  };
  const state: DossierState = {
    summary: {
      dossier: DOSSIER,
      handbook: handbook.id,
      short: handbook.short,
      version: 1,
      employer: asId('0195a000-0000-7000-8000-000000000002'),
      status: { kind: 'busy' },
      since: '2026-11-12T09:00:00Z',
      next: { step: asId('make-user'), title: text('Maak een eigen gebruiker in Loket') },
      done: 0,
      set_aside: 0,
      total: steps.length,
      due: '2026-11-24',
      changed: '2026-11-20T13:05:00Z',
      actor: stamp.actor,
      signed_off: null,
    },
    employer: {
      id: asId('0195a000-0000-7000-8000-000000000002'),
      company_name: 'Bakkerij Voorbeeld B.V.',
      employer_id: '3f2a9c10-1111-4222-8333-444455556666',
      employer_number: '1047',
      kvk: null,
      email: 'post@bakkerij.example',
      administrations: [
        {
          name: 'Administratie 1',
          payroll_taxes_number: '123456782L01',
          client_number: null,
          payroll_period_type: 'month',
        },
      ],
      changed: '2026-11-20T13:02:00Z',
    },
    started: stamp,
    steps: steps.map(stepState),
    items,
    notes: [],
    open_changes: [],
    history: [],
    history_count: 1,
    undoable: null,
    signed_off: null,
    countersigned: null,
    complete: false,
    newer: null,
    sealed: false,
    authenticity: { authenticated_up_to: 1, not_authenticated: 0 },
  };
  return { handbook, state, drafts: {}, drafts_sealed: false };
}

/** A verdict that a right is missing. */
export const rightMissing = () => ({
  kind: 'unmet' as const,
  lacks: [{ kind: 'rightsMissing' as const, rights: ['viewHrm' as const] }],
});

/** Data, as a command gives it. */
export const ok = <Data>(data: Data) => Promise.resolve({ status: 'ok' as const, data });

/** A refusal, as a command gives it. */
export const refused = <Error>(error: Error) =>
  Promise.resolve({ status: 'error' as const, error });
