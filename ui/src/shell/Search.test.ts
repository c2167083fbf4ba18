import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Hit } from './search';
import Search from './Search.svelte';

const hits: Hit[] = [
  {
    group: 'steps',
    id: 's',
    text: 'Geef de rechten',
    detail: 'a.s.r.',
    href: '#/dossiers/1/stap/r',
  },
  { group: 'employers', id: 'e', text: 'Bakkerij Voorbeeld B.V.', href: '#/werkgevers/1' },
];

beforeEach(() => {
  window.location.hash = '#/';
});

const box = () => screen.getByRole('combobox');
const options = () => screen.queryAllByRole('option').map((option) => option.textContent.trim());

describe('searching', () => {
  test('Ctrl K takes the focus there', async () => {
    render(Search, { find: () => Promise.resolve(hits) });
    await userEvent.setup().keyboard('{Control>}k{/Control}');
    expect(document.activeElement).toBe(box());
  });

  test('answers stand by group: employers before steps', async () => {
    render(Search, { find: () => Promise.resolve(hits) });
    await userEvent.setup().type(box(), 'b');
    await screen.findAllByRole('option');
    expect(options()).toEqual(['Bakkerij Voorbeeld B.V.', 'Geef de rechten a.s.r.']);
    expect(screen.getByRole('group', { name: 'Werkgevers' })).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('2 gevonden');
  });

  test('arrows choose, Enter goes there', async () => {
    render(Search, { find: () => Promise.resolve(hits) });
    const user = userEvent.setup();
    await user.type(box(), 'b');
    await screen.findAllByRole('option');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    const chosen = screen.getByRole('option', { selected: true });
    expect(box().getAttribute('aria-activedescendant')).toBe(chosen.id);
    await user.keyboard('{Enter}');
    expect(window.location.hash).toBe('#/dossiers/1/stap/r');
    expect(box().getAttribute('aria-expanded')).toBe('false');
  });

  test('the arrow up starts at the last', async () => {
    render(Search, { find: () => Promise.resolve(hits) });
    const user = userEvent.setup();
    await user.type(box(), 'b');
    await screen.findAllByRole('option');
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('Geef de rechten');
  });

  test('Escape closes the answers first, then empties the text', async () => {
    render(Search, { find: () => Promise.resolve(hits) });
    const user = userEvent.setup();
    await user.type(box(), 'b');
    await screen.findAllByRole('option');
    await user.keyboard('{Escape}');
    expect(options()).toEqual([]);
    expect(box()).toHaveProperty('value', 'b');
    await user.keyboard('{Escape}');
    expect(box()).toHaveProperty('value', '');
  });

  test('each key is asked at once', async () => {
    const find = vi.fn<(text: string) => Promise<Hit[]>>().mockResolvedValue(hits);
    render(Search, { find });
    for (const value of ['b', 'ba', 'bak']) await fireEvent.input(box(), { target: { value } });
    expect(find.mock.calls).toEqual([['b'], ['ba'], ['bak']]);
  });

  test('an emptied box shows nothing that was under way', async () => {
    let answer: (hits: Hit[]) => void = () => undefined;
    render(Search, { find: () => new Promise((resolve) => (answer = resolve)) });
    const user = userEvent.setup();
    await user.type(box(), 'b');
    await user.keyboard('{Escape}{Escape}');
    answer(hits);
    await user.click(document.body);
    await user.click(box());
    expect(options()).toEqual([]);
  });

  test('an answer to an older text is dropped', async () => {
    let answerFirst: (hits: Hit[]) => void = () => undefined;
    const find = vi
      .fn<(text: string) => Promise<Hit[]>>()
      .mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)))
      .mockImplementationOnce(() => Promise.resolve(hits.slice(1)));
    render(Search, { find });
    const user = userEvent.setup();
    await user.type(box(), 'a');
    await vi.waitFor(() => expect(find).toHaveBeenCalledTimes(1));
    await user.type(box(), 'b');
    await screen.findAllByRole('option');
    answerFirst([{ group: 'notes', id: 'n', text: 'Oud antwoord', href: '#/' }]);
    await Promise.resolve();
    expect(options()).toEqual(['Bakkerij Voorbeeld B.V.']);
  });

  test('nothing found, and a search that fails, are said', async () => {
    const find = vi
      .fn<(text: string) => Promise<Hit[]>>()
      .mockResolvedValueOnce([])
      .mockRejectedValueOnce(new Error('gone'));
    render(Search, { find });
    const user = userEvent.setup();
    await user.type(box(), 'x');
    expect(await screen.findByText('Niets gevonden voor “x”.')).toBeTruthy();
    await user.type(box(), 'y');
    expect(await screen.findByText('Zoeken lukt nu niet. Probeer het zo nog eens.')).toBeTruthy();
  });
});
