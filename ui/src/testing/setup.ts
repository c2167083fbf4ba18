import { configure } from '@testing-library/svelte';
import { fetchWords } from '../words/words.svelte';

/** On a busy machine what is waited for comes later than the usual second. */
configure({ asyncUtilTimeout: 15_000 });

/** Tests switch languages in the middle: the words of both are here from the start. */
await fetchWords('en');
