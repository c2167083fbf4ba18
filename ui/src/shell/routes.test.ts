import { describe, expect, test } from 'vitest';
import { hrefTo, parseRoute, routeNames, type Route } from './routes';
import type { StepId } from '../host';
import { asId } from '../testing/ids';

const examples: [string, Route][] = [
  ['#/', { name: 'overview' }],
  ['#/werkgevers', { name: 'employers' }],
  ['#/werkgevers/nieuw', { name: 'newEmployer' }],
  ['#/werkgevers/e1', { name: 'employer', id: asId('e1') }],
  ['#/werkgevers/e1/wijzigen', { name: 'editEmployer', id: asId('e1') }],
  ['#/werkgevers/e1/tijdlijn', { name: 'timeline', id: asId('e1') }],
  ['#/werkgevers/e1/medewerkers', { name: 'employees', id: asId('e1') }],
  ['#/nieuw', { name: 'newDossier' }],
  ['#/dossiers/d1', { name: 'dossier', id: asId('d1') }],
  ['#/dossiers/d1/stap/rights', { name: 'step', id: asId('d1'), step: asId('rights') }],
  ['#/dossiers/d1/alles', { name: 'allSteps', id: asId('d1') }],
  ['#/dossiers/d1/controleren', { name: 'answers', id: asId('d1') }],
  ['#/dossiers/d1/afgerond', { name: 'finished', id: asId('d1') }],
  ['#/dossiers/d1/geschiedenis', { name: 'history', id: asId('d1') }],
  ['#/uren', { name: 'hours' }],
  ['#/uren/r1', { name: 'hoursRun', run: asId('r1') }],
  ['#/handboeken', { name: 'handbooks' }],
  ['#/handboeken/asr', { name: 'handbook', id: asId('asr') }],
  ['#/verbinding', { name: 'connection' }],
  ['#/instellingen', { name: 'settings' }],
  ['#/hulp', { name: 'help' }],
];

describe('addresses and screens', () => {
  test.each(examples)('%s', (href, route) => {
    expect(parseRoute(href)).toEqual(route);
    expect(hrefTo(route)).toBe(href);
  });

  test('every screen is among the examples', () => {
    expect(examples.map(([, route]) => route.name).sort()).toEqual([...routeNames].sort());
  });

  test('an empty address is the overview', () => {
    expect(parseRoute('')).toEqual({ name: 'overview' });
  });

  test('a query is not part of the screen', () => {
    expect(parseRoute('#/?status=busy')).toEqual({ name: 'overview' });
    expect(hrefTo({ name: 'overview' }, { status: 'busy', handbook: 'a&b' })).toBe(
      '#/?status=busy&handbook=a%26b',
    );
  });

  test('an id with strange signs survives', () => {
    const route: Route = { name: 'step', id: asId('a/b ?#é'), step: asId('100%') };
    expect(parseRoute(hrefTo(route))).toEqual(route);
  });

  test('a screen takes ids of its own kind only', () => {
    const step = asId<StepId>('rights');
    // @ts-expect-error -- a step is no dossier
    expect(hrefTo({ name: 'dossier', id: step })).toBe('#/dossiers/rights');
    // @ts-expect-error -- a step is no employer
    expect(hrefTo({ name: 'newDossier' }, { werkgever: step })).toBe('#/nieuw?werkgever=rights');
  });

  test.each([
    '#/bestaat-niet',
    '#/dossiers',
    '#/dossiers/d1/stap',
    '#/dossiers/d1/x',
    '#/hulp/meer',
    '#/dossiers/%E0%A4%A',
  ])('%s names no screen', (href) => {
    expect(parseRoute(href)).toBeUndefined();
  });
});
