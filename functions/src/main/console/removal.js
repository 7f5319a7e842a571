import { html, useRef, useState } from './lib/htm-preact.js';
import { Action, ProblemNotice, Section, useChange } from './parts.js';
import { text } from './texts.js';

const CHOICES = ['keep', 'delete'];

/** Removes the sender, after a question that says what that means. */
export function Removal({ api, environment, onRemoved }) {
  const dialog = useRef(null);
  const [understood, setUnderstood] = useState(false);
  const [templates, setTemplates] = useState(CHOICES[0]);
  const { busy, problem, change, forget } = useChange(onRemoved);

  const ask = () => {
    forget();
    setUnderstood(false);
    setTemplates(CHOICES[0]);
    dialog.current.showModal();
  };
  const remove = () => change('remove', async () => {
    const removal = await api.remove(templates);
    dialog.current.close();
    return removal;
  });

  return html`
    <${Section} id="removal" title=${text('removal.title')}>
      <p>${text('removal.lead')}</p>
      <button type="button" class="danger" onClick=${ask}>${text('removal.ask')}</button>
      <dialog ref=${dialog} aria-labelledby="removal-question">
        <h3 id="removal-question">${text('removal.question')}</h3>
        <p>${text('removal.consequence', { environment })}</p>
        <fieldset>
          <legend>${text('removal.templates')}</legend>
          ${CHOICES.map((choice) => html`
            <label class="choice">
              <input type="radio" name="removal-templates" checked=${templates === choice} onChange=${() => setTemplates(choice)} />
              ${text(`removal.templates.${choice}`)}
            </label>`)}
        </fieldset>
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

/** What was removed, and what stays at Meta. */
export function Removed({ removal: { secret, remainsAtMeta, deletedAtMeta } }) {
  return html`
    <div class="notice" id="removed">
      <p><strong>${text('removal.done', { days: secret.recoverableDays })}</strong></p>
      ${deletedAtMeta && html`
        <p>${deletedAtMeta.message}</p>
        <${TemplateNames} summary="removal.deleted" templates=${deletedAtMeta.whatsAppTemplates} />`}
      <p>${remainsAtMeta.message}</p>
      <${TemplateNames} summary="removal.remaining" templates=${remainsAtMeta.whatsAppTemplates} />
      ${remainsAtMeta.webhooks.map(({ appId, message }) => html`<p>${text('removal.webhook', { appId, message })}</p>`)}
    </div>`;
}

function TemplateNames({ summary, templates }) {
  return templates.length > 0 && html`
    <details open=${templates.some((template) => template.message)}>
      <summary>${text(summary, { count: templates.length })}</summary>
      <ul>${templates.map(({ name, language, message }) => html`<li>${name} (${language})${message && `: ${message}`}</li>`)}</ul>
    </details>`;
}
