/** The statuses of a step or dossier, in display order. */
export const statuses = [
  'notStarted',
  'busy',
  'waiting',
  'done',
  'outdated',
  'cannotStart',
  'problem',
  'dependsOn',
  'ruledOut',
  'notApplicable',
] as const;
export type StatusName = (typeof statuses)[number];

/** A status for display. `waiting` always says on whom. */
export type StatusState =
  { name: 'waiting'; on: string } | { name: Exclude<StatusName, 'waiting'> };

/** The verdicts of a check in Loket, in display order: problems first. */
export const verdicts = ['unmet', 'unexpected', 'unknown', 'met'] as const;
export type VerdictName = (typeof verdicts)[number];
