import { html, useState } from './lib/htm-preact.js';
import { Action, Badge, ProblemNotice, Section, useOneAtATime } from './parts.js';
import { Registration } from './registration.js';
import { runAgain } from './sender.js';
import { optionalText, text, word } from './texts.js';

const SEARCH_FROM = 10;
const SHOWN_AT_FIRST = 50;

/** The account's numbers and, where the candidate is of another account, those of the candidate. */
export function Numbers({ api, sender, accept, announce }) {
  const [registering, setRegistering] = useState(null);
  const [registered, setRegistered] = useState(null);
  const candidate = sender?.candidate;
  const listAgain = async (answer) => {
    setRegistered(answer);
    try {
      accept(await runAgain(api, sender, 'list-numbers', crypto.randomUUID()));
    } catch {
      // Too soon after the last run, for example: the notice says what to do.
    }
  };
  const moving = candidate && candidate.whatsAppAccountBusinessId !== sender.whatsAppAccountBusinessId && candidate.numbers.length > 0;
  return html`
    <${Section} id="numbers" title=${text('numbers.title')}>
      ${sender?.numbers.length > 0
        ? html`
          <${MessagingLimit} sender=${sender} />
          ${registered && !canSend(sender, registered) && html`<p class="notice" role="status">${text('registration.done', { number: registered.number })}</p>`}
          <${NumberChoice} api=${api} slot=${sender} legend=${text('numbers.legend')} accept=${accept} announce=${announce}
              onRegister=${setRegistering} />`
        : html`<p>${text('numbers.none')}</p>`}
      ${moving && html`
        <${NumberChoice} api=${api} slot=${candidate} legend=${text('numbers.legendCandidate')} accept=${accept} announce=${announce} />`}
      ${registering && html`
        <${Registration} api=${api} number=${registering} onRegistered=${listAgain} onClose=${() => setRegistering(null)} />`}
    <//>`;
}

function canSend(sender, { numberId }) {
  return sender.numbers.find((number) => number.numberId === numberId)?.usable;
}

function MessagingLimit({ sender }) {
  const limit = sender.provisioning.steps.flatMap((step) => step.checks).find((check) => check.name === 'messagingLimit');
  return limit && html`<p>${limit.message}</p>`;
}

/** One connection's numbers, of which one can be chosen. */
function NumberChoice({ api, slot, legend, accept, announce, onRegister }) {
  const oneAtATime = useOneAtATime();
  const selected = slot.numbers.find((number) => number.selected)?.numberId;
  const [chosen, setChosen] = useState(null);
  const [wanted, setWanted] = useState('');
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const found = slot.numbers.filter((number) => matches(number, wanted));
  const shown = all ? found : found.slice(0, SHOWN_AT_FIRST);
  const choice = slot.numbers.find((number) => number.numberId === chosen && number.usable);

  const select = () => oneAtATime(async () => {
    setBusy(true);
    setProblem(null);
    try {
      accept(await api.save({
        whatsAppAccountBusinessId: slot.whatsAppAccountBusinessId,
        appId: slot.appId,
        numbers: [{ numberId: choice.numberId, selected: true }],
      }, crypto.randomUUID())); // to select the same number twice changes nothing
      announce(text('numbers.selected', { number: choice.number }));
      setChosen(null);
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  });

  return html`
    <form onSubmit=${(event) => { event.preventDefault(); busy || select(); }}>
      ${slot.numbers.length >= SEARCH_FROM && html`
        <label for="search-${slot.whatsAppAccountBusinessId}">${text('numbers.search', { count: slot.numbers.length })}</label>
        <input id="search-${slot.whatsAppAccountBusinessId}" type="search" value=${wanted} onInput=${(event) => setWanted(event.target.value)} />
        ${wanted && html`<p role="status">${text('numbers.found', { count: found.length })}</p>`}`}
      <fieldset>
        <legend>${legend}</legend>
        <ul class="numbers">
          ${shown.map((number) => html`
            <${NumberItem} key=${number.numberId} number=${number} group=${slot.whatsAppAccountBusinessId}
                checked=${number.numberId === (chosen ?? selected)} onChoose=${() => setChosen(number.numberId)}
                onRegister=${onRegister} />`)}
        </ul>
        ${shown.length < found.length && html`
          <button type="button" onClick=${() => setAll(true)}>${text('numbers.more', { count: found.length })}</button>`}
      </fieldset>
      ${problem && html`<${ProblemNotice} problem=${problem} />`}
      ${choice && chosen !== selected && html`
        <${Action} type="submit" kind="primary" busy=${busy} label=${text('numbers.select')} />`}
    </form>`;
}

/** Digits are found whatever stands between them. */
function matches(number, wanted) {
  const sought = wanted.trim().toLowerCase();
  const digits = sought.replace(/\D/g, '');
  return (number.verifiedName ?? '').toLowerCase().includes(sought)
    || number.number.includes(sought)
    || (digits !== '' && number.number.replace(/\D/g, '').includes(digits));
}

function NumberItem({ number, group, checked, onChoose, onRegister }) {
  const id = `number-${number.numberId}`;
  const facts = [
    text('numbers.quality', { quality: word('numbers.quality', number.qualityRating ?? 'UNKNOWN') }),
    optionalText(`numbers.throughput.${number.throughput}`),
  ].filter(Boolean);
  return html`
    <li>
      <input type="radio" name="number-of-${group}" id=${id} checked=${checked} disabled=${!number.usable && !checked}
          aria-describedby="${id}-about" onChange=${onChoose} />
      <div>
        <div class="row">
          <label for=${id}><strong><bdi dir="ltr">${number.number || number.numberId}</bdi></strong> ${number.verifiedName ?? text('numbers.unnamed')}</label>
          <span class="row start">
            ${number.selected && html`<${Badge} tone="good">${text('numbers.sending')}<//>`}
            <${Usability} number=${number} />
          </span>
        </div>
        <div id="${id}-about">
          <p class="faint">${facts.join(' · ')}</p>
          ${[...number.reasons, ...number.warnings].map((reason) => html`<p>${reason}</p>`)}
          ${number.actionBy && html`<p class="remedy">${text(`numbers.actor.${number.actionBy}`)}</p>`}
        </div>
        ${onRegister && number.registrationRequired && html`
          <p><button type="button" class="small" aria-label=${text('registration.title', { number: number.number || number.numberId })}
              onClick=${() => onRegister(number)}>${text('registration.open')}</button></p>`}
      </div>
    </li>`;
}

function Usability({ number }) {
  if (!number.usable) {
    return html`<${Badge} tone="bad">${text('numbers.unusable')}<//>`;
  }
  return number.warnings.length > 0
    ? html`<${Badge} tone="warning">${text('numbers.attention')}<//>`
    : html`<${Badge} tone="good">${text('numbers.usable')}<//>`;
}
