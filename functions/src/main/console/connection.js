import { html, useEffect, useRef, useState } from './lib/htm-preact.js';
import { Problem } from './api.js';
import { Checks } from './checks.js';
import { ALL, EMPTY_DRAFT, FIELDS, Field, SECRETS, entered, focusField } from './fields.js';
import { asDay } from './format.js';
import { Former } from './former.js';
import { Action, Badge, MetaLink, ProblemNotice, Section, Status, useOneAtATime } from './parts.js';
import { POINTS } from './preparation.js';
import { isGoingOn } from './sender.js';
import { text } from './texts.js';

/** What works, what is being tried or was replaced beside it, and the form for the four values or some of them. editing: their names; null without a form */
export function Connection({ api, sender, draft, setDraft, editing, edit, accept, announce, onGoTo }) {
  const badge = sender && html`
    <${Badge} tone=${sender.verifiedAt ? 'good' : 'quiet'}>
      ${sender.verifiedAt ? text('connection.stored', { day: asDay(sender.verifiedAt) }) : text('connection.storedUnverified')}
    <//>`;
  return html`
    <${Section} id="connection" title=${text('connection.title')} badge=${badge}>
      ${sender && html`
        <div class=${sender.candidate || sender.formerCredentials ? 'columns' : null}>
          <div>
            ${(sender.candidate || sender.formerCredentials) && html`<h3>${text('candidate.working')}</h3>`}
            <${StoredValues} slot=${sender} />
          </div>
          ${sender.candidate && html`<${Candidate} api=${api} candidate=${sender.candidate} accept=${accept} announce=${announce} />`}
          ${!sender.candidate && sender.formerCredentials && html`
            <${Former} api=${api} sender=${sender} accept=${accept} announce=${announce}>
              <${StoredValues} slot=${formerSlot(sender)} />
            <//>`}
        </div>`}
      ${editing
        ? html`<${ValuesForm} api=${api} sender=${sender} draft=${draft} setDraft=${setDraft} names=${editing} edit=${edit}
            accept=${accept} announce=${announce} onGoTo=${onGoTo} />`
        : html`
          <p class="row start">
            ${sender.verifiedAt && ROTATIONS.map(([key, names]) => html`
              <button type="button" onClick=${() => { edit(names); focusField(names[0]); }}>${text(key)}</button>`)}
            <button type="button" onClick=${() => onGoTo(ALL[0])}>${text(sender.verifiedAt ? 'connection.changeOthers' : 'connection.change')}</button>
          </p>`}
    <//>`;
}

/** What can be replaced without the other values. */
const ROTATIONS = [
  ['connection.replaceToken', ['userAccessToken']], ['connection.replaceSecret', ['appSecret']], ['connection.replaceBoth', SECRETS],
];

/** What was replaced, as a connection. */
function formerSlot({ whatsAppAccountBusinessId, formerCredentials }) {
  return { whatsAppAccountBusinessId, appId: formerCredentials.appId, credentials: formerCredentials };
}

/** The values of a connection or a candidate, as far as they may be shown. */
function StoredValues({ slot }) {
  const { userAccessToken, appSecret } = slot.credentials;
  return html`
    <dl>
      <dt>${text('field.whatsAppAccountBusinessId')}</dt><dd>${slot.whatsAppAccountBusinessId}</dd>
      <dt>${text('field.userAccessToken')}</dt><dd>${secretWords(userAccessToken)}</dd>
      <dt>${text('field.appId')}</dt><dd>${slot.appId}</dd>
      <dt>${text('field.appSecret')}</dt><dd>${secretWords(appSecret)}</dd>
    </dl>`;
}

function secretWords({ hint, updatedAt, expiresAt }) {
  const values = { hint, day: asDay(updatedAt) };
  return expiresAt
    ? text('connection.tokenExpires', { ...values, expiry: asDay(expiresAt) })
    : text('connection.token', values);
}

/** What was submitted beside a working connection. */
function Candidate({ api, candidate, accept, announce }) {
  const oneAtATime = useOneAtATime();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);

  const discard = () => oneAtATime(async () => {
    setBusy(true);
    setProblem(null);
    try {
      accept(await api.discardCandidate());
      announce(text('candidate.discarded'));
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  });

  return html`
    <div class="card" id="candidate">
      <div class="row"><h3>${text('candidate.title')}</h3><${Status} status=${candidate.status} /></div>
      <p>${text(candidateSentence(candidate))}</p>
      <${StoredValues} slot=${candidate} />
      ${problem && html`<${ProblemNotice} problem=${problem} />`}
      <${Action} busy=${busy} label=${text('candidate.discard')} onClick=${discard} />
    </div>`;
}

function candidateSentence({ status, provisioning }) {
  if (isGoingOn(provisioning)) {
    return 'candidate.trying';
  }
  return status === 'ACTION_REQUIRED' || provisioning.status === 'FAILED' ? 'candidate.refused' : 'candidate.pending';
}

/** The form. What is typed stays until it is saved; a request that may have been lost is sent again with the same key. */
function ValuesForm({ api, sender, draft, setDraft, names, edit, accept, announce, onGoTo }) {
  const oneAtATime = useOneAtATime();
  const [accepting, setAccepting] = useState(Boolean(sender?.acceptExpiringToken));
  const [busy, setBusy] = useState(null);
  const [problem, setProblem] = useState(null);
  const [report, setReport] = useState(null);
  const [cleaned, setCleaned] = useState([]);
  const key = useRef(null);
  const rotation = names.length < ALL.length;

  const forget = () => {
    key.current = null;
    setProblem(null);
    setCleaned([]);
    setReport((former) => former && { ...former, outdated: true });
  };

  const change = (name, value) => {
    setDraft((former) => ({ ...former, [name]: value }));
    forget();
  };

  const attempt = (what, request) => oneAtATime(async () => {
    setBusy(what);
    setProblem(null);
    setCleaned([]);
    announce(text(what === 'save' ? 'connection.saving' : 'connection.checking'));
    try {
      const answer = await request();
      setBusy(null);
      setCleaned(answer.cleaned ?? []);
      return answer;
    } catch (failure) {
      setBusy(null);
      setProblem(failure);
      return null;
    }
  });

  const check = async () => {
    setReport(null);
    const values = entered(draft);
    const answer = await attempt('check', () => api.check({ ...values, ...(accepting && Object.keys(values).length > 0 && { acceptExpiringToken: true }) }));
    if (answer) {
      setReport(answer);
      announce(text(`connection.checked.${answer.status}`));
    }
  };

  const save = async () => {
    const missing = rotation ? names.filter((name) => draft[name].trim() === '') : []; // of all values, the server says what is missing
    if (missing.length > 0) {
      setProblem(new Problem('invalid', { details: missing.map((target) => ({ target, code: MISSING[0] })) }));
      return;
    }
    key.current ??= crypto.randomUUID();
    const answer = await attempt('save', () => api.save({ ...entered(draft), acceptExpiringToken: accepting }, key.current));
    if (answer) {
      key.current = null;
      setDraft(EMPTY_DRAFT);
      setReport(null);
      edit(null);
      accept(answer);
      announce(text('connection.saved'));
      document.getElementById('verification-title')?.scrollIntoView();
    }
  };

  const cancel = () => {
    setDraft(EMPTY_DRAFT);
    edit(null);
  };

  const faults = faultsByField(problem);
  return html`
    <form novalidate onSubmit=${(event) => { event.preventDefault(); busy || save(); }}>
      <h3>${text(rotation ? ROTATIONS.find((each) => each[1].join() === names.join())[0] : 'connection.enter')}</h3>
      <p>${text(hintFor(sender, rotation))}</p>
      ${rotation && names.includes('userAccessToken') && html`<${HowToMakeAToken} />`}
      ${faults.size > 0 && html`<${ErrorSummary} faults=${faults} problem=${problem} />`}
      ${FIELDS.filter(({ name }) => names.includes(name)).map((field) => html`
        <${Field} key=${field.name} field=${field} value=${draft[field.name]} fault=${faults.get(field.name)}
            onInput=${(value) => change(field.name, value)} />`)}
      ${names.includes('userAccessToken') && html`
        <label class="choice">
          <input type="checkbox" checked=${accepting} onChange=${(event) => { setAccepting(event.target.checked); forget(); }} />
          ${text('connection.acceptExpiring')}
        </label>`}
      ${cleaned.length > 0 && html`<ul class="notice">${cleaned.map(({ member, message }) => html`
        <li>${text('connection.cleaned', { field: text(`field.${member}`), message })}</li>`)}</ul>`}
      ${problem && faults.size === 0 && html`<${ProblemNotice} problem=${problem} />`}
      <p class="row start">
        <${Action} type="submit" kind="primary" busy=${busy === 'save'} disabled=${busy === 'check'} label=${text('connection.save')}
            busyLabel=${text('connection.saving')} />
        <${Action} busy=${busy === 'check'} disabled=${busy === 'save'} label=${text('connection.check')}
            busyLabel=${text('connection.checking')} onClick=${check} />
        ${sender && html`<button type="button" onClick=${cancel}>${text('connection.cancel')}</button>`}
      </p>
      ${report && html`
        <div class="card" id="report">
          <p><strong>${text(`connection.checked.${report.status}`)}</strong></p>
          ${report.outdated && html`<p>${text('connection.checkedBefore')}</p>`}
          <${Checks} checks=${report.checks} onGoTo=${onGoTo} />
        </div>`}
    </form>`;
}

function hintFor(sender, rotation) {
  if (!sender) {
    return 'connection.secretsInOnly';
  }
  const stored = sender.verifiedAt ? 'connection.keepWorking' : 'connection.keepSecrets';
  return rotation ? 'connection.keepOthers' : stored;
}

/** What a new token needs at Meta, as the preparation says it. */
function HowToMakeAToken() {
  return html`${['systemUser', 'token'].map((name) => html`
    <p>${text(`preparation.${name}.why`)} <${MetaLink} address=${POINTS.find((point) => point.name === name).address}
        page=${text(`preparation.${name}.page`)} /></p>`)}`;
}

const MISSING = ['REQUIRED_VALUE', 'EMPTY_VALUE'];

/** What the API says about each of the four values. */
function faultsByField(problem) {
  const known = (problem?.details ?? []).filter((detail) => FIELDS.some((field) => field.name === detail.target));
  return new Map(known.map(({ target, code, message }) => [target, MISSING.includes(code) ? text('field.missing') : message]));
}

/** The faults together, each with a way to its field; it takes the focus, so that nobody misses it. */
function ErrorSummary({ faults, problem }) {
  const summary = useRef(null);
  useEffect(() => summary.current?.focus(), [problem]);
  return html`
    <div class="notice bad" role="alert" tabindex="-1" ref=${summary}>
      <p><strong>${text('connection.faults')}</strong></p>
      <ul>
        ${[...faults].map(([name, message]) => html`
          <li><button type="button" class="link" onClick=${() => focusField(name)}>${text(`field.${name}`)}</button>: ${message}</li>`)}
      </ul>
    </div>`;
}
