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
