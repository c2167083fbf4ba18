import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterPointerUp } from './afterPointerUp';

const pointer = (type: string) => window.dispatchEvent(new Event(type));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  pointer('pointerup');
  vi.useRealTimers();
});

test('with nothing pressed it is done at once', () => {
  const act = vi.fn();
  afterPointerUp(act);
  expect(act).toHaveBeenCalledOnce();
});

test('while the mouse is pressed it waits for the click, which is then not lost', () => {
  const order: string[] = [];
  pointer('pointerdown');
  // What leaving a field does: the page would move under the pointer.
  afterPointerUp(() => order.push('saved'));
  expect(order).toEqual([]);
  pointer('pointerup');
  order.push('click');
  vi.runAllTimers();
  expect(order).toEqual(['click', 'saved']);
});

test('a press that becomes a scroll is done too, once', () => {
  const act = vi.fn();
  pointer('pointerdown');
  afterPointerUp(act);
  pointer('pointercancel');
  pointer('pointerup');
  vi.runAllTimers();
  expect(act).toHaveBeenCalledOnce();
  afterPointerUp(act);
  expect(act).toHaveBeenCalledTimes(2);
});
