import { html, useState } from './lib/htm-preact.js';
import { CheckBadge, Checks, worstOf } from './checks.js';
import { entered } from './fields.js';
import { Action, Badge, MetaLink, ProblemNotice, Section } from './parts.js';
import { text } from './texts.js';

/** What has to be there at Meta, the page for it, and the checks that find out. */
export const POINTS = [
  {
    name: 'app',
    address: 'https://developers.facebook.com/apps/',
    checks: ['appCredentials', 'appSecretProof', 'webhooksSubscribed'],
  },
  {
    name: 'account',
    address: 'https://business.facebook.com/settings/whatsapp-business-accounts/',
    checks: ['wabaReadable', 'accountReviewed', 'accountActive', 'accountHealthy', 'businessVerified', 'messagingLimit', 'templateRights', 'templateCapacity'],
  },
  {
    name: 'systemUser',
    address: 'https://business.facebook.com/settings/system-users',
    checks: ['tokenOfSystemUser', 'systemUserIsAdmin'],
  },
  {
    name: 'token',
    address: 'https://business.facebook.com/settings/system-users',
    checks: [
      'tokenBelongsToApp', 'tokenValid', 'tokenNeverExpires',
      'scopeBusinessManagement', 'scopeWhatsAppBusinessManagement', 'scopeWhatsAppBusinessMessaging',
    ],
  },
  {
    name: 'number',
    address: 'https://business.facebook.com/wa/manage/phone-numbers/',
    checks: ['senderNumber', 'messagingRights'],
  },
  {
    name: 'payment',
    address: 'https://business.facebook.com/billing_hub/payment_settings/',
    checks: ['paymentMethod'],
  },
];

/** The preparation at Meta as a checklist. Each point is a dry run with the values that are there. */
export function Preparation({ api, sender, draft, onGoTo, announce }) {
  const [found, setFound] = useState({});
  const [busy, setBusy] = useState(null);
  const [problem, setProblem] = useState(null);

  const check = async (what, points) => {
    const values = entered(draft);
    if (!sender && Object.keys(values).length === 0) {
      announce(text('preparation.nothingYet'));
      onGoTo('whatsAppAccountBusinessId');
      return;
    }
    setBusy(what);
    setProblem(null);
    try {
      const report = await api.check(values);
      setFound({ ...found, ...Object.fromEntries(points.map((point) => [point.name, belonging(point, report)])) });
    } catch (failure) {
      setProblem(failure);
    }
    setBusy(null);
  };

  return html`
    <${Section} id="preparation" title=${text('preparation.title')}>
      <details open=${!sender}>
        <summary>${text('preparation.lead')}</summary>
        <ol class="points">
          ${POINTS.map((point) => html`
            <${Point} key=${point.name} point=${point} checks=${found[point.name]} busy=${busy === point.name}
                onCheck=${() => check(point.name, [point])} onGoTo=${onGoTo} />`)}
        </ol>
        ${problem && html`<${ProblemNotice} problem=${problem} />`}
        <${Action} busy=${busy === 'all'} label=${text('preparation.checkAll')} busyLabel=${text('connection.checking')}
            onClick=${() => check('all', POINTS)} />
      </details>
    </${Section}>`;
}

function belonging(point, report) {
  const own = report.checks.filter((check) => point.checks.includes(check.name));
  return own.length > 0 ? own : report.checks.filter((check) => check.status === 'FAILED');
}

function Point({ point, checks, busy, onCheck, onGoTo }) {
  const title = text(`preparation.${point.name}`);
  return html`
    <li>
      <div class="row">
        <h3>${title}</h3>
        <span class="row start">
          ${checks ? html`<${CheckBadge} status=${worstOf(checks)} />` : html`<${Badge} tone="quiet">${text('preparation.unchecked')}</${Badge}>`}
          <${Action} kind="small" busy=${busy} label=${text('preparation.check')} name=${text('preparation.checkOf', { point: title })}
              busyLabel="…" onClick=${onCheck} />
        </span>
      </div>
      <p>${text(`preparation.${point.name}.why`)} <${MetaLink} address=${point.address} page=${text(`preparation.${point.name}.page`)} /></p>
      ${checks && (worstOf(checks) === 'SKIPPED'
        ? html`<p>${checks[0].message}</p>`
        : html`<${Checks} checks=${checks} onGoTo=${onGoTo} />`)}
    </li>`;
}
