/** The theme: that of the system, or one of the two. */
export type Theme = 'system' | 'light' | 'dark';

/** Applies the theme at once. Storing it is up to the settings. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
