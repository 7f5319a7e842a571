import { html, useState } from './lib/htm-preact.js';
import { text } from './texts.js';

/** The four values, in the order of PingOne's page. */
export const FIELDS = [
  { name: 'whatsAppAccountBusinessId', secret: false },
  { name: 'userAccessToken', secret: true },
  { name: 'appId', secret: false },
  { name: 'appSecret', secret: true },
];

export const ALL = FIELDS.map((field) => field.name);

/** The secrets, which can be replaced alone. */
export const SECRETS = FIELDS.filter((field) => field.secret).map((field) => field.name);

/** What is typed, but not saved. It is in memory only. */
export const EMPTY_DRAFT = Object.fromEntries(ALL.map((name) => [name, '']));

/** The values that are not empty, as the API takes them. */
export function entered(draft) {
  return Object.fromEntries(ALL.map((name) => [name, draft[name]]).filter(([, value]) => value.trim() !== ''));
}

/** Moves the focus to a field, also when it appears only with the next rendering. */
export function focusField(name) {
  requestAnimationFrame(() => document.getElementById(`field-${name}`)?.focus());
}

/** One of the four values, or another that no browser shall keep. fault: what is wrong with it */
export function Field({ field, value, fault, onInput }) {
  const [shown, setShown] = useState(false);
  const id = `field-${field.name}`;
  const label = text(`field.${field.name}`);
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <p id="${id}-hint" class="hint">${text(`field.${field.name}.hint`)}</p>
      ${fault && html`<p id="${id}-fault" class="fault"><span aria-hidden="true">✕</span> ${fault}</p>`}
      <div class="row start">
        <input id=${id} type=${field.secret && !shown ? 'password' : 'text'} value=${value} onInput=${(event) => onInput(event.target.value)}
            inputmode=${field.digits ?? !field.secret ? 'numeric' : null} autocomplete="off" autocapitalize="off" spellcheck=${false} data-1p-ignore data-lpignore="true"
            aria-invalid=${fault ? 'true' : null} aria-describedby=${fault ? `${id}-fault ${id}-hint` : `${id}-hint`} />
        ${field.secret && html`
          <button type="button" class="small" aria-pressed=${shown ? 'true' : 'false'} aria-label=${text('field.showOf', { field: label })}
              onClick=${() => setShown(!shown)}>${text(shown ? 'field.hide' : 'field.show')}</button>`}
      </div>
    </div>`;
}
