import { html, useCallback, useEffect, useState } from './lib/htm-preact.js';
import { metaWords } from './checks.js';
import { asTime } from './format.js';
import { Badge, ProblemNotice } from './parts.js';
import { isTriedAgain } from './sender.js';
import { optionalText, text, word } from './texts.js';

/** Pauses between looks: most messages arrive within seconds, and after two minutes looking on is left to the person. */
const PAUSES_MILLIS = [...Array(20).fill(1_000), ...Array(20).fill(5_000)];

const COURSE = ['ACCEPTED', 'SENT', 'DELIVERED', 'READ'];
const ENDS = new Set(['READ', 'FAILED', 'REFUSED', 'EXPIRED']);
const TONES = {
  SENDING: 'busy', ACCEPTED: 'busy', SENT: 'busy', DELIVERED: 'good', READ: 'good', FAILED: 'bad', REFUSED: 'bad',
};

/** A message, read again until nothing more can become of it. watch: message, looks and problem; null before there is one */
export function useDelivery(api) {
  const [watch, setWatch] = useState(null);
  useEffect(() => {
    if (!watch || isOver(watch)) {
      return undefined;
    }
    const look = async () => {
      const next = await lookedAgain(api, watch);
      setWatch((current) => (current === watch ? next : current));
    };
    const timer = setTimeout(look, PAUSES_MILLIS[watch.looks]);
    return () => clearTimeout(timer);
  }, [api, watch]);
  const follow = useCallback((message) => setWatch(message && { message, looks: 0, problem: null }), []);
  return { watch, follow };
}

async function lookedAgain(api, { message, looks }) {
  try {
    return { message: await api.readMessage(message.id), looks: looks + 1, problem: null };
  } catch (problem) {
    return { message, looks: looks + 1, problem: isTriedAgain(problem) ? null : problem };
  }
}

function isOver({ message, looks, problem }) {
  return problem !== null || looks >= PAUSES_MILLIS.length || ENDS.has(message.status);
}

/** What has become of a message. Only the sentence is spoken, when it changes. */
export function Delivery({ watch, onLookAgain }) {
  const { message, problem } = watch;
  const reached = COURSE.indexOf(message.status);
  const silent = isOver(watch) && !problem && !ENDS.has(message.status);
  return html`
    <div class="card" id="delivery">
      <div class="row start">
        <${Badge} tone=${TONES[message.status] ?? 'warning'}>${word('delivery', message.status)}<//>
        <p role="status"><strong>${optionalText(`trial.${message.status}`) ?? message.status}</strong></p>
      </div>
      ${reached >= 0 && html`
        <ol class="course">
          ${COURSE.map((state, index) => html`
            <li class=${index <= reached ? 'good' : 'faint'} aria-current=${index === reached ? 'step' : null}>
              <span aria-hidden="true">${index <= reached ? '✓' : '○'}</span> ${text(`delivery.${state}`)}
              ${index > reached && html`<span class="hidden"> ${text('delivery.notYet')}</span>`}
            </li>`)}
        </ol>`}
      ${message.statusAt && html`<p class="faint">${text('delivery.since', { time: asTime(message.statusAt) })}</p>`}
      ${message.refusal && html`<${WhyNot} refusal=${message.refusal} />`}
      ${problem && html`<${ProblemNotice} problem=${problem} />`}
      ${silent && message.status !== 'DELIVERED' && html`<p>${text('delivery.silent')}</p>`}
      ${(silent || problem) && html`<button type="button" class="small" onClick=${onLookAgain}>${text('delivery.again')}</button>`}
    </div>`;
}

function WhyNot({ refusal }) {
  const codes = metaWords(refusal);
  return html`
    <p>${word('refusal', refusal.cause)}</p>
    ${codes && html`<p class="faint">${text('check.support')}: ${codes}</p>`}`;
}
