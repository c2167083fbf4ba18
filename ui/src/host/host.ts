import { commands, type Refusal } from './bindings';
import { unpacked, type Board } from './board';
import { call, type Coded, type Result, type Unanswered } from './call';

type Answering<Command> = Command extends (
  ...values: infer Values
) => Promise<Result<infer Data, infer Refused>>
  ? (...values: Values) => Promise<Result<Data, Refused | Unanswered>>
  : never;

type Answers = { [Name in keyof typeof commands]: Answering<(typeof commands)[Name]> };
type Host = Omit<Answers, 'board'> & {
  board: () => Promise<Result<Board, Refusal | Unanswered>>;
};

type AnyCommand = (...values: unknown[]) => Promise<Result<unknown, Coded>>;

function answering(command: AnyCommand): AnyCommand {
  return (...values) => call(() => command(...values));
}

async function wholeBoard(): Promise<Result<Board, Refusal>> {
  const answer = await commands.board();
  return answer.status === 'ok' ? { status: 'ok', data: unpacked(answer.data) } : answer;
}

/**
 * All commands of the program, as in `host.openDossier(id)`. Each returns data, a refusal, or
 * `unanswered`; none throws.
 */
export const host = Object.fromEntries(
  Object.entries({ ...commands, board: wholeBoard }).map(([name, command]) => [
    name,
    answering(command as AnyCommand),
  ]),
) as Host;
