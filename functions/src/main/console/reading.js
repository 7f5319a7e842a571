import { html, useCallback, useEffect, useState } from './lib/htm-preact.js';
import { ProblemNotice } from './parts.js';
import { FAILING_MILLIS, isTriedAgain } from './sender.js';
import { signIn } from './signin.js';
import { text } from './texts.js';

/**
 * What the API answers, read again whenever the occasion is another one; not read while there is none.
 * value: undefined before the first answer; what was read stays when it cannot be read again
 */
export function useReading(api, read, occasion) {
  const [state, setState] = useState({ value: undefined, problem: null });
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((former) => former + 1), []);

  useEffect(() => {
    if (occasion === undefined) {
      return undefined;
    }
    let timer;
    let isLatest = true;
    const failed = (problem) => {
      setState((former) => ({ ...former, problem }));
      timer = isTriedAgain(problem) && setTimeout(again, FAILING_MILLIS);
    };
    read(api).then((value) => isLatest && setState({ value, problem: null }), (problem) => isLatest && failed(problem));
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [api, occasion, turn]);

  useEffect(() => {
    signIn?.addEventListener('signed-in', again);
    return () => signIn?.removeEventListener('signed-in', again);
  }, [again]);

  return { ...state, again };
}

/** What a section says while nothing was read for it. A right that is missing is no error. */
export function Unread({ reading: { problem, again } }) {
  if (problem?.kind === 'forbidden') {
    return html`<p>${text('reading.forbidden')}</p>`;
  }
  return problem ? html`<${ProblemNotice} problem=${problem} onRetry=${again} />` : html`<p>${text('reading.loading')}</p>`;
}
