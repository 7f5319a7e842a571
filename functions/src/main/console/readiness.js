import { html, useState } from './lib/htm-preact.js';
import { asLanguage } from './format.js';
import { Badge, Filter, Folded, Section, goToSection } from './parts.js';
import { Unread, useReading } from './reading.js';
import { STATE_TONES } from './templates.js';
import { text, word } from './texts.js';

/** Where on this page a person can do something about a reason; operators alone can do something about the others. */
const REMEDIES = {
  NOT_CONNECTED: 'connection', TOKEN_EXPIRED: 'connection', TOKEN_REFUSED: 'connection',
  ACCOUNT_REJECTED: 'health', ACCOUNT_BLOCKED: 'health', PAYMENT_METHOD_MISSING: 'verification',
  NUMBER_NOT_SELECTED: 'numbers', NUMBER_UNUSABLE: 'numbers', TEMPLATE_MISSING: 'templates',
};

const MATCH_TONES = { EXACT: 'good', LANGUAGE: 'good', DEFAULT: 'warning', NONE: 'bad' };

/** Whether WhatsApp may be enabled as an MFA method, and why not. */
export function Readiness({ sender, api }) {
  return sender
    ? html`<${Judged} sender=${sender} api=${api} />`
    : html`<${Section} id="readiness" title=${text('readiness.title')}><p>${text('readiness.none')}</p><//>`;
}

function Judged({ api, sender }) {
  const reading = useReading(api, (each) => each.readReadiness(), sender.updatedAt);
  const readiness = reading.value;
  return html`
    <${Section} id="readiness" title=${text('readiness.title')} badge=${readiness && html`<${Ready} ready=${readiness.ready} />`}>
      ${readiness ? html`
        <p><strong>${text(readiness.ready ? 'readiness.yes' : 'readiness.no')}</strong></p>
        <${Reasons} reasons=${readiness.reasons.filter((reason) => !reason.purpose)} />
        ${readiness.purposes.map((purpose) => html`<${PurposeReadiness} key=${purpose.template.id} purpose=${purpose} />`)}
        ${readiness.warnings.length > 0 && html`
          <${Folded} summary=${text('readiness.warnings', { count: readiness.warnings.length })}>
            <ul class="checks">${readiness.warnings.map(({ message, remedy }) => html`
              <li><p>${message}</p>${remedy && html`<p class="remedy">${remedy}</p>`}</li>`)}</ul>
          <//>`}`
        : html`<${Unread} reading=${reading} />`}
    <//>`;
}

function Ready({ ready }) {
  return html`<${Badge} tone=${ready ? 'good' : 'bad'}>${text(ready ? 'readiness.ready' : 'readiness.notReady')}<//>`;
}

function Reasons({ reasons }) {
  return reasons.length > 0 && html`
    <ul>
      ${reasons.map(({ code, message }) => html`
        <li>${message}${' '}
          ${REMEDIES[code] && html`
            <button type="button" class="link" onClick=${() => goToSection(REMEDIES[code])}>
              ${text('readiness.goTo', { section: text(`${REMEDIES[code]}.title`) })}
            </button>`}
        </li>`)}
    </ul>`;
}

function PurposeReadiness({ purpose }) {
  const { template, ready, reasons, locales, codeExpirationMinutes } = purpose;
  const own = locales.filter((locale) => locale.match === 'EXACT').length;
  return html`
    <div class="card">
      <div class="row"><h3>${word('templates', template.id)}</h3><${Ready} ready=${ready} /></div>
      <${Reasons} reasons=${reasons.filter((reason) => reason.purpose)} />
      ${codeExpirationMinutes.length > 0 && html`<p>${text('readiness.minutes', { minutes: codeExpirationMinutes.join(', ') })}</p>`}
      <${Folded} summary=${text('readiness.locales', { own, count: locales.length })}>
        <${LocaleTable} locales=${locales} label=${word('templates', template.id)} />
      <//>
    </div>`;
}

function LocaleTable({ locales, label }) {
  const [filter, setFilter] = useState(null);
  const counts = Map.groupBy(locales, (locale) => locale.match ?? 'NONE');
  const shown = counts.get(filter) ?? locales;
  return html`
    ${counts.size > 1 && html`
      <div class="row start" role="group" aria-label=${text('readiness.filter')}>
        <${Filter} on=${shown === locales} label=${text('templates.all')} count=${locales.length} onClick=${() => setFilter(null)} />
        ${[...counts].map(([match, ofMatch]) => html`
          <${Filter} key=${match} on=${shown === ofMatch} label=${text(`match.${match}`)} count=${ofMatch.length}
              onClick=${() => setFilter(match)} />`)}
      </div>`}
    <div class="scrolling" tabindex="0" role="region" aria-label=${text('readiness.localesOf', { purpose: label })}>
      <table>
        <thead><tr>
          <th scope="col">${text('templates.language')}</th><th scope="col">${text('readiness.gets')}</th><th scope="col">${text('readiness.own')}</th>
        </tr></thead>
        <tbody>${shown.map((locale) => html`<${LocaleRow} key=${locale.locale} locale=${locale} />`)}</tbody>
      </table>
    </div>`;
}

function LocaleRow({ locale: { locale, match = 'NONE', content, status, message } }) {
  return html`
    <tr>
      <th scope="row">${asLanguage(locale)} <span class="faint">${locale}</span></th>
      <td>
        <${Badge} tone=${MATCH_TONES[match]}>${text(`match.${match}`)}<//>
        ${match !== 'EXACT' && content && html` <span class="faint">${asLanguage(content.locale)}</span>`}
      </td>
      <td>
        <${Badge} tone=${STATE_TONES[status] ?? 'warning'}>${word('state', status)}<//>
        ${message && html`<p class="faint">${message}</p>`}
      </td>
    </tr>`;
}
