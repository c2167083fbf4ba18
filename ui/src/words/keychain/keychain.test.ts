import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

const systems = [
  {
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Edg/140.0.0.0',
    dutch: 'Windows-referentiebeheer',
    locked: 'Windows-referentiebeheer is vergrendeld.',
    turnOn: 'Start in Windows de service Referentiebeheer',
    english: 'Windows Credential Manager',
  },
  {
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15',
    dutch: 'Sleutelhanger',
    locked: 'De sleutelhanger is vergrendeld.',
    turnOn: 'Sleutelhangertoegang',
    english: 'Keychain',
  },
  {
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15',
    dutch: 'Sleutelring',
    locked: 'De sleutelring is vergrendeld.',
    turnOn: 'GNOME Keyring of KWallet',
    english: 'Keyring',
  },
];

/** The texts of this system, as the page loads them on it. */
async function wordsOn(userAgent: string) {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
  vi.resetModules();
  const [{ nl }, { en }] = await Promise.all([import('../nl'), import('../en')]);
  return { nl, en };
}

test.each(systems)('$userAgent: the keychain has the name of the system', async (system) => {
  const { nl, en } = await wordsOn(system.userAgent);
  expect(nl.settings.keychain.title).toBe(system.dutch);
  expect(nl.program.keychain.locked).toBe(system.locked);
  expect(nl.program.keychain.missingMeans).toContain(system.turnOn);
  expect(en.settings.keychain.title).toBe(system.english);
});

test('on Windows no text names the keychain of another system', async () => {
  const { nl, en } = await wordsOn(systems[0]?.userAgent ?? '');
  const all = (words: object) => JSON.stringify(words).toLowerCase();
  expect(all(nl)).not.toMatch(/sleutelhanger|sleutelring/);
  expect(all(nl)).toContain('windows-referentiebeheer');
  expect(all(en)).not.toMatch(/\b(the|no) (keychain|keyring)\b/);
});
