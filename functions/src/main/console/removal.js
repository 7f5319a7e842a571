import { html, useRef, useState } from './lib/htm-preact.js';
import { Action, ProblemNotice, Section, useOneAtATime } from './parts.js';
import { text } from './texts.js';

/** Removes the sender, after a question that says what that means. */
export function Removal({ api, environment, onRemoved }) {
  const oneAtATime = useOneAtATime();
  const dialog = useRef(null);
  const [understood, setUnderstood] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);

  const ask = () => {
    setUnderstood(false);
    setProblem(null);
    dialog.current.showModal();
  };

  const remove = () => oneAtATime(async () => {
    setBusy(true);
    setProblem(null);
    try {
      const removal = await api.remove();
      dialog.current.close();
      onRemoved(removal);
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  });

  return html`
    <${Section} id="removal" title=${text('removal.title')}>
      <p>${text('removal.lead')}</p>
      <button type="button" class="danger" onClick=${ask}>${text('removal.ask')}</button>
      <dialog ref=${dialog} aria-labelledby="removal-question">
        <h3 id="removal-question">${text('removal.question')}</h3>
        <p>${text('removal.consequence', { environment })}</p>
        <label class="choice">
          <input type="checkbox" checked=${understood} onChange=${(event) => setUnderstood(event.target.checked)} />
          ${text('removal.understood')}
        </label>
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
        <p class="row start">
          <button type="button" autofocus onClick=${() => dialog.current.close()}>${text('removal.keep')}</button>
          <${Action} kind="danger" busy=${busy} disabled=${!understood} label=${text('removal.confirm')} onClick=${remove} />
        </p>
      </dialog>
    <//>`;
}
