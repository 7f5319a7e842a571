import { html, useRef, useState } from './lib/htm-preact.js';
import { PURPOSES } from './contract.js';
import { asLanguage, asTime } from './format.js';
import { Action, ProblemNotice, useOneAtATime } from './parts.js';
import { faultOf } from './rules.js';
import { text, word } from './texts.js';

/** Other languages: what would be done is shown before it is done. */
export function Languages({ api, sender, accept, announce }) {
  const oneAtATime = useOneAtATime();
  const [typed, setTyped] = useState(null);
  const [plan, setPlan] = useState(null);
  const [busy, setBusy] = useState(null);
  const [problem, setProblem] = useState(null);
  const [fault, setFault] = useState(null);
  const key = useRef(null);
  const value = typed ?? sender.locales.join(', ');
  const locales = value.split(/[\s,;]+/).filter(Boolean);

  const attempt = (what, request, then) => oneAtATime(async () => {
    setBusy(what);
    setProblem(null);
    try {
      then(await request());
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(null);
  });

  const change = (next) => {
    key.current = null;
    setTyped(next);
    setPlan(null);
    setFault(null);
    setProblem(null);
  };

  const show = () => {
    const wrong = faultOf('locales', locales);
    setFault(wrong);
    return wrong ? document.getElementById('locales').focus() : attempt('plan', () => api.planTemplates({ locales }), setPlan);
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
    <form class="card" onSubmit=${(event) => { event.preventDefault(); busy || show(); }}>
      <h3>${text('templates.plan')}</h3>
      <label for="locales">${text('templates.plan.label')}</label>
      <p id="locales-hint" class="hint">${text('templates.plan.hint')}</p>
      ${fault && html`<p id="locales-fault" class="fault" role="alert"><span aria-hidden="true">✕</span> ${fault}</p>`}
      <input id="locales" value=${value} autocomplete="off" spellcheck=${false} aria-invalid=${fault ? 'true' : null}
          aria-describedby=${fault ? 'locales-fault locales-hint' : 'locales-hint'} onInput=${(event) => change(event.target.value)} />
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
  const changes = PURPOSES.flatMap((purpose) => (plan.templates[purpose].languages ?? [])
    .filter((language) => language.action !== 'LEAVE')
    .map((language) => ({ ...language, purpose })));
  const last = changes.map((language) => language.notBefore).filter(Boolean).toSorted().at(-1);
  const { count, limit } = plan.capacity ?? {};
  return html`
    <p>${plan.creations > 0 ? text('templates.plan.creations', { creations: plan.creations }) : text('templates.plan.none')}</p>
    ${plan.creations > 0 && html`<p>${last ? text('templates.plan.last', { time: asTime(last) }) : text('templates.plan.now')}</p>`}
    ${limit !== undefined && html`<p class="faint">${text('templates.plan.capacity', { count, limit })}</p>`}
    ${changes.length > 0 && html`
      <details open=${changes.some((language) => language.action === 'IMPOSSIBLE')}>
        <summary>${text('templates.plan.each', { count: changes.length })}</summary>
        <ul class="plan">
          ${changes.map((language) => html`
            <li>${text(`templates.${language.purpose}`)}, ${asLanguage(language.language)}: ${word('plan', language.action)}${' '}
              ${language.reason && word('reason', language.reason)} ${language.notBefore && text('templates.from', { time: asTime(language.notBefore) })}</li>`)}
        </ul>
      </details>`}`;
}
