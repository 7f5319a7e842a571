import { html, useRef, useState } from './lib/htm-preact.js';
import { asLanguage, asTime } from './format.js';
import { Message } from './message.js';
import { Action, Badge, ProblemNotice, Section } from './parts.js';
import { text, word } from './texts.js';

const PURPOSES = ['device_pairing', 'strong_authentication'];
const STATE_TONES = {
  USABLE: 'good', IN_REVIEW: 'busy', planned: 'busy', REJECTED: 'bad', DISABLED: 'bad', IMPOSSIBLE: 'bad', DANGLING: 'bad',
};

/** The templates of each purpose, and the languages that are wanted. */
export function Templates({ api, sender, accept, announce }) {
  return html`
    <${Section} id="templates" title=${text('templates.title')}>
      ${sender?.verifiedAt
        ? html`
          ${PURPOSES.map((purpose) => html`<${Purpose} key=${purpose} api=${api} sender=${sender} purpose=${purpose} />`)}
          <${Languages} api=${api} sender=${sender} accept=${accept} announce=${announce} />`
        : html`<p>${text('templates.none')}</p>`}
    <//>`;
}

function Purpose({ api, sender, purpose }) {
  const [filter, setFilter] = useState(null);
  const wanted = sender.templates[purpose];
  const languages = wanted.languages ?? [];
  const counts = Map.groupBy(languages, stateOf);
  const shown = filter && counts.has(filter) ? counts.get(filter) : languages;
  return html`
    <div class="card" id=${purpose}>
      <h3>${text(`templates.${purpose}`)}</h3>
      <p>${text('templates.options', { minutes: wanted.codeExpirationMinutes })}</p>
      ${(wanted.notices ?? []).map((notice) => html`<p class="notice">${notice.message}</p>`)}
      <div class="row start" role="group" aria-label=${text('templates.filter')}>
        ${counts.size > 1 ? html`<${Filter} on=${!filter} label=${text('templates.all')} count=${languages.length} onClick=${() => setFilter(null)} />
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
            ${shown.map((language) => html`
              <${Language} key=${language.language} api=${api} language=${language} purpose=${purpose}
                  contentId=${contentId(sender, purpose, language)} />`)}
          </tbody>
        </table>
      </div>
    </div>`;
}

function Filter({ on, label, count, onClick }) {
  return html`<button type="button" class="small" aria-pressed=${on ? 'true' : 'false'} onClick=${onClick}>${label} (${count})</button>`;
}

/** The state of a language's template; a word of our own where there is no template yet. */
function stateOf(language) {
  return language.action === 'IMPOSSIBLE' ? 'IMPOSSIBLE' : language.state ?? 'planned';
}

/** The content that binds a locale of this language, for its preview. */
function contentId(sender, purpose, language) {
  return (sender.whatsAppTemplates ?? [])
    .flatMap((template) => template.contents)
    .find((content) => content.template === purpose && language.locales.includes(content.locale) && !content.variant)?.id;
}

function Language({ api, language, purpose, contentId }) {
  const [preview, setPreview] = useState(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const state = stateOf(language);
  const name = asLanguage(language.language);

  const show = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setPreview(await api.previewContent(purpose, contentId));
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(false);
  };

  return html`
    <tr>
      <th scope="row"><span>${name}</span> <span class="faint">${language.locales.join(', ')}</span></th>
      <td>${language.name ?? ''}</td>
      <td>
        <${Badge} tone=${STATE_TONES[state] ?? 'warning'}>${word('state', state)}<//>
        ${language.notBefore && html`<span class="faint"> ${text('templates.from', { time: asTime(language.notBefore) })}</span>`}
      </td>
      <td>
        ${contentId && !preview && html`
          <${Action} kind="small" busy=${busy} busyLabel="…" label=${text('templates.preview')}
              name=${text('templates.previewOf', { language: name })} onClick=${show} />`}
        ${preview && html`<${Message} preview=${preview} language=${name} onClose=${() => setPreview(null)} />`}
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
      </td>
    </tr>`;
}

/** Other languages: what would be done is shown before it is done. */
function Languages({ api, sender, accept, announce }) {
  const [typed, setTyped] = useState(null);
  const [plan, setPlan] = useState(null);
  const [busy, setBusy] = useState(null);
  const [problem, setProblem] = useState(null);
  const key = useRef(null);
  const value = typed ?? sender.locales.join(', ');
  const locales = value.split(/[\s,;]+/).filter(Boolean);

  const attempt = async (what, request, then) => {
    setBusy(what);
    setProblem(null);
    try {
      then(await request());
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(null);
  };

  const change = (text) => {
    key.current = null;
    setTyped(text);
    setPlan(null);
    setProblem(null);
  };

  const save = () => {
    key.current ??= crypto.randomUUID();
    const { whatsAppAccountBusinessId, appId } = sender;
    return attempt('save', () => api.save({ whatsAppAccountBusinessId, appId, locales }, key.current), (answer) => {
      key.current = null;
      setTyped(null);
      setPlan(null);
      accept(answer);
      announce(text('templates.plan.saved'));
    });
  };

  return html`
    <form class="card" onSubmit=${(event) => { event.preventDefault(); busy || attempt('plan', () => api.planTemplates({ locales }), setPlan); }}>
      <h3>${text('templates.plan')}</h3>
      <label for="locales">${text('templates.plan.label')}</label>
      <p id="locales-hint" class="hint">${text('templates.plan.hint')}</p>
      <input id="locales" value=${value} autocomplete="off" spellcheck=${false} aria-describedby="locales-hint"
          onInput=${(event) => change(event.target.value)} />
      ${problem && html`<${ProblemNotice} problem=${problem} />`}
      <p class="row start">
        <${Action} type="submit" busy=${busy === 'plan'} label=${text('templates.plan.show')} busyLabel=${text('connection.checking')} />
        ${plan && typed !== null && html`
          <${Action} kind="primary" busy=${busy === 'save'} label=${text('templates.plan.start')} busyLabel=${text('connection.saving')} onClick=${save} />`}
      </p>
      <div role="status">${plan && html`<${Plan} plan=${plan} />`}</div>
    </form>`;
}

function Plan({ plan }) {
  const languages = PURPOSES.flatMap((purpose) => plan.templates[purpose].languages ?? []);
  const last = languages.map((language) => language.notBefore).filter(Boolean).toSorted().at(-1);
  const impossible = new Set(languages.filter((language) => language.action === 'IMPOSSIBLE').map(({ language }) => asLanguage(language)));
  return html`
    <p>${plan.creations > 0 ? text('templates.plan.creations', { creations: plan.creations }) : text('templates.plan.none')}</p>
    ${last && html`<p>${text('templates.plan.last', { time: asTime(last) })}</p>`}
    ${impossible.size > 0 && html`<p>${text('templates.plan.impossible', { languages: [...impossible].join(', ') })}</p>`}`;
}
