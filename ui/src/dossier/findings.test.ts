import { expect, test } from 'vitest';
import type { Finding, Problem } from '../host';
import { describeFinding } from './findings';
import { DOSSIER, opened } from './fixture';
import { OpenedDossier } from './openedDossier.svelte';
import { asId } from '../testing/ids';

const finding = (item: string, problem: Problem): Finding => ({
  step: asId('collect'),
  item: asId(item),
  row: null,
  column: null,
  problem,
});

test('after a label that asks something comes a sentence, and no colon', () => {
  const dossier = new OpenedDossier(DOSSIER, opened());
  const wrong = finding('office-name', { kind: 'value', problem: 'notADate' });
  const label = dossier.find(asId('office-name'))?.item.label ?? { nl: '', en: '' };
  label.nl = 'Naam';
  expect(describeFinding(wrong, dossier)).toBe('Naam: vul een datum in die bestaat');
  label.nl = 'Wanneer ging de werkgever akkoord?';
  expect(describeFinding(wrong, dossier)).toBe(
    'Wanneer ging de werkgever akkoord? Vul een datum in die bestaat',
  );
});

test('an answer that has not arrived is said by whom it is given and what it is about', () => {
  const dossier = new OpenedDossier(DOSSIER, opened());
  const waits = finding('answer-wait', { kind: 'notArrived' });
  expect(describeFinding(waits, dossier)).toMatch(/^Nog geen antwoord van Loket, helpdesk: /);
});
