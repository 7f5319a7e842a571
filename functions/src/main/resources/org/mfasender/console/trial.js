import { html, useState } from './lib/htm-preact.js';
import { Action, ProblemNotice, Section } from './parts.js';
import { text, word } from './texts.js';

/** Problems after which the message may have been sent. */
const UNCERTAIN = new Set(['offline', 'slow', 'failed']);

/** Sends a sample to a number of one's own. Each press sends another, so an answer that was lost is not asked for again. */
export function Trial({ api, sender, announce }) {
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const [message, setMessage] = useState(null);

  const send = async () => {
    setBusy(true);
    setProblem(null);
    setMessage(null);
    announce(text('trial.sending'));
    try {
      setMessage(await api.sendTestMessage(to));
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  };

  return html`
    <${Section} id="trial" title=${text('trial.title')}>
      ${sender?.canSend
        ? html`
          <form onSubmit=${(event) => { event.preventDefault(); busy || send(); }}>
            <label for="trial-to">${text('trial.to')}</label>
            <p id="trial-to-hint" class="hint">${text('trial.to.hint')}</p>
            <input id="trial-to" type="tel" autocomplete="tel" required value=${to} aria-describedby="trial-to-hint"
                onInput=${(event) => setTo(event.target.value)} />
            ${problem && html`<${ProblemNotice} problem=${problem} />`}
            ${UNCERTAIN.has(problem?.kind) && html`<p>${text('trial.UNKNOWN')}</p>`}
            <p><${Action} type="submit" busy=${busy} label=${text('trial.send')} busyLabel=${text('trial.sending')} /></p>
            <div role="status">${message && html`<p><strong>${word('trial', message.status)}</strong></p>`}</div>
          </form>`
        : html`<p>${text('trial.none')}</p>`}
    <//>`;
}
