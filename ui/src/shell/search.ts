/** What is searched in, in the order the answers are shown. */
export const searchGroups = ['employers', 'dossiers', 'steps', 'notes'] as const;
export type SearchGroup = (typeof searchGroups)[number];

/** One thing found. */
export interface Hit {
  group: SearchGroup;
  id: string;
  text: string;
  /** Where it stands: the employer of a dossier, the dossier of a step. */
  detail?: string | undefined;
  href: string;
}

/** Finds what a text may mean; the best first within each group. */
export type Find = (text: string) => Promise<readonly Hit[]>;
