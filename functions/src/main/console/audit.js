import { asLanguage } from './format.js';
import { optionalText, text, word } from './texts.js';

/* The history in plain words: its members and values are words of the API, and a newer one may have others. */

/** Members whose change says what has happened; the first that has changed does. */
const HEADLINES = ['status', 'candidate.status', 'sending.enabled'];

const NAMED_AT_MOST = 3;
const CANDIDATE = 'candidate.';

/** What was done, in one sentence. */
export function actionWords({ action, changes }, sender) {
  const headline = HEADLINES.map((member) => changes.find((change) => change.member === member)).find(Boolean);
  if (action !== 'SENDER_CHANGED') {
    return word('action', action);
  }
  if (headline) {
    return changeWords(headline, sender);
  }
  const members = changes.slice(0, NAMED_AT_MOST).map((change) => memberWords(change.member));
  return text('history.changed', { members: members.join(', ') + (changes.length > NAMED_AT_MOST ? ' …' : '') });
}

/** Who did it. */
export function actorWords({ subject, client, principal, function: name }) {
  const caller = [subject, client && text('actor.client', { client }), principal?.split(':').at(-1)].filter(Boolean);
  return caller.length > 0 ? caller.join(', ') : optionalText(`actor.${name}`) ?? text('actor.system');
}

/** What became of what. */
export function changeWords({ member, from, to }, sender) {
  const values = { member: memberWords(member), from: from && valueWords(member, from, sender), to: to && valueWords(member, to, sender) };
  if (!from) {
    return text('history.added', values);
  }
  return text(to ? 'history.replaced' : 'history.ended', values);
}

function memberWords(member) {
  if (member.startsWith(CANDIDATE)) {
    return text('history.ofCandidate', { member: memberWords(member.slice(CANDIDATE.length)) });
  }
  const [group, purpose, locale, variant] = member.split('.');
  if (group === 'contents') {
    return text('member.contents', { purpose: word('templates', purpose), language: [asLanguage(locale), variant].filter(Boolean).join(', ') });
  }
  if (group === 'templates') {
    return text('member.templates', { purpose: word('templates', purpose) });
  }
  return optionalText(`member.${member}`) ?? optionalText(`field.${member.split('.').at(-1)}`) ?? optionalText(`member.${group}`) ?? member;
}

function valueWords(member, value, sender) {
  const name = member.replace(CANDIDATE, '');
  const each = (separator, words) => value.split(separator).map(words).join(', ');
  if (name === 'status') {
    return word('status', value);
  }
  if (name === 'health.causes') {
    return each(', ', (cause) => word('cause', cause));
  }
  if (name === 'cannotSendReasons') {
    return each(', ', (reason) => {
      const [code, purpose] = reason.split(' ');
      return word('obstacle', code) + (purpose ? ` (${word('templates', purpose)})` : '');
    });
  }
  if (name === 'numberId' || name === 'furtherNumbers') {
    return each(', ', (id) => sender?.numbers.find((number) => number.numberId === id)?.number || id);
  }
  if (name.startsWith('templates.')) {
    return each('; ', (option) => {
      const [key, amount] = option.split(' ');
      return optionalText(`option.${key}`, { amount }) ?? option;
    });
  }
  return optionalText(`value.${value}`) ?? value;
}
