import { commands } from './bindings';
import { call, type Coded, type Result, type Unanswered } from './call';

type Answering<Command> = Command extends (
  ...values: infer Values
) => Promise<Result<infer Data, infer Refused>>
  ? (...values: Values) => Promise<Result<Data, Refused | Unanswered>>
  : never;

type Host = { [Name in keyof typeof commands]: Answering<(typeof commands)[Name]> };

type AnyCommand = (...values: unknown[]) => Promise<Result<unknown, Coded>>;

function answering(command: AnyCommand): AnyCommand {
  return (...values) => call(() => command(...values));
}

/**
 * Every command of the program, as in `host.openDossier(id)`. Each always answers: with data, with
 * a refusal, or with `unanswered`; none throws.
 */
export const host = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [name, answering(command as AnyCommand)]),
) as Host;
