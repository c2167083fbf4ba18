import { showToast } from '../parts/toast.svelte';
import { goTo } from './router.svelte';

/** Goes to a page and says there what was done: a toast goes away with the page it was shown on. */
export function goSaying(href: string, text: string): void {
  window.addEventListener('hashchange', () => setTimeout(() => showToast({ text })), {
    once: true,
  });
  goTo(href);
}
