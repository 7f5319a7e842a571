import { html } from './lib/htm-preact.js';
import { FIELDS } from './fields.js';
import { Badge, MetaLink } from './parts.js';
import { text, word } from './texts.js';

const CHECK_TONES = { FAILED: 'bad', WARNING: 'warning', UNKNOWN: 'warning', SKIPPED: 'quiet', PASSED: 'good' };
const WORST_FIRST = Object.keys(CHECK_TONES);

/** The status that matters most among those of several checks. */
export function worstOf(checks) {
  return WORST_FIRST.find((status) => checks.some((check) => check.status === status)) ?? 'SKIPPED';
}

/** The status of a check in a word. */
export function CheckBadge({ status }) {
  return html`<${Badge} tone=${CHECK_TONES[status] ?? 'quiet'}>${word('check', status)}</${Badge}>`;
}

/** Checks: those that ask for attention first, the others folded with their number. onGoTo takes the name of a field. */
export function Checks({ checks, onGoTo }) {
  const attention = WORST_FIRST.flatMap((status) => checks.filter((check) => check.status === status && asksForAttention(check)));
  const folded = checks.filter((check) => !asksForAttention(check));
  return html`
    ${attention.length > 0 && html`<ul class="checks">${attention.map((check) => html`<${Check} check=${check} onGoTo=${onGoTo} />`)}</ul>`}
    ${folded.length > 0 && html`
      <details>
        <summary>${foldedText(folded)}</summary>
        <ul class="checks quiet">${folded.map((check) => html`<${Check} check=${check} onGoTo=${onGoTo} />`)}</ul>
      </details>`}`;
}

function asksForAttention(check) {
  return check.status !== 'PASSED' && check.status !== 'SKIPPED';
}

function foldedText(folded) {
  const passed = folded.filter((check) => check.status === 'PASSED').length;
  const skipped = folded.length - passed;
  return skipped > 0 ? text('check.folded', { passed, skipped }) : text('check.foldedPassed', { passed });
}

function Check({ check, onGoTo }) {
  return html`
    <li>
      <p><${CheckBadge} status=${check.status} /> ${check.message}</p>
      ${check.remedy && html`<p class="remedy">${check.remedy}</p>`}
      ${(check.link || canGoTo(check)) && html`
        <p class="row start">
          ${canGoTo(check) && html`
            <button type="button" class="small" onClick=${() => onGoTo(check.field)}>
              ${text('check.goTo', { field: text(`field.${check.field}`) })}
            </button>`}
          ${check.link && html`<${MetaLink} address=${check.link} page=${text('check.link')} />`}
        </p>`}
      ${check.meta && html`<p class="faint">${text('check.support')}: ${metaWords(check.meta)}</p>`}
    </li>`;
}

function canGoTo(check) {
  return FIELDS.some((field) => field.name === check.field);
}

/** Meta's codes, for a support case; empty without any. */
export function metaWords({ code, subcode, traceId }) {
  return [
    code != null && text('check.code', { code }),
    subcode != null && text('check.subcode', { subcode }),
    traceId && text('check.trace', { traceId }),
  ].filter(Boolean).join(', ');
}
