/** The statuses a step or dossier can have, in the order of the wording set. */
export const statuses = [
  'notStarted',
  'busy',
  'waiting',
  'done',
  'cannotStart',
  'problem',
  'dependsOn',
  'notApplicable',
] as const;
export type StatusName = (typeof statuses)[number];

/** A status as it is shown. Waiting always says on whom. */
export type StatusState =
  { name: 'waiting'; on: string } | { name: Exclude<StatusName, 'waiting'> };

/** What a check in Loket can find, in the order of a page: what is wrong first, what is fine last. */
export const verdicts = ['unmet', 'unexpected', 'unknown', 'met'] as const;
export type VerdictName = (typeof verdicts)[number];
