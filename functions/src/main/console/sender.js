import { useCallback, useEffect, useRef, useState } from './lib/htm-preact.js';
import { signIn } from './signin.js';

const BUSY_MILLIS = 1_500;
const WAITING_MILLIS = 5_000;
export const FAILING_MILLIS = 10_000;
const SETTLED_MILLIS = 60_000;

/** Failures after which asking again changes nothing. */
const FINAL = new Set(['signIn', 'forbidden', 'invalid']);

/**
 * The account as the server has it, read again and again: often while a run goes on, seldom afterwards, and when the person comes back
 * to the page. sender: undefined before the first answer, null when the environment has no account.
 */
export function useSender(api) {
  const [state, setState] = useState({ sender: undefined, problem: null });
  const latest = useRef({ turn: 0 });

  const accept = useCallback((sender) => {
    latest.current.turn++; // an answer that is on its way is older than this one
    setState({ sender, problem: null });
  }, []);

  const refresh = useCallback(async () => {
    const turn = ++latest.current.turn;
    const next = await reading(api);
    if (latest.current.turn === turn) {
      setState((former) => ({ ...former, ...next }));
    }
  }, [api]);

  useEffect(() => {
    const pause = pauseAfter(state);
    const timer = pause && setTimeout(refresh, pause);
    return () => clearTimeout(timer);
  }, [state, refresh]);

  useEffect(() => {
    const returning = () => document.visibilityState === 'visible' && refresh();
    refresh();
    addEventListener('online', refresh);
    signIn?.addEventListener('signed-in', refresh);
    document.addEventListener('visibilitychange', returning);
    return () => {
      latest.current.turn++;
      removeEventListener('online', refresh);
      signIn?.removeEventListener('signed-in', refresh);
      document.removeEventListener('visibilitychange', returning);
    };
  }, [refresh]);

  return { ...state, accept, refresh };
}

async function reading(api) {
  try {
    return { sender: await api.read(), problem: null };
  } catch (problem) {
    return { problem };
  }
}

function pauseAfter({ sender, problem }) {
  if (problem) {
    return isTriedAgain(problem) ? FAILING_MILLIS : 0;
  }
  if (sender === undefined) {
    return 0; // the first answer is on its way
  }
  switch (newestRun(sender)?.status) {
    case 'PENDING':
    case 'RUNNING':
      return BUSY_MILLIS;
    case 'WAITING':
      return WAITING_MILLIS;
    default:
      return SETTLED_MILLIS;
  }
}

/** Whether the account is read again by itself after this problem. */
export function isTriedAgain(problem) {
  return !FINAL.has(problem.kind);
}

/** The run that goes on, or was the last: the candidate's, if there is one. */
export function newestRun(sender) {
  return (sender?.candidate ?? sender)?.provisioning;
}

/** Whether the newest run is of what works, so that another may begin with any step. */
export function isOfWhatWorks(sender) {
  return Boolean(sender.verifiedAt) && !sender.candidate;
}

/** Begins a run: of what works, from this step on; of what was submitted last, as a whole. Sent again with the same key, it begins once. */
export function runAgain(api, sender, firstStep, key) {
  const { whatsAppAccountBusinessId, appId } = sender.candidate ?? sender;
  return isOfWhatWorks(sender) ? api.startRun(firstStep) : api.save({ whatsAppAccountBusinessId, appId }, key);
}

export function isGoingOn(run) {
  return ['PENDING', 'RUNNING', 'WAITING'].includes(run?.status);
}
