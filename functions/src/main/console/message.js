import { html } from './lib/htm-preact.js';
import { text } from './texts.js';

const EXAMPLE_CODE = '123456';

/** A message as it looks on a phone. */
export function Message({ preview, language, onClose }) {
  return html`
    <div class="phone" role="group" aria-label=${text('templates.previewTitle', { language })}>
      <div class="bubble" lang=${preview.language.replaceAll('_', '-')} dir="auto">
        <p>${withBold(preview.body.replaceAll('{{1}}', EXAMPLE_CODE))}</p>
        ${preview.footer && html`<p class="faint">${preview.footer}</p>`}
        ${preview.buttons.map((button) => html`<p class="tap">${button.text}</p>`)}
      </div>
      <button type="button" class="small" onClick=${onClose}>${text('templates.close')}</button>
    </div>`;
}

/** WhatsApp shows what stands between asterisks in bold. */
function withBold(body) {
  return body.split(/\*([^*]+)\*/).map((part, index) => (index % 2 === 1 ? html`<strong>${part}</strong>` : part));
}
