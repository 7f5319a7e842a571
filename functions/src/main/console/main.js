import { html, render } from './lib/htm-preact.js';
import { Page } from './page.js';
import { signIn } from './signin.js';

if (!signIn || (await signIn.complete())) {
  render(html`<${Page} />`, document.body);
}
