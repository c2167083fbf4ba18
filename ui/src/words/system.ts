export type System = 'windows' | 'mac' | 'linux';

/** The system this computer runs, as the web view names it. */
export function system(userAgent = navigator.userAgent): System {
  if (/Mac|iPhone|iPad/.test(userAgent)) return 'mac';
  return userAgent.includes('Windows') ? 'windows' : 'linux';
}
