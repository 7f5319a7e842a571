import { html, render } from './lib/htm-preact.js';
import { Page } from './page.js';

render(html`<${Page} />`, document.body);
