import {
  host,
  type Employer,
  type EmployerCard,
  type PayrollAdministration,
  type PayrollPeriodType,
  type Refused,
  type Wrong,
} from '../../host';

/** The id that asks the program for a new one. */
const NIL = '00000000-0000-0000-0000-000000000000';

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

/** What is typed, and what of it was last kept: a value that does not read never takes its place. */
export interface Group<Name extends string> {
  key: number;
  typed: Record<Name, string>;
  kept: Record<Name, string>;
}

function group<Name extends string>(
  key: number,
  names: readonly Name[],
  value: (name: Name) => string | null | undefined,
): Group<Name> {
  const all = Object.fromEntries(names.map((name) => [name, value(name) ?? '']));
  return { key, typed: { ...all } as Record<Name, string>, kept: all as Record<Name, string> };
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
 * An employer while it is filled in. Each change is saved; saves go one after the other, so a new
 * employer is never made twice. What does not read stays as typed and is left out of the save.
 */
export class EmployerDraft {
  company: Group<CompanyField>;
  administrations: Group<AdministrationField>[] = $state([]);
  /** When all that is typed was last saved, UTC. */
  savedAt = $state<string>();
  /** Why a save was refused, other than by a field. */
  refused = $state.raw<Refused>();
  /** Id of the employer, once it was saved. */
  id: string;
  #next = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(employer?: Employer) {
    this.id = employer?.id ?? NIL;
    this.company = $state(group(this.#next++, companyFields, (name) => employer?.[name]));
    for (const administration of employer?.administrations ?? []) this.add(administration);
  }

  /** Whether it was ever saved. */
  get exists(): boolean {
    return this.id !== NIL;
  }

  add(administration?: PayrollAdministration): void {
    this.administrations.push(
      group(this.#next++, administrationFields, (name) => administration?.[name]),
    );
  }

  /** Takes an administration away; answers with what puts it back. */
  remove(key: number): () => void {
    const index = this.administrations.findIndex((known) => known.key === key);
    const [gone] = this.administrations.splice(index, 1);
    void this.save();
    return () => {
      if (gone) this.administrations.splice(index, 0, gone);
      void this.save();
    };
  }

  /** Saves what reads. Answers with the fields that do not. */
  save(): Promise<readonly Wrong[]> {
    const turn = this.#last.then(() => this.#saveNow());
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #saveNow(): Promise<readonly Wrong[]> {
    const filled = this.administrations.filter(isFilled);
    const sent = $state.snapshot({ company: this.company, administrations: filled });
    const answer = await host.saveEmployer(toEmployer(this.id, sent, []));
    if (answer.status === 'ok') {
      this.#took(answer.data, sent, []);
      return [];
    }
    if (answer.error.code !== 'wrong') {
      this.refused = answer.error;
      return [];
    }
    const wrong = answer.error.fields;
    await this.#saveWithout(
      wrong.map(({ field }) => field),
      sent,
    );
    return wrong.map(({ field, problem }) => ({ field: this.#inForm(field, sent), problem }));
  }

  /** Saves all but the fields that do not read, as far as there is a name to save it by. */
  async #saveWithout(wrong: readonly string[], sent: Sent): Promise<void> {
    const rest = toEmployer(this.id, sent, wrong);
    if (rest.company_name.trim() === '') return;
    const answer = await host.saveEmployer(rest);
    if (answer.status === 'ok') this.#took(answer.data, sent, wrong);
    else if (answer.error.code !== 'wrong') this.refused = answer.error;
  }

  /** The path of a field as the form counts: it also counts administrations that are still empty. */
  #inForm(field: string, sent: Sent): string {
    const [list, index, name] = field.split('.');
    const key = sent.administrations[Number(index)]?.key;
    const place = this.administrations.findIndex((one) => one.key === key);
    return name === undefined || place < 0 ? field : `${list ?? ''}.${place}.${name}`;
  }

  /** Takes over the form in which values are kept, where nobody typed on meanwhile. */
  #took({ employer }: EmployerCard, sent: Sent, wrong: readonly string[]): void {
    this.id = employer.id;
    this.refused = undefined;
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

function isFilled({ typed }: Group<AdministrationField>): boolean {
  return Object.values(typed).some((value) => value.trim() !== '');
}

/** The employer as it is sent; of the fields that do not read, what was last kept. */
function toEmployer(id: string, sent: Sent, wrong: readonly string[]): Employer {
  const { typed, kept } = sent.company;
  const value = (name: CompanyField) => (wrong.includes(name) ? kept[name] : typed[name]);
  const administrations = sent.administrations.map((one, index) => {
    const values = { ...one.typed };
    for (const name of administrationFields)
      if (wrong.includes(`administrations.${index}.${name}`)) values[name] = one.kept[name];
    return toAdministration(values);
  });
  return {
    id,
    company_name: value('company_name'),
    employer_id: orNull(value('employer_id')),
    employer_number: orNull(value('employer_number')),
    kvk: orNull(value('kvk')),
    email: orNull(value('email')),
    administrations,
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
