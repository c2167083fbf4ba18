import { learn } from '../words/words.svelte';

/** Tests switch languages in the middle: the words of both are here from the start. */
await learn('en');
