import { html, useEffect, useState } from './lib/htm-preact.js';
import { actionWords, actorWords, changeWords } from './audit.js';
import { asTime } from './format.js';
import { Action, Folded, ProblemNotice, Section, useChange } from './parts.js';
import { Unread, useReading } from './reading.js';
import { text } from './texts.js';

/** The newest pages of the history. entries: undefined before the first answer; more: reads the next page, null when there is none */
export function useHistory(api, occasion) {
  const reading = useReading(api, (each) => each.readHistory(), occasion);
  const [pages, setPages] = useState({ next: null });
  const { busy, problem, change } = useChange((page) => setPages((former) => ({
    entries: [...former.entries, ...page._embedded.history], next: nextOf(page),
  })));
  useEffect(() => reading.value && setPages((former) => withNewest(former, reading.value)), [reading.value]);
  return { ...pages, reading, busy, problem, more: pages.next && (() => change('more', () => api.readHistory(pages.next))) };
}

/** What was read before stays behind a page that reaches up to it. */
function withNewest({ entries: former = [], next }, page) {
  const known = new Set(former.map((entry) => entry.id));
  const newest = page._embedded.history;
  const reaches = newest.some((entry) => known.has(entry.id));
  return reaches
    ? { entries: [...newest.filter((entry) => !known.has(entry.id)), ...former], next }
    : { entries: newest, next: nextOf(page) };
}

function nextOf(page) {
  const next = page._links.next?.href;
  return next ? new URL(next).search : null;
}

/** Who changed what, the newest first; also of a sender that was removed. */
export function History({ history, sender }) {
  return html`
    <${Section} id="history" title=${text('history.title')}>
      <p>${text('history.lead')}</p>
      <${Changes} history=${history} sender=${sender} none=${text('history.none')} />
    <//>`;
}

/** Entries of the history. members: those whose changes are shown; all without */
export function Changes({ history, sender, members = null, none }) {
  const { reading, busy, problem, more } = history;
  if (!history.entries) {
    return html`<${Unread} reading=${reading} />`;
  }
  const shown = history.entries
    .map((entry) => (members ? { ...entry, changes: entry.changes.filter((change) => members.includes(change.member)) } : entry))
    .filter((entry) => !members || entry.changes.length > 0);
  return html`
    ${shown.length > 0
      ? html`<ol class="entries">${shown.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} sender=${sender} open=${members} />`)}</ol>`
      : html`<p>${none}</p>`}
    ${problem && html`<${ProblemNotice} problem=${problem} />`}
    ${more && html`<${Action} busy=${busy} label=${text('history.more')} busyLabel=${text('reading.loading')} onClick=${more} />`}`;
}

/** One that was asked for is folded, since it may change a hundred things; open shows them at once. */
function Entry({ entry, sender, open }) {
  const changes = html`<ul>${entry.changes.map((change) => html`<li>${changeWords(change, sender)}</li>`)}</ul>`;
  const head = html`
    <span class="faint"><time datetime=${entry.recordedAt}>${asTime(entry.recordedAt)}</time> · ${actorWords(entry.actor)}</span>`;
  return html`
    <li>
      ${open
        ? html`${head} ${changes}`
        : html`<p>${head}</p><${Folded} summary=${actionWords(entry, sender)}>${changes}<//>`}
    </li>`;
}
