import { html, useRef } from './lib/htm-preact.js';
import { Action, ProblemNotice, useChange } from './parts.js';
import { text } from './texts.js';

/** The way back to the credentials that were replaced, after a question that says what that means. children: what is known of them */
export function Former({ api, sender, accept, announce, children }) {
  const dialog = useRef(null);
  const key = useRef(null);
  const { busy, problem, change, forget } = useChange(accept);

  const ask = () => {
    forget();
    dialog.current.showModal();
  };
  const restore = () => change('restore', async () => {
    key.current ??= crypto.randomUUID();
    const { whatsAppAccountBusinessId, formerCredentials: { appId } } = sender;
    const answer = await api.save({ whatsAppAccountBusinessId, appId, restoreCredentials: true }, key.current);
    key.current = null;
    dialog.current.close();
    return answer;
  }, () => announce(text('former.restoring')));

  return html`
    <div class="card" id="former">
      <h3>${text('former.title')}</h3>
      <p>${text('former.lead')}</p>
      ${children}
      <button type="button" onClick=${ask}>${text('former.ask')}</button>
      <dialog ref=${dialog} aria-labelledby="former-question">
        <h3 id="former-question">${text('former.question')}</h3>
        <p>${text('former.consequence')}</p>
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
        <p class="row start">
          <button type="button" autofocus onClick=${() => dialog.current.close()}>${text('former.keep')}</button>
          <${Action} kind="primary" busy=${busy} label=${text('former.confirm')} busyLabel=${text('connection.saving')} onClick=${restore} />
        </p>
      </dialog>
    </div>`;
}
