/** How an icon is drawn on its grid of 16 by 16: stroked lines, then filled parts. */
export interface StatusIconDrawing {
  line?: string;
  fill?: string;
  /** Dash pattern of the ring: what cannot start or is not known has no closed ring. */
  dashedRing?: { radius: number; dash: string };
}

const ring = 'M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0';
const wideRing = 'M1.7 8a6.3 6.3 0 1 0 12.6 0a6.3 6.3 0 1 0 -12.6 0';

/** The icons next to a text: of statuses, verdicts and list markers. */
export const statusIcons = {
  notStarted: { line: ring },
  busy: { line: ring, fill: 'M8 2.5a5.5 5.5 0 0 1 0 11z' },
  waiting: {
    line: 'M4 2.5h8M4 13.5h8M5 2.5c0 3.2 3 3.5 3 5.5s-3 2.3-3 5.5M11 2.5c0 3.2-3 3.5-3 5.5s3 2.3 3 5.5',
  },
  done: { line: 'm2.8 8.5 3.4 3.4 7-7.6' },
  outdated: { line: 'm1.8 9.5 2.9 2.9 5.6-6.2M12.6 3.4v5.2M12.6 11.2v.05' },
  cannotStart: { dashedRing: { radius: 5.5, dash: '2.3 2.3' } },
  problem: {
    fill: 'M6.9 1.9a1.3 1.3 0 0 1 2.2 0l6 10.4a1.25 1.25 0 0 1-1.1 1.9H2a1.25 1.25 0 0 1-1.1-1.9zM7.1 5.4v4.3h1.8V5.4zM7.1 10.9v1.8h1.8v-1.8z',
  },
  dependsOn: { dashedRing: { radius: 5.5, dash: '2.3 2.3' }, line: 'M5.5 8h5' },
  ruledOut: { line: 'M3.5 8h9M5 5.2 11 10.8' },
  notApplicable: { line: 'M3.5 8h9' },
  met: { line: `${wideRing}M5.1 8.2l2.1 2.1 3.7-4.2` },
  unmet: {
    fill: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM5.3 6.4 6.9 8 5.3 9.6l1.1 1.1L8 9.1l1.6 1.6 1.1-1.1L9.1 8l1.6-1.6-1.1-1.1L8 6.9 6.4 5.3z',
  },
  unexpected: { line: `${wideRing}M8 4.6v4M8 11.2v.05` },
  unknown: {
    dashedRing: { radius: 6.3, dash: '2.6 1.9' },
    line: 'M6.4 6.6a1.65 1.65 0 1 1 2.4 1.5c-.5.3-.8.6-.8 1.1M8 11.2v.05',
  },
  add: { line: 'M8 3.5v9M3.5 8h9' },
  diamond: { line: 'M8 2.5 13.5 8 8 13.5 2.5 8z' },
  link: {
    line: 'M1 8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M6 8h4M10 8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0',
    fill: 'M1 8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0',
  },
} satisfies Record<string, StatusIconDrawing>;

/** The name of a status icon. */
export type StatusIconName = keyof typeof statusIcons;
