import { html, useState } from './lib/htm-preact.js';
import { Binding, servingOf } from './binding.js';
import { metaWords } from './checks.js';
import { PURPOSES } from './contract.js';
import { asLanguage, asTime } from './format.js';
import { Languages } from './languages.js';
import { Message } from './message.js';
import { Action, Badge, Filter, ProblemNotice, Section } from './parts.js';
import { text, word } from './texts.js';

export const STATE_TONES = {
  USABLE: 'good', IN_REVIEW: 'busy', planned: 'busy', REJECTED: 'bad', DISABLED: 'bad', IMPOSSIBLE: 'bad', DANGLING: 'bad',
};

/** The templates of each purpose, and the languages that are wanted. */
export function Templates({ api, sender, accept, announce }) {
  return html`
    <${Section} id="templates" title=${text('templates.title')}>
      ${sender?.verifiedAt
        ? html`
          ${PURPOSES.map((purpose) => html`
            <${Purpose} key=${purpose} api=${api} sender=${sender} purpose=${purpose} accept=${accept} announce=${announce} />`)}
          <${Languages} api=${api} sender=${sender} accept=${accept} announce=${announce} />`
        : html`<p>${text('templates.none')}</p>`}
    <//>`;
}

function Purpose({ api, sender, purpose, accept, announce }) {
  const [filter, setFilter] = useState(null);
  const wanted = sender.templates[purpose];
  const rows = rowsOf(sender, purpose);
  const counts = Map.groupBy(rows, (row) => row.state);
  const shown = filter && counts.has(filter) ? counts.get(filter) : rows;
  return html`
    <div class="card" id=${purpose}>
      <h3>${text(`templates.${purpose}`)}</h3>
      <p>${text('templates.options', { minutes: wanted.codeExpirationMinutes })}</p>
      ${(wanted.notices ?? []).map((notice) => html`<p class="notice">${notice.message}</p>`)}
      <div class="row start" role="group" aria-label=${text('templates.filter')}>
        ${counts.size > 1 ? html`<${Filter} on=${!filter} label=${text('templates.all')} count=${rows.length} onClick=${() => setFilter(null)} />
          ${[...counts].map(([state, ofState]) => html`
            <${Filter} key=${state} on=${filter === state} label=${word('state', state)} count=${ofState.length} onClick=${() => setFilter(state)} />`)}`
          : [...counts].map(([state, ofState]) => `${word('state', state)} (${ofState.length})`)}
      </div>
      <div class="scrolling" tabindex="0" role="region" aria-label=${text(`templates.${purpose}`)}>
        <table>
          <thead><tr>
            <th scope="col">${text('templates.language')}</th><th scope="col">${text('templates.name')}</th>
            <th scope="col">${text('templates.state')}</th><th scope="col">${text('templates.message')}</th>
          </tr></thead>
          <tbody>
            ${shown.map((row) => html`
              <${Language} key=${row.language.language} api=${api} sender=${sender} row=${row} purpose=${purpose}
                  accept=${accept} announce=${announce} />`)}
          </tbody>
        </table>
      </div>
    </div>`;
}

/** A row for each language: the default's first, the others by their names. */
function rowsOf(sender, purpose) {
  const { locales, languages = [] } = sender.templates[purpose];
  return languages
    .map((language) => {
      const serving = servingOf(sender.whatsAppTemplates ?? [], purpose, language.locales[0]);
      return {
        language,
        serving,
        name: asLanguage(language.language),
        isDefault: language.locales.includes(locales[0]),
        state: serving?.content.manual ? serving.template.state : stateOf(language),
      };
    })
    .toSorted((one, other) => other.isDefault - one.isDefault || one.name.localeCompare(other.name));
}

/** The state of a language's template; a word of our own where there is no template yet. */
function stateOf(language) {
  return language.action === 'IMPOSSIBLE' ? 'IMPOSSIBLE' : language.state ?? 'planned';
}

function Language({ api, sender, row, purpose, accept, announce }) {
  const { language, serving, name, isDefault, state } = row;
  const [preview, setPreview] = useState(null);
  const [binding, setBinding] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);

  const show = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setPreview(await api.previewContent(purpose, serving.content.id));
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  };

  const changed = (said) => {
    setBinding(false);
    setPreview(null);
    announce(said);
    accept(sender); // and read again
  };

  return html`
    <tr>
      <th scope="row">
        <span>${name}</span> <span class="faint">${language.locales.join(', ')}</span>
        ${isDefault && html` <${Badge} tone="quiet">${text('templates.default')}<//>`}
      </th>
      <td><${Names} language=${language} serving=${serving} /></td>
      <td>
        <${Badge} tone=${STATE_TONES[state] ?? 'warning'}>${word('state', state)}<//>
        ${language.notBefore && html`<span class="faint"> ${text('templates.from', { time: asTime(language.notBefore) })}</span>`}
        ${language.reason && html`<p class="faint">${word('reason', language.reason)}</p>`}
        ${language.meta && html`<p class="faint">${text('check.support')}: ${metaWords(language.meta)}</p>`}
      </td>
      <td>
        <span class="row start">
          ${serving && !preview && html`
            <${Action} kind="small" busy=${busy} busyLabel="…" label=${text('templates.preview')}
                name=${text('templates.previewOf', { language: name })} onClick=${show} />`}
          ${!binding && html`
            <button type="button" class="small" aria-label=${text('binding.title', { language: name })}
                onClick=${() => setBinding(true)}>${text('binding.open')}</button>`}
        </span>
        ${preview && html`<${Message} preview=${preview} language=${name} onClose=${() => setPreview(null)} />`}
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
      </td>
    </tr>
    ${binding && html`
      <tr><td colspan="4">
        <${Binding} api=${api} sender=${sender} purpose=${purpose} language=${language} onChanged=${changed}
            onClose=${() => setBinding(false)} />
      </td></tr>`}`;
}

/** The wanted template and, where another one serves, that one. */
function Names({ language, serving }) {
  const other = serving && serving.template.name !== language.name ? serving : null;
  if (other?.content.manual) {
    return html`${other.template.name} <span class="faint">${text('templates.byHand')}</span>`;
  }
  return html`${language.name ?? ''} ${other && html`<span class="faint">${text('templates.servedBy', { name: other.template.name })}</span>`}`;
}
