import {
  host,
  type Employer,
  type EmployerCard,
  type EmployerId,
  type PayrollAdministration,
  type PayrollPeriodType,
  type Refused,
  type Wrong,
} from '../../host';
import { BEHIND } from '../../saving/draftStore';

/** The id that asks the program for a new one. */
const NIL = '00000000-0000-0000-0000-000000000000' as EmployerId;

/** The fields of the employer itself, in the order of the form. */
export const companyFields = [
  'company_name',
  'employer_id',
  'employer_number',
  'kvk',
  'email',
] as const;
export type CompanyField = (typeof companyFields)[number];

/** The fields of a payroll administration, in the order of the form. */
export const administrationFields = [
  'name',
  'payroll_taxes_number',
  'client_number',
  'payroll_period_type',
] as const;
export type AdministrationField = (typeof administrationFields)[number];

/** The input and the last saved values; an invalid value never replaces a saved one. */
export interface Group<Name extends string> {
  key: number;
  typed: Record<Name, string>;
  kept: Record<Name, string>;
}

/** Values by the name of their field. */
type Values<Name extends string> = Partial<Record<Name, string | null>>;

function filled<Name extends string>(names: readonly Name[], from: Values<Name> | undefined) {
  const all = names.map((name) => [name, from?.[name] ?? '']);
  return Object.fromEntries(all) as Record<Name, string>;
}

function group<Name extends string>(
  key: number,
  names: readonly Name[],
  kept: Values<Name> | undefined,
  typed: Values<Name> | undefined,
): Group<Name> {
  return { key, typed: filled(names, typed ?? kept), kept: filled(names, kept) };
}

const orNull = (text: string) => (text.trim() === '' ? null : text);

function toAdministration(values: Record<AdministrationField, string>): PayrollAdministration {
  return {
    name: values.name,
    payroll_taxes_number: orNull(values.payroll_taxes_number),
    client_number: orNull(values.client_number),
    payroll_period_type: orNull(values.payroll_period_type) as PayrollPeriodType | null,
  };
}

/**
 * The form of an employer. Each change is saved; saves run one after the other, so a new employer is never
 * created twice. Invalid values are not saved but kept as typed in a draft, which is restored when the
 * form opens, until they are corrected or discarded.
 */
export class EmployerDraft {
  company: Group<CompanyField>;
  administrations: Group<AdministrationField>[] = $state([]);
  /** When all input was last saved, UTC. */
  savedAt = $state<string>();
  /** Why a save was refused, other than by a field. */
  refused = $state.raw<Refused>();
  /** Id of the employer, once it was saved. */
  id: EmployerId;
  /** Whether this began with a draft of which something is still not saved. */
  resumed = $state(false);
  #next = 0;
  #last: Promise<unknown> = Promise.resolve();
  /** Whether a draft is stored. */
  #hasDraft = false;
  /** Whether something was typed since the last save. */
  #edited = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `typed` is its stored draft. */
  constructor(employer?: Employer, typed?: Employer | null) {
    this.id = employer?.id ?? NIL;
    this.company = $state(group(this.#next++, companyFields, employer, typed ?? undefined));
    const administrations = (typed ?? employer)?.administrations ?? [];
    administrations.forEach((typed, index) => this.add(employer?.administrations[index], typed));
    // Every employer has one; it is not kept while it is empty.
    if (administrations.length === 0) this.add();
    if (typed) this.#hasDraft = this.resumed = true;
  }

  /** Whether it was ever saved. */
  get exists(): boolean {
    return this.id !== NIL;
  }

  add(kept?: PayrollAdministration, typed?: PayrollAdministration): void {
    this.administrations.push(group(this.#next++, administrationFields, kept, typed));
  }

  /** Removes an administration; returns a function that restores it. */
  remove(key: number): () => void {
    const index = this.administrations.findIndex((known) => known.key === key);
    const [gone] = this.administrations.splice(index, 1);
    void this.save();
    return () => {
      if (gone) this.administrations.splice(index, 0, gone);
      void this.save();
    };
  }

  /** The user types: kept as a draft within `BEHIND` ms, saved when the field is left. */
  type(): void {
    this.#edited = true;
    this.#timer ??= setTimeout(() => void this.#keep(), BEHIND);
  }

  /**
   * Saves what is typed when the page is left. A new employer is not made of half a name: it stays a draft
   * until a field is left. Returns whether it is kept.
   */
  async flush(): Promise<boolean> {
    if (!this.#edited) return true;
    if (!this.exists) return this.#keep();
    await this.save();
    return this.refused === undefined;
  }

  #keep(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const turn = this.#last.then(() => this.#keepNow());
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #keepNow(): Promise<boolean> {
    // Saved meanwhile.
    if (!this.#edited) return true;
    const answer = await host.keepEmployerDraft(toEmployer(this.id, this.#sent()));
    if (answer.status === 'ok') this.#hasDraft = true;
    else this.refused = answer.error;
    return answer.status === 'ok';
  }

  /** Saves the valid fields, once there is a name, and keeps the invalid ones as typed. Returns these. */
  save(): Promise<readonly Wrong[]> {
    const turn = this.#last.then(() => this.#saveNow());
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Discards unsaved input. */
  discard(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#edited = false;
    const turn = this.#last.then(() => this.#dropDraft());
    this.#last = turn.catch(() => undefined);
    this.company.typed = { ...this.company.kept };
    const kept = this.administrations.filter((one) => isFilled(one.kept));
    for (const one of kept) one.typed = { ...one.kept };
    this.administrations = kept;
    if (kept.length === 0) this.add();
    return turn;
  }

  #sent(): Sent {
    const administrations = this.administrations.filter(({ typed }) => isFilled(typed));
    return $state.snapshot({ company: this.company, administrations });
  }

  async #saveNow(): Promise<readonly Wrong[]> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#edited = false;
    const sent = this.#sent();
    const answer = await host.saveEmployerCard(toEmployer(this.id, sent));
    if (answer.status === 'error') {
      this.#edited = true;
      this.refused = answer.error;
      return [];
    }
    const { card, wrong } = answer.data;
    this.refused = undefined;
    this.#hasDraft = wrong.length > 0;
    if (!this.#hasDraft) this.resumed = false;
    if (card) {
      const fields = wrong.map(({ field }) => field);
      this.#took(card, sent, fields);
    }
    return wrong.map(({ field, problem }) => ({ field: this.#inForm(field, sent), problem }));
  }

  async #dropDraft(): Promise<void> {
    if (!this.#hasDraft) return;
    const answer = await host.dropEmployerDraft(this.id);
    if (answer.status === 'error') {
      this.refused = answer.error;
      return;
    }
    this.#hasDraft = this.resumed = false;
  }

  /** The path of a field as the form counts: it also counts administrations that are still empty. */
  #inForm(field: string, sent: Sent): string {
    const [list, index, name] = field.split('.');
    const key = sent.administrations[Number(index)]?.key;
    const place = this.administrations.findIndex((one) => one.key === key);
    return name === undefined || place < 0 ? field : `${list ?? ''}.${place}.${name}`;
  }

  /** Takes over saved values in their normalized form, unless they were edited meanwhile. */
  #took({ employer }: EmployerCard, sent: Sent, wrong: readonly string[]): void {
    this.id = employer.id;
    if (wrong.length === 0) this.savedAt = employer.changed;
    takeInto(this.company, sent.company, companyFields, (name) => employer[name], wrong, '');
    sent.administrations.forEach((before, index) => {
      const one = this.administrations.find(({ key }) => key === before.key);
      const saved = employer.administrations[index];
      if (!one || !saved) return;
      const path = `administrations.${index}.`;
      takeInto(one, before, administrationFields, (name) => saved[name], wrong, path);
    });
  }
}

function isFilled(values: Record<AdministrationField, string>): boolean {
  return Object.values(values).some((value) => value.trim() !== '');
}

/** The employer to send, as typed. */
function toEmployer(id: EmployerId, { company, administrations }: Sent): Employer {
  const { typed } = company;
  return {
    id,
    company_name: typed.company_name,
    employer_id: orNull(typed.employer_id),
    employer_number: orNull(typed.employer_number),
    kvk: orNull(typed.kvk),
    email: orNull(typed.email),
    administrations: administrations.map((one) => toAdministration(one.typed)),
    changed: '1970-01-01T00:00:00Z', // the program sets it
  };
}

interface Sent {
  company: Group<CompanyField>;
  administrations: Group<AdministrationField>[];
}

function takeInto<Name extends string>(
  into: Group<Name>,
  sent: Group<Name>,
  names: readonly Name[],
  saved: (name: Name) => string | null,
  wrong: readonly string[],
  path: string,
): void {
  for (const name of names) {
    if (wrong.includes(path + name)) continue;
    const value = saved(name) ?? '';
    if (into.typed[name] === sent.typed[name]) into.typed[name] = value;
    into.kept[name] = value;
  }
}
