import type { LoketFault, Refusal, Unanswered } from '../../host';
import { formatMoment } from '../dates';
import { language, words } from '../words.svelte';
import type { RefusalText } from './nl';

/**
 * Describes a refusal: what happened, what is safe where that is in doubt, and what to do; with its
 * reason, if any.
 */
export function describeRefusal(refusal: Refusal | Unanswered): RefusalText {
  const { codes, notSaved, noKeychain, notUpdated, notWritten, handbook } = words().errors;
  const { title, todo } = codes[refusal.code];
  const safe = safeOf(refusal.code);
  switch (refusal.code) {
    case 'notSaved':
      return { title, safe, todo: notSaved[refusal.why] };
    case 'keychain':
      return { title, safe, todo: noKeychain[refusal.why] };
    case 'contradicted': {
      const read = words().checks.read(formatMoment(refusal.read));
      return { title: `${title} (${read})`, todo };
    }
    case 'handbookTaken':
      return refusal.dossiers === null
        ? { title, todo }
        : { title: handbook.taken(refusal.dossiers, refusal.version), todo: handbook.takenTodo };
    case 'handbookFollowed':
      return { title: handbook.followed(refusal.dossiers), todo };
    case 'unknownPlaces':
      return { title: `${title}: ${refusal.places.join(', ')}`, safe, todo };
    case 'hoursFile':
      return { title, safe, todo: refusal.why[language()] };
    case 'loket':
      return describeLoketFault(refusal.fault);
    case 'notUpdated':
      return { safe, ...notUpdated[refusal.why] };
    case 'notWritten':
      return refusal.why.kind === 'inUse'
        ? { title: notWritten.inUseTitle, todo: notWritten.inUse(refusal.why.kept) }
        : { title, safe, todo: notWritten[refusal.why.kind] };
    default:
      return safe === undefined ? { title, todo } : { title, safe, todo };
  }
}

/** Describes a fault of Loket or of the connection with it. */
export function describeLoketFault(fault: LoketFault): RefusalText {
  // The text of a kind takes the fault of that kind; the compiler cannot relate the two.
  const said = words().errors.loket[fault.kind] as RefusalText | ((of: LoketFault) => RefusalText);
  return typeof said === 'function' ? said(fault) : said;
}

function safeOf(code: (Refusal | Unanswered)['code']): string | undefined {
  const { safe } = words().errors;
  return code in safe ? safe[code as keyof typeof safe] : undefined;
}
