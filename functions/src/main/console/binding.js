import { html, useState } from './lib/htm-preact.js';
import { asLanguage } from './format.js';
import { Action, ProblemNotice, useOneAtATime } from './parts.js';
import { text, word } from './texts.js';

/** What serves a purpose in a locale: the template and the content that binds it. Null when nothing does yet. */
export function servingOf(templates, purpose, locale) {
  for (const template of templates) {
    const content = template.contents.find((each) => each.template === purpose && each.locale === locale && !each.variant);
    if (content) {
      return { template, content };
    }
  }
  return null;
}

/** Binds a locale to another template of the account. The API asks Meta about it, and its refusal is shown here. */
export function Binding({ api, sender, purpose, language, onChanged, onClose }) {
  const oneAtATime = useOneAtATime();
  const [locale, setLocale] = useState(language.locales[0]);
  const [chosen, setChosen] = useState('');
  const [busy, setBusy] = useState(null);
  const [problem, setProblem] = useState(null);
  const templates = sender.whatsAppTemplates ?? [];
  const serving = servingOf(templates, purpose, locale);
  const id = `${purpose}-${language.language}`;
  const others = templates.filter((template) => template.id !== serving?.template.id);
  const choice = others.find((template) => template.id === chosen);

  const attempt = (what, request, said) => oneAtATime(async () => {
    setBusy(what);
    setProblem(null);
    try {
      await request();
      onChanged(said);
    } catch (failure) {
      setProblem(failure);
      setBusy(null);
    }
  });
  const bind = () => attempt('bind', () => api.bindContent(purpose, serving?.content.id, locale, choice),
    text('binding.bound', { locale, name: choice.name }));
  const release = () => attempt('release', async () => {
    const { whatsAppAccountBusinessId, appId } = sender;
    await api.removeContent(purpose, serving.content.id);
    await api.save({ whatsAppAccountBusinessId, appId }, crypto.randomUUID()); // the run chooses
  }, text('binding.released', { locale }));

  return html`
    <form class="card" aria-label=${text('binding.title', { language: asLanguage(language.language) })}
        onSubmit=${(event) => { event.preventDefault(); busy || (choice && bind()); }}>
      ${language.locales.length > 1 && html`
        <label for="${id}-locale">${text('binding.locale')}</label>
        <select id="${id}-locale" onChange=${(event) => setLocale(event.target.value)}>
          ${language.locales.map((each) => html`<option value=${each} selected=${each === locale}>${each}</option>`)}
        </select>`}
      <p>${serving ? text(serving.content.manual ? 'binding.byHand' : 'binding.byRun', { name: serving.template.name }) : text('binding.none')}</p>
      ${others.length > 0 ? html`
        <label for="${id}-template">${text('binding.choose')}</label>
        <select id="${id}-template" onChange=${(event) => { setChosen(event.target.value); setProblem(null); }}>
          <option value="" selected=${!choice}>${text('binding.nothingChosen')}</option>
          <${Candidates} label=${asLanguage(language.language)} chosen=${chosen}
              templates=${others.filter((template) => template.language === language.language)} />
          <${Candidates} label=${text('binding.otherLanguages')} chosen=${chosen}
              templates=${others.filter((template) => template.language !== language.language)} />
        </select>
        <p class="hint">${text('binding.hint')}</p>`
        : html`<p>${text('binding.noOther')}</p>`}
      ${problem && html`<${ProblemNotice} problem=${problem} />`}
      <p class="row start">
        ${choice && html`<${Action} type="submit" kind="primary" busy=${busy === 'bind'} disabled=${busy === 'release'} label=${text('binding.bind')}
            busyLabel=${text('connection.checking')} />`}
        ${serving?.content.manual && html`<${Action} busy=${busy === 'release'} disabled=${busy === 'bind'} label=${text('binding.release')} onClick=${release} />`}
        <button type="button" onClick=${onClose}>${text('templates.close')}</button>
      </p>
    </form>`;
}

function Candidates({ label, templates, chosen }) {
  return templates.length > 0 && html`
    <optgroup label=${label}>
      ${templates.map((template) => html`
        <option value=${template.id} selected=${template.id === chosen}>
          ${template.name} (${template.language}): ${word('state', template.state)}
        </option>`)}
    </optgroup>`;
}
