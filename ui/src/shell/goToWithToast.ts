import { showToast } from '../parts/toast.svelte';
import { navigationDone, goTo } from './router.svelte';

/** Navigates and shows a toast on the new page: a toast closes with the page it was shown on. */
export function goToWithToast(href: string, text: string): void {
  const say = () => setTimeout(() => showToast({ text }));
  window.addEventListener('hashchange', () => void navigationDone().then(say), { once: true });
  goTo(href);
}
