import { configure } from '@testing-library/svelte';
import { fetchWords } from '../words/words.svelte';

/** On a busy machine, waiting can take longer than the default second. */
configure({ asyncUtilTimeout: 15_000 });

/** Tests switch languages midway: the texts of both are loaded from the start. */
await fetchWords('en');

/** The fake page has no layout, so there is nothing to scroll. */
if (!('scrollIntoView' in Element.prototype)) {
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
}

/** The fake page has `:checked` for inputs only, and Svelte asks a select for its chosen option by it. */
Object.assign(HTMLSelectElement.prototype, {
  querySelector(this: HTMLSelectElement, selector: string): Element | null {
    if (selector === ':checked') return this.options[this.selectedIndex] ?? null;
    return this.querySelectorAll(selector)[0] ?? null;
  },
});
