import { html, useEffect, useMemo, useState } from './lib/htm-preact.js';
import { Api } from './api.js';
import { Connection } from './connection.js';
import { ALL, EMPTY_DRAFT, SECRETS, entered, focusField } from './fields.js';
import { Health } from './health.js';
import { History, useHistory } from './history.js';
import { Numbers } from './numbers.js';
import { ProblemNotice, Status } from './parts.js';
import { Preparation } from './preparation.js';
import { Readiness } from './readiness.js';
import { Removal, Removed } from './removal.js';
import { faultOf } from './rules.js';
import { signIn } from './signin.js';
import { isTriedAgain, newestRun, useSender } from './sender.js';
import { Templates } from './templates.js';
import { text } from './texts.js';
import { Trial } from './trial.js';
import { Verification, waitingWords } from './verification.js';

/** The page: asks for a sign-in where there is one, for the environment unless the address names it, and shows its sender. */
export function Page() {
  const environment = useEnvironment();
  if (signIn && !signIn.token) {
    return html`
      <header class="top"><h1>${text('title')}</h1></header>
      <main>
        <p class="lead">${text('lead')}</p>
        <button type="button" class="primary" onClick=${() => signIn.redirect()}>${text('signIn')}</button>
      </main>`;
  }
  return html`
    <header class="top"><h1>${text('title')}</h1></header>
    <main>
      ${environment
        ? html`<${Sender} key=${environment} environment=${environment} />`
        : html`<${EnvironmentForm} />`}
    </main>`;
}

/** The environment in the address: #/environments/{id}. */
function useEnvironment() {
  const read = () => decodeURIComponent(location.hash.match(/^#\/environments\/([^/]+)/)?.[1] ?? '');
  const [environment, setEnvironment] = useState(read);
  useEffect(() => {
    const changed = () => setEnvironment(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return environment;
}

function EnvironmentForm({ wrong = '', refusal }) {
  const [id, setId] = useState(wrong);
  const [fault, setFault] = useState(refusal);
  const open = (event) => {
    event.preventDefault();
    const entered = id.trim();
    const found = faultOf('environmentId', entered);
    setFault(found);
    if (!found) {
      location.hash = `#/environments/${encodeURIComponent(entered)}`;
    }
  };
  return html`
    <p class="lead">${text('lead')}</p>
    <form class="card" novalidate onSubmit=${open}>
      <h2>${text('environment.title')}</h2>
      <label for="environment">${text('environment.label')}</label>
      <p id="environment-hint" class="hint">${text('environment.hint')}</p>
      ${fault && html`<p id="environment-fault" class="fault" role="alert"><span aria-hidden="true">✕</span> ${fault}</p>`}
      <input id="environment" value=${id} autocomplete="off" spellcheck=${false} aria-invalid=${fault ? 'true' : null}
          aria-describedby="environment-fault environment-hint" onInput=${(event) => setId(event.target.value)} />
      <p><button class="primary">${text('environment.open')}</button></p>
    </form>`;
}

function Sender({ environment }) {
  const api = useMemo(() => new Api(environment), [environment]);
  const { sender, problem, accept, refresh } = useSender(api);
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [editing, setEditing] = useState(null);
  const [removal, setRemoval] = useState(null);
  const [announcement, announce] = useState('');
  const history = useHistory(api, sender === null ? 'none' : sender?.updatedAt);

  const fault = problem?.details.find((detail) => detail.target === 'environmentId');
  if (fault) {
    return html`<${EnvironmentForm} wrong=${environment} refusal=${fault.message} />`;
  }

  const isTyped = Object.keys(entered(draft)).length > 0;
  const shown = editing ?? (!sender || isTyped ? ALL : null); // what is typed stays visible
  const edit = (names) => {
    if (names && !shown) {
      const { whatsAppAccountBusinessId, appId } = names === ALL ? sender.candidate ?? sender : sender;
      setDraft({ ...EMPTY_DRAFT, whatsAppAccountBusinessId, appId });
    }
    setEditing(names);
  };
  const goTo = (field) => {
    if (!shown?.includes(field)) {
      edit(!shown && sender.verifiedAt && !sender.candidate && SECRETS.includes(field) ? [field] : ALL);
    }
    focusField(field);
  };
  const changed = (next) => {
    accept(next);
    refresh(); // the answer to a change comes without templates
  };
  const removed = (answer) => {
    setRemoval(answer);
    setEditing(null);
    setDraft(EMPTY_DRAFT);
    accept(null);
    announce(text('removal.done', { days: answer.secret.recoverableDays }));
  };

  const common = { api, sender, announce, accept: changed, onGoTo: goTo };
  return html`
    <p class="row faint"><span>${text('environment.shown')}: <code>${environment}</code></span> <a href="#/">${text('environment.other')}</a></p>
    <p class="hidden" role="status">${announcement}</p>
    ${problem && html`<${ProblemNotice} problem=${problem} stale=${sender !== undefined && isTriedAgain(problem)} onRetry=${refresh} />`}
    ${sender === undefined && !problem && html`<p role="status">${text('loading')}</p>`}
    ${sender !== undefined && html`
      <${State} sender=${sender} />
      ${removal && !sender && html`<${Removed} removal=${removal} />`}
      <${Preparation} ...${common} draft=${draft} />
      <${Connection} ...${common} draft=${draft} setDraft=${setDraft} editing=${shown} edit=${edit} />
      <${Verification} ...${common} />
      <${Health} ...${common} history=${history} />
      <${Numbers} ...${common} />
      <${Templates} ...${common} />
      <${Readiness} ...${common} />
      <${Trial} ...${common} />
      <${History} sender=${sender} history=${history} />
      ${sender && html`<${Removal} api=${api} environment=${environment} onRemoved=${removed} />`}`}`;
}

/** Statuses whose sentence leaves open why nothing can be sent. */
const EXPLAINED = new Set(['ACTION_REQUIRED', 'NOT_ELIGIBLE', 'DEGRADED', 'REAUTHORIZATION_REQUIRED']);

/** The account in one sentence; screen readers hear it when it changes. */
function State({ sender }) {
  const status = sender?.status ?? 'none';
  const waiting = waitingWords(newestRun(sender));
  const reasons = EXPLAINED.has(status) && sender.verifiedAt ? sender.cannotSendReasons ?? [] : [];
  return html`
    <div class="state" role="status">
      <div class="row start"><${Status} status=${status} /><strong>${text(`sentence.${status}`)}</strong></div>
      ${waiting && html`<p>${waiting}</p>`}
      ${reasons.length > 0 && html`
        <p>${text('sentence.cannotSend')}</p>
        <ul>${reasons.map((reason) => html`<li>${reason.message}</li>`)}</ul>`}
    </div>`;
}
