/** The groups of results, in display order. */
export const searchGroups = ['employers', 'dossiers', 'steps', 'hours', 'notes'] as const;
export type SearchGroup = (typeof searchGroups)[number];

/** One search result. */
export interface Hit {
  group: SearchGroup;
  id: string;
  text: string;
  /** Its context: the employer of a dossier, the dossier of a step. */
  detail?: string | undefined;
  href: string;
}

/** Searches; the best match first within each group. */
export type Find = (text: string) => Promise<readonly Hit[]>;
