import { html, useRef, useState } from './lib/htm-preact.js';
import { Checks } from './checks.js';
import { asTime } from './format.js';
import { Action, ProblemNotice, Progress, Section, useOneAtATime } from './parts.js';
import { isGoingOn, newestRun } from './sender.js';
import { optionalText, text } from './texts.js';

/** What a run waits for, and until when; null when it does not wait. */
export function waitingWords(run) {
  const step = run?.steps.find((each) => each.status === 'WAITING');
  const until = step?.retryAt && text('progress.continues', { time: asTime(step.retryAt) });
  return step ? [optionalText(`waiting.${step.waitsFor}`), until].filter(Boolean).join(' ') : null;
}

/** The three steps of the newest run, as they go on. */
export function Verification({ api, sender, accept, announce, onGoTo }) {
  const oneAtATime = useOneAtATime();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const key = useRef(null);
  const run = newestRun(sender);

  const again = () => oneAtATime(async () => {
    const { whatsAppAccountBusinessId, appId } = sender.candidate ?? sender;
    key.current ??= crypto.randomUUID();
    setBusy(true);
    setProblem(null);
    try {
      accept(await api.save({ whatsAppAccountBusinessId, appId }, key.current));
      key.current = null;
      announce(text('verification.started'));
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  });

  return html`
    <${Section} id="verification" title=${text('verification.title')} badge=${run && html`<${Progress} status=${run.status} />`}>
      ${run ? html`
        ${sender.candidate && html`<p>${text('verification.ofCandidate')}</p>`}
        <ol class="steps">${run.steps.map((step) => html`<${Step} key=${step.name} step=${step} onGoTo=${onGoTo} />`)}</ol>
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
        ${!isGoingOn(run) && html`<${Action} busy=${busy} label=${text('verification.again')} onClick=${again} />`}`
        : html`<p>${text('verification.none')}</p>`}
    <//>`;
}

function Step({ step, onGoTo }) {
  return html`
    <li>
      <div class="row"><h3>${text(`step.${step.name}`)}</h3><${Progress} status=${step.status} /></div>
      ${step.message && html`<p>${step.message}</p>`}
      <${Checks} checks=${step.checks} onGoTo=${onGoTo} />
    </li>`;
}
