import { html, useCallback, useRef, useState } from './lib/htm-preact.js';
import { asTime } from './format.js';
import { signIn } from './signin.js';
import { optionalText, text, word } from './texts.js';

/* Small parts that several sections are made of. */

/** Signs beside the words of states, so that no state shows by its color alone. */
const SIGNS = { good: '✓', bad: '✕', busy: '…', warning: '!', quiet: '–' };

/** A word of state. tone: good, bad, busy, warning or quiet */
export function Badge({ tone, children }) {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${SIGNS[tone]}</span> ${children}</span>`;
}

/** A section that stays, whatever the state is. */
export function Section({ id, title, badge, children }) {
  return html`
    <section id=${id} aria-labelledby="${id}-title">
      <header class="row"><h2 id="${id}-title" tabindex="-1">${title}</h2>${badge}</header>
      ${children}
    </section>`;
}

/** Goes to another section, also for whoever does not see the page. */
export function goToSection(id) {
  document.getElementById(`${id}-title`)?.focus();
}

/** What is made only when somebody asks for it. */
export function Folded({ summary, children }) {
  const [open, setOpen] = useState(false);
  return html`
    <details onToggle=${(event) => setOpen(event.target.open)}>
      <summary>${summary}</summary>
      ${open && children}
    </details>`;
}

/** A button that shows some of a list; on: whether it does */
export function Filter({ on, label, count, onClick }) {
  return html`<button type="button" class="small" aria-pressed=${on ? 'true' : 'false'} onClick=${onClick}>${label} (${count})</button>`;
}

/** A link to a page of Meta's. */
export function MetaLink({ address, page }) {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${page}\u00a0<span aria-hidden="true">↗</span
    ><span class="hidden"> ${text('opensMeta', { page: '' })}</span></a>`;
}

/** Does one thing at a time: what is asked for meanwhile, as by a double click, is not begun. */
export function useOneAtATime() {
  const going = useRef(false);
  return useCallback(async (work) => {
    if (going.current) {
      return null;
    }
    going.current = true;
    try {
      return await work();
    } finally {
      going.current = false;
    }
  }, []);
}

/**
 * Requests whose answer is accepted, one at a time. change: takes a word for it, the request, and what is done when it has succeeded
 * busy: the word of the one that goes on
 * problem: why the last one was refused, until it is forgotten
 */
export function useChange(accept) {
  const oneAtATime = useOneAtATime();
  const [busy, setBusy] = useState(null);
  const [problem, setProblem] = useState(null);
  const change = (what, request, then = () => {}) => oneAtATime(async () => {
    setBusy(what);
    setProblem(null);
    try {
      accept(await request());
      then();
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(null);
  });
  return { busy, problem, change, forget: () => setProblem(null) };
}

/** A button that waits for what it began, and cannot begin it twice. */
export function Action({ onClick, busy, label, busyLabel = label, name, kind = '', disabled = false, type = 'button' }) {
  return html`
    <button type=${type} class=${kind} disabled=${disabled} aria-disabled=${busy ? 'true' : null} aria-label=${name}
        onClick=${(event) => (busy ? event.preventDefault() : onClick?.(event))}>
      ${busy ? busyLabel : label}
    </button>`;
}

/** What went wrong, and what that means for what was typed. */
export function ProblemNotice({ problem, title = text(`problem.${problem.kind}`), stale = false, onRetry }) {
  const [solved, setSolved] = useState(null);
  if (solved === problem) {
    return html`<p class="notice" role="status">${text('signIn.done')}</p>`;
  }
  return html`
    <div class="notice bad" role="alert">
      <p><strong>${title}</strong></p>
      ${sentences(problem).map((sentence) => html`<p>${sentence}</p>`)}
      ${stale && html`<p>${text('problem.stale')}</p>`}
      ${problem.errorId && html`<${ErrorId} id=${problem.errorId} />`}
      ${signIn && problem.kind === 'signIn' && html`<${SignInAgain} onSignedIn=${() => setSolved(problem)} />`}
      ${onRetry && html`<button type="button" onClick=${onRetry}>${text('problem.again')}</button>`}
    </div>`;
}

function sentences(problem) {
  if (problem.kind === 'limited') {
    return [problem.retryAt ? text('problem.limited.text', { time: asTime(problem.retryAt) }) : text('problem.limited.soon')];
  }
  const own = (signIn && optionalText(`problem.${problem.kind}.signedIn`)) || optionalText(`problem.${problem.kind}.text`);
  const detailed = problem.details.map((detail) => detail.message);
  return own ? [own] : detailed.length > 0 ? detailed : [problem.message].filter(Boolean);
}

function SignInAgain({ onSignedIn }) {
  const [fault, setFault] = useState(null);
  const again = () => signIn.again().then(onSignedIn, () => setFault(text('signIn.failed')));
  return html`
    <p><button type="button" class="primary" onClick=${again}>${text('signIn.again')}</button></p>
    ${fault && html`<p class="fault">${fault}</p>`}`;
}

function ErrorId({ id }) {
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard?.writeText(id).then(() => setCopied(true), () => {});
  return html`
    <p>${text('problem.id')}: <code>${id}</code>${' '}
      <button type="button" class="small" onClick=${copy}>${text(copied ? 'problem.copied' : 'problem.copy')}</button>
    </p>`;
}

const PROGRESS_TONES = {
  PENDING: 'quiet', RUNNING: 'busy', WAITING: 'busy', SUCCEEDED: 'good', FAILED: 'bad', SKIPPED: 'quiet',
};

/** How far a step is. */
export function Progress({ status }) {
  return html`<${Badge} tone=${PROGRESS_TONES[status] ?? 'quiet'}>${word('progress', status)}</${Badge}>`;
}

const STATUS_TONES = {
  none: 'quiet', VERIFYING: 'busy', IN_REVIEW: 'busy', READY: 'good', DEGRADED: 'warning', NUMBER_REQUIRED: 'warning',
  NOT_ELIGIBLE: 'warning', ACTION_REQUIRED: 'bad', REAUTHORIZATION_REQUIRED: 'bad',
};

/** The account in one word. */
export function Status({ status }) {
  return html`<${Badge} tone=${STATUS_TONES[status] ?? 'quiet'}>${word('status', status)}</${Badge}>`;
}
