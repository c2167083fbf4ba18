import { configure } from '@testing-library/svelte';
import { fetchWords } from '../words/words.svelte';

/** On a busy machine, waiting can take longer than the default second. */
configure({ asyncUtilTimeout: 15_000 });

/** Tests switch languages midway: the texts of both are loaded from the start. */
await fetchWords('en');
