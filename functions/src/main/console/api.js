import { signIn } from './signin.js';

const SENDER = 'notificationsSettings/instantMessagingDeliverySettings/whatsApp';

/** The gateway gives up after 30 seconds; so nothing comes after these. */
const PATIENCE_MILLIS = 35_000;

const KINDS = new Map([
  [401, 'signIn'],
  [403, 'forbidden'],
  [404, 'missing'],
  [409, 'conflict'],
  [429, 'limited'],
]);

/** Kinds of problems after which what was asked for may have been done. */
export const UNCERTAIN = new Set(['offline', 'slow', 'failed']);

/**
 * Why a request was not carried out, or why that is not known.
 * kind: offline, slow, signIn, forbidden, missing, conflict, limited, invalid or failed
 * details: what the API says about single members, each with target and message
 */
export class Problem extends Error {
  constructor(kind, { message = '', details = [], errorId = null, retryAt = null } = {}) {
    super(message);
    this.kind = kind;
    this.details = details;
    this.errorId = errorId;
    this.retryAt = retryAt;
  }

  static of(response, body) {
    const seconds = Number(response.headers.get('retry-after'));
    const kind = KINDS.get(response.status) ?? (response.status < 500 ? 'invalid' : 'failed');
    return new Problem(kind, {
      message: body.code ? body.message : '', // the gateway's own words say nothing to a person
      details: body.details ?? [],
      errorId: body.id ?? response.headers.get('apigw-requestid'),
      retryAt: seconds > 0 ? new Date(Date.now() + seconds * 1000) : null,
    });
  }
}

/** The HTTP API of one environment. A method answers what the API does, or throws a Problem. */
export class Api {
  constructor(environment) {
    this.base = new URL(`../v1/environments/${encodeURIComponent(environment)}/`, location.href).pathname;
  }

  /** The account with its templates; null when the environment has none. */
  async read() {
    try {
      return await this.#call('GET', `${SENDER}?expand=whatsAppTemplates`);
    } catch (problem) {
      if (problem.kind === 'missing') {
        return null;
      }
      throw problem;
    }
  }

  /** Sent again with the same key, it is carried out once. */
  save(request, key) {
    return this.#call('PUT', SENDER, { provider: 'CUSTOM_WHATSAPP', ...request }, { 'Idempotency-Key': key });
  }

  /** A dry run of any part of the four values; of what is stored without any. */
  check(values) {
    return this.#call('POST', `${SENDER}/checks`, Object.keys(values).length > 0 ? values : null);
  }

  readHealth() {
    return this.#call('GET', `${SENDER}/health`);
  }

  readReadiness() {
    return this.#call('GET', `${SENDER}/readiness`);
  }

  /** A page of the history, by the query of the link to it. */
  readHistory(page = '?limit=20') {
    return this.#call('GET', `${SENDER}/history${page}`);
  }

  /** Runs what works once more, from this step on. */
  startRun(firstStep) {
    return this.#call('POST', `${SENDER}/runs`, { firstStep });
  }

  cancelRun(generation) {
    return this.#call('DELETE', `${SENDER}/runs/${generation}`);
  }

  /** Asks Meta once, and never by itself again. */
  registerNumber(numberId, request) {
    return this.#call('POST', `${SENDER}/numbers/${numberId}/registration`, request);
  }

  discardCandidate() {
    return this.#call('DELETE', `${SENDER}/candidate`);
  }

  planTemplates(changes) {
    return this.#call('POST', `${SENDER}/templates/plan`, changes);
  }

  previewContent(purpose, contentId) {
    return this.#call('GET', `templates/${purpose}/contents/${contentId}/preview`);
  }

  /** Binds a locale to a template of the account; contentId is what binds it now, if anything does. */
  bindContent(purpose, contentId, locale, { id, name, category, language }) {
    return this.#call(contentId ? 'PUT' : 'POST', `templates/${purpose}/contents${contentId ? `/${contentId}` : ''}`, {
      deliveryMethod: 'WhatsApp', locale, whatsAppTemplate: { id, name, category, language },
    });
  }

  /** Removed already is as good. */
  async removeContent(purpose, contentId) {
    try {
      await this.#call('DELETE', `templates/${purpose}/contents/${contentId}`);
    } catch (problem) {
      if (problem.kind !== 'missing') {
        throw problem;
      }
    }
  }

  /** Sent again with the same key, one message is sent. */
  sendTestMessage(request, key) {
    return this.#call('POST', `${SENDER}/testMessage`, request, { 'Idempotency-Key': key });
  }

  readMessage(id) {
    return this.#call('GET', `messages/${id}`);
  }

  /** whatsAppTemplates: keep or delete those that were created at Meta */
  remove(whatsAppTemplates) {
    return this.#call('DELETE', `${SENDER}?whatsAppTemplates=${whatsAppTemplates}`);
  }

  async #call(method, path, body = null, headers = {}) {
    let response;
    let text;
    try {
      response = await fetch(this.base + path, {
        method,
        headers: {
          ...(body && { 'Content-Type': 'application/json' }),
          ...(signIn?.token && { Authorization: `Bearer ${signIn.token}` }),
          ...headers,
        },
        body: body && JSON.stringify(body),
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(PATIENCE_MILLIS),
      });
      text = await response.text();
    } catch (failure) {
      throw new Problem(failure.name === 'TimeoutError' ? 'slow' : 'offline');
    }
    const answer = parsed(text);
    if (!response.ok) {
      throw Problem.of(response, answer);
    }
    return answer;
  }
}

/** A proxy on the way may answer with a page. */
function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
