/** The texts on screen, and the formatting of dates, times and numbers. */
export {
  formatDay,
  formatDayShort,
  formatDaysSince,
  formatPartOfDate,
  formatDue,
  formatMoment,
  formatRecent,
  formatSpan,
  formatTime,
  formatToday,
} from './dates';
export type { RefusalText } from './errors/nl';
export { describeRefusal } from './errors/describe';
export type { Words } from './nl';
export { fill } from './record';
export { insideSentence } from './insideSentence';
export {
  formatFilter,
  formatProgress,
  formatSignOff,
  formatWaitingSince,
  formatWho,
} from './sentences';
export { formatPeriod, formatPeriodHead, formatPeriodShort } from './periods';
export { formatCount, formatDecimal, formatEuro, formatSigned } from './numbers';
export { language, setLanguage, switchLanguage, words, type Language } from './words.svelte';
