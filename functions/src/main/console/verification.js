import { html, useRef, useState } from './lib/htm-preact.js';
import { Checks } from './checks.js';
import { asTime } from './format.js';
import { Action, ProblemNotice, Progress, Section, useChange } from './parts.js';
import { isGoingOn, isOfWhatWorks, newestRun, runAgain } from './sender.js';
import { optionalText, text } from './texts.js';

/** What a run waits for, and until when; null when it does not wait. */
export function waitingWords(run) {
  const step = run?.steps.find((each) => each.status === 'WAITING');
  const until = step?.retryAt && text('progress.continues', { time: asTime(step.retryAt) });
  return step ? [optionalText(`waiting.${step.waitsFor}`), until].filter(Boolean).join(' ') : null;
}

/** The three steps of the newest run, as they go on. */
export function Verification({ api, sender, accept, announce, onGoTo }) {
  const run = newestRun(sender);
  return html`
    <${Section} id="verification" title=${text('verification.title')} badge=${run && html`<${Progress} status=${run.status} />`}>
      ${run ? html`
        ${sender.candidate && html`<p>${text('verification.ofCandidate')}</p>`}
        <ol class="steps">${run.steps.map((step) => html`<${Step} key=${step.name} step=${step} onGoTo=${onGoTo} />`)}</ol>
        <${Runs} api=${api} sender=${sender} run=${run} accept=${accept} announce=${announce} />`
        : html`<p>${text('verification.none')}</p>`}
    <//>`;
}

/** Cancels the run that goes on, or begins another. */
function Runs({ api, sender, run, accept, announce }) {
  const { busy, problem, change } = useChange(accept);
  const [first, setFirst] = useState(null);
  const key = useRef(null);
  const possible = isOfWhatWorks(sender)
    ? run.steps.filter((_, index) => run.steps.slice(0, index).every((step) => step.status === 'SUCCEEDED')).map((step) => step.name)
    : [];
  const firstStep = possible.includes(first) ? first : possible[0];

  const begin = () => {
    key.current ??= crypto.randomUUID();
    return change('begin', () => runAgain(api, sender, firstStep, key.current), () => {
      key.current = null;
      announce(text('verification.started'));
    });
  };
  const cancel = () => change('cancel', () => api.cancelRun(run.generation), () => announce(text('verification.cancelled')));

  return html`
    ${problem && html`<${ProblemNotice} problem=${problem} />`}
    ${isGoingOn(run)
      ? html`<p><${Action} busy=${busy === 'cancel'} label=${text('verification.cancel')} onClick=${cancel} /></p>`
      : html`
        ${possible.length > 1 && html`
          <label for="first-step">${text('verification.firstStep')}</label>
          <select id="first-step" onChange=${(event) => setFirst(event.target.value)}>
            ${possible.map((name) => html`<option value=${name} selected=${name === firstStep}>${text(`step.${name}`)}</option>`)}
          </select>`}
        <p><${Action} busy=${busy === 'begin'} label=${text('verification.again')} onClick=${begin} /></p>`}`;
}

function Step({ step, onGoTo }) {
  return html`
    <li>
      <div class="row"><h3>${text(`step.${step.name}`)}</h3><${Progress} status=${step.status} /></div>
      ${step.message && html`<p>${step.message}</p>`}
      <${Checks} checks=${step.checks} onGoTo=${onGoTo} />
    </li>`;
}
