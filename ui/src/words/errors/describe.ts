import type { LoketFault, Refusal, Unanswered } from '../../host';
import { words } from '../words.svelte';
import type { Said } from './nl';

/**
 * Says a refusal in words: what happened, what is safe where that is in doubt, and what to do; with the
 * reason where it gives one.
 */
export function describeRefusal(refusal: Refusal | Unanswered): Said {
  const { codes, notSaved, noKeychain, notWritten } = words().errors;
  const { title, todo } = codes[refusal.code];
  const safe = safeOf(refusal.code);
  switch (refusal.code) {
    case 'notSaved':
      return { title, safe, todo: notSaved[refusal.why] };
    case 'keychain':
      return { title, safe, todo: noKeychain[refusal.why] };
    case 'loket':
      return describeLoketFault(refusal.fault);
    case 'notWritten':
      return refusal.why.kind === 'inUse'
        ? { title: notWritten.inUseTitle, todo: notWritten.inUse(refusal.why.kept) }
        : { title, safe, todo: notWritten[refusal.why.kind] };
    default:
      return safe === undefined ? { title, todo } : { title, safe, todo };
  }
}

/** Says what Loket, or the way to it, did not give. */
export function describeLoketFault(fault: LoketFault): Said {
  // The words of a kind take the fault of that kind: the compiler does not tie the two.
  const said = words().errors.loket[fault.kind] as Said | ((of: LoketFault) => Said);
  return typeof said === 'function' ? said(fault) : said;
}

function safeOf(code: (Refusal | Unanswered)['code']): string | undefined {
  const { safe } = words().errors;
  return code in safe ? safe[code as keyof typeof safe] : undefined;
}
