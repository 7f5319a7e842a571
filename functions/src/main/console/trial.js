import { html, useRef, useState } from './lib/htm-preact.js';
import { UNCERTAIN } from './api.js';
import { Delivery, useDelivery } from './delivery.js';
import { asLanguage } from './format.js';
import { Action, ProblemNotice, Section, useOneAtATime } from './parts.js';
import { faultOf } from './rules.js';
import { text } from './texts.js';

/** Sends a sample to a number of one's own, and shows how it arrives. One that may have been lost is sent again with the same key, so it arrives once. */
export function Trial({ api, sender, announce }) {
  const oneAtATime = useOneAtATime();
  const [to, setTo] = useState('');
  const [locale, setLocale] = useState(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const [fault, setFault] = useState(null);
  const { watch, follow } = useDelivery(api);
  const key = useRef(null);

  const change = (set) => (event) => {
    key.current = null;
    setFault(null);
    set(event.target.value);
  };

  const send = () => oneAtATime(async () => {
    const wrong = faultOf('to', to);
    setFault(wrong);
    if (wrong) {
      document.getElementById('trial-to').focus();
      return;
    }
    key.current ??= crypto.randomUUID();
    setBusy(true);
    setProblem(null);
    follow(null);
    announce(text('trial.sending'));
    try {
      follow(await api.sendTestMessage({ to, ...(locale && { locale }) }, key.current));
      key.current = null;
    } catch (failure) {
      const unknown = failure.details.find((detail) => detail.code === 'OUTCOME_UNKNOWN')?.innerError;
      if (unknown) {
        follow({ id: unknown.messageId, status: 'UNKNOWN' }); // a report of Meta's may still come
        key.current = null;
      } else {
        setProblem(failure);
        setFault(failure.details.find((detail) => detail.target === 'to')?.message);
      }
      key.current = UNCERTAIN.has(failure.kind) ? key.current : null;
    }
    setBusy(false);
  });

  if (!sender?.canSend) {
    return html`<${Section} id="trial" title=${text('trial.title')}><p>${text('trial.none')}</p><//>`;
  }
  return html`
    <${Section} id="trial" title=${text('trial.title')}>
      <form novalidate onSubmit=${(event) => { event.preventDefault(); busy || send(); }}>
        <label for="trial-to">${text('trial.to')}</label>
        <p id="trial-to-hint" class="hint">${text('trial.to.hint')}</p>
        ${fault && html`<p id="trial-to-fault" class="fault" role="alert"><span aria-hidden="true">✕</span> ${fault}</p>`}
        <input id="trial-to" type="tel" dir="ltr" autocomplete="tel" value=${to} aria-invalid=${fault ? 'true' : null}
            aria-describedby=${fault ? 'trial-to-fault trial-to-hint' : 'trial-to-hint'} onInput=${change(setTo)} />
        ${sender.locales.length > 1 && html`
          <label for="trial-locale">${text('trial.language')}</label>
          <select id="trial-locale" onChange=${change(setLocale)}>
            ${sender.locales.map((each) => html`<option value=${each} selected=${each === locale}>${asLanguage(each)} (${each})</option>`)}
          </select>`}
        ${problem && !fault && html`<${ProblemNotice} problem=${problem} />`}
        ${UNCERTAIN.has(problem?.kind) && html`<p>${text('trial.again')}</p>`}
        <p><${Action} type="submit" busy=${busy} label=${text('trial.send')} busyLabel=${text('trial.sending')} /></p>
        ${watch && html`<${Delivery} watch=${watch} onLookAgain=${() => follow(watch.message)} />`}
      </form>
    <//>`;
}
