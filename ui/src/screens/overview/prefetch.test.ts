import { afterEach, expect, test, vi } from 'vitest';
import { ok, packed } from '../../testing/samples';
import { loadBoard, prefetchBoard } from './prefetch';

const commands = vi.hoisted(() => ({ board: vi.fn() }));
vi.mock('../../host/bindings', () => ({ commands }));
afterEach(() => vi.resetAllMocks());

const answer = ok(packed({ rows: [], today: '2026-11-20', employers: 0 }));

test('what was asked early is not asked again, but it is not kept either', async () => {
  history.replaceState(null, '', '#/');
  commands.board.mockReturnValue(answer);
  prefetchBoard();
  expect((await loadBoard()).status).toBe('ok');
  expect(commands.board).toHaveBeenCalledOnce();
  await loadBoard();
  expect(commands.board).toHaveBeenCalledTimes(2);
});

test('a start on another page asks for no board', () => {
  history.replaceState(null, '', '#/verbinding');
  prefetchBoard();
  expect(commands.board).not.toHaveBeenCalled();
});
