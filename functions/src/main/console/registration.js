import { html, useEffect, useRef, useState } from './lib/htm-preact.js';
import { UNCERTAIN } from './api.js';
import { Field } from './fields.js';
import { Action, ProblemNotice, useChange } from './parts.js';
import { faultOf } from './rules.js';
import { text } from './texts.js';

const ENTRIES = [{ name: 'pin', secret: true, digits: true }, { name: 'dataLocalizationRegion', secret: false, digits: false }];
const EMPTY = { pin: '', dataLocalizationRegion: '' };

/** Registers a number with its PIN, which is forgotten when the dialog closes. onRegistered: Meta has registered it */
export function Registration({ api, number, onRegistered, onClose }) {
  const dialog = useRef(null);
  const [entry, setEntry] = useState(EMPTY);
  const [understood, setUnderstood] = useState(false);
  const [faults, setFaults] = useState({});
  const { busy, problem, change } = useChange(onRegistered);
  useEffect(() => dialog.current.showModal(), []);

  const register = () => {
    const region = entry.dataLocalizationRegion.trim().toUpperCase();
    const request = { pin: entry.pin.trim(), ...(region && { dataLocalizationRegion: region }) };
    const wrong = { pin: faultOf('pin', request.pin), dataLocalizationRegion: region && faultOf('dataLocalizationRegion', region) };
    setFaults(wrong);
    const first = ENTRIES.find(({ name }) => wrong[name]);
    return first
      ? document.getElementById(`field-${first.name}`).focus()
      : change('register', async () => {
        const answer = await api.registerNumber(number.numberId, request);
        dialog.current.close();
        return answer;
      });
  };
  const said = (name) => faults[name] || problem?.details.find((detail) => detail.target === name)?.message;
  const refused = ENTRIES.find(({ name }) => said(name));
  useEffect(() => problem && refused && document.getElementById(`field-${refused.name}`).focus(), [problem]);

  return html`
    <dialog ref=${dialog} aria-labelledby="registration-title" onClose=${onClose}>
      <form novalidate autocomplete="off" onSubmit=${(event) => { event.preventDefault(); busy || (understood && register()); }}>
        <h3 id="registration-title">${text('registration.title', { number: number.number || number.numberId })}</h3>
        <p>${text('registration.lead')}</p>
        ${ENTRIES.map((field) => html`
          <${Field} key=${field.name} field=${field} value=${entry[field.name]} fault=${said(field.name)}
              onInput=${(value) => setEntry((former) => ({ ...former, [field.name]: value }))} />`)}
        <label class="choice">
          <input type="checkbox" checked=${understood} onChange=${(event) => setUnderstood(event.target.checked)} />
          ${text('registration.understood')}
        </label>
        ${problem && !refused && html`<${Refused} problem=${problem} />`}
        <p class="row start">
          <button type="button" onClick=${() => dialog.current.close()}>${text('connection.cancel')}</button>
          <${Action} type="submit" kind="primary" busy=${busy} disabled=${!understood} label=${text('registration.confirm')}
              busyLabel=${text('registration.busy')} />
        </p>
      </form>
    </dialog>`;
}

/** Meta counts each attempt, so that nothing says to try again when nobody knows what became of one. */
function Refused({ problem }) {
  return UNCERTAIN.has(problem.kind)
    ? html`<p class="notice bad" role="alert">${text('registration.unknown')}</p>`
    : html`<${ProblemNotice} problem=${problem} title=${problem.kind === 'conflict' ? text('registration.refused') : undefined} />`;
}
