import { untrack } from 'svelte';
import { host, type FieldProblem, type Refused, type Settings } from '../../host';
import { settings, applySavedSettings } from '../../shell/program.svelte';

/** A setting with a text field. */
export type TypedSetting = 'name' | 'initials' | 'office_name' | 'office_email';

/**
 * The form of the settings. Each change is saved on its own, on top of the last saved settings: an invalid
 * field does not block the others.
 */
export class SettingsForm {
  /** The values of the fields. */
  typed: Settings;
  /** What is wrong with a field, since its last save. */
  wrong: Partial<Record<string, FieldProblem>> = $state({});
  refused = $state.raw<Refused>();
  savedAt = $state<string>();
  #last: Promise<unknown> = Promise.resolve();
  #retry: (() => Promise<boolean>) | undefined;

  constructor(known: Settings) {
    this.typed = $state({ ...known });
  }

  /** Sets a field and saves it. Returns whether it is saved. */
  set<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<boolean> {
    this.typed[name] = value;
    return this.save(name);
  }

  /** Saves one field. Returns whether it is saved. */
  save(name: keyof Settings): Promise<boolean> {
    const turn = this.#last.then(() => this.#saveNow(name));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Tries again what was not saved. */
  retry(): void {
    void this.#retry?.();
  }

  async #saveNow(name: keyof Settings): Promise<boolean> {
    const kept = untrack(settings);
    if (!kept) return false;
    const value = this.typed[name];
    // Name and initials go together: neither can be saved without the other.
    const both = name === 'name' || name === 'initials';
    const pair = both ? { name: this.typed.name, initials: this.typed.initials } : {};
    // The language can be saved before there is a name.
    const answer =
      name === 'language'
        ? await host.setLanguage(this.typed.language)
        : await host.saveSettings({ ...kept, ...pair, [name]: value });
    if (answer.status === 'ok') {
      this.#took(answer.data, name, value, both);
      return true;
    }
    if (answer.error.code === 'wrong') {
      this.wrong = {};
      for (const { field, problem } of answer.error.fields) this.wrong[field] = problem;
      this.refused = undefined;
    } else {
      this.refused = answer.error;
      this.#retry = () => this.save(name);
    }
    return false;
  }

  #took(saved: Settings, name: keyof Settings, sent: unknown, both: boolean): void {
    applySavedSettings(saved);
    this.refused = undefined;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- a moment that stays what it is
    this.savedAt = new Date().toISOString();
    const names: (keyof Settings)[] = both ? ['name', 'initials'] : [name];
    for (const one of names) this.wrong[one] = undefined;
    if (this.typed[name] === sent) this.typed = { ...this.typed, [name]: saved[name] };
  }
}
