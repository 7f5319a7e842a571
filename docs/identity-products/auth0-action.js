/**
 * Sends Auth0's passcodes by WhatsApp. An Action of the trigger custom-phone-provider, without dependencies.
 *
 * Secrets: SENDER_URL  {ApiUrl}/v1/hooks/{environmentId}/messages
 *          SENDER_KEY  a sender key of the kind BEARER
 *
 * @param {Event} event - what is to be sent, and to whom
 * @param {CustomPhoneProviderAPI} api - says what becomes of it
 */
exports.onExecuteCustomPhoneProvider = async (event, api) => {
  const { code, delivery_method, locale, message_type, recipient } = event.notification;
  if (!code || delivery_method !== 'text') {
    return api.notification.drop(`WhatsApp cannot carry this: ${message_type} by ${delivery_method}`);
  }
  const purpose = message_type === 'otp_enroll' ? 'device_pairing' : 'strong_authentication';
  let answer;
  try {
    answer = await fetch(`${event.secrets.SENDER_URL}/${purpose}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${event.secrets.SENDER_KEY}`,
        'content-type': 'application/json',
        'idempotency-key': await nameOf(recipient, code, event.secrets.SENDER_KEY),
      },
      body: JSON.stringify({ to: recipient, code, locale: locale || undefined }),
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    return api.notification.retry('no answer'); // sends nothing twice: it has the same name
  }
  if (!answer.ok) {
    const body = await answer.json().catch(() => null);
    const reason = `${answer.status} ${body?.message ?? ''}`;
    return mayPass(answer) ? api.notification.retry(reason) : api.notification.drop(reason);
  }
};

/** A limit, Meta or AWS is in the way at the moment, or the first request is still being answered. */
function mayPass({ status, headers }) {
  return [429, 500, 503].includes(status) || (status === 409 && headers.has('retry-after'));
}

/** The same for each try of one passcode. Made with the key, so that it does not give the passcode away. */
async function nameOf(recipient, code, key) {
  const bytes = (text) => new TextEncoder().encode(text);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const signing = await crypto.subtle.importKey('raw', bytes(key), hmac, false, ['sign']);
  const signature = await crypto.subtle.sign(hmac.name, signing, bytes(`${recipient} ${code}`));
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
