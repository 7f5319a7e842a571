import { html } from './lib/htm-preact.js';
import { CheckBadge, Checks } from './checks.js';
import { asDay, asTime, daysUntil } from './format.js';
import { Changes } from './history.js';
import { Action, Folded, ProblemNotice, Section, useChange } from './parts.js';
import { Unread, useReading } from './reading.js';
import { isGoingOn, newestRun } from './sender.js';
import { text } from './texts.js';

/** Days before a token's expiry from which on the page warns, as the events do. */
const WARNING_DAYS = 30;

/** What changes in the history when the health does. */
const OF_HEALTH = ['status', 'health.causes'];

/** How the connection stands at Meta, since when, and what has changed over time. */
export function Health({ sender, ...others }) {
  return sender?.verifiedAt
    ? html`<${Watched} sender=${sender} ...${others} />`
    : html`<${Section} id="health" title=${text('health.title')}><p>${text('health.none')}</p><//>`;
}

function Watched({ api, sender, history, accept, announce, onGoTo }) {
  const reading = useReading(api, (each) => each.readHealth(), sender.updatedAt);
  const { busy, problem, change } = useChange(accept);
  const health = reading.value;
  const badge = health && health.result !== 'UNKNOWN' && html`<${CheckBadge} status=${health.result} />`;
  const repair = () => change('run', () => api.startRun('validate'), () => announce(text('verification.started')));
  return html`
    <${Section} id="health" title=${text('health.title')} badge=${badge}>
      ${health ? html`<${Found} health=${health} onGoTo=${onGoTo} />` : html`<${Unread} reading=${reading} />`}
      ${problem && html`<${ProblemNotice} problem=${problem} />`}
      ${!isGoingOn(newestRun(sender)) && html`
        <p><${Action} busy=${busy} label=${text('health.again')} busyLabel=${text('connection.checking')} onClick=${repair} /></p>`}
      <${Folded} summary=${text('health.overTime')}>
        <${Changes} history=${history} sender=${sender} members=${OF_HEALTH} none=${text('health.unchanged')} />
      <//>
    <//>`;
}

function Found({ health, onGoTo }) {
  const { result, checks, checkedAt, nextCheckAt, changedAt, tokenExpiresAt, toBeConfirmed } = health;
  const times = [
    ['health.since', changedAt], ['health.checkedAt', checkedAt], ['health.nextCheckAt', nextCheckAt], ['health.tokenExpiresAt', tokenExpiresAt],
  ].filter(([, time]) => time);
  return html`
    <p><strong>${text(`health.${result}`)}</strong></p>
    ${toBeConfirmed && html`<p>${text('health.toBeConfirmed')}</p>`}
    ${tokenExpiresAt && daysUntil(tokenExpiresAt) <= WARNING_DAYS && html`
      <div class="notice bad">
        <p>${text(daysUntil(tokenExpiresAt) < 0 ? 'health.expired' : 'health.expiry', { day: asDay(tokenExpiresAt), days: daysUntil(tokenExpiresAt) })}</p>
        <button type="button" onClick=${() => onGoTo('userAccessToken')}>${text('connection.replaceToken')}</button>
      </div>`}
    <dl>${times.map(([key, time]) => html`<dt>${text(key)}</dt><dd>${asTime(time)}</dd>`)}</dl>
    ${checks.length > 0 && html`<${Checks} checks=${checks} onGoTo=${onGoTo} />`}`;
}
