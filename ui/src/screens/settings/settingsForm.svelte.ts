import { untrack } from 'svelte';
import { host, type FieldProblem, type Refused, type Settings } from '../../host';
import { officeDrafts } from '../../saving/officeDrafts';
import { settings, applySavedSettings } from '../../shell/program.svelte';

/** The settings with a text field. */
export const typedSettings = ['name', 'initials', 'office_name', 'office_email'] as const;
export type TypedSetting = (typeof typedSettings)[number];

/** The place of the draft of a setting. */
export const settingDraft = (name: TypedSetting) => `settings.${name}`;

function isTyped(name: keyof Settings): name is TypedSetting {
  return (typedSettings as readonly string[]).includes(name);
}

/**
 * The form of the settings. Each change is saved on its own, on top of the last saved settings: an invalid
 * field does not block the others. What is typed is kept as a draft until it is saved.
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
    const typed = typedSettings.flatMap((name) => {
      const draft = officeDrafts().read(settingDraft(name));
      return draft === undefined ? [] : [[name, draft]];
    });
    this.typed = $state({ ...known, ...(Object.fromEntries(typed) as Partial<Settings>) });
  }

  /** The user types in a field: kept at once, saved when the field or the page is left. */
  type(name: TypedSetting, text: string): void {
    this.typed[name] = text;
    officeDrafts().type(settingDraft(name), text);
  }

  /** Saves what is typed in fields and not saved yet. Returns whether everything is saved. */
  async flush(): Promise<boolean> {
    const known = untrack(settings);
    const edited = typedSettings.filter((name) => this.typed[name] !== known?.[name]);
    const kept = await Promise.all(edited.map((name) => this.save(name)));
    await officeDrafts().flush();
    return kept.every(Boolean);
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
    for (const one of names)
      if (isTyped(one) && (one !== name || this.typed[one] === sent))
        officeDrafts().drop(settingDraft(one));
    if (this.typed[name] === sent) this.typed = { ...this.typed, [name]: saved[name] };
  }
}
